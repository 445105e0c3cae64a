"""表面标记 · What the XML of one worksheet says beyond the values: hidden rows and columns, merges, odd cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from landsupply.files.guard import COLUMN_LIMIT, MERGE_LIMIT
from landsupply.files.markup import Attributes, local
from landsupply.ledger.sheet import Cell, Merge
from landsupply.measure.fault import InputFault

#: A place of a worksheet: row and column, both counted from 1.
Place = tuple[int, int]

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_YES = frozenset(("1", "true"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """表面标记 · One worksheet, ready for the value reader.

    `markup` holds the cells in the plain shape of files/xlsx_plain.py; `known` are the cells whose text the value
    reader cannot tell: errors, formulas without a value, dates stored as text. `hidden_columns` count from 0.
    """

    markup: bytes
    known: Mapping[Place, Cell]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merges: tuple[Merge, ...]


@dataclass(slots=True)
class Frame:
    """表框 · Collects what stands around the rows: columns and merges; InputFault F028 for too many merges."""

    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes) -> None:
        """元素开始 · A column definition or a merged range."""
        name = local(tag)
        if name == "col" and is_unseen(attributes, "width"):
            first, last = whole(attributes.get("min"), 1), whole(attributes.get("max"), 1)
            self.hidden_columns.update(range(first - 1, min(last, COLUMN_LIMIT)))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _merge(self, reference: str) -> None:
        if len(self.merges) == MERGE_LIMIT:
            raise InputFault("F028", limit=MERGE_LIMIT)
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        if (top, left) != (bottom, right):
            rows, columns = sorted((top, bottom)), sorted((left - 1, right - 1))
            self.merges.append(Merge(rows[0], rows[1], columns[0], columns[1]))


def is_unseen(attributes: Attributes, size: str) -> bool:
    """看不见 · Whether a row or column is hidden, by its mark or by a size of nothing."""
    return attributes.get("hidden") in _YES or attributes.get(size, "1").strip("0.") == ""


def place_of(reference: str) -> Place:
    """单元格位置 · A1 is (1, 1); InputFault F019 for what is no reference."""
    found = _REFERENCE.match(reference)
    if found is None or int(found[2]) == 0:
        raise InputFault("F019", part=reference[:20])
    return int(found[2]), column_of(found[1].upper())


def column_of(letters: str) -> int:
    """列号 · The column that letters name, A is 1."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def whole(text: str | None, otherwise: int) -> int:
    """正整数 · A positive whole number of at most seven digits; InputFault F019 for anything else."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0):
        raise InputFault("F019", part=text[:20])
    return int(text)
