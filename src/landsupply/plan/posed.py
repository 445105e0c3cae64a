"""出题 · A case and one question as a problem in whole numbers: the one the prover prices and the checker recomputes.

Whatever cannot be whole is let off, never tightened: a part of an amount of money counts as whole fen below with room
in the bounds, a value as whole units above. A parcel that may be phased stands with its least and its whole area: what
lies between is worth something between, so no prices bound it less. So what holds for the problem holds for plans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from landsupply.plan.asked import Asked, peak_weight, wanted, worth
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import Case
from landsupply.plan.cells import Fields, cells_of
from landsupply.plan.logic import Block, logic_of
from landsupply.plan.problem import MONTHS, SINGLE, Ints, Problem
from landsupply.plan.tabled import Tabled, Vector

#: Areas by candidate with which it stands beside its least and its whole; those of the peak under `PEAK`.
Also = Mapping[int, tuple[int, ...]]
#: In place of a candidate's number.
PEAK = -1
_NONE: Also = MappingProxyType({})
#: For a search, peaks stand 1/256 apart, down to what is left of everything when a thousand months share it.
_FINE, _FURTHEST = 256, 1_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Posed:
    """题目 · The problem, and for each of its options the candidate (−1 for the peak) and the units of 0.01 m²."""

    problem: Problem
    candidate: Ints
    units: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Options:
    """Options in the problem's order; `amount` whole below, `above` whole above where a part of money is not."""

    candidate: Ints
    units: Ints
    first: Ints
    last: Ints
    amount: Ints
    above: Ints


def pose(case: Case, asked: Asked, steps: int = 1, also: Also = _NONE) -> Posed:
    """出题 · The question as a problem; `steps` are the parts in which phases, and the peak, may grow.

    With `also` what a plan has settled on is among the choices. SolveFault S012 where a figure is larger than can be
    counted.
    """
    sums, terms, (blocks, logic) = wanted(case, asked), worth(asked.goal, case.brief), logic_of(case)
    cells = cells_of(case, [*(one.terms for one in sums), terms], logic)
    fields = Fields.of(case)
    ordered, counts = _in_blocks(case, blocks, steps, also)
    options, peak = _options(case, fields, ordered), _peak(case, asked, steps, also)
    cell = cells.of[options.candidate]
    if peak is not None:
        options, cell = _with_peak(options, peak, fields), np.append(cell, [len(cells.cells)] * len(peak.areas))
        blocks, counts = (*blocks, Block(SINGLE, ("",), 0)), np.append(counts, len(peak.areas))
    tabled = Tabled(cells, fields, cell, options.amount)
    room = len(set(options.candidate[(options.above != options.amount).any(axis=1)].tolist()))
    problem = Problem(
        block_start=_starts([len(block.parcels) for block in blocks]),
        block_kind=np.array([block.kind for block in blocks], np.int64),
        least=np.array([block.least for block in blocks], np.int64),
        option_start=_starts(counts),
        first=options.first,
        last=options.last,
        value=_values(options, cell, tabled.worth(terms), peak, fields),
        amount=options.amount,
        cell=cell,
        rows=tabled.rows(sums, case.caps, logic, room),
    )
    return Posed(problem=problem, candidate=options.candidate, units=options.units)


def _starts(counts: Sequence[int] | Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(np.asarray(counts, np.int64))]).astype(np.int64)


def _in_blocks(case: Case, blocks: Sequence[Block], steps: int, also: Also) -> tuple[list[tuple[int, int]], Ints]:
    """Candidates with their areas, parcel after parcel as the blocks have them, and how many each parcel has."""
    mine: dict[str, list[tuple[int, int]]] = {}
    for i, candidate in enumerate(case.candidates):
        areas = dict.fromkeys((*areas_of(candidate, steps), *also.get(i, ())))
        mine.setdefault(candidate.parcel, []).extend((i, units) for units in sorted(areas))
    parcels = [parcel for block in blocks for parcel in block.parcels]
    return [pair for parcel in parcels for pair in mine[parcel]], np.array(
        [len(mine[one]) for one in parcels], np.int64
    )


def areas_of(candidate: Candidate, steps: int) -> tuple[int, ...]:
    """可取面积 · The areas with which a candidate stands in the problem: its least, its whole, and steps between."""
    room = candidate.whole - candidate.least
    return tuple(dict.fromkeys(candidate.least + room * step // steps for step in range(steps + 1)))


def _options(case: Case, fields: Fields, ordered: Sequence[tuple[int, int]]) -> _Options:
    pairs = [_amounts(case, fields, i, units) for i, units in ordered]
    shape = (len(pairs), fields.count)
    months = [case.candidates[i].months for i, _ in ordered]
    return _Options(
        candidate=np.array([i for i, _ in ordered], np.int64),
        units=np.array([units for _, units in ordered], np.int64),
        first=np.array([one[0] for one in months], np.int64),
        last=np.array([one[-1] for one in months], np.int64),
        amount=np.array([below for below, _ in pairs], np.int64).reshape(shape),
        above=np.array([above for _, above in pairs], np.int64).reshape(shape),
    )


def _amounts(case: Case, fields: Fields, number: int, units: int) -> tuple[Vector, Vector]:
    """What an option uses of each field, whole below and whole above; an area alone is whole as it is."""
    candidate = case.candidates[number]
    land = candidate.counted
    areas = [part.units for part in land.parts] if units == land.whole else [units]
    below = [0] * fields.count
    below[: len(areas)] = areas
    below[fields.parcel] = 1
    for i, cap in enumerate(case.caps):
        below[fields.cap(i)] = cap.units[number] * units // land.whole
    above = below.copy()
    stated = dict(land.amounts)
    for measure in fields.measures:
        for field, area in zip(fields.amounts(measure), areas, strict=False):
            below[field], rest = divmod(stated.get(measure, 0) * area, land.whole)
            above[field] = below[field] + bool(rest)
    return below, above


@dataclass(frozen=True, slots=True)
class _Peak:
    """The largest month as a parcel of its own: what it loses a unit, and the areas it may have."""

    weight: int
    areas: tuple[int, ...]


def _peak(case: Case, asked: Asked, steps: int, also: Also) -> _Peak | None:
    weight = peak_weight(asked.goal, case.brief)
    if not weight:
        return None
    largest: dict[str, int] = {}
    for one in case.candidates:
        largest[one.parcel] = max(largest.get(one.parcel, 0), one.whole)
    areas = {*_peaks(sum(largest.values()), steps), *also.get(PEAK, ())}
    return _Peak(weight, tuple(sorted(areas)))


def _peaks(most: int, steps: int) -> tuple[int, ...]:
    """The whole alone, or for a search ever smaller ones, so that one is near whatever the largest month holds."""
    found = [most]
    while steps > 1 and found[-1] * _FURTHEST > most:
        found.append(found[-1] * (_FINE - 1) // _FINE)
    return tuple(found)


def _with_peak(options: _Options, peak: _Peak, fields: Fields) -> _Options:
    """The options, and behind them the peak's: it stands in January, for the whole year."""
    count = len(peak.areas)
    amount = np.zeros((count, fields.count), np.int64)
    amount[:, fields.peak] = peak.areas
    one = np.ones(count, np.int64)
    return _Options(
        candidate=np.append(options.candidate, -one),
        units=np.append(options.units, np.array(peak.areas, np.int64)),
        first=np.append(options.first, one),
        last=np.append(options.last, one),
        amount=np.concatenate([options.amount, amount]),
        above=np.concatenate([options.above, amount]),
    )


def _values(options: _Options, cell: Ints, table: Ints, peak: _Peak | None, fields: Fields) -> Ints:
    """What each option is worth in each month, whole units above what it is really worth."""
    value = np.zeros((len(cell), MONTHS), np.int64)
    for field in range(fields.count):
        unit = table[cell, :, field]
        value += np.maximum(unit, 0) * options.above[:, field, None]
        value += np.minimum(unit, 0) * options.amount[:, field, None]
    if peak is not None:
        value -= peak.weight * options.amount[:, fields.peak, None]
    return value
