"""公开界线 · Outlines as anybody may have them: corners on a coarse grid, so that none is a boundary point.

Exact corners are public only by a clearance that is on record, which no version grants yet. The grid's width is a dated
parameter; it is recalled, and a bureau may confirm another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.plot import GRID, Boundary, Corner, Polygon, Ring
from landsupply.ledger.boundary.project import GEOGRAPHIC, to_degrees
from landsupply.publish.disclosure import Disclosure
from landsupply.publish.matter import Matter

FORMAT = "landsupply.disclosure-geojson/1"
STEP = "publish.outline_step"
#: A hundred-thousandth of a degree is about a metre here, less than any grid.
_PLACE = Decimal("0.00001")


def step_of(matter: Matter) -> int:
    """格网 · Its width in metres."""
    return matter.rules.parameter(STEP).whole()


def coarse_note(matter: Matter) -> str:
    """概略说明 · That outlines are approximate, how much, and what they are not for."""
    return matter.say("P516", metres=step_of(matter), datum=GEOGRAPHIC.datum.name)


def generalised(polygons: Sequence[Polygon], metres: int) -> tuple[Polygon, ...]:
    """概略界线 · The polygons with every corner on the grid; a shell that vanishes becomes one cell, a hole goes."""
    step = metres * GRID
    found = []
    for shell, *holes in polygons:
        coarse = _snapped(shell, step) or _cell(shell, step)
        found.append((coarse, *(hole for one in holes if (hole := _snapped(one, step)))))
    return tuple(found)


def _snapped(ring: Ring, step: int) -> Ring:
    """The ring on the grid, open as it came; nothing where less than a triangle is left."""
    corners = [(_near(east, step), _near(north, step)) for east, north in ring]
    kept = [one for before, one in pairwise([corners[-1], *corners]) if one != before]
    return tuple(kept) if len(set(kept)) > 2 and _has_land(kept) else ()


def _near(value: int, step: int) -> int:
    return (value + step // 2) // step * step


def _has_land(corners: Sequence[Corner]) -> bool:
    return _doubled(corners) != 0


def _doubled(corners: Sequence[Corner]) -> int:
    """Twice the area, above nought where the corners run counter-clockwise."""
    turned = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum(e * other_n - other_e * n for (e, n), (other_e, other_n) in turned)


def _cell(ring: Ring, step: int) -> Ring:
    """The cell of the grid in which the middle of the ring lies."""
    west, south = (min(one[axis] for one in ring) for axis in (0, 1))
    east, north = (max(one[axis] for one in ring) for axis in (0, 1))
    left, low = (west + east) // 2 // step * step, (south + north) // 2 // step * step
    return ((left, low), (left + step, low), (left + step, low + step), (left, low + step))


def geojson_of(disclosure: Disclosure, boundaries: Mapping[str, Boundary], digest: str) -> Mapping[str, object]:
    """公开图形 · All public parcels with their public fields, and coarse outlines where there are any.

    Longitudes and latitudes of CGCS2000, which GeoJSON's WGS 84 is within a decimetre of.
    """
    matter = disclosure.matter
    metres = step_of(matter)
    return {
        "type": "FeatureCollection",
        "format": FORMAT,
        "title": matter.title,
        "plan": digest,
        "outlines": coarse_note(matter),
        "fields": dict(zip(disclosure.names(), disclosure.headings(), strict=True)),
        "features": [
            {
                "type": "Feature",
                "id": item.parcel,
                "properties": disclosure.record(item),
                "geometry": _geometry(boundaries[item.parcel], metres) if item.parcel in boundaries else None,
            }
            for item in disclosure.items
        ],
    }


def _geometry(boundary: Boundary, metres: int) -> Mapping[str, object]:
    parts = [list(_rings(one, boundary)) for one in generalised(boundary.polygons, metres)]
    return {"type": "MultiPolygon", "coordinates": parts}


def _rings(polygon: Polygon, boundary: Boundary) -> Iterator[list[list[float]]]:
    """Closed, shells counter-clockwise and holes clockwise, as the form asks."""
    for number, ring in enumerate(polygon):
        points = to_degrees(np.array(ring, dtype=float) / GRID, boundary.frame)
        closed = [[_coarse(float(one)) for one in point] for point in points]
        turned = closed if (_doubled(ring) > 0) == (number == 0) else closed[::-1]
        yield [*turned, turned[0]]


def _coarse(degrees: float) -> float:
    return float(Decimal(repr(degrees)).quantize(_PLACE, ROUND_HALF_UP))
