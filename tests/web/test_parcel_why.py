"""为何测试 · Why a parcel is in the plan: reckoned by a job, shown, refused once the ledger has moved on."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from landsupply.web.models import Account, PlanRow

As = Callable[[str], Client]


def test_there_is_nothing_to_ask_without_a_plan(as_role: As) -> None:
    assert not PlanRow.objects.exists()
    assert as_role("planner").post("/parcel-why/YZ24-0001/").status_code == 404


@pytest.mark.slow
def test_a_plan_is_explained_parcel_by_parcel(as_role: As) -> None:
    from landsupply.web.jobs import ask
    from landsupply.web.models import BriefRow

    brief = BriefRow.objects.first()
    assert brief is not None
    ask(Account.objects.get(name="planner"), "propose", {"brief": brief.pk})
    _do()
    client = as_role("planner")
    assert client.post("/parcel-why/YZ24-0001/").status_code == 302
    assert "data-again" in client.get("/parcels/YZ24-0001/").content.decode()
    _do()
    assert 'class="why"' in client.get("/parcels/YZ24-0001/").content.decode()
    form = {"field": "location", "old": "明远路东、兰台街南", "new": "改了"}
    client.post("/parcel-edit/YZ24-0002/", form)
    client.post("/parcel-why/YZ24-0002/")
    _do()
    assert "台账有改动" in client.get("/parcels/YZ24-0002/").content.decode()


def _do() -> None:
    """The job that waits, done here: a worker's heartbeat would wait for this test's own transaction."""
    from landsupply.law.words import say
    from landsupply.web.jobs import Report, State, take
    from landsupply.web.refused import Refused
    from landsupply.web.works import WORKS

    job = take()
    assert job is not None
    try:
        answer = WORKS[job.verb](job, json.loads(job.request), Report(job.pk))
        job.state, job.answer = State.DONE, json.dumps(dict(answer))
    except Refused as refused:
        job.state, job.answer = State.FAILED, json.dumps({"zh": say(refused.code, "zh", **refused.facts)})
    job.save()
