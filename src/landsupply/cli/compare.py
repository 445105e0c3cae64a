"""情景比较 · Several briefs over one reading of a ledger: a plan for each, side by side, and what differs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from landsupply.cli.compare_screen import page_lines
from landsupply.cli.desk import json_bytes, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import brief_of, ledger_of, options_of
from landsupply.cli.screen import note, out
from landsupply.files.html import to_html
from landsupply.files.xlsx import to_xlsx
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.ledger import Ledger
from landsupply.measure.fault import InputFault
from landsupply.optimise.proposal import Proposal
from landsupply.optimise.propose import propose
from landsupply.optimise.solve import Limits
from landsupply.options.lawful import Options
from landsupply.plan.brief import Brief
from landsupply.plan.comparison import Comparison, Scenario
from landsupply.plan.comparison_form import to_form
from landsupply.plan.form import to_form as plan_form
from landsupply.publish.comparison_text import comparison_page, comparison_tables
from landsupply.publish.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """待拟情景 · A brief with its file, the name it goes by, the law of its day, and the day."""

    path: Path
    name: str
    brief: Brief
    rules: Rules
    day: date


def run(arguments: argparse.Namespace) -> int:
    """情景比较 · 0 where every brief is met; 4 where a plan misses some of its own; 5 where seconds ended a search."""
    asked, lang = briefs_of(arguments), arguments.lang
    rules = asked[0].rules
    ledger = ledger_of(arguments.files, rules, lang)
    proposals = proposed(asked, ledger, arguments)
    scenarios = tuple(Scenario(name=one.name, plan=found.plan) for one, found in zip(asked, proposals, strict=True))
    comparison = Comparison(scenarios=scenarios, ledger=ledger)
    page = comparison_page(comparison, rules, lang)
    files = dict(_files(comparison, rules, page, arguments))
    write_all(files)
    if arguments.json:
        out(json_bytes(to_form(comparison, rules)).decode().rstrip())
    else:
        for line in page_lines(page):
            out(line)
    for path in files:
        note(say("X078", lang, file=str(path)))
    return exit_of_all(proposals)


def briefs_of(arguments: argparse.Namespace) -> tuple[Asked, ...]:
    """各份编制要求 · At least two (X385), names apart (X386), all of one place and year (X387) and day (X388)."""
    paths: Sequence[Path] = arguments.brief
    if len(paths) < 2:
        raise InputFault("X385", count=len(paths))
    asked: list[Asked] = []
    for path in paths:
        if path.stem in [one.name for one in asked]:
            raise InputFault("X386", name=path.stem)
        brief, rules, day = brief_of(path, arguments.place, arguments.day)
        asked.append(Asked(path=path, name=path.stem, brief=brief, rules=rules, day=day))
    _refuse_unlike(asked)
    return tuple(asked)


def _refuse_unlike(asked: Sequence[Asked]) -> None:
    first = asked[0]
    for one in asked[1:]:
        if (one.brief.place, one.brief.year) != (first.brief.place, first.brief.year):
            found, wanted = (f"{each.brief.place} {each.brief.year}" for each in (one, first))
            raise InputFault("X387", file=str(one.path), found=found, first=str(first.path), wanted=wanted)
        if one.day != first.day:
            raise InputFault("X388", file=str(one.path), found=one.day, first=str(first.path), wanted=first.day)


def proposed(asked: Sequence[Asked], ledger: Ledger, arguments: argparse.Namespace) -> tuple[Proposal, ...]:
    """各情景计划 · A proposal for each brief, in their order; solved side by side on the cores that there are.

    A solver's search depends on nothing outside it, so the plans are those that one after the other would give.
    """
    stopped = Event()

    def one_of(one: Asked) -> Proposal:
        options = options_of(ledger, one.brief, one.rules)
        return _proposed(one, options, arguments, stopped)

    with ThreadPoolExecutor(min(len(asked), os.cpu_count() or 1)) as lanes:
        try:
            return tuple(lanes.map(one_of, asked))
        except BaseException:  # an interruption too: the others end at their next step, not after their last
            stopped.set()
            lanes.shutdown(wait=False, cancel_futures=True)
            raise


def _proposed(one: Asked, options: Options, arguments: argparse.Namespace, stopped: Event) -> Proposal:
    limits = Limits.of_brief(one.brief, arguments.seconds)
    with within(one.path):
        return propose(options, one.brief, one.day, limits, _reporter(one.name, arguments, stopped))


def _reporter(name: str, arguments: argparse.Namespace, stopped: Event) -> Callable[[str, str], None]:
    """Each step with its scenario's name; the end of a scenario that nobody waits for any longer."""

    def speak(code: str, what: str) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        if not arguments.quiet:
            note(say("X389", arguments.lang, name=name, step=say(code, arguments.lang, what=what)))

    return speak


def _files(
    comparison: Comparison, rules: Rules, page: Document, arguments: argparse.Namespace
) -> Iterator[tuple[Path, bytes]]:
    """The page, the workbook and the plans, as far as they are asked for."""
    if arguments.out:
        yield arguments.out, to_html(page)
    if arguments.xlsx:
        yield arguments.xlsx, to_xlsx(comparison_tables(page), page.dated)
    if arguments.plans:
        for one in comparison.scenarios:
            yield arguments.plans / f"{one.name}.json", json_bytes(plan_form(one.plan, rules))


def exit_of_all(proposals: Sequence[Proposal]) -> Exit:
    """退出码 · What the worst of the proposals means."""
    if not all(one.is_feasible for one in proposals):
        return Exit.INFEASIBLE
    return Exit.STOPPED_BY_TIME if any(one.was_timed_out for one in proposals) else Exit.OK
