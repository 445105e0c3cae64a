"""逐格走读 · The careful pass over a worksheet: any XML that is well formed, written anew in the plain shape.

One reader of values serves both passes, so that they cannot disagree on what a cell means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT
from landsupply.files.markup import Attributes, local, walk
from landsupply.files.xlsx_marks import Frame, Marks, Place, is_unseen, place_of, whole
from landsupply.ledger.sheet import Cell, CellKind
from landsupply.measure.fault import InputFault

_TEXT_PARTS = frozenset(("v", "f", "t"))
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
#: 1 January 10000 by Excel's count of days.
_BEYOND_CALENDAR = 2_958_466
_EMPTY_TEXT = b' t="str"><v></v></c>'


def read_cells(markup: bytes) -> Marks:
    """逐格读 · What the worksheet says, and its cells with content in the plain shape.

    InputFault F017 or F018 when content lies beyond the limits, F019 when the XML is damaged.
    """
    reader = _CellReader()
    walk(markup, reader.start, reader.end, reader.text)
    return Marks(
        markup=_SHEET % b"".join(_rows(reader.rows)),
        known=reader.known,
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.frame.hidden_columns),
        merges=tuple(reader.frame.merges),
    )


def _rows(rows: dict[int, dict[int, bytes]]) -> Iterator[bytes]:
    for row, cells in sorted(rows.items()):
        yield b'<row r="%d">' % row
        for column, rest in sorted(cells.items()):
            yield b'<c r="%s%d"%s' % (_letters(column), row, rest)
        yield b"</row>"


def _letters(column: int) -> bytes:
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text.encode()


@dataclass(frozen=True, slots=True)
class _Stored:
    """所存 · A cell as the XML stores it: type letter, style, value text, formula text, inline text.

    None where the element is missing.
    """

    kind: str
    style: str
    value: str | None
    formula: str | None

    @property
    def is_content(self) -> bool:
        return bool(self.value) or self.formula is not None

    @property
    def known(self) -> Cell | None:
        """The cell itself, where the value reader could not tell it."""
        if self.kind == "e":
            return Cell(self.value or "", CellKind.ERROR)
        if not self.value and self.kind != "str":
            return Cell("=" + (self.formula or ""), CellKind.FORMULA_WITHOUT_VALUE)
        if self.kind == "d":
            return Cell(self.value or "", CellKind.DATE)
        return None

    @property
    def markup(self) -> bytes:
        """What follows the place of the cell in the plain shape."""
        if not self.value:
            return _EMPTY_TEXT
        text = self.value if self.kind in ("str", "inlineStr") else self.value.strip(" \t\r\n")
        kind = "str" if self.kind == "inlineStr" else self.kind
        place = "s" if _may_be_date(text) else "look"  # where the value reader does not see it
        style = f" {place}={quoteattr(self.style)}" if self.style else ""
        return f"{style} t={quoteattr(kind)}><v>{escape(text, _BREAKS)}</v></c>".encode("utf-8", "surrogatepass")


def _may_be_date(text: str) -> bool:
    """Whether a number lies within the calendar: beyond it the value reader would stumble over the style of a date."""
    try:
        return 0 <= float(text) < _BEYOND_CALENDAR
    except ValueError:
        return True


#: A line break written as such would be folded by the next reader.
_BREAKS = {"\r": "&#13;", "\n": "&#10;"}


class _CellReader:
    """逐格 · Collects cells while the parser walks the sheet.

    A position not written follows the one before.
    """

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, bytes]] = {}
        self.known: dict[Place, Cell] = {}
        self.hidden_rows: set[int] = set()
        self.frame = Frame()
        self._row = 0
        self._column = 0
        self._attributes: Attributes = {}
        self._parts: dict[str, list[str]] = {}
        self._open: list[str] | None = None
        self._inside = False
        self._aside = 0
        self._is_kept = True

    def start(self, tag: str, attributes: Attributes) -> None:
        """元素开始 · Row, cell, the parts of a cell, or what stands around the rows."""
        name = local(tag)
        if name == "c":
            self._begin_cell(attributes)
        elif self._inside:
            self._begin_part(name, attributes)
        elif name == "row":
            self._row = whole(attributes.get("r"), self._row + 1)
            self._column = 0
            if self._row <= ROW_LIMIT and is_unseen(attributes, "ht"):
                self.hidden_rows.add(self._row)
        else:
            self.frame.start(tag, attributes)

    def text(self, content: str) -> None:
        """文字 · Text inside the open part of a cell."""
        if self._open is not None:
            self._open.append(content)

    def end(self, tag: str) -> None:
        """元素结束 · A part or the whole cell is complete."""
        name = local(tag)
        if not self._inside:
            return
        if name == "rPh":
            self._aside -= 1
        elif name == "t" and self._open is not None and not self._is_kept:
            self._open[:] = ["".join(self._open).strip(" \t\r\n")]
        if name in _TEXT_PARTS:
            self._close_part(name)
        elif name == "c":
            self._inside = False
            self._keep()

    def _begin_cell(self, attributes: Attributes) -> None:
        self._inside, self._parts, self._open, self._aside = True, {}, None, 0
        self._attributes = attributes
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = place_of(reference)

    def _begin_part(self, name: str, attributes: Attributes) -> None:
        """Readings of a name (rPh) are no part of it; spaces around a run count only where it says so."""
        if name == "rPh":
            self._aside += 1
        elif name in _TEXT_PARTS and not self._aside:
            self._open = []
            self._is_kept = name != "t" or attributes.get("xml:space") == "preserve"

    def _close_part(self, name: str) -> None:
        if self._open is not None:
            pieces = self._parts.setdefault(name, [])
            if name == "v":
                pieces.clear()
            pieces.extend(self._open)
        self._open = None

    def _keep(self) -> None:
        cell = self._stored()
        if not cell.is_content:
            return
        if self._row > ROW_LIMIT:
            raise InputFault("F017", count=self._row, limit=ROW_LIMIT)
        if self._column > COLUMN_LIMIT:
            raise InputFault("F018", count=self._column, limit=COLUMN_LIMIT)
        if known := cell.known:
            self.known[self._row, self._column] = known
        else:
            self.rows.setdefault(self._row, {})[self._column] = cell.markup

    def _stored(self) -> _Stored:
        parts = {name: "".join(pieces) for name, pieces in self._parts.items()}
        kind = self._attributes.get("t", "n")
        if "t" in parts:
            kind = "inlineStr"
        value = parts.get("t", parts.get("v"))
        return _Stored(kind, self._attributes.get("s", ""), value, parts.get("f"))
