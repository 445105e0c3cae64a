"""环与限 · What all boundary formats share: limits, the turn of a ring, which hole lies in which shell, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from landsupply.files.guard import ROW_LIMIT
from landsupply.ledger.outline import Point, Polygon, Ring
from landsupply.ledger.sheet_words import folded, table_of
from landsupply.measure.fault import InputFault

#: Points of one outline; more are no parcel and no constraint that a person has drawn.
VERTEX_LIMIT = 100_000
#: Points of one file.
POINT_LIMIT = 2_000_000
#: Rings of one outline.
RING_LIMIT = 10_000

_LARGEST = 1e12  # no coordinate on earth, in any unit, is as large


class Meter:
    """计数 · Counts the outlines and points of a file as they are read and stops at the limits (F065)."""

    def __init__(self) -> None:
        self.outlines = 0
        self.points = 0

    def outline(self, points: int, rings: int) -> None:
        """计一宗 · One more outline, or part of one, with its points and rings."""
        self.outlines += 1
        self.points += points
        for count, limit in (
            (points, VERTEX_LIMIT),
            (rings, RING_LIMIT),
            (self.points, POINT_LIMIT),
            (self.outlines, ROW_LIMIT),
        ):
            if count > limit:
                raise InputFault("F065", position=self.outlines, count=count, limit=limit)


def is_coordinate(value: float) -> bool:
    """是否坐标 · Whether a number can be a coordinate at all: finite and of this earth."""
    return -_LARGEST < value < _LARGEST


def doubled(ring: Ring) -> float:
    """两倍面积 · Twice the signed area, positive where the ring runs counter-clockwise with east first."""
    if not ring:
        return 0.0
    (x0, y0), total = ring[0], 0.0
    for (x, y), (u, v) in pairwise(ring):
        total += (x - x0) * (v - y0) - (u - x0) * (y - y0)
    return total


def box(ring: Ring) -> tuple[float, float, float, float]:
    """外框 · Least and largest of both coordinates."""
    first, second = [x for x, _ in ring], [y for _, y in ring]
    return min(first), min(second), max(first), max(second)


def encloses(ring: Ring, point: Point) -> bool:
    """是否包含 · Whether a point lies inside a ring, by counting the sides that a ray from it meets."""
    x, y = point
    inside = False
    for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def assembled(rings: Sequence[Ring]) -> tuple[tuple[Polygon, ...], int]:
    """成面 · Clockwise rings as shells, the others as holes of the shell around them; and the holes without a shell.

    The order is that of a shapefile. A hole without a shell stands as a shell of its own.
    """
    shells = [ring for ring in rings if doubled(ring) < 0]
    holes = [ring for ring in rings if not doubled(ring) < 0]
    if not shells:
        return tuple((ring,) for ring in holes), len(holes) if len(holes) > 1 else 0
    held: list[list[Ring]] = [[shell] for shell in shells]
    frames = [box(shell) for shell in shells]
    orphans: list[Ring] = []
    for hole in holes:
        place = _around(hole, shells, frames)
        orphans.append(hole) if place is None else held[place].append(hole)
    return (*map(tuple, held), *((ring,) for ring in orphans)), len(orphans)


def _around(hole: Ring, shells: list[Ring], frames: list[tuple[float, float, float, float]]) -> int | None:
    """The place of the shell of a hole: the one whose frame alone holds it, else the smallest that encloses it."""
    if len(shells) == 1:
        return 0
    west, south, east, north = box(hole)
    near = [
        place
        for place, (left, low, right, high) in enumerate(frames)
        if left <= west and low <= south and east <= right and north <= high
    ]
    if len(near) > 1:
        near = [place for place in near if any(encloses(shells[place], corner) for corner in hole[:2])] or near
    return min(near, key=lambda place: abs(doubled(shells[place])), default=None)


@lru_cache(maxsize=1)
def boundary_words() -> Mapping[str, tuple[str, ...]]:
    """界址用语 · Folded words by role, in the order of the vocabulary."""
    roles: dict[str, list[str]] = {}
    for row in table_of("boundary_words"):
        roles.setdefault(row["role"], []).append(folded(row["word"]))
    return {role: tuple(words) for role, words in roles.items()}


def label_of(attributes: Mapping[str, str], position: int) -> str:
    """地块之名 · The first attribute that names a plot; the position where none does."""
    named = {folded(key): value.strip() for key, value in attributes.items() if value.strip()}
    return next((named[word] for word in boundary_words()["label"] if word in named), str(position))


def plural_key(key: str, taken: Mapping[str, object]) -> str:
    """不重之名 · The name, with a number behind it where it is taken."""
    number, name = 1, key
    while name in taken:
        number += 1
        name = f"{key}({number})"
    return name
