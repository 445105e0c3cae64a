"""清单文件 · A list as it is seen on a screen, as a workbook or as csv: one header, then its rows.

Figures are numbers in a workbook; every other cell is text, so that nothing in it is taken for a formula or a link.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landsupply.files.characters import printable
from landsupply.files.clean_out import defused
from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook

_WIDTHS = (8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """清单 · The name of the sheet, the headers, which of them head figures, and the rows as text."""

    name: str
    headers: Sequence[str]
    figures: frozenset[int]
    rows: Sequence[Sequence[str]]


def to_list(listing: Listing, suffix: str) -> bytes:
    """写清单 · As csv (UTF-8 with mark) for the suffix .csv, as xlsx otherwise; the same bytes every time."""
    return _csv(listing) if suffix == ".csv" else _xlsx(listing)


def _csv(listing: Listing) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(defused, listing.headers))
    writer.writerows([defused(text) for text in row] for row in listing.rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(listing: Listing) -> bytes:
    out = io.BytesIO()
    book = text_workbook(out)
    bold = book.add_format({"bold": True, "bg_color": "#DDE8F0", "border": 1, "text_wrap": True, "valign": "vcenter"})
    leaf = book.add_worksheet(listing.name)
    leaf.freeze_panes(1, 0)
    for place, title in enumerate(listing.headers):
        leaf.write_string(0, place, printable(title), bold)
        width = _width([title, *(row[place] for row in listing.rows[:200])])
        leaf.set_column(place, place, width)
    for number, row in enumerate(listing.rows, 1):
        for place, text in enumerate(row):
            if text and place in listing.figures:
                # A spreadsheet knows floats only; this is where the exact decimal leaves the product.
                leaf.write_number(number, place, float(text))
            elif text:
                leaf.write_string(number, place, printable(text))
    leaf.autofilter(0, 0, max(len(listing.rows), 1), max(len(listing.headers) - 1, 0))
    book.close()
    return steady(out.getvalue())


def _width(texts: Iterable[str]) -> int:
    widest = max(sum(2 if character >= "\u2e80" else 1 for character in text) for text in texts)
    return min(max(_WIDTHS[0], widest + 2), _WIDTHS[1])
