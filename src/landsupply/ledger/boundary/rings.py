"""环 · The rings of one outline on the grid of 0.1 mm: closed, without repeated corners, turned the one way.

What is safe is done and noted: closing, leaving out a corner repeated on the spot, turning. What would change the land
is only noted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landsupply.ledger.boundary.plot import Polygon, Ring, doubled_area

#: A corner is a spike where both sides leave it within half a degree of one another: 1 / tan 0.5°.
_SPIKE = 115
_NUMBERED = re.compile(r"\D*([0-9]{1,9})\Z")
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """所见 · Something seen on an outline: a message code and its facts."""

    code: str
    facts: Mapping[str, object]


def cleaned(polygons: Sequence[Polygon]) -> tuple[tuple[Polygon, ...], tuple[Note, ...]]:
    """整理 · The polygons with every ring opened, thinned and turned, and what was seen; rings of no area are kept."""
    notes: list[Note] = []
    done = tuple(
        tuple(_ring(ring, place, notes) for place, ring in enumerate(polygon)) for polygon in polygons if polygon
    )
    return done, tuple(notes)


def _ring(ring: Ring, place: int, notes: list[Note]) -> Ring:
    """One ring; the first of a polygon is its shell, the others are holes."""
    if len(ring) < 2 or ring[0] != ring[-1]:
        notes.append(Note(code="G030", facts={}))
        opened = ring
    else:
        opened = ring[:-1]
    kept = tuple(corner for before, corner in zip(opened[-1:] + opened[:-1], opened, strict=True) if corner != before)
    if len(kept) < len(opened):
        notes.append(Note(code="G031", facts={}))
    notes.extend(_ring_notes(kept))
    if (doubled_area(kept) < 0) != (place > 0):
        notes.append(Note(code="G032", facts={}))
        return kept[:1] + kept[:0:-1]
    return kept


def _ring_notes(ring: Ring) -> Iterator[Note]:
    if _is_flat(ring):
        yield Note(code="G035", facts={"corners": len(set(ring))})
        return
    spikes = [number for number in range(len(ring)) if _is_spike(ring[number - 1], ring[number], _after(ring, number))]
    if spikes:
        shown = tuple(f"{ring[number][0] / 10_000},{ring[number][1] / 10_000}" for number in spikes[:_MOST_SHOWN])
        yield Note(code="G033", facts={"spikes": len(spikes), "corners": shown})


def _is_flat(ring: Ring) -> bool:
    """Fewer than three corners, or all in one line; a ring that crosses itself may have no area and still hold land."""
    corners = sorted(set(ring))
    if len(corners) < 3:
        return True
    (x, y), (u, v) = corners[0], corners[-1]
    return all((u - x) * (north - y) == (v - y) * (east - x) for east, north in corners)


def _after(ring: Ring, number: int) -> tuple[int, int]:
    return ring[(number + 1) % len(ring)]


def _is_spike(before: tuple[int, int], here: tuple[int, int], after: tuple[int, int]) -> bool:
    back, forth = (before[0] - here[0], before[1] - here[1]), (after[0] - here[0], after[1] - here[1])
    dot = back[0] * forth[0] + back[1] * forth[1]
    return dot > 0 and abs(back[0] * forth[1] - back[1] * forth[0]) * _SPIKE < dot


def mark_notes(marks: Sequence[Sequence[str]]) -> Iterator[Note]:
    """点号 · A note where the numbers of an outline's points (J1, J2 …) leave gaps, repeat or go back."""
    numbers: list[int] = []
    for ring in marks:
        told = [int(found[1]) for mark in ring if (found := _NUMBERED.match(mark.strip()))]
        numbers.extend(told[:-1] if len(told) > 1 and told[-1] == told[0] else told)
    if numbers and sorted(numbers) != list(range(min(numbers), min(numbers) + len(numbers))):
        absent = sorted(set(range(min(numbers), min(max(numbers), min(numbers) + 100_000))) - set(numbers))
        doubled = sorted(number for number, count in Counter(numbers).items() if count > 1)
        yield Note(code="G036", facts={"absent": _shown(absent), "repeated": _shown(doubled)})
    elif numbers != sorted(numbers):
        yield Note(code="G036", facts={"absent": _shown([]), "repeated": _shown([])})


def _shown(numbers: Sequence[int]) -> tuple[str, ...] | str:
    names = tuple(f"J{number}" for number in numbers[:_MOST_SHOWN])
    return (*names, "…") if len(numbers) > _MOST_SHOWN else names or "—"
