"""一值多列 · What a field says where two columns claim it.

One value where they agree, none where they do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.ledger.columns import Column
from landsupply.ledger.sheet import BLANK, Cell
from landsupply.ledger.sheet_words import folded
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import read_number


@dataclass(frozen=True, slots=True)
class Claim:
    """主张 · One column and what it says in a row."""

    column: Column
    cell: Cell


@dataclass(frozen=True, slots=True)
class Settled:
    """认定 · The claim to be taken, and whether the columns contradicted each other."""

    cell: Cell
    column: Column
    is_contested: bool


def settle(claims: Sequence[Claim]) -> Settled:
    """认定 · The first stated claim where all agree; a blank, marked as contested, where they do not."""
    stated = [claim for claim in claims if not claim.cell.is_blank]
    if not stated:
        return Settled(BLANK, claims[0].column, False)
    first = stated[0]
    if all(_agree(first, other) for other in stated[1:]):
        return Settled(first.cell, first.column, False)
    return Settled(BLANK, first.column, True)


def _agree(first: Claim, second: Claim) -> bool:
    if first.column.unit is second.column.unit or not (first.column.unit and second.column.unit):
        return folded(first.cell.text) == folded(second.cell.text)
    return _prints_as(first, second.column.unit, second.cell.text) or _prints_as(
        second, first.column.unit, first.cell.text
    )


def _prints_as(claim: Claim, unit: AreaUnit, text: str) -> bool:
    """Whether a claim, printed in the other's unit with the other's decimals, is what the other says."""
    try:
        wanted = read_number(text)
        own = Area.nearest(claim.cell.text, claim.column.unit or unit)
    except MeasureFault:
        return False
    places = max(0, -int(wanted.as_tuple().exponent))
    return read_number(own.print(unit, places)) == wanted
