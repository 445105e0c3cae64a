"""坐标系 · Every zone of CGCS2000, what files state of it, and the systems that are refused."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest

from landsupply.ledger.boundary.frame import Datum, Frame, all_zone_codes, frame_of_code, zone_frame
from landsupply.ledger.boundary.gcj import from_gcj, to_gcj
from landsupply.ledger.boundary.project import GEOGRAPHIC, convert, to_degrees
from landsupply.ledger.boundary.stated import stated_frame
from landsupply.measure.fault import InputFault
from tests.ledger.boundary_samples import HOME, NATIONAL, square, survey


def test_every_zone_is_the_one_the_registry_knows() -> None:
    codes = all_zone_codes()
    assert codes == (*range(4491, 4513), *range(4513, 4534), *range(4534, 4555))
    for code in codes:
        known = pyproj.CRS.from_epsg(code)
        told = {one.name: one.value for one in known.coordinate_operation.params}
        frame = frame_of_code(code)
        assert frame.epsg == code
        assert told["Longitude of natural origin"] == frame.meridian
        assert told["False easting"] == frame.prefix + 500_000


def test_local_systems_are_known_by_name_only() -> None:
    for code in (4610, 2327, 2349, 2390):
        assert frame_of_code(code).datum is Datum.XIAN80
    for code in (4214, 2401, 2434, 2442, 21413, 21483):
        assert frame_of_code(code).datum is Datum.BEIJING54
    assert frame_of_code(2326) is None


@pytest.mark.parametrize("code", [*all_zone_codes(), 4490, 4326, 3857, 32649])
def test_the_words_of_a_prj_say_the_same_as_its_code(code: int) -> None:
    for version in ("WKT1_ESRI", "WKT1_GDAL", "WKT2_2019"):
        stated = stated_frame(survey(frame=pyproj.CRS.from_epsg(code).to_wkt(version)))
        frame = frame_of_code(code)
        assert not stated.is_foreign, version
        assert (stated.datum, stated.width, stated.zone) == (frame.datum, frame.width, frame.zone), version
        assert stated.is_projected is not frame.is_geographic
        assert stated.is_prefixed is (frame.is_prefixed if frame.width else None)


@pytest.mark.parametrize("code", [2349, 2414, 4610, 4214])
def test_the_words_of_a_local_prj_name_their_datum(code: int) -> None:
    wkt = pyproj.CRS.from_epsg(code).to_wkt("WKT1_ESRI")
    assert stated_frame(survey(frame=wkt)).datum is frame_of_code(code).datum


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("2000国家大地坐标系", Datum.CGCS2000),
        ("ＣＧＣＳ２０００", Datum.CGCS2000),
        ("国家2000坐标系", Datum.CGCS2000),
        ("1980西安坐标系", Datum.XIAN80),
        ("80国家大地坐标系", Datum.XIAN80),
        ("1954年北京坐标系", Datum.BEIJING54),
        ("WGS-84", Datum.WGS84),
        ("GCJ-02", Datum.GCJ02),
    ],
)
def test_chinese_names(text: str, datum: Datum) -> None:
    assert stated_frame(survey(frame=text)).datum is datum


@pytest.mark.parametrize("text", ["郑州城建坐标系", "EPSG:2326", "地方独立坐标系"])
def test_what_is_not_known_is_foreign(text: str) -> None:
    assert stated_frame(survey(frame=text)).is_foreign


def test_a_meridian_of_a_citys_own_is_foreign() -> None:
    wkt = pyproj.CRS.from_epsg(4547).to_wkt("WKT1_ESRI").replace("114.0", "113.5")
    assert stated_frame(survey(frame=wkt)).is_foreign


@pytest.mark.parametrize(
    ("header", "width", "zone", "meridian"),
    [
        ({"几度分带": "3", "带号": "38"}, 3, 38, 114),
        ({"几度分带": "3度", "带号": "38带"}, 3, 38, 114),
        ({"带号": "19"}, 6, 19, 111),
        ({"几度分带": "６", "带号": "20"}, 6, 20, 117),
        ({"几度分带": "3", "中央子午线": "114"}, 3, 38, 114),
        ({}, None, None, None),
    ],
)
def test_headers_of_a_points_file(
    header: dict[str, str], width: int | None, zone: int | None, meridian: int | None
) -> None:
    stated = stated_frame(survey(frame=NATIONAL, header=header))
    assert (stated.width, stated.zone, stated.meridian) == (width, zone, meridian)


def test_local_systems_are_never_converted() -> None:
    points = np.array(square())
    for datum in (Datum.XIAN80, Datum.BEIJING54):
        with pytest.raises(InputFault) as caught:
            convert(points, Frame(datum=datum), GEOGRAPHIC)
        assert caught.value.code == "G003"


def test_there_and_back_is_the_same_tenth_of_a_millimetre() -> None:
    points = np.array(square())
    for code in (4526, 4547, 4508, 4525, 4490, 4326):
        frame = frame_of_code(code)
        assert np.abs(convert(convert(points, HOME, frame), frame, HOME) - points).max() < 5e-5


def test_axes_are_always_east_first() -> None:
    east, north = to_degrees(np.array(square()), HOME)[0]
    assert 113 < east < 114
    assert 34 < north < 35


def test_gcj_of_known_points() -> None:
    """The formula's published example, and the shift that is known of this city: more than half a kilometre."""
    points = np.array([[116.404, 39.915], [113.62, 34.75]])
    shown = to_gcj(points)
    assert np.abs(shown[0] - [116.41024449916938, 39.91640428150164]).max() < 1e-9
    metres = pyproj.Geod(ellps="GRS80").inv(*points[1], *shown[1])[2]
    assert 560 < metres < 580
    assert np.abs(from_gcj(shown) - points).max() < 1e-10


def test_zones_outside_china_are_none() -> None:
    assert zone_frame(113) is None
    assert zone_frame(138) is None
    assert zone_frame(114, 6) is None
