"""读任何字节 · Cut, damaged, huge and foreign files of every format give outlines or a typed refusal."""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg
from landsupply.files.boundary_out_shp import to_shapefile_zip
from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson
from landsupply.files.boundary_rings import VERTEX_LIMIT
from landsupply.law.words import remedy, say
from landsupply.measure.fault import InputFault
from tests.calls import calls
from tests.files.boundary_readings import KML, RING, TXT, refused, told
from tests.files.boundary_samples import (
    SQUARE,
    dxf,
    normal,
    outline,
    plain,
    polyline,
    survey,
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"AC1032" + bytes(100), "DWG"),
        (b"AutoCAD Binary DXF\r\n\x1a\x00", "DXF (binary)"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office (.xls, .doc)"),
        (b"abc\x00def", "binary"),
    ],
)
def test_t27_other_formats_are_named(content: bytes, kind: str) -> None:
    assert refused(content, "F060").facts == {"kind": kind}


WHOLE: dict[str, bytes] = {
    "txt": to_boundary_txt(plain()),
    "geojson": to_geojson(plain()),
    "gpkg": to_gpkg([plain()]),
    "shp": to_shapefile_zip([plain()]),
    "dxf": to_dxf(plain()),
    "kml": KML.format("", RING).encode(),
}


def survives(content: bytes) -> None:
    try:
        read_surveys(content, "x")
    except InputFault as fault:
        assert say(fault.code, "zh", **fault.facts) and remedy(fault.code, "en", **fault.facts)


@pytest.mark.parametrize("form", ["geojson", "gpkg", "shp", "dxf", "kml"])
@settings(max_examples=150, deadline=None)
@given(share=st.floats(0, 0.98))
def test_a_cut_file_is_refused(form: str, share: float) -> None:
    content = WHOLE[form]
    with pytest.raises(InputFault):
        read_surveys(content[: int(len(content) * share)], "x")


@settings(max_examples=150, deadline=None)
@given(end=st.integers(0, len(WHOLE["txt"]) - 1))
def test_a_cut_txt_is_refused_or_told(end: int) -> None:
    """A text has no end mark: what was cut off shows in the count of points, the closing point, a plot without any."""
    try:
        one = read_surveys(WHOLE["txt"][:end], "x")[0]
    except InputFault:
        return
    assert told(one) or normal(one) in (normal(plain()), normal(plain())[:1])


@pytest.mark.parametrize("form", WHOLE)
@settings(max_examples=200, deadline=None)
@given(place=st.floats(0, 0.999), value=st.binary(min_size=1, max_size=6))
def test_t30_a_damaged_file_gives_outlines_or_a_typed_refusal(form: str, place: float, value: bytes) -> None:
    content = bytearray(WHOLE[form])
    start = int(len(content) * place)
    content[start : start + len(value)] = value
    survives(bytes(content))


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=400))
@example(content=b"PK\x03\x04")
@example(content=b"{")
@example(content=b"<")
@example(content=b"0\nSECTION\n")
def test_t30_any_bytes_give_outlines_or_a_typed_refusal(content: bytes) -> None:
    survives(content)


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from('[]属性描述地块坐标=@,，J1234.- \t\n"{}<>&x'), max_size=200))
def test_t30_any_text_gives_outlines_or_a_typed_refusal(text: str) -> None:
    survives(text.encode())


def many(count: int) -> list[tuple[float, float]]:
    return [(113.0 + number * 1e-7, 34.0 + (number % 2) * 1e-7) for number in range(count)]


@pytest.mark.parametrize("form", ["txt", "geojson", "gpkg", "shp", "dxf", "kml"])
def test_t32_a_polygon_of_too_many_points_is_refused(form: str) -> None:
    ring = tuple(many(VERTEX_LIMIT + 1))
    huge = survey(outline((ring,)))
    words = " ".join(f"{east:.7f},{north:.7f}" for east, north in ring)
    makers: dict[str, Callable[[], bytes]] = {
        "txt": lambda: to_boundary_txt(huge),
        "geojson": lambda: to_geojson(huge),
        "gpkg": lambda: to_gpkg([huge]),
        "shp": lambda: to_shapefile_zip([huge]),
        "dxf": lambda: to_dxf(huge),
        "kml": lambda: KML.format("", words).encode(),
    }
    refused(makers[form](), "F065")


@pytest.mark.parametrize("form", WHOLE)
def test_t33_no_socket_is_opened(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    survives(WHOLE[form])


@pytest.mark.parametrize(
    "make",
    [
        lambda n: " " * n + "x",
        lambda n: "-" * n,
        lambda n: TXT.format("J1,1,1,2\n" * (n // 20)),
        lambda n: TXT.format("," * n),
        lambda n: TXT.format("J" * n),
        lambda n: TXT.format("- " * n),
        lambda n: "[" * n,
        lambda n: "@" * n,
        lambda n: "999\n" * n,
        lambda n: KML.format("", " , " * n),
        lambda n: KML.format("", "1" * n),
        lambda n: KML.format("<Folder/>" * n, RING),
        lambda n: dxf(*["0 TEXT|8 0|10 1|20 2|1 x"] * (n // 20), polyline(SQUARE)),
        lambda n: dxf(*["0 TEXT|8 0|10 38462173|20 3845173|1 x"] * (n // 50), *[polyline(SQUARE)] * 5),
        lambda n: dxf("0 MTEXT|8 0|10 38462173|20 3845173|1 " + "{\\A" * n, polyline(SQUARE)),
        lambda n: '{"type": "FeatureCollection", "features": [' + "{}," * n + "]}",
        lambda n: '{"a": 1, ' * n,
    ],
)
def test_t31_steps_grow_with_the_length_and_no_faster(make: Callable[[int], str]) -> None:
    """Counted in calls, on texts of which the long one is also long enough to hang on a pattern that goes back."""
    short, long = (calls(partial(survives, make(length).encode())) for length in (20_000, 80_000))
    assert long <= 4.4 * short + 2_000
