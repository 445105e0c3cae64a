"""版式做法 · Invented data: workbooks whose difficulty is where things stand: headers, totals, repeats, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.messy import words
from tests.messy.grid import Grid, Row, Style
from tests.messy.headers import HECTARE, METRE, MU, heading
from tests.messy.kitchen import Kitchen, headline
from tests.messy.layout import share_meanings


def plain_list(kitchen: Kitchen) -> list[Grid]:
    """一般 · One table, one header row, faults in every column."""
    grid = Grid("Sheet1")
    kitchen.lay(grid, kitchen.heads(kitchen.rng.randint(12, 18)), kitchen.rows(20, 60), Style(), (1, 0))
    return [grid]


def chaotic_header(kitchen: Kitchen) -> list[Grid]:
    """列名杂 · Titles with stars, spaces, line breaks and mistakes of spelling, below a title."""
    grid = Grid("明细")
    unit = kitchen.rng.choice((HECTARE, MU, METRE))
    style = Style(title=headline(kitchen.rng), notes="plain")
    heads = kitchen.heads(kitchen.rng.randint(12, 20), "chaotic", unit)
    kitchen.lay(grid, heads, kitchen.rows(15, 40), style, (1, 0))
    return [grid]


def header_levels(count: int) -> Callable[[Kitchen], list[Grid]]:
    """多行表头 · A header of so many rows, merged."""

    def build(kitchen: Kitchen) -> list[Grid]:
        grid = Grid(kitchen.rng.choice(("台账", "附表", "2024年")))
        how = kitchen.rng.choice(("plain", "chaotic"))
        heads = kitchen.heads(kitchen.rng.randint(14, 22), how)
        style = Style(
            title=headline(kitchen.rng), levels=count, notes="plain", totals=kitchen.rng.choice(("end", "none"))
        )
        kitchen.lay(grid, heads, kitchen.rows(15, 45), style, (1, 0))
        return [grid]

    return build


def two_below(kitchen: Kitchen) -> list[Grid]:
    """上下两表 · Two tables one below the other, with their own titles and headers."""
    grid = Grid("汇报")
    heads = kitchen.heads(13)
    first = kitchen.lay(grid, heads, kitchen.rows(6, 25), Style(title="一、计划供应地块", totals="end"), (1, 0))
    other = kitchen.heads(12, "chaotic", kitchen.rng.choice((HECTARE, MU)))
    kitchen.lay(grid, other, kitchen.rows(6, 25), Style(title="二、结转地块", totals="end"), (first.at + 2, 0))
    return [grid]


def two_beside(kitchen: Kitchen) -> list[Grid]:
    """左右两表 · Two narrow tables side by side."""
    grid = Grid("左右")
    keys = ("serial", "number", "name", "location", "area", "use", "district")
    rng = kitchen.rng
    left = [heading(key, rng, HECTARE, "plain") for key in keys]
    right = [heading(key, rng, HECTARE, "plain") for key in keys[:1] + keys[2:]]
    kitchen.lay(grid, left, kitchen.rows(8, 25), Style(title="储备地块"), (1, 0))
    kitchen.lay(grid, right, kitchen.rows(8, 25), Style(title="出让地块"), (1, len(left) + 1))
    return [grid]


def side_sheets(kitchen: Kitchen) -> list[Grid]:
    """附页 · The list, a page of instructions, a summary, and a hidden page of choices."""
    rng = kitchen.rng
    grid = Grid("明细表")
    rows = kitchen.rows(15, 40)
    kitchen.lay(grid, kitchen.heads(14), rows, Style(title=headline(rng), totals="end", notes="plain"), (1, 0))
    return [_instructions(), grid, _summary(rows), _choices()]


def _instructions() -> Grid:
    grid = Grid("填表说明")
    lines = (
        "填表说明",
        "1.面积：以公顷为单位，保留四位小数。",
        "2.土地用途：按现状分类填写。",
        "3.供应方式：填划拨、挂牌等。",
        "4.位置：填四至。",
    )
    for row, text in enumerate(lines, 1):
        grid.put(row, 0, text)
    for row, pair in enumerate(
        (("列名", "说明"), ("宗地编号", "必填"), ("面积", "必填，公顷"), ("土地用途", "必填")), 7
    ):
        grid.put(row, 0, pair[0])
        grid.put(row, 1, pair[1])
    return grid


def _summary(rows: Sequence[Row]) -> Grid:
    grid = Grid("汇总表")
    grid.put(1, 0, "各区拟供应土地汇总表")
    for column, title in enumerate(("序号", "行政区", "宗数", "面积（公顷）", "备注")):
        grid.put(2, column, title)
    by_district: dict[str, list[Decimal]] = {}
    for row in rows:
        by_district.setdefault(row.meant.fields["district"] or "", []).append(row.meant.hectares)
    for number, (district, areas) in enumerate(sorted(by_district.items()), 1):
        for column, content in enumerate((number, district, len(areas), float(sum(areas)))):
            grid.put(number + 2, column, content)
    last = len(by_district) + 3
    grid.put(last, 1, "合计")
    grid.put(last, 2, len(rows))
    grid.put(last, 3, float(sum(row.meant.hectares for row in rows)))
    return grid


def _choices() -> Grid:
    grid = Grid("数据字典", hidden=True)
    lists = (
        ("土地用途", [use.text for use in words.USES]),
        ("供应方式", list(words.MODES)),
        ("土地来源", list(words.ORIGINS)),
    )
    for column, (title, entries) in enumerate(lists):
        for row, text in enumerate((title, *entries), 1):
            grid.put(row, column, text)
    return grid


def subtotals(kitchen: Kitchen) -> list[Grid]:
    """分区小计 · A subtotal below each district and a total below all, a share of them wrong."""
    grid = Grid("分区")
    rows = sorted(kitchen.rows(25, 70), key=lambda row: row.meant.fields["district"] or "")
    kitchen.bench = replace(kitchen.bench, rate=0.03)
    share_meanings(rows, kitchen.rng)
    repeats = kitchen.rng.choice(("merge", "", "ditto"))
    style = Style(title=headline(kitchen.rng), totals="groups", repeats=repeats, wrong=0.25)
    kitchen.lay(grid, kitchen.heads(14, extra=("unit", "batch")), rows, style, (1, 0))
    return [grid]


def repeated_cells(how: str) -> Callable[[Kitchen], list[Grid]]:
    """承上 · Cells that repeat the one above, as 同上 or merged downwards."""

    def build(kitchen: Kitchen) -> list[Grid]:
        grid = Grid("Sheet1")
        rows = sorted(kitchen.rows(20, 60), key=lambda row: row.meant.fields["district"] or "")
        share_meanings(rows, kitchen.rng)
        style = Style(title=headline(kitchen.rng), repeats=how, totals="end")
        kitchen.lay(grid, kitchen.heads(13, extra=("unit", "batch")), rows, style, (1, 0))
        return [grid]

    return build


def hidden_parts(kitchen: Kitchen) -> list[Grid]:
    """隐藏 · Hidden rows, a hidden column, a filter, and a hidden sheet with last year's rows."""
    grid = Grid("明细")
    heads = [*kitchen.heads(14), heading("index", kitchen.rng, HECTARE, "plain")]
    rows = kitchen.rows(20, 50)
    grid.hidden_columns.add(len(heads) - 1)
    laid = kitchen.lay(grid, heads, rows, Style(hidden=0.12, totals="end"), (1, 0))
    grid.filter = (1, 0, laid.at - 2, len(heads) - 1)
    old = Grid("Sheet2 (2)", hidden=True)
    kitchen.lay(old, kitchen.heads(11), kitchen.rows(5, 10), Style(), (1, 0))
    return [grid, old]


def wide_list(kitchen: Kitchen) -> list[Grid]:
    """大表 · Some thirty columns and more than a hundred rows."""
    grid = Grid("全量")
    kitchen.bench = replace(kitchen.bench, rate=0.04)
    style = Style(title=headline(kitchen.rng), levels=2, totals="end")
    kitchen.lay(grid, kitchen.heads(30), kitchen.rows(100, 120), style, (1, 0))
    return [grid]


def offset_start(kitchen: Kitchen) -> list[Grid]:
    """不从头 · The table begins in the middle of the sheet."""
    grid = Grid("Sheet1")
    style = Style(title=headline(kitchen.rng), notes="spread")
    kitchen.lay(
        grid, kitchen.heads(12), kitchen.rows(10, 40), style, (kitchen.rng.randint(4, 9), kitchen.rng.randint(1, 4))
    )
    return [grid]


def total_on_top(kitchen: Kitchen) -> list[Grid]:
    """合计在上 · The total stands first; blank rows and repeated headers stand between the rows."""
    grid = Grid("Sheet1")
    style = Style(title=headline(kitchen.rng), totals="top", blanks=0.15, header_again=True)
    kitchen.lay(grid, kitchen.heads(13), kitchen.rows(25, 70), style, (1, 0))
    return [grid]


def text_list(kitchen: Kitchen) -> list[Grid]:
    """文本表 · A text file with title, unit line, totals and notes."""
    grid = Grid("Sheet1")
    style = Style(title=headline(kitchen.rng), unit_line="单位：公顷", totals="end", notes="plain")
    kitchen.lay(grid, kitchen.heads(13), kitchen.rows(10, 50), style, (1, 0))
    return [grid]


def text_groups(kitchen: Kitchen) -> list[Grid]:
    """文本两行表头 · A text file whose two header rows were merged once."""
    grid = Grid("Sheet1")
    style = Style(title=headline(kitchen.rng), levels=2, totals="end", repeats="ditto")
    rows = sorted(kitchen.rows(10, 40), key=lambda row: row.meant.fields["district"] or "")
    share_meanings(rows, kitchen.rng)
    kitchen.lay(grid, kitchen.heads(13, extra=("unit",)), rows, style, (1, 0))
    return [grid]
