"""读界址文件 · Each format by its content, what is told of it, and one bad file of each kind."""

from __future__ import annotations

import io
import json
import socket
import sqlite3
import struct
import zipfile
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
from landsupply.ledger.issue import SEVERITIES
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault
from tests.calls import calls
from tests.files.boundary_samples import (
    APART,
    HOLE,
    SQUARE,
    dbf,
    dxf,
    normal,
    outline,
    plain,
    polyline,
    shape,
    shp,
    survey,
    zipped,
)

CLOCKWISE = SQUARE[::-1]
INNER = HOLE[::-1]
KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}'
    "<Placemark><name>某地块</name><ExtendedData><Data name='面积'><value>1.2</value></Data></ExtendedData>"
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs>"
    "<innerBoundaryIs><LinearRing><coordinates>113.61,34.71 113.62,34.71 113.61,34.72 113.61,34.71</coordinates>"
    "</LinearRing></innerBoundaryIs></Polygon></Placemark></Document></kml>"
)
RING = "113.6,34.7,0 113.7,34.7,0\n113.7,34.8,0 113.6,34.7,0"
TXT = "[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n4,1.0,1,某地块,面,,,,@\n{}\n"
POINTS = "J1,1,3845123.1,38462123.4\nJ2,1,3845223.1,38462123.4\nJ3,1,3845223.1,38462223.4\nJ1,1,3845123.1,38462123.4"


def read(content: bytes | str, encoding: str | None = None) -> Survey:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return read_surveys(raw, "样本", encoding)[0]


def refused(content: bytes | str, code: str) -> InputFault:
    with pytest.raises(InputFault) as found:
        read(content)
    assert found.value.code == code, found.value
    for language in ("zh", "en"):
        assert say(code, language, **found.value.facts) and remedy(code, language, **found.value.facts)
    return found.value


def told(one: Survey) -> list[str]:
    """The codes of all remarks; each can be said, and has its severity."""
    remarks = [*one.remarks, *(remark for outline in one.outlines for remark in outline.remarks)]
    for remark in remarks:
        assert remark.code in SEVERITIES
        assert say(remark.code, "zh", **remark.facts) and remedy(remark.code, "en", **remark.facts)
    return [remark.code for remark in remarks]


# 界址点文本


@pytest.mark.parametrize(
    "text",
    [
        TXT.format(POINTS),
        TXT.format(POINTS).replace("[", "【").replace("]", "】"),
        TXT.format(POINTS.replace("J", "")),
        TXT.format(POINTS.replace(",", "，")),
        TXT.format(POINTS.replace(",", "\t")),
        TXT.format("\n\n".join("  -- " + line for line in POINTS.split("\n"))),
        TXT.format(POINTS.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))),
        "[项目信息]\n格式版本号=1．01版本\n" + TXT.format(POINTS).replace("\n", "\r\n"),
        TXT.format(POINTS).partition("[地块坐标]\n")[2],
        "点号,X坐标,Y坐标,备注\n" + POINTS.replace(",1,", ","),
        "点号\tY\tX\n" + "\n".join("\t".join(line.split(",")[i] for i in (0, 3, 2)) for line in POINTS.split("\n")),
        "\n".join(line.split(",", 2)[2].replace(",", "   ") for line in POINTS.split("\n")),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_t53_every_dialect_says_the_same(text: str, encoding: str) -> None:
    one = read(text.encode(encoding))
    ring = ((3845123.1, 38462123.4), (3845223.1, 38462123.4), (3845223.1, 38462223.4), (3845123.1, 38462123.4))
    assert [outline.polygons for outline in one.outlines] == [((ring,),)]
    assert told(one) == []


def test_the_area_and_every_other_cell_stay_texts() -> None:
    one = read(TXT.format(POINTS).replace("4,1.0,1,某地块", "4,15.00亩,ZZ-01,某（一期）， 地块"))
    assert one.outlines[0].attributes["地块面积"] == "15.00亩"
    assert (one.outlines[0].label, one.outlines[0].attributes["地块编号"]) == ("某（一期）， 地块", "ZZ-01")


def test_parts_holes_and_counts_of_a_plot() -> None:
    more = POINTS + "\nJ4,2,1,1\nJ5,2,1,2\nJ6,2,2,2\n" + POINTS.replace("J", "K")
    one = read(TXT.format(more))
    assert [len(part) for part in one.outlines[0].polygons] == [2, 1]
    assert told(one) == ["F080"]
    assert told(read(TXT.format(POINTS + "\n" + POINTS.replace("3845", "3846")))) == ["F087", "F080"]
    assert told(read(TXT.format(POINTS.replace(",1,", ",2,")))) == ["F087"]
    assert told(read(TXT.format(POINTS[:-1] + "9"))) == ["F096"]
    assert told(read(POINTS.replace(",1,", ",") + "\n\nK1,1.5,2\nK2,3,4\nK3,4,9")) == ["F088"]
    assert told(read(TXT.format(POINTS + "\n1,0,2,井,点,,,,@\nJ1,1,2,3"))) == ["F081"]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (TXT.format("J1,1,3845123.1"), "F061", (5, 1)),
        (TXT.format(POINTS + "\nJ5,一,3845123.1,38462123.4"), "F061", (9, 4)),
        (TXT.format("J1,1,3845123.1,NaN"), "F064", (5, 16)),
        (TXT.format("  J1, 1, 1e999, 2"), "F064", (5, 10)),
        (TXT.format("J1,1,113°36′,34"), "F064", (5, 6)),
        (TXT.format("J1,1,3845123.1,9999999999999"), "F064", (5, 16)),
        (TXT.format("这里是说明"), "F061", (5, 1)),
        (TXT.format(POINTS).replace("坐标系=", "坐标系=1\n坐标系="), "F063", (3, None)),
        ("[地块坐标]\n" + POINTS, "F066", (2, None)),
        ("甲,乙,丙\n1,2,3", "F064", (1, 3)),
    ],
)
def test_every_complaint_has_its_place(text: str, code: str, place: tuple[int, int | None]) -> None:
    facts = refused(text, code).facts
    assert (facts["line"], facts.get("column")) == place


def test_texts_without_land() -> None:
    refused(b"", "F001")
    refused("  \n", "F001")
    refused("[属性描述]\n坐标系=x\n", "F062")
    refused(TXT.format(""), "F062")
    refused("[地块坐标]\n1,0,1,井,点,,,,@\nJ1,1,2,3", "F069")
    refused("[地块坐标]\n2,0,1,渠,线,,,,@\nJ1,1,2,3\nJ2,1,3,4", "F069")


# shapefile


def a_zip(name: str = "地块", **parts: bytes) -> bytes:
    return zipped({f"{name}.{suffix}": content for suffix, content in parts.items()})


def test_t26_a_set_with_gbk_names_is_read_and_nothing_else() -> None:
    content = zipped(
        {
            "..\\..\\图斑/地块.shp": shp(shape(5, CLOCKWISE, INNER)),
            "..\\..\\图斑/地块.DBF": dbf({"名称".encode("gbk"): 10}, ["甲".encode("gbk")]),
            "/etc/cron.d/x": b"* * * * *",
            "说明.docx": b"PK",
        }
    )
    one = read(content)
    assert (one.layer, one.frame, one.outlines[0].label) == ("地块", None, "甲")
    assert normal(one) == [[normal(plain())[0][0]]]
    assert told(one) == []


def test_holes_go_to_the_shell_around_them() -> None:
    far = APART[::-1]
    hole_apart = tuple((east + 500, north) for east, north in INNER)
    one = read(a_zip(shp=shp(shape(5, CLOCKWISE, far, hole_apart, INNER))))
    assert [len(part) for part in one.outlines[0].polygons] == [2, 2]
    assert told(one) == ["F092"]
    outside = tuple((east + 5_000, north) for east, north in INNER)
    assert told(read(a_zip(shp=shp(shape(5, CLOCKWISE, far, outside))))) == ["F092", "F086"]
    assert len(read(a_zip(shp=shp(shape(5, SQUARE)))).outlines[0].polygons) == 1


def test_heights_other_shapes_deleted_and_empty_records_are_told() -> None:
    heights = bytes(16 + 8 * len(CLOCKWISE))
    point = struct.pack("<i2d", 1, 0, 0)
    names = dbf({b"N": 3}, [b"1"], [b"2"], (b"*", b"3"), [b"4"])
    shapes = shp(shape(15, CLOCKWISE, tail=heights), point, shape(5, CLOCKWISE), struct.pack("<i", 0))
    one = read(a_zip(shp=shapes, dbf=names))
    assert [outline.position for outline in one.outlines] == [1, 4]
    assert sorted(told(one)) == ["F081", "F089", "F090", "F091"]


@pytest.mark.parametrize(
    ("texts", "cpg", "encoding", "codes"),
    [
        (["郑州市", "某"], None, "gb18030", []),
        (["郑州市", "某"], "GBK", "gb18030", []),
        (["郑州市", "某"], "UTF-8", "gb18030", ["F084"]),
        (["郑州市", "某"], "ISO 88591", "gb18030", ["F084"]),
        (["abc"], "UTF-8", "utf-8", []),
        (["abc"], None, "utf-8", []),
    ],
)
def test_t47_the_table_is_read_as_its_bytes_prove(texts, cpg, encoding, codes) -> None:
    table = dbf({"名称".encode("gbk") if texts[0] != "abc" else b"NAME": 12}, *([t.encode("gbk")] for t in texts))
    parts = {"shp": shp(*[shape(5, CLOCKWISE)] * len(texts)), "dbf": table} | ({"cpg": cpg.encode()} if cpg else {})
    one = read(a_zip(**parts))
    assert [next(iter(outline.attributes.values())) for outline in one.outlines] == texts
    assert one.header == {"编码": encoding}
    assert told(one) == codes


def test_an_ambiguous_table_is_told_and_can_be_decided() -> None:
    table = dbf({b"NAME": 12}, ["郑州".encode()])  # six bytes that GB18030 reads as three other characters
    content = a_zip(shp=shp(shape(5, CLOCKWISE)), dbf=table)
    one = read(content)
    assert one.outlines[0].attributes == {"NAME": "郑州"} and told(one) == ["F083"]
    assert read(content, "gbk").outlines[0].attributes == {"NAME": "郑州".encode().decode("gb18030")}
    assert told(read(a_zip(shp=shp(shape(5, CLOCKWISE)), dbf=table, cpg=b"UTF-8"))) == []


def test_an_encoding_that_nothing_proves_is_refused() -> None:
    table = dbf({b"NAME": 12}, [b"\xff\xff\x80"])
    refused(a_zip(shp=shp(shape(5, CLOCKWISE)), dbf=table), "F070")
    with pytest.raises(InputFault, match="F070"):
        read(a_zip(shp=shp(shape(5, CLOCKWISE)), dbf=dbf({b"N": 6}, ["郑州市".encode("gbk")])), "utf-8")


def test_names_and_texts_cut_through_a_character_are_mended_and_told() -> None:
    cut = "用地单位名称".encode()[:10]
    table = dbf({cut: 4}, ["甲乙".encode()[:4]])
    one = read(a_zip(shp=shp(shape(5, CLOCKWISE)), dbf=table, cpg=b"UTF-8"))
    assert one.outlines[0].attributes == {"用地单": "甲"}
    assert told(one) == ["F085", "F097"]


def test_broken_sets() -> None:
    good, table = shp(shape(5, CLOCKWISE)), dbf({b"N": 3}, [b"1"])
    refused(zipped({"a.txt": b"x"}), "F068")
    refused(zipped({"a.zip": a_zip(shp=good)}), "F068")
    refused(zipped({"a.dbf": table}), "F068")
    refused(a_zip(shp=b"not a shape file" * 10), "F067")
    refused(a_zip(shp=good[:-8]), "F067")
    refused(a_zip(shp=good, dbf=table[:-3]), "F067")
    refused(a_zip(shp=good, dbf=b"\x03"), "F067")
    refused(a_zip(shp=good, dbf=dbf({b"N": 3}, [b"1"], [b"2"])), "F071")
    refused(a_zip(shp=good, shx=good[:100] + bytes(16)), "F071")
    refused(a_zip(shp=shp(shape(5, [(float("nan"), 0), (1, 1), (2, 0)]))), "F072")
    refused(a_zip(shp=shp(shape(5, [(1e308, 0), (1, 1), (2, 0)]))), "F072")
    refused(a_zip(shp=shp(struct.pack("<i2d", 1, 0, 0))), "F069")
    refused(a_zip(shp=shp(shape(3, CLOCKWISE))), "F069")
    refused(good, "F060")
    huge = struct.pack("<i4dii", 5, 0, 0, 0, 0, 2**31 - 1, 2**31 - 1)
    refused(a_zip(shp=shp(huge)), "F067")
    refused(zipped({"a.shp": good, "A.SHP": good}), "F015")


def test_t22_bombs_and_locked_archives_are_refused_by_the_guard() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.shp", bytes(50_000_000))
    refused(out.getvalue(), "F013")
    locked = bytearray(a_zip("a", shp=shp(shape(5, CLOCKWISE))))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    refused(bytes(locked), "F020")


# GeoPackage


def base_of(change: Callable[[sqlite3.Connection], object]) -> bytes:
    base = sqlite3.connect(":memory:")
    base.deserialize(to_gpkg([plain()]))
    change(base)
    base.commit()
    content = base.serialize()
    base.close()
    return content


def test_a_package_tells_its_frame_layers_and_other_geometries() -> None:
    one = read(to_gpkg([plain()]))
    assert (one.form, one.layer, one.frame) == ("gpkg", "地块", "EPSG:4526")
    point = b"GP\x00\x01" + bytes(4) + struct.pack("<BI2d", 1, 1, 0.0, 0.0)
    more = read(base_of(lambda base: base.execute('INSERT INTO "地块" (geom) VALUES (?)', (point,))))
    assert told(more) == ["F081"] and len(more.outlines) == 2
    refused(base_of(lambda base: base.execute('UPDATE "地块" SET geom = ?', (point,))), "F069")
    empty = read(base_of(lambda base: base.execute('UPDATE "地块" SET geom = NULL WHERE fid = 2')))
    assert told(empty) == ["F089"]


def test_a_package_in_write_ahead_mode_is_read_and_told() -> None:
    content = to_gpkg([plain()])
    assert told(read(content[:18] + b"\x02\x02" + content[20:])) == ["F093"]


def test_a_hostile_package_runs_nothing() -> None:
    refused(b"SQLite format 3\0" + bytes(5_000), "F075")
    refused(base_of(lambda base: base.execute("DROP TABLE gpkg_contents")), "F075")
    refused(base_of(lambda base: base.execute("UPDATE \"地块\" SET geom = X'4750000100000000FFFF'")), "F075")
    view = "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS geom FROM c"
    moved = ("UPDATE gpkg_contents SET table_name = 'v'", "UPDATE gpkg_geometry_columns SET table_name = 'v'")
    refused(base_of(lambda base: [base.execute(line) for line in (view, *moved)]), "F069")
    swapped = (
        "ALTER TABLE gpkg_contents RENAME TO kept",
        "CREATE VIEW gpkg_contents AS SELECT *, load_extension('x') FROM kept",
    )
    refused(base_of(lambda base: [base.execute(line) for line in swapped]), "F075")


# GeoJSON


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


# KML


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


# DXF


def test_closed_polylines_and_what_else_is_drawn() -> None:
    text = dxf(
        polyline(SQUARE[:4]),
        polyline(APART, flag=0),
        polyline(SQUARE[:3], flag=0),
        "0 TEXT|8 ZJ|10 38462173|20 3845173|1 郑政出\\U+3014" + "2024〕3号",
        "0 MTEXT|8 ZJ|10 38462174|20 3845174|1 {\\fSimSun|1 x",
        "0 CIRCLE|8 0|10 1|20 2|40 3",
        "0 LINE|8 0|10 1|20 2|11 3|21 4",
    ).replace("{\\fSimSun\n1\nx", "{\\fSimSun;甲\\P乙}")
    one = read(text)
    assert normal(one) == [normal(plain())[0][:1] and [[normal(plain())[0][0][0]]], normal(plain())[1]]
    assert one.outlines[0].attributes == {"图层": "JZD", "句柄": "1F", "图内文字": "郑政出〔2024〕3号；甲 乙"}
    assert told(one) == ["F081", "F082"]


def test_old_polylines() -> None:
    corners = "|".join(f"0 VERTEX|8 J|10 {east}|20 {north}|30 1.5" for east, north in SQUARE[:4])
    one = read(dxf(f"0 POLYLINE|8 J|66 1|70 1|{corners}|0 SEQEND"))
    assert normal(one) == [[[normal(plain())[0][0][0]]]] and told(one) == ["F090"]


def test_a_gbk_drawing_is_read_by_its_code_page() -> None:
    header = "0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n9\n$DWGCODEPAGE\n3\nANSI_936\n0\nENDSEC\n"
    text = dxf(polyline(SQUARE).replace("JZD", "联通"), header=header)
    one = read(text.encode("gbk"))  # these two characters in GBK are valid UTF-8 too
    assert one.outlines[0].attributes["图层"] == "联通"
    assert one.header == {"$ACADVER": "AC1015", "$DWGCODEPAGE": "ANSI_936"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (dxf(polyline(SQUARE))[:-8], "F078"),
        (dxf(polyline(SQUARE)).replace("LWPOLYLINE\n", "LWPOLYLINE\nx\n"), "F078"),
        (dxf(polyline(SQUARE, more="|42 0.5")), "F079"),
        (dxf(polyline(SQUARE, more="|230 -1.0")), "F079"),
        (dxf(polyline(SQUARE).replace("3845123.1231", "nan")), "F078"),
        (dxf(polyline(SQUARE).replace("3845123.1231", "1e300")), "F072"),
        (dxf(polyline(SQUARE[:3], flag=0)), "F069"),
        (dxf("0 POINT|8 0|10 1|20 2"), "F069"),
        (dxf("0 LINE|8 0|10 1|20 2|11 3|21 4"), "F069"),
        (dxf(), "F069"),
    ],
)
def test_bad_dxf(text: str, code: str) -> None:
    refused(text, code)


# 任何字节


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
