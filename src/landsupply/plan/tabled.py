"""列表 · Sums, ceilings and logic as rows over cells and months: what a unit of each field counts, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from landsupply.plan.asked import Wanted
from landsupply.plan.caps import Cap
from landsupply.plan.cells import Cell, Cells, Fields, months_of
from landsupply.plan.logic import Logic
from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, Floats, Ints, Rows
from landsupply.plan.target import YEAR, Term

#: What a unit of each field counts.
Vector = list[int]
#: Of what could count in a row a usual plan takes one part in so many: only the size of misses is weighed by it.
_USUALLY = 4


@dataclass(slots=True)
class _Entries:
    """Entries as they are found: place (cell and month), row, and what each field counts."""

    place: list[int]
    row: list[int]
    vector: list[Vector]

    def add(self, cell: int, months: Sequence[int], row: int, vector: Vector) -> None:
        for month in months:
            self.place.append(cell * MONTHS + month - 1)
            self.row.append(row)
            self.vector.append(vector)


@dataclass(frozen=True, slots=True, eq=False)
class Tabled:
    """列表 · Cells and fields, with the options' cells and amounts; the peak's cell stands behind the others."""

    cells: Cells
    fields: Fields
    cell: Ints
    amount: Ints

    def worth(self, terms: Sequence[Term]) -> Ints:
        """目标系数 · What a unit of each field is worth, by cell and month."""
        found = np.zeros((len(self.cells.cells) + 1, MONTHS, self.fields.count), np.int64)
        for i, cell in enumerate(self.cells.cells):
            for month, vector in self._sum(cell, terms, 1).items():
                found[i, month - 1] = vector
        return found

    def rows(self, sums: Sequence[Wanted], caps: Sequence[Cap], logic: Sequence[Logic], room: int) -> Rows:
        """指标行 · All rows; `room` is how many parcels have amounts that had to be made whole."""
        entries = _Entries([], [], [])
        self._sums(entries, sums)
        self._caps(entries, len(sums), len(caps))
        self._logic(entries, len(sums) + len(caps), logic)
        sides = [one.sides(room * self._room(one)) for one in sums]
        low = [low for low, _ in sides] + [OPEN_LOW] * (len(caps) + len(logic))
        high = [high for _, high in sides] + [one.most for one in caps] + [one.high for one in logic]
        names = (*(one.name for one in sums), *_ceilings(caps), *(one.name for one in logic))
        return self._packed(entries, names, np.array(low, np.int64), np.array(high, np.int64))

    def _sums(self, entries: _Entries, sums: Sequence[Wanted]) -> None:
        for i, cell in enumerate(self.cells.cells):
            for row, one in enumerate(sums):
                for month, vector in self._sum(cell, one.terms, one.step).items():
                    entries.add(i, (month,), row, vector)
        for row, one in enumerate(sums):
            if one.peak:
                vector = [0] * self.fields.count
                vector[self.fields.peak] = one.peak
                entries.add(len(self.cells.cells), YEAR[:1], row, vector)

    def _caps(self, entries: _Entries, first: int, count: int) -> None:
        for number in range(count):
            field = self.fields.cap(number)
            vector = [int(i == field) for i in range(self.fields.count)]
            for cell in np.unique(self.cell[self.amount[:, field] > 0]).tolist():
                entries.add(cell, YEAR, first + number, vector)

    def _logic(self, entries: _Entries, first: int, logic: Sequence[Logic]) -> None:
        for i, cell in enumerate(self.cells.cells):
            for number, coefficient in cell.logic:
                vector = [coefficient * int(field == self.fields.parcel) for field in range(self.fields.count)]
                entries.add(i, logic[number].months, first + number, vector)

    def _sum(self, cell: Cell, terms: Sequence[Term], step: int) -> dict[int, Vector]:
        """By month, what a unit of each field counts in a sum; months in which it counts nothing are left out."""
        found: dict[int, Vector] = {}
        for term in terms:
            counted = tuple(self.cells.counts(cell, term, self.fields))
            unit = term.coefficient * step
            for month in months_of(cell, term) if counted else ():
                vector = found.setdefault(month, [0] * self.fields.count)
                for field in counted:
                    vector[field] += int(unit)
        return {month: vector for month, vector in found.items() if any(vector)}

    def _room(self, one: Wanted) -> int:
        """How far a row may move for one parcel whose amounts had to be made whole."""
        money = [term for term in one.terms if term.measure in self.fields.measures]
        return int(sum(abs(term.coefficient) for term in money) * one.step) * self.fields.uses

    def _packed(self, entries: _Entries, names: tuple[str, ...], low: Ints, high: Ints) -> Rows:
        place, row = np.array(entries.place, np.int64), np.array(entries.row, np.int64)
        order = np.lexsort((row, place))
        vector = np.array(entries.vector, np.int64).reshape(len(place), self.fields.count)
        places = (len(self.cells.cells) + 1) * MONTHS
        return Rows(
            names=names,
            start=np.searchsorted(place[order], np.arange(places + 1)).astype(np.int64),
            row=row[order],
            coefficient=vector[order],
            low=low,
            high=high,
            scale=self._scale(place, row, vector, low, high),
        )

    def _scale(self, place: Ints, row: Ints, vector: Ints, low: Ints, high: Ints) -> Floats:
        """The larger bound; where both are nought or open, a usual part of all that could count."""
        cells = len(self.cells.cells) + 1
        every = np.zeros((cells, self.fields.count), np.int64)
        np.add.at(every, self.cell, np.abs(self.amount))
        counts = (np.abs(vector) * every[place // MONTHS]).sum(axis=1)
        most = np.zeros((len(low), cells), np.int64)
        np.maximum.at(most, (row, place // MONTHS), counts)
        sides = np.where(low > OPEN_LOW, np.abs(low), 0), np.where(high < OPEN_HIGH, np.abs(high), 0)
        bound = np.maximum(*sides)
        usual = np.maximum(most.sum(axis=1) // _USUALLY, 1)
        return np.asarray(np.where(bound > 0, bound, usual), dtype="f8")


def _ceilings(caps: Sequence[Cap]) -> Iterator[str]:
    """A rule with several ceilings numbers them, so that no two rows share a name."""
    for i, one in enumerate(caps):
        before = sum(other.rule == one.rule for other in caps[:i])
        yield f"法定限额/{one.rule}·{before + 1}" if before else f"法定限额/{one.rule}"
