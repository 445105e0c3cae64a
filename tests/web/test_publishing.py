"""公布任务测试 · Publishing as a job: who is its author, what refuses it at its end, killed, called off on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client

from landsupply.web import plans as lifecycle
from landsupply.web import publishing
from landsupply.web.acts import broken
from landsupply.web.jobs import CalledOff, Report, cancel, take
from landsupply.web.models import Account, ActRow, Blob, JobRow, Membership, PlanRow
from landsupply.web.plans import PUBLISH, happen
from landsupply.web.publishing import publish_plan
from tests.web.jobs_done import done
from tests.web.planning import approved, person, published

Roles = Callable[[str], Client]
FORM = {"once": "k", "against": "", "known": "1", "summary": "第一版"}


def pressed(client: Client, digest: str) -> str:
    """按下公布 · The address of the job's page."""
    answer = client.post(f"/plans/{digest}/publish/", FORM)
    assert answer.status_code == 302
    return str(answer["Location"]).partition("?")[0]


def state(digest: str) -> str:
    return PlanRow.objects.get(pk=digest).state


def test_the_act_s_author_is_whoever_pressed_in_that_role(as_role: Roles) -> None:
    digest = approved()
    pressed(as_role("leader"), digest)
    assert [job.state for job in done()] == ["done"]
    act = ActRow.objects.get(verb=PUBLISH)
    assert (act.who, act.role, act.once) == ("leader", "leader", "k") and state(digest) == "published"
    assert set(json.loads(act.facts)["documents"].values()) <= set(Blob.objects.values_list("pk", flat=True))


def _withdraw(digest: str) -> None:
    Membership.objects.filter(account__name="leader").delete()


def _disable(digest: str) -> None:
    Account.objects.filter(name="leader").update(is_active=False)


def _published_by_another(digest: str) -> None:
    happen(person("leader"), digest, PUBLISH, "先公布")


def _stored_anew(digest: str) -> None:
    PlanRow.objects.filter(pk=digest).update(blob="sha256:another")


def _superseding(digest: str) -> None:
    row = PlanRow.objects.get(pk=digest)
    row.digest, row.state = "sha256:other", "published"
    row.save(force_insert=True)


@pytest.mark.parametrize("when", ["before", "within"])
@pytest.mark.parametrize(
    ("meanwhile", "code"),
    [
        (_withdraw, "U060"),
        (_disable, "U060"),
        (_published_by_another, "U409"),
        (_superseding, "U412"),
        (_stored_anew, "U413"),
    ],
)
def test_what_changed_meanwhile_refuses_in_words(
    as_role: Roles, meanwhile: Callable[[str], None], code: str, when: str
) -> None:
    """Before the job begins, and while its documents are made: compared again in the transaction."""
    digest, leader = approved(), as_role("leader")
    page = pressed(leader, digest)
    made = lifecycle.made_of

    def late(*given: object) -> lifecycle.Made:
        found = made(*given)  # type: ignore[arg-type]
        meanwhile(digest)
        return found

    if meanwhile is _stored_anew and when == "before":
        return
    if when == "before":
        meanwhile(digest)
        (job,) = done()
    else:
        with mock.patch.object(publishing, "made_of", late):
            (job,) = done()
    assert (job.state, json.loads(job.answer)["code"]) == ("failed", code)
    others = ActRow.objects.filter(verb=PUBLISH).exclude(once=None)
    assert not others.exists()
    if meanwhile is not _disable:
        assert json.loads(job.answer)["zh"] in leader.get(page).content.decode()


def test_killed_on_the_way_it_is_taken_up_again_and_has_one_effect(as_role: Roles) -> None:
    """Cut before the transaction, inside it, and between it and the job's own end."""
    digest, blobs = approved(), Blob.objects.count()
    pressed(as_role("leader"), digest)
    job = take()
    assert job is not None
    request = json.loads(job.request)
    for where in ("made_of", "record"):
        with mock.patch.object(publishing, where, side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
            publish_plan(job, request, Report(job.pk, job.tries))
        assert (state(digest), Blob.objects.count()) == ("approved", blobs)
    publish_plan(job, request, Report(job.pk, job.tries))
    JobRow.objects.filter(pk=job.pk).update(beat="2020-01-01T00:00:00Z")
    assert [(one.state, one.tries) for one in done()] == [("done", 2)]
    assert ActRow.objects.filter(verb=PUBLISH).count() == 1 and broken() == []


def test_called_off_before_the_transaction_nothing_happens_and_after_it_stands(as_role: Roles) -> None:
    digest, leader = approved(), as_role("leader")
    page = pressed(leader, digest)
    job = take()
    assert job is not None
    made = lifecycle.made_of

    def called_off(*given: object) -> lifecycle.Made:
        cancel(job)
        return made(*given)  # type: ignore[arg-type]

    with mock.patch.object(publishing, "made_of", called_off), pytest.raises(CalledOff):
        publish_plan(job, json.loads(job.request), Report(job.pk, job.tries))
    assert state(digest) == "approved" and not ActRow.objects.filter(verb=PUBLISH).exists()
    assert leader.get(page).status_code == 200


def test_a_worker_that_was_thought_gone_writes_nothing_any_more(as_role: Roles) -> None:
    digest = approved()
    pressed(as_role("leader"), digest)
    job = take()
    assert job is not None
    JobRow.objects.filter(pk=job.pk).update(tries=job.tries + 1)
    with pytest.raises(CalledOff):
        publish_plan(job, json.loads(job.request), Report(job.pk, job.tries))
    assert state(digest) == "approved"


def test_called_off_in_the_last_moment_nothing_is_written(as_role: Roles) -> None:
    """After the last word about progress, before the transaction."""
    digest = approved()
    pressed(as_role("leader"), digest)
    job = take()
    assert job is not None

    def late() -> transaction.Atomic:
        cancel(job)
        return transaction.atomic()

    last = SimpleNamespace(atomic=late)
    with mock.patch.object(publishing, "transaction", last), pytest.raises(CalledOff):
        publish_plan(job, json.loads(job.request), Report(job.pk, job.tries))
    assert state(digest) == "approved" and not ActRow.objects.filter(verb=PUBLISH).exists()


def test_every_fact_of_an_act_has_words(office: None) -> None:
    from landsupply.web.act_words import FACT_WORDS

    published()
    named = {name for row in ActRow.objects.all() for name in json.loads(row.facts)}
    assert named and named <= FACT_WORDS.keys()
