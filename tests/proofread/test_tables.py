"""表文核对 · Sums inside tables, shares, tables beside the text: planted faults are found, clean ones not accused."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form
from landsupply.proofread.manuscript import Grid, Manuscript, from_wire, to_wire
from landsupply.proofread.reading import read

RULES = open_rulebook("410100").on(date(2024, 1, 1))
CLASSES = ("住宅用地", "商服用地", "工矿仓储用地", "其他用地")
HEAD = "云泽市2024年度国有建设用地供应计划（虚构）\n一、计划指标\n"
TEXT = (
    HEAD + "2024年度国有建设用地供应总量为100.00公顷，其中：住宅用地40.00公顷，占40.00%；商服用地25.00公顷，占25.00%；"
    "工矿仓储用地20.00公顷，占20.00%；其他用地15.00公顷，占15.00%。\n附表1 2024年度分用途表\n单位：公顷"
)
BY_CLASS = (
    ("用途", "计划面积", "占比（%）"),
    ("住宅用地", "40.00", "40.00"),
    ("商服用地", "25.00", "25.00"),
    ("工矿仓储用地", "20.00", "20.00"),
    ("其他用地", "15.00", "15.00"),
    ("合计", "100.00", "100.00"),
)


def grid(rows, line=5, number=1, merges=()):
    return Grid(number=number, line=line, rows=tuple(map(tuple, rows)), merges=tuple(merges))


def found(text: str, *tables: Grid) -> list[Finding]:
    """What is found inside tables."""
    return [one for one in findings(read(text, tables), RULES) if one.place.table]


def codes(text: str, *tables: Grid) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.row, one.place.cell) for one in found(text, *tables)]


def changed(rows, row, column, text):
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(rows)]


def test_a_table_that_agrees_is_left_alone():
    assert found(TEXT, grid(BY_CLASS)) == []


def test_a_part_that_is_not_the_texts():
    swapped = changed(changed(changed(BY_CLASS, 1, 1, "41.00"), 2, 1, "24.00"), 1, 2, "41.00")
    swapped = changed(swapped, 2, 2, "24.00")
    assert codes(TEXT, grid(swapped)) == [("A084", 2, 2), ("A084", 3, 2)]
    first = found(TEXT, grid(swapped))[0]
    assert first.message() == "“住宅用地”表中为 41.00公顷，正文第3行为 40.00公顷"
    assert first.place.words() == "表1 第2行第2列"
    assert first.also[0].line == 3


def test_a_total_that_is_not_the_texts():
    text = TEXT.replace("总量为100.00公顷", "总量为100.10公顷")
    assert ("A085", 6, 2) in codes(text, grid(BY_CLASS))


def test_a_sum_and_a_share_inside_the_table():
    assert codes(TEXT, grid(changed(BY_CLASS, 5, 1, "100.01")))[0] == ("A080", 6, 2)
    assert codes(TEXT, grid(changed(BY_CLASS, 2, 2, "25.10"))) == [("A083", 3, 3), ("A080", 6, 3)][:1]


def test_units_and_decimals_are_compared_as_printed():
    mu = [
        [cell if r == 0 or c != 1 else f"{float(cell) * 15:.2f}" for c, cell in enumerate(row)]
        for r, row in enumerate(BY_CLASS)
    ]
    assert found(TEXT.replace("单位：公顷", "单位：亩"), grid(mu)) == []
    finer = changed(changed(BY_CLASS, 1, 1, "40.0049"), 2, 1, "24.9951")
    assert found(TEXT, grid(finer)) == []
    assert codes(TEXT.replace("单位：公顷", ""), grid(changed(BY_CLASS, 1, 1, "41.00"))) != []  # the sum, not the text
    assert not [one for one in found(TEXT.replace("单位：公顷", ""), grid(BY_CLASS))]


@pytest.mark.parametrize(
    "caption",
    ["附表1 2023年度供应完成情况", "附表1 住宅用地供应表", "附表1 批而未供土地盘活表", "附表1 2023年度分用途表"],
)
def test_a_table_of_something_else_is_not_held_against_the_text(caption):
    other = changed(changed(BY_CLASS, 1, 1, "30.00"), 5, 1, "90.00")
    text = TEXT.replace("附表1 2024年度分用途表", caption)
    assert not {"A084", "A085"} & {one.code for one in found(text, grid(other))}


def test_a_list_of_parcels_names_its_classes_many_times():
    rows = [("序号", "用途", "面积"), ("1", "住宅用地", "1.5"), ("2", "住宅用地", "2.5"), ("合计", "", "4.0")]
    assert found(TEXT, grid(rows)) == []


DISTRICTS = ("中原区", "二七区", "金水区", "高新区")


def matrix(random: Random) -> list[list[str]]:
    """A table of districts by classes whose totals hold."""
    areas = [[random.randrange(100, 99_999) for _ in CLASSES] for _ in DISTRICTS]
    rows = [["区", *CLASSES, "合计"]]
    rows += [[name, *map(hundredths, line), hundredths(sum(line))] for name, line in zip(DISTRICTS, areas, strict=True)]
    columns = [sum(line[column] for line in areas) for column in range(len(CLASSES))]
    return [*rows, ["合计", *map(hundredths, columns), hundredths(sum(columns))]]


def hundredths(number: int) -> str:
    return f"{number // 100}.{number % 100:02d}"


def test_clean_tables_are_never_accused_and_one_changed_cell_always_is():
    text = HEAD + "附表2\n单位：公顷"
    for seed in range(400):
        random = Random(seed)
        rows = matrix(random)
        assert found(text, grid(rows, line=4)) == [], seed
        row, column = random.randrange(1, 6), random.randrange(1, 6)
        value = int(rows[row][column].replace(".", "")) + random.choice((-1, 1, 9, -10, 100))
        place = {
            (one.code, one.place.row, one.place.cell)
            for one in found(text, grid(changed(rows, row, column, hundredths(value)), line=4))
        }
        if row < 5 and column < 5:
            assert place == {("A082", row + 1, column + 1)}, seed
        else:
            assert place, seed
            assert {code for code, _, _ in place} <= {"A080", "A081", "A082"}, seed


def test_both_totals_point_to_the_value():
    rows = matrix(Random(1))
    meant = rows[2][3]
    (one,) = found(HEAD, grid(changed(rows, 2, 3, hundredths(int(meant.replace(".", "")) + 250)), line=3))
    assert one.facts["meant"] == meant
    assert one.severity is Severity.ERROR


HIERARCHIES = {
    "subtotals": [("甲", "1"), ("乙", "2"), ("小计", "3"), ("丙", "4"), ("丁", "5"), ("小计", "9"), ("合计", "12")],
    "among": [("住宅用地", "10"), ("其中：商品住宅", "6"), ("其中：保障住房", "4"), ("商服用地", "5"), ("合计", "15")],
    "unmarked children": [("住宅用地", "10"), ("商品住宅", "6"), ("保障住房", "4"), ("商服用地", "5"), ("合计", "15")],
    "total first": [("合计", "15"), ("住宅用地", "10"), ("商服用地", "5")],
    "blanks": [("住宅用地", "10"), ("商服用地", "—"), ("其他用地", "5"), ("合计", "15")],
}


@pytest.mark.parametrize("name", HIERARCHIES)
def test_the_usual_ways_to_total_are_understood(name):
    assert found(HEAD, grid([("用途", "面积"), *HIERARCHIES[name]], line=2)) == []


def test_a_fault_among_subtotals_is_found():
    rows = [list(row) for row in HIERARCHIES["subtotals"]]
    rows[2][1] = "3.5"
    assert codes(HEAD, grid([("用途", "面积"), *rows], line=2)) != []


def test_groups_of_headings():
    rows = [
        ("区", "住宅", "", "", "商服", "合计"),
        ("", "商品房", "保障房", "小计", "", ""),
        ("甲区", "1.0", "2.0", "3.0", "4.0", "7.0"),
        ("乙区", "2.0", "2.0", "4.0", "1.0", "5.0"),
        ("合计", "3.0", "4.0", "7.0", "5.0", "12.0"),
    ]
    merges = ((0, 0, 1, 3), (0, 1, 0, 0), (0, 1, 4, 4), (0, 1, 5, 5))
    assert found(HEAD, grid(rows, line=2, merges=merges)) == []
    assert ("A081", 3, 4) in codes(HEAD, grid(changed(rows, 2, 3, "3.3"), line=2, merges=merges))


def test_each_class_with_new_land_and_stock():
    rows = [
        ("区", "合计", "", "", "住宅", "", "", "商服", "", ""),
        ("", *("供应面积", "新增", "存量") * 3),
        ("甲区", "3", "2", "1", "2", "1", "1", "1", "1", "0"),
        ("乙区", "5", "1", "4", "3", "1", "2", "2", "0", "2"),
        ("合计", "8", "3", "5", "5", "2", "3", "3", "1", "2"),
    ]
    merges = ((0, 0, 1, 3), (0, 0, 4, 6), (0, 0, 7, 9), (0, 1, 0, 0))
    assert found(HEAD, grid(rows, line=2, merges=merges)) == []


def test_what_cannot_be_told_is_not_accused():
    rows = [("用途", "面积"), ("住宅用地", "10"), ("另有", "30"), ("合计", "15")]
    (one,) = found(HEAD, grid(rows, line=2))
    assert (one.code, one.severity) == ("A089", Severity.ADVICE)


def test_rounding_is_a_warning_without_a_note_and_nothing_with_one():
    rows = [("用途", "面积"), ("住宅用地", "10.01"), ("商服用地", "5.01"), ("合计", "15.03")]
    (one,) = found(HEAD, grid(rows, line=2))
    assert one.severity is Severity.WARNING
    assert found(HEAD + "因四舍五入，合计可能有尾差。", grid(rows, line=2)) == []


def test_two_tables_of_which_the_text_states_no_total():
    text = HEAD + "附表1 分用途表\n单位：公顷\n附表2 分用途表\n单位：公顷"
    plain = [row[:2] for row in BY_CLASS]
    assert found(text, grid(plain, line=4), grid(plain, line=6, number=2)) == []


def test_ragged_and_hostile_tables_do_no_harm():
    for rows in (
        [("",)],
        [("合计",), ("合计",)],
        [("合计", "合计")] * 40,
        [("1", "2"), ("3", "4")],
        [("甲", "9" * 40), ("合计", "1")],
    ):
        found(TEXT, grid(rows))
    many = [("用途", "面积"), *(("合计", str(n)) for n in range(3_000))]
    found(TEXT, grid(many))


def test_the_form_names_the_cell():
    reading = read(TEXT, (grid(changed(BY_CLASS, 5, 1, "100.01")),))
    form = to_form(reading, [one for one in findings(reading, RULES) if one.place.table])
    assert form["findings"][0]["place"]["table"] == {"number": 1, "row": 6, "column": 2}


def test_a_manuscript_travels_whole():
    one = Manuscript(text="甲\n乙", tables=(grid(BY_CLASS, merges=((0, 0, 0, 1),)),), unread=(2,), folded=(3, 4))
    assert from_wire(to_wire(one)) == one
