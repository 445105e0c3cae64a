"""宗地界线 · The boundary of a parcel as one exact value: corners in tenths of a millimetre, an area without rounding.

Free of every library, so that the ledger can hold boundaries where none is installed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from landsupply.ledger.boundary.frame import Frame, frame_of_code
from landsupply.ledger.outline import Outline, Survey
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.rounding import nearest_integer
from landsupply.seal.canon import digest, root

#: East and north in tenths of a millimetre.
Corner = tuple[int, int]
#: Corners in order, the first not repeated; shells run counter-clockwise, holes clockwise.
Ring = tuple[Corner, ...]
Polygon = tuple[Ring, ...]

#: Tenths of a millimetre in a metre.
GRID = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FixRecord:
    """改正记录 · A fix somebody chose: which, who, when and why, and the file before and after it."""

    fix: str
    by: str
    on: date
    why: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """界线来处 · The file, its digest, the layer and the position a boundary was taken from, with the fixes chosen."""

    file: str
    digest: str
    layer: str | None
    position: int
    fixes: tuple[FixRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """宗地界线 · Where a parcel lies, in the CGCS2000 3° zone of its place.

    `area` is the plane area in that projection (投影平面面积), summed exactly over the corners and rounded once to
    0.01 m²; `ellipsoidal` is the area on the ellipsoid (椭球面积) beside it.
    """

    label: str
    epsg: int
    polygons: tuple[Polygon, ...]
    ellipsoidal: Area
    source: Drawn
    attributes: Mapping[str, str] = field(default_factory=dict)
    area: Area = field(init=False)

    def __post_init__(self) -> None:
        """Refuse a boundary without land or outside a zone (G090)."""
        twice = sum(doubled_area(ring) for polygon in self.polygons for ring in polygon)
        object.__setattr__(self, "area", _area(twice))
        if self.area.units <= 0 or frame_of_code(self.epsg) is None:
            raise IntegrityFault("G090", label=self.label)

    @property
    def digest(self) -> str:
        """摘要 · The digest of the shape alone: where a ring begins and in which order parts stand plays no role."""
        parts = (digest([_turned(polygon[0]), *sorted(map(_turned, polygon[1:]))]) for polygon in self.polygons)
        return digest([self.epsg, root(parts)])

    @property
    def frame(self) -> Frame:
        """坐标系 · The frame of the corners."""
        found = frame_of_code(self.epsg)
        if found is None:
            raise IntegrityFault("G090", label=self.label)
        return found

    @property
    def corners(self) -> Iterator[Corner]:
        """全部界址点 · Every corner, ring by ring."""
        return (corner for polygon in self.polygons for ring in polygon for corner in ring)

    @property
    def outline(self) -> Outline:
        """界线 · The same in metres, east first, rings closed, for writing."""
        shapes = tuple(tuple(_metres(ring) for ring in polygon) for polygon in self.polygons)
        return Outline(
            label=self.label, position=self.source.position, polygons=shapes, attributes=dict(self.attributes)
        )


def survey_of(boundaries: Iterable[Boundary], layer: str) -> Survey:
    """成图层 · Boundaries of one frame as a layer to be written; G091 where they lie in several."""
    held = tuple(boundaries)
    codes = sorted({one.epsg for one in held})
    if len(codes) > 1:
        raise IntegrityFault("G091", codes=tuple(codes))
    return Survey(
        source=layer,
        layer=layer,
        form="layer",
        digest=root(one.digest for one in held),
        frame=f"EPSG:{codes[0]}" if codes else None,
        outlines=tuple(one.outline for one in held),
    )


def doubled_area(ring: Ring) -> int:
    """两倍面积 · Twice the area in square tenths of a millimetre, positive counter-clockwise; exact."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))


def _area(twice: int) -> Area:
    """Half up to 0.01 m²: there are 2 · 10⁶ half-squares of a tenth of a millimetre in one unit."""
    return Area(nearest_integer(Fraction(twice, 2_000_000)))


def _turned(ring: Ring) -> Ring:
    """The ring begun at its least corner."""
    start = ring.index(min(ring))
    return ring[start:] + ring[:start]


def _metres(ring: Ring) -> tuple[tuple[float, float], ...]:
    return tuple((x / GRID, y / GRID) for x, y in (*ring, ring[0]))
