"""单元格外观 · What the look of cells says and their values do not: rows struck out, numbers shown in another unit.

Nothing is looked for in a worksheet unless the styles of its workbook hold such a look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from landsupply.files.markup import Attributes, local, walk
from landsupply.files.xlsx_marks import Marks, Place, column_of
from landsupply.ledger.sheet import CellFormat, CellKind, Sheet
from landsupply.ledger.sheet_words import folded, words
from landsupply.measure.fault import InputFault

#: One piece of a number format: quoted text, a note in brackets, a character as such, a gap, any other character.
_PIECE = re.compile(r'"([^"]*)"|\[[^\]]*\]|[\\!](.)|[_*].|(.)', re.DOTALL)
#: A comma behind the last digit of a number leaves out three of its digits.
_SCALING = re.compile(r"[0#?],+(?![0#?,])")
#: A sign of hundredths, or a point that stands in the format as text and so wherever it likes.
_MOVING = re.compile(r"[%.]")
_PERCENT = {"9": "0%", "10": "0.00%"}
#: Spreadsheet programs take no longer number format.
_LONGEST = 255
_OFF = frozenset(("0", "false"))
#: More styles than this are looked up one by one.
_FEW = 50
_STYLED = rb'<c r="([A-Z]++)([0-9]++)"(?=[^>]*? (?:s|look)="0*+(%s)")'
_UNSTYLED = re.compile(rb'<c r="([A-Z]++)([0-9]++)"(?![^>]*? (?:s|look)=")()')


@dataclass(frozen=True, slots=True)
class Looks:
    """外观 · The numbers of the cell styles that strike text out, and of those whose number format tells a unit.

    Of a telling format, its code and the unit it shows: empty where it scales the number or shows several.
    """

    struck: frozenset[int] = frozenset()
    formats: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def read_looks(markup: bytes | None) -> Looks:
    """读外观 · The telling styles of a workbook; what stands before damage, where the part is damaged."""
    book = _Stylebook()
    with suppress(InputFault):  # the reader of values judges the part
        walk(markup or b"<none/>", book.start, book.end)
    telling = {key: shown for key, code in book.formats.items() if (shown := _shown(code)) is not None}
    return Looks(
        struck=frozenset(number for number, (font, _) in enumerate(book.cells) if font in book.struck),
        formats={
            number: (book.formats[key], telling[key]) for number, (_, key) in enumerate(book.cells) if key in telling
        },
    )


def with_looks(sheet: Sheet, marks: Marks, looks: Looks) -> Sheet:
    """标外观 · The sheet with its struck rows and telling formats; its lanes hold what the marks' worksheet holds."""
    wanted = looks.struck | looks.formats.keys()
    if not wanted:
        return sheet
    struck: Counter[int] = Counter()
    formats: dict[tuple[int, int], list[int]] = {}
    for (row, column), style in _styled(marks.markup, wanted):
        kind = _kind(sheet, row, column)
        if kind is CellKind.BLANK or (row, column) in marks.known:
            continue
        if style in looks.struck:
            struck[row] += 1
        if kind is CellKind.NUMBER and style in looks.formats:
            formats.setdefault((column - 1, style), []).append(row)
    return replace(
        sheet,
        struck_rows=frozenset(row for row, count in struck.items() if 2 * count > _filled(sheet, marks, row)),
        formats=tuple(
            CellFormat(column, looks.formats[style][0], looks.formats[style][1], tuple(sorted(rows)))
            for (column, style), rows in sorted(formats.items())
        ),
    )


def _kind(sheet: Sheet, row: int, column: int) -> CellKind:
    position = row - sheet.first_row
    is_inside = 0 <= position < sheet.height and column <= len(sheet.lanes)
    return sheet.lanes[column - 1].kinds[position] if is_inside else CellKind.BLANK


def _filled(sheet: Sheet, marks: Marks, row: int) -> int:
    """How many cells of a row hold something that the value reader can tell."""
    kinds = (_kind(sheet, row, column) for column in range(1, len(sheet.lanes) + 1))
    return sum(kind is not CellKind.BLANK and (row, at) not in marks.known for at, kind in enumerate(kinds, 1))


def _styled(markup: bytes, wanted: Collection[int]) -> Iterator[tuple[Place, int]]:
    """The cells of a plain worksheet in one of the styles wanted; one without a style is in the first."""
    numbers = "|".join(map(str, sorted(wanted))) if len(wanted) <= _FEW else "[0-9]++"
    patterns = [re.compile(_STYLED % numbers.encode())]
    if 0 in wanted:
        patterns.append(_UNSTYLED)
    for pattern in patterns:
        for match in pattern.finditer(markup):
            style = int(match[3] or 0)
            if style in wanted:
                yield (int(match[2]), column_of(match[1].decode())), style


def _shown(code: str) -> str | None:
    """The unit that a number format shows, empty where it does more than that; None where it tells nothing."""
    literal, bare = [""], ""
    for piece in _PIECE.finditer(code):
        quoted, single, other = piece.groups()
        if other == ";":
            literal.append("")
            bare += other
        elif other is not None and other.isascii():
            bare += other
        else:
            literal[-1] += quoted or single or other or ""
    shown = {text.strip(" -") for text in literal} - {""}
    is_scaled = "%" in bare or _SCALING.search(bare) is not None or any(_MOVING.search(text) for text in shown)
    if not is_scaled and not any(word in folded(text) for text in shown for word in words("format_unit")):
        return None
    return shown.pop() if len(shown) == 1 and not is_scaled else ""


class _Stylebook:
    """样式簿 · Collects the struck fonts, the number formats and the cell styles while the parser walks the part."""

    def __init__(self) -> None:
        self.struck: set[str] = set()
        self.formats: dict[str, str] = dict(_PERCENT)
        self.cells: list[tuple[str, str]] = []
        self._section = ""
        self._fonts = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        """元素开始 · A font, its strike, a number format or a cell style."""
        match self._section, local(tag):
            case "", "fonts" | "numFmts" | "cellXfs" as section:
                self._section = section
            case "fonts", "font":
                self._fonts += 1
            case "fonts", "strike" if attributes.get("val", "1") not in _OFF:
                self.struck.add(str(self._fonts - 1))
            case "numFmts", "numFmt":
                self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_LONGEST]
            case "cellXfs", "xf":
                self.cells.append((attributes.get("fontId", "0"), attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        """元素结束 · A section is complete."""
        if local(tag) == self._section:
            self._section = ""
