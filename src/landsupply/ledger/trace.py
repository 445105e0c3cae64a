"""溯源 · Where a value comes from: file, digest, sheet, row, what other lists say, what was done to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from landsupply.ledger.compile import Compiled
from landsupply.ledger.correction import Correction
from landsupply.ledger.joined import Joined
from landsupply.ledger.ledger import SourceFile
from landsupply.ledger.match import Listed
from landsupply.ledger.origin_cell import origin_cells
from landsupply.ledger.parcel_fields import field_named, form_field, is_stated, value_of
from landsupply.ledger.precedence import Held
from landsupply.ledger.shown import shown


class Step(StrEnum):
    """步骤 · What may happen to a value on its way into the ledger."""

    READ = "读取"
    CHOSEN = "按来源先后取值"
    WITHHELD = "同级来源矛盾未取"
    CORRECTED = "更正"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """出处 · One value as one list states it, with the file's digest and the place in it.

    `cell` is the spreadsheet's name of the cell, such as E37; None where the list's columns are not known.
    """

    value: str
    list_name: str
    file: str
    digest: str
    sheet: str | None
    row: int
    cell: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """溯源 · A value of a record: where it was taken from, what other lists say, every step, every correction."""

    record: str
    field: str
    value: str
    chosen_from: Spot | None
    rejected: tuple[Spot, ...]
    steps: tuple[Step, ...]
    corrections: tuple[Correction, ...]


def trace(compiled: Compiled, record: str, field: str) -> Trace | None:
    """溯源 · The trace of a field of a record; None where the ledger has no such record."""
    joined = compiled.joined.get(record)
    parcel = compiled.ledger.parcel(record) or next((one for one in compiled.ended if one.id == record), None)
    if joined is None or parcel is None:
        return None
    mended = tuple(one for one in compiled.applied if one.record == record and field_named(one.field) == field)
    chosen, rejected = _spots(joined, field, compiled.ledger.sources)
    return Trace(
        record=record,
        field=field,
        value=shown(value_of(parcel, field)),
        chosen_from=chosen,
        rejected=rejected,
        steps=tuple(_steps(joined, field, mended)),
        corrections=mended,
    )


def _spots(joined: Joined, field: str, sources: Sequence[SourceFile]) -> tuple[Spot | None, tuple[Spot, ...]]:
    choice = joined.choices.get(field)
    if choice is not None:
        chosen = _spot(choice.chosen, field, sources) if choice.chosen else None
        return chosen, tuple(_spot(one, field, sources) for one in choice.rejected)
    held = Held(record=joined.home, value=_own(joined.home, field))
    return (_spot(held, field, sources) if is_stated(held.value) else None), ()


def _own(home: Listed, field: str) -> object:
    return value_of(home.parcel, field)


def _spot(held: Held, field: str, sources: Sequence[SourceFile]) -> Spot:
    source = held.record.parcel.source
    known = (one.digest for one in sources if (one.file, one.sheet) == (source.file, source.sheet))
    cells = origin_cells(sources, source, form_field(field))
    return Spot(
        value=shown(held.value),
        list_name=held.record.source_list.name,
        file=source.file,
        digest=next(known, "—"),
        sheet=source.sheet,
        row=source.row,
        cell=", ".join(one.cell for one in cells) or None,
    )


def _steps(joined: Joined, field: str, mended: Sequence[Correction]) -> Iterator[Step]:
    yield Step.READ
    choice = joined.choices.get(field)
    if choice is not None:
        yield Step.WITHHELD if choice.is_tied else Step.CHOSEN
    yield from (Step.CORRECTED for _ in mended)
