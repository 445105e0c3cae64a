"""宗地字段 · The fields of a parcel as lists state them: named, taken, and put back.

Sums, planning conditions and circumstances are taken one by one (`prices.start_price`), since lists state them
apart; the parts of a mixed use stand in the place of the use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.columns import recognise
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.planning import PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.ledger.sheet_words import folded
from landsupply.ledger.template import official_header, template

_PARTS: Mapping[str, type[Prices] | type[PlanningConditions] | type[Circumstances]] = {
    "prices": Prices,
    "conditions": PlanningConditions,
    "circumstances": Circumstances,
}
_NAMES = tuple(one.name for one in fields(Parcel))
_VALUES = attrgetter(*_NAMES)
_NOT_OF_LISTS = frozenset(("id", "source", "use_shares"))
#: What the blank form calls otherwise than the parcel does.
_CALLED = {"conditions.further": "conditions"}


def _paths() -> tuple[str, ...]:
    names = [one.name for one in fields(Parcel) if one.name not in _NOT_OF_LISTS]
    return tuple(
        path
        for name in names
        for path in ([f"{name}.{part.name}" for part in fields(_PARTS[name])] if name in _PARTS else [name])
    )


#: Every field that a list may state; what a parcel comes to hold is found here by itself.
LISTED_FIELDS = _paths()


def fields_at_hand(parcels: Sequence[Parcel]) -> tuple[str, ...]:
    """可取字段 · Every listed field; of sums, conditions and circumstances only where a parcel states any of them."""
    return _without(frozenset(name for name in _PARTS if all(getattr(one, name) is None for one in parcels)))


@lru_cache(maxsize=8)
def _without(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(path for path in LISTED_FIELDS if path.partition(".")[0] not in names)


def value_of(parcel: Parcel, path: str) -> object:
    """取字段 · What a parcel says of a field; the parts of a mixed use where it has no one use."""
    if path == "use":
        return parcel.use or parcel.use_shares or None
    name, _, part = path.partition(".")
    value = getattr(parcel, name)
    return getattr(value, part) if part and value is not None else value


def with_values(parcel: Parcel, values: Mapping[str, object]) -> Parcel:
    """改字段 · The parcel with values put into fields; IntegrityFault where it would contradict itself."""
    changes: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        name, _, part = path.partition(".")
        if part:
            parts.setdefault(name, {})[part] = value
        elif name == "use" and isinstance(value, tuple):
            changes |= {"use": None, "use_shares": value}
        elif name == "use":
            changes |= {"use": value, "use_shares": ()}
        else:
            changes[name] = value
    changes |= {name: _with_parts(parcel, name, own) for name, own in parts.items()}
    # As `dataclasses.replace` does, in a third of its time: thousands of cells are pasted at once.
    return Parcel(**{**dict(zip(_NAMES, _VALUES(parcel), strict=True)), **changes})


def _with_parts(parcel: Parcel, name: str, values: Mapping[str, Any]) -> object:
    """What the parcel holds of a name with some figures put into it, None where nothing is left."""
    held = getattr(parcel, name)
    if held is None and not any(map(is_stated, values.values())):
        return None
    empty = _PARTS[name]()
    changed = replace(held or empty, **values)
    return None if changed == empty else changed


def is_stated(value: object) -> bool:
    """有值 · Whether a value says anything."""
    return value not in (None, "", ())


@lru_cache(maxsize=128)
def nothing(path: str) -> object:
    """无值 · What stands in a field that nothing is said of."""
    name = path.partition(".")[0]
    if name in ("name", "location"):
        return ""
    return () if "." not in path and next(one for one in fields(Parcel) if one.name == name).default == () else None


def form_field(path: str) -> str:
    """模板字段 · What the blank form calls a field."""
    return _CALLED.get(path, path.rpartition(".")[2])


def title_of(path: str) -> str:
    """列名 · The official header of a field."""
    return official_header(form_field(path))


@lru_cache(maxsize=1024)
def field_named(text: str) -> str | None:
    """认字段 · The field that a text names, by its code, its official header or a known synonym; None for none."""
    known = {form_field(path): path for path in LISTED_FIELDS} | {path: path for path in LISTED_FIELDS}
    if text in known:
        return known[text]
    headed = next((one.field for one in template() if folded(one.header) == folded(text)), None)
    return known.get(headed or (recognise(text) or ("", None))[0])
