"""审核 · Sheets become a ledger.

Every data row is a parcel or is covered by an issue, and nothing is merged or mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from landsupply.law.rulebook import Rules
from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.fields import (
    read_date,
    read_district,
    read_mode,
    read_obstacles,
    read_origin,
    read_other_uses,
    read_person,
    read_ready,
    read_term,
    read_text,
    read_use,
)
from landsupply.ledger.identity import identities, note_lost_digits
from landsupply.ledger.issue import SEVERITIES, Issue
from landsupply.ledger.land import read_first_phase, read_parcel_area
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.lists import note_odd_modes
from landsupply.ledger.notes import note_list
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.table import Table, open_table
from landsupply.ledger.template import Need, template
from landsupply.ledger.twins import note_twins
from landsupply.measure.fault import InputFault

_SHOWN_ROWS = 3


def examine(sheet: Sheet | Sequence[Sheet], rules: Rules) -> Ledger:
    """审核台账 · The parcels of one or several sheets and every issue found.

    InputFault L001 where no sheet has a header.
    """
    sheets = (sheet,) if isinstance(sheet, Sheet) else tuple(sheet)
    opened = [(one, open_table(one)) for one in sheets]
    desks = [Desk(table, rules) for _, table in opened if table is not None]
    if not desks:
        raise _no_header(sheets)
    pairs = _parcels(desks)
    note_twins(pairs)
    for desk in desks:
        _note_modes(desk, pairs)
        note_list(desk, [line for line, _ in pairs if line.desk is desk])
    return Ledger(
        parcels=tuple(sorted((parcel for _, parcel in pairs), key=lambda parcel: parcel.id)),
        issues=tuple(_issues(opened, desks)),
        sources=tuple(_source(desk.table) for desk in desks),
    )


def _parcels(desks: Sequence[Desk]) -> list[tuple[Line, Parcel]]:
    """Every distinct row once, over all tables; a row met again in another table is said there."""
    lines: dict[str, Line] = {}
    for desk in desks:
        for entry in desk.table.entries:
            first = lines.get(entry.content)
            if first is None:
                lines[entry.content] = Line(desk, entry)
                continue
            there = first.desk.table.sheet
            desk.note("L012", entry.rows, None, None, other=there.source, at=first.entry.rows)
    every = list(lines.values())
    named = identities(every)
    return [(line, _parcel(line, named[place])) for place, line in enumerate(every)]


def _parcel(line: Line, identity: str) -> Parcel:
    note_lost_digits(line)
    sheet = line.desk.table.sheet
    area = read_parcel_area(line)
    return Parcel(
        id=identity,
        name=line.text("name"),
        district=read_district(line),
        location=line.text("location"),
        area=area,
        use=read_use(line),
        source=Source(file=sheet.source, sheet=sheet.name, row=line.entry.rows[0]),
        other_uses=read_other_uses(line),
        origin=read_origin(line),
        mode=read_mode(line),
        grounds=read_text(line, "grounds"),
        term=read_term(line),
        ready=read_ready(line),
        obstacles=read_obstacles(line),
        livelihood=read_text(line, "livelihood"),
        housing=read_text(line, "housing"),
        level=read_text(line, "level"),
        batch=read_text(line, "batch"),
        phase_from=read_first_phase(line, area),
        noticed=read_date(line, "noticed"),
        supplied=read_date(line, "supplied"),
        unit=read_text(line, "unit"),
        person=read_person(line),
    )


def _note_modes(desk: Desk, pairs: Sequence[tuple[Line, Parcel]]) -> None:
    note_odd_modes(desk, [(line, parcel.mode) for line, parcel in pairs if line.desk is desk and parcel.mode])


def _source(table: Table) -> SourceFile:
    sheet = table.sheet
    return SourceFile(
        file=sheet.source,
        sheet=sheet.name,
        rows=table.data_rows,
        distinct=len(table.entries),
        digest=sheet.digest,
    )


def _issues(opened: Sequence[tuple[Sheet, Table | None]], desks: Sequence[Desk]) -> Iterator[Issue]:
    """In the order of the sheets, then of the rows.

    A sheet without a header, if it holds anything, is named as skipped.
    """
    waiting = iter(desks)
    for sheet, table in opened:
        if table is not None:
            yield from next(waiting).issues
        elif sheet.height:
            yield _skipped(sheet)


def _skipped(sheet: Sheet) -> Issue:
    rows = tuple(sheet.first_row + place for place, row in enumerate(sheet.rows) if any(not c.is_blank for c in row))
    return Issue(
        code="L002",
        severity=SEVERITIES["L002"],
        file=sheet.source,
        sheet=sheet.name,
        row=rows[0] if rows else None,
        rows=rows,
        field=None,
        raw=_first_rows(sheet)[0] if rows else None,
        facts={},
    )


def _no_header(sheets: Sequence[Sheet]) -> InputFault:
    wanted = tuple(column.header for column in template() if column.need is Need.REQUIRED)
    seen = next((_first_rows(sheet) for sheet in sheets if sheet.height), ("—",))
    return InputFault("L001", file=sheets[0].source if sheets else "—", wanted=wanted, seen=seen)


def _first_rows(sheet: Sheet) -> tuple[str, ...]:
    texts = (" | ".join(cell.text for cell in row if not cell.is_blank)[:80] for row in sheet.rows)
    return tuple(text for text in texts if text)[:_SHOWN_ROWS] or ("—",)
