"""取值机制 · Reading each distinct content once gives what reading every row does; what a reader sees is guarded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.ledger import taking
from landsupply.ledger.desk import Desk, Glance, Line
from landsupply.ledger.examine import examine
from landsupply.ledger.habits import NO_HABITS
from landsupply.ledger.readers import FIELDS
from landsupply.ledger.sheet import BLANK, Cell, CellKind
from landsupply.ledger.table import Table, open_tables
from landsupply.ledger.template import template
from landsupply.seal.canon import digest
from tests.plan import case

from .conftest import planted, sheet_of

HEADERS = [column.header for column in template()]
TEXTS = (
    "",
    "3.2",
    "挂牌",
    "流拍",
    "工业用地",
    "0701",
    "2024-02-30",
    "中原区",
    "巩义市",
    "同上",
    "无",
    "50",
    "1.5公顷",
    "４．５亩",
)
KINDS = (CellKind.TEXT, CellKind.NUMBER, CellKind.ERROR, CellKind.FORMULA_WITHOUT_VALUE, CellKind.DATE)
CELLS = st.builds(
    lambda text, kind: Cell(text, kind) if text else BLANK, st.sampled_from(TEXTS), st.sampled_from(KINDS)
)
ROWS = st.lists(st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), min_size=1, max_size=8)


def table_of(*rows) -> Table:
    (table,), _ = open_tables(sheet_of(HEADERS, *rows), NO_HABITS)
    return table


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_once_for_each_content_is_the_same_as_for_each_row(rows):
    sheet = sheet_of(HEADERS, *rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(taking, "_REPEATED", 0)
        once = examine(sheet, case.rules())
        patch.setattr(taking, "_REPEATED", 10**9)
        each = examine(sheet, case.rules())
    assert once == each


def test_every_reader_says_what_it_looks_at(rules):
    """Each is let read every row of a full list through a glance, which refuses what it did not name."""
    table = table_of(*([cell.text for cell in row] for row in planted({}, {"供应方式": "流拍"}).rows[1:]))
    desk = Desk(table, rules)
    for entry in table.entries:
        for reader in FIELDS:
            reader.read(Glance(Line(desk, entry), reader.fields))


def test_a_glance_shows_only_what_was_named(rules):
    table = table_of(["Z-1"] * len(HEADERS))
    glance = Glance(Line(Desk(table, rules), table.entries[0]), ("mode",))
    assert glance.text("mode") == "Z-1" and glance.kind("mode") is CellKind.TEXT
    for ask in (glance.text, glance.kind, glance.lacks, glance.column, glance.raw):
        with pytest.raises(KeyError):
            ask("area")


def test_content_is_the_digest_of_what_stands_under_each_header():
    table = table_of(["Z-1", "甲", "", "路"])
    said = sorted(zip(HEADERS, ["Z-1", "甲", "", "路"], strict=False))
    assert table.content(table.entries[0]) == digest([list(pair) for pair in said if pair[1]])


def test_rows_that_differ_only_in_kind_are_two(rules):
    number, text = ([Cell("Z", CellKind.TEXT), Cell("1", kind)] for kind in (CellKind.NUMBER, CellKind.TEXT))
    one, other = (examine(sheet_of(HEADERS, *rows), rules) for rows in ([number, text], [text, number]))
    assert len(one.parcels) == 2 and one.digest == other.digest
    assert [len(entry.rows) for entry in table_of(number, number, text).entries] == [2, 1]


def test_an_issue_names_the_column_it_was_found_in(rules):
    rows = [["位置", "用途", "土地用途", "面积（公顷）", "区"], ["甲路", "", "住宅楼", "1", "中原区"]]
    (issue,) = [issue for issue in examine(sheet_of(*rows), rules).issues if issue.code == "L030"]
    assert (issue.column, issue.field, issue.rows) == (2, "土地用途", (2,))
