"""宗地与法规 · What the rules of the year say of one parcel: ways of supply, reasons against, every judgement."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.law.catalogue import RuleCard, rule_catalogue
from landsupply.law.ruling import Ruling
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.options.judgement import Case, Judgement, judged
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.rulings import around_of, asked_on_the_day
from landsupply.prepare.readiness import Readiness, readiness
from landsupply.web.in_plan import Year
from landsupply.web.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """宗地所见 · Readiness, options and refusals, judgements of one parcel under the rules of a year."""

    year: Year
    ready: Readiness
    options: Options
    judgements: tuple[Judgement, ...]


def looked_at(parcel: Parcel, state: Standing, year: Year) -> Looked:
    """看一宗 · As the whole ledger's options would have it: what stands beside the parcel is known."""
    whole = state.ledger
    around, assumed = around_of(whole), year.brief.assumed if year.brief else None
    source = parcel.source
    own = tuple(
        one for one in whole.issues if (one.file, one.sheet) == (source.file, source.sheet) and source.row in one.rows
    )
    alone = Ledger(parcels=(parcel,), issues=own, sources=whole.sources, batches=whole.batches, boundaries={})
    ready = readiness(parcel, assumed.ready if assumed else None)
    past = assumed.past_results_are_candidates if assumed else None
    options = lawful_options(alone, {parcel.id: ready}, year.rules, past, around)
    case = Case(parcel=parcel, use=parcel.use, mode=parcel.mode, rules=year.rules, around=around)
    judgements = tuple(judged(rule, case) for rule in asked_on_the_day(year.rules))
    return Looked(year=year, ready=ready, options=options, judgements=judgements)


#: What is wrong first, what cannot be told next.
_ORDER = (Ruling.BROKEN, Ruling.CANNOT_TELL, Ruling.KEPT, Ruling.OUTSIDE, Ruling.NOT_APPLICABLE)


def in_order(found: tuple[Judgement, ...]) -> list[Judgement]:
    """判定次序 · Broken, not to be told, kept, the rest; each by the number of the rule."""
    return sorted(found, key=lambda one: (_ORDER.index(one.ruling), one.rule))


def card_of(rule: str) -> RuleCard | None:
    """规则卡片 · The card of a rule's number, None for own reckoning."""
    return rule_catalogue().get(rule)
