"""计划办理 · Plans kept by their digest; what happens to one is an act, and its state is a fold over these acts.

From each state only the events of one table lead on; whoever compiles does not approve.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from landsupply.law.rulebook import Rules
from landsupply.plan.form import from_form, to_form
from landsupply.plan.indicators import Indicators
from landsupply.plan.plan import Plan
from landsupply.seal.act import Act
from landsupply.web.acts import Done, append, done_before
from landsupply.web.blobs import content_of, keep
from landsupply.web.documents import documents, quiet
from landsupply.web.models import ActRow, PlanRow
from landsupply.web.people import Doer
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import rulebook

PROPOSE, MOVE, SUBMIT, RETURN, APPROVE, PUBLISH = (
    "propose",
    "move_item",
    "submit",
    "return_plan",
    "approve",
    "publish",
)
PLAN_VERBS = (PROPOSE, MOVE, SUBMIT, RETURN, APPROVE, PUBLISH)
DRAFTED, SUBMITTED, APPROVED, PUBLISHED, SUPERSEDED = "drafted", "submitted", "approved", "published", "superseded"


@dataclass(frozen=True, slots=True)
class Event:
    """事件 · From which state an act leads to which, and the verb it needs."""

    before: str
    after: str
    verb: Verb


EVENTS: Mapping[str, Event] = {
    SUBMIT: Event(DRAFTED, SUBMITTED, Verb.SUBMIT),
    RETURN: Event(SUBMITTED, DRAFTED, Verb.APPROVE),
    APPROVE: Event(SUBMITTED, APPROVED, Verb.APPROVE),
    PUBLISH: Event(APPROVED, PUBLISHED, Verb.PUBLISH),
}


def rules_of(plan_form: Mapping[str, Any]) -> Rules:
    """计划的规则 · Those of the day a stored plan was made, within its year."""
    from datetime import date

    day = date.fromisoformat(plan_form["made_from"]["compiled_on"])
    year = int(plan_form["year"])
    return rulebook().on(min(max(day, date(year, 1, 1)), date(year, 12, 31)))


def plan_of(digest: str) -> tuple[Plan, Rules]:
    """取计划 · The plan of a digest and its rules; PlanRow.DoesNotExist where there is none."""
    form = json.loads(content_of(PlanRow.objects.get(pk=digest).blob))
    rules = rules_of(form)
    return from_form(form, rules), rules


def keep_plan(
    doer: Doer, plan: Plan, rules: Rules, facts: Mapping[str, object], verb: str = PROPOSE, once: str = ""
) -> PlanRow:
    """存计划 · The plan under its digest, with the act that says how it came about; one act for a key."""
    needs = Verb.PROPOSE if verb == PROPOSE else Verb.MOVE_ITEM
    doer.require(needs)
    form = to_form(plan, rules)
    content = (json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
    indicators = Indicators.of(plan, rules)
    told: dict[str, object] = {
        "title": plan.title,
        "year": plan.year,
        "number": plan.version,
        "parent": plan.parent or "",
        "total": indicators.total.units,
        "items": len(plan.items),
        **facts,
    }
    with transaction.atomic():
        if before := done_before(once):
            return PlanRow.objects.get(pk=before.about)
        told["blob"] = keep(content)
        about, role = str(form["digest"]), doer.role(needs)
        act = append(Done(who=doer.name, role=role, verb=verb, about=about, facts=told, once=once or None))
        return plan_row_of(act)


#: In which words a plan's state stands in the way of an event, and what each state is called.
_STATE_CODES = {DRAFTED: "U401", SUBMITTED: "U402", APPROVED: "U403", PUBLISHED: "U404", SUPERSEDED: "U405"}
_STANDS = {DRAFTED: "U406", SUBMITTED: "U407", APPROVED: "U408", PUBLISHED: "U409", SUPERSEDED: "U410"}


def state_code(state: str) -> str:
    """状态用语 · The code of a state's name."""
    return _STATE_CODES[state]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """所办之事 · Which event of which plan, the words it needs, its form's key, what it was held against.

    `against` is the published plan that was shown beside it (empty: none); without one nothing is compared.
    """

    digest: str
    verb: str
    summary: str = ""
    once: str = ""
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """所成文件 · The files of a plan, and the digest of the stored form they were made from."""

    blob: str
    files: Mapping[str, bytes]


def happen(doer: Doer, digest: str, verb: str, summary: str, once: str = "", against: str | None = None) -> PlanRow:
    """办理计划 · One event of the table, or the row as it is where this form was recorded before.

    What is published is made before the transaction; in it stand the files, the act and the rows, or none of them.
    """
    asked = Happening(digest=digest, verb=verb, summary=summary, once=once, against=against)
    if stands := refuse_early(doer, asked):
        return stands
    made = made_of(digest) if verb == PUBLISH else None
    with transaction.atomic():
        return record(doer, asked, made)


def refuse_early(doer: Doer, asked: Happening) -> PlanRow | None:
    """先行审核 · Everything that can refuse an event; the row where this form was recorded before.

    Unlawful: U406 to U410 from another state, U061 without the words it needs, U411 where whoever compiled or
    submitted it would approve it, U412 where `against`, the published plan it was held against, is not so any more.
    """
    doer.require(EVENTS[asked.verb].verb)
    if asked.verb in (RETURN, PUBLISH) and not asked.summary.strip():
        raise Unlawful("U061")
    rows = PlanRow.objects.select_for_update() if connection.in_atomic_block else PlanRow.objects
    row = rows.get(pk=asked.digest)
    if asked.once and done_before(asked.once):
        return row
    _refuse_state(doer, row, asked.verb)
    if asked.against is not None and asked.against != published_in(row.year):
        raise Unlawful("U412")
    return None


def made_of(digest: str, begins: Callable[[str], None] = quiet) -> Made:
    """制成果 · The public files of a stored plan; `begins` is told each language."""
    blob = PlanRow.objects.get(pk=digest).blob
    plan, rules = plan_of(digest)
    return Made(blob, documents(plan, rules, digest, begins))


def record(doer: Doer, asked: Happening, made: Made | None = None) -> PlanRow:
    """记录办理 · The event with its act, inside a transaction; everything is compared again in it.

    Unlawful U413 where the plan is not stored any more as it was when its files were made.
    """
    if stands := refuse_early(doer, asked):
        return stands
    facts: dict[str, object] = {"summary": asked.summary.strip()}
    if made is not None:
        row = PlanRow.objects.get(pk=asked.digest)
        if row.blob != made.blob:
            raise Unlawful("U413")
        facts["documents"] = {name: keep(content) for name, content in made.files.items()}
        facts["supersedes"] = published_in(row.year)
    role = doer.role(EVENTS[asked.verb].verb)
    done = Done(who=doer.name, role=role, verb=asked.verb, about=asked.digest, facts=facts, once=asked.once or None)
    return plan_row_of(append(done))


def _refuse_state(doer: Doer, row: PlanRow, verb: str) -> None:
    """From this state, and by somebody who did not compile or submit it."""
    if row.state != EVENTS[verb].before:
        raise Unlawful(_STANDS[row.state])
    if verb in (APPROVE, PUBLISH):
        compiled = ActRow.objects.filter(about=row.digest, verb__in=(PROPOSE, MOVE, SUBMIT), who=doer.name)
        if compiled.exists():
            raise Unlawful("U411")


def published_in(year: int) -> str:
    """已公布 · The digest of the plan that is published for a year; empty where none is."""
    found = PlanRow.objects.filter(year=year, state=PUBLISHED).values_list("digest", flat=True).first()
    return found or ""


def published_documents(digest: str) -> Mapping[str, str]:
    """已公布文件 · The names and digests of the files that were published with a plan."""
    act = ActRow.objects.filter(about=digest, verb=PUBLISH).order_by("-number").first()
    return dict(json.loads(act.facts)["documents"]) if act else {}


def plan_row_of(act: Act) -> PlanRow:
    """计划行 · What an act makes of the rows; a publication supersedes the plan that was published before it.

    A plan that is compiled again to the last digit is that plan, in the state it has.
    """
    facts: Mapping[str, Any] = act.facts
    if act.verb in (PROPOSE, MOVE):
        return PlanRow.objects.get_or_create(
            digest=act.about,
            defaults={
                "parent": facts["parent"],
                "brief_id": facts.get("brief") or None,
                "year": facts["year"],
                "number": facts["number"],
                "title": facts["title"],
                "state": DRAFTED,
                "total": facts["total"],
                "items": facts["items"],
                "blob": facts["blob"],
                "made": act.recorded,
                "stamp": act.number,
            },
        )[0]
    row = PlanRow.objects.get(pk=act.about)
    if act.verb == PUBLISH:
        PlanRow.objects.filter(year=row.year, state=PUBLISHED).update(state=SUPERSEDED, stamp=act.number)
    row.state, row.summary, row.stamp = EVENTS[act.verb].after, facts["summary"], act.number
    row.save()
    return row
