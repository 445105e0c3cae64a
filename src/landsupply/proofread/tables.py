"""表文核对 · PL-06 in tables: totals of rows and columns, shares, and the text's totals and parts beside the tables'.

A table of another year, of what was done, or of one class only is not held against the text. Where the text states a
thing several times, agreeing with one of them is enough.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from landsupply.measure.rounding import half_up
from landsupply.proofread.figures import Figure, Role, exact, unit_size
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.position import Position
from landsupply.proofread.ranks import class_of
from landsupply.proofread.register import Case, Found
from landsupply.proofread.tables_grid import Entry, FigureTable, figure_table, is_among
from landsupply.proofread.tables_sums import Miss, misses

_RULE = "PL-06"
_FOOTNOTE = re.compile(r"四舍五入|尾数|尾差|末位差")
_SHARE = re.compile(r"占比|比例|比重|[%％]")
_OTHER = re.compile(
    r"上年|去年|完成|实际|评估|执行|近[一二三四五]年|住宅|住房|商服|工矿|工业|储备|新增|存量|保障|重点|重大|收储|闲置|批而未供|"
    r"三年|五年|盘活|项目"
)
_OTHER_COLUMN = re.compile(r"上年|去年|完成|实际|其中|新增|存量|统筹|预留|落到")
_AREA = re.compile(r"计划|供应|面积|规模|总量|数量|指标")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]")
_FEWEST, _FEWEST_CLASSES = 2, 5
_LEAD = re.compile(r"^(?:[0-9]{1,2}[.、]|[（(]?[一二三四五六七八九十]{1,2}[、)）])")
_TAIL = re.compile(r"(?:用地|土地)?(?:供应|计划)?(?:面积|量|规模)?\Z")


def figure_tables(case: Case) -> Iterator[FigureTable]:
    """数表 · The tables of a text that state numbers, in order."""
    since = 0
    for grid in case.reading.tables:
        found = figure_table(grid, case.reading.paragraphs, since)
        since = grid.end
        if found:
            yield found


def _at(case: Case, table: FigureTable, entry: Entry) -> Position:
    """The place of a cell: its table, row and column from 1, behind the line in front of the table.

    A table that is lines of the text has a place in the text.
    """
    grid, paragraphs = table.grid, case.reading.paragraphs
    line = grid.lines[entry.row] if grid.lines else max(grid.line, 1)
    before = bisect_right(paragraphs, line, key=attrgetter("line"))
    section = paragraphs[before - 1].section if before else ""
    if grid.lines:
        return Position(line=line, column=grid.starts[entry.row][entry.column], section=section)
    return Position(
        line=line,
        column=1,
        section=section,
        table=grid.number,
        row=entry.row + 1,
        cell=entry.column + 1,
    )


def _is_footnoted(case: Case) -> bool:
    return any(_FOOTNOTE.search(one.text) for one in case.reading.paragraphs)


def _printed(value: Fraction, entries: Sequence[Entry]) -> str:
    return half_up(value.numerator, value.denominator, max(one.places for one in entries))


def table_totals(case: Case) -> Found:
    """PL-06 表内合计 · The totals of a table are the sums of what they total."""
    is_footnoted = _is_footnoted(case)
    for table in figure_tables(case):
        found = [one for one in misses(table) if not (is_footnoted and abs(one.gap) <= one.rounding)]
        crossed = _crossed(found)
        for row, column, entry in crossed:
            yield _cell_is_off(case, table, row, column, entry)
        told = {id(one) for row, column, _ in crossed for one in (row, column)}
        for one in found:
            if id(one) not in told:
                yield _total_is_off(case, table, one)


def _crossed(found: Sequence[Miss]) -> list[tuple[Miss, Miss, Entry]]:
    """A cell whose row and column both miss their totals by the same: the cell itself is the likely slip."""
    rows = [one for one in found if one.is_row and one.is_sure]
    columns = [one for one in found if not one.is_row and one.is_sure]
    crossed = []
    for down in rows:
        for across in columns:
            shared = [one for one in down.parts if one in across.parts]
            if down.gap == across.gap and len(shared) == 1:
                crossed.append((down, across, shared[0]))
    alone = len(crossed) == len({id(one) for one, _, _ in crossed}) == len({id(one) for _, one, _ in crossed})
    return crossed if alone else []


def _cell_is_off(case: Case, table: FigureTable, down: Miss, across: Miss, entry: Entry) -> Finding:
    return Finding(
        rule=_RULE,
        code="A082",
        severity=Severity.ERROR,
        place=_at(case, table, entry),
        facts={
            "label": table.labels[entry.row],
            "title": table.title(entry.column),
            "stated": entry.text,
            "gap": _printed(abs(down.gap), [*down.parts, *across.parts]),
            "meant": _printed(entry.value + down.gap, [entry, down.total, across.total]),
        },
        also=(_at(case, table, down.total), _at(case, table, across.total)),
    )


def _total_is_off(case: Case, table: FigureTable, one: Miss) -> Finding:
    is_rounding = abs(one.gap) <= one.rounding
    severity = (Severity.WARNING if is_rounding else Severity.ERROR) if one.is_sure else Severity.ADVICE
    name = table.title(one.total.column) if one.is_row else table.labels[one.total.row]
    entries = [one.total, *one.parts]
    return Finding(
        rule=_RULE,
        code=("A080" if one.is_row else "A081") if one.is_sure else "A089",
        severity=severity,
        place=_at(case, table, one.total),
        facts={
            "name": name or one.total.text,
            "stated": one.total.text,
            "total": _printed(one.added, entries),
            "gap": _printed(abs(one.gap), entries),
        },
    )


def table_shares(case: Case) -> Found:
    """PL-06 表内占比 · A column of shares is recomputed from the column of areas in front of it."""
    is_footnoted = _is_footnoted(case)
    for table in figure_tables(case):
        whole_row = next((row for row in table.body if table.is_total_row(row)), None)
        for column in range(1, len(table.paths)):
            area = column - 1
            if whole_row is not None and _SHARE.search(table.title(column)) and area in table.columns:
                yield from _shares(case, table, whole_row, (area, column), is_footnoted)


def _shares(case: Case, table: FigureTable, whole_row: int, columns: tuple[int, int], is_footnoted: bool) -> Found:
    area, share = columns
    whole = table.entries.get((whole_row, area))
    pairs = [
        (table.entries[row, area], table.entries[row, share])
        for row in table.body
        if row != whole_row and (row, area) in table.entries and (row, share) in table.entries
    ]
    if whole is None or whole.value <= 0:
        return
    wrong = [(part, one) for part, one in pairs if not _is_share(part, whole, one, is_footnoted)]
    if len(wrong) * 2 > len(pairs) > 1:
        return  # not a share of this whole
    for part, one in wrong:
        yield Finding(
            rule=_RULE,
            code="A083",
            severity=Severity.ERROR,
            place=_at(case, table, one),
            facts={
                "label": table.labels[one.row],
                "stated": one.text,
                "computed": half_up(*(100 * part.value / whole.value).as_integer_ratio(), one.places),
            },
        )


def _is_share(part: Entry, whole: Entry, share: Entry, is_footnoted: bool) -> bool:
    if half_up(*(100 * part.value / whole.value).as_integer_ratio(), share.places) == half_up(
        *share.value.as_integer_ratio(), share.places
    ):
        return True
    half_part, half_whole = Fraction(1, 2 * 10**part.places), Fraction(1, 2 * 10**whole.places)
    is_rounded = is_footnoted or bool(part.places and whole.places)
    if not is_rounded or whole.value <= half_whole:
        return False
    low, high = (
        (part.value - half_part) / (whole.value + half_whole),
        (part.value + half_part) / (whole.value - half_whole),
    )
    least, most = (Fraction(half_up(*(100 * one).as_integer_ratio(), share.places)) for one in (low, high))
    return least <= share.value <= most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """表中所列 · What a table states of a thing: its key, its words, its number."""

    key: str
    name: str
    entry: Entry


def tables_agree(case: Case) -> Found:
    """PL-06 表文一致 · Totals, classes, districts, quarters and modes of a table are those of the text."""
    text = _text_parts(case)
    totals = [one for one in case.reading.totals if one.is_exact]
    first: tuple[FigureTable, Entry] | None = None
    for table in figure_tables(case):
        column = _plan_column(case, table)
        if column is None or not table.unit:
            continue
        stated = list(_stated(table, column))
        times = Counter(one.key for one in stated)  # a list of parcels names each district many times
        known = [one for one in stated if one.key in text and times[one.key] == 1]
        for one in known:
            if not any(_same(table, one.entry, figure) for figure in text[one.key]):
                yield _against_text("A084", case, table, one.entry, text[one.key][0], label=one.name)
        whole = _whole(table, column)
        if whole is None or (len(known) < _FEWEST and not (_is_of_all_classes(table) and not text)):
            continue
        if totals and not any(_same(table, whole, figure) for figure in totals):
            yield _against_text("A085", case, table, whole, totals[0])
        if first and not totals and not _alike(first, (table, whole)):
            yield _tables_differ(case, first, table, whole)
        first = first or (table, whole)


def _is_of_all_classes(table: FigureTable) -> bool:
    """Whether the rows are the classes of a plan, those of public and of traffic land among them."""
    classes = {found for row in table.body if (found := class_of(table.labels[row]))}
    return len(classes) >= _FEWEST_CLASSES


def _text_parts(case: Case) -> dict[str, list[Figure]]:
    """The parts of the plan's total that the text states exactly, by what they are called."""
    figures, found = case.reading.figures, dict[str, list[Figure]]()
    for one in case.reading.compositions:
        if one.of_total:
            for index in one.parts:
                if figures[index].is_exact and figures[index].role is Role.PART and (key := _key(figures[index].item)):
                    found.setdefault(key, []).append(figures[index])
    return found


def _key(name: str) -> str:
    """A name as the text and a table may both write it: 第一季度 and 一季度, 住宅用地 and 住宅."""
    bare = _LEAD.sub("", _BRACKETED.sub("", "".join(name.split())))
    return _TAIL.sub("", bare).removeprefix("第")


def _plan_column(case: Case, table: FigureTable) -> int | None:
    """The column with the plan's own areas; None where the table is of something else."""
    years = {int(one) for one in _YEAR.findall(table.caption)}
    if _OTHER.search(table.caption) or (years and case.reading.year not in years):
        return None
    usable = [
        one for one in table.columns if not _OTHER_COLUMN.search(table.title(one)) and _is_of_year(case, table, one)
    ]
    totals = [one for one in usable if table.is_total_column(one)]
    areas = [one for one in usable if _AREA.search(table.title(one))]
    chosen = totals or areas or (usable if len(usable) == 1 else [])
    return chosen[0] if chosen else None


def _is_of_year(case: Case, table: FigureTable, column: int) -> bool:
    years = {int(one) for one in _YEAR.findall(table.title(column))}
    return not years or case.reading.year in years


def _stated(table: FigureTable, column: int) -> Iterator[_Stated]:
    """What rows, and in a table with a column of totals also columns, state of things by name."""
    for row in table.body:
        name, entry = table.labels[row], table.entries.get((row, column))
        if entry and not table.is_total_row(row) and not is_among(name):
            yield _Stated(key=_key(name), name=name, entry=entry)
    whole_row = next((row for row in table.body if table.is_total_row(row)), None)
    if whole_row is None or not table.is_total_column(column):
        return
    for other in table.columns:
        entry = table.entries.get((whole_row, other))
        if entry and other != column and not table.is_total_column(other) and not is_among(table.title(other)):
            yield _Stated(key=_key(table.paths[other][-1]), name=table.paths[other][-1], entry=entry)


def _whole(table: FigureTable, column: int) -> Entry | None:
    rows = [row for row in table.body if table.is_total_row(row) and "小计" not in table.labels[row]]
    return table.entries.get((rows[-1], column)) if rows else None


def _same(table: FigureTable, entry: Entry, figure: Figure) -> bool:
    return _agree(_measured(table, entry), (exact(figure), unit_size(figure.unit) / 10**figure.places))


def _alike(first: tuple[FigureTable, Entry], second: tuple[FigureTable, Entry]) -> bool:
    return _agree(_measured(*first), _measured(*second))


def _measured(table: FigureTable, entry: Entry) -> tuple[Fraction, Fraction]:
    """An entry and one of its last place, in units of 0.01 m²."""
    unit = unit_size(table.unit)
    return entry.value * unit, unit / 10**entry.places


def _agree(first: tuple[Fraction, Fraction], second: tuple[Fraction, Fraction]) -> bool:
    """Equal, or equal at the decimals of the one that is printed with fewer."""
    (one, place), (other, other_place) = first, second
    gap, (fine, coarse) = abs(one - other), sorted((place, other_place))
    return gap == 0 or (fine < coarse and gap <= coarse / 2)


def _against_text(code: str, case: Case, table: FigureTable, entry: Entry, figure: Figure, **named: object) -> Finding:
    return Finding(
        rule=_RULE,
        code=code,
        severity=Severity.ERROR,
        place=_at(case, table, entry),
        facts={
            **named,
            "stated": entry.text + table.unit,
            "text": figure.value + figure.unit,
            "line": figure.position.line,
        },
        also=(figure.position,),
    )


def _tables_differ(case: Case, first: tuple[FigureTable, Entry], table: FigureTable, whole: Entry) -> Finding:
    earlier, entry = first
    return Finding(
        rule=_RULE,
        code="A086",
        severity=Severity.ERROR,
        place=_at(case, table, whole),
        facts={
            "stated": whole.text + table.unit,
            "first": entry.text + earlier.unit,
            "number": earlier.grid.number,
        },
        also=(_at(case, earlier, entry),),
    )
