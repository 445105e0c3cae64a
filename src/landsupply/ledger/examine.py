"""审核 · Sheets become a ledger.

Every data row is a parcel or is covered by an issue, and nothing is merged or mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.date_order import note_dates
from landsupply.ledger.desk import Desk, Line, note_withheld
from landsupply.ledger.errata import is_errata
from landsupply.ledger.habits import NO_HABITS, Habits, Hidden
from landsupply.ledger.identity import identities, official_numbers
from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.layout import Layout, Rivals
from landsupply.ledger.ledger import Ledger, SourceFile
from landsupply.ledger.list_values import note_values
from landsupply.ledger.lists import note_odd_modes
from landsupply.ledger.mapping import correspondence
from landsupply.ledger.notes import note_list
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.plan_table import plan_columns
from landsupply.ledger.sheet import CellKind, Lane, Sheet
from landsupply.ledger.table import Table, open_tables
from landsupply.ledger.taking import take
from landsupply.ledger.template import Need, template
from landsupply.ledger.totals import note_totals
from landsupply.ledger.twins import Pair, note_twins
from landsupply.ledger.uncollected import uncollected
from landsupply.measure.fault import InputFault

_SHOWN_ROWS, _LOOKED_AT = 3, 200
_PREVIEWED = 5000
_TOTALS = frozenset(("L124", "L125", "L126"))


@dataclass(frozen=True, slots=True)
class _Opened:
    """已开表 · A sheet, its tables, and its layout; no layout where the sheet was left out.

    The tables taken are on their desks; the summaries are those that name no places beside others that do.
    """

    sheet: Sheet
    layout: Layout | None
    desks: tuple[Desk, ...]
    summaries: tuple[Table, ...]


@uncollected()
def examine(sheet: Sheet | Sequence[Sheet], rules: Rules, habits: Habits = NO_HABITS) -> Ledger:
    """审核台账 · The parcels of one or several sheets and every issue found.

    InputFault L001 where no sheet has a header, L168 where one is a table of planned totals.
    """
    sheets = _lists((sheet,) if isinstance(sheet, Sheet) else sheet)
    opened = _open(sheets, rules, habits)
    desks = [desk for one in opened for desk in one.desks]
    if not desks and not any(_is_explained(one) for one in opened):
        raise _no_header(sheets)
    pairs = _pairs(desks)
    note_twins(pairs)
    for desk in desks:
        own = [pair for pair in pairs if pair[0].desk is desk]
        note_odd_modes(desk, [(line, parcel.mode) for line, parcel, _ in own if parcel.mode])
        note_list(desk, [line for line, _, _ in own], habits)
        note_values(desk, [(line, parcel) for line, parcel, _ in own])
        note_dates(desk, [(line, parcel) for line, parcel, _ in own])
        note_totals(desk)
    return Ledger(
        parcels=tuple(sorted((parcel for _, parcel, _ in pairs), key=lambda parcel: parcel.id)),
        issues=tuple(issue for one in opened for issue in _issues(one)),
        sources=tuple(_source(desk.table) for desk in desks),
    )


def preview(sheet: Sheet | Sequence[Sheet], rules: Rules, habits: Habits = NO_HABITS) -> Ledger:
    """预览 · As examined, but of each sheet's first 5 000 rows; L127 where there are more, and no total is checked."""
    sheets = (sheet,) if isinstance(sheet, Sheet) else tuple(sheet)
    ledger = examine([_cut(one) for one in sheets], rules, habits)
    cut = [one for one in sheets if one.height > _PREVIEWED]
    if not cut:
        return ledger
    kept = (issue for issue in ledger.issues if issue.code not in _TOTALS)
    said = (_of_sheet("L127", one, (one.first_row + _PREVIEWED,), {"all": one.height}) for one in cut)
    return replace(ledger, issues=(*said, *kept))


def _lists(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Without the sheets that writing a workbook back has put into it."""
    return tuple(sheet for sheet in sheets if not is_errata(sheet))


def _cut(sheet: Sheet) -> Sheet:
    if sheet.height <= _PREVIEWED:
        return sheet
    lanes = tuple(Lane(lane.texts[:_PREVIEWED], lane.kinds[:_PREVIEWED]) for lane in sheet.lanes)
    return replace(sheet, lanes=lanes, height=_PREVIEWED)


def _open(sheets: Sequence[Sheet], rules: Rules, habits: Habits) -> list[_Opened]:
    found = [(one, _tables(one, habits)) for one in sheets]
    placed = {one.source for one, (tables, _) in found if any(table.names_places for table in tables)}
    opened: list[_Opened] = []
    for sheet, (tables, layout) in found:
        taken = [table for table in tables if table.names_places or sheet.source not in placed]
        summaries = tuple(table for table in tables if not any(table is one for one in taken))
        opened.append(_Opened(sheet, layout, tuple(Desk(table, rules) for table in taken), summaries))
    return opened


def _tables(sheet: Sheet, habits: Habits) -> tuple[tuple[Table, ...], Layout | None]:
    if sheet.is_hidden and habits.hidden is not Hidden.TAKE:
        return (), None
    return open_tables(sheet, habits)


def _is_explained(opened: _Opened) -> bool:
    return opened.layout is None or bool(opened.layout.rivals)


def _pairs(desks: Sequence[Desk]) -> list[Pair]:
    """Every distinct row once, over all tables; a row met again in another table is said there."""
    by_desk = _lines(desks)
    written = [own for desk, lines in by_desk for own in official_numbers(desk, lines)]
    every = [line for _, lines in by_desk for line in lines]
    named = identities(every, written)
    parcels: list[Parcel] = []
    for desk, lines in by_desk:
        note_withheld(desk, lines)
        parcels.extend(take(desk, lines, named[len(parcels) : len(parcels) + len(lines)]))
    return list(zip(every, parcels, written, strict=True))


def _lines(desks: Sequence[Desk]) -> list[tuple[Desk, list[Line]]]:
    if len(desks) == 1:
        return [(desks[0], [Line(desks[0], entry) for entry in desks[0].table.entries])]
    met: dict[str, Line] = {}
    return [(desk, list(_new_lines(desk, met))) for desk in desks]


def _new_lines(desk: Desk, met: dict[str, Line]) -> Iterator[Line]:
    own: dict[str, Line] = {}
    for entry in desk.table.entries:
        content = desk.table.content(entry)
        if content not in met:
            yield own.setdefault(content, Line(desk, entry)) if content not in own else Line(desk, entry)
            continue
        there = met[content]
        sheet = there.desk.table.sheet
        desk.note("L012", entry.rows, None, None, other=sheet.source, at=there.entry.rows)
    met.update(own)


def _source(table: Table) -> SourceFile:
    sheet = table.sheet
    return SourceFile(
        file=sheet.source,
        sheet=sheet.name,
        rows=table.data_rows,
        distinct=len(table.entries),
        digest=sheet.digest,
        table=table.number,
        mapping=correspondence(table),
    )


def _issues(opened: _Opened) -> Iterator[Issue]:
    """In the order of the tables, then of the rows.

    A sheet that is hidden or without a header, if it holds anything, is named as skipped.
    """
    sheet = opened.sheet
    if opened.layout is None:
        yield _of_sheet("L128", sheet, _filled_rows(sheet), {"name": sheet.name or "—"})
        return
    for rivals in opened.layout.rivals:
        yield _doubtful(sheet, rivals)
    for desk in opened.desks:
        yield from desk.issues
    for table in opened.summaries:
        rows = range(table.header.heading.start, table.header.bottom)
        yield _of_sheet("L113", sheet, _numbers(sheet, rows), {})
    if not opened.layout.headers and not opened.layout.rivals and sheet.height:
        yield _of_sheet("L002", sheet, _filled_rows(sheet), {})


def _doubtful(sheet: Sheet, rivals: Rivals) -> Issue:
    rows = _numbers(sheet, range(rivals.first.start, rivals.bottom))
    first, second = (tuple(sheet.first_row + p for p in one) for one in (rivals.first, rivals.second))
    return _of_sheet("L110", sheet, rows, {"first": first, "second": second})


def _numbers(sheet: Sheet, positions: range) -> tuple[int, ...]:
    filled = frozenset(_filled_rows(sheet))
    return tuple(row for position in positions if (row := sheet.first_row + position) in filled)


def _of_sheet(code: str, sheet: Sheet, rows: tuple[int, ...], facts: Mapping[str, object]) -> Issue:
    return issue_at(code, IssuePlace(sheet.source, sheet.name, rows), _first_rows(sheet)[0] if rows else None, **facts)


def _filled_rows(sheet: Sheet) -> tuple[int, ...]:
    filled = {p for lane in sheet.lanes for p, kind in enumerate(lane.kinds) if kind is not CellKind.BLANK}
    return tuple(sheet.first_row + position for position in sorted(filled))


def _no_header(sheets: Sequence[Sheet]) -> InputFault:
    wanted = tuple(column.header for column in template() if column.need is Need.REQUIRED)
    totals = next(filter(None, map(plan_columns, sheets)), None)
    if totals:
        return InputFault("L168", columns=totals)
    seen = next((_first_rows(sheet) for sheet in sheets if sheet.height), ("—",))
    return InputFault("L001", file=sheets[0].source if sheets else "—", wanted=wanted, seen=seen)


def _first_rows(sheet: Sheet) -> tuple[str, ...]:
    texts = (" | ".join(cell.text for cell in row if not cell.is_blank)[:80] for row in sheet.rows[:_LOOKED_AT])
    return tuple(text for text in texts if text)[:_SHOWN_ROWS] or ("—",)
