"""真实报表 · 82 plans of Guangdong in the ministry's form: no false alarm on sums or ratios, low ratios found."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.fault import InputFault
from landsupply.proofread.finding import Severity
from landsupply.proofread.forms import read_forms
from landsupply.proofread.forms_rules import Proofread, proofread_forms

LOW = {10, 34, 37, 42, 49, 50, 53, 65, 72}


def _content(shared: Path) -> bytes:
    return (shared / "guangdong" / "annual_supply_plans_2015_2016.csv").read_bytes()


def _proofread(content: bytes) -> tuple[Proofread, ...]:
    readings = read_forms(read_sheets(content, "plans.csv"))
    return proofread_forms(readings, open_rulebook("410100"), otherwise=date(2016, 1, 1))


def test_every_row_of_the_file_is_a_reading(shared: Path) -> None:
    rows = _proofread(_content(shared))
    assert [row.reading.row for row in rows] == list(range(2, 84))
    assert {row.reading.year for row in rows} == {2015, 2016}
    assert {one.unit for row in rows for one in row.reading.figures} == {"公顷", "%"}
    assert sum(row.reading.entry("total") is not None for row in rows) == 81


def test_the_figures_are_those_of_the_file(shared: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(_content(shared).decode("utf-8-sig"))))
    for line, row in zip(lines, _proofread(_content(shared)), strict=True):
        stated = {one.position.item: one.exact for one in row.reading.figures}
        for name in ("industrialLand", "waterAreaLand", "totalCommercialLand", "mediumCommercialLand"):
            assert stated.get(name) == (Fraction(line[name]) * 1_000_000 if line[name] else None)


def test_no_false_alarm_and_every_low_ratio(shared: Path) -> None:
    found = [(row.reading.row, one) for row in _proofread(_content(shared)) for one in row.findings]
    assert [(row, one.rule) for row, one in found if one.rule == "PL-06"] == []
    assert {row for row, one in found if one.rule == "HS-04"} == LOW
    assert {one.severity for _, one in found if one.rule == "HS-04"} == {Severity.WARNING}
    assert [(row, one.rule, one.severity) for row, one in found if one.rule not in ("HS-04", "PL-06")] == [
        (2, "PL-02", Severity.ADVICE)
    ]


COLUMNS = ("totalSupplyLand", "industrialLand", "totalCommercialLand", "commercialRatio", "low_rentLand", "specialLand")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_fault_planted_in_any_row_is_found(shared: Path, column: str) -> None:
    """A fault in each of the rows with a total, one file for all of them; 0.01 of what the column counts."""
    lines = list(csv.DictReader(io.StringIO(_content(shared).decode("utf-8-sig"))))
    for line in lines:
        unit = "公顷" if column == "totalSupplyLand" else "%" if column == "commercialRatio" else ""
        if line[column]:
            more = 5 if column == "commercialRatio" else Fraction(1, 100)
            line[column] = f"{float(Fraction(line[column].removesuffix(unit)) + more):.6f}{unit}"
    out = io.StringIO()
    writer = csv.DictWriter(out, lines[0])
    writer.writeheader()
    writer.writerows(lines)
    rows = _proofread(out.getvalue().encode())
    assert [row.reading.row for row in rows if not any(one.rule == "PL-06" for one in row.findings)] == [2]


def test_lists_of_parcels_and_results_are_no_forms(shared: Path) -> None:
    for name in ("guangdong/supply_results_sample.csv", "zhengzhou/allocation_results.csv"):
        path = shared / name
        with pytest.raises(InputFault) as refused:
            read_forms(read_sheets(path.read_bytes(), path.name))
        assert refused.value.code == "A078"
