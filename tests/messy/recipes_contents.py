"""内容做法 · Invented data: workbooks whose difficulty is what the cells and rows say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.messy import words
from tests.messy.cells import Meant, Planted, Raw
from tests.messy.grid import Grid, Row, Style
from tests.messy.headers import ENGLISH, HECTARE, heading
from tests.messy.kitchen import Kitchen
from tests.messy.layout import overwrite


def dates(kitchen: Kitchen) -> list[Grid]:
    """日期 · Dates of every kind, in two or three columns."""
    grid = Grid("进度")
    kitchen.bench = replace(kitchen.bench, rate=0.02, favourites=("ready", "noticed", "supplied"))
    kitchen.lay(grid, kitchen.heads(14, extra=("noticed", "supplied")), kitchen.rows(40, 100), Style(), (1, 0))
    return [grid]


def identifiers(kitchen: Kitchen) -> list[Grid]:
    """编号 · Numbers that lost digits, apostrophes, spaces."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, rate=0.03, favourites=("number", "supervision"))
    kitchen.lay(grid, kitchen.heads(13, extra=("supervision",)), kitchen.rows(30, 60), Style(), (1, 0))
    return [grid]


def results(kitchen: Kitchen) -> list[Grid]:
    """成交结果 · Results of listings with failed and postponed lots, prices and natural persons."""
    grid = Grid("成交结果")
    kitchen.bench = replace(kitchen.bench, favourites=("deal_price", "person", "mode"))
    extra = ("start_price", "deal_price", "holder", "plot_ratio", "supplied", "person", "term", "density")
    rows = kitchen.rows(20, 60)
    for row in rows:
        row.meant.fields["mode"] = kitchen.rng.choice(("挂牌", "拍卖", "招标"))
    kitchen.lay(grid, kitchen.heads(20, extra=extra), rows, Style(title="公开出让情况一览"), (1, 0))
    return [grid]


def english(kitchen: Kitchen) -> list[Grid]:
    """英文列名 · An English header over Chinese rows."""
    grid = Grid("Sheet1")
    heads = [heading(key, kitchen.rng, HECTARE, "english") for key in ENGLISH]
    kitchen.lay(grid, heads, kitchen.rows(15, 50), Style(), (1, 0))
    return [grid]


def twins(kitchen: Kitchen) -> list[Grid]:
    """重复 · Rows met twice, word for word or with variations."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, rate=0.03)
    rows = kitchen.rows(20, 50)
    for of in kitchen.rng.sample(range(len(rows)), 6):
        rows.append(Row(rows[of].meant, "duplicate", of))
    for of in kitchen.rng.sample(range(len(rows) - 6), 5):
        rows.append(Row(_varied(rows[of].meant, kitchen.rng), "twin", of))
    kitchen.lay(grid, kitchen.heads(13), rows, Style(totals="end"), (1, 0))
    return [grid]


def _varied(meant: Meant, rng: Random) -> Meant:
    fields = dict(meant.fields)
    fields["name"] = (fields["name"] or "") + rng.choice(("（调整）", "(一期)", "项目"))
    hectares = meant.hectares + Decimal(rng.choice(("0.0100", "0.5000", "0")))
    meant.is_met_again = True
    return Meant(fields, hectares, dict(meant.days), meant.use, True, meant.failed)


def formulas(kitchen: Kitchen) -> list[Grid]:
    """公式 · Areas and totals by formula, with errors and without values."""
    grid = Grid("Sheet1")
    kitchen.bench = replace(kitchen.bench, favourites=("area", "name"))
    kitchen.lay(grid, kitchen.heads(12), kitchen.rows(20, 50), Style(totals="end", total_formula=True), (1, 0))
    return [grid]


def foreign_rows(kitchen: Kitchen) -> list[Grid]:
    """外地 · Rows of other cities' districts among the own."""
    grid = Grid("Sheet1")
    rows = kitchen.rows(15, 40)
    for row in kitchen.rng.sample(rows, 4):
        row.role = "foreign"
    heads = kitchen.heads(13)
    laid = kitchen.lay(grid, heads, rows, Style(notes="plain"), (1, 0))
    column = next(at for at, head in enumerate(heads) if head.key == "district")
    for one in laid.truth["rows"]:
        if one["role"] == "foreign":
            text = kitchen.rng.choice(words.FOREIGN)
            overwrite(laid, one["row"], column, Planted(Raw(text), None, "foreign_district", sure=False))
    return [grid]


def rare_names(kitchen: Kitchen) -> list[Grid]:
    """生僻字 · A text file with signs that GBK lacks."""
    grid = Grid("Sheet1")
    rows = kitchen.rows(10, 30)
    for row in rows[::3]:
        row.meant.fields["name"] = "𬱖" + (row.meant.fields["name"] or "")
        row.meant.fields["person"] = "䶮某某"
    kitchen.lay(grid, kitchen.heads(13, extra=("person",)), rows, Style(), (1, 0))
    return [grid]
