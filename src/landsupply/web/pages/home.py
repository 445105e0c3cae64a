"""首页 · What waits for me, what is late, what changed: by role, from today's rows and the last acts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.db.models import Q, Sum
from django.http import HttpResponse

from landsupply.ledger.parcel_fields import title_of
from landsupply.web.act_words import VERB_WORDS, verb_words
from landsupply.web.models import Account, ActRow, BriefRow, ListRow, ParcelRow, PlanRow
from landsupply.web.people import Doer
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route
from landsupply.web.waiting import tasks_of

#: The acts that are told on the first page.
_TOLD = (
    "send_list", "withdraw_list", "correct", "draw", "save_brief", "propose", "move_item", "submit", "return_plan",
    "approve", "publish",
)  # fmt: skip
_NEEDS = {"workbench": Verb.SEE_BRIEF, "plans": Verb.SEE_PLAN, "ledger": Verb.SEE_LEDGER, "parcels": Verb.SEE_LEDGER}


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
    shown = {
        "tasks": tasks_of(asked),
        "steps": _steps(asked),
        "figures": _figures(asked.doer),
        "changes": _changes(asked),
    }
    shown["doer_may_send"] = bool(asked.doer.may(Verb.SEND_LIST))
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
    rows = ActRow.objects.filter(verb__in=_TOLD).order_by("-number")
    if not reach:
        return _changes_of_accounts(asked)
    if not asked.doer.may(Verb.SEE_BRIEF):
        rows = rows.exclude(verb="save_brief")
    if not reach.everything:
        parcels = ParcelRow.objects.filter(unit__in=reach.units).values_list("identity", flat=True)
        # By their acts, not by their files: another unit may have sent the very same file.
        lists = ListRow.objects.filter(sender__in=reach.units).values_list("stamp", flat=True)
        rows = rows.filter(Q(about__in=parcels) | Q(number__in=lists))
    shown = dict(Account.objects.values_list("name", "shown"))
    return [_change(asked, row, shown) for row in rows[:12]]


#: What each administrator is told of, and where it is seen; the auditor is told of everything.
_ADMINISTERED = {
    Verb.MANAGE_ACCOUNTS: (
        ("create_account", "disable_account", "enable_account", "lock_sign_in", "reset_password"),
        "/settings/accounts/",
    ),
    Verb.MANAGE_ROLES: (("clear_factor", "create_account", "grant_role", "revoke_role"), "/settings/roles/"),
    Verb.SEE_ACTS: (tuple(VERB_WORDS), "/acts/"),
}


def _changes_of_accounts(asked: Asked) -> list[Change]:
    """The last acts about accounts and offices, for whoever administers those; for the auditor all acts."""
    shown = dict(Account.objects.values_list("name", "shown"))
    for verb, (acts, path) in _ADMINISTERED.items():
        if asked.doer.may(verb):
            rows = ActRow.objects.filter(verb__in=acts).order_by("-number")[:12]
            return [
                Change(
                    when=_when(row),
                    who=shown.get(row.who, row.who),
                    what=verb_words(row.verb, asked.lang),
                    about=shown.get(row.about, row.about[:40]),
                    path=path,
                )
                for row in rows
            ]
    return []


def _when(row: ActRow) -> str:
    return row.recorded[5:16].replace("T", " ")


def _change(asked: Asked, row: ActRow, shown: dict[str, str]) -> Change:
    facts = json.loads(row.facts)
    path, about = _place(asked, row, facts)
    return Change(
        when=_when(row),
        who=shown.get(row.who, row.who),
        what=verb_words(row.verb, asked.lang),
        about=about,
        path=path if asked.doer.may(_NEEDS.get(path.split("/")[1], Verb.SEE_LEDGER)) else "",
    )


def _place(asked: Asked, row: ActRow, facts: dict[str, Any]) -> tuple[str, str]:
    """Where an act's matter is seen, and what it is called."""
    if row.verb in ("send_list", "withdraw_list"):
        return "/ledger/", str(facts.get("name", ""))
    if row.verb in ("correct", "draw"):
        said = (
            f" · {asked.named(title_of(facts['field']))}：{facts['old'] or '—'} → {facts['new'] or '—'}"
            if "field" in facts
            else ""
        )
        return f"/parcels/{quote(row.about, safe='')}/", row.about + said
    if row.verb == "save_brief":
        return "/workbench/", asked.named(row.about)
    plan = PlanRow.objects.filter(digest=row.about).first()
    return f"/plans/{row.about}/", f"{asked.named(plan.title)} {version_of(plan)}" if plan else row.about[:20]


def version_of(plan: PlanRow) -> str:
    """版次 · The version of a plan as it is spoken of."""
    return f"v{plan.number}"


ROUTES = (Route(path="", view=home, name="home", verb=Verb.SEE_HOME),)
