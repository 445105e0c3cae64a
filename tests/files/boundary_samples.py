"""虚构界址样本 · Invented outlines for the tests of boundary files, and small makers of good and bad bytes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence

from landsupply.ledger.outline import Axes, Outline, Point, Polygon, Survey

#: A square of 100 m, a hole in it, a square apart; east first, EPSG:4526.
SQUARE = (
    (38462123.4561, 3845123.1231),
    (38462223.4561, 3845123.1231),
    (38462223.4561, 3845223.1231),
    (38462123.4561, 3845223.1231),
    (38462123.4561, 3845123.1231),
)
HOLE = (
    (38462133.4561, 3845133.1231),
    (38462133.4561, 3845143.1231),
    (38462143.4561, 3845143.1231),
    (38462133.4561, 3845133.1231),
)
APART = tuple((east + 500, north) for east, north in SQUARE)


def survey(*outlines: Outline, frame: str | None = "EPSG:4526", layer: str | None = "地块", **more: object) -> Survey:
    """界址文件 · A survey of the outlines."""
    return Survey(source="样本", layer=layer, form="layer", digest="", frame=frame, outlines=outlines, **more)


def outline(*polygons: Polygon, label: str = "某地块", **attributes: str) -> Outline:
    """界线 · An outline with attributes."""
    return Outline(label=label, position=1, polygons=polygons, attributes={"地块名称": label, **attributes})


def plain() -> Survey:
    """一般样本 · Two plots, one with a hole and a second part."""
    return survey(
        outline((SQUARE, HOLE), (APART,), 地块面积="1.0", 权利人="龘某"),
        outline((APART,), label="二号", 地块面积="=cmd|' /C calc'!A0"),
    )


def normal(found: Survey, decimals: int = 4) -> list[list[list[list[Point]]]]:
    """可比形 · The rings east first, open, turned one way and begun at the least corner, on a grid."""
    return [[[_ring(ring, found.axes, decimals) for ring in part] for part in one.polygons] for one in found.outlines]


def _ring(ring: Sequence[Point], axes: Axes, decimals: int) -> list[Point]:
    points = [(second, first) if axes is Axes.NORTH_EAST else (first, second) for first, second in ring]
    points = [(round(east, decimals), round(north, decimals)) for east, north in points]
    opened = points[:-1] if len(points) > 1 and points[0] == points[-1] else points
    start = opened.index(min(opened))
    forward = opened[start:] + opened[:start]
    backward = forward[:1] + forward[:0:-1]
    return min(forward, backward)


class _OldInfo(zipfile.ZipInfo):
    """成员 · A member whose name is written in raw GBK without a mark, as old programs do."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def zipped(members: dict[str, bytes]) -> bytes:
    """打包 · A zip of the members, names in raw GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(_OldInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def shape(kind: int, *rings: Sequence[Point], tail: bytes = b"") -> bytes:
    """图形 · The content of a .shp record."""
    points = [point for ring in rings for point in ring]
    starts = [sum(len(ring) for ring in rings[:place]) for place in range(len(rings))]
    head = struct.pack("<i4dii", kind, 0, 0, 0, 0, len(rings), len(points))
    return head + struct.pack(f"<{len(starts)}i", *starts) + b"".join(struct.pack("<2d", *p) for p in points) + tail


def shp(*records: bytes) -> bytes:
    """图形文件 · A .shp of the records."""
    body = b"".join(struct.pack(">ii", number, len(record) // 2) + record for number, record in enumerate(records, 1))
    return struct.pack(">i20xi", 9994, (100 + len(body)) // 2) + struct.pack("<ii", 1000, 5) + bytes(64) + body


def dbf(fields: dict[bytes, int], *rows: Sequence[bytes]) -> bytes:
    """属性表 · A .dbf of text fields; a row that begins with `*` is marked deleted."""
    length = 1 + sum(fields.values())
    head = struct.pack("<4BIHH20x", 3, 80, 1, 1, len(rows), 33 + 32 * len(fields), length)
    columns = b"".join(struct.pack("<11sc4xB15x", name, b"C", width) for name, width in fields.items())
    body = b""
    for row in rows:
        is_deleted, values = (True, row[1:]) if row[:1] == (b"*",) else (False, row)
        texts = [value.ljust(width) for value, width in zip(values, fields.values(), strict=True)]
        body += (b"*" if is_deleted else b" ") + b"".join(texts)
    return head + columns + b"\r" + body


def dxf(*entities: str, header: str = "") -> str:
    """图形交换文件 · An ASCII DXF of the entities, each given as `code value` pairs parted by `|`."""
    groups = "|".join(["0 SECTION|2 ENTITIES", *entities, "0 ENDSEC|0 EOF"])
    lines = [part for group in groups.split("|") for part in group.split(" ", 1)]
    return header + "\n".join(lines) + "\n"


def polyline(ring: Sequence[Point], flag: int = 1, more: str = "") -> str:
    """多段线 · An LWPOLYLINE for `dxf`."""
    corners = "|".join(f"10 {east}|20 {north}" for east, north in ring)
    return f"0 LWPOLYLINE|5 1F|8 JZD|90 {len(ring)}|70 {flag}|{corners}{more}"
