"""读 KML · Placemarks and archives of them; links are never followed."""

from __future__ import annotations

import pytest

from tests.files.boundary_readings import KML, RING, read, refused, told
from tests.files.boundary_samples import (
    zipped,
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_placemark_with_a_hole(encoding: str) -> None:
    one = read(KML.format("", RING).encode(encoding))
    assert (one.form, one.frame, one.outlines[0].label) == ("kml", "EPSG:4326", "某地块")
    assert one.outlines[0].attributes == {"name": "某地块", "面积": "1.2"}
    assert [len(ring) for ring in one.outlines[0].polygons[0]] == [4, 4]
    assert told(one) == []


def test_t33_links_are_counted_and_never_followed() -> None:
    link = (
        "<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink><Placemark><Point/></Placemark>"
    )
    assert told(read(KML.format(link, RING))) == ["F081", "F095"]


def test_a_kmz_is_its_kml_members() -> None:
    one = read(zipped({"doc.kml": KML.format("", RING).encode(), "images/a.png": b"x"}))
    assert (one.form, one.layer) == ("kml", "doc.kml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE kml [<!ENTITY a "b">]>' + KML.format("", RING).partition("?>")[2], "F016"),
        ('<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/x">' + KML.format("", RING).partition("?>")[2], "F016"),
        (KML.format("", RING)[:-30], "F076"),
        (KML.format("&amp;&b;", RING), "F076"),
        (KML.format("<Folder>" * 200, RING), "F076"),
        (KML.format("", "113.6,34.7 NaN,34 1,2"), "F077"),
        (KML.format("", "113.6,34.7 1e300,34 1,2"), "F072"),
        ("<html><body>x</body></html>", "F060"),
        ("<gpx><wpt/></gpx>", "F060"),
        (KML.partition("<Placemark>")[0].format("") + "</Document></kml>", "F069"),
    ],
)
def test_t24_bad_kml(text: str, code: str) -> None:
    refused(text, code)
