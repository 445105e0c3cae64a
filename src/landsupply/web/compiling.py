"""拟订任务 · Compiling from a brief, comparing several, moving items, explaining a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic

from django.db import transaction

from landsupply.files.html import to_fragment
from landsupply.files.xlsx import to_xlsx
from landsupply.law.rulebook import Rules
from landsupply.law.words import LANGUAGES
from landsupply.measure.fault import SolveFault
from landsupply.optimise.ending import Progress, Watch
from landsupply.optimise.explain.near_plans import near_plans
from landsupply.optimise.explain.not_met import NotMet, why_not_met
from landsupply.optimise.explain.wishes import wishes
from landsupply.optimise.moving import Board
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.comparison import Comparison, Scenario
from landsupply.plan.plan import Plan
from landsupply.publish.comparison_text import comparison_page, comparison_tables
from landsupply.publish.explain_conflict import conflict_lines
from landsupply.publish.explain_prices import holding, price_rows
from landsupply.publish.explain_wishes import near_lines, wish_rows
from landsupply.publish.explain_words import Names
from landsupply.publish.explained import Explained
from landsupply.publish.goal_words import goal_unit, goal_word
from landsupply.publish.matter import Edition, Matter
from landsupply.web.blobs import keep
from landsupply.web.brief_desk import day_of, options_of, options_of_plan
from landsupply.web.briefs import read
from landsupply.web.jobs import Report, Request, doer_now
from landsupply.web.models import BriefRow, JobRow, PlanRow
from landsupply.web.planned import planned, source_of
from landsupply.web.plans import MOVE, PROPOSE, keep_plan
from landsupply.web.refused import Unlawful
from landsupply.web.standing import rulebook, standing
from landsupply.web.stopping import heard

#: No plan at all can be made; why is told all the same.
_NOTHING_STANDS = "S002"
_ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A brief with the rules of its day and the options it leaves."""

    row: BriefRow
    brief: Brief
    rules: Rules
    options: Options


def _asked(number: int) -> _Asked:
    row = BriefRow.objects.get(pk=number)
    brief = read(row.text)
    rules, assumed = rulebook().on(day_of(brief)), brief.assumed
    options = options_of(standing().ledger, rules, assumed.ready, assumed.past_results_are_candidates)
    return _Asked(row, brief, rules, options)


def propose_plan(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """拟订 · A plan from the ledger of today and a brief, kept as a draft; what it misses is said, and why."""
    report("U073", 5)
    one = _asked(int(str(request["brief"])))
    try:
        proposal = _proposed(one, report, range(10, 90))
    except SolveFault as fault:
        if fault.code != _NOTHING_STANDS:
            raise
        return {"nothing": True, "told": {lang: {"lines": own} for lang, own in _why(one, report).items()}}
    facts = {"brief": one.row.pk, "brief_version": one.row.version, "job": job.pk, "feasible": proposal.is_feasible}
    lines = {} if proposal.is_feasible else _why(one, report)
    kept = _kept(job, report, proposal.plan, one.rules, facts)
    told = {lang: {"lines": own} for lang, own in lines.items()}
    return {
        "plan": kept.digest,
        "feasible": proposal.is_feasible,
        "misses": len(proposal.plan.misses),
        "timed_out": proposal.was_timed_out,
        "told": told,
    }


def _proposed(one: _Asked, report: Report, shares: range) -> Proposal:
    told = _step_by_step(report, shares)
    with heard(report) as is_cancelled:
        limits = Limits.of_brief(one.brief, None, Watch(is_cancelled=is_cancelled, clock=monotonic))
        proposal = propose(one.options, one.brief, day_of(one.brief), limits, told)
    report.refuse_cancelled()
    return proposal


def _kept(job: JobRow, report: Report, plan: Plan, rules: Rules, facts: Mapping[str, object]) -> PlanRow:
    """The plan kept as whoever asked may do it now, once for a job however often that is taken up."""
    with transaction.atomic():
        report.refuse_cancelled_for_good()
        verb = MOVE if job.verb == "move_items" else PROPOSE
        return keep_plan(doer_now(job), plan, rules, facts, verb, once=f"{job.verb}-{job.pk}-{facts.get('brief', 0)}")


def _step_by_step(report: Report, shares: range) -> Progress:
    """What a rung says while it works, told to the job; it ends where the job is called off."""
    steps = iter(shares)

    def told(code: str, what: str) -> None:
        report(f"{code}|{what}", next(steps, shares[-1]))

    return told


def _why(one: _Asked, report: Report) -> dict[str, list[str]]:
    """Why the brief cannot be met, in both languages."""
    report("U770", 92)
    found = why_not_met(one.options, one.brief, day_of(one.brief))
    return {lang: list(conflict_lines(found, Names(one.rules, lang))) for lang in LANGUAGES}


# --- comparing ------------------------------------------------------------------------------------------


def compare(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """情景比较 · A draft for each brief, then all of them side by side as a page and a workbook."""
    report("U073", 2)
    numbers = [int(str(one)) for one in _list(request["briefs"])]
    asked = [_asked(number) for number in numbers]
    _refuse_unlike(asked)
    room = 90 // len(asked)
    found: list[Plan] = []
    for place, one in enumerate(asked):
        found.append(_proposed(one, report, range(5 + place * room, 5 + (place + 1) * room)).plan)
    facts = [{"brief": one.row.pk, "brief_version": one.row.version, "job": job.pk} for one in asked]
    kept = [_kept(job, report, plan, one.rules, own) for plan, one, own in zip(found, asked, facts, strict=True)]
    names = _titles(asked)
    scenarios = tuple(Scenario(name=name, plan=plan) for name, plan in zip(names, found, strict=True))
    comparison = Comparison(scenarios=scenarios, ledger=asked[0].options.ledger)
    return {"plans": [row.digest for row in kept], "names": names, **_pages(comparison, asked[0].rules)}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _titles(asked: list[_Asked]) -> list[str]:
    """Titles with numbers, for two briefs of a year are likely called alike."""
    return [f"{one.row.title} #{one.row.pk}" for one in asked]


def _refuse_unlike(asked: list[_Asked]) -> None:
    """Scenarios are compared for one year and one day."""
    first = asked[0]
    for one in asked[1:]:
        if (one.brief.year, day_of(one.brief)) != (first.brief.year, day_of(first.brief)):
            raise Unlawful("U771", first=_titles([first])[0], other=_titles([one])[0])


def _pages(comparison: Comparison, rules: Rules) -> dict[str, object]:
    pages: dict[str, object] = {}
    for lang in LANGUAGES:
        page = comparison_page(comparison, rules, lang)
        pages[f"page_{lang}"] = keep(to_fragment(page).encode("utf-8"))
        pages[f"xlsx_{lang}"] = keep(to_xlsx(comparison_tables(page), page.dated))
    return pages


# --- moving ---------------------------------------------------------------------------------------------


def board_of(digest: str) -> Board:
    """排期板 · A plan over the very ledger it was made from; Unlawful U815 where that cannot be had."""
    one = planned(digest)
    ledger = source_of(one).ledger
    if ledger is None:
        raise Unlawful("U815", title=one.plan.title)
    return Board.of(one.plan, options_of_plan(one.plan, ledger, one.rules))


def move_items(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """移月 · The moved plan proven anew and kept as the next draft."""
    report("U073", 10)
    moves = request["moves"]
    moved = {str(parcel): int(str(month)) for parcel, month in moves.items()} if isinstance(moves, dict) else {}
    digest = str(request["plan"])
    board = board_of(digest)
    plan = board.kept(moved, str(request["reason"]), _step_by_step(report, range(30, 90)))
    brief = PlanRow.objects.get(pk=digest).brief_id
    facts = {"brief": brief or 0, "moves": moved, "reason": str(request["reason"]), "job": job.pk}
    kept = _kept(job, report, plan, planned(digest).rules, facts)
    return {"plan": kept.digest, "feasible": not plan.misses, "misses": len(plan.misses)}


# --- explaining -----------------------------------------------------------------------------------------


def explain_plan(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """说明计划 · What binds and its price, what each wish costs, at most three other plans, why targets are missed."""
    del job
    report("U073", 5)
    one = planned(str(request["plan"]))
    ledger = source_of(one).ledger
    if ledger is None:
        raise Unlawful("U815", title=one.plan.title)
    options = options_of_plan(one.plan, ledger, one.rules)
    of = {lang: _explained(one.plan, options, one.rules, lang) for lang in LANGUAGES}
    telling = _Telling(of, report)
    return {"plan": one.digest, "told": telling.all()}


def _explained(plan: Plan, options: Options, rules: Rules, lang: str) -> Explained:
    return Explained(plan=plan, options=options, matter=Matter.of(plan, rules, lang=lang, edition=Edition.INTERNAL))


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is found once, told in both languages."""

    of: Mapping[str, Explained]
    report: Report

    def all(self) -> dict[str, dict[str, object]]:
        first = self.of["zh"]
        self.report("U774", 20)
        prices = holding(first.prices, first.question)
        self.report("U774", 40)
        costs = wishes(first.plan, first.question.case, _step_by_step(self.report, range(41, 65)))
        self.report("U774", 65)
        others = near_plans(first.plan, first.question.case, _ALTERNATIVES)
        self.report("U774", 85)
        missed = self._not_met(first)
        goal, told = first.question.asked.goal, {}
        for lang, of in self.of.items():
            said = of.names.say
            note = said("X318" if prices else "X319", goal=goal_word(goal, lang), unit=goal_unit(of.matter, goal))
            told[lang] = {
                "lines": list(missed(of.names)),
                "others": list(near_lines(others, goal, of.matter)),
                "tables": [
                    _table(said("U772"), note, said("X322"), price_rows(prices, first.question, of.matter)),
                    _table(said("U773"), said("X355"), said("X356"), wish_rows(costs, of.matter)),
                ],
            }
        return told

    def _not_met(self, first: Explained) -> Callable[[Names], Iterator[str]]:
        found: NotMet | None = first.not_met if first.plan.misses else None
        return lambda names: conflict_lines(found, names) if first.plan.misses else iter(())


def _table(title: str, note: str, head: str, rows: Iterator[tuple[str, ...]]) -> dict[str, object]:
    return {"title": title, "note": note, "head": head.split("|"), "rows": [list(row) for row in rows]}
