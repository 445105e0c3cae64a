"""读属性表 · The table beside a shapefile: its encoding is proved from the bytes, whatever a .cpg says of it.

Proof: strict UTF-8 over every text of the table, and strict GB18030. Where both fit, the reading that holds Chinese in
UTF-8 is taken, for other text hardly ever happens to be valid UTF-8 with Chinese in it; that both fit is told.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.files.boundary_rings import plural_key
from landsupply.files.guard import ROW_LIMIT
from landsupply.ledger.outline import Remark
from landsupply.measure.fault import InputFault

_HEAD, _FIELD, _NAME_WIDTH = 32, 32, 10
_END_OF_FIELDS, _DELETED, _LIVE = b"\r", b"*", b" "
_TEXT, _PLAIN = "C", "NFDLM"
_HAN = re.compile(r"[\u3400-\u9fff]")
#: What a .cpg may say, folded to letters and digits, and the encoding it means.
ENCODINGS = {
    "utf8": "utf-8",
    "65001": "utf-8",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "gb18030": "gb18030",
    "936": "gb18030",
    "cp936": "gb18030",
    "ansi936": "gb18030",
    "oem936": "gb18030",
    "54936": "gb18030",
    "big5": "big5",
    "950": "big5",
    "cp950": "big5",
    "iso88591": "latin-1",
    "88591": "latin-1",
    "1252": "cp1252",
    "cp1252": "cp1252",
    "ansi1252": "cp1252",
}
_PROVED = ("utf-8", "gb18030")


@dataclass(frozen=True, slots=True)
class _Column:
    """列 · One field of the table: its name in bytes, its type, where it stands in a record."""

    name: bytes
    kind: str
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """属性表 · The texts of every record, None for one marked deleted; how the bytes were read."""

    rows: tuple[dict[str, str] | None, ...]
    encoding: str
    remarks: tuple[Remark, ...]


def read_dbf(content: bytes, stated: str | None, chosen: str | None) -> Table:
    """读属性表 · Every record as texts.

    `stated` is the text of the .cpg, `chosen` an encoding that a person decided on. InputFault F067 for damage, F070
    where no encoding fits.
    """
    columns, first, length, count = _layout(content)
    texts = list(_texts(content, columns, first, length, count))
    encoding, told = _encoding(texts, stated, chosen)
    names, cut = _names(columns, encoding)
    remarks = [*told, *([Remark(code="F085", position=None, facts={"fields": ", ".join(cut)})] if cut else [])]
    if ends := [place for value, is_full, place in texts if is_full and place[0] != "#" and _is_cut(value, encoding)]:
        remarks.append(Remark(code="F097", position=None, facts={"records": ", ".join(ends[:10]), "count": len(ends)}))
    rows = []
    for number in range(count):
        record = content[first + number * length : first + (number + 1) * length]
        rows.append(_row(record, columns, names, encoding))
    return Table(tuple(rows), encoding, tuple(remarks))


def _layout(content: bytes) -> tuple[list[_Column], int, int, int]:
    """The columns, the place of the first record, the length of one, how many there are; all proved to fit."""
    if len(content) < _HEAD + 1:
        raise _damaged(len(content))
    count, first, length = struct.unpack_from("<IHH", content, 4)
    if count > ROW_LIMIT:
        raise InputFault("F065", position=count, count=count, limit=ROW_LIMIT)
    columns: list[_Column] = []
    place, start = _HEAD, 1
    while content[place : place + 1] != _END_OF_FIELDS:
        if place + _FIELD > min(first, len(content)):
            raise _damaged(place)
        name, kind, width = content[place : place + 11].split(b"\0")[0], chr(content[place + 11]), content[place + 16]
        if kind not in _TEXT + _PLAIN or not width:
            raise _damaged(place)
        columns.append(_Column(name[:_NAME_WIDTH], kind, start, width))
        place, start = place + _FIELD, start + width
    if start != length or place >= first or first + count * length > len(content):
        raise _damaged(place)
    return columns, first, length, count


def _damaged(offset: int) -> InputFault:
    return InputFault("F067", part=".dbf", offset=offset)


def _texts(
    content: bytes, columns: list[_Column], first: int, length: int, count: int
) -> Iterator[tuple[bytes, bool, str]]:
    """Every text that is not plain ASCII: its bytes, whether it fills its room, so that it may be cut, its place."""
    for column in columns:
        if not column.name.isascii():
            yield column.name, len(column.name) == _NAME_WIDTH, f"#{column.start}"
    kept = [column for column in columns if column.kind in _TEXT]
    for number in range(count):
        record = content[first + number * length : first + (number + 1) * length]
        if not record.isascii():
            for column in kept:
                value = record[column.start : column.start + column.width].rstrip(b" \0")
                if not value.isascii():
                    yield value, len(value) == column.width, str(number + 1)


def _encoding(texts: list[tuple[bytes, bool, str]], stated: str | None, chosen: str | None) -> tuple[str, list[Remark]]:
    """The encoding, and what is to be said about it."""
    said = ENCODINGS.get(re.sub(r"[^a-z0-9]", "", (stated or "").casefold()))
    if chosen is not None:
        encoding = ENCODINGS.get(re.sub(r"[^a-z0-9]", "", chosen.casefold()), "")
        return _fitting(texts, encoding), []
    if not texts:
        return said or "utf-8", []
    readings = {encoding: found for encoding in _PROVED if (found := _sample(texts, encoding)) is not None}
    if not readings:
        return _fitting(texts, said or "gb18030"), []
    is_utf8 = "gb18030" not in readings or ("utf-8" in readings and _is_plainly_utf8(readings["utf-8"], said))
    best = "utf-8" if is_utf8 else "gb18030"
    return best, list(_told(readings, best, said, stated))


def _is_plainly_utf8(reading: str, said: str | None) -> bool:
    return said == "utf-8" or _HAN.search(reading) is not None


def _told(readings: dict[str, str], best: str, said: str | None, stated: str | None) -> Iterator[Remark]:
    if len(readings) > 1 and said != best:
        other = next(encoding for encoding in readings if encoding != best)
        facts = {"encoding": best, "sample": readings[best], "other": other, "reading": readings[other]}
        yield Remark(code="F083", position=None, facts=facts)
    elif stated is not None and said != best:
        yield Remark(code="F084", position=None, facts={"stated": stated.strip()[:20], "encoding": best})


def _sample(texts: list[tuple[bytes, bool, str]], encoding: str) -> str | None:
    """The first texts in an encoding; None where any of them does not fit it."""
    shown: list[str] = []
    for value, is_full, _ in texts:
        text = _decoded(value, encoding, is_full)
        if text is None:
            return None
        if len(shown) < 3:
            shown.append(text[:12])
    return "、".join(shown)


def _fitting(texts: list[tuple[bytes, bool, str]], encoding: str) -> str:
    """The encoding, proved; F070 names the record that does not fit it."""
    for value, is_full, place in texts:
        if not encoding or _decoded(value, encoding, is_full) is None:
            raise InputFault("F070", record=place, encoding=encoding or "?")
    return encoding or "utf-8"


def _decoded(value: bytes, encoding: str, is_full: bool) -> str | None:
    """The text; where it fills its room, without the last character if that was cut through. None: does not fit."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(value, not is_full)
    except UnicodeDecodeError:
        return None


def _is_cut(value: bytes, encoding: str) -> bool:
    return (_decoded(value, encoding, True) or "").encode(encoding) != value


def _names(columns: list[_Column], encoding: str) -> tuple[list[str], list[str]]:
    """The names of the columns, each once, and those that were cut through a character."""
    names: dict[str, None] = {}
    cut = []
    for column in columns:
        text = _decoded(column.name, encoding, len(column.name) == _NAME_WIDTH)
        name = plural_key((text or "").strip(), names)
        if _is_cut(column.name, encoding):
            cut.append(name)
        names[name] = None
    return list(names), cut


def _row(record: bytes, columns: list[_Column], names: list[str], encoding: str) -> dict[str, str] | None:
    if record[:1] == _DELETED:
        return None
    return {
        name: _value(record[column.start : column.start + column.width], column, encoding)
        for name, column in zip(names, columns, strict=True)
    }


def _value(raw: bytes, column: _Column, encoding: str) -> str:
    """A number, date or mark as its ASCII says; a text in the table's encoding, without the filling behind it."""
    value = raw.rstrip(b" \0")
    if column.kind in _TEXT:
        return _decoded(value, encoding, len(value) == column.width) or ""
    return value.strip(b" \0").decode("ascii", "replace")
