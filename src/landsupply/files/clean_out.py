"""清台账文件 · The clean ledger as a workbook or as csv: official headers, then where each row was read.

Every cell is text, so that nothing in it is taken for a formula or a link and no number loses a digit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from landsupply.files.characters import printable
from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook
from landsupply.law.words import say
from landsupply.ledger.clean import clean_columns, clean_rows, stated_columns
from landsupply.ledger.ledger import Ledger

_WIDTHS = (12, 34)
#: A spreadsheet takes a cell that opens with one of these for a formula; an apostrophe keeps it a text in csv.
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_clean(ledger: Ledger, suffix: str) -> bytes:
    """写清台账 · As csv (UTF-8 with mark) for the suffix .csv, as xlsx otherwise; the same bytes every time."""
    return _csv(ledger) if suffix.lower() == ".csv" else _xlsx(ledger)


def _lines(ledger: Ledger) -> Iterator[list[str]]:
    """The header, then a line for each parcel."""
    rows, columns = clean_rows(ledger), clean_columns()
    kept = stated_columns(rows)
    yield [columns[place].header for place in kept] + say("F100").split("|")
    for parcel, texts in zip(ledger.parcels, rows, strict=True):
        where = parcel.source
        yield [*(texts[place] for place in kept), where.file, where.sheet or "", str(where.row)]


def _csv(ledger: Ledger) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    head, *rows = _lines(ledger)
    writer.writerow(head)
    for row in rows:
        writer.writerow([defused(text) for text in row])
    return out.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """去公式 · A text that a spreadsheet would take for a formula, kept a text by an apostrophe."""
    return "'" + text if text.startswith(_ACTIVE) else text


def _xlsx(ledger: Ledger) -> bytes:
    out = io.BytesIO()
    book = text_workbook(out)
    bold = book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
    leaf = book.add_worksheet(say("F031"))
    leaf.freeze_panes(1, 0)
    head, *rows = _lines(ledger)
    for place, title in enumerate(head):
        leaf.write_string(0, place, title, bold)
        leaf.set_column(place, place, min(max(_WIDTHS[0], 2 * len(title) + 2), _WIDTHS[1]))
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            if text:
                leaf.write_string(number, place, printable(text))
    book.close()
    return steady(out.getvalue())
