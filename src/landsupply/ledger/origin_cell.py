"""出处单元格 · The cell that a field of a parcel was read from, by the spreadsheet's own name, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from landsupply.ledger.ledger import SourceFile
from landsupply.ledger.mapping import ColumnMatch
from landsupply.ledger.parcel import Source
from landsupply.measure.area import AreaUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCell:
    """出处单元格 · File, digest, sheet, cell such as E37, the header over it, and the unit it was read in.

    `unit_from` says where that unit is written, as in the mapping of the columns.
    """

    file: str
    digest: str
    sheet: str | None
    cell: str
    title: str
    unit: AreaUnit | None
    unit_from: str | None


def origin_cells(sources: Iterable[SourceFile], where: Source, field: str) -> tuple[OriginCell, ...]:
    """出处单元格 · The cells of a row that state a field, one for each column taken for it, from left to right.

    None where no source is the table that the row stands in, or it has no such column.
    """
    place = (where.file, where.sheet, where.table)
    source = next((one for one in sources if (one.file, one.sheet, one.table) == place), None)
    if source is None or source.mapping is None:
        return ()
    return tuple(_cell(source, where, column) for column in source.mapping.columns if column.field == field)


def _cell(source: SourceFile, where: Source, column: ColumnMatch) -> OriginCell:
    return OriginCell(
        file=source.file,
        digest=source.digest,
        sheet=source.sheet,
        cell=f"{column.letters}{where.row}",
        title=column.title,
        unit=column.unit,
        unit_from=column.unit_from,
    )
