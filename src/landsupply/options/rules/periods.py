"""期间 · Months and years from a day: the same day of the month, or its last day where there is no such day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_MONTHS = 12


def months_after(day: date, count: int) -> date:
    """若干月后 · The last day of a period of months that begins on the day after the given one."""
    years, month = divmod(day.month - 1 + count, _MONTHS)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def years_after(day: date, count: int) -> date:
    """若干年后 · The same day so many years later; 29 February becomes the 28th."""
    return months_after(day, _MONTHS * count)
