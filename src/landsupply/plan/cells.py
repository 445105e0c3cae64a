"""格 · Options that all sums treat alike, and what a unit of each field counts in every sum, month by month.

Fields of an option: the area of each use, one for the parcel, each amount of money by use, what counts under each
ceiling of the law, and the peak. A sum looks at an option through its cell alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case
from landsupply.plan.logic import Logic
from landsupply.plan.problem import Ints
from landsupply.plan.target import YEAR, By, Counted, Measure, Term, Where


@dataclass(frozen=True, slots=True)
class Fields:
    """字段 · Where each kind of amount stands: uses of mixed land, money, ceilings."""

    uses: int
    measures: tuple[Measure, ...]
    caps: int

    @classmethod
    def of(cls, case: Case) -> Fields:
        """所需字段 · What the candidates of a case need."""
        uses = max((len(one.by_use) for one in case.candidates), default=1)
        return cls(uses, case.brief.measures, len(case.caps))

    @property
    def count(self) -> int:
        """字段数 · How many."""
        return self.uses * (1 + len(self.measures)) + 1 + self.caps + 1

    @property
    def parcel(self) -> int:
        """宗数字段 · One for the parcel."""
        return self.uses

    @property
    def peak(self) -> int:
        """峰值字段 · What the peak's options carry."""
        return self.count - 1

    def cap(self, number: int) -> int:
        """限额字段 · What counts under a ceiling."""
        return self.count - 1 - self.caps + number

    def amounts(self, measure: Measure) -> range:
        """计量字段 · A measure's fields, one for each use."""
        if measure is Measure.AREA:
            return range(self.uses)
        if measure is Measure.COUNT:
            return range(self.parcel, self.parcel + 1)
        first = self.uses + 1 + self.measures.index(measure) * self.uses
        return range(first, first + self.uses)


@dataclass(frozen=True, slots=True)
class Cell:
    """格 · Which uses each `where` counts, as bits, the notice months, and the rows of logic that name the parcel.

    `notices` has a notice month for each supply month, 0 where there is none or the month is shut.
    """

    within: tuple[int, ...]
    notices: tuple[int, ...]
    logic: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """全部格 · Every cell, and the cell of each candidate; `wheres` are told apart by their place."""

    cells: tuple[Cell, ...]
    of: Ints
    wheres: Mapping[Where, int]

    def counts(self, cell: Cell, term: Term, fields: Fields) -> Iterator[int]:
        """计入字段 · The fields of a cell that a term counts, each with its own units."""
        bits = cell.within[self.wheres[term.where]]
        if term.measure is Measure.COUNT:
            yield from fields.amounts(term.measure) if bits else ()
        else:
            yield from (field for use, field in enumerate(fields.amounts(term.measure)) if bits >> use & 1)


def months_of(cell: Cell, term: Term) -> tuple[int, ...]:
    """计入月份 · The supply months in which a term counts a cell."""
    if term.by is By.SUPPLY:
        return term.months
    return tuple(month for month in YEAR if cell.notices[month - 1] in term.months)


def cells_of(case: Case, sums: Sequence[tuple[Term, ...]], logic: Sequence[Logic]) -> Cells:
    """分格 · The cells of a case for these sums and rows of logic."""
    terms = [term for one in sums for term in one]
    wheres = {where: i for i, where in enumerate(dict.fromkeys(term.where for term in terms))}
    alike = _Alike(tuple(wheres), _named(logic), any(term.by is By.NOTICE for term in terms))
    places = [alike.place(candidate) for candidate in case.candidates]
    numbers = {place: i for i, place in enumerate(dict.fromkeys(places))}
    of = np.array([numbers[place] for place in places], np.int64)
    return Cells(tuple(alike.cell(place) for place in numbers), of, wheres)


#: What is asked of a candidate apart from its notice months, and which of the lists of notice months fits it.
_Place = tuple[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], int]


class _Alike:
    """Finds what is alike; windows alone make no new cell, since lists of notice months that agree are joined."""

    def __init__(self, wheres: tuple[Where, ...], named: _Named, heeds_notice: bool) -> None:
        self.wheres, self.named, self.heeds_notice = wheres, named, heeds_notice
        self._known: dict[Counted, tuple[int, ...]] = {}
        self._notices: dict[tuple[object, ...], list[dict[int, int]]] = {}

    def place(self, candidate: Candidate) -> _Place:
        kind = _kind(candidate.counted)
        if kind not in self._known:
            self._known[kind] = tuple(where.units(kind) for where in self.wheres)
        group = self._known[kind], self.named.get(candidate.parcel, ())
        lists = self._notices.setdefault(group, [])
        mine = dict(zip(candidate.months, (notice or 0 for notice in candidate.notices), strict=True))
        if not self.heeds_notice:
            mine = {}
        for i, one in enumerate(lists):
            if all(one.get(month, notice) == notice for month, notice in mine.items()):
                one.update(mine)
                return group, i
        lists.append(mine)
        return group, len(lists) - 1

    def cell(self, place: _Place) -> Cell:
        (within, logic), number = place
        notices = self._notices[within, logic][number]
        return Cell(within, tuple(notices.get(month, 0) for month in YEAR), logic)


_Named = dict[str, tuple[tuple[int, int], ...]]


def _named(logic: Sequence[Logic]) -> _Named:
    found: _Named = {}
    for number, row in enumerate(logic):
        for parcel, coefficient in row.members:
            found[parcel] = (*found.get(parcel, ()), (number, coefficient))
    return found


def _kind(land: Counted) -> Counted:
    """What can be asked of land apart from how much it is: its uses as bits in place of areas."""
    parts = tuple(replace(part, units=1 << use) for use, part in enumerate(land.parts))
    return replace(land, parts=parts, whole=0, amounts=())
