"""日期 · Days with their precision, and working days by a calendar given as argument."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain


class Precision(StrEnum):
    """精度 · How finely a date was stated."""

    DAY = "日"
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


#: How many months each precision but the day covers.
_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class CalendarDay:
    """日期 · The first day of what was stated, with its precision; refused with M008 where it is not the first."""

    day: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        months = _MONTHS.get(self.precision)
        if months is not None and (self.day.day != 1 or (self.day.month - 1) % months):
            raise MeasureFault("M008", raw=f"{self.day.isoformat()} {self.precision.value}")

    @property
    def last(self) -> date:
        """末日 · The last day of what was stated."""
        months = _MONTHS.get(self.precision)
        if months is None:
            return self.day
        month = self.day.month + months - 1
        return self.day.replace(month=month, day=monthrange(self.day.year, month)[1])

    def __str__(self) -> str:
        return {
            Precision.DAY: self.day.isoformat(),
            Precision.MONTH: f"{self.day.year:04d}-{self.day.month:02d}",
            Precision.QUARTER: f"{self.day.year:04d}-Q{(self.day.month + 2) // 3}",
            Precision.YEAR: f"{self.day.year:04d}",
        }[self.precision]


class WorkingCalendar(Protocol):
    """工作日历 · Anything that knows which days are worked."""

    def is_working_day(self, day: date) -> bool:
        """工作日 · Whether the day is worked."""
        ...


_LONGEST = 40  # no date needs more; longer text is refused before it costs time
_WIDE = str.maketrans("／：", "/:")
_HAN_ZERO = "〇零○"
_HAN = str.maketrans(_HAN_ZERO + "一二三四五六七八九", "000123456789")
_HAN_YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年)")
_HAN_NUMBER = re.compile(r"[〇零○一二三四五六七八九十]{1,3}(?=[月日号])")
_LOOSE = re.compile(r" *([年月日号]) *")
_STAMP = re.compile(r"[T ](?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?\Z")

_SEPARATED = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?\.?\Z")
_WRITTEN = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:份|[底末]前?|[上中下]旬前?|([0-9]{1,2})[日号]前?)?)?\Z")
_YEAR_END = re.compile(r"([0-9]{4})年[底末]前?\Z")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})\Z")
_QUARTER = re.compile(
    r"([0-9]{4})(?:年?(?:第[一二三四1-4]|[一二三四])季度?|年[1-4]季度?|[- ]?[Qq][1-4])(?:[底末]前?)?\Z"
)
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{1,4}\Z|[0-9]{2}年[0-9]{1,2}月")
#: A year alone may be a count, six digits a month or a day, 3月前 the end of March or of February.
_TWO_WAYS = re.compile(r"(?:[0-9]{4}|[0-9]{6}|[0-9]{4}年(?:[0-9]{1,2}月|[一二三四1-4]季度)?[之以]?前)\Z")


def _build(raw: str, parts: tuple[str, str | None, str | None], precision: Precision) -> CalendarDay:
    year, month, day = parts
    try:
        return CalendarDay(date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        raise MeasureFault("M008", raw=raw[:60]) from None


def spelt_year(text: str) -> int | None:
    """年份 · The first year that the text spells in Chinese signs, 二〇二四年; none where it spells none."""
    found = _HAN_YEAR.search(text)
    return int(found[0].translate(_HAN)) if found else None


def _tens(found: re.Match[str]) -> str:
    """A month or day in Chinese signs; 一二 without 十 may be a span of months and stays as it is."""
    before, ten, after = found[0].partition("十")
    if ten:
        return (before.translate(_HAN) or "1") + (after.translate(_HAN) or "0")
    is_number = len(before) == 1 or before[0] in _HAN_ZERO
    return before.translate(_HAN) if is_number else before


def _folded(text: str) -> str:
    """Spaces around the signs gone; 二〇二四年三月 in digits, 十 being read in months and days only."""
    narrow = _LOOSE.sub(r"\1", text)
    return _HAN_NUMBER.sub(_tens, _HAN_YEAR.sub(lambda year: year[0].translate(_HAN), narrow, count=1))


def _period(raw: str, text: str) -> CalendarDay | None:
    """The quarter or the year's end that the text names."""
    if found := _QUARTER.match(text):
        number = next(sign for sign in text[4:] if sign in "一二三四1234").translate(_HAN)
        return _build(raw, (found[1], str(3 * int(number) - 2), None), Precision.QUARTER)
    if found := _YEAR_END.match(text):
        return _build(raw, (found[1], "12", None), Precision.MONTH)
    return None


def _plain_date(raw: str, text: str) -> CalendarDay | None:
    found = _SEPARATED.match(text) or _WRITTEN.match(text) or _COMPACT.match(text)
    if found is None:
        return None
    precision = Precision.DAY if found[3] else Precision.MONTH if found[2] else Precision.YEAR
    return _build(raw, (found[1], found[2], found[3]), precision)


def read_day(text: str) -> CalendarDay:
    """读日期 · The day, month, quarter or year that the text states.

    M007 when it is no date, M008 when no such day exists, M009 when it may be read in two ways (a two-digit year,
    day/month order, 3月前). A time behind a full date is taken as part of it; 月底 and 上旬 are their month, 年底 is
    December.
    """
    if len(text) > _LONGEST:
        raise MeasureFault("M007", raw=text[:60])
    narrow = plain(text).translate(_WIDE)
    stripped = _STAMP.sub("", narrow)
    bare = _folded(stripped)
    read = _period(text, bare) or _plain_date(text, bare)
    if read is None or (stripped != narrow and read.precision is not Precision.DAY):
        is_open = _SHORT_YEAR.match(bare) or _TWO_WAYS.match(bare)
        raise MeasureFault("M009" if is_open else "M007", raw=text[:60])
    return read


def add_working_days(day: date, count: int, calendar: WorkingCalendar) -> date:
    """顺延工作日 · The day on which the count-th working day after the given day falls; the day itself for none."""
    for _ in range(count):
        day += timedelta(days=1)
        while not calendar.is_working_day(day):
            day += timedelta(days=1)
    return day
