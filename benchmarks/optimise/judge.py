"""裁判 · Holds a choice against a problem, rule by rule in plain whole numbers: shares no code with any method.

Slow and simple on purpose: every chosen parcel is looked at by itself, and sums are Python's own integers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from landsupply.plan.problem import Choice, Problem


class Verdict(NamedTuple):
    """裁定 · The value of a choice, the rules of the parcels that it breaks, and the rows that it misses."""

    value: int
    broken: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def feasible(self) -> bool:
        """可行 · Whether nothing is broken and no row missed."""
        return not self.broken and not self.missed


def judged(problem: Problem, choice: Choice) -> Verdict:
    """裁定 · What the choice is worth and what it breaks; a parcel's impossible choice counts for nothing."""
    option, month = [int(one) for one in choice.option], [int(one) for one in choice.month]
    if len(option) != problem.parcels or len(month) != problem.parcels:
        return Verdict(0, (f"{len(option)} options and {len(month)} months for {problem.parcels} parcels",), ())
    own = dict(_impossible(problem, option, month))
    standing = [parcel for parcel in range(problem.parcels) if option[parcel] >= 0 and parcel not in own]
    value = sum(int(problem.value[option[parcel]][month[parcel] - 1]) for parcel in standing)
    missed = tuple(_missed(problem, [(option[parcel], month[parcel]) for parcel in standing]))
    return Verdict(value, (*own.values(), *_unlinked(problem, month)), missed)


def _impossible(problem: Problem, option: list[int], month: list[int]) -> Iterator[tuple[int, str]]:
    """Each parcel's own rules: its own option within the option's months, or −1 with month 0."""
    starts = problem.option_start.tolist()
    first, last = problem.first.tolist(), problem.last.tolist()
    for parcel, (one, when) in enumerate(zip(option, month, strict=True)):
        if one == -1:
            if when != 0:
                yield parcel, f"parcel {parcel}: month {when} without an option"
        elif not starts[parcel] <= one < starts[parcel + 1]:
            yield parcel, f"parcel {parcel}: option {one} is not its own"
        elif not first[one] <= when <= last[one]:
            yield parcel, f"parcel {parcel}: option {one} is not open in month {when}"


def _unlinked(problem: Problem, month: list[int]) -> Iterator[str]:
    """Each block's rules: enough members, one of alternatives, no second of a pair without or before its first."""
    starts = problem.block_start.tolist()
    for block, (kind, least) in enumerate(zip(problem.block_kind.tolist(), problem.least.tolist(), strict=True)):
        months = month[starts[block] : starts[block + 1]]
        standing = sum(when != 0 for when in months)
        if standing < least:
            yield f"block {block}: {standing} stand, {least} must"
        if kind == 1 and standing > 1:
            yield f"block {block}: {standing} of its alternatives stand"
        if kind == 2 and months[1] and not 0 < months[0] <= months[1]:
            yield f"block {block}: the second in month {months[1]}, the first in {months[0]}"


def _missed(problem: Problem, taken: list[tuple[int, int]]) -> Iterator[str]:
    """Each row against its bounds, from the sums of each field by cell and month."""
    cells, amounts = problem.cell.tolist(), problem.amount
    sums: dict[int, list[int]] = {}
    for option, month in taken:
        place = cells[option] * 12 + month - 1
        held = sums.setdefault(place, [0] * amounts.shape[1])
        for field, amount in enumerate(amounts[option].tolist()):
            held[field] += amount
    rows = problem.rows
    reached = [0] * len(rows.names)
    for place, held in sums.items():
        for entry in range(int(rows.start[place]), int(rows.start[place + 1])):
            counted = zip(rows.coefficient[entry].tolist(), held, strict=True)
            reached[int(rows.row[entry])] += sum(weight * amount for weight, amount in counted)
    for name, figure, low, high in zip(rows.names, reached, rows.low.tolist(), rows.high.tolist(), strict=True):
        if not low <= figure <= high:
            yield f"{name}: {figure} is not from {low} to {high}"
