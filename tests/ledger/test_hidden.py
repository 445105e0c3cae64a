"""隐藏、同上与合并 · What is hidden, repeated or merged is never taken or dropped without a word (T52, T61).

Invented lists.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from landsupply.ledger.examine import examine, preview
from landsupply.ledger.habits import Copying, Habits, Hidden
from landsupply.ledger.issue import Severity
from landsupply.ledger.sheet import Merge
from landsupply.measure.fault import InputFault

from .conftest import sheet_of

HEAD = ["位置", "土地用途", "面积（公顷）", "区", "责任人"]
ROWS = [
    ["甲路", "工业用地", "1", "中原区", "一岗"],
    ["乙路", "工业用地", "2", "中原区", "二岗"],
    ["丙路", "工业用地", "3", "中原区", "三岗"],
]
LIST = sheet_of(HEAD, *ROWS)
ROW_CODES = {Hidden.ASK: "L115", Hidden.TAKE: "L116", Hidden.LEAVE: "L117"}
COLUMN_CODES = {Hidden.ASK: "L118", Hidden.TAKE: "L119", Hidden.LEAVE: "L120"}


def places(ledger):
    return sorted(parcel.location for parcel in ledger.parcels)


@pytest.mark.parametrize("choice", list(Hidden))
def test_t52_hidden_rows_are_taken_only_by_choice_with_a_count(rules, choice):
    ledger = examine(replace(LIST, hidden_rows=frozenset((3, 4))), rules, Habits(hidden=choice))
    assert places(ledger) == (["丙路", "乙路", "甲路"] if choice is Hidden.TAKE else ["甲路"])
    (issue,) = ledger.issues
    assert (issue.code, issue.rows) == (ROW_CODES[choice], (3, 4))
    assert (issue.severity is Severity.WARNING) is (choice is Hidden.ASK)
    assert "2" in issue.message() and "3、4" in issue.message()


@pytest.mark.parametrize("choice", list(Hidden))
def test_t52_hidden_columns_are_taken_only_by_choice(rules, choice):
    ledger = examine(replace(LIST, hidden_columns=frozenset((4,))), rules, Habits(hidden=choice))
    assert {parcel.person for parcel in ledger.parcels} == (
        {"一岗", "二岗", "三岗"} if choice is Hidden.TAKE else {None}
    )
    assert [issue.code for issue in ledger.issues] == [COLUMN_CODES[choice]]
    assert ledger.issues[0].facts["columns"] == ("责任人",)


def test_t52_a_hidden_sheet_is_named_and_left_out(rules):
    hidden = replace(sheet_of(HEAD, ["丁路", *ROWS[0][1:]]), name="旧表", is_hidden=True)
    ledger = examine([LIST, hidden], rules)
    assert len(ledger.parcels) == 3
    (issue,) = ledger.issues
    assert (issue.code, issue.sheet, issue.rows) == ("L128", "旧表", (1, 2))
    assert len(examine([LIST, hidden], rules, Habits(hidden=Hidden.TAKE)).parcels) == 4
    assert examine(hidden, rules).parcels == ()


def test_hidden_rows_that_are_no_parcels_are_not_counted(rules):
    sheet = replace(sheet_of(HEAD, *ROWS, ["合计", "", "6"]), hidden_rows=frozenset((5, 9)))
    assert {issue.code for issue in examine(sheet, rules).issues} == {"L092"}


DITTO = sheet_of(
    HEAD,
    ROWS[0],
    ["乙路", "同上", "2", "〃", "二岗"],
    ["丙路", "″", "3", "金水区", "三岗"],
    ["丁路", "—", "4", "无", "/"],
)


def by_place(ledger):
    return {parcel.location: parcel for parcel in ledger.parcels}


def test_t61_ditto_marks_are_said_and_not_copied_unasked(rules):
    ledger = examine(DITTO, rules)
    assert {(i.row, i.column, i.severity) for i in ledger.issues if i.code == "L095"} == {
        (3, 1, Severity.ERROR),
        (3, 3, Severity.ERROR),
        (4, 1, Severity.ERROR),
    }
    assert by_place(ledger)["乙路"].use is None and by_place(ledger)["乙路"].district is None


def test_t61_ditto_marks_are_copied_by_choice_with_a_trace(rules):
    ledger = examine(DITTO, rules, Habits(ditto=Copying.COPY))
    found = by_place(ledger)
    assert [found[place].use.name for place in ("乙路", "丙路")] == ["工业用地", "工业用地"]
    assert found["乙路"].district == "中原区" and found["丙路"].district == "金水区"
    traces = {issue.field: (issue.rows, issue.column) for issue in ledger.issues if issue.code == "L121"}
    assert traces == {"土地用途": ((3, 4), 1), "区": ((3,), 3)}


def test_t61_words_for_nothing_are_nothing_whatever_the_choice(rules):
    for habits in (Habits(), Habits(ditto=Copying.COPY, merged=Copying.COPY)):
        last = by_place(examine(DITTO, rules, habits))["丁路"]
        assert (last.use, last.district, last.person) == (None, None, None)


@pytest.mark.parametrize("above", [["同上"], ["", ""]])
def test_a_mark_with_nothing_above_it_stays_one(rules, above):
    rows = [[*ROWS[0][:3], *above], [*ROWS[1][:3], "同上"]]
    ledger = examine(sheet_of(HEAD, *rows), rules, Habits(ditto=Copying.COPY))
    assert "L095" in {issue.code for issue in ledger.issues}
    assert {parcel.district for parcel in ledger.parcels} == {None}


def test_a_mark_below_a_hidden_row_is_not_copied(rules):
    sheet = replace(DITTO, hidden_rows=frozenset((2,)))
    ledger = examine(sheet, rules, Habits(ditto=Copying.COPY))
    assert by_place(ledger)["乙路"].use is None


def test_rows_that_look_alike_only_by_their_marks_are_not_put_together(rules):
    rows = [["甲路", *ROWS[0][1:]], ["同上", *ROWS[0][1:]], ["乙路", *ROWS[0][1:]], ["同上", *ROWS[0][1:]]]
    ledger = examine(sheet_of(HEAD, *rows), rules)
    assert len(ledger.parcels) == 4 and "L010" not in {issue.code for issue in ledger.issues}
    assert len({parcel.id for parcel in ledger.parcels}) == 4


MERGED = replace(
    sheet_of(HEAD, ROWS[0], ["乙路", "", "2", "", "二岗"], ["丙路", "", "", "金水区", "三岗"]),
    merges=(Merge(2, 4, 1, 1), Merge(2, 3, 3, 3), Merge(3, 4, 2, 2)),
)


def test_t61_a_merged_cell_is_proposed_for_its_rows(rules):
    ledger = examine(MERGED, rules)
    said = {(issue.field, issue.raw, issue.rows) for issue in ledger.issues if issue.code == "L123"}
    assert said == {
        ("土地用途", "工业用地", (2, 3, 4)),
        ("区", "中原区", (2, 3)),
        ("面积（公顷）", "2", (3, 4)),
    }
    assert by_place(ledger)["乙路"].use is None


def test_t61_a_merged_cell_is_copied_by_choice_but_never_land(rules):
    ledger = examine(MERGED, rules, Habits(merged=Copying.COPY))
    found = by_place(ledger)
    assert [found[place].use.name for place in ("甲路", "乙路", "丙路")] == ["工业用地"] * 3
    assert [found[place].district for place in ("甲路", "乙路", "丙路")] == ["中原区", "中原区", "金水区"]
    assert found["丙路"].area is None
    codes = [issue.code for issue in ledger.issues]
    assert codes.count("L122") == 2 and codes.count("L123") == 1


def test_a_preview_looks_at_the_first_rows_and_says_so(rules):
    rows = [[f"{n}号路", *ROWS[0][1:]] for n in range(5100)]
    sheet = sheet_of(HEAD, ["合计", "", "5100"], *rows)
    ledger = preview(sheet, rules)
    assert len(ledger.parcels) == 4998
    assert ledger.issues[0].code == "L127" and ledger.issues[0].facts["all"] == 5102
    assert not {issue.code for issue in ledger.issues} & {"L124", "L125", "L126"}
    assert preview(LIST, rules) == examine(LIST, rules)
    with pytest.raises(InputFault):
        preview(sheet_of(["甲"], ["乙"]), rules)
