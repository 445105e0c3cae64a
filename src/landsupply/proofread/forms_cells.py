"""报表数字 · The figures of one row of a reporting form, each with its unit; a blank cell is no zero.

A cell may hold its unit (61.44公顷), a qualifier (100以内), a point without a digit before it (.8), or, for 公租房, the
allocated and the granted land beside each other (2|0.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from landsupply.ledger.columns import is_blank_word
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number
from landsupply.proofread.figures import PERCENT, Bound, Role, unit_size
from landsupply.proofread.forms_columns import FormColumn, Meaning, name_of
from landsupply.proofread.position import Position

_CELL = re.compile(
    r"(?P<before>约|≤|<=|≥|>=|不超过|不高于|不低于|不少于|控制在)?(?P<number>[+-]?[0-9,]*(?:\.[0-9]+)?)"
    r"(?P<unit>万亩|万平方米|万平米|万㎡|万m2|平方公里|公顷|亩|平方米|平米|㎡|m2|ha|hm2|hm²|[%％])?"
    r"(?P<after>以内|以下|以上|左右)?"
)
_BOUNDS = {
    Bound.ABOUT: ("约", "左右"),
    Bound.AT_MOST: ("≤", "<=", "不超过", "不高于", "控制在", "以内", "以下"),
    Bound.AT_LEAST: ("≥", ">=", "不低于", "不少于", "以上"),
}
_PAIR = ("public_rental_allocated", "public_rental_granted")
_HECTARE = "公顷"


@lru_cache(maxsize=64)
def _size(unit: str) -> Fraction:
    return Fraction(1) if unit == PERCENT else unit_size(unit or _HECTARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """表列数字 · One figure of a form: what it is of, the number as stated, its unit ("" where none is told)."""

    meaning: Meaning
    role: Role
    value: str
    unit: str
    bound: Bound
    position: Position
    raw: str

    @property
    def item(self) -> str:
        """所指 · The common name of what is counted."""
        return name_of(self.meaning)

    @property
    def low(self) -> str | None:
        """下限 · The least it can be, None where open."""
        return None if self.bound is Bound.AT_MOST else self.value

    @property
    def high(self) -> str | None:
        """上限 · The most it can be, None where open."""
        return None if self.bound is Bound.AT_LEAST else self.value

    @property
    def is_exact(self) -> bool:
        """单值 · Whether it is one number without a qualifier."""
        return self.bound is Bound.EXACT

    @property
    def places(self) -> int:
        """小数位 · How many decimals it is printed with."""
        return len(self.value.partition(".")[2])

    @property
    def size(self) -> Fraction:
        """单位大小 · Units of 0.01 m² in one of its unit; land without a unit counts as hectares."""
        return _size(self.unit)

    @property
    def exact(self) -> Fraction:
        """精确值 · In units of 0.01 m², or in percent."""
        return Fraction(self.value) * self.size

    @property
    def said(self) -> str:
        """写法 · Number and unit."""
        return f"{self.value}{self.unit}"


def entries_of(column: FormColumn, text: str, position: Position, unit: AreaUnit | None) -> Iterator[Entry]:
    """读数字格 · The figures in a cell, none in a blank one; MeasureFault M001 for what is no figure."""
    text = plain(text)
    if is_blank_word(text):
        return
    parts = text.split("|")
    if len(parts) == len(_PAIR) and column.meaning.field == "public_rental":
        for part, field in zip(parts, _PAIR, strict=True):
            if not is_blank_word(part.strip()):
                yield _entry(Meaning(field, column.meaning.aspect), part.strip(), position, column.unit or unit)
        return
    yield _entry(column.meaning, text, position, column.unit or unit)


def _entry(meaning: Meaning, text: str, position: Position, unit: AreaUnit | None) -> Entry:
    found = _CELL.fullmatch(text.replace(" ", ""))
    if found is None or not found["number"] or found["number"].startswith("-"):
        raise MeasureFault("M001", raw=text[:60])
    number = found["number"]
    value = format(read_number(f"0{number}" if number.startswith(".") else number), "f")
    is_share = meaning.field == "ratio" or meaning.aspect == "share"
    own = (found["unit"] or "").replace("％", PERCENT)
    if (own == PERCENT) is not is_share and own:
        raise MeasureFault("M001", raw=text[:60])
    qualifier = found["after"] or found["before"]
    return Entry(
        meaning=meaning,
        role=_role(meaning, is_share=is_share),
        value=value,
        unit=PERCENT if is_share else own or (unit.value if unit else ""),
        bound=next((bound for bound, words in _BOUNDS.items() if qualifier in words), Bound.EXACT),
        position=position,
        raw=text,
    )


def _role(meaning: Meaning, *, is_share: bool) -> Role:
    if is_share:
        return Role.SHARE
    return Role.TOTAL if meaning == Meaning("total", "whole") else Role.PART


def written_unit(text: str) -> str:
    """自带单位 · The unit of area that a cell writes behind its number, or nothing."""
    found = _CELL.fullmatch(plain(text).replace(" ", ""))
    unit = found["unit"] if found and found["number"] else ""
    return "" if not unit or unit in "%％" else unit
