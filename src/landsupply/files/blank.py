"""空白台账 · The blank form as a workbook or as csv: official headers, each column saying how it is filled.

Columns that only a rule of law asks for are not on it: the ruling names the one it lacks, which is then added.
"""

from __future__ import annotations

import csv
import io

from xlsxwriter.worksheet import Worksheet

from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook
from landsupply.law.words import say
from landsupply.ledger.template import Need, TemplateColumn, template

_LONGEST_NOTE = 255  # what a spreadsheet shows of an input message
_ROWS = 5_000  # rows of the form that show the notes


def to_blank(suffix: str) -> bytes:
    """空白台账 · As csv (UTF-8 with mark) for the suffix .csv, as xlsx otherwise; the same bytes every time."""
    return _csv() if suffix.lower() == ".csv" else _xlsx()


def _columns() -> list[TemplateColumn]:
    return [column for column in template() if column.need is not Need.FURTHER]


def _csv() -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([column.header for column in _columns()])
    return out.getvalue().encode("utf-8-sig")


def _xlsx() -> bytes:
    """One sheet only: a second one with notes would be read as a list without a header."""
    out = io.BytesIO()
    book = text_workbook(out)
    head = book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
    form = book.add_worksheet(say("F031"))
    form.freeze_panes(1, 0)
    for i, column in enumerate(_columns()):
        form.write_string(0, i, column.header, head)
        form.set_column(i, i, max(12, 2 * len(column.header) + 2))
        if column.note_zh or column.note_en:
            _note(form, i, column)
    book.close()
    return steady(out.getvalue())


def _note(form: Worksheet, place: int, column: TemplateColumn) -> None:
    """How to fill the column, shown when a cell of it is chosen; whatever is typed is taken."""
    words = f"{column.note_zh}\n{column.note_en}"[:_LONGEST_NOTE]
    shown = {"validate": "any", "input_title": say("F032"), "input_message": words}
    form.data_validation(1, place, _ROWS, place, shown)
