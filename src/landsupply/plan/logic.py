"""宗地关系 · Alternatives and what waits for another: as blocks of their own where they can, else as rows.

A list of alternatives, or a pair, whose members occur nowhere else is one block: then nothing has to be priced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.plan.case import Case
from landsupply.plan.problem import AFTER, ONE_OF, SINGLE
from landsupply.plan.target import window


@dataclass(frozen=True, slots=True)
class Logic:
    """关系行 · Σ coefficient · (parcel is supplied in the months) ≤ high."""

    name: str
    members: tuple[tuple[str, int], ...]
    months: tuple[int, ...]
    high: int


@dataclass(frozen=True, slots=True)
class Block:
    """宗地组 · Parcels that are decided together, how, and how many of them must stand."""

    kind: int
    parcels: tuple[str, ...]
    least: int


def logic_of(case: Case) -> tuple[tuple[Block, ...], tuple[Logic, ...]]:
    """宗地关系 · All parcels in blocks, and what the blocks cannot say as rows."""
    present = dict.fromkeys(one.parcel for one in case.candidates)
    fixed = {one.parcel for one in case.candidates if one.is_fixed}
    lists, pairs = _lists(case, present), _pairs(case)
    named = Counter(parcel for names in (*lists, *pairs) for parcel in names)
    blocks: dict[str, Block] = {}
    rows: list[Logic] = []
    for names in lists:
        if len(names) > 1 and all(named[one] == 1 for one in names) and not fixed & set(names):
            blocks[min(names)] = Block(ONE_OF, names, 0)
        else:
            rows.append(Logic(f"互斥/{'、'.join(names)}", tuple((one, 1) for one in names), window(1, 12), 1))
    for first, then in pairs:
        if {first, then} <= set(present) and named[first] == named[then] == 1:
            blocks[first] = Block(AFTER, (first, then), 2 if then in fixed else int(first in fixed))
        else:
            rows.extend(_after(case, first, then))
    taken = {parcel for block in blocks.values() for parcel in block.parcels}
    blocks.update({one: Block(SINGLE, (one,), int(one in fixed)) for one in present if one not in taken})
    return tuple(blocks[name] for name in sorted(blocks)), tuple(rows)


def _lists(case: Case, present: dict[str, None]) -> list[tuple[str, ...]]:
    lists = [tuple(sorted(one for one in names if one in present)) for names in case.brief.locks.one_of]
    return list(dict.fromkeys(names for names in lists if len(names) > 1))


def _pairs(case: Case) -> list[tuple[str, str]]:
    return [(first, then) for first, then in case.brief.locks.after if first not in case.done]


def _after(case: Case, first: str, then: str) -> Iterator[Logic]:
    """For every month in which the second may stand: by then no more of it than of the first."""
    months = {month for one in case.candidates if one.parcel == then for month in one.months}
    for month in sorted(months):
        yield Logic(f"先后/{first}、{then}·{month}", ((then, 1), (first, -1)), window(1, month), 0)
