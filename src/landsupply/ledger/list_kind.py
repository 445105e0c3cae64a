"""清单种类 · Which of the office's lists a table is, told by its titles, its file's name or its columns.

The words are data (`law/vocabularies/list_kinds.csv`). Nothing is guessed: a table that names no kind, or two, has
none, and an advice says so; the caller then states it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath

from landsupply.ledger.issue import Issue, IssuePlace, issue_at
from landsupply.ledger.layout import find_header
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import folded, table_of

_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年?度?")


class ListKind(StrEnum):
    """清单种类 · The lists in which a bureau meets one parcel again and again."""

    RESERVE = "储备清单"
    SUPPLY = "供应清单"
    PROJECT = "重大项目清单"
    BATCH = "批而未供台账"
    CARRIED = "结转清单"
    RESULT = "供应结果"
    LAST_YEAR = "上年计划"


def list_kind(titles: Sequence[str], headers: Sequence[str], year: int) -> ListKind | None:
    """认清单种类 · The kind that the nearest speaking title names alone, else the one the columns show.

    Titles come nearest first: the line above the table, the sheet, the file. A supply plan of the year before `year`
    is last year's.
    """
    named = _named(titles)
    found = named or kinds_of_header(headers)
    if len(found) != 1:
        return None
    is_old = found[0] is ListKind.SUPPLY and _stated_year(titles) == year - 1
    return ListKind.LAST_YEAR if is_old else found[0]


def recognise_list(sheet: Sheet, year: int) -> tuple[ListKind | None, tuple[Issue, ...]]:
    """认清单 · The kind of a sheet's list; L200 where nothing names it, L201 where it is named in two ways.

    Where no title speaks, a column of titles does, if all its rows say the same.
    """
    titles, headers = tuple(_titles(sheet)), _headers(sheet)
    if not _named(titles):
        titles = (*titles, " ".join(_row_titles(sheet)))
    kind = list_kind(titles, headers, year)
    if kind is not None:
        return kind, ()
    named = _named(titles) or kinds_of_header(headers)
    facts = {"kinds": tuple(named), "known": tuple(one.value for one in ListKind)}
    return None, (issue_at("L201" if named else "L200", IssuePlace(sheet.source, sheet.name), None, **facts),)


def kinds_of_title(title: str) -> tuple[ListKind, ...]:
    """标题所指 · The kinds whose words stand in a title; a longer word covers the shorter ones within it."""
    text, found = folded(title), []
    for word, kind in _title_words():
        if word in text:
            text = text.replace(word, "\n")
            found.append(kind)
    return tuple(kind for kind in ListKind if kind in found)


def kinds_of_header(headers: Sequence[str]) -> tuple[ListKind, ...]:
    """列名所指 · The kinds that a header shows by columns only they have."""
    seen = {folded(header).split("(")[0] for header in headers}
    found = [kind for words, kind in _header_words() if seen.issuperset(words)]
    return tuple(kind for kind in ListKind if kind in found)


def _named(titles: Sequence[str]) -> tuple[ListKind, ...]:
    return next((kinds for title in titles if (kinds := kinds_of_title(title))), ())


def _stated_year(titles: Sequence[str]) -> int | None:
    return next((int(found[1]) for title in titles if (found := _YEAR.search(folded(title)))), None)


@lru_cache(maxsize=1)
def _title_words() -> tuple[tuple[str, ListKind], ...]:
    """Longest first."""
    rows = [(folded(row["word"]), ListKind(row["kind"])) for row in table_of("list_kinds") if row["where"] == "title"]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@lru_cache(maxsize=1)
def _header_words() -> tuple[tuple[frozenset[str], ListKind], ...]:
    rows = [row for row in table_of("list_kinds") if row["where"] == "header"]
    return tuple((frozenset(map(folded, row["word"].split("+"))), ListKind(row["kind"])) for row in rows)


def _titles(sheet: Sheet) -> Iterator[str]:
    """The lines above the header from the lowest up, the sheet's name, the file's name."""
    header = find_header(sheet)
    above = sheet.rows[: header.position] if header else sheet.rows[:1]
    for row in reversed(above):
        yield " ".join(cell.text for cell in row if not cell.is_blank)
    yield sheet.name or ""
    yield PurePath(sheet.source.replace("\\", "/")).stem


def _row_titles(sheet: Sheet) -> tuple[str, ...]:
    """Every distinct text of the column of titles, as in records of the land market."""
    header = find_header(sheet)
    columns = header.of("title") if header else ()
    lanes = (sheet.lanes[column.index].texts[header.position + 1 :] for column in columns if header)
    return tuple(dict.fromkeys(text for lane in lanes for text in lane))


def _headers(sheet: Sheet) -> tuple[str, ...]:
    """Every short text of the first rows: which of them is the header is not yet known for lists of records."""
    return tuple(cell.text for row in sheet.rows[:30] for cell in row if not cell.is_blank and len(cell.text) <= 20)
