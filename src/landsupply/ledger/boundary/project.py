"""换算坐标 · Coordinates from one frame into another, always east first, north second.

WGS84 is taken as CGCS2000: they lie within a decimetre of each other, which no public parameters improve on. From Xian
80 and Beijing 54 nothing is converted (G003).
"""

from __future__ import annotations

from functools import lru_cache

from landsupply.ledger.boundary.frame import LOCAL, Datum, Frame
from landsupply.ledger.boundary.gcj import Degrees, from_gcj, to_gcj
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import pyproj, require_geometry
from landsupply.measure.fault import InputFault

#: East and north, in degrees or metres, one row a point.
Points = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

GEOGRAPHIC = Frame(datum=Datum.CGCS2000)


def convert(points: Points, source: Frame, target: Frame) -> Points:
    """换算坐标 · The points of one frame in another; only shifted, not projected, where both share a meridian."""
    require_geometry()
    _refuse_local(source, target)
    if source == target:
        return points
    if source.meridian is not None and source.meridian == target.meridian:
        return np.asarray(points + np.array([target.prefix - source.prefix, 0]))
    return _from_degrees(_to_degrees(points, source), target)


def to_degrees(points: Points, source: Frame) -> Degrees:
    """转经纬度 · CGCS2000 longitudes and latitudes."""
    return convert(points, source, GEOGRAPHIC)


def _refuse_local(*frames: Frame) -> None:
    for frame in frames:
        if frame.datum in LOCAL:
            raise InputFault("G003", frame=frame.datum.value)


def _to_degrees(points: Points, source: Frame) -> Degrees:
    if source.datum is Datum.GCJ02:
        return from_gcj(points)
    return points if source.is_geographic else _through(points, source.epsg, _base(source))


def _from_degrees(degrees: Degrees, target: Frame) -> Points:
    if target.datum is Datum.GCJ02:
        return to_gcj(degrees)
    return degrees if target.is_geographic else _through(degrees, _base(target), target.epsg)


def _base(frame: Frame) -> int:
    """The geographic system that a projected one stands on, so that no change of datum is asked of the library."""
    return 4490 if frame.datum is Datum.CGCS2000 else 4326


def _through(points: Points, source: int | None, target: int | None) -> Points:
    if len(points) == 0:
        return points
    east, north = _transformer(source, target).transform(points[:, 0], points[:, 1])
    return np.column_stack((east, north))


@lru_cache(maxsize=64)
def _transformer(source: int | None, target: int | None) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(f"EPSG:{source}", f"EPSG:{target}", always_xy=True)
