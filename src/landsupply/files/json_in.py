"""读 JSON · Records, one object a line or an array of objects, to one sheet.

The keys stand in the first row in the order in which they appear; the record of line n stands in row n + 1. Numbers
keep their written text, what is nested becomes compact JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from landsupply.files.csv_in import decode
from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT
from landsupply.files.private_use import standard
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Lane, Sheet
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_DEPTH = 20

Record = Mapping[str, object]


class _Written(str):
    """所写数字 · A number as it stands in the file."""

    __slots__ = ()


def read_json(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读 JSON · One sheet without a name.

    InputFault F024 for damage, F025 for a key twice in one object, F026 for what is no list of records.
    """
    text, mapped = standard(decode(content).removeprefix("\ufeff"))
    records = _array(text) if text.lstrip().startswith("[") else list(_lines(text))
    if len(records) >= ROW_LIMIT:
        raise InputFault("F017", count=len(records) + 1, limit=ROW_LIMIT)
    keys = tuple(dict.fromkeys(key for record in records for key in record))
    if len(keys) > COLUMN_LIMIT:
        raise InputFault("F018", count=len(keys), limit=COLUMN_LIMIT)
    lanes = tuple(_lane(key, records) for key in keys)
    return (Sheet(name, None, lanes, len(records) + 1, 1, digest_bytes(content), mapped=mapped),)


def _array(text: str) -> list[Record]:
    found = _value(text, 1)
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise InputFault("F026")
    return found


def _lines(text: str) -> Iterator[Record]:
    """The object of each line; an empty line is a record that says nothing."""
    if _is_one_value(text):
        raise InputFault("F026")
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        found = _value(line, number) if line.strip() else {}
        if not isinstance(found, dict):
            raise InputFault("F026")
        yield found


def _is_one_value(text: str) -> bool:
    """Whether one object stretches over several lines: a document, not a list."""
    first = text.lstrip().partition("\n")[0].rstrip()
    if first.endswith("}"):
        return False
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _value(text: str, line: int) -> object:
    """One JSON value; faults name the line of the file."""

    def record(pairs: list[tuple[str, object]]) -> Record:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [key for key, _ in pairs]
            raise InputFault("F025", line=line, raw=next(key for key in names if names.count(key) > 1)[:40])
        return found

    def refuse(word: str) -> None:
        raise InputFault("F024", line=line, reason=word)

    try:
        return json.loads(
            text, object_pairs_hook=record, parse_int=_Written, parse_float=_Written, parse_constant=refuse
        )
    except json.JSONDecodeError as error:
        raise InputFault("F024", line=line + error.lineno - 1, reason=error.msg) from None
    except RecursionError:
        raise InputFault("F024", line=line, reason="nesting") from None


def _lane(key: str, records: list[Record]) -> Lane:
    cells = [_cell(record.get(key)) for record in records]
    head = Cell(_sound(key), CellKind.TEXT if key.strip() else CellKind.BLANK)
    return Lane((head.text, *(cell.text for cell in cells)), (head.kind, *(cell.kind for cell in cells)))


def _cell(value: object) -> Cell:
    match value:
        case None:
            return BLANK
        case bool():
            return Cell("TRUE" if value else "FALSE", CellKind.BOOLEAN)
        case str():
            return Cell(_sound(value), CellKind.TEXT if value.strip() else CellKind.BLANK)
        case _:
            return Cell(_sound(_compact(value, _DEPTH)), CellKind.TEXT)


def _compact(value: object, depth: int) -> str:
    """JSON without spaces, numbers as they were written; F024 where it is nested too deeply to be read in a cell."""
    if not depth:
        raise InputFault("F024", line=1, reason="nesting")
    match value:
        case _Written():
            return str(value)
        case dict():
            pairs = (f"{_compact(key, depth)}:{_compact(item, depth - 1)}" for key, item in value.items())
            return "{" + ",".join(pairs) + "}"
        case list():
            return "[" + ",".join(_compact(item, depth - 1) for item in value) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _sound(text: str) -> str:
    """The text itself; F024 for half a character, which no file could hold again."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputFault("F024", line=1, reason=error.reason) from None
    return str(text)
