"""表的错误 · Every issue about the structure of a table, planted once and found; its words can be said.

Invented lists.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landsupply.ledger.examine import examine, preview
from landsupply.ledger.habits import NO_HABITS, Copying, Habits, Hidden
from landsupply.ledger.issue import SEVERITIES
from landsupply.ledger.sheet import Merge, Sheet

from .conftest import sheet_of

HEAD = ["宗地编号", "位置", "土地用途", "面积（公顷）", "区"]
ONE = ["Z-1", "甲路", "工业用地", "1", "中原区"]
TWO = ["Z-2", "乙路", "工业用地", "2", "中原区"]
LIST = sheet_of(HEAD, ONE, TWO)
HIDDEN_ROW = replace(LIST, hidden_rows=frozenset((3,)))
HIDDEN_COLUMN = replace(LIST, hidden_columns=frozenset((4,)))
DITTO = sheet_of(HEAD, ONE, ["Z-2", "乙路", "同上", "2", "中原区"])
MERGED = replace(sheet_of(HEAD, ONE, ["Z-2", "乙路", "工业用地", "2", ""]), merges=(Merge(2, 3, 4, 4),))
DOUBTFUL = sheet_of(["位置", "用途", "面积（公顷）"], ["名称", "位置", "供应方式"], ["甲", "乙", "挂牌"])
WRONG_TOTAL = sheet_of(HEAD, ONE, TWO, ["合计", "", "", "9"])
GONE = Habits().learn("旧列名", "area", None, "经办岗", date(2024, 1, 2))

#: Code, the sheet, the sender's habits, and what else is said of it.
PLANTED: dict[str, tuple[Sheet, Habits, set[str]]] = {
    "L110": (DOUBTFUL, NO_HABITS, set()),
    "L111": (sheet_of(HEAD, ONE, [], HEAD[1:], TWO[1:]), NO_HABITS, set()),
    "L112": (sheet_of([*HEAD, "合同签署日期"], [*ONE, ""], [*TWO, ""]), NO_HABITS, {"L003"}),
    "L113": (sheet_of(HEAD, ONE, TWO, [], ["用途", "面积（公顷）"], ["工业用地", "3"]), NO_HABITS, set()),
    "L115": (HIDDEN_ROW, NO_HABITS, set()),
    "L116": (HIDDEN_ROW, Habits(hidden=Hidden.TAKE), set()),
    "L117": (HIDDEN_ROW, Habits(hidden=Hidden.LEAVE), set()),
    "L118": (HIDDEN_COLUMN, NO_HABITS, {"L061"}),
    "L119": (HIDDEN_COLUMN, Habits(hidden=Hidden.TAKE), set()),
    "L120": (HIDDEN_COLUMN, Habits(hidden=Hidden.LEAVE), {"L061"}),
    "L121": (DITTO, Habits(ditto=Copying.COPY), set()),
    "L122": (MERGED, Habits(merged=Copying.COPY), set()),
    "L123": (MERGED, NO_HABITS, {"L062"}),
    "L124": (WRONG_TOTAL, NO_HABITS, {"L092"}),
    "L125": (replace(WRONG_TOTAL, hidden_rows=frozenset((3,))), NO_HABITS, {"L092", "L115"}),
    "L126": (sheet_of(HEAD, ONE, TWO, ["合计", "9宗", "", "3"]), NO_HABITS, {"L092"}),
    "L128": (replace(LIST, is_hidden=True), NO_HABITS, set()),
    "L129": (LIST, GONE, set()),
    "L134": (sheet_of(["单位：亩"], HEAD, ONE, TWO), NO_HABITS, set()),
    "L133": (sheet_of([*HEAD, "首期最小面积"], [*ONE, ""], [*TWO[:3], "", TWO[4], "1公顷"]), NO_HABITS, {"L020"}),
    "L132": (sheet_of(HEAD, ["'Z-1", *ONE[1:]], TWO), NO_HABITS, set()),
}  # fmt: skip


@pytest.mark.parametrize("code", PLANTED)
def test_a_fault_of_the_table_is_found_and_said(rules, code):
    sheet, habits, besides = PLANTED[code]
    issues = examine(sheet, rules, habits).issues
    assert {issue.code for issue in issues} == {code} | besides
    for issue in issues:
        assert issue.rows and issue.row == issue.rows[0]
        for lang in ("zh", "en"):
            assert "{" not in issue.message(lang) + issue.remedy(lang)


def test_the_sound_list_gives_none(rules):
    assert examine(LIST, rules).issues == ()


def test_a_long_list_previewed_is_said(rules):
    long = sheet_of(HEAD, *([f"Z-{n}", f"{n}号路", *ONE[2:]] for n in range(5001)))
    (issue,) = preview(long, rules).issues
    assert issue.code == "L127" and "5002" in issue.message() and issue.remedy("en")


def test_a_number_is_taken_without_the_mark_that_makes_it_text(rules):
    assert {parcel.id for parcel in examine(PLANTED["L132"][0], rules).parcels} == {"Z-1", "Z-2"}


def test_every_code_of_tables_is_planted_here():
    assert {code for code in SEVERITIES if "L110" <= code <= "L134"} == {*PLANTED, "L127"}
