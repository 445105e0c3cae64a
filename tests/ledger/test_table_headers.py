"""表头形状 · Headers of every shape met, each with two parcels under it; found, fields, units and rows right (T52).

Invented lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import Merge, Sheet
from landsupply.measure.area import AreaUnit

from .conftest import sheet_of

Rows = Sequence[Sequence[str]]
MU, HECTARE, METRE = AreaUnit.MU, AreaUnit.HECTARE, AreaUnit.SQUARE_METRE


@dataclass(frozen=True)
class Shape:
    """形状 · The rows above the data, the order of the data's columns, merges, and the unit of the area."""

    head: Rows
    order: str = "place use area"
    unit: AreaUnit | None = HECTARE
    merges: tuple[tuple[int, int, int, int], ...] = ()
    titles: tuple[str, ...] = ()
    below: Rows = ()


AREAS = {HECTARE: ("1.5", "2"), MU: ("22.5", "30"), METRE: ("15000", "20000"), None: ("1.5", "2")}
PLACES = {
    "place": ("甲路东", "乙路西"),
    "use": ("工业用地", "仓储用地"),
    "serial": ("1", "2"),
    "number": ("Z-01", "Z-02"),
    "name": ("甲项目", "乙项目"),
    "mode": ("挂牌", "拍卖"),
    "mu": ("22.5", "30"),
    "start": ("100", "200"),
    "deal": ("110", "220"),
    "blank": ("", ""),
    "note": ("某", "某"),
}

SHAPES: dict[str, Shape] = {
    "one row": Shape([["位置", "土地用途", "面积（公顷）"]]),
    "title above": Shape([["某区2024年拟供应宗地表"], ["位置", "土地用途", "面积（公顷）"]]),
    "title over all columns": Shape(
        [["某区2024年拟供应宗地表", "", ""], ["位置", "土地用途", "面积（公顷）"]], merges=((1, 1, 0, 2),)
    ),
    "unit line": Shape([["宗地表"], ["单位：亩"], ["位置", "土地用途", "面积"]], unit=MU),
    "unit line at the right": Shape([["", "", "单位：亩"], ["位置", "土地用途", "面积"]], unit=MU),
    "unit beside the title": Shape([["宗地表", "", "单位：平方米"], ["位置", "土地用途", "面积"]], unit=METRE),
    "unit among two": Shape([["宗地表"], ["单位：公顷、万元"], ["位置", "土地用途", "面积"]]),
    "unit in a title in brackets": Shape([["宗地表（单位：亩）"], ["位置", "土地用途", "面积"]], unit=MU),
    "breaks and spaces": Shape([["位 置", "土地\n用途", "面 积\n(公顷)"]]),
    "asterisks and needs": Shape([["*位置", "土地用途（必填）", "*面积（公顷）"]]),
    "colons": Shape([["位置：", "土地用途：", "面积（公顷）："]]),
    "wide brackets": Shape([["位置", "土地用途", "面积［亩］"]], unit=MU),
    "slash": Shape([["位置", "土地用途", "面积/亩"]], unit=MU),
    "two languages in a cell": Shape([["位置\nLocation", "用途\nLand use", "面积（公顷）\nArea (ha)"]]),
    "two languages in two rows": Shape([["位置", "用途", "面积（公顷）"], ["Location", "Land use", "Area"]]),
    "units in a second row": Shape([["位置", "土地用途", "面积"], ["", "", "亩"]], unit=MU, titles=("面积/亩",)),
    "column numbers": Shape([["位置", "土地用途", "面积（公顷）"], ["1", "2", "3"]]),
    "column numbers in brackets": Shape([["位置", "土地用途", "面积（公顷）"], ["（1）", "（2）", "（3）"]]),
    "column numbers after letters": Shape([["位置", "土地用途", "面积（公顷）"], ["甲", "乙", "1"]]),
    "area over two units": Shape(
        [["位置", "土地用途", "面积", ""], ["", "", "公顷", "亩"]],
        order="place use area mu",
        merges=((1, 2, 0, 0), (1, 2, 1, 1), (1, 1, 2, 3)),
        titles=("面积/公顷", "面积/亩"),
    ),
    "area over two units, not merged": Shape(
        [["位置", "土地用途", "面积", ""], ["", "", "公顷", "亩"]], order="place use area mu", titles=("面积/亩",)
    ),
    "group over everything": Shape(
        [["宗地基本情况", "", ""], ["位置", "土地用途", "面积（公顷）"]], merges=((1, 1, 0, 2),)
    ),
    "groups side by side": Shape(
        [["序号", "宗地情况", "", "", "供应"], ["", "位置", "土地用途", "面积（公顷）", "方式"]],
        order="serial place use area mode",
        merges=((1, 2, 0, 0), (1, 1, 1, 3)),
        titles=("宗地情况/位置", "供应/方式"),
    ),
    "prices in a group": Shape(
        [["位置", "土地用途", "面积（公顷）", "出让金（万元）", ""], ["", "", "", "起始价", "成交价"]],
        order="place use area start deal",
        merges=((1, 2, 0, 0), (1, 2, 1, 1), (1, 2, 2, 2), (1, 1, 3, 4)),
        titles=("出让金（万元）/起始价", "出让金（万元）/成交价"),
    ),
    "three rows": Shape(
        [
            ["序号", "宗地", "", "", ""],
            ["", "位置", "规划", "面积", ""],
            ["", "", "用途", "公顷", "亩"],
        ],
        order="serial place use area mu",
        merges=((1, 3, 0, 0), (1, 1, 1, 4), (2, 3, 1, 1), (2, 2, 3, 4)),
        titles=("宗地/面积/公顷", "宗地/规划/用途"),
    ),
    "unknown columns in a group": Shape(
        [["位置", "土地用途", "面积（公顷）", "现状", ""], ["", "", "", "附着物", "管线"]],
        order="place use area note note",
        merges=((1, 2, 0, 0), (1, 2, 1, 1), (1, 2, 2, 2), (1, 1, 3, 4)),
        titles=("现状/附着物",),
    ),
    "part of the area in a group": Shape(
        [["位置", "土地用途", "面积（公顷）", ""], ["", "", "合计", "其中：新增"]],
        order="place use area note",
        merges=((1, 2, 0, 0), (1, 2, 1, 1), (1, 1, 2, 3)),
        titles=("面积（公顷）/合计",),
    ),
    "a building's area beside": Shape(
        [["位置", "土地用途", "面积（公顷）", "建筑", ""], ["", "", "", "面积", "层数"]],
        order="place use area note note",
        merges=((1, 2, 0, 0), (1, 2, 1, 1), (1, 2, 2, 2), (1, 1, 3, 4)),
    ),
    "long preamble": Shape(
        [["填报说明"], *([f"第{n}条 按本表填写"] for n in range(45)), [], ["位置", "土地用途", "面积（公顷）"]]
    ),
    "empty rows and columns": Shape(
        [[], ["", "", "", ""], ["", "位置", "土地用途", "面积（公顷）"]], order="blank place use area"
    ),
    "empty column inside": Shape([["位置", "", "土地用途", "面积（公顷）"]], order="place blank use area"),
    "english": Shape([["Location", "Land use", "Area (hectare)"]]),
    "header again": Shape([["位置", "土地用途", "面积（公顷）"]], below=[["位置", "土地用途", "面积（公顷）"]]),
    "number and name": Shape(
        [["序号", "宗地编号", "项目名称", "坐落", "用途", "供地面积(亩)"]],
        order="serial number name place use area",
        unit=MU,
    ),
}


def built(shape: Shape) -> Sheet:
    """造表 · The sheet of a shape, with two parcels below."""
    sound = {**PLACES, "area": AREAS[shape.unit]}
    rows = [[sound[name][n] for name in shape.order.split()] for n in (0, 1)]
    sheet = sheet_of(*shape.head, rows[0], *shape.below, rows[1])
    return replace(sheet, merges=tuple(Merge(*merge) for merge in shape.merges))


def test_there_are_thirty_of_them():
    assert len(SHAPES) >= 30


@pytest.mark.parametrize("name", SHAPES)
def test_t52_a_header_of_any_shape_is_found(rules, name):
    shape = SHAPES[name]
    ledger = examine(built(shape), rules)
    found = {p.location: (p.area.hectares if p.area else None, p.use.name if p.use else None) for p in ledger.parcels}
    assert found == {"甲路东": ("1.50", "工业用地"), "乙路西": ("2.00", "仓储用地")}
    (source,) = ledger.sources
    assert source.mapping.of("area").unit is shape.unit
    assert set(shape.titles) <= {column.title for column in source.mapping.columns}
    assert not {issue.code for issue in ledger.issues} & {"L004", "L110", "L113"}


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if not shape.merges])
def test_a_header_without_merges_is_found_again_lower_down_and_to_the_right(rules, name):
    sheet = built(SHAPES[name])
    moved = sheet_of(
        *([""] for _ in range(7)), *(["", "", *(cell.text for cell in row)] for row in sheet.rows), source=sheet.source
    )
    one, other = (examine(each, rules) for each in (sheet, moved))
    assert [p.area for p in one.parcels] == [p.area for p in other.parcels]
    assert {p.source.row + 7 for p in one.parcels} == {p.source.row for p in other.parcels}


def test_two_readings_equally_good_are_said_and_none_is_taken(rules):
    rows = [["位置", "用途", "面积（公顷）"], ["名称", "位置", "供应方式"], ["甲", "乙路", "挂牌"]]
    ledger = examine(sheet_of(*rows), rules)
    assert ledger.parcels == () and ledger.sources == ()
    (issue,) = ledger.issues
    assert (issue.code, issue.rows) == ("L110", (1, 2, 3))
    assert issue.facts["first"] == (1,) and issue.facts["second"] == (2,)


TWO = [
    ["表一 拟供应宗地"],
    ["位置", "土地用途", "面积（公顷）"],
    ["甲路", "工业用地", "1"],
    ["合计", "", "1"],
    [],
    ["表二 储备地块", "", "单位：亩"],
    ["地块名称", "坐落", "面积", "用途"],
    ["乙地块", "乙路", "15", "仓储用地"],
]


def test_a_table_below_another_is_its_own(rules):
    ledger = examine(sheet_of(*TWO), rules)
    assert {p.location: (p.area.hectares, p.source.table) for p in ledger.parcels} == {
        "甲路": ("1.00", 1),
        "乙路": ("1.00", 2),
    }
    assert [(source.table, source.rows) for source in ledger.sources] == [(1, 1), (2, 1)]
    (told,) = [issue for issue in ledger.issues if issue.code == "L111"]
    assert told.rows == (5, 6, 7) and told.facts["at"] == 7


def test_tables_side_by_side_are_parted_by_an_empty_column(rules):
    rows = [
        ["位置", "土地用途", "面积（公顷）", "", "坐落", "面积（亩）", "用途"],
        ["甲路", "工业用地", "1", "", "丙路", "15", "仓储用地"],
        ["乙路", "工业用地", "2"],
    ]
    ledger = examine(sheet_of(*rows), rules)
    assert {p.location: p.area.hectares for p in ledger.parcels} == {"甲路": "1.00", "乙路": "2.00", "丙路": "1.00"}
    assert [source.rows for source in ledger.sources] == [2, 1]


def test_the_same_header_with_another_unit_above_it_is_another_table(rules):
    head = ["位置", "土地用途", "面积"]
    rows = [["单位：公顷"], head, ["甲路", "工业用地", "1"], ["单位：亩"], head, ["乙路", "工业用地", "15"]]
    ledger = examine(sheet_of(*rows), rules)
    assert {p.location: p.area.hectares for p in ledger.parcels} == {"甲路": "1.00", "乙路": "1.00"}


def test_a_summary_beside_a_list_is_left_out_and_said(rules):
    rows = [*TWO[1:4], [], ["用途", "面积（公顷）"], ["工业用地", "1"], ["仓储用地", "2"]]
    ledger = examine(sheet_of(*rows), rules)
    assert [p.location for p in ledger.parcels] == ["甲路"]
    (told,) = [issue for issue in ledger.issues if issue.code == "L113"]
    assert told.rows == (5, 6, 7)


def test_titles_in_sentences_make_no_header(rules):
    rows = [["本表填写位置、土地用途和面积"], ["位置", "土地用途", "面积（公顷）"], ["甲路", "工业用地", "1"]]
    assert examine(sheet_of(*rows), rules).sources[0].mapping.header_rows == (2,)
