"""接口测试 · The interface does what pages do, for who may, and says why it does not."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from landsupply.web.api.application import OPERATIONS, api
from landsupply.web.models import Account, ParcelRow
from landsupply.web.tokens import issue

Browser = Callable[[str], Client]


def bearer(role: str, **options: bool) -> Client:
    """凭令牌 · A program of a role's person."""
    secret = issue(Account.objects.get(name=role), "test")
    return Client(headers={"Authorization": f"Bearer {secret}"}, **options)


def post(client: Client, path: str, body: object, **headers: str) -> tuple[int, dict]:
    answer = client.post(path, json.dumps(body), content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_without_a_token_nothing_is_told(office: None) -> None:
    for one in OPERATIONS:
        path = "/api" + one.path.replace("{identity}", "YZ24-0001").replace("{number}", "1").replace("{digest}", "x")
        answer = Client().generic(one.method, path.replace("{name}", "x"))
        if one.verb is not None:
            assert answer.status_code == 401 and answer.json()["code"] == "U600", one.path


def test_parcels_by_page_are_all_parcels(as_role: Browser) -> None:
    client = as_role("planner")
    seen: list[str] = []
    after: int | None = 0
    while after is not None:
        page = client.get(f"/api/parcels?limit=100&after={after}").json()
        seen += [one["identity"] for one in page["parcels"]]
        after = page["next"]
    assert sorted(seen) == sorted(ParcelRow.objects.values_list("identity", flat=True))
    assert page["area"] == sum(ParcelRow.objects.values_list("area", flat=True))


def test_a_token_sees_what_its_person_sees(office: None) -> None:
    unit = "湖东区"
    own = bearer("district").get("/api/parcels?limit=500").json()
    assert {one["unit"] for one in own["parcels"]} == {unit}
    other = ParcelRow.objects.exclude(unit=unit).first()
    assert other is not None
    for path in (f"/api/parcels/{other.identity}", f"/api/parcels/{other.identity}/history"):
        answer = bearer("district").get(path)
        assert answer.status_code == 404 and other.name not in answer.content.decode()
    assert bearer("planner").get(f"/api/parcels/{other.identity}").json()["stated"]["id"] == other.identity


def test_a_token_that_is_over_is_none(office: None) -> None:
    from datetime import date

    from landsupply.web.models import Token

    client = bearer("planner")
    assert client.get("/api/parcels").status_code == 200
    Token.objects.update(ends=date(2020, 1, 1))
    assert client.get("/api/parcels").status_code == 401


def test_a_sitting_without_its_form_key_changes_nothing(as_role: Browser) -> None:
    signed = as_role("planner")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed.cookies
    assert strict.get("/api/parcels").status_code == 200
    status, told = post(strict, "/api/corrections", {"edits": []})
    assert status == 403 and told["code"] == "U003"


def test_a_correction_is_kept_and_the_next_on_the_old_value_is_a_conflict(office: None) -> None:
    client = bearer("planner")
    edit = {"identity": "YZ24-0001", "field": "name", "old": "瑞霖医院", "new": "瑞霖医院东院区", "why": "更名"}
    status, told = post(client, "/api/corrections", {"edits": [edit]})
    assert status == 200, told
    assert told["parcels"][0]["name"] == "瑞霖医院东院区" and told["parcels"][0]["version"] == 2
    status, told = post(client, "/api/corrections", {"edits": [{**edit, "new": "瑞霖医院西院区"}]})
    assert status == 409 and told["code"] == "U012"
    assert told["rivals"][0]["theirs"] == "瑞霖医院东院区" and told["rivals"][0]["mine"] == "瑞霖医院西院区"
    history = client.get("/api/parcels/YZ24-0001/history").json()["acts"]
    assert [act["verb"] for act in history] == ["correct"] and history[0]["facts"]["why"] == "更名"


def test_a_key_has_one_effect_and_is_bound_to_its_request(office: None) -> None:
    client = bearer("planner")
    edit = {"identity": "YZ24-0002", "field": "why", "old": "", "new": "甲"}
    edit = {**edit, "field": "person", "old": client.get("/api/parcels/YZ24-0002").json()["stated"]["person"] or ""}
    for _ in range(2):
        status, _told = post(client, "/api/corrections", {"edits": [edit]}, **{"Idempotency-Key": "k1"})
        assert status == 200
    assert len(client.get("/api/parcels/YZ24-0002/history").json()["acts"]) == 1
    other = {"edits": [{**edit, "new": "乙"}]}
    status, told = post(client, "/api/corrections", other, **{"Idempotency-Key": "k1"})
    assert status == 409 and told["code"] == "U605"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/corrections", {"edits": [{"identity": "a", "field": "b", "old": "", "new": "", "version": 9}]}),
        ("/api/corrections", {"edits": [], "role": "leader"}),
        ("/api/briefs", {"text": "x", "number": 1}),
    ],
)
def test_t41_a_field_that_is_not_asked_for_is_refused(office: None, path: str, body: object) -> None:
    status, told = post(bearer("planner"), path, body)
    assert status == 422 and told["code"] == "U603" and told["fields"]


def test_a_condition_that_nobody_knows_is_refused(as_role: Browser) -> None:
    answer = as_role("planner").get("/api/parcels?uint=湖东区")
    assert answer.status_code == 422 and answer.json()["fields"] == ["uint"]


def test_no_page_is_larger_than_allowed(as_role: Browser) -> None:
    assert as_role("planner").get("/api/parcels?limit=501").status_code == 422


def test_what_a_role_may_not_do_is_not_there(office: None) -> None:
    client = bearer("reviewer")
    status, told = post(client, "/api/briefs", {"text": "x"})
    assert status == 404 and told["code"] == "U601"


def test_a_brief_is_saved_against_its_version(office: None) -> None:
    client = bearer("planner")
    brief = client.get("/api/briefs").json()["briefs"][0]
    text = client.get(f"/api/briefs/{brief['number']}").json()["text"]
    path, sent = f"/api/briefs/{brief['number']}", {"text": text, "version": brief["version"]}
    first = client.put(path, json.dumps(sent), content_type="application/json")
    second = client.put(path, json.dumps(sent), content_type="application/json")
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["code"] == "U014"


def test_jobs_are_one_persons_own(office: None) -> None:
    planner = bearer("planner")
    brief = planner.get("/api/briefs").json()["briefs"][0]["number"]
    answer = planner.post(f"/api/briefs/{brief}/propose")
    assert answer.status_code == 202
    number = answer.json()["number"]
    assert bearer("leader").get(f"/api/jobs/{number}").status_code == 404
    assert planner.post(f"/api/jobs/{number}/cancel").json()["state"] == "cancelled"


def test_words_are_in_the_language_asked_for(office: None) -> None:
    client = bearer("planner")
    answer = client.get("/api/parcels/none", headers={"Accept-Language": "en"})
    assert answer.status_code == 404 and answer.json()["message"].startswith("There is no")
    assert "没有" in client.get("/api/parcels/none", headers={"Accept-Language": "zh-CN"}).json()["message"]


def test_the_public_needs_no_token_and_sees_no_draft(office: None) -> None:
    assert Client().get("/api/health").json() == {"well": True}
    assert Client().get("/api/public/plans").json()["plans"] == []


def test_every_operation_stands_in_the_document_with_typed_answers(office: None) -> None:
    schema = Client().get("/api/openapi.json").json()
    told = {one["operationId"]: one for methods in schema["paths"].values() for one in methods.values()}
    assert set(told) == {one.name for one in OPERATIONS}
    for name, one in told.items():
        assert one["summary"] and one["description"], name
    assert api.version == schema["info"]["version"]


def test_the_page_of_operations_is_ours_and_has_no_script_inside(office: None) -> None:
    page = Client().get("/api/docs").content.decode()
    assert all(one.name and "/api" + one.path.split("{")[0] in page for one in OPERATIONS)
    assert "cdn" not in page and "<script>" not in page
