"""工作日历 · Working days by the State Council's yearly notices; a year without one is provisional (暂定).

A noticed year lists the days off and the weekend days worked instead. For any other year weekends and the
statutory days by rule are off, no make-up day is known, and ``is_provisional`` says so. Errors: LawFault
W010 where a calendar text cannot be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from landsupply.law.record import Record
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

_SATURDAY = 5
STATUTORY = "statutory.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """法定节日 · A holiday on the same month and day of every year, from one year to another or still."""

    since: int
    until: int | None
    month: int
    day: int

    def holds_on(self, day: date) -> bool:
        """当日放假 · True when it makes ``day`` a holiday."""
        in_years = self.since <= day.year and (self.until is None or day.year <= self.until)
        return in_years and (day.month, day.day) == (self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """工作日历 · Which days are worked: by notice where there is one, else by rule."""

    noticed: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]
    fixed: tuple[Holiday, ...]
    lunar: frozenset[date]

    def is_working_day(self, day: date) -> bool:
        """工作日 · True when offices work on ``day``."""
        if day in self.work:
            return True
        if day.weekday() >= _SATURDAY or day in self.off:
            return False
        return day.year in self.noticed or not self._is_statutory(day)

    def is_provisional(self, year: int) -> bool:
        """暂定 · True when no notice for the year is on record, so that its days may still move."""
        return year not in self.noticed

    def _is_statutory(self, day: date) -> bool:
        return day in self.lunar or any(holiday.holds_on(day) for holiday in self.fixed)


def _spans(record: Record, field: str, year: int) -> list[date]:
    """日段 · The days of a list whose items read ``02-10`` or ``02-10..02-17``, in the given year."""
    days: list[date] = []
    for item in record.texts(field):
        first, _, last = item.partition("..")
        try:
            start, stop = date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}")
        except ValueError:
            raise LawFault("W010", source=record.source, entry=record.entry, field=field, raw=item) from None
        days += [start + timedelta(days=n) for n in range((stop - start).days + 1)]
    return days


def _holidays(record: Record) -> list[Holiday]:
    since = record.whole("since")
    until = record.whole("until") if record.has("until") else None
    days = _spans(record, "days", 2000)
    record.close()
    return [Holiday(since=since, until=until, month=day.month, day=day.day) for day in days]


def build_calendar(texts: Mapping[str, str]) -> WorkingDays:
    """装配 · The calendar out of its texts: one per noticed year, and ``statutory.yaml`` for the rest."""
    off: list[date] = []
    work: list[date] = []
    years = [name for name in texts if name != STATUTORY]
    noticed = []
    for name in years:
        record = Record(name, "year", read_yaml(texts[name], name))
        year = record.whole("year")
        noticed.append(year)
        off += _spans(record, "off", year)
        work += _spans(record, "work", year)
        record.close()
    rules = Record(STATUTORY, "statutory", read_yaml(texts[STATUTORY], STATUTORY))
    built = WorkingDays(
        noticed=frozenset(noticed),
        off=frozenset(off),
        work=frozenset(work),
        fixed=tuple(day for one in rules.children("fixed") for day in _holidays(one)),
        lunar=frozenset(rules.days("lunar")),
    )
    rules.close()
    return built
