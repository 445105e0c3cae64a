"""版面 · Invented data: lays tables out on a grid as clerks do, and keeps the truth about every row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from openpyxl.utils import get_column_letter

from tests.messy.cells import Bench, Meant, Planted, Raw, clean, in_unit, plain, written
from tests.messy.grid import Grid, Row, Style, Truth, shown_raw
from tests.messy.headers import Heading
from tests.messy.writers import write

REPEATED = ("district", "unit", "batch")


@dataclass(slots=True)
class Laid:
    """落表 · A table in the course of being laid: where it stands, its cells by row, its truth."""

    grid: Grid
    heads: Sequence[Heading]
    style: Style
    bench: Bench
    left: int
    truth: Truth
    at: int
    cells: dict[int, dict[int, Planted]] = field(default_factory=dict)
    where: dict[int, int] = field(default_factory=dict)  # place of a row -> its number on the sheet

    def add_rows(self, rows: Sequence[Row]) -> None:
        """续行 · Lay more rows of a table whose header stands already."""
        for place in range(len(rows)):
            _row(self, rows, place)
        _true_cells(self)


def lay(
    grid: Grid, heads: Sequence[Heading], rows: Sequence[Row], style: Style, bench: Bench, place: tuple[int, int]
) -> Laid:
    """铺表 · Lay a table with its upper left corner at (row, column)."""
    top, left = place
    truth: Truth = {
        "sheet": grid.name,
        "left": left,
        "columns": [],
        "rows": [],
        "totals": [],
        "hidden_sheet": grid.hidden,
    }
    laid = Laid(grid, heads, style, bench, left, truth, top)
    _opening(laid)
    _header(laid)
    if style.totals == "top":
        laid.at += 1
    first = laid.at
    groups = list(_groups(rows, style))
    for group in groups:
        _group(laid, rows, group)
    _totals(laid, rows, groups, first)
    _closing(laid)
    return laid


def _opening(laid: Laid) -> None:
    width = len(laid.heads)
    for text in (laid.style.title, laid.style.subtitle):
        if text:
            laid.grid.put(laid.at, laid.left, text)
            laid.grid.merge(laid.at, laid.left, laid.at, laid.left + width - 1)
            laid.grid.bold_rows.add(laid.at)
            laid.at += 1
    if laid.style.unit_line:
        where = laid.bench.rng.choice((0, max(0, width - 2), width - 1))
        laid.grid.put(laid.at, laid.left + where, laid.style.unit_line)
        laid.at += 1


def _header(laid: Laid) -> None:
    rng, style, grid = laid.bench.rng, laid.style, laid.grid
    first = laid.at
    last = first + style.levels - 1
    for place, head in enumerate(laid.heads):
        column = laid.left + place
        laid.truth["columns"].append(
            {"column": column, "title": head.title,
                "group": head.group if style.levels > 1 else "", "field": head.field,
             "key": head.key, "unit": head.unit, "hidden": column in grid.hidden_columns}
        )  # fmt: skip
        if style.levels == 1 or not head.group:
            grid.put(first, column, head.title)
            grid.merge(first, column, last, column)
        else:
            grid.put(last, column, head.title)
    if style.levels > 1:
        _group_titles(laid, last - 1)
    if style.levels == 3:
        _banner(laid, first, last - 1)
    grid.fills.update({row: rng.choice(("DDEBF7", "FFF2CC", "E2EFDA")) for row in range(first, last + 1)})
    laid.truth["header_rows"] = list(range(first, last + 1))
    laid.at = last + 1


def _group_titles(laid: Laid, row: int) -> None:
    """Neighbours of one group stand under one merged title."""
    start = 0
    while start < len(laid.heads):
        group = laid.heads[start].group
        stop = start
        while stop + 1 < len(laid.heads) and laid.heads[stop + 1].group == group:
            stop += 1
        if group:
            laid.grid.put(row, laid.left + start, group)
            laid.grid.merge(row, laid.left + start, row, laid.left + stop)
        start = stop + 1


def _banner(laid: Laid, first: int, groups_row: int) -> None:
    """The uppermost of three header rows, above all columns that have a group."""
    grouped = [place for place, head in enumerate(laid.heads) if head.group]
    if grouped and grouped == list(range(grouped[0], grouped[-1] + 1)) and first < groups_row:
        laid.grid.put(first, laid.left + grouped[0], laid.style.banner or "拟供应宗地信息")
        laid.grid.merge(first, laid.left + grouped[0], first, laid.left + grouped[-1])


def _groups(rows: Sequence[Row], style: Style) -> Iterator[list[int]]:
    """The places of the rows, in runs of one district where the layout needs it."""
    if style.totals != "groups":
        yield list(range(len(rows)))
        return
    run: list[int] = []
    for place, row in enumerate(rows):
        if run and rows[run[-1]].meant.fields["district"] != row.meant.fields["district"]:
            yield run
            run = []
        run.append(place)
    yield run


def _group(laid: Laid, rows: Sequence[Row], group: Sequence[int]) -> None:
    style, rng = laid.style, laid.bench.rng
    start = laid.at
    for place in group:
        if style.blanks and rng.random() < style.blanks:
            laid.at += 1
        if style.header_again and place and place % 20 == 0 and style.levels == 1:
            for offset, head in enumerate(laid.heads):
                laid.grid.put(laid.at, laid.left + offset, head.title)
            laid.at += 1
        _row(laid, rows, place)
    if style.repeats:
        _repeat(laid, rows, group)
    if style.totals == "groups":
        district = rows[group[0]].meant.fields["district"] or ""
        label = rng.choice((f"{district}小计", "小计", "小 计", f"小计（{len(group)}宗）"))
        _total(laid, rows, group, label, start)


def _row(laid: Laid, rows: Sequence[Row], place: int) -> None:
    row = rows[place]
    number = laid.at
    laid.where[place] = number
    copied = laid.cells[laid.where[row.of]] if row.role == "duplicate" and row.of is not None else None
    cells: dict[int, Planted] = {}
    for offset, head in enumerate(laid.heads):
        column = laid.left + offset
        if head.key == "serial":
            planted = clean(str(place + 1) if laid.bench.is_text else place + 1, None)
        elif copied is not None:
            planted = copied[column]
        else:
            planted = write(row.meant, head, laid.bench)
        cells[column] = planted
        laid.grid.put(number, column, planted.raw)
    laid.cells[number] = cells
    hidden = laid.style.hidden > 0 and laid.bench.rng.random() < laid.style.hidden
    if hidden:
        laid.grid.hidden_rows.add(number)
    of = laid.where[row.of] if row.of is not None else None
    laid.truth["rows"].append({"row": number, "role": row.role, "of": of, "hidden": hidden, "cells": {}})
    laid.at += 1


def _repeat(laid: Laid, rows: Sequence[Row], group: Sequence[int]) -> None:
    """Runs of one meaning are merged downwards, or written as 同上 and 〃."""
    for offset, head in enumerate(laid.heads):
        if head.key not in REPEATED:
            continue
        for run in _runs(laid, rows, group, head.key):
            if len(run) > 1:
                _write_run(laid, laid.left + offset, head.key, rows, run)


def _runs(laid: Laid, rows: Sequence[Row], group: Sequence[int], key: str) -> Iterator[list[int]]:
    run: list[int] = []
    for place in group:
        is_next = bool(run) and laid.where[place] == laid.where[run[-1]] + 1
        same = bool(run) and rows[place].meant.fields[key] == rows[run[-1]].meant.fields[key]
        if run and not (is_next and same and rows[place].role != "foreign"):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _write_run(laid: Laid, column: int, key: str, rows: Sequence[Row], run: Sequence[int]) -> None:
    value = rows[run[0]].meant.fields[key]
    numbers = [laid.where[place] for place in run]
    merged = laid.style.repeats == "merge" and not laid.bench.is_text  # a text file shows no merges
    marks = ("同上", "〃", "同上", "″")
    for number in numbers:
        laid.grid.cells.pop((number, column), None)
        if number == numbers[0]:
            planted = written(value, value, "merged_over_below") if merged else clean(value, value)
        elif merged:
            planted = written(None, value, "merged_as_above")
        elif laid.bench.rng.random() < 0.7:
            planted = written(laid.bench.rng.choice(marks), value, "ditto")
        else:
            planted = clean(value, value)
        laid.cells[number][column] = planted
        laid.grid.put(number, column, planted.raw)
    if merged:
        laid.grid.merge(numbers[0], column, numbers[-1], column)


# ---- totals ---------------------------------------------------------------------------------------------------------
def _totals(laid: Laid, rows: Sequence[Row], groups: Sequence[Sequence[int]], first: int) -> None:
    every = [place for group in groups for place in group]
    label = laid.bench.rng.choice(("合计", "合 计", "总计", f"合计（共{len(every)}宗）", "合计："))
    if laid.style.totals in ("end", "groups"):
        _total(laid, rows, every, label, first)
    elif laid.style.totals == "top":
        after, laid.at = laid.at, first - 1
        _total(laid, rows, every, label, first)
        laid.at = after


def _total(laid: Laid, rows: Sequence[Row], places: Sequence[int], label: str, first: int) -> None:
    rng, number = laid.bench.rng, laid.at
    area = [offset for offset, head in enumerate(laid.heads) if head.field == "area"]
    labelled = min(
        offset for offset, head in enumerate(laid.heads) if head.field not in ("area", "term", "start_price")
    )
    laid.grid.put(number, laid.left + labelled, label)
    wrong = rng.random() < laid.style.wrong
    verdicts = [_summed(laid, rows, places, offset, wrong and place == 0, first) for place, offset in enumerate(area)]
    verdict = None if None in verdicts or not verdicts else not wrong
    laid.truth["totals"].append({"row": number, "label": label, "right": verdict})
    laid.grid.bold_rows.add(number)
    laid.at += 1


def _summed(
    laid: Laid, rows: Sequence[Row], places: Sequence[int], offset: int, wrong: bool, first: int
) -> bool | None:
    """Writes one sum; None where nobody could say what it should be."""
    rng, column, unit = laid.bench.rng, laid.left + offset, laid.heads[offset].unit
    numbers = [laid.where[place] for place in places]
    cells = [laid.cells[number][column] for number in numbers]
    total = sum((in_unit(Decimal(cell.value), unit) for cell in cells if cell.value), Decimal(0))
    if rng.random() < 0.4:
        total = total.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if wrong:
        total += max(Decimal("1.11"), (total * Decimal(rng.randint(3, 30)) / 100).quantize(Decimal("0.01")))
    formula = ""
    if laid.style.total_formula and not wrong:
        letter = get_column_letter(column + 1)
        formula = f"=SUM({letter}{min(numbers)}:{letter}{max(numbers)})"
    shown = plain(total)
    laid.grid.put(laid.at, column, Raw(shown if laid.bench.is_text else float(total), formula=formula))
    roles = {row["row"]: row for row in laid.truth["rows"]}
    odd = any(roles[number]["hidden"] or roles[number]["role"] in ("duplicate", "twin") for number in numbers)
    doubtful = any(not cell.sure or cell.value is None for cell in cells)
    return None if odd or doubtful or (formula and laid.bench.formulas != "cached") else True


def _closing(laid: Laid) -> None:
    """Lines below the table, and the truth of every cell as it finally stands."""
    if laid.style.notes:
        laid.at += laid.bench.rng.choice((0, 1))
        _notes(laid)
    _true_cells(laid)


def _true_cells(laid: Laid) -> None:
    by_row = {row["row"]: row for row in laid.truth["rows"]}
    for number, cells in laid.cells.items():
        for column, planted in cells.items():
            head = laid.heads[column - laid.left]
            by_row[number]["cells"][str(column)] = {
                "field": head.field, "raw": shown_raw(planted.raw), "value": planted.value, "fault": planted.fault,
                "sure": planted.sure, "also": list(planted.also),
            }  # fmt: skip


def _notes(laid: Laid) -> None:
    left, grid, rng = laid.left, laid.grid, laid.bench.rng
    if laid.style.notes == "spread" and len(laid.heads) > 8:
        for offset, text in ((0, "填表人："), (1, "甄某甲"), (4, "审核人："), (5, "牛某乙"), (7, "填报日期：")):
            grid.put(laid.at, left + offset, text)
        laid.at += 1
        return
    lines = (
        "注：1.面积以实测为准。",
        "2.本表由各区填报，一式两份。",
        "填表人：甄某甲        审核人：牛某乙        联系电话：0371-60000000",
    )
    for text in lines[: rng.randint(1, 3)]:
        grid.put(laid.at, left, text)
        grid.merge(laid.at, left, laid.at, left + len(laid.heads) - 1)
        laid.at += 1


def share_meanings(rows: Sequence[Row], rng: Random) -> None:
    """归并 · Rows of one district share office and batch, so that 同上 can be true of them."""
    first: dict[str | None, Meant] = {}
    for row in rows:
        kept = first.setdefault(row.meant.fields["district"], row.meant)
        if rng.random() < 0.9:
            row.meant.fields["unit"] = kept.fields["unit"]
            row.meant.fields["batch"] = kept.fields["batch"]


def overwrite(laid: Laid, row: int, column: int, planted: Planted) -> None:
    """改格 · Write one cell of a laid table anew, and its truth."""
    laid.grid.cells.pop((row, column), None)
    laid.grid.put(row, column, planted.raw)
    (one,) = (one for one in laid.truth["rows"] if one["row"] == row)
    one["cells"][str(column)] |= {
        "raw": shown_raw(planted.raw), "value": planted.value, "fault": planted.fault, "sure": planted.sure, "also": [],
    }  # fmt: skip
