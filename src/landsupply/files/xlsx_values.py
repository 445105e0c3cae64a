"""取值 · The value reader's table as lanes: one type of value at a time, never one cell at a time.

Numbers are the shortest exact decimal of the stored double; dates are ISO, without the time where that is midnight.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import repeat
from typing import Any

from python_calamine import CalamineWorkbook

from landsupply.files.lanes import text_lane, with_cells
from landsupply.files.markup import plain_text
from landsupply.ledger.sheet import Cell, CellKind, Lane
from landsupply.measure.fault import InputFault

_PYTHON_EXITS = (KeyboardInterrupt, SystemExit, GeneratorExit)
#: Rows at either end of a lane of numbers that may hold something else.
_HEAD = 50
_KINDS: Mapping[type, CellKind] = {
    str: CellKind.TEXT,
    bool: CellKind.BOOLEAN,
    float: CellKind.NUMBER,
    int: CellKind.NUMBER,
    datetime: CellKind.DATE,
    date: CellKind.DATE,
    time: CellKind.DATE,
}
_EPOCH_YEAR = 1900
_TIMES = frozenset((timedelta, time, date, datetime))
#: Excel counts a 29 February 1900 that never was.
_NO_DAY = 60
_ROW_START = re.compile(rb'<row r="([0-9]+)"')
_STORED = re.compile(rb"[^>]*+>(?:<f[^>]*+>(?:(?<=/>)|[^<]*+</f>))?<v[^>]*+>([^<]*+)")

Values = tuple[Any, ...]
_NOT_FINITE = ("inf", "-inf", "nan")


@dataclass(frozen=True, slots=True)
class Block:
    """数值块 · What the value reader found, by columns, and the place of its first cell, counted from 1."""

    row: int
    column: int
    height: int
    columns: tuple[Values, ...]


def blocks(workbook: bytes, wanted: Sequence[object]) -> Iterator[Block]:
    """数值块 · The table of every wanted sheet of a workbook; a sheet that is not wanted has an empty one.

    Whatever the value reader raises, its own panics too, becomes InputFault F019.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
        del workbook  # the reader keeps a copy of its own
        if len(book.sheet_names) != len(wanted):
            raise InputFault("F019", part="xl/workbook.xml")
        for index, is_wanted in enumerate(wanted):
            yield _block(book, index) if is_wanted else Block(1, 1, 0, ())
    except (InputFault, *_PYTHON_EXITS):
        raise
    except BaseException as error:  # a panic of the Rust reader derives from BaseException and has no importable name
        raise InputFault("F019", part=str(error)[:80]) from None


def _block(book: CalamineWorkbook, index: int) -> Block:
    sheet = book.get_sheet_by_index(index)
    row, column = sheet.start or (0, 0)
    rows = sheet.to_python()
    columns = tuple(zip(*rows, strict=True))
    return Block(row + 1, column + 1, len(rows), columns)


@dataclass(slots=True)
class StoredTexts:
    """所存文字 · Finds what a cell of a plain worksheet stores, for the few whose value tells too little."""

    markup: bytes
    _rows: dict[int, int] = field(default_factory=dict)

    def below(self, first_row: int, column: int, position: int) -> str:
        """查 · The text stored so many rows below a place, where the value reader has a value."""
        row = first_row + position
        if not self._rows:
            self._rows = {int(match[1]): match.end() for match in _ROW_START.finditer(self.markup)}
        place = b'<c r="%s%d"' % (_letters(column), row)
        found = self.markup.find(place, self._rows.get(row, 0))
        match = _STORED.match(self.markup, found + len(place)) if found >= 0 else None
        if match is None:
            raise InputFault("F019", part=place.decode())
        return plain_text(match[1])


def _letters(column: int) -> bytes:
    text = ""
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text.encode()


def lane_of(values: Values, stored: Callable[[int], str]) -> Lane:
    """成列 · A lane of values of any types; the few whose value tells too little are set right by what is stored."""
    types = frozenset(map(type, values))
    lane = _lane(values, types)
    cells = _doubtful(values, stored) if _may_be_doubtful(values, types, lane.texts) else {}
    return with_cells(lane, cells)


def _lane(values: Values, types: frozenset[type]) -> Lane:
    if types == {str}:
        return text_lane(values)
    if types == {float}:
        return Lane(_figures(values), (CellKind.NUMBER,) * len(values))
    first, last = _figures_stand(values)
    if float in types and set(map(type, values[first:last])) == {float}:
        ends = _mixed(values[:first]), _mixed(values[last:])
        texts = (*ends[0].texts, *_figures(values[first:last]), *ends[1].texts)
        return Lane(texts, (*ends[0].kinds, *repeat(CellKind.NUMBER, last - first), *ends[1].kinds))
    return _mixed(values)


def _figures_stand(values: Values) -> tuple[int, int]:
    """From the first number to behind the last: headers stand above, remarks below."""
    is_number = tuple(type(value) is float for value in values[:_HEAD])
    first = is_number.index(True) if True in is_number else 0
    is_number = tuple(type(value) is float for value in reversed(values[-_HEAD:]))
    return first, len(values) - (is_number.index(True) if True in is_number else 0)


def _figures(floats: Sequence[float]) -> tuple[str, ...]:
    text = "\n".join(map(repr, floats))
    if "e" in text or "n" in text:
        return tuple(map(figure, floats))
    return tuple((text + "\n").replace(".0\n", "\n")[:-1].split("\n"))


def figure(double: float) -> str:
    """数字 · The shortest exact decimal of a double: 0.98245199999999999 is 0.982452."""
    text = repr(double)
    if "e" in text:
        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


def _mixed(values: Values) -> Lane:
    """Numbers apart, for they are many; the rest one by one."""
    types = tuple(map(type, values))
    figures = iter(_figures([value for value in values if type(value) is float]))
    texts: tuple[str, ...] = tuple(
        next(figures) if kind is float else value if kind is str else _word(value)
        for kind, value in zip(types, values, strict=True)
    )
    kinds = tuple(map(_KINDS.get, types, repeat(CellKind.TEXT)))
    blanks = {value for value in values if type(value) is str and not value.strip()}
    if blanks:
        kinds = tuple(CellKind.BLANK if value in blanks else kind for value, kind in zip(values, kinds, strict=True))
    return Lane(texts, kinds)


def _word(value: object) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return (value.date() if value.time() == time.min else value).isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def _doubtful(values: Values, stored: Callable[[int], str]) -> Mapping[int, Cell]:
    """By position, the cells whose value says less than what is stored there.

    Durations and numbers before the calendar begins stay numbers; what is no finite number stays text.
    """
    found: dict[int, Cell] = {}
    for position, value in enumerate(values):
        if _is_doubtful(value):
            cell = _settled(value, stored(position))
            if cell is not None:
                found[position] = cell
    return found


def _may_be_doubtful(values: Values, types: frozenset[type], texts: Sequence[str]) -> bool:
    if float in types and any(word in texts for word in _NOT_FINITE):
        return True
    return not types.isdisjoint(_TIMES) and any(type(value) in _TIMES and _is_doubtful(value) for value in values)


def _is_doubtful(value: object) -> bool:
    if isinstance(value, float):
        return not math.isfinite(value)
    return isinstance(value, timedelta | time) or (isinstance(value, date) and value.year <= _EPOCH_YEAR)


def _settled(value: object, text: str) -> Cell | None:
    """The cell that the stored text makes of a doubtful value; None where the value is right."""
    try:
        double = float(text)
    except ValueError:
        return None
    if not math.isfinite(double):
        return Cell(text, CellKind.TEXT)
    is_day = isinstance(value, time | date) and double >= 0 and not _NO_DAY <= double < _NO_DAY + 1
    return None if is_day else Cell(figure(double), CellKind.NUMBER)
