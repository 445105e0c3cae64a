"""往返 · A written boundary file is read back: geometry to 0.1 mm, names, attributes; the same bytes again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyogrio  # type: ignore[import-untyped]  # it ships no types, and only this test uses it
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out import frame_words
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_shp import short_names, to_shapefile_zip
from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson, txt_leaves_out
from landsupply.ledger.boundary.frame import all_zone_codes
from landsupply.ledger.outline import Axes, Outline, Survey
from landsupply.measure.fault import InputFault
from tests.files.boundary_samples import APART, HOLE, SQUARE, normal, outline, plain, survey

WRITERS: dict[str, Callable[[Survey], bytes]] = {
    "txt": to_boundary_txt,
    "geojson": to_geojson,
    "gpkg": lambda one: to_gpkg([one]),
    "shp": lambda one: to_shapefile_zip([one]),
    "dxf": to_dxf,
}
KEEPS_ALL = ("geojson", "gpkg", "shp", "dxf")


def back(form: str, one: Survey) -> Survey:
    (found,) = read_surveys(WRITERS[form](one), "往返")
    assert found.form == form
    return found


@st.composite
def plots(draw: st.DrawFn) -> tuple[Outline, ...]:
    """Stars of ten to fifty corners around a middle, some with a hole, some of two parts, in metres or in degrees."""
    in_degrees = draw(st.booleans())
    made = []
    for number in range(draw(st.integers(1, 4))):
        parts = []
        for part in range(draw(st.integers(1, 2))):
            corners, turn = draw(st.integers(3, 12)), draw(st.floats(0, 6))
            east = (113.6 if in_degrees else 38_463_000.0) + draw(st.floats(0, 0.01 if in_degrees else 900))
            east += part * (1 if in_degrees else 2_000)
            north = (34.75 if in_degrees else 3_846_000.0) + draw(st.floats(0, 0.01 if in_degrees else 900))
            size = 0.002 if in_degrees else 200.0
            rings = [_star(east, north, size, corners, turn)]
            if draw(st.booleans()):
                rings.append(_star(east, north, size / 4, 5, turn)[::-1])
            parts.append(tuple(rings))
        attributes = draw(st.dictionaries(TEXTS.filter(str.strip), TEXTS, max_size=4))
        made.append(Outline(label=f"地块{number}", position=number + 1, polygons=tuple(parts), attributes=attributes))
    return tuple(made)


def _star(east: float, north: float, size: float, corners: int, turn: float) -> tuple[tuple[float, float], ...]:
    angles = [turn + math.tau * corner / corners for corner in range(corners)]
    ring = [(east + size * math.cos(angle), north + size * math.sin(angle)) for angle in angles]
    return (*ring, ring[0])


TEXTS = st.text(
    st.one_of(
        st.sampled_from("地块面积权利人〔〕（）𬱖龘=+-@,，;|\\\"'{}#联通 ａ１"),
        st.characters(min_codepoint=33, max_codepoint=0x2FF),
    ),
    max_size=12,
).map(str.strip)


@pytest.mark.parametrize("form", WRITERS)
def test_f16_the_sample_comes_back(form: str) -> None:
    one = plain()
    found = back(form, one)
    assert normal(found) == normal(one)
    assert [told.label for told in found.outlines] == ["某地块", "二号"]
    assert found.remarks == () and all(told.remarks == () for told in found.outlines)
    assert WRITERS[form](found) == WRITERS[form](back(form, found))


@pytest.mark.parametrize("form", WRITERS)
@settings(max_examples=60, deadline=None)
@given(drawn=plots())
def test_f16_geometry_is_the_same_to_a_tenth_of_a_millimetre(form: str, drawn: tuple[Outline, ...]) -> None:
    one = survey(*(replace(told, attributes={}) for told in drawn), frame=None)
    found = back(form, one)
    is_degrees = drawn[0].polygons[0][0][0][0] < 360
    tolerance = 1e-9 if is_degrees else 1e-4
    for told, read in zip(one.outlines, found.outlines, strict=True):
        assert [len(part) for part in told.polygons] == [len(part) for part in read.polygons]
        here, there = _points(told, one), _points(read, found)
        assert len(here) == len(there)
        assert all(min(math.dist(one_point, other) for other in there) < tolerance for one_point in here)


def _points(told: Outline, one: Survey) -> list[tuple[float, float]]:
    rings = [ring for part in normal(survey(told, axes=one.axes), 12) for polygon in part for ring in polygon]
    return [point for ring in rings for point in ring]


@pytest.mark.parametrize("form", KEEPS_ALL)
@settings(max_examples=60, deadline=None)
@given(drawn=plots())
def test_attributes_and_names_come_back(form: str, drawn: tuple[Outline, ...]) -> None:
    one = survey(*drawn)
    found = back(form, one)
    names = short_names(one) if form == "shp" else {}
    for told, read in zip(drawn, found.outlines, strict=True):
        kept = {key: value for key, value in read.attributes.items() if value}
        for key, value in told.attributes.items():
            if value and form != "gpkg":
                assert kept[names.get(key, key)] == value
            elif value:
                assert value in kept.values()


@settings(max_examples=60, deadline=None)
@given(drawn=plots())
def test_the_same_survey_gives_the_same_bytes(drawn: tuple[Outline, ...]) -> None:
    for write in WRITERS.values():
        assert write(survey(*drawn)) == write(survey(*drawn))


@pytest.mark.parametrize("form", WRITERS)
def test_the_order_of_the_axes_is_kept(form: str) -> None:
    turned = tuple((north, east) for east, north in SQUARE)
    one = survey(outline((turned,)), axes=Axes.NORTH_EAST)
    assert normal(back(form, one)) == normal(survey(outline((SQUARE,))))


@pytest.mark.parametrize("form", WRITERS)
def test_an_open_ring_is_closed_and_an_empty_plot_stays_empty(form: str) -> None:
    found = back(form, survey(outline((SQUARE[:-1],)), outline(label="空")))
    ring = found.outlines[0].polygons[0][0]
    assert ring[0] == ring[-1]
    assert form == "dxf" or found.outlines[1].polygons == ()


def test_txt_keeps_marks_statements_and_says_what_it_leaves_out() -> None:
    marks = (("J1", "J2", "J3", "J4", "J1"),)
    told = replace(outline((SQUARE,), 地块用途="居住,用地", 权利人="某"), marks=marks)
    one = replace(survey(told), form="txt", header={"坐标系": "2000国家大地坐标系", "带号": "38", "精度": "0.001"})
    found = back("txt", one)
    assert found.outlines[0].marks == marks and found.header == one.header
    assert found.outlines[0].attributes["地块用途"] == "居住，用地"
    assert txt_leaves_out(one) == ("权利人",)


def test_txt_states_its_zone() -> None:
    header = back("txt", plain()).header
    assert (header["坐标系"], header["几度分带"], header["带号"]) == ("2000国家大地坐标系", "3", "38")


def test_several_layers_travel_in_one_file() -> None:
    layers = [plain(), replace(plain(), layer="b/../../c"), replace(plain(), layer="地块")]
    assert [found.layer for found in read_surveys(to_gpkg(layers), "x")] == ["b/../../c", "地块", "地块(2)"]
    assert [found.layer for found in read_surveys(to_shapefile_zip(layers), "x")] == ["b_c", "地块", "地块(2)"]


def test_long_field_names_are_cut_between_characters_and_told() -> None:
    one = survey(outline((SQUARE,), 用地单位统一名称甲="甲", 用地单位统一名称乙="乙", note="x"))
    assert short_names(one) == {
        "地块名称": "地块名称",
        "用地单位统一名称甲": "用地单位统",
        "用地单位统一名称乙": "用地单位_2",
        "note": "note",
    }
    found = back("shp", one)
    assert found.outlines[0].attributes["用地单位_2"] == "乙"
    assert found.header == {"编码": "gb18030"}


def test_what_a_table_cannot_hold_is_refused() -> None:
    with pytest.raises(InputFault, match="F098"):
        to_shapefile_zip([survey(outline((SQUARE,), note="长" * 200))])
    with pytest.raises(InputFault, match="F098"):
        to_dxf(survey(outline((SQUARE,), note="长" * 20_000)))
    with pytest.raises(InputFault, match="F099"):
        to_shapefile_zip([survey(outline((SQUARE,), **{f"n{number}": "" for number in range(300)}))])


@pytest.mark.parametrize("code", [*all_zone_codes(), 4490, 4326])
def test_the_words_of_a_frame_mean_its_code(code: int) -> None:
    words = frame_words(survey(frame=f"EPSG:{code}"))
    ours, theirs = pyproj.CRS.from_wkt(words), pyproj.CRS.from_epsg(code)
    assert ours.to_epsg(min_confidence=20) == code or code in (4490, 4326)
    # The frames of the registry put the north first, ours do not: the numbers are the same all the same.
    forward = pyproj.Transformer.from_crs(ours, theirs, always_xy=True)
    middle = pyproj.Transformer.from_crs(4490, theirs, always_xy=True).transform(114.2, 34.7)
    assert forward.transform(*middle) == pytest.approx(middle, abs=1e-6)


@pytest.mark.parametrize("form", ("geojson", "gpkg", "shp", "dxf"))
def test_another_reader_finds_the_same(form: str, tmp_path: Path) -> None:
    """GDAL, which has no part in what we read and write, agrees on shapes, frame and texts."""
    one = survey(outline((SQUARE, HOLE), 权利人="甲某"), outline((APART,), label="二号", 权利人="=1+1"))
    file = tmp_path / {"shp": "x.shp.zip"}.get(form, f"x.{form}")
    file.write_bytes(WRITERS[form](one))
    meta, _, shapes, columns = pyogrio.raw.read(file)
    polygons = [shapely.force_2d(shapely.from_wkb(shape)) for shape in shapes]
    if form == "dxf":
        lines = [line for line in polygons if line.geom_type == "LineString"]
        assert [shapely.Polygon(line).area for line in lines] == pytest.approx([10_000, 50, 10_000])
        return
    assert [shape.area for shape in polygons] == pytest.approx([9_950, 10_000])
    assert all(shape.is_valid for shape in polygons)
    assert list(columns[list(meta["fields"]).index("权利人")]) == ["甲某", "=1+1"]
    assert meta["crs"] == "EPSG:4526"
