"""普查 · The distinct texts of each column of a sheet, gathered once, and where those stand that pass a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter

from landsupply.ledger.sheet import Lane, Sheet

#: So many texts are found sooner one by one.
_FEW = 2
_FIRST, _LAST = itemgetter(0), itemgetter(-1)


@dataclass(frozen=True, slots=True)
class Survey:
    """普查 · A sheet with the distinct texts of each of its columns, and the characters they begin and end with."""

    sheet: Sheet
    distinct: tuple[Set[str], ...]
    first: tuple[frozenset[str], ...]
    last: tuple[frozenset[str], ...]

    def beginning(self, index: int, characters: frozenset[str]) -> list[str]:
        """如此开头 · The texts of a column that begin with one of some characters."""
        own = characters & self.first[index]
        return [text for text in self.distinct[index] if text[0] in own] if own else []

    def ending(self, index: int, characters: frozenset[str]) -> list[str]:
        """如此结尾 · The texts of a column that end with one of some characters, or with a space."""
        own = {last for last in self.last[index] if last in characters or last.isspace()}
        return [text for text in self.distinct[index] if text[-1] in own] if own else []

    def are_all_different(self, index: int) -> bool:
        """各不相同 · Whether no two cells of a column hold the same text, empty ones apart."""
        texts = self.sheet.lanes[index].texts
        return len(texts) - texts.count("") == len(self.distinct[index])


def survey(sheet: Sheet) -> Survey:
    """普查 · The distinct texts of each column, empty ones apart."""
    distinct = tuple(map(_distinct, sheet.lanes))
    first = tuple(frozenset(map(_FIRST, texts)) for texts in distinct)
    last = tuple(frozenset(map(_LAST, texts)) for texts in distinct)
    return Survey(sheet, distinct, first, last)


def _distinct(lane: Lane) -> Set[str]:
    texts = set(lane.texts)
    texts.discard("")
    return texts


def where(texts: Sequence[str], wanted: Iterable[str]) -> list[int]:
    """何处 · The positions of the texts that are wanted."""
    passing = frozenset(wanted)
    if len(passing) > _FEW:
        return [position for position, text in enumerate(texts) if text in passing]
    return sorted(position for text in passing for position in _each(texts, text))


def _each(texts: Sequence[str], text: str) -> Iterator[int]:
    position = -1
    try:
        while True:
            position = texts.index(text, position + 1)
            yield position
    except ValueError:
        return
