"""长文字测试 · A text as long as a cell may be is kept whole on either base; a number that long is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.lists import GOOD, workbook

AsRole = Callable[[str], Client]
LONG = "长" * 20_000


def _sent(*line: str) -> None:
    from landsupply.web.actions import NewList, send_list
    from landsupply.web.blobs import keep
    from landsupply.web.models import Account
    from landsupply.web.people import doer_of

    planner = doer_of(Account.objects.get(name="planner"))
    send_list(planner, NewList(sender="", name="长.xlsx", blob=keep(workbook(line))))


def test_a_long_text_is_kept_whole(as_role: AsRole) -> None:
    from landsupply.web.models import KEY, ParcelRow

    as_role("planner")
    _sent(GOOD[0], LONG, *GOOD[2:8], LONG)
    row = ParcelRow.objects.get(identity=GOOD[0])
    assert (row.name, json.loads(row.stated)["name"]) == (LONG, LONG)
    assert len(row.pinyin) == KEY


def test_a_number_is_as_long_as_a_record_can_be_found_by(as_role: AsRole) -> None:
    from landsupply.web.models import NUMBER, ListRow, ParcelRow
    from landsupply.web.refused import Unlawful

    as_role("planner")
    _sent("N" * NUMBER, *GOOD[1:])
    assert ParcelRow.objects.filter(identity="N" * NUMBER).exists()
    before = ListRow.objects.count()
    with pytest.raises(Unlawful) as caught:
        _sent("N" * (NUMBER + 1), *GOOD[1:])
    assert caught.value.code == "V061" and ListRow.objects.count() == before
