"""页 · Invented data: a list of another shape in the making, and what every shape needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.messy.cells import Bench, Meant, Planted
from tests.messy.grid import Grid, Row, Style, Truth
from tests.messy.headers import NOWHERE, Heading
from tests.messy.layout import Laid, lay, overwrite
from tests.messy.parcels import parcel

YEAR = 2024
#: (key, title, group, unit); keys that start with a dash are columns without a field.
Spec = tuple[str, str, str, str]


@dataclass(slots=True)
class Page:
    """页 · One file in the making."""

    rng: Random
    bench: Bench
    grids: list[Grid]
    tables: list[Truth]


def headings(*specs: Spec | tuple[str, str] | tuple[str, str, str]) -> list[Heading]:
    """列 · The columns of a list, in order."""
    heads = []
    for spec in specs:
        key, title, group, unit = (*spec, "", "")[:4]
        field = None if key.startswith("-") or key in NOWHERE else key
        heads.append(Heading(key, field, title, group, unit))
    return heads


def listed(page: Page, heads: Sequence[Heading], count: int, style: Style, top: int = 1) -> Laid:
    """列表 · Lay one list on a sheet of its own, and keep its truth."""
    grid = Grid("Sheet1")
    rows = [Row(sold(page, number + 1)) for number in range(count)]
    laid = lay(grid, heads, rows, style, page.bench, (top, 0))
    page.grids.append(grid)
    page.tables.append(laid.truth)
    return laid


def sold(page: Page, number: int) -> Meant:
    """成交宗地 · An invented parcel, of which nothing failed."""
    meant = parcel(page.rng, number, YEAR)
    meant.failed = ""
    return meant


def _column(laid: Laid, key: str) -> int:
    return laid.left + next(place for place, head in enumerate(laid.heads) if head.key == key)


def each(laid: Laid, key: str, write: Callable[[int, Truth], Planted | None]) -> None:
    """改列 · Write the cells of one column anew; `write` gets the row's place and the cell's truth."""
    column = _column(laid, key)
    for place, row in enumerate(laid.truth["rows"]):
        planted = write(place, row["cells"][str(column)])
        if planted is not None:
            overwrite(laid, row["row"], column, planted)
