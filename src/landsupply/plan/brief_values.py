"""编制要求取值 · Tables, names, texts and quantities of a brief, each refused with its place in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, TypeVar

from landsupply.measure.fault import BriefFault, Fault
from landsupply.measure.rounding import exact_decimal

T = TypeVar("T")


def known_name(name: str, known: Iterable[str], where: str) -> str:
    """已知名称 · The name itself when it is known; B001 with what may have been meant otherwise."""
    names = tuple(known)
    if name not in names:
        near = get_close_matches(name[:40], names, n=3, cutoff=0.4) or list(names)
        raise BriefFault("B001", where=where[:80], raw=name[:60], known="、".join(near[:12]))
    return name


def shown(value: object) -> str:
    """所写 · A refused value, cut short; a number too long to be written out as what it is."""
    try:
        return str(value)[:60]
    except ValueError:
        return type(value).__name__


def table_at(page: Mapping[str, Any], key: str, within: str = "") -> Mapping[str, Any]:
    """取表 · The table under a key, empty where there is none; B014 where it is no table."""
    table = page.get(key, {})
    if not isinstance(table, Mapping):
        raise BriefFault("B014", key=within + key, raw=shown(table))
    return table


def text_at(page: Mapping[str, Any], key: str, otherwise: str, within: str = "") -> str:
    """取文字 · The text under a key; B014 where it is no text."""
    value = page.get(key, otherwise)
    if not isinstance(value, str):
        raise BriefFault("B014", key=within + key, raw=shown(value))
    return value


def names_at(page: Mapping[str, Any], key: str, within: str = "") -> tuple[str, ...]:
    """取名单 · The list of names under a key; B014 where it is none."""
    value = page.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise BriefFault("B014", key=within + key, raw=shown(value))
    return tuple(value)


def measured(read: Callable[[str], T], value: object, where: str) -> T:
    """读数量 · A quantity's text read; whatever it is refused for, the place in the brief is said too."""
    if not isinstance(value, str):
        raise BriefFault("B015", where=where[:80], raw=shown(value))
    try:
        return read(value)
    except Fault as fault:
        raise BriefFault("B016", where=where[:80], raw=value[:60], reason=fault.code) from fault


def in_order(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> list[str]:
    """官方次序 · The table's names, each of them known, in the official order; by themselves where any name will do."""
    if not known:
        return sorted(table)
    return sorted((known_name(name, known, f"{where}.{name}") for name in table), key=known.index)


def share_text(share: Fraction) -> str:
    """比例写法 · The exact percentage, or the ratio where no short decimal is exact."""
    scaled = share * 100 * 10**12
    if scaled.denominator != 1:
        return f"{share.numerator}/{share.denominator}"
    return exact_decimal(scaled.numerator, 12) + "%"
