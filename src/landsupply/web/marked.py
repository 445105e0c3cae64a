"""标记 · A text cut into pieces where findings point, each piece with the numbers of the findings about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.telling import title_of
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.manuscript import Grid, Manuscript
from landsupply.proofread.span import span

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """一段 · Some signs of a line; the findings about them, the weightiest severity, which finding begins here."""

    text: str
    about: tuple[int, ...] = ()
    severity: str = ""
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """一格 · The text of a cell as pieces, and over how many columns and rows it reaches."""

    pieces: tuple[Piece, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """一行 · A line of the text, and the tables that stand behind it."""

    number: int
    pieces: tuple[Piece, ...]
    tables: tuple[tuple[tuple[MarkedCell, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """一条意见 · A finding in words, with its number on the page, its place, the other places of the same thing."""

    number: int
    rule: str
    title: str
    severity: str
    word: str
    place: str
    line: int
    message: str
    remedy: str
    also: tuple[tuple[int, str], ...]


def told(found: Sequence[Finding], lang: str) -> tuple[Told, ...]:
    """意见 · Every finding in words, numbered as marked."""
    cards = rule_catalogue()
    return tuple(
        Told(
            number=number,
            rule=one.rule,
            title=title_of(cards[one.rule], lang) if one.rule in cards else "",
            severity=one.severity.value,
            word=one.severity.word(lang),
            place=one.place.words(lang),
            line=one.place.line,
            message=one.message(lang),
            remedy=one.remedy(lang),
            also=tuple((place.line, place.words(lang)) for place in one.also),
        )
        for number, one in enumerate(found, 1)
    )


Where = tuple[int, int, int]  # table, row, cell


def marked(manuscript: Manuscript, found: Sequence[Finding]) -> Iterator[MarkedLine]:
    """标记文稿 · The lines with their marks; tables that are no lines of the text stand behind their line."""
    numbered = list(enumerate(found, 1))
    lines = manuscript.text.split("\n")
    apart = {grid.number for grid in manuscript.tables if not grid.lines}
    in_cells: dict[Where, list[tuple[int, Finding]]] = defaultdict(list)
    in_lines: dict[int, list[tuple[int, Finding]]] = defaultdict(list)
    for number, one in numbered:
        if one.place.table in apart:
            in_cells[one.place.table, one.place.row, one.place.cell].append((number, one))
        else:
            in_lines[min(max(one.place.line, 1), len(lines))].append((number, one))
    behind: dict[int, list[Grid]] = defaultdict(list)
    for grid in manuscript.tables:
        if grid.number in apart:
            behind[grid.line].append(grid)
    for place, line in enumerate(["", *lines]):
        tables = tuple(_table(grid, in_cells) for grid in behind.get(place, ()))
        if place or tables:
            yield MarkedLine(place, pieces(line, in_lines.get(place, ())), tables)


def pieces(line: str, found: Sequence[tuple[int, Finding]]) -> tuple[Piece, ...]:
    """切分 · A line cut at every beginning and end of what a finding is about."""
    spans = [(number, one, *span(line, one)) for number, one in found]
    spans = [(number, one, start, min(start + length, max(len(line), 1))) for number, one, start, length in spans]
    cuts = sorted({0, len(line), *(place for _, _, *ends in spans for place in ends if 0 <= place <= len(line))})
    if len(cuts) < 2:
        cuts = [0, 0]
    begun: set[int] = set()
    made = []
    for start, end in pairwise(cuts):
        over = [(number, one) for number, one, first, last in spans if first <= start and (end <= last or not line)]
        new = tuple(number for number, _ in over if number not in begun)
        begun.update(new)
        made.append(_piece(line[start:end], over, new))
    return tuple(made)


def _piece(text: str, over: Sequence[tuple[int, Finding]], new: tuple[int, ...]) -> Piece:
    if not over:
        return Piece(text)
    worst = min((one.severity for _, one in over), key=_RANK.__getitem__)
    return Piece(text or " ", tuple(number for number, _ in over), worst.value, new)


def _table(grid: Grid, found: Mapping[Where, Sequence[tuple[int, Finding]]]) -> tuple[tuple[MarkedCell, ...], ...]:
    """Rows of cells as a page draws them: a merged cell once, with its reach."""
    reach = {(top, left): (right - left + 1, bottom - top + 1) for top, bottom, left, right in grid.merges}
    hidden = {
        (row, column)
        for top, bottom, left, right in grid.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return tuple(
        tuple(
            MarkedCell(
                (_whole(text, found.get((grid.number, row + 1, column + 1), ())),), *reach.get((row, column), ())
            )
            for column, text in enumerate(cells)
            if (row, column) not in hidden
        )
        for row, cells in enumerate(grid.rows)
    )


def _whole(text: str, found: Sequence[tuple[int, Finding]]) -> Piece:
    return _piece(text, found, tuple(number for number, _ in found))
