"""月份窗口 · Months as a brief names them: a month, a quarter, half a year, from–to, each month by itself."""

from __future__ import annotations

import re

from landsupply.measure.fault import BriefFault
from landsupply.measure.number import plain
from landsupply.plan.target import YEAR, window

#: Every month has a line of its own.
EACH = "每月"
_NAMED = {
    "全年": YEAR,
    "上半年": window(1, 6),
    "下半年": window(7, 12),
    "前三季度": window(1, 9),
    "一季度": window(1, 3),
    "二季度": window(4, 6),
    "三季度": window(7, 9),
    "四季度": window(10, 12),
}
_ONE = re.compile(r"([0-9]{1,2}) *月?\Z")
_RANGE = re.compile(r"([0-9]{1,2}) *月? *(?:–|—|~|～|至|到|-) *([0-9]{1,2}) *月?\Z")


def read_months(text: object, where: str) -> tuple[int, ...]:
    """读月份 · `3`, `4–9`, `一季度`, `全年` or `3、5、9` as months in order; B020 for none or no such month."""
    written = plain(str(text))[:60] if isinstance(text, str | int) else ""
    months = _NAMED.get(written.removeprefix("第"), ())
    for part in () if months else re.split("[、,，]", written):
        months = (*months, *_part(part.strip()))
    if not months or not set(months) <= set(YEAR) or len(set(months)) != len(months):
        raise BriefFault("B020", where=where[:80], raw=str(text)[:60])
    return tuple(sorted(months))


def _part(text: str) -> tuple[int, ...]:
    if found := _ONE.match(text):
        return (int(found[1]),)
    found = _RANGE.match(text)
    return window(int(found[1]), int(found[2])) if found else ()


def read_windows(text: str, where: str) -> tuple[tuple[int, ...], ...]:
    """读窗口 · The windows that a key names: one, or for `每月` each month by itself."""
    return tuple((month,) for month in YEAR) if text == EACH else (read_months(text, where),)
