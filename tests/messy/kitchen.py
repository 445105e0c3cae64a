"""灶台 · Invented data: a workbook in the making, and what every recipe takes from the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.messy.cells import Bench, is_writable
from tests.messy.grid import Grid, Row, Style, Truth
from tests.messy.headers import HECTARE, Heading, heading
from tests.messy.layout import Laid, lay
from tests.messy.parcels import parcel

YEAR = 2024
BASE = ("number", "name", "district", "location", "area", "use", "origin", "mode", "ready")
MORE = (
    "supervision", "term", "noticed", "supplied", "livelihood", "housing", "level", "batch", "unit", "person",
    "obstacles",
    "plot_ratio", "start_price", "deal_price", "holder", "phone", "grade", "stage", "density", "phase_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recipe:
    """做法 · What one workbook is made of."""

    name: str
    build: Callable[[Kitchen], list[Grid]]
    text: tuple[str, str] | None = None  # encoding and separator of a text file
    is_1904: bool = False


@dataclass(slots=True)
class Kitchen:
    """灶台 · A workbook in the making: chance, bench, tables laid so far and the truth about them."""

    rng: Random
    bench: Bench
    tables: list[Truth]
    made: int = 0

    def rows(self, low: int, high: int) -> list[Row]:
        """备料 · So many rows of new parcels, sorted by district half of the time."""
        count = self.rng.randint(low, high)
        fresh = [parcel(self.rng, self.made + place + 1, YEAR) for place in range(count)]
        self.made += count
        for one in fresh:
            location = one.fields["location"]
            one.fields["location"] = (
                location if is_writable(location, self.bench) else (location or "").replace("䶮", "龙")
            )
        return [Row(one) for one in fresh]

    def heads(self, width: int, how: str = "plain", unit: str = HECTARE, extra: Sequence[str] = ()) -> list[Heading]:
        """备列 · So many columns: the base ones, those asked for, and a draw of the others."""
        others = [key for key in MORE if key not in extra]
        drawn = self.rng.sample(others, max(0, min(len(others), width - len(BASE) - len(extra) - 2)))
        keys = ["serial", *BASE, *extra, *drawn, "note"]
        keys.sort(key=lambda key: _place(key))
        heads = [heading(key, self.rng, unit, how) for key in keys]
        if self.bench.encoding == "gbk":  # which has no ²
            heads = [replace(head, title=head.title.replace("²", "2")) for head in heads]
        return heads

    def lay(
        self, grid: Grid, heads: Sequence[Heading], rows: Sequence[Row], style: Style, place: tuple[int, int]
    ) -> Laid:
        """上桌 · Lay a table and keep its truth."""
        laid = lay(grid, heads, rows, style, self.bench, place)
        self.tables.append(laid.truth)
        return laid


_ORDER = (
    "serial", "number", "supervision", "name", "district", "location", "area", "area+", "use", "other_uses",
    "plot_ratio",
    "density", "origin", "mode", "term", "ready", "noticed", "supplied", "start_price", "deal_price", "holder",
    "phase_from",
    "livelihood", "housing", "level", "batch", "unit", "person", "phone", "obstacles", "grade", "stage", "index",
    "note",
)  # fmt: skip


def _place(key: str) -> int:
    return _ORDER.index(key)


def headline(rng: Random) -> str:
    """标题 · A title such as stands above a list."""
    return rng.choice((
        f"{YEAR}年度国有建设用地拟供应宗地一览表", f"附件1：{YEAR}年计划供应地块明细", "拟供地项目台账",
        f"{YEAR}年度储备土地清单",
        "各区上报地块情况汇总表（明细）",
    ))  # fmt: skip
