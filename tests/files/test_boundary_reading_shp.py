"""读 shapefile · Shapes with their tables: parts and holes, encodings, broken sets."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from landsupply.measure.fault import InputFault
from tests.files.boundary_readings import CLOCKWISE, INNER, a_zip, read, refused, told
from tests.files.boundary_samples import (
    APART,
    SQUARE,
    dbf,
    normal,
    plain,
    shape,
    shp,
    zipped,
)


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
