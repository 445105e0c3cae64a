"""传输 · Sheets and surveys as bytes between two processes, quick to write and safe to read.

A header in JSON says what follows; the texts of a lane travel as one text, cut at a sign that stands in none of them.
Nothing in it can be anything but a value.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from landsupply.ledger.outline import Axes, Outline, Remark, Survey
from landsupply.ledger.sheet import CellFormat, CellKind, Lane, Merge, Sheet

_LENGTH = 8
#: Signs that a lane may be cut at; the first that stands in none of its texts.
_SIGNS = ("\x1f", "\x1e", "\n", "\x00", "\U0010ffff")
_LETTERS = {
    CellKind.TEXT: "T",
    CellKind.NUMBER: "N",
    CellKind.DATE: "D",
    CellKind.BLANK: "B",
    CellKind.FORMULA_WITHOUT_VALUE: "F",
    CellKind.ERROR: "E",
    CellKind.BOOLEAN: "L",
}
_KINDS = {ord(letter): kind for kind, letter in _LETTERS.items()}

Form = Mapping[str, Any]


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """写表格 · The wire form of sheets."""
    bodies: list[bytes] = []
    header = [_sheet_form(sheet, bodies) for sheet in sheets]
    return _packed(header, bodies)


def read_sheets_wire(content: bytes) -> tuple[Sheet, ...]:
    """还原表格 · The sheets of a wire form, equal to those written."""
    header, bodies = _unpacked(content)
    return tuple(_sheet(form, bodies) for form in header)


def write_surveys(surveys: Sequence[Survey]) -> bytes:
    """写界址 · The wire form of surveys; floats keep every digit."""
    return json.dumps([_form(survey) for survey in surveys], default=_form).encode("ascii")


def read_surveys_wire(content: bytes) -> tuple[Survey, ...]:
    """还原界址 · The surveys of a wire form, equal to those written."""
    return tuple(map(_survey, json.loads(content)))


def _packed(header: object, bodies: Sequence[bytes]) -> bytes:
    head = json.dumps(header).encode("ascii")
    return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *bodies))


def _unpacked(content: bytes) -> tuple[list[Form], Iterator[bytes]]:
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
    header = json.loads(content[_LENGTH:end])
    sizes = [size for form in header for lane in form["lanes"] for size in lane[1:3]]
    return header, _pieces(memoryview(content), end, sizes)


def _pieces(content: memoryview, start: int, sizes: Sequence[int]) -> Iterator[bytes]:
    for size in sizes:
        yield bytes(content[start : start + size])
        start += size


def _sheet_form(sheet: Sheet, bodies: list[bytes]) -> Form:
    return {
        "source": sheet.source,
        "name": sheet.name,
        "height": sheet.height,
        "first_row": sheet.first_row,
        "digest": sheet.digest,
        "merges": [[m.first_row, m.last_row, m.first_column, m.last_column] for m in sheet.merges],
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "is_hidden": sheet.is_hidden,
        "mapped": sheet.mapped,
        "struck_rows": sorted(sheet.struck_rows),
        "formats": [[f.column, f.code, f.unit, f.rows] for f in sheet.formats],
        "lanes": [_lane_form(lane, bodies) for lane in sheet.lanes],
    }


def _lane_form(lane: Lane, bodies: list[bytes]) -> list[object]:
    """The sign that cuts the texts, then the bytes of kinds and texts; a lane of one kind has one letter."""
    kinds = _kind_letters(lane.kinds)
    sign, texts = _joined(lane.texts)
    bodies += [kinds, texts]
    return [sign, len(kinds), len(texts)]


def _kind_letters(kinds: Sequence[CellKind]) -> bytes:
    if not kinds:
        return b""
    if kinds.count(kinds[0]) == len(kinds):
        return _LETTERS[kinds[0]].encode()
    letters = {id(kind): letter for kind, letter in _LETTERS.items()}  # an enumeration's own hash is slow
    return "".join(map(letters.__getitem__, map(id, kinds))).encode()


def _joined(texts: Sequence[str]) -> tuple[str, bytes]:
    for sign in _SIGNS:
        joined = sign.join(texts)
        if joined.count(sign) == max(len(texts) - 1, 0):
            return sign, joined.encode("utf-8", "surrogatepass")
    return "", json.dumps(list(texts)).encode("ascii")


def _sheet(form: Form, bodies: Iterator[bytes]) -> Sheet:
    lanes = tuple(_lane(lane[0], next(bodies), next(bodies), form["height"]) for lane in form["lanes"])
    return Sheet(
        source=form["source"],
        name=form["name"],
        lanes=lanes,
        height=form["height"],
        first_row=form["first_row"],
        digest=form["digest"],
        merges=tuple(Merge(*ends) for ends in form["merges"]),
        hidden_rows=frozenset(form["hidden_rows"]),
        hidden_columns=frozenset(form["hidden_columns"]),
        is_hidden=form["is_hidden"],
        mapped=form["mapped"],
        struck_rows=frozenset(form["struck_rows"]),
        formats=tuple(CellFormat(column, code, unit, tuple(rows)) for column, code, unit, rows in form["formats"]),
    )


def _lane(sign: str, kinds: bytes, body: bytes, height: int) -> Lane:
    if not height:
        return Lane((), ())
    text = body.decode("utf-8", "surrogatepass")
    texts = tuple(text.split(sign) if sign else json.loads(text))
    if len(kinds) == 1:
        return Lane(texts, (_KINDS[kinds[0]],) * height)
    return Lane(texts, tuple(map(_KINDS.__getitem__, kinds)))


def _form(value: object) -> object:
    """A value by its fields; what JSON cannot hold, such as a fact that is a decimal, by its text."""
    if is_dataclass(value):
        return {item.name: getattr(value, item.name) for item in fields(value)}
    return dict(value) if isinstance(value, Mapping) else str(value)


def _survey(form: Form) -> Survey:
    outlines = tuple(map(_outline, form["outlines"]))
    return Survey(**{**form, "outlines": outlines, "axes": Axes(form["axes"]), "remarks": _remarks(form)})


def _outline(form: Form) -> Outline:
    polygons = tuple(tuple(tuple((x, y) for x, y in ring) for ring in polygon) for polygon in form["polygons"])
    marks = tuple(map(tuple, form["marks"]))
    return Outline(**{**form, "polygons": polygons, "marks": marks, "remarks": _remarks(form)})


def _remarks(form: Form) -> tuple[Remark, ...]:
    return tuple(Remark(**remark) for remark in form["remarks"])
