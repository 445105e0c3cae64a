"""办理时限 · From notice to contract and back, by the days of the year and the rules of the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import Mode
from landsupply.measure.days import CalendarDay, Precision, read_day
from landsupply.measure.fault import LawFault
from landsupply.prepare.clock import (
    NEVER,
    contract_day,
    earliest_supply_month,
    latest_notice,
    month_in,
    notice_month,
)
from landsupply.prepare.dated import in_force

BOOK = open_rulebook("410100")
OTHER = open_rulebook("990100")
RULES = BOOK.on(date(2024, 1, 1))
DAYS = st.dates(date(2018, 1, 1), date(2030, 10, 1))


def mode(name: str, rules: Rules = RULES) -> Mode:
    """方式 · A mode of supply by its name."""
    found = rules.vocabulary.mode(name)
    assert found is not None
    return found


@pytest.mark.parametrize("rules", [RULES, OTHER.on(date(2024, 1, 1))])
@pytest.mark.parametrize(
    ("notice", "contract"),
    [
        (date(2024, 5, 15), date(2024, 6, 28)),
        (date(2024, 5, 17), date(2024, 6, 28)),
        (date(2024, 5, 18), date(2024, 7, 1)),
        (date(2024, 5, 20), date(2024, 7, 3)),
        (date(2024, 1, 4), date(2024, 2, 21)),  # over the Spring Festival, with two worked Sundays
        (date(2024, 8, 31), date(2024, 10, 18)),  # over the National Day, with a worked Saturday
        (date(2024, 11, 15), date(2024, 12, 27)),
    ],
)
def test_from_notice_to_contract(rules: Rules, notice: date, contract: date) -> None:
    assert contract_day(notice, rules) == contract


def test_the_latest_notice_for_the_milestones() -> None:
    assert latest_notice(date(2024, 6, 30), RULES) == date(2024, 5, 17)
    assert latest_notice(date(2024, 6, 28), RULES) == date(2024, 5, 17)
    assert latest_notice(date(2024, 6, 27), RULES) == date(2024, 5, 14)
    assert notice_month(6, 2024, RULES) == 5
    assert notice_month(12, 2024, RULES) == 11
    assert notice_month(1, 2024, RULES) == 1  # 2023 really: only a supply already made can be in January
    assert notice_month(2, 2024, RULES) == 1


@given(DAYS)
def test_the_latest_notice_is_the_inverse(contract: date) -> None:
    notice = latest_notice(contract, RULES)
    assert contract_day(notice, RULES) <= contract < contract_day(notice + timedelta(days=1), RULES)


@given(DAYS, st.integers(0, 60))
def test_a_later_notice_is_never_signed_earlier(notice: date, later: int) -> None:
    assert contract_day(notice, RULES) <= contract_day(notice + timedelta(days=later), RULES)
    assert latest_notice(notice, RULES) <= latest_notice(notice + timedelta(days=later), RULES)


@given(DAYS, st.integers(0, 400), st.sampled_from(["划拨", "协议", "挂牌", "招标"]))
def test_land_free_later_is_never_supplied_earlier(day: date, later: int, name: str) -> None:
    year = day.year
    first = earliest_supply_month(day, year, mode(name), RULES)
    second = earliest_supply_month(day + timedelta(days=later), year, mode(name), RULES)
    assert 1 <= first <= second <= NEVER
    assert earliest_supply_month(day, year, mode("划拨"), RULES) <= earliest_supply_month(
        day, year, mode("挂牌"), RULES
    )


@given(st.integers(2018, 2030), st.integers(2, 12))
def test_a_notice_in_its_month_makes_the_supply_month(year: int, month: int) -> None:
    end = CalendarDay(date(year, month, 1), Precision.MONTH).last
    notice = latest_notice(end, RULES)
    assert notice_month(month, year, RULES) == month_in(notice, year)
    if notice.year == year:
        assert earliest_supply_month(notice, year, mode("挂牌"), RULES) <= month


@pytest.mark.parametrize(
    ("ready", "name", "month"),
    [
        ("2024-05-15", "挂牌", 6),
        ("2024-05-20", "挂牌", 7),
        ("2024-05", "拍卖", 6),
        ("2024-05-20", "划拨", 5),
        ("2024-05-31", "协议", 5),
        ("2023-01-01", "划拨", 1),
        ("2023-01-01", "挂牌", 2),
        ("2023-12-31", "挂牌", 2),
        ("2024-11-15", "挂牌", 12),
        ("2024-12", "挂牌", NEVER),
        ("2024-12-31", "划拨", 12),
        ("2025-01", "划拨", NEVER),
        ("2025-01", "挂牌", NEVER),
        ("9999-12-31", "挂牌", NEVER),
        ("9999-12-31", "划拨", NEVER),
    ],
)
def test_the_first_month_of_supply(ready: str, name: str, month: int) -> None:
    assert earliest_supply_month(read_day(ready).day, 2024, mode(name), RULES) == month


def test_months_outside_the_year() -> None:
    assert month_in(date(2023, 12, 31), 2024) == 1
    assert month_in(date(2024, 12, 31), 2024) == 12
    assert month_in(date(2025, 1, 1), 2024) == NEVER


def test_a_wait_that_no_rule_asked_for_is_no_wait() -> None:
    notice = date(2005, 5, 16)
    assert contract_day(notice, BOOK.on(date(2005, 1, 1))) == notice
    assert contract_day(notice, BOOK.on(date(2007, 11, 1))) == date(2005, 6, 15)
    assert contract_day(notice, BOOK.on(date(2010, 3, 8))) == date(2005, 6, 29)


def test_only_what_did_not_hold_on_the_day_is_no_rule() -> None:
    assert in_force(BOOK.on(date(2007, 10, 31)), "notice.days") is None
    assert in_force(BOOK.on(date(2007, 11, 1)), "notice.days").whole() == 20
    with pytest.raises(LawFault) as caught:
        in_force(RULES, "notice.day")
    assert caught.value.code == "W014"
