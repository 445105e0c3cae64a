"""首页 · What waits for me, what is late, what changed: by role, from today's rows and the last acts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Q, Sum
from django.http import HttpResponse

from landsupply.ledger.parcel_fields import title_of
from landsupply.web.models import Account, ActRow, BriefRow, IssueRow, JobRow, ListRow, ParcelRow, PlanRow
from landsupply.web.people import Doer
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.standing import rulebook

#: The acts that are told on the first page, in words.
WORDS = {
    "send_list": "U081",
    "withdraw_list": "U082",
    "correct": "U083",
    "draw": "U084",
    "save_brief": "U085",
    "propose": "U086",
    "move_item": "U087",
    "submit": "U088",
    "return_plan": "U089",
    "approve": "U090",
    "publish": "U091",
}
_NEEDS = {"workbench": Verb.SEE_BRIEF, "plans": Verb.SEE_PLAN, "ledger": Verb.SEE_LEDGER, "parcels": Verb.SEE_LEDGER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """待办 · A sentence, how many, where to go for it; whether it is late."""

    words: str
    count: int
    path: str
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """步骤 · One step from an empty base to a published plan: its words, where it is done, whether it is."""

    words: str
    path: str
    is_done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """变动 · An act in words: when, who, what, about what; where that can be seen."""

    when: str
    who: str
    what: str
    about: str
    path: str


def home(asked: Asked) -> HttpResponse:
    """首页 · Tasks first, then the way to a plan, then figures, then what changed last."""
    tasks = [task for task in tasks_of(asked) if task.count]
    shown = {"tasks": tasks, "steps": _steps(asked), "figures": _figures(asked.doer), "changes": _changes(asked)}
    return asked.page("home.html", **shown)


def _steps(asked: Asked) -> list[Step]:
    """The way through the year, for those who compile or approve; gone once a plan is published."""
    if not (asked.doer.may(Verb.PROPOSE) or asked.doer.may(Verb.PUBLISH)):
        return []
    states = set(PlanRow.objects.values_list("state", flat=True))
    if "published" in states:
        return []
    told = (
        ("U074", "/ledger/send/", ListRow.objects.exists()),
        ("U075", "/workbench/", BriefRow.objects.exists()),
        ("U076", "/workbench/", bool(states)),
        ("U077", "/plans/", bool(states & {"submitted", "approved"})),
        ("U078", "/plans/", "approved" in states),
        ("U079", "/plans/", False),
    )
    return [Step(words=asked.say(code), path=path, is_done=done) for code, path, done in told]


def tasks_of(asked: Asked) -> list[Task]:
    """待办 · What waits for somebody with these offices."""
    doer = asked.doer
    found: list[Task] = []
    if reach := doer.may(Verb.CORRECT):
        issues = IssueRow.objects.filter(severity="error")
        issues = issues if reach.everything else issues.filter(unit__in=reach.units)
        found.append(Task(words=asked.say("U050"), count=issues.count(), path="/ledger/issues/"))
    if doer.may(Verb.SUBMIT):
        count = PlanRow.objects.filter(state="drafted").count()
        found.append(Task(words=asked.say("U051"), count=count, path="/plans/?state=drafted"))
    if doer.may(Verb.APPROVE):
        count = PlanRow.objects.filter(state="submitted").count()
        found.append(Task(words=asked.say("U052"), count=count, path="/plans/?state=submitted", is_late=False))
    if doer.may(Verb.PUBLISH):
        count = PlanRow.objects.filter(state="approved").count()
        found.append(Task(words=asked.say("U053"), count=count, path="/plans/?state=approved"))
    if doer.may(Verb.EDIT_BRIEF):
        found.append(Task(words=asked.say("U080"), count=_silent_units(), path="/ledger/send/", is_late=True))
    if doer.may(Verb.PROPOSE):
        running = JobRow.objects.filter(account=asked.account, state__in=("waiting", "running")).count()
        found.append(Task(words=asked.say("U054"), count=running, path="/jobs/"))
    return found


def _silent_units() -> int:
    """Units that have sent nothing although others have."""
    senders = set(ListRow.objects.exclude(sender="").values_list("sender", flat=True))
    return sum(unit.name not in senders for unit in rulebook().place.units) if senders else 0


def _figures(doer: Doer) -> dict[str, object]:
    reach = doer.may(Verb.SEE_LEDGER)
    if not reach:
        return {}
    rows = ParcelRow.objects.all() if reach.everything else ParcelRow.objects.filter(unit__in=reach.units)
    plan = PlanRow.objects.filter(state="published").order_by("-stamp").first()
    return {
        "parcels": rows.count(),
        "area": rows.aggregate(all=Sum("area"))["all"] or 0,
        "lists": ListRow.objects.count()
        if reach.everything
        else ListRow.objects.filter(sender__in=reach.units).count(),
        "plan": plan,
    }


def _changes(asked: Asked) -> list[Change]:
    """The last acts about the ledger and plans; a clerk sees those of the own unit's parcels and lists."""
    reach = asked.doer.may(Verb.SEE_LEDGER)
    rows = ActRow.objects.filter(verb__in=WORDS).order_by("-number")
    if not reach:
        return []
    if not asked.doer.may(Verb.SEE_BRIEF):
        rows = rows.exclude(verb="save_brief")
    if not reach.everything:
        parcels = ParcelRow.objects.filter(unit__in=reach.units).values_list("identity", flat=True)
        lists = ListRow.objects.filter(sender__in=reach.units).values_list("blob", flat=True)
        rows = rows.filter(Q(about__in=parcels) | Q(about__in=lists))
    shown = dict(Account.objects.values_list("name", "shown"))
    return [_change(asked, row, shown) for row in rows[:12]]


def _change(asked: Asked, row: ActRow, shown: dict[str, str]) -> Change:
    facts = json.loads(row.facts)
    path, about = _place(row, facts)
    return Change(
        when=row.recorded[5:16].replace("T", " "),
        who=shown.get(row.who, row.who),
        what=asked.say(WORDS[row.verb]),
        about=about,
        path=path if asked.doer.may(_NEEDS.get(path.split("/")[1], Verb.SEE_LEDGER)) else "",
    )


def _place(row: ActRow, facts: dict[str, Any]) -> tuple[str, str]:
    """Where an act's matter is seen, and what it is called."""
    if row.verb in ("send_list", "withdraw_list"):
        return "/ledger/", str(facts.get("name", ""))
    if row.verb in ("correct", "draw"):
        said = (
            f" · {title_of(facts['field'])}：{facts['old'] or '—'} → {facts['new'] or '—'}" if "field" in facts else ""
        )
        return f"/parcels/{quote(row.about, safe='')}/", row.about + said
    if row.verb == "save_brief":
        return "/workbench/", row.about
    plan = PlanRow.objects.filter(digest=row.about).first()
    return f"/plans/{row.about}/", f"{plan.title} {version_of(plan)}" if plan else row.about[:20]


def version_of(plan: PlanRow) -> str:
    """版次 · The version of a plan as it is spoken of."""
    return f"v{plan.number}"


ROUTES = (Route(path="", view=home, name="home", verb=Verb.SEE_HOME),)
