"""攻击测试 · What somebody inside would try: another's numbers, files by digest, old tokens, fields nobody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from landsupply.web import accounts
from landsupply.web.clock import now, today
from landsupply.web.models import Account, ActRow, Attempt, JobRow, ListRow, Membership, ParcelRow, Sitting
from landsupply.web.passwords import change
from landsupply.web.people import doer_of
from landsupply.web.plans import MOVE, keep_plan
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Role
from landsupply.web.tokens import account_of, issue
from tests.web.lists import GOOD, workbook
from tests.web.planning import example_plan, kept, person
from tests.web.test_ledger_send import commit, send, work

AsRole = Callable[[str], Client]
OURS = {"X-Requested-With": "landsupply"}
_STRONG = "Kestrel-over-7-fields"


def _person(name: str, *offices: tuple[str, str]) -> Account:
    account = Account(name=name, shown="某人")
    change(account, _STRONG, today())
    for role, unit in offices:
        Membership.objects.create(account=account, role=role, unit=unit)
    return account


# --- land of others -----------------------------------------------------------------------------------------


def _others() -> ParcelRow:
    row = ParcelRow.objects.filter(unit="湖西区", identity__startswith="YZ24").order_by("identity").first()
    assert row
    return row


def _refused(client: Client, content: bytes, name: str) -> str:
    """The words with which a list is refused when it is looked at."""
    answer = client.post("/ledger/send/", {"sender": "湖东区", "list": SimpleUploadedFile(name, content)})
    number = int(answer["Location"].strip("/").rsplit("/", 1)[-1])
    with pytest.raises(Unlawful) as refused:
        work(number)
    return refused.value.code


def test_a_list_takes_no_number_of_another_unit_away(as_role: AsRole) -> None:
    """A number on two rows is nobody's: whoever names another's would rename its land and lose its past."""
    client, theirs = as_role("district"), _others()
    before = set(ParcelRow.objects.exclude(unit="湖东区").values_list("identity", "version", "stated"))
    assert _refused(client, workbook((theirs.identity, *GOOD[1:])), "夺号.xlsx") == "U965"
    job = JobRow.objects.create(
        verb="examine_list", state="done", account=Account.objects.get(name="district"), unit="湖东区", inputs="x",
        request=JobRow.objects.order_by("-pk")[0].request, answer="{}",
    )  # fmt: skip
    with pytest.raises(Unlawful):
        commit(client, job.pk)
    assert set(ParcelRow.objects.exclude(unit="湖东区").values_list("identity", "version", "stated")) == before
    assert not ListRow.objects.filter(sender="湖东区").exists()


def test_nor_by_sending_the_very_rows_of_another(as_role: AsRole) -> None:
    """Rows that are alike count once: the copy must not be the one that counts, to be left out as another's."""
    from landsupply.web.blobs import content_of

    client, before = as_role("district"), set(ParcelRow.objects.values_list("identity", "unit"))
    copy = content_of(ListRow.objects.get().blob)
    answer = client.post("/ledger/send/", {"sender": "湖东区", "list": SimpleUploadedFile("抄.csv", copy)})
    number = int(answer["Location"].strip("/").rsplit("/", 1)[-1])
    try:
        work(number)
        commit(client, number)
    except Unlawful as refused:
        assert refused.code == "U965"
    others = {one for one in before if one[1] != "湖东区"}
    assert others <= set(ParcelRow.objects.values_list("identity", "unit"))


def test_the_city_may_renumber_for_a_unit(as_role: AsRole) -> None:
    theirs = _others()
    number = send(as_role("planner"), workbook((theirs.identity, *GOOD[1:])), sender="湖东区")
    assert JobRow.objects.get(pk=number).state == "done"


def test_a_clerk_is_not_told_of_a_same_file_of_another(as_role: AsRole) -> None:
    """The same bytes from two senders have one digest: what one is told stays what one sent."""
    from landsupply.web.actions import NewList, send_list
    from landsupply.web.blobs import keep

    blob = keep(workbook(GOOD))
    send_list(person("planner"), NewList(sender="湖西区", name="KANARIFILE.xlsx", blob=blob))
    send_list(person("planner"), NewList(sender="湖东区", name="own.xlsx", blob=blob))
    page = as_role("district").get("/").content.decode()
    assert "own.xlsx" in page and "KANARIFILE" not in page


# --- files by their digest ----------------------------------------------------------------------------------


def test_a_digest_alone_opens_no_file(as_role: AsRole) -> None:
    """The outline's form hands a file back: a digest that one has learned elsewhere is none of it."""
    own = ParcelRow.objects.filter(unit="湖东区").order_by("identity")[0].identity
    client, blob = as_role("district"), ListRow.objects.get().blob
    for given in (blob, "x", "", f"{blob}:1:x", "\N{SNOWMAN}"):
        answer = client.post(f"/parcel-outline/{own}/", {"blob": given, "name": "a.txt", "was": "0"})
        text = answer.content.decode()
        assert answer.status_code == 409 and "虚构示例" not in text and "F06" not in text


def test_nor_does_what_was_handed_to_somebody_else(as_role: AsRole) -> None:
    from django.core import signing

    own = ParcelRow.objects.filter(unit="湖东区").order_by("identity")[0].identity
    theirs = signing.dumps(["planner", ListRow.objects.get().blob, "a.txt"], salt="landsupply.web.outline")
    assert as_role("district").post(f"/parcel-outline/{own}/", {"blob": theirs}).status_code == 409


def test_what_happened_to_a_plan_names_no_land_of_others(as_role: AsRole) -> None:
    plan, rules = example_plan()
    theirs = next(one.parcel for one in plan.items if one.district == "湖西区")
    kept()
    digest = kept()
    keep_plan(person("planner"), plan, rules, {"moves": {theirs: 9}, "reason": f"推迟{theirs}"}, MOVE)
    acts = as_role("district").get(f"/api/plans/{digest}/acts").json()["acts"]
    assert len(acts) == 3 and theirs not in json.dumps(acts) and "blob" not in json.dumps(acts)
    assert theirs in json.dumps(as_role("planner").get(f"/api/plans/{digest}/acts").json())


# --- programs -----------------------------------------------------------------------------------------------


def _asks(token: str) -> int:
    return Client().get("/api/plans", headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_program_waits_for_what_its_person_must_do_first(office: None) -> None:
    account = _person("someone", ("planner", ""))
    token = issue(account, "统计")
    assert _asks(token) == 200
    Account.objects.filter(pk=account.pk).update(must_change=True)
    answer = Client().get("/api/plans", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403 and answer.json()["code"] == "U500"
    Account.objects.filter(pk=account.pk).update(must_change=False)
    Membership.objects.create(account=account, role="leader")
    with override_settings(SECOND_FACTOR="required"):
        answer = Client().get("/api/plans", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 403 and answer.json()["code"] == "U501"
    assert _asks(token) == 200


def test_another_password_and_the_end_of_an_account_end_its_programs(office: None) -> None:
    system, account = doer_of(Account.objects.get(name="system")), _person("someone", ("planner", ""))
    token = issue(account, "统计")
    accounts.reset_password(system, account.pk)
    assert account_of(token) is None
    token = issue(account, "统计")
    accounts.disable(system, account.pk)
    accounts.enable(system, account.pk)
    assert account_of(token) is None


# --- fields that nobody asks for ----------------------------------------------------------------------------


def test_t41_forms_take_no_field_that_is_not_theirs(as_role: AsRole) -> None:
    """State, version, approver, area, rights: sent along, they change nothing."""
    system, more = as_role("system"), {"is_active": "1", "must_change": "", "role": "leader", "id": "1", "pk": "1"}
    system.post("/settings/accounts/", {"name": "neuer", "shown": "某", "password": "x", "factor": "y", **more})
    made = Account.objects.get(name="neuer")
    assert made.must_change and not made.memberships.exists() and not made.factor and not made.check_password("x")
    digest = kept()
    form = {"state": "published", "version": "9", "approved_by": "x", "number": "9", "summary": "送审", "once": "k"}
    as_role("planner").post(f"/plans/{digest}/do/submit/", {**form, "total": "1", "digest": "x", "who": "leader"})
    from landsupply.web.models import PlanRow

    row = PlanRow.objects.get(pk=digest)
    act = ActRow.objects.filter(about=digest).order_by("-number")[0]
    assert (row.state, row.number, act.who, json.loads(act.facts)) == (
        "submitted", example_plan()[0].version, "planner", {"summary": "送审"},
    )  # fmt: skip


def test_t41_edits_take_no_field_that_is_not_theirs(as_role: AsRole) -> None:
    row = ParcelRow.objects.order_by("identity")[0]
    edit = {"identity": row.identity, "field": "name", "old": row.name, "new": "新名", "version": 99, "area_m2": 1}
    body = {"edits": [{**edit, "unit": "湖西区", "who": "leader"}], "stamp": 1, "role": "leader"}
    answer = as_role("planner").post("/ledger/edits/", json.dumps(body), content_type="application/json", headers=OURS)
    after = ParcelRow.objects.get(pk=row.pk) if ParcelRow.objects.filter(pk=row.pk).exists() else None
    after = after or ParcelRow.objects.get(identity=row.identity)
    assert answer.status_code in (200, 409)
    assert (after.area, after.unit, after.version) == (row.area, row.unit, row.version + (answer.status_code == 200))
    assert ActRow.objects.order_by("-number")[0].who in ("planner", "leader", "system", "")
    for name in ("identity", "version", "stamp", "unit_", "pk", "source", "stated"):
        bad = json.dumps({"edits": [{**edit, "field": name, "old": "", "new": "1"}]})
        assert as_role("planner").post(
            "/ledger/edits/", bad, content_type="application/json", headers=OURS
        ).status_code == 409  # fmt: skip


# --- addresses, heads, names sent twice ---------------------------------------------------------------------


def test_t42_a_name_that_is_sent_twice_opens_nothing(as_role: AsRole) -> None:
    """What is looked at is what is done: of several values the same one counts for the guard and for the deed."""
    client, theirs = as_role("district"), _others()
    for senders in (["湖东区", "湖西区"], ["湖西区", "湖东区"], ["", "湖东区"], ["湖东区", ""]):
        before = JobRow.objects.count()
        answer = client.post("/ledger/send/", {"sender": senders, "list": SimpleUploadedFile("a.xlsx", workbook(GOOD))})
        if answer.status_code == 302:
            assert json.loads(JobRow.objects.order_by("-pk")[0].request)["sender"] == "湖东区"
        else:
            assert answer.status_code == 404 and JobRow.objects.count() == before
    for query in (f"unit=湖东区&unit={theirs.unit}", f"q=&q={theirs.identity}", f"unit={theirs.unit}&unit=湖东区"):
        assert theirs.identity not in client.get(f"/ledger/rows/?{query}").content.decode()
    own = ParcelRow.objects.filter(unit="湖东区").order_by("identity")[0].identity
    for order in ((own, theirs.identity), (theirs.identity, own)):
        answer = client.get("/ledger/history/?identity={}&identity={}".format(*order))
        assert answer.status_code == (404 if order[-1] == theirs.identity else 200)
        assert theirs.name not in answer.content.decode()
    twice = f'"identity": "{own}", "identity": "{theirs.identity}"'
    body = f'{{"edits": [{{{twice}, "field": "name", "old": "", "new": "x"}}]}}'
    assert client.post("/ledger/edits/", body, content_type="application/json", headers=OURS).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Original-URL": "/acts/"},
        {"X-Rewrite-URL": "/acts/"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"Remote-User": "audit"},
    ],
)
def test_t42_no_head_says_who_or_where_one_is(as_role: AsRole, headers: dict[str, str]) -> None:
    client = as_role("district")
    assert client.get("/acts/", headers=headers).status_code == 404
    page = client.get("/", headers=headers)
    assert page.status_code == 200 and "evil.example" not in page.content.decode()
    Attempt.objects.all().delete()
    Client().post("/sign-in/", {"name": "x", "password": "y"}, headers=headers)
    assert Attempt.objects.get().source == "127.0.0.1"


_AWAY = ("//evil.example/", "/\\evil.example/", "//evil.example", "/%2f%2fevil.example/", "/ledger")


@pytest.mark.parametrize("path", _AWAY)
def test_t42_no_address_leads_elsewhere(office: None, path: str) -> None:
    answer = Client().get(path)
    where = answer.get("Location", "/")
    assert not re.match(r"(//|/\\|[a-z]+:)", where), where


# --- accounts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Admin", "ROOT", "planner", "Test"])
def test_t38_a_guessed_name_is_found_however_it_is_written(office: None, name: str) -> None:
    Account.objects.all().update(is_active=False)
    _person(f"{name}") if not Account.objects.filter(name=name).exists() else Account.objects.filter(name=name).update(
        is_active=True
    )
    with override_settings(SECOND_FACTOR="required"):
        found = [one for one in run_checks(include_deployment_checks=True) if one.id == "landsupply.E001"]
    assert len(found) == 1 and name in found[0].msg


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.SECURITY, Role.AUDIT])
def test_t39_a_membership_cannot_be_handed_over(office: None, role: Role) -> None:
    """The table refuses it too where another's row is given to an administrator, or theirs to somebody else."""
    planner, other = _person("one", ("planner", "")), _person("other", (role.value, ""))
    for row, to in ((planner.memberships.get(), other), (other.memberships.get(), planner)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=row.pk).update(account=to)


@pytest.mark.parametrize(
    "password",
    ["长" * 70 + "aA1", " 前后有空格 And 7 more ", "x" * 100 + "A1-", "Ünïcödé-passwörd-9", "a" * 1000 + "A1-"],
)
def test_t36_what_is_taken_is_what_signs_in(office: None, password: str) -> None:
    """64 characters and more, Chinese, spaces at either end: not cut, not trimmed, not folded."""
    account = _person("someone")
    client = Client()
    client.force_login(account)
    Sitting.objects.create(account=account, key=client.session.session_key or "", seen=now(), source="test")
    form = {"old": _STRONG, "new": password, "again": password}
    assert client.post("/settings/password/", form)["Location"] == "/settings/"
    assert Client().post("/sign-in/", {"name": "someone", "password": password}).status_code == 302
    for near in (password.strip(), password[:-1], password.lower(), password[:72]):
        if near != password:
            assert (
                Client(REMOTE_ADDR="10.0.0.7").post("/sign-in/", {"name": "someone", "password": near}).status_code
                == 401
            )
            Attempt.objects.all().delete()


def test_t36_pasting_is_never_hindered() -> None:
    from pathlib import Path

    from landsupply.web import urls

    here = Path(urls.__file__).parent
    files = [*here.glob("templates/**/*.html"), *here.glob("static/js/*.js")]
    fields = [one for path in files for one in re.findall(r"<input[^>]*type=.password[^>]*>", path.read_text("utf-8"))]
    assert len(fields) >= 4
    assert [one for one in fields if re.search(r'maxlength|readonly|onpaste|autocomplete="off"', one)] == []
    sign_in = (here / "templates/sign_in.html").read_text("utf-8")
    assert "onpaste" not in sign_in and 'autocomplete="current-password"' in sign_in


# --- twenty clicks ------------------------------------------------------------------------------------------


def test_t18_twenty_clicks_on_return_have_one_effect(as_role: AsRole) -> None:
    digest, leader, planner = kept(), as_role("leader"), as_role("planner")
    do = f"/plans/{digest}/do/"
    assert {planner.post(do + "submit/", {"once": "s"}).status_code for _ in range(20)} == {302}
    answers = [leader.post(do + "return_plan/", {"once": "r", "summary": "住宅偏少"}).status_code for _ in range(20)]
    assert set(answers) == {302}
    verbs = list(ActRow.objects.filter(about=digest).order_by("number").values_list("verb", flat=True))
    assert verbs == ["propose", "submit", "return_plan"]


def test_t18_an_old_page_sent_again_after_the_way_back_does_nothing(as_role: AsRole) -> None:
    """The form of the first submission, sent once more when the plan has come back: recorded once, done once."""
    digest, leader, planner = kept(), as_role("leader"), as_role("planner")
    do = f"/plans/{digest}/do/"
    planner.post(do + "submit/", {"once": "s"})
    leader.post(do + "return_plan/", {"once": "r", "summary": "住宅偏少"})
    assert planner.post(do + "submit/", {"once": "s"}).status_code == 302
    assert ActRow.objects.filter(about=digest, verb="submit").count() == 1


def test_t18_twenty_clicks_on_upload_and_on_taking_in_have_one_effect(as_role: AsRole) -> None:
    client, content = as_role("district"), workbook(GOOD)
    places = set()
    for _ in range(20):
        form = {"sender": "湖东区", "list": SimpleUploadedFile("清单.xlsx", content)}
        places.add(client.post("/ledger/send/", form)["Location"])
    assert len(places) == 1
    number = int(places.pop().strip("/").rsplit("/", 1)[-1])
    work(number)
    taken = {client.post(f"/ledger/send/{number}/commit/")["Location"] for _ in range(20)}
    assert len(taken) == 1
    work(int(taken.pop().strip("/").rsplit("/", 1)[-1]))
    for _ in range(20):
        place = client.post(f"/ledger/send/{number}/commit/")["Location"]
        assert JobRow.objects.get(pk=int(place.strip("/").rsplit("/", 1)[-1])).state == "done"
    assert ActRow.objects.filter(verb="send_list", facts__contains="清单.xlsx").count() == 1


def test_a_sitting_that_ended_long_ago_stays_ended(as_role: AsRole) -> None:
    """Ended here is ended for good: its cookie opens nothing, and asking again does not revive it."""
    client = as_role("planner")
    Sitting.objects.update(seen=now() - timedelta(hours=1))
    assert [client.get("/ledger/").status_code for _ in range(3)] == [302, 302, 302]
