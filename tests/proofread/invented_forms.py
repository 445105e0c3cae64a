"""虚构报表 · Invented reporting forms: rows whose sums and ratios close, in the ministry's housing form and others."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.rounding import half_up
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_rules import Proofread, proofread_forms

BOOK = open_rulebook("410100")

CLASSES = ("工矿仓储用地", "商服用地", "公共管理与公共服务用地", "交通运输用地", "水域及水利设施用地", "特殊用地")
KINDS = ("廉租房", "经济适用房", "棚户区改造", "公租房", "限价商品房", "商品住房")
SMALL, RATIO = "中小套型商品住房", "保障性安居工程和中小套型商品房用地占比（%）"
HOUSING, TOTAL = "住房供地总量", "供应总量"
FIGURES = (TOTAL, *CLASSES, HOUSING, *KINDS, SMALL, RATIO)


@dataclass(frozen=True, slots=True)
class Row:
    """一行 · Areas in hundredths of a hectare; the ratio is printed with two decimals."""

    classes: tuple[int, ...]
    kinds: tuple[int, ...]
    small: int

    @property
    def housing(self) -> int:
        """住房合计 · The kinds added up."""
        return sum(self.kinds)

    @property
    def ratio(self) -> Fraction:
        """占比 · Percent of housing land."""
        return Fraction(100 * (self.housing - self.kinds[-1] + self.small), self.housing)

    def cells(self) -> dict[str, str]:
        """各格 · The figures as they are printed."""
        areas = (sum(self.classes) + self.housing, *self.classes, self.housing, *self.kinds, self.small)
        said = [half_up(one, 100, 2) for one in areas]
        return dict(zip(FIGURES, [*said, half_up(self.ratio.numerator, self.ratio.denominator, 2)], strict=True))


def form(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = FIGURES, *, unit: str = "（公顷）") -> bytes:
    """报表文件 · The bytes of a csv with a district, a year and the given columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["行政区", "供应计划年度", *(one if "占比" in one else one + unit for one in columns)])
    for number, row in enumerate(rows, 1):
        writer.writerow([row.get("行政区", f"云泽县{number}"), "2015年", *(row.get(one, "") for one in columns)])
    return out.getvalue().encode()


def proofread(content: bytes, name: str = "form.csv") -> tuple[Proofread, ...]:
    """审读 · Every row of an invented form with its findings."""
    return proofread_forms(read_forms(read_sheets(content, name)), BOOK, otherwise=date(2015, 1, 1))


def found(content: bytes, name: str = "form.csv") -> list[Finding]:
    """意见 · All findings of a form."""
    return [finding for row in proofread(content, name) for finding in row.findings]


def said(content: bytes, name: str = "form.csv") -> list[tuple[int, str, str]]:
    """行与代码 · Row, rule and code of every finding."""
    return [(row.reading.row, one.rule, one.code) for row in proofread(content, name) for one in row.findings]


def accused(content: bytes, name: str = "form.csv") -> list[tuple[int, str, str]]:
    """指错 · Those above advice."""
    rows = proofread(content, name)
    return [
        (row.reading.row, one.rule, one.code)
        for row in rows
        for one in row.findings
        if one.severity is not Severity.ADVICE
    ]
