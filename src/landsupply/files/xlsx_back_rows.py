"""行转工作簿 · Rows that came without a workbook, as one: every cell as text, in its own row and column."""

from __future__ import annotations

import io
from collections.abc import Sequence

from landsupply.files.characters import printable
from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook
from landsupply.ledger.sheet import Sheet
from landsupply.measure.fault import IntegrityFault

_WIDEST = 40
_LOOKED_AT = 200  # rows by which a column's width is set


def rows_as_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """行转工作簿 · The workbook's bytes; sheets without a name are called `title`.

    IntegrityFault P903 for a text too long for a cell.
    """
    packed = io.BytesIO()
    book = text_workbook(packed)
    as_text = book.add_format({"num_format": "@"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name or title)
        for column, lane in enumerate(sheet.lanes):
            page.set_column(column, column, _width(lane.texts))
            for row, text in enumerate(lane.texts, start=sheet.first_row - 1):
                if text and page.write_string(row, column, printable(text), as_text):
                    raise IntegrityFault("P903", start=text[:40], length=len(text))
    book.close()
    return steady(packed.getvalue())


def _width(texts: Sequence[str]) -> int:
    longest = max((len(text.encode("gb18030", "replace")) for text in texts[:_LOOKED_AT]), default=0)
    return min(max(longest + 2, 9), _WIDEST)
