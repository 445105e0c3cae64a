"""界线关系 · Overlaps between parcels and with supplied land, duplicates, slivers, and land outside its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import require_geometry, shapely
from landsupply.ledger.boundary.notes import boundary_issue
from landsupply.ledger.boundary.pieces import outline_of
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.project import to_degrees
from landsupply.ledger.boundary.shapes import Shapes, rounded_areas, shapes_of
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Outline
from landsupply.measure.area import Area
from landsupply.measure.rounding import half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """重叠 · Land that two boundaries both hold; `piece` is the land itself."""

    first: str
    second: str
    area: Area
    share: Fraction
    is_duplicate: bool
    piece: Outline


def overlaps(boundaries: Mapping[str, Boundary], rules: Rules) -> tuple[Overlap, ...]:
    """相互重叠 · Every pair of parcels that hold the same land, by identity; what the tolerance lets pass left out.

    `share` is the share of the smaller parcel.
    """
    require_geometry()
    held = _Held.of(boundaries)
    left, right = shapely.STRtree(held.shapes).query(held.shapes, predicate="intersects")
    is_once = left < right
    return tuple(_overlaps((held, left[is_once]), (held, right[is_once]), rules))


def overlaps_with(
    boundaries: Mapping[str, Boundary], supplied: Mapping[str, Boundary], rules: Rules
) -> tuple[Overlap, ...]:
    """与已供重叠 · Every parcel (`first`) that holds land already supplied (`second`)."""
    require_geometry()
    held, other = _Held.of(boundaries), _Held.of(supplied)
    left, right = shapely.STRtree(other.shapes).query(held.shapes, predicate="intersects")
    return tuple(_overlaps((held, left), (other, right), rules))


_Places = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Boundaries in the order of their identities, as values and as shapes."""

    names: tuple[str, ...]
    boundaries: tuple[Boundary, ...]
    shapes: Shapes

    @classmethod
    def of(cls, boundaries: Mapping[str, Boundary]) -> _Held:
        names = tuple(sorted(boundaries))
        held = tuple(boundaries[name] for name in names)
        return cls(names=names, boundaries=held, shapes=shapes_of(held))


def _overlaps(one: tuple[_Held, _Places], other: tuple[_Held, _Places], rules: Rules) -> Iterator[Overlap]:
    (held, left), (against, right) = one, other
    pieces = shapely.intersection(held.shapes[left], against.shapes[right])
    counts = rounded_areas(pieces)
    worth = _is_worth(pieces, rules)
    for place in sorted(np.flatnonzero(worth).tolist(), key=lambda place: (left[place], right[place])):
        first, second = held.boundaries[left[place]], against.boundaries[right[place]]
        area = Area(counts[place])
        yield Overlap(
            first=held.names[left[place]],
            second=against.names[right[place]],
            area=area,
            share=Fraction(area.units, min(first.area.units, second.area.units)),
            is_duplicate=first.digest == second.digest,
            piece=outline_of(held.names[left[place]], place, pieces[place]),
        )


def _is_worth(pieces: Shapes, rules: Rules) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Neither empty, nor at once small and thin: the mean width of a thin strip is twice its area by its length."""
    least = float(rules.parameter("boundary.overlap.square_metres").exact())
    width = float(rules.parameter("boundary.overlap.metres").exact())
    area, length = shapely.area(pieces), shapely.length(pieces)
    return np.asarray((area > 0) & ((area >= least) | (2 * area >= width * length)))


def overlap_issues(
    found: Sequence[Overlap], boundaries: Mapping[str, Boundary], supplied: Mapping[str, Boundary] | None = None
) -> tuple[Issue, ...]:
    """重叠问题 · G070 for two parcels, G071 for a parcel and supplied land, G072 for one boundary given twice."""
    code = "G070" if supplied is None else "G071"
    return tuple(_overlap_issue("G072" if one.is_duplicate else code, one, boundaries[one.first]) for one in found)


def _overlap_issue(code: str, one: Overlap, boundary: Boundary) -> Issue:
    percent = half_up(one.share.numerator * 100, one.share.denominator, 2)
    return boundary_issue(code, boundary, first=one.first, second=one.second, area=one.area.hectares, percent=percent)


def size_issues(boundaries: Mapping[str, Boundary], rules: Rules) -> tuple[Issue, ...]:
    """碎片 · G073 for every boundary smaller than a parcel can be."""
    least = rules.parameter("boundary.sliver.square_metres").exact()
    small = [(name, one) for name, one in sorted(boundaries.items()) if one.area.units < least * 100]
    return tuple(
        boundary_issue("G073", one, parcel=name, area=half_up(one.area.units, 100, 2), least=least)
        for name, one in small
    )


def place_issues(
    boundaries: Mapping[str, Boundary], rules: Rules, within: Sequence[Boundary] = ()
) -> tuple[Issue, ...]:
    """出界 · G074 for every boundary that leaves the place: the known outline of it, or else its box."""
    require_geometry()
    held = _Held.of(boundaries)
    left = _beyond(held, within) if within else _beyond_box(held, rules)
    return tuple(
        boundary_issue("G074", held.boundaries[place], parcel=held.names[place], area=area.hectares)
        for place, area in left
    )


def _beyond(held: _Held, within: Sequence[Boundary]) -> Iterator[tuple[int, Area]]:
    outside = shapely.difference(held.shapes, shapely.union_all(shapes_of(within)))
    counts = rounded_areas(outside)
    yield from ((place, Area(count)) for place, count in enumerate(counts) if count > 0)


def _beyond_box(held: _Held, rules: Rules) -> Iterator[tuple[int, Area]]:
    extent = rules.place.extent
    if extent is None:
        return
    box = shapely.box(float(extent.west), float(extent.south), float(extent.east), float(extent.north))
    for place, boundary in enumerate(held.boundaries):
        degrees = to_degrees(shapely.get_coordinates(held.shapes[place]), boundary.frame)
        if not shapely.covers(box, shapely.multipoints(degrees)):
            yield place, boundary.area
