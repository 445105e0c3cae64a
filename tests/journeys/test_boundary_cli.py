"""界址命令 · Boundary files of a clerk: diagnosed, and mended by choice."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from pyproj import Transformer

from landsupply.cli import boundary_reading
from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_txt import to_geojson
from landsupply.ledger.boundary.frame import zone_frame
from landsupply.ledger.boundary.gcj import to_gcj
from landsupply.ledger.boundary.project import GEOGRAPHIC, Points, to_degrees
from landsupply.ledger.outline import Point
from tests.journeys.boundary_office import CHOSEN, GOOD, asked, codes, kept, layer, sample, square, unbounded
from tests.journeys.office import command
from tests.messy.boundaries import samples

FORMATS = (".geojson", ".gpkg", ".txt", ".zip", ".dxf")


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
    monkeypatch.setattr(boundary_reading, "read_surveys_bounded", unbounded)
    for one in islice(samples(), 60):
        path = kept(tmp_path, one.name, one.content)
        for lang in ("zh", "en"):
            said = command("boundary", path, "--lang", lang)
            assert said.code in (0, 1) and not said.err, said
