"""坏界址文件 · A bad boundary file is refused in words, and nothing is written."""

from __future__ import annotations

import io
import math
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from landsupply.cli import boundary_reading
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_txt import to_geojson
from landsupply.ledger.outline import Point
from tests.files.boundary_samples import dxf, polyline, shape, shp, zipped
from tests.journeys.boundary_office import GOOD, KML, RING, kept, layer, shapefile, square, unbounded
from tests.journeys.office import Said, command


def _bomb(name: str) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(620):
            member.write(bytes(1 << 20))
    return out.getvalue()


def _package(wkb: bytes) -> bytes:
    """A GeoPackage whose one shape is this one."""
    base = sqlite3.connect(":memory:")
    base.deserialize(to_gpkg((layer(square()),)))
    base.execute('UPDATE "地块" SET geom = ?', (b"GP\x00\x01" + struct.pack("<i", 4547) + wkb,))
    base.commit()
    return base.serialize()


def _wkb_polygon(ring: Sequence[Point]) -> bytes:
    return struct.pack("<BIII", 1, 3, 1, len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)


NAN = [(math.nan, 3_847_000.0), *square()[1:]]
LINE = struct.pack("<BII", 1, 2, 2) + struct.pack("<4d", 0, 0, 1, 1)
FEATURE = '{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{}}}]}}'
POLYGON = '{"type":"Polygon","coordinates":[[[113.5,34.7],[NaN,34.7],[113.6,34.8],[113.5,34.7]]]}'
LINES = '{"type":"LineString","coordinates":[[113.5,34.7],[113.6,34.7]]}'
TXT = "[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n3,1.0,1,甲,面,,,,@\nJ1,1,3847000.0,38456000.0\n"
BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt truncated": ("甲.txt", lambda: (TXT + "J2,1,3847").encode()),
    "txt NaN": ("甲.txt", lambda: (TXT + "J2,1,NaN,38456000.0\n").encode()),
    "txt without points": ("甲.txt", lambda: TXT.partition("3,1.0")[0].encode()),
    "txt of another kind": ("甲.txt", lambda: b"\x00\x01\x02\x03" * 50),
    "shp truncated": ("甲.zip", lambda: shapefile(shape(5, square())[:-20])),
    "shp zip truncated": ("甲.zip", lambda: shapefile(shape(5, square()))[:-40]),
    "shp NaN": ("甲.zip", lambda: shapefile(shape(5, NAN))),
    "shp bomb": ("甲.zip", lambda: _bomb("甲.shp")),
    "shp lines": ("甲.zip", lambda: shapefile(shape(3, square()))),
    "shp of another kind": ("甲.zip", lambda: zipped({"甲.shp": b"\x89PNG\r\n" * 40, "甲.dbf": b""})),
    "zip empty": ("甲.zip", lambda: zipped({})),
    "shp alone": ("甲.shp", lambda: shp(shape(5, square()))),
    "gpkg truncated": ("甲.gpkg", lambda: to_gpkg((GOOD,))[:6000]),
    "gpkg NaN": ("甲.gpkg", lambda: _package(_wkb_polygon(NAN))),
    "gpkg lines": ("甲.gpkg", lambda: _package(LINE)),
    "gpkg of another kind": ("甲.gpkg", lambda: b"SQLite format 4\x00" + bytes(2000)),
    "geojson truncated": ("甲.geojson", lambda: to_geojson(GOOD)[:-40]),
    "geojson NaN": ("甲.geojson", lambda: FEATURE.format(POLYGON).encode()),
    "geojson lines": ("甲.geojson", lambda: FEATURE.format(LINES).encode()),
    "geojson empty": ("甲.geojson", lambda: b'{"type":"FeatureCollection","features":[]}'),
    "kml truncated": ("甲.kml", lambda: KML.format(RING).encode()[:-30]),
    "kml entity": (
        "甲.kml",
        lambda: ('<!DOCTYPE kml [<!ENTITY a "b">]>' + KML.format("&a;").partition("?>")[2]).encode(),
    ),
    "kml NaN": ("甲.kml", lambda: KML.format("113.5,34.7 NaN,34 113.6,34.8").encode()),
    "kml lines": ("甲.kml", lambda: KML.replace("Polygon", "LineString").format(RING).encode()),
    "kmz bomb": ("甲.kmz", lambda: _bomb("doc.kml")),
    "dxf truncated": ("甲.dxf", lambda: to_dxf(GOOD)[:-60]),
    "dxf NaN": ("甲.dxf", lambda: dxf(polyline(NAN)).encode()),
    "dxf lines": ("甲.dxf", lambda: dxf(polyline(square()[:-1], flag=0)).encode()),
    "dxf binary": ("甲.dxf", lambda: b"AutoCAD Binary DXF\r\n\x1a\x00" + bytes(100)),
    "empty": ("甲.txt", lambda: b""),
    "drawing": ("甲.dwg", lambda: b"AC1032" + bytes(500)),
    "pdf": ("甲.txt", lambda: b"%PDF-1.7\n"),
}


@pytest.mark.parametrize("kind", BAD)
def test_t24_a_bad_file_is_refused_in_words_and_nothing_is_written(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "bomb" not in kind:  # the bounded process has tests of its own
        monkeypatch.setattr(boundary_reading, "read_surveys_bounded", unbounded)
    name, content = BAD[kind]
    bad, good = kept(tmp_path, name, content()), kept(tmp_path, "好.geojson", to_geojson(GOOD))
    for lang in ("zh", "en"):
        for words in ((bad,), (good, "--layer", f"农田={bad}"), (good, "--supplied", bad))[
            : 1 if "bomb" in kind else 3
        ]:
            said = command("boundary", *words, "--out", tmp_path / "出.gpkg", "--lang", lang)
            _is_refused(said, name)
    assert not (tmp_path / "出.gpkg").exists()


def _is_refused(said: Said, name: str) -> None:
    assert said.code == 3, said
    assert "Traceback" not in said.err and "→" in said.err and not said.out, said
    assert said.err[0] in "FX" and said.err[1:4].isdigit() and name in said.err, said


def test_a_missing_file_and_a_layer_without_name(tmp_path: Path) -> None:
    assert command("boundary", tmp_path / "无.txt").code == 3
    good = kept(tmp_path, "好.geojson", to_geojson(GOOD))
    assert command("boundary", good, "--layer", "农田").code == 2
    doubled = command("boundary", good, "--layer", f"农田={good}", "--inside", f"农田={good}")
    assert doubled.code == 3 and "G084" in doubled.err
