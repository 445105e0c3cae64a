"""写 shapefile · Each survey as a set of .shp, .shx, .dbf, .prj and .cpg, in one zip of steady bytes."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landsupply.files.boundary_out import eastward, frame_words, wound
from landsupply.files.boundary_out_gpkg import unlike
from landsupply.files.boundary_rings import box
from landsupply.files.repack import repack
from landsupply.files.steady_zip import steady
from landsupply.ledger.outline import Outline, Survey
from landsupply.measure.fault import InputFault

_POLYGON, _NULL, _VERSION, _CODE = 5, 0, 1000, 9994
_NAME_WIDTH, _VALUE_WIDTH, _MOST_FIELDS, _RECORD_WIDTH = 10, 254, 255, 65_000
_GBK_DRIVER = 0x4D
_FIRST_DAY = (80, 1, 1)
_UNSAFE = re.compile(r'[\\/:*?"<>|.\x00-\x1f]+')
_LONGEST_TITLE = 60
_NAMES_LIST = "字段对照"


@dataclass(frozen=True, slots=True)
class _Field:
    """字段 · An attribute, the name it has in the table, and the widest text under it."""

    key: str
    name: bytes
    width: int


def to_shapefile_zip(surveys: Sequence[Survey]) -> bytes:
    """写 shapefile · One set a survey, coordinates in full; GBK where it holds every text, else UTF-8, and a .cpg.

    A name longer than ten bytes is cut between characters; the list 字段对照 in the zip says which. InputFault F098
    for a text longer than a field, F099 for more attributes than a table can have.
    """
    members: list[tuple[str, bytes]] = []
    titles = unlike(_UNSAFE.sub("_", survey.layer or survey.source)[:_LONGEST_TITLE] or "layer" for survey in surveys)
    for title, survey in zip(titles, map(eastward, surveys), strict=True):
        members += [(f"{title}{suffix}", content) for suffix, content in _set(survey).items()]
    return steady(repack(members))


def short_names(survey: Survey) -> Mapping[str, str]:
    """字段对照 · The name that each attribute has in the table of a shapefile."""
    ready = eastward(survey)
    encoding = _encoding(ready)
    return {field.key: field.name.decode(encoding) for field in _fields(ready, encoding)}


def _set(survey: Survey) -> dict[str, bytes]:
    encoding = _encoding(survey)
    fields = _fields(survey, encoding)
    shapes, index = _shapes(survey)
    parts = {
        ".shp": shapes,
        ".shx": index,
        ".dbf": _table(survey, fields, encoding),
        ".cpg": b"GBK" if encoding == "gbk" else b"UTF-8",
    }
    if words := frame_words(survey):
        parts[".prj"] = words.encode("utf-8")
    renamed = [(field.key, told) for field in fields if (told := field.name.decode(encoding)) != field.key]
    if renamed:
        parts[f"_{_NAMES_LIST}.txt"] = "".join(f"{told}\t{key}\r\n" for key, told in renamed).encode("utf-8-sig")
    return parts


def _encoding(survey: Survey) -> str:
    texts = (text for outline in survey.outlines for pair in outline.attributes.items() for text in pair)
    try:
        "".join(texts).encode("gbk")
    except UnicodeEncodeError:
        return "utf-8"
    return "gbk"


def _fields(survey: Survey, encoding: str) -> list[_Field]:
    widths: dict[str, int] = {}
    for outline in survey.outlines:
        for key, value in outline.attributes.items():
            widths[key] = max(widths.get(key, 1), len(value.encode(encoding)))
    for key, width in widths.items():
        if width > _VALUE_WIDTH:
            raise InputFault("F098", field=key[:40], limit=_VALUE_WIDTH)
    if len(widths) > _MOST_FIELDS or sum(widths.values()) > _RECORD_WIDTH:
        raise InputFault("F099", count=len(widths), limit=_MOST_FIELDS)
    names: dict[bytes, None] = {}
    return [_Field(key, _short(key, encoding, names), width) for key, width in (widths or {"-": 1}).items()]


def _short(key: str, encoding: str, names: dict[bytes, None]) -> bytes:
    """Ten bytes of a name, cut between characters; a number at its end where another has become the same."""
    number, ending = 1, b""
    while True:
        room = (key or "-").strip().encode(encoding)[: _NAME_WIDTH - len(ending)]
        name = room.decode(encoding, "ignore").strip().encode(encoding) + ending
        if name.upper() not in names:
            names[name.upper()] = None
            return name
        number += 1
        ending = f"_{number}".encode()


def _table(survey: Survey, fields: Sequence[_Field], encoding: str) -> bytes:
    length = 1 + sum(field.width for field in fields)
    driver = _GBK_DRIVER if encoding == "gbk" else 0
    head = struct.pack("<4BIHH17xB2x", 3, *_FIRST_DAY, len(survey.outlines), 33 + 32 * len(fields), length, driver)
    columns = b"".join(struct.pack("<11sc4xB15x", field.name, b"C", field.width) for field in fields)
    return head + columns + b"\r" + b"".join(_records(survey, fields, encoding)) + b"\x1a"


def _records(survey: Survey, fields: Sequence[_Field], encoding: str) -> Iterator[bytes]:
    for outline in survey.outlines:
        texts = (outline.attributes.get(field.key, "").encode(encoding).ljust(field.width) for field in fields)
        yield b" " + b"".join(texts)


def _shapes(survey: Survey) -> tuple[bytes, bytes]:
    """The shapes, and the index of where each begins."""
    records: list[bytes] = []
    index: list[bytes] = []
    place = 50
    for number, outline in enumerate(survey.outlines, 1):
        content = _shape(outline)
        records.append(struct.pack(">ii", number, len(content) // 2) + content)
        index.append(struct.pack(">ii", place, len(content) // 2))
        place += 4 + len(content) // 2
    frame = _frame([ring for outline in survey.outlines for part in outline.polygons for ring in part])
    heads = [
        struct.pack(">i20xi", _CODE, words) + struct.pack("<ii", _VERSION, _POLYGON) + frame + bytes(32)
        for words in (place, 50 + 4 * len(index))
    ]
    return heads[0] + b"".join(records), heads[1] + b"".join(index)


def _frame(rings: Sequence[tuple[tuple[float, float], ...]]) -> bytes:
    boxes = [box(ring) for ring in rings] or [(0.0, 0.0, 0.0, 0.0)]
    west, south, east, north = zip(*boxes, strict=True)
    return struct.pack("<4d", min(west), min(south), max(east), max(north))


def _shape(outline: Outline) -> bytes:
    rings = [ring for part in outline.polygons for ring in wound(part, -1)]
    if not rings:
        return struct.pack("<i", _NULL)
    starts = [sum(map(len, rings[:place])) for place in range(len(rings))]
    numbers = [number for ring in rings for point in ring for number in point]
    head = struct.pack("<i", _POLYGON) + _frame(rings) + struct.pack("<ii", len(rings), len(numbers) // 2)
    return head + struct.pack(f"<{len(starts)}i", *starts) + struct.pack(f"<{len(numbers)}d", *numbers)
