"""工作日历 · Noticed years day by day, make-up days, office clocks, and years without a notice."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from landsupply.law.calendar import STATUTORY, build_calendar
from landsupply.law.rulebook import open_rulebook
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.measure.days import add_working_days
from landsupply.measure.fault import LawFault

DAYS = open_rulebook().calendar


@pytest.mark.parametrize("day", [date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 5, 11)])
def test_make_up_days_are_worked(day: date) -> None:
    assert day.weekday() >= 5
    assert DAYS.is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 2, 9), date(2024, 1, 2), date(2025, 4, 30)])
def test_ordinary_days_are_worked(day: date) -> None:
    assert DAYS.is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 2, 12), date(2024, 5, 2), date(2024, 6, 8), date(2025, 5, 5)])
def test_holidays_and_weekends_are_not(day: date) -> None:
    assert not DAYS.is_working_day(day)


@pytest.mark.parametrize(
    ("notice", "deal", "contract"),
    [
        (date(2024, 5, 15), date(2024, 6, 14), date(2024, 6, 28)),
        (date(2024, 5, 20), date(2024, 6, 19), date(2024, 7, 3)),
    ],
)
def test_from_notice_to_contract(notice: date, deal: date, contract: date) -> None:
    rules = open_rulebook().on(notice)
    waits = rules.parameter("notice.days").whole() + rules.parameter("listing.days").whole()
    assert notice + timedelta(days=waits) == deal
    working = rules.parameter("contract.working_days").whole()
    assert add_working_days(deal, working, rules.calendar) == contract


def test_a_year_without_notice_is_provisional() -> None:
    assert [year for year in range(2016, 2030) if not DAYS.is_provisional(year)] == list(range(2018, 2027))
    for day in (date(2027, 1, 1), date(2027, 2, 5), date(2027, 4, 5), date(2027, 5, 2), date(2027, 10, 1)):
        assert not DAYS.is_working_day(day), day
    assert DAYS.is_working_day(date(2027, 2, 9))
    assert not DAYS.is_working_day(date(2027, 3, 6))


def test_the_second_of_may_is_a_holiday_from_2025() -> None:
    assert DAYS.is_working_day(date(2017, 5, 2))
    assert not DAYS.is_working_day(date(2028, 5, 2))


def test_statutory_days_do_not_overrule_a_notice() -> None:
    assert not DAYS.is_provisional(2021)
    assert DAYS.is_working_day(date(2021, 2, 7))


def texts() -> dict[str, str]:
    return {name: shipped_text(f"calendars/{name}") for name in shipped_names("calendars")}


@pytest.mark.parametrize("planted", ["off: [02-30]", "off: [2024-02-10]", "off: [春节]", "off: 02-10"])
def test_a_calendar_that_cannot_be_read_is_refused(planted: str) -> None:
    with pytest.raises(LawFault) as caught:
        build_calendar({STATUTORY: texts()[STATUTORY], "2099.yaml": f"year: 2099\n{planted}\nwork: []\n"})
    assert caught.value.code == "W010"


def test_every_day_equals_the_published_calendar(shared: Path) -> None:
    with (shared / "calendar" / "cn_special_days_2018_2026.csv").open(encoding="utf-8", newline="") as lines:
        special = {date.fromisoformat(row["date"]): row["kind"] for row in csv.DictReader(lines)}
    assert len(special) == 322
    day = date(2018, 1, 1)
    while day.year < 2027:
        worked = special[day] == "调休上班" if day in special else day.weekday() < 5
        assert DAYS.is_working_day(day) == worked, day
        day += timedelta(days=1)
