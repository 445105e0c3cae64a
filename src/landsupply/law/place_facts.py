"""地方事实 · The facts that only a bureau can state of its own place, and the form each must have.

They are listed in ``vocabularies/place_facts.csv``. Whoever writes one in another unit, below nothing, or under a name
that no rule reads, would be answered wrongly without a word, so it is refused as the place is opened.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType

from landsupply.law.parameter import Parameter, Value
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.vocabulary_text import read_table
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

_SIZES = ("小城市", "中等城市", "大城市")


@lru_cache(maxsize=1)
def place_facts() -> Mapping[str, str]:
    """地方事实 · The unit of each fact by its parameter."""
    rows = read_table(shipped_text("vocabularies/place_facts.csv"))
    return MappingProxyType({row["parameter"]: row["unit"] for row in rows})


@lru_cache(maxsize=1)
def local_ids() -> frozenset[str]:
    """地方参数名 · The facts of a place, and every parameter that a shipped place or province states of its own."""
    paths = [f"places/{name}/place.yaml" for name in shipped_names("places")]
    paths += [f"provinces/{name}" for name in shipped_names("provinces")]
    texts = (read_yaml(shipped_text(path), path) for path in paths)
    stated = (text.get("parameters") or () for text in texts if isinstance(text, dict))
    return frozenset(one["id"] for several in stated for one in several) | frozenset(place_facts())


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


def require_known_names(parameters: Iterable[Parameter], national: Iterable[str]) -> None:
    """核对参数名 · Each stands in the nation's parameters, or is a name that a place may state (W042)."""
    known = local_ids().union(national)
    for one in parameters:
        if one.id not in known:
            near = difflib.get_close_matches(one.id, sorted(known), n=1, cutoff=0.0)
            raise LawFault("W042", id=one.id, near=near[0])


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
