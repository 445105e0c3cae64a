"""制表 · The one way an annex table is made: with its unit, and a note where rounding shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from landsupply.measure.area import Area
from landsupply.measure.shares import shares
from landsupply.publish.document import Cell, Column, Quantity, Table
from landsupply.publish.matter import Matter

#: The widest that a column grows for a word that cannot be broken, in Chinese characters.
_MOST = 8
_UNBROKEN = re.compile(r"[!-~]+")


def _fitted(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """Columns wide enough for their longest word or figure, as far as that is reasonable."""
    texts = [
        [column.heading, *(_text(row[place]) for row in rows if place < len(row))]
        for place, column in enumerate(columns)
    ]
    return tuple(
        replace(column, width=max(column.width, min(_MOST, _longest(words))))
        for column, words in zip(columns, texts, strict=True)
    )


def _longest(texts: Iterable[str]) -> int:
    return max((len(run) // 2 + 1 for text in texts for run in _UNBROKEN.findall(text)), default=0)


def _text(cell: Cell) -> str:
    return cell.text if isinstance(cell, Quantity) else cell


def share_notes(matter: Matter, areas: Sequence[Area]) -> tuple[str, ...]:
    """占比注 · The footnotes owed where shares do not close, and where printed areas are rounded."""
    found = shares([area.units for area in areas])
    notes = [] if found.closes else [matter.say("P138", sum=sum(Decimal(text) for text in found.texts))]
    if any(Decimal(matter.area(area)) != Decimal(matter.exact(area)) for area in areas):
        notes.append(matter.say("P158"))
    return tuple(notes)


def make_table(
    matter: Matter,
    codes: tuple[str, str],
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    total: tuple[Cell, ...],
    notes: Sequence[str] = (),
) -> Table:
    """制表 · A table under the words of two codes (short name, caption); its number comes later."""
    short, caption = codes
    table = Table(
        name="",
        short=matter.say(short),
        caption=matter.say(caption, year=matter.plan.year),
        unit=matter.unit_line,
        columns=_fitted(columns, (*rows, total)),
        rows=tuple(rows),
        total_row=total,
        notes=tuple(notes),
    )
    return table if table.prints_closed else replace(table, notes=(*notes, matter.say("P310")))
