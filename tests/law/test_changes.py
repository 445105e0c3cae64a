"""法规之变 · What moved between two days is found from both sides, and nothing else is."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.changes import changes, held_on, resting_on, turns
from landsupply.law.citation import BasisKind, Citation, Instrument, Standing
from landsupply.law.parameter import Dated, Level, Parameter
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.value_text import differing, value_text
from landsupply.measure.fault import LawFault

DAYS = st.dates(date(1985, 1, 1), date(2027, 12, 31))


@cache
def book() -> Rulebook:
    return open_rulebook("410100")


def test_the_open_supply_list_moved_with_the_regulation_of_2021() -> None:
    moved = {one.parameter.id: one for one in changes(book(), date(2021, 8, 31), date(2021, 9, 1)).parameters}
    open_list = moved["mode.open.buckets"]
    assert open_list.before and open_list.after
    assert open_list.before.value == open_list.after.value
    assert not open_list.before.blocks and open_list.after.blocks
    assert moved["plan.contents.required"].before is None


@pytest.mark.parametrize("day", [date(1990, 5, 19), date(2024, 3, 1)])
def test_nothing_moves_within_a_day(day: date) -> None:
    assert changes(book(), day, day).count == 0


@given(DAYS, DAYS)
def test_what_moved_is_what_reads_otherwise_on_the_two_days(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = changes(book(), first, last)
    assert {p.parameter.id for p in found.parameters} == {
        i for i in book().parameters if _read(i, first) != _read(i, last)
    }
    before, after = book().on(first), book().on(last)
    assert {i.instrument.id for i in found.instruments} == {
        i for i in book().instruments if before.standing(i) is not after.standing(i)
    }


def _read(id: str, day: date) -> Dated | None:
    """The value by the rulebook's own way of asking, which raises outside a parameter's days."""
    try:
        return book().on(day).parameter(id)
    except LawFault as fault:
        assert fault.code in ("W015", "W016")
        return None


@given(DAYS)
def test_a_value_is_held_as_the_rulebook_says(day: date) -> None:
    assert all(held_on(parameter, day) == _read(id, day) for id, parameter in book().parameters.items())


def test_a_standing_turns_on_its_days_and_on_no_other() -> None:
    for one in book().instruments.values():
        days = [day for day, _ in turns(one)]
        assert days == sorted(set(days)) and all(one.standing_on(day) is turned for day, turned in turns(one))
        for earlier, later in zip(days, [*days[1:], date(2030, 1, 1)][: len(days)], strict=True):
            assert one.standing_on(later - timedelta(days=1)) is one.standing_on(earlier)


def test_a_planted_instrument_turns_three_times() -> None:
    planted = Instrument(
        id="某通知", title="某通知", number=None, issuer="某部", issued=date(2010, 1, 1), effective=None,
        ended=date(2020, 6, 1), standing=Standing.REPEALED, successor=None, basis=BasisKind.RECALLED,
        checked_on=date(2026, 1, 1), amended=(date(2015, 1, 1),),
    )  # fmt: skip
    assert [turned for _, turned in turns(planted)] == [Standing.IN_FORCE, Standing.AMENDED, Standing.REPEALED]


def test_a_value_after_its_last_day_is_none() -> None:
    value = Dated(
        id="某值", since=date(2020, 1, 1), until=date(2020, 12, 31), value=1,
        basis=Citation(instrument="某通知"), kind=BasisKind.RECALLED, level=Level.NATIONAL,
    )  # fmt: skip
    of = Parameter(id="某值", title="", unit="", level=Level.NATIONAL, checked_on=date(2026, 1, 1), values=(value,))
    assert [held_on(of, date(year, 6, 1)) for year in (2019, 2020, 2021)] == [None, value, None]


def test_no_rule_rests_on_a_parameter_nobody_knows() -> None:
    assert resting_on((), "没有这个参数") == ()


def test_only_what_differs_of_lists_and_tables_is_shown() -> None:
    assert differing(("a", "b"), ("b", "c")) == (("a",), ("c",))
    assert differing(("a", "b"), ("b", "a")) == (("a", "b"), ("b", "a"))
    assert differing({"x": 1, "y": 2}, {"x": 1, "y": 3}) == ({"y": 2}, {"y": 3})
    assert differing(1, 2) == (1, 2)


def test_values_are_written_exactly() -> None:
    told = {id: [value_text(one.value) for one in found.values] for id, found in book().parameters.items()}
    assert told["milestone.completion"] == ["06-30: 0.5；09-30: 0.75；12-31: 1"]
    assert told["acquisition.funded"] == ["true"]
