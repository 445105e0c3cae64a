"""参数文字 · A value of the law as one line of text, exact, whatever its shape."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from landsupply.law.parameter import Value
from landsupply.measure.rounding import decimal_text


def value_text(value: Value) -> str:
    """参数文字 · Decimals as decimals, lists with 、, tables with ；; empty for a value that is not set."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "；".join(f"{key}: {value_text(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return "、".join(map(value_text, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def plain_value(value: Value) -> object:
    """参数之值 · A value for programs: a list as a list, a table as a table, everything else as its exact text."""
    if isinstance(value, Mapping):
        return {key: plain_value(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain_value(one) for one in value]
    return value_text(value)


def differing(before: Value, after: Value) -> tuple[Value, Value]:
    """不同之处 · Two values without what they have in common: entries of lists and rows of tables; else both whole."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        gone = tuple(one for one in before if one not in after)
        new = tuple(one for one in after if one not in before)
        return (gone, new) if gone or new else (before, after)  # only their order differs
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return _rows_unlike(before, after), _rows_unlike(after, before)
    return before, after


def _rows_unlike(one: Mapping[str, Value], other: Mapping[str, Value]) -> Mapping[str, Value]:
    rows = {key: value for key, value in one.items() if key not in other or other[key] != value}
    return MappingProxyType(rows)
