"""读 csv · Delimited text to one sheet: the encoding is proved, never guessed.

Every cell stays the text that it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT, check_packed
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet, sheet_of_rows
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_SEPARATORS = (",", "\t", ";")
_SAMPLE_LINES = 30
#: What remains of Chinese text once it was decoded wrongly and saved again; it cannot be brought back.
_MOJIBAKE = re.compile("\ufffd|锟斤拷|锘挎|烫烫烫|屯屯屯")
_HAN_IN_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_NON_ASCII = re.compile(rb"[\x80-\xff]")


def read_csv(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读分隔文本 · One sheet without a name.

    InputFault F011, F017, F018 and F021–F023 for what cannot be read exactly.
    """
    check_packed(content)
    text = decode(content)
    rows = _rows(text, _separator(text))
    return (sheet_of_rows(name, None, rows, 1, digest_bytes(content)),)


def decode(content: bytes) -> str:
    """解码 · UTF-8 or UTF-16 by mark, then strict UTF-8, then strict GB18030.

    F021 names the first byte that fits neither.
    """
    text = _decode(content)
    if found := _MOJIBAKE.search(text):
        raise InputFault("F022", raw=found[0], line=text.count("\n", 0, found.start()) + 1)
    return text


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8) or _is_mostly_utf8(content):
            raise InputFault("F021", offset=error.start) from None
    return _strictly(content, "gb18030")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputFault("F021", offset=error.start) from None


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage in it: read as GB18030 they would give plausible nonsense."""
    return 2 * 3 * len(_HAN_IN_UTF8.findall(content)) > len(_NON_ASCII.findall(content))


def _separator(text: str) -> str:
    """The mark that makes the widest row among the first lines; the comma where they tie."""
    lines = text.splitlines(keepends=True)[:_SAMPLE_LINES]
    return max(_SEPARATORS, key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _rows(text: str, separator: str) -> tuple[tuple[Cell, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[Cell, ...]] = []
    try:
        for values in reader:
            _within_limits(len(rows) + 1, len(values))
            rows.append(tuple(map(_cell, values)))
    except csv.Error as error:
        raise InputFault("F023", line=reader.line_num, reason=str(error)[:80]) from None
    return tuple(rows)


def _within_limits(row: int, columns: int) -> None:
    if row > ROW_LIMIT:
        raise InputFault("F017", count=row, limit=ROW_LIMIT)
    if columns > COLUMN_LIMIT:
        raise InputFault("F018", count=columns, limit=COLUMN_LIMIT)


def _cell(text: str) -> Cell:
    if not text:
        return BLANK
    return Cell(text, CellKind.TEXT if text.strip() else CellKind.BLANK)
