"""版面 · Where the tables of a sheet are: one below another, side by side, or one going on under its header again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from landsupply.ledger.census import Census, Texts, census
from landsupply.ledger.columns import Column, Header, claims_of, letters, read_unit, recognise
from landsupply.ledger.habits import NO_HABITS, Habits
from landsupply.ledger.heading import (
    DEEPEST,
    Grid,
    Heading,
    grid_of,
    is_numbering,
    read_heading,
    read_unit_line,
    unit_around,
)
from landsupply.ledger.sheet import CellKind, Sheet
from landsupply.ledger.sheet_words import folded, synonyms, words
from landsupply.measure.area import AreaUnit

#: A row with one known title may be part of a header only so far down; further down it takes two.
_NEAR_THE_TOP = 60
_LEAST_HITS = 2
#: No sheet has more headers that differ; rows beyond are read as rows.
_MOST_CORES = 300
_MOST_TITLE_ROWS = 6
#: A header that cuts no merged range is better, if it understands so much of what the best understands.
_NEARLY = (2, 3)
#: So many characters tell most texts from titles.
_BEGINNING = 4
_BLANK = CellKind.BLANK
_NOT_OF_TITLES = frozenset((CellKind.NUMBER, CellKind.DATE, CellKind.BOOLEAN, CellKind.ERROR))


@dataclass(frozen=True, slots=True)
class Rivals:
    """两可表头 · Two readings of a header that are equally good, so that none is taken, nor the rows under them.

    `first` and `second` are the positions of the two, `bottom` where the next table or the sheet ends their rows.
    """

    first: range
    second: range
    bottom: int


@dataclass(frozen=True, slots=True)
class Layout:
    """版面 · The headers of the tables found on a sheet, from left to right and top to bottom, and what is doubtful."""

    headers: tuple[Header, ...]
    rivals: tuple[Rivals, ...]


@dataclass(frozen=True, slots=True)
class _Search:
    """找表 · A sheet, its sender's habits, and the positions of the known titles in each column."""

    sheet: Sheet
    habits: Habits
    hits: Sequence[Sequence[int]]


def find_layout(known: Census, habits: Habits) -> Layout:
    """找表 · Every table of a sheet; none where no rows name enough columns."""
    sheet = known.sheet
    search = _Search(sheet, habits, _hits(known, habits))
    strips = _strips(sheet)
    found = [_search(search, left, right) for left, right in strips] if len(strips) > 1 else []
    with_tables = [one for one in found if one.headers]
    if len(with_tables) < _LEAST_HITS or not _are_alike(with_tables):
        return _search(search, 0, len(sheet.lanes))
    return Layout(
        tuple(header for one in found for header in one.headers), tuple(pair for one in found for pair in one.rivals)
    )


def find_header(sheet: Sheet) -> Header | None:
    """找表头 · The header of the first table of a sheet; None where there is none."""
    return next(iter(find_layout(census(sheet), NO_HABITS).headers), None)


def _are_alike(parts: Sequence[Layout]) -> bool:
    """Whether tables side by side state a field in common, so that they cannot be one table with a gap in it."""
    stated = Counter(field for part in parts for field in {f for header in part.headers for f in header.claims})
    return max(stated.values(), default=0) > 1


def _strips(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    """The runs of columns that hold something, parted by columns that hold nothing."""
    ends: list[tuple[int, int]] = []
    for index, lane in enumerate(sheet.lanes):
        if lane.kinds.count(_BLANK) == sheet.height:
            continue
        if ends and ends[-1][1] == index:
            ends[-1] = (ends[-1][0], index + 1)
        else:
            ends.append((index, index + 1))
    return tuple(ends) or ((0, len(sheet.lanes)),)


def _search(search: _Search, left: int, right: int) -> Layout:
    sheet, habits = search.sheet, search.habits
    grid = grid_of(sheet, left, right)
    headings, doubtful = _headings(grid, habits, _cores(search, left, right))
    rivals = tuple(_bounded(rival, headings) for rival in doubtful)
    headers: list[Header] = []
    top = 0
    for heading in headings:
        start = _title_rows(grid, heading.rows.start, top)
        if headers and _goes_on(grid, headers[-1], heading, start):
            headers[-1] = _with_again(headers[-1], heading.rows)
        else:
            headers = [*headers[:-1], *(replace(last, bottom=start) for last in headers[-1:])]
            headers.append(_header(grid, heading, start if headers else 0, habits))
        top = headers[-1].position + 1 if headers[-1].position >= heading.rows.start else heading.rows.stop
    return Layout(tuple(_finished(sheet, _above(header, rivals)) for header in headers), rivals)


def _bounded(rivals: Rivals, headings: Sequence[Heading]) -> Rivals:
    below = (heading.rows.start for heading in headings if heading.rows.start > rivals.first.start)
    return replace(rivals, bottom=min(below, default=rivals.bottom))


def _above(header: Header, rivals: Sequence[Rivals]) -> Header:
    """The header with its rows ending where a doubtful header begins."""
    starts = (pair.first.start for pair in rivals if pair.first.start > header.position)
    return replace(header, bottom=min([header.bottom, *starts]))


def _with_again(header: Header, rows: range) -> Header:
    return replace(header, again=header.again | frozenset(rows))


def _goes_on(grid: Grid, header: Header, heading: Heading, start: int) -> bool:
    """Whether a header met further down only repeats the one above, with no other unit beside it."""
    again = [(c.field, c.title) for c in heading.columns if c.field]
    unit = _unit_between(grid, start, heading.rows.start)
    own = [(c.field, c.title) for c in header.columns if c.field]
    return [(f, folded(t)) for f, t in again] == [(f, folded(t)) for f, t in own] and unit in (None, header.unit_above)


def _unit_between(grid: Grid, start: int, stop: int) -> AreaUnit | None:
    rows = range(stop - 1, start - 1, -1)
    found = (read_unit_line([grid.own(row, column) for column in range(grid.left, grid.right)]) for row in rows)
    return next(filter(None, found), None)


def _header(grid: Grid, heading: Heading, top: int, habits: Habits) -> Header:
    sheet, position = grid.sheet, heading.rows[-1]
    if position + 1 < sheet.height and is_numbering(grid, position + 1, len(heading.columns)):
        position += 1
    unit = _unit_between(grid, top, heading.rows.start)
    return Header(
        top=top,
        heading=heading.rows,
        position=position,
        bottom=sheet.height,
        left=grid.left,
        right=grid.right,
        columns=heading.columns,
        claims={},
        unit_above=unit or habits.unit_above,
        unit_by_habit=unit is None,
    )


def _finished(sheet: Sheet, header: Header) -> Header:
    """The header with the columns that only the rows below it settle."""
    body = slice(header.position + 1, header.bottom)
    named = tuple(_settled(sheet, column, body) for column in header.columns)
    titled = {column.index for column in named}
    rest = [index for index in range(header.left, header.right) if index not in titled]
    held = [index for index in rest if any(kind is not _BLANK for kind in sheet.lanes[index].kinds[body])]
    columns = (*named, *(Column(index, letters(index), None, None) for index in held))
    grid = grid_of(sheet, header.left, header.right)
    noted, unread = unit_around(grid, range(header.top, header.heading.start), header.body)
    if noted and header.unit_by_habit:
        header = replace(header, unit_above=noted, unit_by_habit=False)
    return replace(header, columns=columns, claims=claims_of(columns), unit_unread=unread)


def _settled(sheet: Sheet, column: Column, body: slice) -> Column:
    """单位 may head a column of units or of offices: it is taken for units only where every cell is one."""
    if column.field != "area_unit":
        return column
    if all(read_unit(text) for text in {text.strip() for text in sheet.lanes[column.index].texts[body]} if text):
        return column
    return Column(column.index, column.title, None, None)


def _title_rows(grid: Grid, stop: int, top: int) -> int:
    """Where the title rows above a header begin: rows of one cell, or with a unit, and blank ones between them."""
    start = stop
    for row in range(stop - 1, max(top, stop - _MOST_TITLE_ROWS) - 1, -1):
        texts = [text for column in range(grid.left, grid.right) if (text := grid.own(row, column))]
        if len(texts) > 1 and read_unit_line(texts) is None:
            break
        if texts and (not _NOT_OF_TITLES.isdisjoint(grid.kinds(row)) or folded(texts[0]).endswith(words("total"))):
            break
        start = row
    return start


def _headings(grid: Grid, habits: Habits, cores: Sequence[int]) -> tuple[list[Heading], tuple[Rivals, ...]]:
    """Every header from top to bottom."""
    found: list[Heading] = []
    rivals: list[Rivals] = []
    floor = 0
    for cluster in _clusters(cores):
        while cluster:
            best = _best(grid, cluster, floor, habits)
            if best is None or (found and not _is_of_titles(grid, best)):
                break
            floor = best.rows.stop
            cluster = [row for row in cluster if row >= floor]
            rival = _best(grid, cluster, floor, habits) if cluster else None
            if rival is not None and _is_rival(best, rival):
                rivals.append(Rivals(best.rows, rival.rows, grid.sheet.height))
                floor = rival.rows.stop
                cluster = [row for row in cluster if row >= floor]
                continue
            found.append(best)
    return found, tuple(rivals)


def _is_rival(best: Heading, other: Heading) -> bool:
    return len(best.fields) == len(other.fields) and best.fields != other.fields


def _is_of_titles(grid: Grid, heading: Heading) -> bool:
    """Whether rows below a table are another header: titles alone, half of them known."""
    kinds = (kind for row in heading.rows for kind in grid.kinds(row))
    return _NOT_OF_TITLES.isdisjoint(kinds) and 2 * len(heading.fields) >= len(heading.columns)


def _best(grid: Grid, cluster: Sequence[int], floor: int, habits: Habits) -> Heading | None:
    """The best reading of neighbouring rows, none of them above the floor, as a header of one to three rows."""
    windows = {
        range(start, start + depth)
        for core in cluster[: DEEPEST * 2]
        for depth in range(1, DEEPEST + 1)
        for start in range(core - depth + 1, core + 1)
        if floor <= start and start + depth <= grid.sheet.height
    }
    ordered = sorted(windows, key=lambda rows: (rows.start, rows.stop))
    readings = [heading for rows in ordered if (heading := read_heading(grid, rows, habits)).is_enough]
    most = max((heading.known for heading in readings), default=0)
    near = [heading for heading in readings if _NEARLY[1] * heading.known >= _NEARLY[0] * most]
    return max(near, key=lambda heading: (heading.rank, -heading.rows.start), default=None)


def _clusters(rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows parted where they are not neighbours."""
    cluster: list[int] = []
    for row in rows:
        if cluster and row > cluster[-1] + 1:
            yield cluster
            cluster = []
        cluster.append(row)
    if cluster:
        yield cluster


def _cores(search: _Search, left: int, right: int) -> list[int]:
    """The rows in which at least two cells are known titles, near the top of the sheet one."""
    counts: Counter[int] = Counter()
    for positions in search.hits[left:right]:
        counts.update(positions)
    rows = (row for row, count in counts.items() if count >= _LEAST_HITS or row < _NEAR_THE_TOP)
    return sorted(rows)[:_MOST_CORES]


def _hits(known: Census, habits: Habits) -> list[list[int]]:
    """For each column, the positions of the texts that are known titles."""
    learnt = _leaves(habits)
    return [own.where(_titles(own, learnt)) for own in known.columns]


def _leaves(habits: Habits) -> frozenset[str]:
    return frozenset(part for title in habits.columns for part in title.split("/"))


def _titles(own: Texts, learnt: frozenset[str]) -> Iterator[str]:
    """The texts of a column that are known titles; most are told by how they begin, without being read."""
    if learnt:
        yield from (text for text in own.distinct if folded(text) in learnt)
    near = own.beginning(filter(_may_begin, own.first))
    able = set(filter(_may_begin, {text[:_BEGINNING] for text in near}))
    yield from (text for text in near if text[:_BEGINNING] in able and recognise(text))


@lru_cache(maxsize=16384)
def _may_begin(beginning: str) -> bool:
    """Whether a known title may begin with these characters: it begins so itself, or a unit or a note follows it."""
    if beginning[0].isdigit():
        return False
    begins = folded(beginning).lstrip("*")
    return any(word.startswith(begins) or begins.startswith(word) for word in _by_initial().get(begins[:1], ())) or (
        not begins
    )


@lru_cache(maxsize=1)
def _by_initial() -> Mapping[str, tuple[str, ...]]:
    words_by_initial: dict[str, list[str]] = {}
    for word in synonyms():
        words_by_initial.setdefault(word[0], []).append(word)
    return {initial: tuple(own) for initial, own in words_by_initial.items()}
