"""读 GeoJSON · Every opening of it, its numbers as written, its frame, and bad ones."""

from __future__ import annotations

import json

import pytest

from tests.files.boundary_readings import read, refused, told


def geojson(*geometries: object, **more: object) -> str:
    features = [{"type": "Feature", "properties": {"id": 1}, "geometry": one} for one in geometries]
    return json.dumps({"type": "FeatureCollection", "features": features, **more})


AREA = {"type": "Polygon", "coordinates": [[[113.6, 34.7], [113.7, 34.7], [113.7, 34.8], [113.6, 34.7]]]}


def test_geojson_of_every_opening() -> None:
    many = {"type": "MultiPolygon", "coordinates": [AREA["coordinates"], AREA["coordinates"]]}
    assert len(read(json.dumps(AREA)).outlines[0].polygons) == 1
    assert len(read(geojson(many)).outlines[0].polygons) == 2
    feature = {"type": "Feature", "id": "甲", "properties": None, "geometry": AREA}
    assert read(json.dumps(feature)).outlines[0].attributes == {"id": "甲"}
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    assert told(read(geojson(AREA, line, None))) == ["F081", "F089"]
    raised = {"type": "Polygon", "coordinates": [[[*point, 88.5] for point in AREA["coordinates"][0]]]}
    assert told(read(geojson(raised))) == ["F090"]


def test_numbers_and_texts_of_properties_stay_as_written() -> None:
    text = geojson(AREA).replace(
        '"id": 1', '"a": 1.50, "b": 41010220240001234567, "c": null, "d": [1, "甲"], "e": true'
    )
    assert read(text).outlines[0].attributes == {
        "a": "1.50",
        "b": "41010220240001234567",
        "d": '[1, "甲"]',
        "e": "true",
    }


@pytest.mark.parametrize(
    ("crs", "frame", "codes"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}, "EPSG:4490", []),
        ({"type": "name", "properties": {"name": "EPSG:4526"}}, "EPSG:4526", []),
        (
            {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            [],
        ),
        ({"type": "link", "properties": {"href": "http://127.0.0.1:9/x"}}, None, ["F095"]),
        ("http://127.0.0.1:9/x", None, ["F095"]),
        (None, None, []),
    ],
)
def test_t33_a_crs_is_a_statement_and_never_fetched(crs, frame, codes) -> None:
    one = read(geojson(AREA, crs=crs))
    assert (one.frame, told(one)) == (frame, codes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"type": "FeatureCollection", "features": [', "F073"),
        ('{"type": "Polygon", "coordinates": [[[NaN, 1], [2, 3], [4, 5]]]}', "F073"),
        ('{"type": "Polygon", "coordinates": [[[Infinity, 1], [2, 3], [4, 5]]]}', "F073"),
        ('{"type": "Polygon", "coordinates": [[[1e999, 1], [2, 3], [4, 5]]]}', "F073"),
        ('{"type": "Polygon", "coordinates": [[[1e308, 1], [2, 3], [4, 5]]]}', "F072"),
        ('{"type": "Polygon", "coordinates": [[[' + "9" * 5_000 + ", 1], [2, 3], [4, 5]]]}", "F073"),
        ('{"type": "Polygon", "coordinates": [[["1", "2"], [2, 3], [4, 5]]]}', "F073"),
        ('{"type": "Polygon", "coordinates": [[[true, 2], [2, 3], [4, 5]]]}', "F073"),
        ('{"type": "Polygon", "coordinates": {"a": 1}}', "F073"),
        ('{"type": "Polygon", "type": "Point"}', "F074"),
        ('{"type": "Topology"}', "F073"),
        ('{"type": "FeatureCollection", "features": [3]}', "F073"),
        ('{"type": "FeatureCollection", "features": []}', "F069"),
        ('{"type": "Point", "coordinates": [1, 2]}', "F069"),
        ('{"type": "LineString", "coordinates": [[1, 2], [3, 4]]}', "F069"),
        ('{"a":' * 100_000, "F073"),
    ],
)
def test_bad_geojson(text: str, code: str) -> None:
    refused(text, code)
