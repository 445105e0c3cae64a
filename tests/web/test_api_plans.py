"""计划与来件接口测试 · A list goes its whole way, a plan goes its whole way; the same figures as everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from landsupply.plan.form import to_form
from landsupply.web.models import ActRow, ListRow, ParcelRow
from landsupply.web.planned import planned
from tests.web.jobs_done import done
from tests.web.planning import approved, kept
from tests.web.test_api import bearer, post

Browser = Callable[[str], Client]
LIST = "宗地编号,宗地名称,行政区,土地坐落,土地面积（公顷）,土地用途\nAPI-01,接口试地,湖东区,试路北,1.5,商服用地\n"


def sent(client: Client, sender: str) -> dict:
    file = SimpleUploadedFile("list.csv", LIST.encode())
    answer = client.post("/api/lists/preview", {"file": file, "sender": sender})
    assert answer.status_code == 202, answer.content
    return dict(answer.json())


def test_a_list_is_seen_before_it_counts_and_counts_once(office: None) -> None:
    client = bearer("district")
    job = sent(client, "湖东区")
    assert post(client, "/api/lists", {"job": job["number"]})[1]["code"] == "U606"
    done()
    seen = client.get(f"/api/jobs/{job['number']}").json()
    assert seen["state"] == "done" and seen["answer"]["parcels"] == 1
    assert not ParcelRow.objects.filter(name="接口试地").exists()
    for _ in range(2):
        status, taking = post(client, "/api/lists", {"job": job["number"]})
        assert status == 202
        done()
    assert client.get(f"/api/jobs/{taking['number']}").json()["state"] == "done"
    assert ParcelRow.objects.filter(name="接口试地", unit="湖东区").count() == 1
    assert ActRow.objects.filter(verb="send_list", who="district").count() == 1
    assert [one["name"] for one in client.get("/api/lists").json()["lists"]] == ["list.csv"]


def test_another_units_list_cannot_be_sent_nor_another_persons_committed(office: None) -> None:
    client = bearer("district")
    file = SimpleUploadedFile("list.csv", LIST.encode())
    assert client.post("/api/lists/preview", {"file": file, "sender": "鹤鸣区"}).status_code == 404
    job = sent(bearer("planner"), "")
    done()
    assert post(client, "/api/lists", {"job": job["number"]})[0] == 404
    assert ListRow.objects.count() == 1


def test_the_figures_are_those_of_the_stored_plan(office: None) -> None:
    digest = kept()
    one = planned(digest)
    form = json.loads(json.dumps(to_form(one.plan, one.rules)))
    client = bearer("leader")
    told = client.get(f"/api/plans/{digest}/indicators").json()
    assert told["indicators"] == form["indicators"]
    items = client.get(f"/api/plans/{digest}/items?limit=500").json()
    assert [item["parcel"] for item in items["items"]] == [item.parcel for item in one.plan.items]
    assert sum(item["area"] for item in items["items"]) == sum(item.area.units for item in one.plan.items)


def test_a_unit_gets_its_own_items_of_a_draft(office: None) -> None:
    items = bearer("district").get(f"/api/plans/{kept()}/items?limit=500").json()["items"]
    assert items and {item["district"] for item in items} == {"湖东区"}


def test_a_plan_goes_its_way_and_the_public_gets_what_was_published(office: None) -> None:
    digest = kept()
    planner, leader = bearer("planner"), bearer("leader")
    path = f"/api/plans/{digest}/events"
    assert Client().get(f"/api/public/plans/{digest}").status_code == 404
    assert post(planner, path, {"event": "submit"})[1]["state"] == "submitted"
    assert post(planner, path, {"event": "approve"})[0] == 404
    assert post(leader, path, {"event": "approve"})[1]["state"] == "approved"
    path = f"/api/plans/{digest}/publish"
    assert post(planner, path, {"summary": "x"})[0] == 404
    status, told = post(leader, path, {"known": True})
    assert (status, told["code"]) == (409, "U061")
    jobs = set()
    for work, state in ((int, "waiting"), (int, "waiting"), (done, "done"), (int, "done")):
        work()
        status, told = post(leader, path, {"summary": "首次公布", "known": True}, **{"Idempotency-Key": "publish-1"})
        assert (status, told["state"]) == (202, state), told
        jobs.add(told["number"])
    assert leader.get(f"/api/jobs/{jobs.pop()}").json()["answer"] == {"plan": digest} and not jobs
    assert leader.get(f"/api/plans/{digest}").json()["state"] == "published"
    assert ActRow.objects.filter(verb="publish", about=digest).count() == 1
    visitor = Client()
    public = visitor.get(f"/api/public/plans/{digest}/items?limit=500").json()
    never = [
        item for item in planned(digest).plan.items if item.parcel not in {one["parcel"] for one in public["items"]}
    ]
    assert all(one["parcel"] for one in public["items"]) and len(never) < len(planned(digest).plan.items)
    names = visitor.get(f"/api/public/plans/{digest}/documents").json()["documents"]
    for name in names:
        mine, theirs = (
            client.get(f"/api/{way}/{digest}/documents/{name}")
            for client, way in ((leader, "plans"), (visitor, "public/plans"))
        )
        assert mine.status_code == 200 and mine.content == theirs.content


def test_publishing_against_another_plan_than_stands_is_refused(office: None) -> None:
    digest = approved()
    body = {"summary": "再次公布", "known": True, "against": "sha256:0"}
    status, told = post(bearer("leader"), f"/api/plans/{digest}/publish", body)
    assert (status, told["code"]) == (409, "U412")


@pytest.mark.parametrize("way", ["items", "indicators", "documents", "acts", ""])
def test_an_unknown_plan_is_not_there(as_role: Browser, way: str) -> None:
    assert as_role("planner").get(f"/api/plans/sha256:0/{way}".rstrip("/")).status_code == 404


def test_t43_a_document_is_of_a_form_that_the_description_names(office: None) -> None:
    """Each file of a plan says what it is, and the description of all operations holds exactly that."""
    from landsupply.web.documents import LANGUAGES, NAMES, type_of

    schema = Client().get("/api/openapi.json").json()
    for path in ("/api/plans/{digest}/documents/{name}", "/api/public/plans/{digest}/documents/{name}"):
        named = set(schema["paths"][path]["get"]["responses"]["200"]["content"])
        assert LANGUAGES and {type_of(name).partition(";")[0] for name in NAMES} <= named
