"""清单种类 · A list is known by its words or by its columns, and otherwise by nobody's guess."""

from __future__ import annotations

import pytest

from landsupply.ledger.list_kind import ListKind, kinds_of_title, list_kind, recognise_list
from tests.ledger.conftest import SOUND, sheet_of


@pytest.mark.parametrize(
    ("titles", "kind"),
    [
        (["某市2024年度储备土地清单"], ListKind.RESERVE),
        (["2024年储备土地供应计划"], ListKind.RESERVE),
        (["2024年度国有建设用地供应计划"], ListKind.SUPPLY),
        (["拟供应宗地一览"], ListKind.SUPPLY),
        (["2023年度国有建设用地供应计划"], ListKind.LAST_YEAR),
        (["上年度供应计划"], ListKind.LAST_YEAR),
        (["市重点项目用地表"], ListKind.PROJECT),
        (["批而未供土地台账"], ListKind.BATCH),
        (["2023年结转地块"], ListKind.CARRIED),
        (["一季度供应结果"], ListKind.RESULT),
        (["", "储备", "2024年供应计划"], ListKind.RESERVE),
        (["重点项目与储备项目"], None),
        (["宗地表"], None),
        ([], None),
    ],
)
def test_titles_name_a_kind_or_none(titles, kind):
    assert list_kind(titles, (), 2024) is kind


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["批准文号", "已供面积（公顷）"], ListKind.BATCH),
        (["储备项目编号", "面积"], ListKind.RESERVE),
        (["项目名称", "专班"], ListKind.PROJECT),
        (["位置", "面积"], None),
    ],
)
def test_columns_speak_where_titles_do_not(headers, kind):
    assert list_kind([""], headers, 2024) is kind


def test_a_longer_word_covers_the_shorter_ones():
    assert kinds_of_title("批而未供土地供应计划") == (ListKind.BATCH,)


def test_what_is_not_recognised_is_said(rules):
    rows = [["宗地表"], list(SOUND), list(SOUND.values())]
    kind, issues = recognise_list(sheet_of(*rows), 2024)
    assert kind is None and [issue.code for issue in issues] == ["L200"]
    kind, issues = recognise_list(sheet_of(["储备与结转"], *rows[1:]), 2024)
    assert kind is None and [issue.code for issue in issues] == ["L201"]
    assert recognise_list(sheet_of(*rows, source="d/2024储备.xlsx"), 2024) == (ListKind.RESERVE, ())
    assert all(issue.message() and issue.message("en") for issue in issues)
