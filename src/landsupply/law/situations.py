"""情形 · What shows how each rule is meant: a row, a plan or a text as an official writes it, and the ruling.

Every situation is specification, test and page of the manual at once. ``situations/rules`` are asked of one rule and
one parcel, ``plans`` of a plan or place, ``texts`` of a piece of text, and those beside the folders of a parcel as a
whole. What a plan's situation does not say is as in the usual plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.yaml_text import read_yaml

Situation = Mapping[str, Any]
RULES, PLANS, TEXTS, PARCELS = "rules", "plans", "texts", ""
_FOLDER, _USUAL = "situations", "usual.yaml"
#: The place of a situation that names none.
_PLACE = "410100"


@lru_cache(maxsize=8)
def situations_of(kind: str) -> tuple[tuple[str, Situation], ...]:
    """某类情形 · Every situation of a kind with the name of its file, by file and order."""
    folder = f"{_FOLDER}/{kind}".rstrip("/")
    names = (name for name in shipped_names(folder) if name.endswith(".yaml") and name != _USUAL)
    return tuple((name.removesuffix(".yaml"), one) for name in names for one in _read(f"{folder}/{name}"))


def _read(path: str) -> list[Situation]:
    found = read_yaml(shipped_text(path), path)
    return found if isinstance(found, list) else []


@lru_cache(maxsize=1)
def usual_plan() -> Situation:
    """通常的计划 · What a situation of a plan need not say: three parcels without a fault, and the goals."""
    path = f"{_FOLDER}/{PLANS}/{_USUAL}"
    found = read_yaml(shipped_text(path), path)
    return MappingProxyType(found) if isinstance(found, dict) else {}


@lru_cache(maxsize=1)
def situations_by_rule() -> Mapping[str, tuple[Situation, ...]]:
    """各条规则的情形 · By the number of the rule they are about, in the order of the files."""
    found: dict[str, list[Situation]] = {}
    for kind in (RULES, PLANS, TEXTS, PARCELS):
        for _, one in situations_of(kind):
            for number in _about(one):
                found.setdefault(number, []).append(one)
    return MappingProxyType({number: tuple(several) for number, several in found.items()})


def place_of(one: Situation) -> str:
    """情形地方 · The code of the place whose rules a situation is asked by."""
    return str(one.get("place", _PLACE))


def _about(one: Situation) -> Iterable[str]:
    """The rule a situation names, or those that keep its row out or warn of it."""
    if "rule" in one:
        return (one["rule"],)
    expect = one["expect"]
    return dict.fromkeys((*(expect.get("refused_by") or ()), *(expect.get("warned_by") or ())))
