"""回填所用 · The issues of an invented workbook, and the workbook written back with them."""

from __future__ import annotations

import io

import openpyxl

from landsupply.files.xlsx_back import WrittenBack, write_back
from tests.files.workbooks import NAME, issue, ledger

MARKED = frozenset(("C4", "D5", "A7", "A8", "E9"))
#: On purpose out of order: errors, warnings, an advice, one for two rows, one for a cell far right of its row.
ISSUES = (
    issue("L030", (5,), 3, raw="=HYPERLINK(1)", facts={"use": "商业", "suggestions": ("商服用地",)}),
    issue("L027", (4,), 2, raw="3.2万"),
    issue("L013", (7, 8), 0, facts={"others": "—"}),
    issue("L072", (9,), 4, facts={"read": "2024年"}),
    issue("L003", (2,), None, facts={"columns": "备注"}),
)


def back(content: bytes, *issues, lang: str = "zh") -> WrittenBack:
    return write_back(content, NAME, ledger(*(issues or ISSUES)), lang)


def book_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))
