"""单元格 · Invented data: one true parcel, and the cells by which a clerk states it, rightly or with a planted fault.

A cell is `sure` where a careful reader would know what is meant: then it may be read so, or reported. Where it is not
sure it must be reported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random

from tests.messy import words
from tests.messy.headers import HECTARE, METRE, MU, Heading

Content = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class Raw:
    """原样 · What goes into the file: content, number format, formula (content is then its cached value)."""

    content: Content = None
    shape: str = ""
    formula: str = ""
    error: bool = False
    quoted: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Planted:
    """落笔 · A cell with its truth: canonical value (None for none), other readings accepted, the planted fault."""

    raw: Raw
    value: str | None
    fault: str = ""
    sure: bool = True
    also: tuple[str | None, ...] = ()


@dataclass(slots=True)
class Meant:
    """真宗地 · What the clerk means, by field, in canonical form; `hectares` exact."""

    fields: dict[str, str | None]
    hectares: Decimal
    days: dict[str, date] = field(default_factory=dict)
    use: words.Use = words.USES[0]
    is_met_again: bool = False  # then its numbers stand without a fault on every row
    failed: str = ""  # what became of a lot that was not sold: then it has no price, no holder and no contract


@dataclass(frozen=True, slots=True)
class Bench:
    """台面 · What decides how a cell may be written: chance, share of faults, kind of file, epoch, favourites."""

    rng: Random
    rate: float
    is_text: bool = False  # a text file holds neither numbers nor formulas
    is_1904: bool = False
    formulas: str = "cached"  # uncached where the library keeps no values, none in a text file
    encoding: str = ""  # of a text file: signs it lacks are not written
    year: int = 2024
    favourites: tuple[str, ...] = ()  # fields with many faults


def clean(content: Content, value: str | None, shape: str = "") -> Planted:
    """净格 · A cell without a fault."""
    return Planted(Raw(content, shape), value)


def written(content: Content, value: str | None, fault: str, shape: str = "") -> Planted:
    """可读 · A cell in another form, whose meaning leaves no doubt."""
    return Planted(Raw(content, shape), value, fault)


def riddle(content: Content, value: str | None, fault: str, shape: str = "") -> Planted:
    """存疑 · A cell that must be reported."""
    return Planted(Raw(content, shape), value, fault, sure=False)


def wide(text: str) -> str:
    """全角 · Digits and points in their full width."""
    return text.translate(str.maketrans("0123456789.,-", "０１２３４５６７８９．，－"))


def plain(number: Decimal) -> str:
    """平写 · An exact decimal without exponent or idle zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


#: States one field of a parcel in one column.
Writer = Callable[[Meant, Heading, Bench], Planted]


def is_writable(content: Content, bench: Bench) -> bool:
    """可写 · Whether the file's encoding has all signs of a text."""
    try:
        str(content or "").encode(bench.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_faulty(bench: Bench, name: str) -> bool:
    """是否落错 · Whether this cell gets a fault."""
    share = 0.45 if name in bench.favourites else bench.rate
    return bench.rng.random() < share


def in_unit(hectares: Decimal, unit: str) -> Decimal:
    """换单位 · The exact number in a unit."""
    return {HECTARE: hectares, "": hectares, MU: hectares * 15, METRE: hectares * 10_000}[unit]


def errored(bench: Bench, value: str | None) -> Planted:
    """错值 · A cell that shows an error of its formula."""
    word = bench.rng.choice(("#REF!", "#VALUE!", "#N/A", "#DIV/0!"))
    return Planted(Raw(word, error=True), value, "error_cell", sure=False)


HAN = "〇一二三四五六七八九"


def han_year(year: int) -> str:
    """汉字年 · 2024 as 二〇二四."""
    return "".join(HAN[int(digit)] for digit in str(year))


def han_number(number: int) -> str:
    """汉字数 · 1 to 31 as 一 to 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")
