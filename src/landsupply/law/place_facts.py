"""地方事实 · The facts that only a bureau can state of its own place, and the form each must have.

They are listed in ``vocabularies/place_facts.csv``. Whoever writes one in another unit, or below nothing, would be
answered wrongly without a word, so it is refused as the place is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from landsupply.law.parameter import Parameter, Value
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary_text import read_table
from landsupply.measure.fault import LawFault

_SIZES = ("小城市", "中等城市", "大城市")


@lru_cache(maxsize=1)
def place_facts() -> Mapping[str, str]:
    """地方事实 · The unit of each fact by its parameter."""
    rows = read_table(shipped_text("vocabularies/place_facts.csv"))
    return MappingProxyType({row["parameter"]: row["unit"] for row in rows})


def _is_amount(value: Value) -> bool:
    """A number not below nothing, or a table of such."""
    if isinstance(value, Mapping):
        return all(map(_is_amount, value.values()))
    return isinstance(value, int | Fraction) and not isinstance(value, bool) and value >= 0


def _is_share(value: Value) -> bool:
    if isinstance(value, Mapping):
        return all(map(_is_share, value.values()))
    return _is_amount(value) and isinstance(value, int | Fraction) and value <= 1


def _is_day(value: Value) -> bool:
    return isinstance(value, date)


def _is_size(value: Value) -> bool:
    return value in _SIZES


def _are_units(value: Value) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, str) for one in value)


_FORMS: Mapping[str, Callable[[Value], bool]] = MappingProxyType(
    {"份额": _is_share, "日期": _is_day, "规模": _is_size, "单元": _are_units}
)


def require_sayable(parameters: Iterable[Parameter]) -> None:
    """核对地方事实 · Each is in the unit that rules read it in (W040) and of its form (W041)."""
    for one in parameters:
        unit = place_facts().get(one.id)
        if unit is None:
            continue
        if one.unit != unit:
            raise LawFault("W040", id=one.id, unit=one.unit, wanted=unit)
        for value in one.values:
            if not _FORMS.get(unit, _is_amount)(value.value):
                raise LawFault("W041", id=one.id, since=value.since, wanted=unit)
