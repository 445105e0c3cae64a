"""办公室之年 · The shipped example ledger of a thousand parcels under briefs written for a test."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from landsupply import open_rulebook
from landsupply.files.reading import read_sheets
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.optimise.explain.not_met import Clash, NotMet, why_not_met
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import read_brief
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case, case_of
from landsupply.prepare.readiness import readiness_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LEDGER = EXAMPLES / "zhengzhou-2024" / "ledger.csv"
BRIEF = EXAMPLES / "zhengzhou-2024" / "brief.toml"
DAY = date(2024, 3, 1)
HEAD = """format = "landsupply.brief/1"
place = "410100"
year = 2024
day = 2024-03-01
"""


@cache
def ledger() -> Ledger:
    """The example's ledger."""
    rules = open_rulebook("410100").on(DAY)
    return examine(read_sheets(LEDGER.read_bytes(), LEDGER.name), rules)


def brief(text: str) -> Brief:
    """A brief of which only what matters is written."""
    return read_brief(tomllib.loads(HEAD + text), open_rulebook("410100").on(DAY))


@cache
def options() -> Options:
    """What may be supplied in the year."""
    rules = open_rulebook("410100").on(DAY)
    return lawful_options(ledger(), readiness_of(ledger()), rules)


def case(text: str) -> Case:
    """The year under a brief."""
    return case_of(options(), brief(text), DAY)


def explained(text: str) -> NotMet:
    """Why the brief cannot be met."""
    found = why_not_met(options(), brief(text), DAY)
    assert found is not None
    return found


def named(clash: Clash) -> set[str]:
    """The names of what clashes."""
    return {one.name for one in clash.meanings}


def largest(candidates: list[Candidate]) -> int:
    """All parcels of some candidates together, each with its largest area."""
    most: dict[str, int] = {}
    for one in candidates:
        most[one.parcel] = max(most.get(one.parcel, 0), one.whole)
    return sum(most.values())
