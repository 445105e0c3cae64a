"""行 · The rows below a header told apart: parcels, totals, repeated headers, notes, blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from landsupply.ledger.census import Census
from landsupply.ledger.columns import Header
from landsupply.ledger.heading import grid_of, is_numbering
from landsupply.ledger.sheet import CellKind, Sheet
from landsupply.ledger.sheet_words import folded, words

_IDENTIFYING = ("area", "use", "location", "name", "number", "supervision")
_NUMERALS = frozenset("0123456789.,")
_NARROW = 2
_LEAST_REPEATED = 2
_BLANK = CellKind.BLANK


class RowKind(StrEnum):
    """行类型 · What a row below the header is."""

    BLANK = "blank"
    DATA = "data"
    TOTAL = "total"
    HEADER = "header"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TotalWords:
    """合计字样 · What a total row says of itself: the word, what stands before it, and how many parcels it counts."""

    word: str
    label: str
    count: int | None


@lru_cache(maxsize=1024)
def read_total(text: str) -> TotalWords | None:
    """读合计 · The words of a total row such as 合计, 中原区小计 or 合计（12宗）; None for anything else."""
    found = _total_pattern().fullmatch(folded(text).strip("():")) if len(text) <= 60 else None
    if found is None:
        return None
    return TotalWords(found["word"], found["label"].strip(":-—"), int(found["count"]) if found["count"] else None)


@lru_cache(maxsize=1)
def _total_pattern() -> re.Pattern[str]:
    every = "|".join(map(re.escape, words("total")))
    return re.compile(rf"(?P<label>.*?)[(]?(?P<word>{every})[)]?(?:[:(]*共?(?P<count>[0-9]{{1,6}})宗地?)?")


@lru_cache(maxsize=1)
def _total_ends() -> frozenset[str]:
    narrow = {word[-1] for word in words("total")} | set("():宗地")
    wide = {chr(ord(c) + 0xFEE0) for c in narrow if c.isascii()}
    return frozenset(narrow | {c.upper() for c in narrow} | wide)


def row_kinds(known: Census, header: Header) -> list[RowKind]:
    """行类型 · The kind of every row of a table's body, in order."""
    sheet = known.sheet
    body = header.body
    filled = _filled(sheet, header)
    stated = _stated(sheet, header)
    again = _headers_again(known, header)
    totals = {*_totals(known, header), *_sections(known, header)}
    remarks = set(_remarks(known, header))
    kinds = [RowKind.DATA] * len(body)
    for place, count in enumerate(filled):
        position = body.start + place
        if not count:
            kinds[place] = RowKind.BLANK
        elif position in again:
            kinds[place] = RowKind.HEADER
        elif position in totals:
            kinds[place] = RowKind.TOTAL
        elif not stated[place] or position in remarks or (count <= _NARROW and _is_note(sheet, header, position)):
            kinds[place] = RowKind.NOTE
    return kinds


def _filled(sheet: Sheet, header: Header) -> Sequence[int]:
    """For every row, how many of its cells hold something; once more than a note has are found, no more are counted."""
    body = header.body
    lanes = [lane.kinds[body.start : body.stop] for lane in sheet.lanes[header.left : header.right]]
    full = sum(_BLANK not in kinds for kinds in lanes)
    if full > _NARROW:
        return (full,) * len(body)
    return [len(lanes) - row.count(_BLANK) for row in zip(*lanes, strict=True)]


def _stated(sheet: Sheet, header: Header) -> bytearray:
    """For every row, whether it states anything by which a parcel could be known."""
    body = header.body
    stated = bytearray(len(body))
    for index in sorted({column.index for field in _IDENTIFYING for column in header.of(field)}):
        kinds = sheet.lanes[index].kinds[body.start : body.stop]
        if _BLANK not in kinds:
            return bytearray(b"\1") * len(body)
        for place, kind in enumerate(kinds):
            if kind is not _BLANK:
                stated[place] = 1
    return stated


def filled_cells(sheet: Sheet, header: Header, position: int) -> Iterator[tuple[int, str]]:
    """所填各格 · Column and text of every cell of a row that holds something."""
    for index in range(header.left, header.right):
        lane = sheet.lanes[index]
        if lane.kinds[position] is not _BLANK:
            yield index, lane.texts[position]


def row_text(sheet: Sheet, header: Header, position: int) -> str:
    """行文字 · The beginning of what a row says."""
    return " ".join(text for _, text in filled_cells(sheet, header, position))[:80]


def first_words(sheet: Sheet, header: Header, position: int) -> str:
    """首格文字 · The first text of a row that is no number."""
    texts = (text for _, text in filled_cells(sheet, header, position))
    return next((text for text in texts if not _NUMERALS.issuperset(text)), "")


def _totals(known: Census, header: Header) -> Iterator[int]:
    """The rows whose first words are a word such as 合计."""
    ends, body = _total_ends(), header.body
    found: set[int] = set()
    for own in known.columns[header.left : header.right]:
        found.update(own.where(filter(read_total, own.ending(ends))))
    for position in sorted(found):
        if position in body and read_total(first_words(known.sheet, header, position)):
            yield position


def _sections(known: Census, header: Header) -> Iterator[int]:
    """The rows that open a section and give its sum: 一 or （二） where parcels are numbered 1, and without a use."""
    sheet, body = known.sheet, header.body
    serials = [column.index for column in header.columns if column.field == "serial"]
    for index in serials:
        own = known.columns[index]
        if not any(map(str.isdigit, own.distinct)):
            continue
        for position in own.where(filter(_is_section, own.distinct)):
            if position in body and not _states(sheet, header, position, ("use", "number", "supervision")):
                yield position


def _is_section(text: str) -> bool:
    mark = folded(text).strip("()、.")
    return bool(mark) and set(mark) <= set(words("section_mark"))


def _remarks(known: Census, header: Header) -> Iterator[int]:
    """The rows that break a total down, show how to fill in, or are signed: they open with 其中：, 例： or 制表人：."""
    sheet, body = known.sheet, header.body
    for own in known.columns[header.left : header.right]:
        texts = own.every
        for position in own.where(filter(_is_part, own.beginning(_openings("breakdown")))):
            opens = position in body and first_words(sheet, header, position) == texts[position]
            if opens and not _states(sheet, header, position, ("location", "number", "supervision")):
                yield position
        for position in own.where(filter(_is_example, own.beginning(_openings("example")))):
            if position in body and first_words(sheet, header, position) == texts[position]:
                yield position
        for position in own.where(filter(_is_signature, own.beginning(_openings("note")))):
            opens = position in body and first_words(sheet, header, position) == texts[position]
            if opens and not _has_digit(sheet, header, position):
                yield position


def _states(sheet: Sheet, header: Header, position: int, fields: Sequence[str]) -> bool:
    """Whether a row says anything in the columns of some fields besides its first words."""
    columns = {column.index for field in fields for column in header.of(field)}
    first = first_words(sheet, header, position)
    return any(index in columns and text != first for index, text in filled_cells(sheet, header, position))


def _has_digit(sheet: Sheet, header: Header, position: int) -> bool:
    columns = {column.index for column in header.of("area")}
    texts = (text for index, text in filled_cells(sheet, header, position) if index in columns)
    return any(character.isdigit() for text in texts for character in text)


@lru_cache(maxsize=8)
def _openings(role: str) -> frozenset[str]:
    """The characters with which a word of a role may begin, spaces before it included."""
    return frozenset({word[0] for word in words(role)} | set(" \t\n\u3000\u00a0"))


def _is_part(text: str) -> bool:
    return _opens_with("breakdown", text)


def _is_example(text: str) -> bool:
    return _opens_with("example", text)


def _is_signature(text: str) -> bool:
    return (":" in text or "：" in text) and _opens_with("note", text)


def _opens_with(role: str, text: str) -> bool:
    """Whether a text opens with a word of a role; so much of it is folded as the longest word takes, without spaces."""
    head = text[: max(map(len, words(role)))]
    return folded(head if len(head.split()) == 1 and not head[-1].isspace() else text).startswith(words(role))


def _headers_again(known: Census, header: Header) -> set[int]:
    """The rows that repeat the header, or the numbers of its columns."""
    sheet = known.sheet
    meant = [column for column in header.columns if column.field]
    titles = {column.index: folded(column.title.rpartition("/")[2]) for column in meant}
    counts: dict[int, int] = {}
    for column in meant:
        title = column.title.rpartition("/")[2].lstrip("*＊ \n")[:1]
        own = known.columns[column.index]
        for position in own.where(own.beginning({title, "*", "＊", " ", "\u3000", "\n"})):
            counts[position] = counts.get(position, 0) + 1
    body = header.body
    rows = [position for position, count in counts.items() if count >= _LEAST_REPEATED and position in body]
    again = {position for position in rows if _repeats(sheet, titles, position)} | (header.again & set(body))
    grid = grid_of(sheet, header.left, header.right)
    after = {position + 1 for position in again if position + 1 < body.stop}
    return again | {position for position in after if is_numbering(grid, position, len(header.columns))}


def _repeats(sheet: Sheet, titles: dict[int, str], position: int) -> bool:
    stated = [(index, sheet.lanes[index].texts[position]) for index in titles]
    same = [folded(text).strip("*") == titles[index].strip("*") for index, text in stated if text.strip()]
    return len(same) >= _LEAST_REPEATED and all(same)


def _is_note(sheet: Sheet, header: Header, position: int) -> bool:
    """A row that opens with a word such as 注：, or is one cell of text alone."""
    cells = list(filled_cells(sheet, header, position))
    if folded(cells[0][1]).startswith(words("note")):
        return True
    is_text = sheet.lanes[cells[0][0]].kinds[position] is CellKind.TEXT
    return len(cells) == 1 and is_text and len(header.columns) > _NARROW


def positions_by_kind(kinds: Sequence[RowKind], start: int, kind: RowKind) -> list[int]:
    """某类行 · The positions of the rows of one kind."""
    return [start + place for place, one in enumerate(kinds) if one is kind]
