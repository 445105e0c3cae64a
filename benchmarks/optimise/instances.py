"""算例 · Invented years of a city: parcels, options, months and 113 targets that a hidden plan is known to meet.

No real place. The shape follows what plans publish: eight classes of use in their usual shares and sizes, ten
districts, three fifths stock land, a third ready in January. Every bound is drawn from what the hidden plan reaches,
in whole numbers, so that the year can be met and is tight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.optimise.targets import CLASSES, DISTRICTS, FIELDS, HECTARE, Cells, rows_of
from landsupply.plan.problem import AFTER, MONTHS, ONE_OF, SINGLE, Choice, Floats, Ints, Mask, Problem

SHAPES = ("plain", "ties", "tight", "real", "contradiction")
#: What a hectare of each class counts at first sight, and its price in ten thousand yuan ÷ 10; classes as in `CLASSES`.
PRIORITY = np.array([35.0, 70.0, 55.0, 90.0, 85.0, 80.0, 65.0, 60.0])
REVENUE = np.array([2200.0, 60.0, 2600.0, 500.0, 0.0, 0.0, 0.0, 0.0])
#: Each class's share of the land supplied, and the mean hectares of its parcels.
SHARE = np.array([0.0475, 0.2353, 0.1465, 0.0754, 0.22, 0.24, 0.025, 0.0103])
MEAN_HECTARES = np.array([2.5, 6.5, 4.5, 3.0, 3.5, 9.0, 6.0, 3.0])
#: What a parcel of each class may be supplied as: its own use, then two others.
USES = np.array([[0, 2, 1], [1, 0, 4], [2, 3, 0], [3, 2, 4], [4, 3, 5], [5, 4, 6], [6, 4, 5], [7, 4, 1]])
DISTRICT_WEIGHT = np.array([0.16, 0.14, 0.12, 0.11, 0.10, 0.09, 0.09, 0.08, 0.06, 0.05])
#: What part of the year's land the hidden plan has supplied by the end of each month.
PACE = np.array([0.08, 0.08, 0.10, 0.10, 0.11, 0.11, 0.09, 0.08, 0.08, 0.07, 0.05, 0.05]).cumsum()
#: How many times the land of the plan is offered.
OFFERED = 2.2
SPREAD = 0.8
YUAN_10000 = 1_000_000  # fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """宗地池 · The parcels in blocks: what each is, costs and counts. Areas are 0.01 m², costs fen."""

    use: Ints
    area: Ints
    district: Ints
    stock: Mask
    ready: Ints
    priority: Floats
    cost: Ints
    mandatory: Mask
    block: Ints
    kind: Ints

    @property
    def leads(self) -> Mask:
        """组首 · Which parcels come first in their block."""
        return np.diff(self.block, prepend=-1) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """方案池 · The options of all parcels, parcel by parcel: use, place of the first one, worth in 0.001 point."""

    parcel: Ints
    use: Ints
    start: Ints
    value: Ints


def generate(parcels: int, seed: int, shape: str = "plain") -> Problem:
    """算例 · The problem alone; see `drawn`."""
    return drawn(parcels, seed, shape)[0]


def drawn(parcels: int, seed: int, shape: str = "plain") -> tuple[Problem, Choice]:
    """算例与底稿 · The problem and the hidden plan behind its bounds, which is feasible except under `contradiction`.

    `ties`: round areas, whole points and one worth of time, so that many plans are equal. `tight`: bands of half the
    width. `real`: uses and areas of published records. `contradiction`: 92 % by June, while the six months after it
    have their least, a fifth of the year; and a seventh of the new land.
    ValueError for another shape or no parcel; FileNotFoundError where `real` has no records to draw from.
    """
    if shape not in SHAPES or parcels < 1:
        raise ValueError(shape, parcels)
    random = np.random.default_rng(seed)
    land = _land(random, parcels, shape)
    offers = _offers(random, land, shape)
    plan = _hidden(random, land, offers)
    return _problem(land, offers, plan, shape), plan


def _land(random: np.random.Generator, parcels: int, shape: str) -> Land:
    use, area = _uses_and_areas(random, parcels, shape)
    stock = random.random(parcels) < 0.58
    late = 2 + (random.beta(1.3, 1.6, parcels) * 11).astype(np.int64)
    cost = area / HECTARE * np.where(stock, 40.0, 120.0) * np.exp(0.4 * random.standard_normal(parcels))
    block, kind = _blocks(random, parcels)
    return Land(
        use=use,
        area=area,
        district=random.choice(DISTRICTS, parcels, p=DISTRICT_WEIGHT / DISTRICT_WEIGHT.sum()),
        stock=stock,
        ready=np.where(random.random(parcels) < 0.33, 1, np.minimum(MONTHS, late)),
        priority=np.clip(PRIORITY[use] + 12 * random.standard_normal(parcels), 5, 100),
        cost=np.rint(cost * YUAN_10000).astype(np.int64),
        mandatory=(random.random(parcels) < 0.03) & (kind[block] == SINGLE),
        block=block,
        kind=kind,
    )


def _uses_and_areas(random: np.random.Generator, parcels: int, shape: str) -> tuple[Ints, Ints]:
    if shape == "real":
        from benchmarks.optimise.records import recorded

        uses, areas = recorded()
        taken = random.integers(0, len(uses), parcels)
        return uses[taken], areas[taken]
    weight = SHARE / MEAN_HECTARES
    use = random.choice(len(CLASSES), parcels, p=weight / weight.sum())
    size = MEAN_HECTARES[use] * np.exp(SPREAD * random.standard_normal(parcels) - SPREAD**2 / 2)
    # To the square metre, as surveys round; with ties to 200 m², so that equal areas and equal sums abound.
    step = HECTARE // 50 if shape == "ties" else HECTARE // 10_000
    units = np.rint(np.clip(size, 0.15, 80.0) * HECTARE / step).astype(np.int64) * step
    return use, units


def _blocks(random: np.random.Generator, parcels: int) -> tuple[Ints, Ints]:
    """Two in a hundred are alternatives in groups, two stand in pairs of which the second follows."""
    pairs = parcels // 100 or parcels // 30
    groups = random.integers(2, 4, parcels // 120 or parcels // 30)
    alone = parcels - 2 * pairs - int(groups.sum())
    sizes = np.concatenate([groups, np.full(pairs, 2), np.ones(alone, np.int64)])
    kind = np.repeat(np.array([ONE_OF, AFTER, SINGLE]), [len(groups), pairs, alone])
    return np.repeat(np.arange(len(sizes)), sizes), kind


def _offers(random: np.random.Generator, land: Land, shape: str) -> Offers:
    parcels = len(land.use)
    count = np.where(random.random(parcels) < 0.15, 2, 1)
    count[random.random(parcels) < 0.03] = 3
    start = np.concatenate([[0], count.cumsum()])
    parcel = np.repeat(np.arange(parcels), count)
    place = np.arange(len(parcel)) - start[parcel]
    use = USES[land.use[parcel], place]
    hectares = land.area[parcel] / HECTARE
    other = np.where(place > 0, PRIORITY[use] - PRIORITY[land.use[parcel]] - 4, 0)
    worth = land.priority[parcel] + other + 15.0 * land.stock[parcel]
    worth += 0.012 * REVENUE[use] * np.exp(0.35 * random.standard_normal(len(parcel)))
    worth -= 0.05 * land.cost[parcel] / YUAN_10000 / hectares
    # What a month's delay costs a hectare: more where the parcel matters more, and one figure where ties are wanted.
    delay = 0.05 + 0.9 * random.random(parcels)[parcel] * land.priority[parcel] / 100
    if shape == "ties":
        worth, delay = np.rint(worth / 5) * 5, np.full(len(parcel), 0.35)
    base = np.rint(1000 * worth * hectares).astype(np.int64)
    slope = np.rint(1000 * delay * hectares).astype(np.int64)
    value = slope[:, None] * -np.arange(1, MONTHS + 1)
    value += base[:, None]
    return Offers(parcel=parcel, use=use, start=start, value=value)


def _hidden(random: np.random.Generator, land: Land, offers: Offers) -> Choice:
    """What must be, then in each class by a blurred order of merit as much as its part; each when the pace wants it."""
    parcels = len(land.use)
    key = land.priority + 50 * land.stock + 25 * random.standard_normal(parcels) + 1000 * land.mandatory
    chosen = land.mandatory.copy()
    for use in range(len(CLASSES)):
        mine = np.flatnonzero((land.use == use) & land.leads)
        mine = mine[np.argsort(-key[mine], kind="stable")]
        budget = land.area[land.use == use].sum() / OFFERED
        chosen[mine[land.area[mine].cumsum() <= budget]] = True
    option, month = np.full(parcels, -1, np.int64), np.zeros(parcels, np.int64)
    option[chosen] = offers.start[:-1][chosen]
    month[chosen] = _months(random, land, np.flatnonzero(chosen))
    return Choice(option=option, month=month)


def _months(random: np.random.Generator, land: Land, chosen: Ints) -> Ints:
    order = np.argsort(land.ready[chosen] + random.random(len(chosen)), kind="stable")
    area = land.area[chosen[order]]
    before = area.cumsum() - area
    wanted = np.minimum(MONTHS, 1 + np.searchsorted(PACE * area.sum(), before, side="right"))
    month = np.empty(len(chosen), np.int64)
    month[order] = np.maximum(wanted, land.ready[chosen[order]])
    return month


def _problem(land: Land, offers: Offers, plan: Choice, shape: str) -> Problem:
    amount = np.empty((len(offers.parcel), len(FIELDS)), np.int64)
    for field, column in enumerate((land.area, None, land.cost)):
        amount[:, field] = 1 if column is None else column[offers.parcel]
    cells = Cells.all()
    cell = cells.index(offers.use, land.district[offers.parcel], land.stock[offers.parcel])
    taken = np.flatnonzero(plan.option >= 0)
    reached = np.zeros((cells.count, MONTHS, len(FIELDS)), np.int64)
    np.add.at(reached, (cell[plan.option[taken]], plan.month[taken] - 1), amount[plan.option[taken]])
    least = np.zeros(len(land.kind), np.int64)
    least[land.block[land.mandatory]] = 1
    return Problem(
        block_start=np.append(np.flatnonzero(land.leads), len(land.use)),
        block_kind=land.kind,
        least=least,
        option_start=offers.start,
        first=land.ready[offers.parcel],
        last=np.full(len(offers.parcel), MONTHS, np.int64),
        value=offers.value,
        amount=amount,
        cell=cell,
        rows=rows_of(cells, reached, shape),
    )
