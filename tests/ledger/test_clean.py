"""清台账 · A ledger written out and read again gives the same parcels: an invented city, real records."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from landsupply.files.clean_out import to_clean
from landsupply.files.reading import read_sheets
from landsupply.ledger.clean import clean_columns, clean_rows
from landsupply.ledger.examine import examine

from .conftest import planted, sheet_of

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "zhengzhou-2024" / "ledger.csv"


def again(ledger, rules):
    """再读 · The ledger of the rows that the ledger is written as."""
    return examine(sheet_of([column.header for column in clean_columns()], *clean_rows(ledger)), rules)


def test_the_example_read_again_is_the_same(rules):
    ledger = examine(read_sheets(EXAMPLE.read_bytes(), EXAMPLE.name), rules)
    assert again(ledger, rules).digest == ledger.digest


@pytest.mark.parametrize("name", ["zhengzhou/allocation_results.csv", "zhengzhou/agreement_grant_results.csv"])
def test_real_records_read_again_are_the_same(shared, rules, name):
    ledger = examine(read_sheets((shared / name).read_bytes(), name), rules)
    assert again(ledger, rules).digest == ledger.digest


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_the_file_read_again_is_the_same_ledger(rules, suffix):
    ledger = examine(read_sheets(EXAMPLE.read_bytes(), EXAMPLE.name), rules)
    written = to_clean(ledger, suffix)
    assert written == to_clean(ledger, suffix)
    assert examine(read_sheets(written, f"清台账{suffix}"), rules).digest == ledger.digest


def test_t25_a_text_that_looks_like_a_formula_stays_a_text(rules):
    ledger = examine(planted({"项目名称": "=cmd|' /C calc'!A0", "位置": "@SUM(1)"}), rules)
    again = examine(read_sheets(to_clean(ledger, ".xlsx"), "清台账.xlsx"), rules)
    assert {parcel.name for parcel in again.parcels} >= {"=cmd|' /C calc'!A0"}
    book = openpyxl.load_workbook(io.BytesIO(to_clean(ledger, ".xlsx")))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    lines = csv.reader(io.StringIO(to_clean(ledger, ".csv").decode("utf-8-sig")))
    assert not [text for line in lines for text in line if text.startswith(("=", "@", "+"))]
