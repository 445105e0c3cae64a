"""几何 · Boundaries as the library's own shapes and back, many at a time, and what only the library can tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, pairwise

from landsupply.ledger.boundary.frame import Frame
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import pyproj, shapely
from landsupply.ledger.boundary.plot import GRID, Boundary, Polygon, Ring
from landsupply.ledger.boundary.project import Points, to_degrees
from landsupply.measure.area import Area
from landsupply.measure.rounding import nearest_integer

#: One of the library's shapes each.
Shapes = np.ndarray[tuple[int, ...], np.dtype[np.object_]]

_Offsets = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

_WHERE = re.compile(r"\[(-?[0-9]+(?:\.[0-9]{1,3})?)[0-9]* (-?[0-9]+(?:\.[0-9]{1,3})?)")
#: Sides asked at once for what crosses them, and the crossings up to which a repair is tried (each is met twice).
_AT_ONCE = 64
_MOST_CROSSINGS = 20_000
_OUTSIDE = "Hole lies outside"


def shapes_of(boundaries: Sequence[Boundary]) -> Shapes:
    """成几何 · One shape a boundary, in metres."""
    return drawn([one.polygons for one in boundaries])


def drawn(parcels: Sequence[Sequence[Polygon]]) -> Shapes:
    """成面 · One shape for each list of polygons, in metres, valid or not: a polygon where there is but one."""
    points, ends = _closed([ring for parcel in parcels for polygon in parcel for ring in polygon])
    sizes = _offsets([len(polygon) for parcel in parcels for polygon in parcel])
    polygons: Shapes = shapely.from_ragged_array(shapely.GeometryType.POLYGON, points, (ends, sizes))
    counts = np.array([len(parcel) for parcel in parcels], dtype=np.int64)
    if (counts == 1).all():
        return polygons
    owners = np.repeat(np.arange(len(counts)), counts)
    is_single = (counts == 1)[owners]
    shapes = np.empty(len(counts), dtype=object)
    shapes[counts == 1] = polygons[is_single]
    shapely.multipolygons(polygons[~is_single], indices=owners[~is_single], out=shapes)
    return shapes


def _closed(rings: Sequence[Ring]) -> tuple[Points, _Offsets]:
    """All corners in metres, every ring closed, and where each begins."""
    lengths = [len(ring) for ring in rings]
    starts = _offsets(lengths)
    flat = chain.from_iterable(chain.from_iterable(rings))
    points = np.fromiter(flat, dtype=np.float64, count=2 * sum(lengths)).reshape(-1, 2) / GRID
    closed = np.insert(points, starts[1:], points[starts[:-1]], axis=0)
    return closed, starts + np.arange(len(starts))


def _offsets(counts: Sequence[int]) -> _Offsets:
    return np.concatenate(([0], np.cumsum(np.array(counts, dtype=np.int64))))


def polygons_of(shape: shapely.Geometry) -> tuple[Polygon, ...]:
    """取多边形 · The polygons of a shape on the grid of 0.1 mm; its lines and points are no land and left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    flat = [shapely.orient_polygons(part) for part in parts if isinstance(part, shapely.Polygon) and part.area > 0]
    made = [[_grid_ring(ring) for ring in (part.exterior, *part.interiors)] for part in flat]
    return tuple(tuple(ring for ring in rings if len(set(ring)) > 2) for rings in made if len(set(rings[0])) > 2)


def _grid_ring(ring: shapely.LinearRing) -> Ring:
    """Open, and without corners that the grid has made one."""
    closed = on_grid(shapely.get_coordinates(ring))
    return tuple(corner for corner, after in pairwise(closed) if corner != after)


def on_grid(points: Points) -> Ring:
    """上网格 · Metres as whole tenths of a millimetre, halves up."""
    return tuple((east, north) for east, north in np.floor(points * GRID + 0.5).astype(np.int64).tolist())


def faults_of(shapes: Shapes) -> dict[int, tuple[str, str]]:
    """无效之处 · By place in the sequence: the message code of what makes a shape invalid, and where it is so."""
    places = np.flatnonzero(~shapely.is_valid(shapes))
    reasons = shapely.is_valid_reason(shapes[places])
    return {place: _fault(reason) for place, reason in zip(places.tolist(), reasons.tolist(), strict=True)}


def _fault(reason: str) -> tuple[str, str]:
    where = _WHERE.search(reason)
    code = "G034" if reason.startswith(_OUTSIDE) else "G037"
    return code, f"{where[1]}, {where[2]}" if where else "—"


def made_valid(shape: shapely.Geometry, code: str) -> tuple[Polygon, ...]:
    """拟修复 · The polygons of the repair proposed for an invalid shape; empty for a hopeless tangle."""
    if _is_tangle(shape):
        return ()
    repaired = _with_parts(shape) if code == "G034" else shapely.make_valid(shape, method="structure")
    return polygons_of(repaired)


def _is_tangle(shape: shapely.Geometry) -> bool:
    """More crossings than any mistake makes: its repair would cost minutes and mean nothing."""
    corners = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shape)]
    sides = np.concatenate([shapely.linestrings(np.stack((one[:-1], one[1:]), axis=1)) for one in corners])
    tree, crossings = shapely.STRtree(sides), 0
    for start in range(0, len(sides), _AT_ONCE):
        crossings += len(tree.query(sides[start : start + _AT_ONCE], predicate="crosses")[0])
        if crossings > _MOST_CROSSINGS:
            return True
    return False


def _with_parts(shape: shapely.Geometry) -> shapely.Geometry:
    """Rings that do not lie in their shell taken as land of their own."""
    whole = []
    for part in shapely.get_parts(shape):
        shell = shapely.make_valid(shapely.Polygon(part.exterior), method="structure")
        holes = [shapely.make_valid(shapely.Polygon(ring), method="structure") for ring in part.interiors]
        inner = [hole for hole in holes if shapely.intersects(shell, hole) and not shapely.touches(shell, hole)]
        outer = [hole for hole in holes if shapely.disjoint(shell, hole) or shapely.touches(shell, hole)]
        whole.append(shapely.union_all([shapely.difference(shell, shapely.union_all(inner)), *outer]))
    return shapely.union_all(whole)


def rounded_areas(shapes: Shapes) -> list[int]:
    """取整面积 · The plane area of each shape in units of 0.01 m², halves up, rounded once."""
    return rounded(shapely.area(shapes))


def rounded(square_metres: Points) -> list[int]:
    """取整 · Square metres in units of 0.01 m², halves up."""
    counts: list[int] = np.floor(square_metres * 100 + 0.5).astype(np.int64).tolist()
    return counts


def ellipsoidal_areas(parcels: Sequence[Sequence[Polygon]], frame: Frame) -> list[Area]:
    """椭球面积 · The areas on the ellipsoid of CGCS2000, sides along geodesics, each rounded once to 0.01 m²."""
    rings = [[ring for polygon in parcel for ring in polygon] for parcel in parcels]
    corners = np.array([corner for one in rings for ring in one for corner in ring], dtype=np.float64)
    stream = iter(np.split(to_degrees(corners.reshape(-1, 2) / GRID, frame), _ends(rings)))
    return [Area(nearest_integer(Fraction(sum(_on_ellipsoid(next(stream)) for _ in one)) * 100)) for one in rings]


def _ends(rings: Sequence[Sequence[Ring]]) -> Sequence[int]:
    ends: list[int] = np.cumsum([len(ring) for one in rings for ring in one]).tolist()
    return ends


def _on_ellipsoid(degrees: Points) -> float:
    """Square metres, positive counter-clockwise, so that holes take away."""
    area: float = _geod().polygon_area_perimeter(degrees[:, 0], degrees[:, 1])[0]
    return area


@lru_cache(maxsize=1)
def _geod() -> pyproj.Geod:
    """The ellipsoid of CGCS2000 is GRS80 to a tenth of a millimetre."""
    return pyproj.Geod(ellps="GRS80")
