"""编制要求在手 · A brief as text, all that is wrong with it at once, what a ledger could supply of it."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.plan.brief_faults import looked_through
from landsupply.plan.brief_form import parse_brief
from landsupply.plan.brief_text import brief_text, opening_of
from landsupply.plan.candidate import Candidate
from landsupply.plan.capacity import Capacity
from landsupply.plan.case import case_of
from landsupply.plan.families import FAMILIES
from landsupply.plan.target import Standing, Term
from tests.optimise.family_cases import small
from tests.optimise.family_land import DAY
from tests.plan import case
from tests.plan.every_table import PAGE

names = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=6)
values = st.recursive(
    names | st.integers(-(2**40), 2**40) | st.booleans() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


def test_a_brief_with_every_table_is_written_and_read_again() -> None:
    page = parse_brief(PAGE)
    assert parse_brief(brief_text(page)) == page


@given(st.dictionaries(names, values, max_size=5))
def test_whatever_is_written_is_read_again(page: dict[str, object]) -> None:
    whole = {**page, "format": "landsupply.brief/1"}
    assert parse_brief(brief_text(whole)) == whole


def test_remarks_at_the_head_are_kept() -> None:
    text = "# 虚构\n\n# 二\nformat = 1\n# 三\n"
    assert opening_of(text) == "# 虚构\n\n# 二\n" and opening_of('a = "#"') == ""


def test_every_fault_is_found_at_its_place() -> None:
    page = parse_brief(PAGE)
    wrong = deepcopy(page)
    wrong["targets"]["total"] = "很多"
    wrong["targets"]["classes"]["住宅"] = "1公顷"
    wrong["goals"] = ["民生优先", "没有"]
    wrong["stray"] = 1
    found = looked_through(wrong, case.rules())
    places = {".".join(one.path) for one in found.wrong}
    assert {"targets.total", "targets.classes.住宅", "goals.2", "stray"} <= places
    assert found.brief is None and found.rest is not None
    right = looked_through(page, case.rules())
    assert right.wrong == () and right.brief == right.rest


def _brute(candidates: tuple[Candidate, ...], term: Term) -> tuple[Fraction, Fraction]:
    """Every choice of way and month of every parcel, one after another."""
    parcels = sorted({one.parcel for one in candidates})
    choices = []
    for parcel in parcels:
        own = [one for one in candidates if one.parcel == parcel]
        some = [
            term.of_standing(Standing(one.counted, month, one.notice(month))) for one in own for month in one.months
        ]
        choices.append(some if any(one.is_fixed for one in own) else [*some, Fraction(0)])
    sums = [sum(chosen, Fraction(0)) for chosen in product(*(dict.fromkeys(one) for one in choices))]
    return min(sums), max(sums)


@pytest.mark.parametrize("number", range(24))
def test_capacity_is_what_every_choice_gives_at_most_and_at_least(number: int) -> None:
    of = small(FAMILIES[number % len(FAMILIES)], 90_000 + number)
    found = case_of(of.options, of.brief, DAY).candidates
    capacity = Capacity(found)
    for target in of.brief.sentences:
        for term in target.terms:
            least, most = _brute(found, term)
            room = capacity.room(term)
            assert (room.least, room.most) == (least.__ceil__(), most.__floor__())
