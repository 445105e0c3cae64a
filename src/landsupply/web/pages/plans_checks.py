"""计划审查页 · Independent checks against the ledger a plan was made from, and its proof, recomputed when asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse

from landsupply.law.ruling import Ruling
from landsupply.law.telling import cited
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger
from landsupply.options.judgement import Judgement
from landsupply.options.lawful import lawful_options
from landsupply.plan.case import case_of
from landsupply.plan.checks import CHECKS, check
from landsupply.plan.finding import Finding
from landsupply.plan.proof import gap_between
from landsupply.plan.rule_case import PlanCase
from landsupply.plan.rulings import plan_rulings
from landsupply.plan.verified import Verified, verify
from landsupply.prepare.readiness import readiness_of
from landsupply.publish.document import Heading, Note, Paragraph, Table
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit
from landsupply.publish.matter import MISSING, Edition, Matter
from landsupply.publish.proof_text import PARTS
from landsupply.web.pages.plans import plan_page
from landsupply.web.planned import Planned, Source, matter_of, office_sight, planned, source_of
from landsupply.web.roles import Verb
from landsupply.web.routes import Asked, Route

_GAP_PLACES = 4
_TOLD = (Ruling.BROKEN, Ruling.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Checked:
    """审查结果 · What the checks found and what the rules on a plan say; `ledger` says against which one."""

    source: Source
    findings: tuple[Finding, ...]
    rulings: tuple[Judgement, ...]

    @property
    def open(self) -> int:
        """未决 · How many findings and breaches that block stand."""
        return len(self.findings) + sum(one.blocks for one in self.rulings)


def checked(one: Planned) -> Checked:
    """审查 · A plan against the ledger it names; nothing is found where that ledger cannot be had any more."""
    source = source_of(one)
    if source.ledger is None:
        return Checked(source, (), ())
    findings, rulings = _checked(one.digest, source.ledger.digest)(source.ledger)
    return Checked(source, findings, rulings)


class _Once:
    """Checks of one plan against one ledger, done once."""

    def __init__(self, digest: str) -> None:
        self._one = planned(digest)
        self._found: tuple[tuple[Finding, ...], tuple[Judgement, ...]] | None = None

    def __call__(self, ledger: Ledger) -> tuple[tuple[Finding, ...], tuple[Judgement, ...]]:
        """As found before, or found now."""
        if self._found is None:
            plan, rules = self._one.plan, self._one.rules
            case = PlanCase(plan=plan, ledger=ledger, rules=rules)
            self._found = (check(plan, ledger, rules), plan_rulings(case))
        return self._found


@lru_cache(maxsize=8)
def _checked(digest: str, ledger: str) -> _Once:
    del ledger
    return _Once(digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """意见行 · A code, how grave, where, what was found and what to do."""

    code: str
    grade: str
    place: str
    words: str
    remedy: str


def checks(asked: Asked, digest: str) -> HttpResponse:
    """审查页 · How many checks were made, what they found, what each rule on a plan says."""
    seen = office_sight(asked.doer, digest)
    found = checked(planned(digest))
    counts = Counter(one.ruling for one in found.rulings)
    return plan_page(
        asked,
        seen,
        "checks/",
        "plans/checks.html",
        found=found,
        lines=[_line(asked, one) for one in found.findings],
        rulings=list(rulings_told(asked, found.rulings)),
        checks=len(CHECKS),
        counts={ruling.name.lower(): counts[ruling] for ruling in Ruling},
        heads=asked.say("U456").split("|"),
        ruling_heads=asked.say("U457").split("|"),
    )


def _line(asked: Asked, one: Finding) -> Line:
    grade = asked.say("U458" if one.severity is Severity.ERROR else "U459")
    words, remedy = one.message(asked.lang), one.remedy(asked.lang)
    return Line(code=one.code, grade=grade, place=one.place, words=words, remedy=remedy)


def rulings_told(asked: Asked, rulings: Sequence[Judgement]) -> Iterator[Line]:
    """逐条判定 · What is broken first, then what cannot be told; what is kept is only counted."""
    words = {Ruling.BROKEN: asked.say("X085"), Ruling.CANNOT_TELL: asked.say("X086")}
    told = sorted((one for one in rulings if one.ruling in _TOLD), key=lambda one: _TOLD.index(one.ruling))
    for one in told:
        basis = cited(one.basis) if one.basis else ""
        message, remedy = one.message(asked.lang), one.remedy(asked.lang)
        yield Line(code=one.rule, grade=words[one.ruling], place=basis, words=message, remedy=remedy)


def proof(asked: Asked, digest: str) -> HttpResponse:
    """证明页 · Value, bounds and gap of every goal as the plan states them; recomputed when the button is pressed."""
    seen, one = office_sight(asked.doer, digest), planned(digest)
    matter = matter_of(digest, asked.lang, Edition.INTERNAL)
    blocks = [block for part in PARTS for block in part(matter)]
    shown: dict[str, object] = {"blocks": [block_of(block) for block in blocks]}
    if asked.request.method == "POST":
        shown["verification"] = _verification(asked, one, matter)
    return plan_page(asked, seen, "proof/", "plans/proof.html", **shown)


def block_of(block: object) -> dict[str, object]:
    """文档块 · A block of a document as the template takes it."""
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Paragraph | Note):
        return {"kind": "paragraph", "text": block.text}
    return {"kind": "table", "table": block} if isinstance(block, Table) else {"kind": ""}


def _verification(asked: Asked, one: Planned, matter: Matter) -> dict[str, object]:
    """What the verifier says, or that the ledger it needs is not there."""
    source = source_of(one)
    if source.ledger is None:
        return {"can": False}
    found = _verified(one.digest, source.ledger.digest)(source.ledger)
    goals = [
        (
            goal_name(matter, goal.goal),
            goal_unit(matter, goal.goal),
            goal_figure(matter, goal.goal, goal.value).text,
            MISSING if goal.certified is None else goal_figure(matter, goal.goal, goal.certified).text,
            MISSING if goal.certified is None else matter.percent(gap_between(goal.value, goal.certified), _GAP_PLACES),
        )
        for goal in found.goals
    ]
    lines = [_line(asked, finding) for finding in found.findings]
    heads = asked.say("U460").split("|")
    return {"can": True, "holds": found.holds, "goals": goals, "lines": lines, "heads": heads}


class _VerifiedOnce:
    """The proof of one plan recomputed from one ledger, once."""

    def __init__(self, digest: str) -> None:
        self._one = planned(digest)
        self._found: Verified | None = None

    def __call__(self, ledger: Ledger) -> Verified:
        """As found before, or found now."""
        if self._found is None:
            plan, rules = self._one.plan, self._one.rules
            assumed = plan.brief.assumed
            ready = readiness_of(ledger, assumed.ready)
            options = lawful_options(ledger, ready, rules, assumed.past_results_are_candidates)
            self._found = verify(plan, case_of(options, plan.brief, plan.compiled_on))
        return self._found


@lru_cache(maxsize=8)
def _verified(digest: str, ledger: str) -> _VerifiedOnce:
    del ledger
    return _VerifiedOnce(digest)


ROUTES = (
    Route(path="plans/<str:digest>/checks/", view=checks, name="plan_checks", verb=Verb.SEE_PLAN),
    Route(path="plans/<str:digest>/proof/", view=proof, name="plan_proof", verb=Verb.SEE_PLAN, method="GET POST"),
)
