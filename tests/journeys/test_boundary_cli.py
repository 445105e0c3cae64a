"""界址命令 · Boundary files of a clerk: diagnosed, mended by choice, measured, overlaid, written, refused."""

from __future__ import annotations

import io
import json
import math
import sqlite3
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyproj import Transformer

from landsupply.cli import boundary_reading
from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out import frame_words
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_shp import to_shapefile_zip
from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson
from landsupply.ledger.boundary.frame import zone_frame
from landsupply.ledger.boundary.gcj import to_gcj
from landsupply.ledger.boundary.project import GEOGRAPHIC, Points, to_degrees
from landsupply.ledger.outline import Outline, Point, Survey
from tests.files.boundary_samples import dbf, dxf, polyline, shape, shp, zipped
from tests.journeys.office import Said, command
from tests.messy.boundaries import Sample, samples

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = json.loads(files("landsupply").joinpath("schemas", "boundaries-1.schema.json").read_text("utf-8"))
CHOSEN = ("--by", "虚构测绘员", "--why", "与现场一致", "--day", "2024-03-01")
FORMATS = (".geojson", ".gpkg", ".txt", ".zip", ".dxf")


def square(east: float = 456_000, north: float = 3_847_000, side: float = 100) -> list[Point]:
    """Closed, counter-clockwise, metres of the 3° zone of meridian 114."""
    return [(east, north), (east + side, north), (east + side, north + side), (east, north + side), (east, north)]


def layer(*rings: Sequence[Point], labels: Sequence[str] = (), name: str = "地块") -> Survey:
    names = labels or [f"ZZ-{number}" for number in range(1, len(rings) + 1)]
    outlines = tuple(
        Outline(label=label, position=number, polygons=((tuple(ring),),), attributes={"地块名称": label})
        for number, (label, ring) in enumerate(zip(names, rings, strict=True), 1)
    )
    return Survey(source=name, layer=name, form="layer", digest="", frame="EPSG:4547", outlines=outlines)


def asked(*words: object, code: int = 0) -> dict[str, Any]:
    """The answer as a form that the schema holds nothing against."""
    said = command("boundary", *words, "--json")
    assert said.code == code, said
    form: dict[str, Any] = json.loads(said.out)
    assert [one.message for one in jsonschema.Draft202012Validator(SCHEMA).iter_errors(form)] == []
    return form


def codes(form: dict[str, Any]) -> list[str]:
    return sorted(issue["code"] for issue in form["issues"])


def sample(fault: str | None, *plots: str) -> Sample:
    """The first invented points file of the national form with this fault, and these of its plots."""
    return next(
        one
        for one in samples()
        if one.truth["faults"] == ([fault] if fault else [])
        and one.truth["stated"]
        and sorted({name for plot in one.truth["plots"] for name in plot["faults"]}) == sorted(plots)
        and all(plot["stated"]["unit"] == "公顷" for plot in one.truth["plots"])
    )


def kept(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


# --- a fix --------------------------------------------------------------------------------------------------------


def test_t53_swapped_axes_are_offered_taken_and_come_back_to_a_tenth_of_a_millimetre(tmp_path: Path) -> None:
    one = sample("swapped")
    path, written = kept(tmp_path, "甲.txt", one.content), tmp_path / "out" / "甲.geojson"
    first = asked(path, "--out", written, code=1)
    offered = first["files"][0]["offered"]
    assert first["files"][0]["verdict"] == "有唯一改法" and codes(first) == ["G010"]
    assert first["parcels"] == [] and not written.exists()
    said = command("boundary", path)
    assert f'--fix "{offered}" --by … --why …' in said.out

    mended = asked(path, "--fix", offered, *CHOSEN, "--out", written)
    (record,) = mended["files"][0]["chosen"]
    assert (record["fix"], record["by"], record["on"]) == (offered, "虚构测绘员", "2024-03-01")
    assert record["before"] == first["files"][0]["digest"]
    kept_record = json.loads((written.parent / "甲.geojson.改正记录.json").read_text("utf-8"))
    assert kept_record["files"][0]["chosen"] == [record]
    (survey,) = read_surveys(written.read_bytes(), "甲.geojson")
    for outline, plot in zip(survey.outlines, one.truth["plots"], strict=True):
        rings = [ring for polygon in outline.polygons for ring in polygon]
        for ring, true in zip(rings, plot["plane"], strict=True):
            assert all(min(math.dist(point, corner) for corner in true) < 0.0011 for point in ring)

    for suffix in FORMATS:
        again = asked(written, "--out", tmp_path / f"再{suffix}", "--day", "2024-03-01")
        back = asked(tmp_path / f"再{suffix}", "--day", "2024-03-01")
        assert [parcel["area"] for parcel in again["parcels"]] == [parcel["area"] for parcel in mended["parcels"]]
        assert [parcel["digest"] for parcel in back["parcels"]] == [parcel["digest"] for parcel in mended["parcels"]]


def test_a_fix_is_refused_when_none_offers_it_or_nobody_answers_for_it(tmp_path: Path) -> None:
    path = kept(tmp_path, "甲.txt", sample("swapped").content)
    for words, code in (
        (("--fix", "EPSG:4508", *CHOSEN), "X156"),
        (("--fix", "swap+EPSG:4526"), "X157"),
        (("--repair", "all", "--by", "某"), "X157"),
        (("--repair", "all", *CHOSEN), "X159"),
        (("--out", tmp_path / "甲.shp"), "X158"),
        (("--out", tmp_path / "甲.txt", "--out", tmp_path / "甲.txt"), "X158"),
    ):
        for lang in ("zh", "en"):
            said = command("boundary", path, *words, "--lang", lang)
            assert said.code == 3 and said.err.startswith(code) and "→" in said.err and not said.out, said


def test_t54_a_crossing_is_repaired_only_by_choice(tmp_path: Path) -> None:
    crossed = [(456_000, 3_847_000), (456_100, 3_847_000), (456_000, 3_847_100), (456_100, 3_847_100)]
    source = layer(square(457_000), [*crossed, crossed[0]], labels=["甲", "乙"])
    path = kept(tmp_path, "两宗.gpkg", to_gpkg((source,)))
    first = asked(path, code=1)
    assert codes(first) == ["G037"] and first["left_out"] == 1 and len(first["parcels"]) == 1
    assert '--repair "乙" --by … --why …' in command("boundary", path, "--lang", "en").out
    assert command("boundary", path, "--repair", "丙", *CHOSEN).err.startswith("X159")
    for name in ("乙", "all"):
        form = asked(path, "--repair", name, *CHOSEN)
        assert codes(form) == [] and form["left_out"] == 0
        assert [parcel["area"]["hectares"] for parcel in form["parcels"]] == ["1.00", "0.50"]
        assert form["files"][0]["chosen"][0]["fix"] == "G037"


def _web(code: int, points: Points, is_shifted: bool) -> list[Point]:
    """Points as a web map shows them, in degrees or in its Mercator."""
    degrees = to_degrees(points, zone_frame(114) or GEOGRAPHIC)
    shown = to_gcj(degrees) if is_shifted else degrees
    if code == 3857:
        east, north = Transformer.from_crs(4326, 3857, always_xy=True).transform(shown[:, 0], shown[:, 1])
        return list(zip(east.tolist(), north.tolist(), strict=True))
    return [(east, north) for east, north in shown.tolist()]


@pytest.mark.parametrize("code", [4326, 3857])
@pytest.mark.parametrize("is_shifted", [False, True])
def test_t56_a_paste_from_a_web_map_is_told_by_a_reference(tmp_path: Path, code: int, is_shifted: bool) -> None:
    known = kept(tmp_path, "已知.geojson", to_geojson(layer(square(), labels=["甲"])))
    web = layer(_web(code, np.array(square()), is_shifted), labels=["甲"])
    pasted = kept(tmp_path, "网图.geojson", to_geojson(replace(web, frame=f"EPSG:{code}")))
    alone = asked(pasted, code=1)["files"][0]
    assert alone["verdict"] == "不能判定" and alone["offered"] is None and len(alone["fixes"]) == 2
    fix = next(name for name in alone["fixes"] if ("gcj02" in name) == is_shifted)
    chosen = asked(pasted, "--fix", fix, *CHOSEN)
    assert math.isclose(float(chosen["parcels"][0]["area"]["hectares"]), 1, abs_tol=0.001)
    judged = asked(pasted, "--reference", known, code=int(is_shifted))["files"][0]
    assert (judged["offered"], judged["verdict"]) == ((fix, "有唯一改法") if is_shifted else (None, "与所载一致"))
    if is_shifted:
        assert len(asked(pasted, "--reference", known, "--fix", fix, *CHOSEN)["parcels"]) == 1


# --- formats ------------------------------------------------------------------------------------------------------

KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    "<Placemark><name>某地块</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon></Placemark></Document></kml>"
)
RING = "113.52,34.75 113.53,34.75 113.53,34.76 113.52,34.75"


def _shapefile(*records: bytes) -> bytes:
    table = dbf({"地块名称".encode("gbk"): 20}, *[["龙湖里".encode("gbk")]] * max(len(records), 1))
    members = {"甲.shp": shp(*records), "甲.dbf": table, "甲.prj": (frame_words(GOOD) or "").encode()}
    return zipped(members)


def test_t28_a_gbk_shapefile_without_cpg(tmp_path: Path) -> None:
    content = _shapefile(shape(5, square()[::-1]))
    form = asked(kept(tmp_path, "甲.zip", content), "--encoding", "gb18030")
    assert [(one["label"], one["area"]["hectares"]) for one in form["parcels"]] == [("龙湖里", "1.00")]
    assert {issue["severity"] for issue in form["issues"]} <= {"advice"}
    said = command("boundary", tmp_path / "甲.zip", "--encoding", "utf-8")
    assert said.code == 3 and "F070" in said.err, said


def test_a_geopackage_of_two_layers_and_a_drawing(tmp_path: Path) -> None:
    two = to_gpkg((layer(square(), labels=["甲"], name="一"), layer(square(457_000), labels=["甲"], name="二")))
    form = asked(kept(tmp_path, "两层.gpkg", two))
    assert [one["layer"] for one in form["files"]] == ["一", "二"]
    assert len({one["name"] for one in form["parcels"]}) == 2
    drawing = dxf(polyline([(38_000_000 + east, north) for east, north in square()[:-1]]))
    form = asked(kept(tmp_path, "图.dxf", drawing.encode()), code=1)
    assert codes(form) == ["G018"] and form["files"][0]["offered"] == "EPSG:4526"


def test_a_kml_is_read_once_somebody_says_what_its_degrees_are(tmp_path: Path) -> None:
    path = kept(tmp_path, "甲.kml", KML.format(RING).encode())
    form = asked(path, code=1)
    assert codes(form) == ["G021"] and (form["files"][0]["form"], form["files"][0]["fixes"][0]) == ("kml", "EPSG:4490")
    (parcel,) = asked(path, "--fix", "EPSG:4490", *CHOSEN)["parcels"]
    assert parcel["label"] == "某地块" and 50 < float(parcel["area"]["hectares"]) < 52


def test_what_a_format_has_no_room_for_is_told(tmp_path: Path) -> None:
    outline = Outline(
        label="甲",
        position=1,
        polygons=((tuple(square()),),),
        attributes={"地块名称": "甲", "这是一个很长的字段名": "一"},
    )
    source = Survey(source="甲", layer="甲", form="layer", digest="", frame="EPSG:4547", outlines=(outline,))
    path = kept(tmp_path, "甲.geojson", to_geojson(source))
    form = asked(path, "--out", tmp_path / "乙.txt", "--out", tmp_path / "乙.zip", code=1)
    assert codes(form) == ["G092", "G093"]
    assert form["written"] == [str(tmp_path / "乙.txt"), str(tmp_path / "乙.zip")]


def test_remarks_of_the_reader_are_issues(tmp_path: Path) -> None:
    form = asked(kept(tmp_path, "甲.txt", sample(None, "count_mismatch").content), code=1)
    assert "F080" in codes(form)
    said = command("boundary", tmp_path / "甲.txt", "--lang", "en")
    assert "F080" in said.out and "→" in said.out


# --- land ---------------------------------------------------------------------------------------------------------


def test_two_layers_and_the_offending_pieces(tmp_path: Path) -> None:
    parcels = kept(tmp_path, "地块.gpkg", to_gpkg((layer(square(), square(456_050)),)))
    farmland = kept(tmp_path, "农田.zip", to_shapefile_zip((layer(square(455_950), name="农田"),)))
    town = kept(tmp_path, "开发边界.txt", to_boundary_txt(layer(square(456_000, 3_847_000, 120), name="边界")))
    supplied = kept(tmp_path, "已供.dxf", to_dxf(layer(square(456_140), labels=["旧-1"])))
    words = (
        parcels, "--layer", f"永久基本农田={farmland}", "--inside", f"城镇开发边界={town}", "--supplied", supplied,
        "--told", f"批次红线={town}", "--offending", tmp_path / "问题",
    )  # fmt: skip
    form = asked(*words, code=1)
    covers = {
        one["name"]: [(c["parcel"], c["hectares"], c["percent"]) for c in one["covers"]] for one in form["layers"]
    }
    assert covers["永久基本农田"] == [("ZZ-1", "0.50", "50.00")]
    assert covers["城镇开发边界"] == [("ZZ-1", "1.00", "100.00"), ("ZZ-2", "0.70", "70.00")]
    assert covers["批次红线"] == covers["城镇开发边界"]
    assert [(one["kind"], one["hectares"]) for one in form["overlaps"]] == [
        ("相互重叠", "0.50"),
        ("与已供重叠", "0.10"),
    ]
    found = {code for code in codes(form) if code.startswith("G") and code > "G040"}
    assert found == {"G070", "G071", "G080", "G081"}
    (piece,) = read_surveys((tmp_path / "问题" / "永久基本农田.geojson").read_bytes(), "a")[0].outlines
    assert (piece.label, set(piece.polygons[0][0])) == (
        "ZZ-1", {(456_000.0, 3_847_000.0), (456_050.0, 3_847_000.0), (456_050.0, 3_847_100.0), (456_000.0, 3_847_100.0)}
    )  # fmt: skip
    assert {path.stem for path in (tmp_path / "问题").iterdir()} == {
        "永久基本农田", "城镇开发边界", "批次红线", "相互重叠", "与已供重叠",
    }  # fmt: skip
    for lang, word in (("zh", "应避让"), ("en", "keep out")):
        said = command("boundary", *words, "--lang", lang)
        assert said.code == 1 and word in said.out and "50.00" in said.out


def test_a_layer_in_doubt_takes_no_part_and_is_told(tmp_path: Path) -> None:
    parcels = kept(tmp_path, "地块.geojson", to_geojson(layer(square())))
    town = kept(tmp_path, "边界.txt", sample("swapped").content)
    form = asked(parcels, "--inside", f"边界={town}", code=1)
    assert codes(form) == ["G010", "G082"] and form["layers"] == []
    assert f"landsupply boundary {town} --fix" in command("boundary", parcels, "--inside", f"边界={town}").out


def test_t55_declared_areas_of_a_ledger_are_compared(tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "宗地编号,宗地名称,面积（公顷）,土地用途\nZZ-1,一号,1.0,教育用地\nZZ-2,二号,15,教育用地\nZZ-3,三号,2,教育用地\n",
        encoding="utf-8",
    )
    parcels = kept(tmp_path, "地块.gpkg", to_gpkg((layer(square(), square(457_000), labels=["ZZ-1", "ZZ-2"]),)))
    form = asked(parcels, "--ledger", ledger, code=1)
    assert [(one["name"], one["declared"]["hectares"]) for one in form["parcels"]] == [
        ("ZZ-1", "1.00"),
        ("ZZ-2", "15.00"),
    ]
    (unit,) = (issue for issue in form["issues"] if issue["code"] == "G051")
    assert unit["label"] == "ZZ-2" and "亩" in unit["message"]
    assert codes(form) == ["G051", "G061"]


def test_eight_invalid_polygons_of_another_city(shared: Path) -> None:
    form = asked(shared / "geo" / "osm_helsinki_landuse.geojson", code=1)
    assert form["files"][0]["verdict"] == "都不落入" and form["parcels"] == [] and form["left_out"] == 240
    named = [issue["rows"] for issue in form["issues"] if issue["code"] in ("G035", "G040")]
    assert sorted(row for rows in named for row in rows) == [77, 85, 115, 151, 152, 154, 227, 231]


def test_no_file_that_was_read_is_written_over(tmp_path: Path) -> None:
    content = to_geojson(layer(square()))
    parcels, farmland = kept(tmp_path, "地块.geojson", content), kept(tmp_path, "农田.geojson", content)
    for words in (
        ("--out", parcels),
        ("--layer", f"农田={farmland}", "--offending", tmp_path, "--out", tmp_path / "出.txt"),
    ):
        said = command("boundary", parcels, *words)
        assert said.code == 3 and said.err.startswith("G094"), said
    assert parcels.read_bytes() == farmland.read_bytes() == content
    assert not (tmp_path / "出.txt").exists()


# --- bad files ----------------------------------------------------------------------------------------------------


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
GOOD = layer(square())
FEATURE = '{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{}}}]}}'
POLYGON = '{"type":"Polygon","coordinates":[[[113.5,34.7],[NaN,34.7],[113.6,34.8],[113.5,34.7]]]}'
LINES = '{"type":"LineString","coordinates":[[113.5,34.7],[113.6,34.7]]}'
TXT = "[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n3,1.0,1,甲,面,,,,@\nJ1,1,3847000.0,38456000.0\n"

BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "txt truncated": ("甲.txt", lambda: (TXT + "J2,1,3847").encode()),
    "txt NaN": ("甲.txt", lambda: (TXT + "J2,1,NaN,38456000.0\n").encode()),
    "txt without points": ("甲.txt", lambda: TXT.partition("3,1.0")[0].encode()),
    "txt of another kind": ("甲.txt", lambda: b"\x00\x01\x02\x03" * 50),
    "shp truncated": ("甲.zip", lambda: _shapefile(shape(5, square())[:-20])),
    "shp zip truncated": ("甲.zip", lambda: _shapefile(shape(5, square()))[:-40]),
    "shp NaN": ("甲.zip", lambda: _shapefile(shape(5, NAN))),
    "shp bomb": ("甲.zip", lambda: _bomb("甲.shp")),
    "shp lines": ("甲.zip", lambda: _shapefile(shape(3, square()))),
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
        monkeypatch.setattr(boundary_reading, "read_surveys_bounded", _unbounded)
    name, content = BAD[kind]
    bad, good = kept(tmp_path, name, content()), kept(tmp_path, "好.geojson", to_geojson(GOOD))
    for lang in ("zh", "en"):
        for words in ((bad,), (good, "--layer", f"农田={bad}"), (good, "--supplied", bad))[
            : 1 if "bomb" in kind else 3
        ]:
            said = command("boundary", *words, "--out", tmp_path / "出.gpkg", "--lang", lang)
            _is_refused(said, name)
    assert not (tmp_path / "出.gpkg").exists()


def _unbounded(content: bytes, name: str, encoding: str | None = None) -> tuple[Survey, ...]:
    return read_surveys(content, name, encoding)


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


def test_without_the_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    good = kept(tmp_path, "好.geojson", to_geojson(GOOD))
    script = (
        "import sys\nclass Refusal:\n    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('shapely', 'pyproj'):\n"
        "            raise ModuleNotFoundError(name, name=name)\n"
        "sys.meta_path.insert(0, Refusal())\nfrom landsupply.cli.main import run\nrun()\n"
    )
    words = [sys.executable, "-c", script, "boundary", str(good)]
    done = subprocess.run(words, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 3 and done.stderr.startswith("G001") and "landsupply[geometry]" in done.stderr, done


def test_every_sample_gets_a_sentence_and_never_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary_reading, "read_surveys_bounded", _unbounded)
    for one in islice(samples(), 60):
        path = kept(tmp_path, one.name, one.content)
        for lang in ("zh", "en"):
            said = command("boundary", path, "--lang", lang)
            assert said.code in (0, 1) and not said.err, said
