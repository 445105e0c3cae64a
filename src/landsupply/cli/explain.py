"""说明 · Why the plan is as it is: what binds and what it is worth, each parcel, other plans, what each wish costs."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from landsupply.cli.desk import json_bytes
from landsupply.cli.exits import Exit
from landsupply.cli.explain_form import to_form
from landsupply.cli.material import ledger_of, options_of, plan_of
from landsupply.cli.screen import out, table
from landsupply.cli.summary import goal_lines, miss_lines
from landsupply.measure.fault import InputFault
from landsupply.optimise.explain.near_plans import near_plans
from landsupply.optimise.explain.one_more import OneMore
from landsupply.optimise.explain.parcel_reason import parcel_reason
from landsupply.optimise.explain.reasons import Standing, decided
from landsupply.optimise.explain.wishes import wishes
from landsupply.publish.explain_conflict import conflict_lines
from landsupply.publish.explain_parcel import ParcelWords
from landsupply.publish.explain_prices import holding, price_rows, shown
from landsupply.publish.explain_wishes import near_lines, wish_rows
from landsupply.publish.explained import Explained
from landsupply.publish.goal_words import goal_unit, goal_word
from landsupply.publish.matter import Matter


def run(arguments: argparse.Namespace) -> int:
    """说明 · Always 0 once plan and ledger belong together: whatever there is to explain is an answer."""
    of = _explained(arguments)
    if arguments.json:
        out(json_bytes(to_form(of, arguments)).decode().rstrip())
        return Exit.OK
    if arguments.parcel:
        _show_parcels(of, arguments.parcel)
    if arguments.prices:
        _show_prices(of, holding(of.prices, of.question))
    if arguments.wishes:
        _show_wishes(of)
    if arguments.alternatives:
        _show_others(of, arguments.alternatives)
    if not (arguments.parcel or arguments.prices or arguments.wishes or arguments.alternatives):
        _show_summary(of)
    return Exit.OK


def _explained(arguments: argparse.Namespace) -> Explained:
    """The plan with its ledger; X310 for another ledger than the plan was made from, X337 for a parcel not in it."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    ledger = ledger_of(arguments.ledger, rules, arguments.lang)
    if ledger.digest != plan.ledger_digest:
        raise InputFault("X310", plan=plan.ledger_digest, found=ledger.digest)
    known = {one.id for one in ledger.parcels}
    for parcel in arguments.parcel:
        if parcel not in known:
            raise InputFault("X337", parcel=parcel[:60])
    options = options_of(ledger, plan.brief, rules)
    return Explained(plan=plan, options=options, matter=Matter.of(plan, rules, lang=arguments.lang))


def _show_summary(of: Explained) -> None:
    """One screen: the goals, why targets are missed, how sure the parcels are, what binds."""
    out(of.matter.title)
    for line in goal_lines(of.matter):
        out(line)
    if of.plan.misses:
        for line in (*miss_lines(of.matter), *conflict_lines(of.not_met, of.names)):
            out(line)
    _show_certainty(of)
    found = holding(of.prices, of.question)
    _show_prices(of, shown(found))
    if len(found) > len(shown(found)):
        out(of.names.say("X323", count=len(found) - len(shown(found))))
    out(of.names.say("X316"))


def _show_certainty(of: Explained) -> None:
    counts = Counter(of.standings.values())
    settled = decided(of.question.problem, of.question).tolist()
    stands = (of.question.choice.option >= 0).tolist()
    named = zip(of.question.parcels, settled, stands, strict=True)
    facts = {
        "all": sum(counts.values()),
        "inside": counts[Standing.PROVEN_IN],
        "out": counts[Standing.PROVEN_OUT],
        "open": counts[Standing.INTERCHANGEABLE],
        "settled": sum(1 for parcel, is_settled, is_in in named if parcel and is_settled and is_in),
    }
    out(of.names.say("X317", **facts))


def _show_prices(of: Explained, found: Sequence[OneMore]) -> None:
    goal = of.question.asked.goal
    name = goal_word(goal, of.names.lang)
    if not found:
        out(of.names.say("X319", goal=name))
        return
    out(of.names.say("X318", goal=name, unit=goal_unit(of.matter, goal)))
    table(of.names.say("X322").split("|"), price_rows(found, of.question, of.matter))


def _show_parcels(of: Explained, parcels: Sequence[str]) -> None:
    words = ParcelWords(of.matter, of.question, of.options)
    for parcel in dict.fromkeys(parcels):
        for line in words.lines(parcel_reason(of.question, of.options, parcel)):
            out(line)


def _show_wishes(of: Explained) -> None:
    out(of.names.say("X355"))
    table(of.names.say("X356").split("|"), wish_rows(wishes(of.plan, of.question.case), of.matter))


def _show_others(of: Explained, count: int) -> None:
    for line in near_lines(near_plans(of.plan, of.question.case, count), of.question.asked.goal, of.matter):
        out(line)
