"""真实台账 · The published records give the counts that their description states, cell by cell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import Severity
from landsupply.ledger.ledger import Ledger


def examined(shared: Path, name: str) -> Ledger:
    path = shared / name
    return examine(read_sheets(path.read_bytes(), path.name), open_rulebook("410100").on(date(2024, 1, 1)))


def of(ledger: Ledger, code: str):
    return [issue for issue in ledger.issues if issue.code == code]


def test_allocation_results(shared):
    ledger = examined(shared, "zhengzhou/allocation_results.csv")
    source = ledger.sources[0]
    assert (source.rows, source.distinct, len(ledger.parcels)) == (167, 105, 105)
    metres = of(ledger, "L023")
    assert sorted(issue.raw for issue in metres) == sorted(
        ["105711.74", "3961.88", "1669.99", "14179.88", "10792.44", "4908.37", "14218.92", "7152.06"]
    )
    assert {(issue.severity, issue.field) for issue in metres} == {(Severity.ERROR, "面积")}
    assert len(of(ledger, "L020")) == 15
    assert [(issue.field, issue.raw) for issue in of(ledger, "L041")] == [("供地方式", "协议出让")] * 31
    assert [issue.raw for issue in of(ledger, "L024")] == ["208.2482"]
    assert all(issue.remedy() for issue in ledger.issues)
    assert sum(parcel.area is None for parcel in ledger.parcels) == 23


def test_agreement_grants(shared):
    ledger = examined(shared, "zhengzhou/agreement_grant_results.csv")
    assert (ledger.sources[0].rows, ledger.sources[0].distinct) == (190, 95)
    assert of(ledger, "L041") == []
    assert all(parcel.area and parcel.use for parcel in ledger.parcels)


def test_beijing_origins_are_decoded(shared):
    ledger = examined(shared, "landchina/beijing_2019h1_results.csv")
    assert (ledger.sources[0].rows, ledger.sources[0].distinct) == (189, 189)
    origins = Counter(parcel.origin.value for parcel in ledger.parcels if parcel.origin)
    assert origins == {"现有建设用地": 130, "新增建设用地": 58, "新增建设用地(来自存量库)": 1}
    assert len(of(ledger, "L051")) == 1
    assert [len(issue.rows) for issue in of(ledger, "L060")] == [189]


def test_guangdong_results(shared):
    ledger = examined(shared, "guangdong/supply_results_sample.csv")
    assert ledger.sources[0].rows == 941
    assert all(parcel.area and parcel.use and parcel.mode and parcel.origin for parcel in ledger.parcels)


@pytest.mark.parametrize(
    "name",
    [
        "zhengzhou/allocation_results.csv",
        "zhengzhou/agreement_grant_results.csv",
        "landchina/beijing_2019h1_results.csv",
    ],
)
def test_every_row_is_a_parcel_or_stands_in_an_issue(shared, name):
    ledger = examined(shared, name)
    covered = {parcel.source.row for parcel in ledger.parcels} | {row for i in ledger.issues for row in i.rows}
    assert set(range(2, ledger.sources[0].rows + 2)) <= covered
