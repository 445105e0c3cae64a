"""在册计划 · A stored plan as pages show it: read once, kept by its digest, seen as far as one may.

A plan never changes under its digest, so that what is read of it once is true for good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from landsupply.law.rulebook import Rules
from landsupply.ledger.ledger import Ledger
from landsupply.plan.plan import Plan, PlanItem
from landsupply.publish.matter import Edition, Matter
from landsupply.web.acts import act_of
from landsupply.web.models import ActRow, PlanRow
from landsupply.web.people import Doer
from landsupply.web.plans import MOVE, PROPOSE, PUBLISHED, SUPERSEDED, plan_of
from landsupply.web.refused import Forbidden
from landsupply.web.roles import Allowed, Verb
from landsupply.web.standing import LEDGER_VERBS, Standing, standing, taken_up

#: What everybody who may see plans sees whole: it is public already.
OPEN_STATES = (PUBLISHED, SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Planned:
    """在册计划 · The plan of a digest and the rules it was made under."""

    digest: str
    plan: Plan
    rules: Rules

    @property
    def short(self) -> str:
        """短摘要 · Enough of the digest to tell plans apart."""
        return self.digest.removeprefix("sha256:")[:12]


@lru_cache(maxsize=12)
def planned(digest: str) -> Planned:
    """取在册计划 · By its digest; PlanRow.DoesNotExist where there is none."""
    plan, rules = plan_of(digest)
    return Planned(digest, plan, rules)


@lru_cache(maxsize=24)
def matter_of(digest: str, lang: str, edition: Edition = Edition.PUBLIC) -> Matter:
    """材料 · A plan's figures in a language and for a readership."""
    one = planned(digest)
    return Matter.of(one.plan, one.rules, lang=lang, edition=edition)


@dataclass(frozen=True, slots=True)
class Sight:
    """可见范围 · A plan's row, and of which units one sees parcels."""

    row: PlanRow
    reach: Allowed

    @property
    def whole(self) -> bool:
        """全貌 · Whether every parcel may be seen: by the office always, by a unit once it is public."""
        return self.reach.everything or self.row.state in OPEN_STATES

    @property
    def is_office(self) -> bool:
        """市级 · Whether inner matters may be seen: checks, proofs, documents of drafts."""
        return self.reach.everything

    def items(self, items: Iterable[PlanItem]) -> list[PlanItem]:
        """可见宗地 · Those of one's own units, or all."""
        return [item for item in items if self.sees(item)]

    def sees(self, item: PlanItem) -> bool:
        """可见 · Whether a parcel may be seen; outside one's own units only what is public of a public plan."""
        if self.reach.everything or (item.district is not None and self.reach.covers(item.district)):
            return True
        return self.whole and not matter_of(self.row.digest, "zh").is_withheld(item)


def sight(doer: Doer, digest: str) -> Sight:
    """查看计划 · Forbidden where there is no such plan or one may see none."""
    reach = doer.require(Verb.SEE_PLAN)
    row = PlanRow.objects.filter(pk=digest).first()
    if row is None:
        raise Forbidden(digest)
    return Sight(row, reach)


def office_sight(doer: Doer, digest: str) -> Sight:
    """市级查看 · Forbidden for whoever sees only one unit."""
    found = sight(doer, digest)
    if not found.is_office:
        raise Forbidden(digest)
    return found


@dataclass(frozen=True, slots=True)
class Source:
    """台账来源 · The ledger a plan was made from, and whether it is still that of today."""

    ledger: Ledger | None
    is_today: bool


def source_of(one: Planned) -> Source:
    """计划所依台账 · Today's where its digest is the plan's, else the one replayed as of the plan's own act.

    None where neither has the digest that the plan names.
    """
    now = standing()
    today = _ledger_at(now.digest)
    if today.digest == one.plan.ledger_digest:
        return Source(today, is_today=True)
    made = ActRow.objects.filter(about=one.digest, verb__in=(PROPOSE, MOVE)).order_by("number").first()
    then = _ledger_before(made.number) if made else None
    return Source(then if then and then.digest == one.plan.ledger_digest else None, is_today=False)


@lru_cache(maxsize=2)
def _ledger_at(digest: str) -> Ledger:
    """The ledger of today, by the digest of the act it stands at."""
    del digest
    return standing().ledger


def _ledger_before(number: int) -> Ledger:
    """The ledger as it was before an act, from the acts that changed it until then."""
    acts = ActRow.objects.filter(number__lt=number, verb__in=LEDGER_VERBS).order_by("number")
    last = acts.last()
    return _replayed(last.digest) if last else Standing().ledger


@lru_cache(maxsize=4)
def _replayed(digest: str) -> Ledger:
    last = ActRow.objects.get(digest=digest)
    acts = ActRow.objects.filter(number__lte=last.number, verb__in=LEDGER_VERBS).order_by("number")
    return taken_up(Standing(), [act_of(row) for row in acts]).ledger
