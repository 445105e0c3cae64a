"""写 DXF · A survey as an ASCII DXF of release 12, which every drawing program reads: closed polylines and names.

Which rings make one plot, and its attributes, travel as extended data that a drawing program keeps and does not show.
"""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.files.boundary_dxf import OWN_DATA
from landsupply.files.boundary_out import eastward, epsg_of, fixed, places
from landsupply.files.boundary_rings import box, label_of
from landsupply.ledger.outline import Outline, Ring, Survey
from landsupply.measure.fault import InputFault

Group = tuple[int, object]

_LINES, _WORDS = "JZD", "JZD_NAME"
_TEXT_ROOM, _PIECE, _OWN_ROOM = 250, 30, 15_000
_RELEASE, _PAGE = "AC1009", "ANSI_936"


def to_dxf(survey: Survey) -> bytes:
    """写 DXF · One closed polyline a ring, in layer JZD; GBK, other characters as drawing programs spell them.

    InputFault F098 where the attributes of one plot exceed what extended data can hold.
    """
    ready = eastward(survey)
    decimals = places(ready)
    groups = [*_head(), *_body(ready, decimals), (0, "ENDSEC"), (0, "EOF")]
    return "".join(f"{code}\r\n{value}\r\n" for code, value in groups).encode("gbk")


def _head() -> Iterator[Group]:
    yield from ((0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, _RELEASE), (9, "$DWGCODEPAGE"), (3, _PAGE))
    yield from ((0, "ENDSEC"), (0, "SECTION"), (2, "TABLES"), (0, "TABLE"), (2, "LAYER"), (70, 2))
    for layer in (_LINES, _WORDS):
        yield from ((0, "LAYER"), (2, layer), (70, 0), (62, 7), (6, "CONTINUOUS"))
    yield from ((0, "ENDTAB"), (0, "TABLE"), (2, "APPID"), (70, 1), (0, "APPID"), (2, OWN_DATA), (70, 0))
    yield from ((0, "ENDTAB"), (0, "ENDSEC"), (0, "SECTION"), (2, "ENTITIES"))


def _body(survey: Survey, decimals: int) -> Iterator[Group]:
    code = epsg_of(survey)
    frame = f"EPSG:{code}" if code is not None else _line(survey.frame or "")
    for number, outline in enumerate(survey.outlines, 1):
        for part, polygon in enumerate(outline.polygons, 1):
            for place, ring in enumerate(polygon, 1):
                yield from _polyline(ring, decimals)
                yield from ((1001, OWN_DATA), (1000, f"{number}/{part}/{place}"), (1000, frame))
                yield from _own(outline) if (part, place) == (1, 1) else ()
                yield from _corners(ring, decimals)
        if outline.polygons:
            yield from _name(outline, decimals)


def _polyline(ring: Ring, decimals: int) -> Iterator[Group]:
    zero = fixed(0.0, decimals)
    yield from ((0, "POLYLINE"), (8, _LINES), (66, 1), (10, zero), (20, zero), (30, zero), (70, 1))


def _corners(ring: Ring, decimals: int) -> Iterator[Group]:
    """The corners, the first not repeated: the polyline is marked closed."""
    for east, north in ring[:-1] or ring:
        yield from ((0, "VERTEX"), (8, _LINES), (10, fixed(east, decimals)), (20, fixed(north, decimals)))
        yield (30, fixed(0.0, decimals))
    yield from ((0, "SEQEND"), (8, _LINES))


def _own(outline: Outline) -> Iterator[Group]:
    """Pairs of name and value, in pieces that the format takes."""
    pieces: list[str] = []
    for key, value in outline.attributes.items():
        pieces += ["=" + spelt(key), *("+" + spelt(value[at : at + _PIECE]) for at in range(0, len(value), _PIECE))]
        if len(pieces[-1]) > _TEXT_ROOM or len("=" + spelt(key)) > _TEXT_ROOM or sum(map(len, pieces)) > _OWN_ROOM:
            raise InputFault("F098", field=key[:40], limit=_OWN_ROOM)
    return ((1000, piece) for piece in pieces)


def _name(outline: Outline, decimals: int) -> Iterator[Group]:
    west, south, east, north = box(outline.polygons[0][0])
    words = _line(label_of(outline.attributes, outline.position))
    yield from ((0, "TEXT"), (8, _WORDS), (10, fixed((west + east) / 2, decimals)))
    yield from ((20, fixed((south + north) / 2, decimals)), (30, fixed(0.0, decimals)))
    yield from ((40, fixed(max(east - west, north - south) / 40, decimals)), (1, words))


def _line(text: str) -> str:
    return spelt(text[:_PIECE])


def spelt(text: str) -> str:
    r"""码写 · The text in what a code page and a line can hold; any other character as \U+ and four digits."""
    return "".join(sign if _is_plain(sign) else _escaped(sign) for sign in text)


def _is_plain(sign: str) -> bool:
    if sign == "\\" or sign < " " or sign in "\x7f\x85\u2028\u2029":
        return False
    try:
        sign.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _escaped(sign: str) -> str:
    raw = sign.encode("utf-16-be", "replace")
    return "".join(f"\\U+{raw[place : place + 2].hex().upper()}" for place in range(0, len(raw), 2))
