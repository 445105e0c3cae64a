"""普查 · The distinct texts of each column of a sheet, gathered once, and where those stand that pass a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from landsupply.ledger.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Survey:
    """普查 · A sheet with the distinct texts of each of its columns."""

    sheet: Sheet
    distinct: tuple[frozenset[str], ...]

    def positions(self, index: int, test: Callable[[str], bool]) -> list[int]:
        """何处 · The positions in a column of the texts that pass a test, which sees each distinct text once."""
        return where(self.sheet.lanes[index].texts, filter(test, self.distinct[index]))


def survey(sheet: Sheet) -> Survey:
    """普查 · The distinct texts of each column, empty ones apart."""
    return Survey(sheet, tuple(frozenset(lane.texts) - {""} for lane in sheet.lanes))


def where(texts: Sequence[str], wanted: Iterable[str]) -> list[int]:
    """何处 · The positions of the texts that are wanted."""
    passing = frozenset(wanted)
    return [position for position, text in enumerate(texts) if text in passing] if passing else []
