"""日期 · Dates as they are written, with their precision; working days by a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.measure import days
from landsupply.measure.days import CalendarDay, Precision, add_working_days, read_day
from landsupply.measure.fault import MeasureFault
from tests.measure.watched import watch

CALENDAR = open_rulebook("410100").calendar

READ = {
    "2024-03-15": "2024-03-15",
    "2024-3-5": "2024-03-05",
    "2024/03/15": "2024-03-15",
    "２０２４／３／１５": "2024-03-15",
    "2024.3.15": "2024-03-15",
    "2024.03.15.": "2024-03-15",
    "20240315": "2024-03-15",
    "2024年3月15日": "2024-03-15",
    "2024 年 3 月 15 日": "2024-03-15",
    "2024年3月15号": "2024-03-15",
    "2024年3月15日前": "2024-03-15",
    "２０２４年３月１５日": "2024-03-15",
    "二〇二四年三月十五日": "2024-03-15",
    "二○二四年十二月三十一日": "2024-12-31",
    "二零二四年十月二十日": "2024-10-20",
    "二〇二四年〇三月〇五日": "2024-03-05",
    "2024年三月十五日": "2024-03-15",
    "2024-03-15 00:00:00": "2024-03-15",
    "2024-03-15T10:25": "2024-03-15",
    "2024-03-15 10:25:41.123": "2024-03-15",
    "2024年3月15日 9:05": "2024-03-15",
    " 2024-03-15 ": "2024-03-15",
    "2024-02-29": "2024-02-29",
    "0001-01-01": "0001-01-01",
    "9999-12-31": "9999-12-31",
    "2024年3月": "2024-03",
    "2024-03": "2024-03",
    "2024.3": "2024-03",
    "2024/3": "2024-03",
    "２０２４年３月": "2024-03",
    "二〇二四年三月": "2024-03",
    "二〇二四年十一月": "2024-11",
    "2024年3月份": "2024-03",
    "2024年3月底前": "2024-03",
    "2024年3月末": "2024-03",
    "2024年3月上旬": "2024-03",
    "2024年3月下旬前": "2024-03",
    "二〇二四年三月中旬": "2024-03",
    "2024年底前": "2024-12",
    "2024年底": "2024-12",
    "2024年第一季度": "2024-Q1",
    "2024年二季度": "2024-Q2",
    "2024年3季度": "2024-Q3",
    "2024年第4季": "2024-Q4",
    "二〇二四年第三季度": "2024-Q3",
    "2024第三季度": "2024-Q3",
    "2024Q4": "2024-Q4",
    "2024年三季度末前": "2024-Q3",
    "2024-Q4": "2024-Q4",
    "2024 q2": "2024-Q2",
    "2024年": "2024",
    "二〇二四年": "2024",
}

REFUSED = {
    "2024-02-30": "M008",
    "2023-02-29": "M008",
    "2024-13-01": "M008",
    "2024-00-10": "M008",
    "2024年4月31日": "M008",
    "20241301": "M008",
    "0000年1季度": "M008",
    "0000-01-01": "M008",
    "0000年底": "M008",
    "2024年十三月": "M008",
    "24.3.5": "M009",
    "24-3-5": "M009",
    "03/05/2024": "M009",
    "3.5.24": "M009",
    "24年3月": "M009",
    "2024年二季度前": "M009",
    "2024年3月之前": "M009",
    "24年3月5日": "M009",
    "": "M007",
    "3月底前": "M007",
    "二季度": "M007",
    "三月": "M007",
    "45356": "M007",
    "2024": "M009",
    "202403": "M009",
    "20241季度": "M007",
    "2024年5季度": "M007",
    "2024年上半年": "M007",
    "2024年3月前": "M009",
    "2024年前": "M009",
    "二〇二四年一二月": "M007",
    "二〇二四年十十月": "M007",
    "二十四年三月": "M007",
    "2024-03-15 25:00": "M007",
    "2024-03-15 10:61": "M007",
    "2024-03 10:00": "M007",
    "2024年 10:00": "M007",
    "2024-03-15至2024-04-15": "M007",
    "٢٠٢٤-٠٣-١٥": "M007",
    "待定": "M007",
    "—": "M007",
    "1" * 100: "M007",
}


@pytest.mark.parametrize(("text", "wanted"), READ.items())
def test_a_date_as_written(text: str, wanted: str) -> None:
    assert str(read_day(text)) == wanted


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_day(text)
    assert caught.value.code == code
    assert caught.value.facts["raw"] == text[:60]


@given(
    st.text(
        alphabet=st.characters() | st.sampled_from("0123456789年月日号季度第底前末〇零一二三四十QT:-/. "), max_size=50
    )
)
@example("0000年1季度")
@example("9999年")
@example("9999年4季度")
@example("9999-12")
def test_any_text_is_a_day_or_a_fault(text: str) -> None:
    try:
        found = read_day(text)
    except MeasureFault as fault:
        assert fault.code in ("M007", "M008", "M009")
        return
    assert found.day <= found.last
    assert read_day(f"{found}年" if found.precision is Precision.YEAR else str(found)) == found


@given(st.dates())
def test_a_day_written_is_read_back(day: date) -> None:
    written = (
        day.isoformat(),
        f"{day.year:04d}年{day.month}月{day.day}日",
        f"{day.year:04d}/{day.month}/{day.day}",
        f"{day.year:04d}{day.month:02d}{day.day:02d}",
    )
    assert {read_day(text) for text in written} == {CalendarDay(day)}


@given(st.dates(), st.sampled_from([(Precision.MONTH, 1), (Precision.QUARTER, 3), (Precision.YEAR, 12)]))
def test_the_last_day_is_the_one_before_the_next_period(day: date, kind: tuple[Precision, int]) -> None:
    precision, months = kind
    first = date(day.year, day.month - (day.month - 1) % months, 1)
    last = CalendarDay(first, precision).last
    if last < date.max:
        following = last + timedelta(days=1)
        assert following.day == 1
        assert 12 * (following.year - first.year) + following.month - first.month == months


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        (date(2024, 3, 15), Precision.MONTH),
        (date(2024, 3, 1), Precision.QUARTER),
        (date(2024, 4, 1), Precision.YEAR),
    ],
)
def test_a_period_begins_on_its_first_day(day: date, precision: Precision) -> None:
    with pytest.raises(MeasureFault):
        CalendarDay(day, precision)


@pytest.mark.parametrize("text", ["2024" + " " * 100_000 + "x", "一" * 100_000 + "年", "1" * 100_000, " 年" * 50_000])
def test_long_text_is_refused_before_any_pattern_sees_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = watch(monkeypatch, days)
    with pytest.raises(MeasureFault):
        read_day(text)
    read_day("2024-03-15")
    assert 0 < max(lengths) < 100


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2024, 2, 2), 1, date(2024, 2, 4)),  # the Sunday before the Spring Festival is worked
        (date(2024, 2, 9), 1, date(2024, 2, 18)),  # and so is the one after it
        (date(2024, 4, 3), 1, date(2024, 4, 7)),
        (date(2024, 4, 26), 1, date(2024, 4, 28)),
        (date(2024, 4, 30), 1, date(2024, 5, 6)),
        (date(2024, 5, 10), 1, date(2024, 5, 11)),
        (date(2024, 9, 30), 5, date(2024, 10, 12)),
        (date(2024, 6, 14), 10, date(2024, 6, 28)),
        (date(2024, 6, 19), 10, date(2024, 7, 3)),
        (date(2024, 6, 8), 0, date(2024, 6, 8)),
        (date(2027, 4, 30), 1, date(2027, 5, 3)),  # no notice: weekends and the two statutory days only
        (date(2027, 9, 30), 1, date(2027, 10, 4)),
    ],
)
def test_working_days_over_holidays_and_make_up_days(day: date, count: int, wanted: date) -> None:
    assert add_working_days(day, count, CALENDAR) == wanted


def test_a_year_without_a_notice_is_provisional() -> None:
    assert not CALENDAR.is_provisional(2024)
    assert CALENDAR.is_provisional(2027)


@given(st.dates(date(2018, 1, 1), date(2030, 12, 1)), st.integers(0, 40))
def test_exactly_so_many_working_days_lie_between(day: date, count: int) -> None:
    end = add_working_days(day, count, CALENDAR)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(CALENDAR.is_working_day(one) for one in between) == count
