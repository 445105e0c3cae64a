"""读 DXF · Closed polylines, what else is drawn, code pages, and bad drawings."""

from __future__ import annotations

import pytest

from tests.files.boundary_readings import read, refused, told
from tests.files.boundary_samples import (
    APART,
    SQUARE,
    dxf,
    normal,
    plain,
    polyline,
)


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
