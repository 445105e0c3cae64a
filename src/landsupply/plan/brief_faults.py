"""编制要求查错 · All that is wrong with a brief's page at once, each with its place in it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.measure.fault import BriefFault
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import read_brief

#: A page with more than so many faults is told the first of them.
_MOST = 40
#: Which field contradictions of the whole are said at.
_AT = {
    "B003": "targets",
    "B004": "goals",
    "B005": "targets.total",
    "B006": "milestones",
    "B007": "locks.never",
    "B017": "targets.total",
    "B018": "day",
    "B019": "year",
    "B023": "locks.one_of",
    "B024": "locks.after",
    "B025": "locks.one_of",
    "B030": "robust.guards",
    "B031": "robust.level",
    "B032": "robust.margin",
    "B033": "robust.seed",
}


@dataclass(frozen=True, slots=True)
class Misstated:
    """误写 · Where a page is wrong, as the path of its keys, and what is wrong there."""

    path: tuple[str, ...]
    fault: BriefFault


@dataclass(frozen=True, slots=True)
class Looked:
    """查错结果 · The brief that the page states once everything wrong is left out, and what that is."""

    rest: Brief | None
    wrong: tuple[Misstated, ...]

    @property
    def brief(self) -> Brief | None:
        """编制要求 · The brief, where nothing is wrong."""
        return None if self.wrong else self.rest


def looked_through(page: Mapping[str, Any], rules: Rules) -> Looked:
    """查错 · Every fault of a page: each is taken out in turn and the rest is read again."""
    rest: dict[str, Any] = deepcopy(dict(page))
    wrong: list[Misstated] = []
    while len(wrong) < _MOST:
        try:
            brief = read_brief(rest, rules)
        except BriefFault as fault:
            path = path_of(fault, rest)
            wrong.append(Misstated(path, fault))
            if not _taken_out(rest, path):
                break
        else:
            return Looked(brief, tuple(wrong))
    return Looked(None, tuple(wrong))


def path_of(fault: BriefFault, page: Mapping[str, Any]) -> tuple[str, ...]:
    """位置 · The keys that lead to what a fault speaks of, as far as the page has them."""
    said = str(fault.facts.get("where") or fault.facts.get("key") or _AT.get(fault.code, ""))
    return _followed(page, said)


def _followed(table: object, said: str) -> tuple[str, ...]:
    """Names may hold dots: the longest key that the rest begins with is the one meant."""
    if not said:
        return ()
    if isinstance(table, Mapping):
        for key in sorted(table, key=len, reverse=True):
            if said == key or said.startswith(f"{key}."):
                return (key, *_followed(table[key], said[len(key) + 1 :]))
    return tuple(said.split("."))


def _taken_out(page: dict[str, Any], path: tuple[str, ...]) -> bool:
    """Whether there was something at the path that could be left out; of a list an entry is left out."""
    table: Any = page
    for at, key in enumerate(path):
        if isinstance(table, list):
            if key.isdigit() and 0 < int(key) <= len(table):
                del table[int(key) - 1]
                return True
            return False
        if not isinstance(table, dict) or key not in table:
            return False
        if at == len(path) - 1 or not isinstance(table[key], dict | list):
            del table[key]
            return key not in ("place", "year")
        table = table[key]
    return False
