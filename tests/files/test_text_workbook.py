"""文本工作簿 · Workbooks that we make hold no clock: the same content is the same bytes on any day."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from landsupply.files.blank import to_blank
from landsupply.files.clean_out import to_clean
from landsupply.files.reading import read_sheets
from landsupply.files.review_out import to_review
from landsupply.files.text_workbook import text_workbook
from landsupply.files.xlsx_back_rows import rows_as_workbook
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.stated_rows import form_columns

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "zhengzhou-2024" / "ledger.csv"


def _clean() -> bytes:
    sheets = read_sheets(EXAMPLE.read_bytes(), EXAMPLE.name)
    return to_clean(examine(sheets, open_rulebook("410100").on(date(2024, 3, 1))), ".xlsx")


def _rows() -> bytes:
    return rows_as_workbook(read_sheets(EXAMPLE.read_bytes(), EXAMPLE.name), "台账")


def _review() -> bytes:
    return to_review([[column.header for column in form_columns("review")]])


def days(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize("make", [_clean, _rows, _review, lambda: to_blank(".xlsx")])
def test_a_workbook_names_no_day_of_the_clock(make: Callable[[], bytes]) -> None:
    assert days(make()).count("1980-01-01T00:00:00Z") == 2


def test_a_text_stays_a_text() -> None:
    packed = io.BytesIO()
    with text_workbook(packed) as book:
        leaf = book.add_worksheet("台账")
        for row, text in enumerate(("=1+1", "https://example.org", "0123")):
            leaf.write(row, 0, text)
    (sheet,) = read_sheets(packed.getvalue(), "a.xlsx")
    assert [sheet.cell(row, 0).text for row in range(3)] == ["=1+1", "https://example.org", "0123"]
