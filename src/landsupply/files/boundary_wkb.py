"""图形编码 · Polygons in the binary form of GeoPackage (WKB behind a short head), read and written by hand.

Reading accepts the ISO and the older way of marking heights and measures; it takes polygons and their collections by
type, names every other kind, and never reads beyond the blob.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.files.boundary_rings import Meter, is_coordinate
from landsupply.ledger.outline import Polygon, Ring
from landsupply.measure.fault import InputFault

_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY, _LITTLE = 0x10, 0x01
_POLYGON, _MANY = 3, 6
_KINDS = {1: "point", 2: "line", 4: "points", 5: "lines", 7: "collection"}
_OLD_HEIGHT, _OLD_MEASURE, _OLD_FRAME = 0x80000000, 0x40000000, 0x20000000


@dataclass(frozen=True, slots=True)
class Geometry:
    """图形 · The polygons of a blob, or the name of another kind; whether it carries heights or measures."""

    kind: str
    polygons: tuple[Polygon, ...] = ()
    has_height: bool = False


class _Reader:
    """读头 · A place in a blob; ValueError beyond its end."""

    def __init__(self, blob: bytes, place: int) -> None:
        self.blob = blob
        self.place = place

    def take(self, form: str) -> tuple[float, ...]:
        """取数 · The next numbers of the given form."""
        size = struct.calcsize(form)
        if self.place + size > len(self.blob):
            raise ValueError("geometry")
        found = struct.unpack_from(form, self.blob, self.place)
        self.place += size
        return found


def read_blob(blob: bytes, meter: Meter) -> Geometry:
    """读图形 · The geometry of a GeoPackage blob; ValueError for damage, F065 and F072 for what no land has."""
    if len(blob) < 8 or blob[:2] != b"GP" or (blob[3] >> 1 & 7) not in _ENVELOPES:
        raise ValueError("geometry")
    if blob[3] & _EMPTY:
        return Geometry("polygon")
    reader = _Reader(blob, 8 + _ENVELOPES[blob[3] >> 1 & 7])
    kind, order, width = _head(reader)
    if kind not in (_POLYGON, _MANY):
        return Geometry(_KINDS.get(kind, "curve"))
    polygons = []
    for _ in range(int(reader.take(order + "I")[0]) if kind == _MANY else 1):
        if kind == _MANY:
            part, order, width = _head(reader)
            if part != _POLYGON:
                raise ValueError("geometry")
        try:
            polygons.append(_polygon(reader, order, width))
        except OverflowError:
            raise InputFault("F072", position=meter.outlines + 1) from None
    meter.outline(sum(len(ring) for part in polygons for ring in part), sum(map(len, polygons)))
    return Geometry("polygon", tuple(part for part in polygons if part), width > 2)


def _head(reader: _Reader) -> tuple[int, str, int]:
    """The kind, the order of bytes, how many numbers a point has."""
    (mark,) = reader.take("B")
    order = "<" if mark == _LITTLE else ">"
    code = int(reader.take(order + "I")[0])
    width = 2 + bool(code & _OLD_HEIGHT) + bool(code & _OLD_MEASURE)
    if code & _OLD_FRAME:
        reader.take(order + "I")
    more, kind = divmod(code & 0x0FFFFFFF, 1000)
    return kind, order, max(width, (2, 3, 3, 4)[min(more, 3)])


def _polygon(reader: _Reader, order: str, width: int) -> Polygon:
    return tuple(_ring(reader, order, width) for _ in range(_count(reader, order)))


def _ring(reader: _Reader, order: str, width: int) -> Ring:
    count = _count(reader, order)
    numbers = reader.take(f"{order}{count * width}d")
    if not all(map(is_coordinate, numbers[::width])) or not all(map(is_coordinate, numbers[1::width])):
        raise OverflowError
    return tuple(zip(numbers[::width], numbers[1::width], strict=True))


def _count(reader: _Reader, order: str) -> int:
    """A count that what is left of the blob can hold, at four bytes each at least."""
    count = int(reader.take(order + "I")[0])
    if count * 4 > len(reader.blob) - reader.place:
        raise ValueError("geometry")
    return count


def to_blob(polygons: Sequence[Polygon], srs: int) -> bytes:
    """写图形 · The polygons, as one or as several, with the frame's number and without an envelope."""
    flags = _LITTLE | (0 if polygons else _EMPTY)
    parts = [b"GP", struct.pack("<BBi", 0, flags, srs), struct.pack("<BII", _LITTLE, _MANY, len(polygons))]
    for polygon in polygons:
        parts.append(struct.pack("<BII", _LITTLE, _POLYGON, len(polygon)))
        for ring in polygon:
            numbers = [number for point in ring for number in point]
            parts.append(struct.pack(f"<I{len(numbers)}d", len(ring), *numbers))
    return b"".join(parts)
