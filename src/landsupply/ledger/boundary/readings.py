"""读法 · In which ways the coordinates of a file can be read so that its land lies inside the place.

Judged by the middle of each outline: a city is far smaller than the distances that a swapped axis, another zone or
another meridian make, so a reading lands or misses as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landsupply.law.place import Extent
from landsupply.ledger.boundary.frame import PREFIX, Datum, Frame, zone_frame, zone_of
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.project import GEOGRAPHIC, Points, to_degrees
from landsupply.ledger.boundary.stated import Stated

#: One truth value a point.
Landed = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

#: Beyond this many degrees from its meridian no survey is drawn: half a 3° zone and a whole one beside it.
_REACH = 4.5
#: Up to this many degrees land is told in the 3° zone of a meridian; further out only a 6° zone reaches.
_HALF_ZONE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """读法 · How the numbers are to be taken: axes exchanged or not, which zone number stands in the eastings.

    `frame` is theirs once the axes are east first and the zone number is the right one (0 stays none).
    """

    is_swapped: bool
    prefix: int
    frame: Frame

    def points(self, points: Points) -> Points:
        """读成 · The points east first in `frame`, the zone number put right, nothing projected."""
        turned = points[:, ::-1] if self.is_swapped else points
        change = self.frame.prefix - self.prefix * PREFIX if self.prefix else 0
        return np.asarray(turned + np.array([change, 0])) if change else turned


def ways(middles: Points, extent: Extent, stated: Stated) -> tuple[tuple[Way, Landed], ...]:
    """可行读法 · Every way in which the middles land inside the extent, with which of them do.

    Where there is none, those in which more than half of them do: a few outlines may lie elsewhere.
    """
    tried = {way: landed(middles, way, extent) for way in _all_ways(middles, extent, stated)}
    whole = tuple((way, inside) for way, inside in tried.items() if inside.all())
    return whole or tuple((way, inside) for way, inside in tried.items() if 2 * inside.sum() > len(inside))


def landed(middles: Points, way: Way, extent: Extent) -> Landed:
    """落入与否 · For each point whether it lies inside the extent when read that way."""
    degrees = to_degrees(way.points(middles), way.frame)
    box = [float(side) for side in (extent.west, extent.south, extent.east, extent.north)]
    east, north = degrees[:, 0], degrees[:, 1]
    with np.errstate(invalid="ignore"):
        return np.asarray((box[0] <= east) & (east <= box[2]) & (box[1] <= north) & (north <= box[3]))


def _all_ways(middles: Points, extent: Extent, stated: Stated) -> Iterator[Way]:
    if stated.code is not None:
        yield Way(is_swapped=False, prefix=0, frame=Frame(datum=Datum.WGS84, code=stated.code))
    for is_swapped in (False, True):
        turned = middles[:, ::-1] if is_swapped else middles
        if np.median(np.abs(middles).max(axis=1)) <= 180:
            yield Way(is_swapped=is_swapped, prefix=0, frame=GEOGRAPHIC)
        else:
            yield from _zoned(turned, is_swapped, extent, stated)


def _zoned(turned: Points, is_swapped: bool, extent: Extent, stated: Stated) -> Iterator[Way]:
    """One way for each meridian near the place, under the zone number that most eastings carry."""
    numbers, counts = np.unique(np.floor(turned[:, 0] / PREFIX), return_counts=True)
    prefix = int(numbers[counts.argmax()])
    for meridian in _meridians(extent) if 0 <= prefix < 100 else ():
        frame = _told(meridian, prefix, extent, stated)
        if frame is not None:
            yield Way(is_swapped=is_swapped, prefix=prefix, frame=frame)


def _meridians(extent: Extent) -> Sequence[int]:
    middle = float(extent.west + extent.east) / 2
    return [meridian for meridian in range(75, 136, 3) if abs(meridian - middle) <= _REACH]


def _told(meridian: int, prefix: int, extent: Extent, stated: Stated) -> Frame | None:
    """The frame of a meridian: the one whose number the eastings carry, else the one stated, else the nearer width."""
    for width in (3, 6):
        if prefix and zone_of(width, meridian) == prefix:
            return Frame(datum=Datum.CGCS2000, width=width, zone=prefix, is_prefixed=True)
    middle = float(extent.west + extent.east) / 2
    near = 3 if abs(meridian - middle) <= _HALF_ZONE or meridian % 6 != 3 else 6
    width = stated.width if stated.meridian == meridian and stated.width else near
    found = zone_frame(meridian, width)
    if found is None or not prefix:
        return found
    return Frame(datum=Datum.CGCS2000, width=width, zone=found.zone, is_prefixed=True)
