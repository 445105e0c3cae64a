"""普查 · The distinct texts of each column of a sheet, gathered once, and where those stand that pass a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import begins_mark

#: So many texts are found sooner one by one.
_FEW = 2
_LAST = itemgetter(-1)


@dataclass(frozen=True, slots=True)
class Texts:
    """列文 · The texts of one column, row by row, and the distinct ones among them, empty ones apart.

    `distinct` gives with each text the last position where it stands; `first` are the texts by the character they
    begin with, `last` the characters they end with.
    """

    every: Sequence[str]
    distinct: Mapping[str, int]
    first: Mapping[str, Sequence[str]]
    last: frozenset[str]

    def beginning(self, characters: Iterable[str]) -> list[str]:
        """如此开头 · The texts that begin with one of some characters."""
        return [text for character in characters for text in self.first.get(character, ())]

    def ending(self, characters: frozenset[str]) -> list[str]:
        """如此结尾 · The texts that end with one of some characters, or with a space."""
        own = {last for last in self.last if last in characters or last.isspace()}
        return [text for text in self.distinct if text[-1] in own] if own else []

    @property
    def are_all_different(self) -> bool:
        """各不相同 · Whether no two cells hold the same text, empty ones apart."""
        return len(self.every) - self.every.count("") == len(self.distinct)

    def where(self, wanted: Iterable[str]) -> list[int]:
        """何处 · The positions of some of the distinct texts, in order."""
        passing = frozenset(wanted)
        end = max(map(self.distinct.__getitem__, passing), default=-1) + 1
        if len(passing) > _FEW:
            return [position for position, text in zip(range(end), self.every, strict=False) if text in passing]
        return sorted(position for text in passing for position in self._each(text, end))

    def _each(self, text: str, end: int) -> Iterator[int]:
        position = -1
        try:
            while True:
                position = self.every.index(text, position + 1, end)
                yield position
        except ValueError:
            return


@dataclass(frozen=True, slots=True)
class Census:
    """普查 · A sheet with the texts of each of its columns."""

    sheet: Sheet
    columns: tuple[Texts, ...]


def census(sheet: Sheet) -> Census:
    """普查 · The texts of each column of a sheet."""
    return Census(sheet, tuple(texts_of(lane.texts) for lane in sheet.lanes))


def may_be_marks(own: Texts) -> list[str]:
    """疑似符号 · The texts that begin as a word for a blank or a repetition does, or with a space."""
    return own.beginning(filter(begins_mark, own.first))


def texts_of(every: Sequence[str]) -> Texts:
    """列文 · The texts of one column, gathered."""
    distinct = dict(zip(every, range(len(every)), strict=True))
    distinct.pop("", None)
    first: dict[str, list[str]] = {}
    for text in distinct:
        if (sign := text[0]) in first:
            first[sign].append(text)
        else:
            first[sign] = [text]
    return Texts(every, distinct, first, frozenset(map(_LAST, distinct)))
