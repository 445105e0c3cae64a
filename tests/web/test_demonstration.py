"""演示测试 · The example city is put back as it was shipped; an office's own records never are."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client, override_settings

from tests.web.office import EXAMPLE

AsRole = Callable[[str], Client]


def changed(planner: Client) -> None:
    """改动 · One cell corrected, one view kept."""
    edit = {"identity": "YZ24-0002", "field": "location", "old": "", "new": "改过的位置"}
    from landsupply.web.standing import standing

    edit["old"] = standing().now["YZ24-0002"].location
    ours = {"HTTP_X_REQUESTED_WITH": "landsupply", "content_type": "application/json"}
    assert planner.post("/ledger/edits/", json.dumps({"edits": [edit]}), **ours).status_code == 200  # type: ignore[arg-type]
    view = json.dumps({"title": "我的视图", "query": "q=1"})
    assert planner.post("/ledger/views/", view, **ours).status_code == 200  # type: ignore[arg-type]


@override_settings(EXAMPLE=EXAMPLE)
def test_the_demonstration_is_put_back(as_role: AsRole) -> None:
    from landsupply.web.acts import broken
    from landsupply.web.models import ActRow, BriefRow, ParcelRow, View
    from landsupply.web.standing import standing

    planner = as_role("planner")
    was = standing().now["YZ24-0002"].location
    rows = ParcelRow.objects.count()
    changed(planner)
    assert "恢复演示数据" in planner.get("/tour/").content.decode()
    assert planner.post("/tour/restore/").headers["Location"] == "/tour/?restored"
    assert standing().now["YZ24-0002"].location == was
    assert ParcelRow.objects.count() == rows
    assert not View.objects.exists()
    assert BriefRow.objects.count() == 1
    assert not ActRow.objects.filter(verb="correct").exists()
    assert broken() == []
    # What keeps acts from being changed stands again.
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM web_act")


def test_an_offices_own_records_are_never_put_back(as_role: AsRole) -> None:
    from landsupply.web.models import ActRow

    planner = as_role("planner")
    before = ActRow.objects.count()
    assert "恢复演示数据" not in planner.get("/tour/").content.decode()
    assert planner.post("/tour/restore/").status_code == 409
    assert ActRow.objects.count() == before


@override_settings(EXAMPLE="zhengzhou-2024")
def test_served_as_another_example_nothing_is_taken_away(as_role: AsRole) -> None:
    assert as_role("planner").post("/tour/restore/").status_code == 409


@override_settings(EXAMPLE=EXAMPLE)
def test_only_a_planner_puts_it_back(as_role: AsRole) -> None:
    for role in ("district", "leader", "audit"):
        assert as_role(role).get("/tour/").status_code == 200
        assert as_role(role).post("/tour/restore/").status_code == 404
