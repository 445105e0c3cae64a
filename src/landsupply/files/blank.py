"""空白台账 · The blank form as a workbook or as csv: official headers, and a sheet that says how to fill them."""

from __future__ import annotations

import csv
import io

import xlsxwriter

from landsupply.files.steady_zip import steady
from landsupply.law.words import say
from landsupply.ledger.template import template


def to_blank(suffix: str) -> bytes:
    """空白台账 · As csv (UTF-8 with mark) for the suffix .csv, as xlsx otherwise; the same bytes every time."""
    return _csv() if suffix.lower() == ".csv" else _xlsx()


def _csv() -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([column.header for column in template()])
    return out.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
    form = book.add_worksheet(say("F031"))
    form.freeze_panes(1, 0)
    notes = book.add_worksheet(say("F032"))
    notes.set_column(0, 0, 28)
    notes.set_column(1, 2, 60)
    for i, column in enumerate(template()):
        form.write_string(0, i, column.header, head)
        form.set_column(i, i, max(12, 2 * len(column.header) + 2))
        for j, text in enumerate((column.header, column.note_zh, column.note_en)):
            notes.write_string(i, j, text)
    book.close()
    return steady(out.getvalue())
