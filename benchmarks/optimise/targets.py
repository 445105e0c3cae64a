"""算例指标 · The 113 targets of an invented year, each bounded by what its hidden plan reaches.

A target counts a field over cells (use × district × stock or new land) and months; a share is one row of whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from landsupply.plan.problem import MONTHS, OPEN_HIGH, OPEN_LOW, Ints, Mask, Rows

CLASSES = ("商服", "工矿仓储", "商品住宅", "保障住宅", "公共管理与公共服务", "交通运输", "水域及水利", "特殊")
GROUPS = ("商服", "工矿仓储", "住宅", "其他")
#: The group of each class.
GROUP = np.array([0, 1, 2, 2, 3, 3, 3, 3])
DISTRICTS = 10
FIELDS = ("area", "count", "cost")
AREA, COUNT, COST = range(len(FIELDS))
#: One hectare in units of 0.01 m².
HECTARE = 1_000_000
#: Bands are in parts of this.
WHOLE = 10_000
#: Shares are in parts of this.
PARTS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """单元 · What rows tell apart: the use, district and kind of land of each cell."""

    use: Ints
    district: Ints
    new: Ints

    @classmethod
    def all(cls) -> Cells:
        """全部单元 · Every use in every district, on stock and on new land."""
        use, district, new = np.indices((len(CLASSES), DISTRICTS, 2)).reshape(3, -1)
        return cls(use=use, district=district, new=new)

    @property
    def count(self) -> int:
        """单元数 · How many cells."""
        return len(self.use)

    @staticmethod
    def index(use: Ints, district: Ints, stock: Mask) -> Ints:
        """单元号 · The cell of each option."""
        return (use * DISTRICTS + district) * 2 + np.where(stock, 0, 1)


class Drawn(NamedTuple):
    """一项指标 · A name, the coefficient of each cell and month, the field counted, its bounds, its size."""

    name: str
    weight: Ints
    field: int
    low: int
    high: int
    scale: float


class Year:
    """算例年 · What the hidden plan reaches by cell, month and field, and how much narrower the bands are."""

    def __init__(self, cells: Cells, reached: Ints, narrow: int) -> None:
        """`reached[cell, month − 1, field]`; bands are divided by `narrow`."""
        self.cells, self.reached, self.narrow = cells, reached, narrow
        self.total = int(reached[:, :, AREA].sum())

    def where(self, cells: object = True, months: tuple[int, int] = (1, MONTHS)) -> Ints:
        """范围 · One for each of these cells in these months, else nothing."""
        weight = np.zeros((self.cells.count, MONTHS), np.int64)
        weight[:, months[0] - 1 : months[1]] = np.broadcast_to(np.asarray(cells), self.cells.count)[:, None]
        return weight

    def reach(self, weight: Ints, field: int = AREA) -> int:
        """达到值 · What the hidden plan reaches, exactly."""
        return int((weight * self.reached[:, :, field]).sum())

    def band(self, name: str, weight: Ints, parts: int, *, pad: int = 0) -> Drawn:
        """区间指标 · Within so many of ten thousand parts of what is reached, and a pad."""
        value, width = self.reach(weight), parts // self.narrow
        low = max(0, value * (WHOLE - width) // WHOLE - pad)
        high = -(-value * (WHOLE + width) // WHOLE) + pad
        return Drawn(name, weight, AREA, low, high, float(max(1, value + pad)))

    def ratio(self, part: Ints, whole: Ints, most: int) -> int:
        """比例 · How many thousandths the part reaches of the whole, no more than `most`."""
        return min(most, PARTS * self.reach(part) // max(1, self.reach(whole)))

    def share(self, name: str, part: Ints, whole: Ints, least: int) -> Drawn:
        """占比指标 · The part at least so many thousandths of the whole."""
        return Drawn(name, PARTS * part - least * whole, AREA, 0, OPEN_HIGH, PARTS * max(1.0, 0.1 * self.total))


def _structure(year: Year) -> Iterator[Drawn]:
    use, group = year.cells.use, GROUP[year.cells.use]
    # The tolerance of the total stays as it is where the bands are narrowed.
    yield year.band("总量", year.where(), 10 * year.narrow)
    for code, name in enumerate(GROUPS):
        yield year.band(f"结构/{name}", year.where(group == code), 200)
    for code in range(4, len(CLASSES)):
        yield year.band(f"类别/{CLASSES[code]}", year.where(use == code), 600)
    secured, homes = year.where(use == 3), year.where(group == 2)
    yield year.share("保障住房占比", secured, homes, year.ratio(secured, homes, PARTS))


def _districts(year: Year) -> Iterator[Drawn]:
    group = GROUP[year.cells.use]
    for number in range(DISTRICTS):
        here = year.cells.district == number
        yield year.band(f"区域/{number}", year.where(here), 500)
        for code, name in enumerate(GROUPS):
            both = year.where(here & (group == code))
            yield year.band(f"区域×结构/{number}/{name}", both, 2_500, pad=3 * HECTARE)
        half, whole = year.where(here, (1, 6)), year.where(here)
        yield year.share(f"半年完成率/{number}", half, whole, year.ratio(half, whole, 500))


def _milestones(year: Year, shape: str) -> Iterator[Drawn]:
    half, later, whole = year.where(True, (1, 6)), year.where(True, (1, 9)), year.where()
    june = 920 if shape == "contradiction" else year.ratio(half, whole, 500)
    yield year.share("完成率/6月", half, whole, june)
    yield year.share("完成率/9月", later, whole, year.ratio(later, whole, 750))


def _months(year: Year) -> Iterator[Drawn]:
    sold = np.isin(year.cells.use, (0, 2))
    for month in range(1, MONTHS + 1):
        all_land, market = year.where(True, (month, month)), year.where(sold, (month, month))
        count, land, sales = year.reach(all_land, COUNT), year.reach(all_land), year.reach(market)
        high = -(-count * 105 // 100) + 2
        yield Drawn(f"经办能力/{month}", all_land, COUNT, OPEN_LOW, high, float(count + 2))
        pad = 5 * HECTARE
        high = -(-sales * 115 // 100) + pad
        yield Drawn(f"市场承受/{month}", market, AREA, OPEN_LOW, high, float(sales + pad))
        high = -(-land * 150 // 100) + pad
        yield Drawn(f"月度均衡/{month}", all_land, AREA, land // 2, high, float(land + pad))


def _means(year: Year, shape: str) -> Iterator[Drawn]:
    """Funds a tenth above what the hidden plan takes, which is sparing of new land; that land, or a seventh of it."""
    for month in (3, 6, 9, 12):
        until = year.where(True, (1, month))
        spent = year.reach(until, COST)
        yield Drawn(f"资金/{month}月", until, COST, OPEN_LOW, spent * 110 // 100, float(max(1, spent)))
    new = year.where(year.cells.new == 1)
    taken = year.reach(new)
    yield Drawn(
        "新增指标", new, AREA, OPEN_LOW, taken * 15 // 100 if shape == "contradiction" else taken, float(max(1, taken))
    )


def rows_of(cells: Cells, reached: Ints, shape: str) -> Rows:
    """指标行 · All targets as rows by cell and month."""
    year = Year(cells, reached, 2 if shape == "tight" else 1)
    return _tabled(
        [*_structure(year), *_districts(year), *_milestones(year, shape), *_months(year), *_means(year, shape)]
    )


def _tabled(drawn: list[Drawn]) -> Rows:
    weights = np.stack([one.weight.reshape(-1) for one in drawn], axis=1)
    place, row = weights.nonzero()
    coefficient = np.zeros((len(row), len(FIELDS)), np.int64)
    field = np.array([one.field for one in drawn])
    coefficient[np.arange(len(row)), field[row]] = weights[place, row]
    return Rows(
        names=tuple(one.name for one in drawn),
        start=np.searchsorted(place, np.arange(len(weights) + 1)),
        row=row,
        coefficient=coefficient,
        low=np.array([one.low for one in drawn]),
        high=np.array([one.high for one in drawn]),
        scale=np.array([one.scale for one in drawn]),
    )
