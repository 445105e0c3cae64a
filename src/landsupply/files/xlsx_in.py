"""读 xlsx · A workbook's bytes to sheets.

Values by calamine, what the value reader cannot tell by one bounded pass over each sheet's XML.

The pass is needed because the value reader drops formulas that hold no computed value and cells in error, knows
nothing of what is hidden, and would spread out a table of any extent. It also finds the real extent of a sheet, so that
a false dimension costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from landsupply.files.guard import Archive, open_archive
from landsupply.files.lanes import blank_lane, with_cells
from landsupply.files.private_use import may_hold_remnants, without_remnants
from landsupply.files.repack import repack
from landsupply.files.xlsx_book import Link, Title, read_links, read_titles
from landsupply.files.xlsx_cells import read_cells
from landsupply.files.xlsx_looks import read_looks, with_looks
from landsupply.files.xlsx_marks import Marks
from landsupply.files.xlsx_plain import read_plain
from landsupply.files.xlsx_values import Block, StoredTexts, blocks, lane_of
from landsupply.ledger.sheet import Cell, CellKind, Lane, Merge, Sheet
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_FRAME = ("[Content_Types].xml", "_rels/.rels", _BOOK, _LINKS)
_NEEDED = frozenset(("worksheet", "sharedStrings", "styles"))


def read_xlsx(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读工作簿 · Every worksheet of the workbook in its own order.

    InputFault F0xx for anything that is no sound workbook.
    """
    archive = open_archive(content)
    try:
        return _read(archive, _quick_marks, Sheet(name, None, (), 0, 1, digest_bytes(content)))
    except InputFault as fault:
        if fault.code != "F019":
            raise
    # The value reader stumbles over some sound cells, such as an amount in the style of a date: these are told apart.
    return _read(archive, read_cells, Sheet(name, None, (), 0, 1, digest_bytes(content)))


def _quick_marks(markup: bytes) -> Marks:
    return read_plain(markup) or read_cells(markup)


def _read(archive: Archive, read_marks: Callable[[bytes], Marks], empty: Sheet) -> tuple[Sheet, ...]:
    links = read_links(archive.read_markup(_LINKS))
    parts = _parts(archive, links)
    titles = read_titles(parts[_BOOK])
    is_worn = any(map(may_hold_remnants, parts.values()))
    looks = read_looks(next((parts.get(link.member) for link in links.values() if link.kind == "styles"), None))
    as_sent = dict(parts)
    marks = [_marks(links.get(title.key), parts, read_marks) for title in titles]
    kept = {name: archive.packed(name) if part is as_sent[name] else part for name, part in parts.items()}
    tables = blocks(repack(kept.items()), marks)
    parts.clear()
    as_sent.clear()
    kept.clear()
    sheets = (
        with_looks(_sheet(_titled(empty, title), mark, block), mark, looks)
        for title, mark, block in zip(titles, marks, tables, strict=True)
        if mark is not None
    )
    return tuple(without_remnants(sheet) if is_worn else sheet for sheet in sheets)


def _parts(archive: Archive, links: Mapping[str, Link]) -> dict[str, bytes]:
    """The members that the value reader needs, each checked.

    Everything else in the container is never unpacked.
    """
    members = list(_FRAME) + [link.member for link in links.values() if link.kind in _NEEDED]
    wanted = [member for member in members if member in archive.names or member == _BOOK]
    return {member: archive.read_markup(member) for member in wanted}


def _marks(link: Link | None, parts: dict[str, bytes], read_marks: Callable[[bytes], Marks]) -> Marks | None:
    """What a worksheet says, its part put into the plain shape; None for a chart or dialogue sheet."""
    if link is None:
        raise InputFault("F019", part=_LINKS)
    if link.kind != "worksheet":
        return None
    if link.member not in parts:
        raise InputFault("F019", part=link.member[:80])
    marks = read_marks(parts[link.member])
    parts[link.member] = marks.markup
    return marks


def _titled(sheet: Sheet, title: Title) -> Sheet:
    return replace(sheet, name=title.name, is_hidden=title.is_hidden)


def _sheet(empty: Sheet, marks: Marks, block: Block) -> Sheet:
    """The rows from the first to the last that hold anything; what is hidden or merged beyond them is left out."""
    rows = [row for row, _ in marks.known]
    if block.height:
        rows += [block.row, block.row + block.height - 1]
    if not rows:
        return empty
    first, height = min(rows), max(rows) - min(rows) + 1
    lanes = _known_lanes(list(_lanes(marks, block, first, height)), marks.known, first, height)
    return _within(_trimmed(replace(empty, lanes=tuple(lanes), height=height, first_row=first)), marks)


def _lanes(marks: Marks, block: Block, first: int, height: int) -> Iterator[Lane]:
    """The columns of the block as lanes of the whole height, after a blank lane for each column before it."""
    stored = StoredTexts(marks.markup)
    above = block.row - first
    below = height - above - block.height
    yield from [blank_lane(height)] * (block.column - 1)
    for column, values in enumerate(block.columns, block.column):
        yield _padded(lane_of(values, partial(stored.below, block.row, column)), above, below)


def _padded(lane: Lane, above: int, below: int) -> Lane:
    if not (above or below):
        return lane
    head, tail = blank_lane(above), blank_lane(below)
    return Lane((*head.texts, *lane.texts, *tail.texts), (*head.kinds, *lane.kinds, *tail.kinds))


def _known_lanes(
    lanes: Sequence[Lane], known: Mapping[tuple[int, int], Cell], first: int, height: int
) -> Iterator[Lane]:
    """The lanes with the cells that are known from the XML set in."""
    by_column: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in known.items():
        by_column.setdefault(column - 1, {})[row - first] = cell
    for column in range(max(len(lanes), max(by_column, default=-1) + 1)):
        lane = lanes[column] if column < len(lanes) else blank_lane(height)
        yield with_cells(lane, by_column.get(column, {}))


def _trimmed(sheet: Sheet) -> Sheet:
    """Without the rows and columns at its ends that hold not even a space."""
    lanes = list(sheet.lanes)
    while lanes and not any(lanes[-1].texts) and not _says_anything(lanes[-1]):
        lanes.pop()
    top, bottom = 0, sheet.height
    while bottom > top and _is_void(lanes, bottom - 1):
        bottom -= 1
    while bottom > top and _is_void(lanes, top):
        top += 1
    if (top, bottom) == (0, sheet.height):
        return replace(sheet, lanes=tuple(lanes))
    cut = tuple(Lane(lane.texts[top:bottom], lane.kinds[top:bottom]) for lane in lanes)
    return replace(sheet, lanes=cut, height=bottom - top, first_row=sheet.first_row + top if cut else 1)


def _says_anything(lane: Lane) -> bool:
    """Whether a lane without texts still holds a cell: an error may have no text."""
    return lane.kinds.count(CellKind.BLANK) < len(lane.kinds)


def _is_void(lanes: Sequence[Lane], row: int) -> bool:
    return all(not lane.texts[row] and lane.kinds[row] is CellKind.BLANK for lane in lanes)


def _within(sheet: Sheet, marks: Marks) -> Sheet:
    last_row, last_column = sheet.first_row + sheet.height - 1, len(sheet.lanes) - 1
    rows = range(sheet.first_row, last_row + 1)
    merges = (
        Merge(
            max(merge.first_row, sheet.first_row),
            min(merge.last_row, last_row),
            merge.first_column,
            min(merge.last_column, last_column),
        )
        for merge in marks.merges
    )
    return replace(
        sheet,
        merges=tuple(m for m in merges if m.first_row <= m.last_row and m.first_column <= m.last_column),
        hidden_rows=frozenset(row for row in marks.hidden_rows if row in rows),
        hidden_columns=frozenset(column for column in marks.hidden_columns if column <= last_column),
    )
