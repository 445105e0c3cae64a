"""文本表格 · Tables written as lines of text: read where they are tables of figures, left alone where they are not."""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.proofread.finding import Finding
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form
from landsupply.proofread.manuscript import Grid
from landsupply.proofread.reading import read
from landsupply.proofread.text_tables import text_tables
from tests.calls import calls

RULES = open_rulebook("410100").on(date(2024, 1, 1))
MARKS = ("\t", " | ", "|", "  ", "    ", "\u3000\u3000", " ｜ ")
HEAD = (
    "云泽市2024年度国有建设用地供应计划（虚构）\n一、计划指标\n"
    "2024年度国有建设用地供应总量为100.00公顷，其中：住宅用地40.00公顷，商服用地25.00公顷，其他用地35.00公顷。\n"
)
ROWS = (
    ("用途", "东川区", "西岭区", "合计"),
    ("住宅用地", "30.00", "10.00", "40.00"),
    ("商服用地", "5.00", "20.00", "25.00"),
    ("其他用地", "17.50", "17.50", "35.00"),
    ("合计", "52.50", "47.50", "100.00"),
)
PARCELS = (
    ("序号", "地块名称", "面积（公顷）", "用途", "供应时间"),
    ("1", "一号地块", "1.00", "住宅用地", "一季度"),
    ("2", "二号地块", "2.00", "商服用地", "二季度"),
    ("合计", "", "5.00", "", ""),
)


def written(rows, mark: str = "\t", caption: str = "附表1 2024年度分用途表（单位：公顷）") -> str:
    return f"{HEAD}{caption}\n" + "\n".join(map(mark.join, rows)) + "\n"


def changed(row: int, column: int, text: str, rows=ROWS):
    return [[text if (r, c) == (row, column) else cell for c, cell in enumerate(line)] for r, line in enumerate(rows)]


def sums(text: str, *tables: Grid) -> list[Finding]:
    return [one for one in findings(read(text, tables), RULES) if one.rule == "PL-06"]


@pytest.mark.parametrize("mark", MARKS)
def test_t58_a_table_of_text_lines_is_read_and_stays_text(mark):
    reading = read(written(ROWS, mark))
    (table,) = reading.tables
    assert (table.rows, table.lines, table.line, table.number) == (ROWS, (5, 6, 7, 8, 9), 4, 1)
    assert [one.text for one in reading.paragraphs][4:] == [mark.join(row) for row in ROWS]
    assert sums(written(ROWS, mark)) == []


@pytest.mark.parametrize("mark", MARKS)
def test_t58_a_wrong_cell_is_shown_in_its_line_and_column(mark):
    text = written(changed(2, 2, "2.00"), mark)
    (one,) = sums(text)
    place = one.place
    assert (one.code, place.line, place.table, place.row, place.cell) == ("A082", 7, 0, 0, 0)
    assert text.splitlines()[place.line - 1][place.column - 1 :].startswith("2.00")
    assert place.words() == "第7行 一"
    assert "table" not in to_form(read(text), [one])["findings"][0]["place"]


def test_t58_the_table_is_held_against_the_text_in_its_unit():
    swapped = changed(1, 3, "41.00", changed(1, 1, "31.00", changed(2, 3, "24.00", changed(2, 1, "4.00"))))
    assert [(one.code, one.place.line) for one in sums(written(swapped))] == [("A084", 6), ("A084", 7)]
    assert sums(written(swapped, caption="附表1 分用途表")) == []  # no unit, no comparison
    mu = [[cell if r == 0 or c == 0 else f"{float(cell) * 15:.2f}" for c, cell in enumerate(row)] for r, row in
          enumerate(ROWS)]  # fmt: skip
    assert sums(written(mu, caption="附表1 分用途表（单位：亩）")) == []
    assert sums(written(mu)) != []


def test_a_caption_and_a_note_parted_like_cells_are_no_rows():
    text = written(ROWS, "  ", caption="附表1  2024年度分用途表\n单位：公顷  制表：规划科")
    assert [table.rows for table in read(text).tables] == [ROWS]
    assert [table.rows for table in read(text + "注：  尾数不另调整\n").tables] == [ROWS]


def test_a_ruled_table_is_read():
    lines = ["| " + " | ".join(row) + " |" for row in ROWS]
    lines.insert(1, "| --- | ---: | ---: | ---: |")
    (table,) = read(HEAD + "附表1（单位：公顷）\n" + "\n".join(lines)).tables
    assert table.rows == ROWS
    assert table.lines == (5, 7, 8, 9, 10)


@pytest.mark.parametrize("mark", MARKS)
def test_a_list_of_parcels_is_no_table_of_figures(mark):
    text = written([[cell or "—" for cell in row] for row in PARCELS], mark, "附表2 宗地表（单位：公顷）")
    assert read(text).tables == ()
    assert sums(text) == []


@pytest.mark.parametrize(
    "rows",
    [
        [("第一章", "1"), ("第二章", "3"), ("第三章", "7")],  # contents: no headings
        [*ROWS[:2], ROWS[2][:3], *ROWS[3:]],  # a cell is missing: which one is not told
        [*ROWS[:4], ("合计", "100.00")],
        [*ROWS[:3], ROWS[0], *ROWS[3:]],  # a second heading: which rows belong together is not told
        [("用途", "说明"), ("住宅用地", "见正文"), ("商服用地", "见正文")],
        ROWS[:2],
    ],
)
def test_what_may_be_something_else_is_left_alone(rows):
    assert read(written(rows)).tables == ()
    assert sums(written(rows)) == []


def test_two_tables_and_one_of_the_document():
    own = Grid(number=1, line=0, rows=ROWS)
    text = written(ROWS) + "附表2 分用途表（单位：公顷）\n" + "\n".join("|".join(row) for row in ROWS)
    assert [(one.number, one.line, one.end) for one in read(text, (own,)).tables] == [(1, 0, 0), (2, 4, 9), (3, 10, 15)]
    assert text_tables("") == text_tables("\t\n|\n  ") == ()


def test_a_figure_in_a_row_is_judged_once():
    rows = [[cell + "公顷" if r and c else cell for c, cell in enumerate(row)] for r, row in enumerate(ROWS)]
    text = written(rows).replace("附表1 ", "二、用途结构\n")
    assert sums(text) == []
    assert len(read(text).figures) > 12  # read, but no part of the running text
    (one,) = sums(text.replace("20.00公顷", "2.00公顷"))
    assert one.code == "A082"


def test_clean_tables_of_any_size_are_not_accused_and_one_changed_cell_is():
    for seed in range(150):
        random = Random(seed)
        names = [f"用途{at}类用地" for at in range(random.randint(2, 9))]
        areas = [[random.randrange(1, 99_999) for _ in range(random.randint(2, 2 + seed % 5))] for _ in names[:1]]
        areas += [[random.randrange(1, 99_999) for _ in areas[0]] for _ in names[1:]]
        full = [[*line, sum(line)] for line in areas]
        full.append([sum(column) for column in zip(*full, strict=True)])
        heads = ["用途", *(f"第{at}片区" for at in range(len(areas[0]))), "合计"]
        mark = random.choice(MARKS)
        rows = [heads, *([name, *map(str, line)] for name, line in zip([*names, "合计"], full, strict=True))]
        assert sums(written(rows, mark)) == [], seed
        row, column = random.randrange(1, len(rows)), random.randrange(1, len(heads))
        wrong = changed(row, column, str(int(rows[row][column]) + random.choice((1, 10, 90))), rows)
        assert {one.place.line for one in sums(written(wrong, mark))} & {4 + row + 1, 4 + len(rows)}, seed


BITS = (*"\t|｜ \u3000\n", "  ", "1", "2.5", "用途", "合计", "住宅用地", "单位：公顷", "---", "2024年", "\r", "\ufeff")


@given(st.lists(st.sampled_from(BITS), max_size=80).map("".join))
def test_any_text_gives_tables_whose_cells_stand_where_they_say(text):
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for table in text_tables(text):
        for line, starts, row in zip(table.lines, table.starts, table.rows, strict=True):
            for start, cell in zip(starts, row, strict=True):
                assert lines[line - 1][start - 1 :].startswith(cell)
    findings(read(text), RULES)


@pytest.mark.parametrize(
    "block",
    [
        "用途\t面积\n住宅用地\t1\n合计\t1\n\n",
        "住宅用地\t1\n",
        "合计\t1\n",
        "合计|1|",
        "用途\t合计\t",
        "1  ",
        "附表1\t单位\n",
        "| --- |\n",
        " \u3000",
    ],
)
def test_twice_the_rows_take_twice_the_calls(block):
    def proofread(times: int) -> None:
        findings(read("用途\t面积\n" + block * times), RULES)

    short, long = (partial(proofread, 1_000 * times) for times in (1, 2))
    assert calls(long) <= 2.1 * calls(short) + calls(partial(proofread, 0))
