"""界址与用地 · Parcels measured, compared with their ledger and overlaid with layers of land."""

from __future__ import annotations

from pathlib import Path

from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_shp import to_shapefile_zip
from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson
from tests.journeys.boundary_office import asked, codes, kept, layer, sample, square
from tests.journeys.office import command


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
