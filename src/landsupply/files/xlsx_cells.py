"""工作表标记 · One bounded pass over a worksheet's XML.

What each cell truly stores, and where the workbook keeps its sheets.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT
from landsupply.measure.fault import InputFault

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_TEXT_PARTS = frozenset(("v", "f", "t"))

Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class StoredCell:
    """所存单元格 · A cell as the XML stores it: type letter, value text, formula text.

    None where the element is missing.
    """

    kind: str
    value: str | None
    formula: str | None

    @property
    def is_content(self) -> bool:
        """有内容 · Whether the cell holds anything beyond its style."""
        return bool(self.value) or self.formula is not None


@dataclass(frozen=True, slots=True)
class Link:
    """关系 · One relationship of the workbook: the kind of part and the member it stands in."""

    kind: str
    member: str


def read_titles(markup: bytes) -> tuple[tuple[str, str], ...]:
    """读表名 · The (name, relationship id) of every sheet of the workbook, in order."""
    found: list[tuple[str, str]] = []

    def start(tag: str, attributes: Attributes) -> None:
        if _local(tag) == "sheet":
            own = {_local(key): value for key, value in attributes.items() if ":" in key}
            found.append((attributes.get("name", ""), own.get("id", "")))

    _parse(markup, start)
    return tuple(found)


def read_links(markup: bytes) -> dict[str, Link]:
    """读关系 · Relationship id to its kind and member, for the parts of the workbook."""
    found: dict[str, Link] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if _local(tag) == "Relationship":
            member = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = Link(attributes.get("Type", "").rpartition("/")[2], member)

    _parse(markup, start)
    return found


def read_cells(markup: bytes) -> dict[tuple[int, int], StoredCell]:
    """读单元格 · (row, column), both counted from 1, to what is stored there.

    Empty styled cells are left out.

    InputFault F017 or F018 when content lies beyond the limits, F019 when the XML is damaged.
    """
    reader = _CellReader()
    _parse(markup, reader.start, reader.end, reader.text)
    return reader.cells


class _CellReader:
    """逐格 · Collects cells while the parser walks the sheet.

    A position not written follows the one before.
    """

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], StoredCell] = {}
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._parts: dict[str, list[str]] = {}
        self._open: list[str] | None = None
        self._inside = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """元素开始 · Row, cell or the parts of a cell."""
        name = _local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif self._inside and name in _TEXT_PARTS:
            self._open = self._parts.setdefault(name, [])
        elif name == "row":
            self._row = _whole(attributes.get("r"), self._row + 1)
            self._column = 0

    def text(self, content: str) -> None:
        """文字 · Text inside the open part of a cell."""
        if self._open is not None:
            self._open.append(content)

    def end(self, tag: str) -> None:
        """元素结束 · The cell is complete."""
        name = _local(tag)
        if name in _TEXT_PARTS:
            self._open = None
        elif name == "c" and self._inside:
            self._inside = False
            self._keep()

    def _begin_cell(self, attributes: Attributes) -> None:
        self._inside, self._parts, self._open = True, {}, None
        self._kind = attributes.get("t", "n")
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = _position(reference)

    def _keep(self) -> None:
        parts = {name: "".join(pieces) for name, pieces in self._parts.items()}
        cell = StoredCell(self._kind, parts.get("v", parts.get("t")), parts.get("f"))
        if not cell.is_content:
            return
        if self._row > ROW_LIMIT:
            raise InputFault("F017", count=self._row, limit=ROW_LIMIT)
        if self._column > COLUMN_LIMIT:
            raise InputFault("F018", count=self._column, limit=COLUMN_LIMIT)
        self.cells[self._row, self._column] = cell


def _position(reference: str) -> tuple[int, int]:
    found = _REFERENCE.match(reference)
    if found is None or int(found[2]) == 0:
        raise InputFault("F019", part=reference[:20])
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _whole(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0):
        raise InputFault("F019", part=text[:20])
    return int(text)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _refuse_declaration(*_: object) -> None:
    raise InputFault("F016", part="XML")


def _parse(
    markup: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    try:
        parser.Parse(markup, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputFault("F019", part=str(error)[:80]) from None
