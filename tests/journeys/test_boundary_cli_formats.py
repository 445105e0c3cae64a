"""界址格式 · Boundary files of every format as a clerk gets them, and what a format has no room for."""

from __future__ import annotations

from pathlib import Path

from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_txt import to_geojson
from landsupply.ledger.outline import Outline, Survey
from tests.files.boundary_samples import dxf, polyline, shape
from tests.journeys.boundary_office import CHOSEN, KML, RING, asked, codes, kept, layer, sample, shapefile, square
from tests.journeys.office import command


def test_t28_a_gbk_shapefile_without_cpg(tmp_path: Path) -> None:
    content = shapefile(shape(5, square()[::-1]))
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
