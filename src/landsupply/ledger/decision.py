"""判定 · Whether two records are one parcel, as somebody decided it: data, replayed on every rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landsupply.ledger.issue import Issue
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.stated_rows import StatedRow, form_of, header_of, lacking, stated_rows
from landsupply.measure.days import Precision, read_day
from landsupply.measure.fault import InputFault, MeasureFault

#: How a day is written, for who wrote it otherwise.
EXAMPLE_DAY = "2024-03-05"


class Sameness(StrEnum):
    """结论 · One parcel, two parcels, or not yet decided."""

    SAME = "同一宗"
    DIFFERENT = "不同"
    OPEN = "待定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """判定 · Two record keys, the conclusion, who drew it, when and why."""

    first: str
    second: str
    verdict: Sameness
    by: str
    on: date
    why: str

    @property
    def pair(self) -> tuple[str, str]:
        """所判之对 · The two keys in their order."""
        return min(self.first, self.second), max(self.first, self.second)

    def stated(self) -> dict[str, object]:
        """所载 · The decision as plain values."""
        return {
            "first": self.first,
            "second": self.second,
            "verdict": self.verdict.value,
            "by": self.by,
            "on": self.on.isoformat(),
            "why": self.why,
        }


def read_decisions(given: Mapping[str, object] | Sheet) -> tuple[tuple[Decision, ...], tuple[Issue, ...]]:
    """读判定 · The decisions of a stored form or of the review table as it came back; an empty conclusion is none.

    待定 with a name and a day takes back what was decided before; without them it says nothing.

    L253 lacks who or when, L254 says something that is no conclusion or no day.
    """
    read = [_read(row) for row in stated_rows("decisions", given) if not _is_open(row)]
    decisions = tuple(one for one in read if isinstance(one, Decision))
    return decisions, tuple(one for one in read if isinstance(one, Issue))


def decisions_form(decisions: Iterable[Decision]) -> dict[str, object]:
    """存判定 · Decisions as `landsupply.decisions/1`."""
    return form_of("decisions", [one.stated() for one in decisions])


def day_of(text: str) -> date | None:
    """读日 · The day a text states, None where it states none."""
    try:
        read = read_day(text)
    except MeasureFault:
        return None
    return read.day if read.precision is Precision.DAY else None


def _is_open(row: StatedRow) -> bool:
    texts = row.texts
    return not texts["verdict"] or (texts["verdict"] == Sameness.OPEN.value and not (texts["by"] or texts["on"]))


def _read(row: StatedRow) -> Decision | Issue:
    missing = lacking("decisions", row)
    if missing:
        return missing
    texts = row.texts
    known = tuple(one.value for one in Sameness)
    if texts["verdict"] not in known:
        return row.issue("L254", header_of("decisions", "verdict"), texts["verdict"], known=known)
    day = day_of(texts["on"])
    if day is None:
        return row.issue("L254", header_of("decisions", "on"), texts["on"], known=(EXAMPLE_DAY,))
    return Decision(
        first=texts["first"],
        second=texts["second"],
        verdict=Sameness(texts["verdict"]),
        by=texts["by"],
        on=day,
        why=texts["why"],
    )


def latest(decisions: Sequence[Decision]) -> tuple[Mapping[tuple[str, str], Decision], tuple[Decision, ...]]:
    """最新判定 · The last decision on each pair, by day and then by order, and those it overtakes."""
    held: dict[tuple[str, str], Decision] = {}
    overtaken: list[Decision] = []
    for one in sorted(decisions, key=lambda decision: decision.on):
        before = held.get(one.pair)
        if before and before.verdict is not one.verdict:
            overtaken.append(before)
        held[one.pair] = one
    return held, tuple(overtaken)


def groups(keys: Iterable[str], decisions: Iterable[Decision]) -> tuple[tuple[str, ...], ...]:
    """成组 · Records decided to be one parcel, together; every other record alone.

    InputFault L255 where two records decided to differ are one by way of others.
    """
    known, held = list(keys), list(decisions)
    found = clusters(known, (one.pair for one in held if one.verdict is Sameness.SAME))
    home = {key: members for members in found for key in members}
    for one in held:
        if one.verdict is Sameness.DIFFERENT and one.first in home and one.second in home[one.first]:
            facts = {"first": one.first, "second": one.second, "by": one.by, "on": one.on}
            raise InputFault("L255", **facts, members=home[one.first])
    return found


def clusters(keys: Iterable[str], links: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """连成组 · Keys that links hold together, directly or by way of others; links to unknown keys are passed over."""
    top = {key: key for key in keys}
    for one, other in links:
        if one in top and other in top:
            first, second = sorted((_top(top, one), _top(top, other)))
            top[second] = first
    found: dict[str, list[str]] = {}
    for key in sorted(top):
        found.setdefault(_top(top, key), []).append(key)
    return tuple(tuple(members) for _, members in sorted(found.items()))


def _top(top: dict[str, str], key: str) -> str:
    while top[key] != key:
        top[key] = top[top[key]]
        key = top[key]
    return key
