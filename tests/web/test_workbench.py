"""编制台测试 · Briefs by form and by text, jobs to their end, moves on the board, scenarios, refusals in words."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

As = Callable[[str], Client]
OURS = {"HTTP_X_REQUESTED_WITH": "landsupply"}


@pytest.fixture(autouse=True)
def _no_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own transaction holds the base: nobody else may write while a job is done here."""
    monkeypatch.setattr("landsupply.web.jobs._BEAT", 900.0)


def _brief() -> int:
    from landsupply.web.models import BriefRow

    return int(BriefRow.objects.order_by("pk").values_list("pk", flat=True)[0])


def _look(client: Client, number: int, body: dict[str, object]) -> dict[str, object]:
    answer = client.post(f"/workbench/briefs/{number}/look/", json.dumps(body), "application/json", **OURS)
    assert answer.status_code == 200
    found: dict[str, object] = answer.json()
    return found


def _text() -> str:
    from landsupply.web.models import BriefRow

    return BriefRow.objects.get(pk=_brief()).text


def _done(client: Client, address: str, form: dict[str, object]) -> tuple[int, str]:
    """The job that a form begins, done here; its number and its page."""
    from landsupply.web.jobs import do, take
    from landsupply.web.works import WORKS

    answer = client.post(address, form)
    assert answer.status_code == 302, answer.content.decode()
    job = take()
    assert job is not None
    do(job, WORKS)
    return job.pk, client.get(answer["Location"]).content.decode()


def test_the_brief_shows_every_field_with_definition_unit_and_basis(as_role: As) -> None:
    page = as_role("planner").get(f"/workbench/briefs/{_brief()}/").content.decode()
    assert 'value="9450.00亩"' in page and "国土资发〔2010〕117号" in page
    assert "台账供得上吗" in page and "住宅用地" in page and "够" in page


def test_form_and_text_say_the_same(as_role: As) -> None:
    client, number = as_role("planner"), _brief()
    told = _look(client, number, {"text": _text(), "fields": {"f-targets.total": "9500亩"}})
    assert 'total = "9500亩"' in str(told["text"]) and str(told["text"]).startswith("# 编制要求（示例）")
    back = _look(client, number, {"text": str(told["text"]).replace("9500亩", "9600亩")})
    assert back["fields"]["f-targets.total"] == "9600亩"  # type: ignore[index]


def test_unchanged_fields_leave_the_text_with_its_remarks(as_role: As) -> None:
    client, number = as_role("planner"), _brief()
    told = _look(client, number, {"text": _text(), "fields": {"f-targets.total": "9450.00亩"}})
    assert told["text"] == _text()


def test_every_error_is_told_at_its_field(as_role: As) -> None:
    client, number = as_role("planner"), _brief()
    fields = {
        "f-targets.total": "很多",
        "f-targets.classes.住宅用地": "x",
        "f-goals.1": "民生",
        "f-locks.must": "没有这宗",
    }
    told = _look(client, number, {"text": _text(), "fields": fields})
    keys = {one["key"] for one in told["wrong"]}  # type: ignore[attr-defined]
    assert {"f-targets.total", "f-targets.classes.住宅用地", "f-goals.1", "f-locks.must"} <= keys
    assert told["totals"], "what can be read is added up all the same"


def test_what_the_ledger_cannot_supply_is_told_with_the_gap(as_role: As) -> None:
    told = _look(as_role("planner"), _brief(), {"text": _text(), "fields": {"f-targets.classes.特殊用地": "1210亩"}})
    rows = {one["name"]: one for one in told["totals"]}  # type: ignore[attr-defined]
    assert rows["特殊用地"]["verdict"] == "short" and "亩" in rows["特殊用地"]["gap"]


def test_a_stale_version_never_overwrites_and_loses_nothing(as_role: As) -> None:
    from landsupply.web.models import BriefRow

    client, number, text = as_role("planner"), _brief(), _text()
    first = client.post(
        f"/workbench/briefs/{number}/save/", {"version": 1, "by": "text", "text": text.replace("2400亩", "2410亩")}
    )
    assert first.status_code == 302
    mine = text.replace("900亩", "901亩")
    second = client.post(f"/workbench/briefs/{number}/save/", {"version": 1, "by": "text", "text": mine})
    page = second.content.decode()
    assert second.status_code == 409 and "901亩" in page and "2410亩" in page
    assert "2410亩" in BriefRow.objects.get(pk=number).text and BriefRow.objects.get(pk=number).version == 2


def test_an_erroneous_brief_is_not_saved_and_comes_back_as_typed(as_role: As) -> None:
    answer = as_role("planner").post(
        f"/workbench/briefs/{_brief()}/save/", {"version": 1, "by": "text", "text": "total = ["}
    )
    assert answer.status_code == 422 and "total = [" in answer.content.decode()


def test_a_new_brief_comes_from_the_ledger_from_a_file_or_is_refused(as_role: As) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = as_role("planner")
    made = client.post("/workbench/new/", {})
    assert made.status_code == 302 and "不超过" in client.get(made["Location"]).content.decode()
    whole = client.post("/workbench/new/", {"file": SimpleUploadedFile("brief.toml", _text().encode())})
    assert whole.status_code == 302
    wrong = client.post("/workbench/new/", {"file": SimpleUploadedFile("x.toml", b"\xff\xfe\x00")})
    assert wrong.status_code == 409 and "UTF-8" in wrong.content.decode()
    bad = client.post("/workbench/new/", {"file": SimpleUploadedFile("x.toml", b"a = ")})
    assert bad.status_code == 422


@pytest.fixture
def drafted(as_role: As) -> tuple[Client, str]:
    from landsupply.web.models import PlanRow

    client = as_role("planner")
    _, page = _done(client, f"/workbench/briefs/{_brief()}/propose/", {})
    assert "全部要求都满足" in page
    return client, PlanRow.objects.latest("stamp").digest


def test_moves_show_their_effect_and_are_kept_as_the_next_draft(drafted: tuple[Client, str]) -> None:
    from landsupply.plan.checks import check
    from landsupply.plan.verified import verify
    from landsupply.web.board import board
    from landsupply.web.models import PlanRow
    from landsupply.web.plans import plan_of

    client, digest = drafted
    found = board(digest)
    item = next(one for one in found.plan.items if one.state.value == "planned" and one.supply_month < 9)
    address = f"/workbench/plans/{digest}/"
    assert "排期板" in client.get(address).content.decode()
    told = client.post(f"{address}moves/", json.dumps({"moves": {item.parcel: 12}}), "application/json", **OURS).json()
    assert told["moved"] == 1 and any(one["is_changed"] for one in told["targets"])
    moves = json.dumps({item.parcel: 12})
    _, page = _done(client, f"{address}keep/", {"moves": moves, "reason": "与拆迁进度一致"})
    row = PlanRow.objects.latest("stamp")
    assert row.parent == digest and row.number == 2 and row.digest in page
    plan, rules = plan_of(row.digest)
    assert plan.reason == "与拆迁进度一致" and verify(plan, found.case).findings == ()
    assert [one for one in check(plan, found.options.ledger, rules) if one.code not in ("C009",)] == []


def test_an_unlawful_month_is_refused_in_words(drafted: tuple[Client, str]) -> None:
    from landsupply.web.board import board

    client, digest = drafted
    item = next(one for one in board(digest).plan.items if one.state.value == "planned")
    body = json.dumps({"moves": {item.parcel: 1}})
    answer = client.post(f"/workbench/plans/{digest}/moves/", body, "application/json", **OURS)
    assert answer.status_code == 422 and "不能移到 1 月" in answer.json()["message"]
    kept = client.post(f"/workbench/plans/{digest}/keep/", {"moves": "{}", "reason": "x"})
    assert kept.status_code == 409


def test_reasons_and_prices_are_told_as_tables(drafted: tuple[Client, str]) -> None:
    client, digest = drafted
    _, page = _done(client, f"/workbench/plans/{digest}/explain/", {})
    assert "哪些要求在起作用" in page and "每个目标要别的让多少" in page and "其他可选方案" in page


def test_a_brief_that_cannot_be_met_is_told_why(as_role: As) -> None:
    client, text = as_role("planner"), _text()
    short = text.replace('"特殊用地" = "210.00亩"', '"特殊用地" = "500.00亩"').replace('"9450.00亩"', '"9740.00亩"')
    from django.core.files.uploadedfile import SimpleUploadedFile

    made = client.post("/workbench/new/", {"file": SimpleUploadedFile("brief.toml", short.encode())})
    _, page = _done(client, f"{made['Location']}propose/", {})
    assert "满足不了" in page and "特殊用地" in page and "为何满足不了" in page


def test_scenarios_stand_side_by_side(as_role: As) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = as_role("planner")
    other = _text().replace('6 = "45%"', '6 = "50%"')
    made = client.post("/workbench/new/", {"file": SimpleUploadedFile("brief.toml", other.encode())})
    second = int(made["Location"].rstrip("/").rpartition("/")[2])
    number, page = _done(client, "/workbench/compare/", {"brief": [_brief(), second]})
    assert f"/jobs/{number}/scenarios/" in page
    table = client.get(f"/jobs/{number}/scenarios/").content.decode()
    assert "<svg" in table or "<table" in table
    assert client.get(f"/jobs/{number}/scenarios.xlsx").content[:2] == b"PK"
    assert client.post("/workbench/compare/", {"brief": [second]}).status_code == 409


def test_a_job_called_off_while_searching_ends_so(as_role: As) -> None:
    from landsupply.web.jobs import State, do, take
    from landsupply.web.models import JobRow
    from landsupply.web.works import WORKS

    client = as_role("planner")
    address = client.post(f"/workbench/briefs/{_brief()}/propose/", {})["Location"]
    job = take()
    assert job is not None
    client.post(f"{address}cancel/", {})
    do(job, WORKS)
    assert JobRow.objects.get(pk=job.pk).state == State.CANCELLED
    assert "已叫停" in client.get(address).content.decode()


def test_jobs_are_one_s_own(as_role: As) -> None:
    address = as_role("planner").post(f"/workbench/briefs/{_brief()}/propose/", {})["Location"]
    assert as_role("leader").get(address).status_code == 404
