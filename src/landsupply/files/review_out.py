"""核对表文件 · The review queue as a workbook: every cell a text, the conclusion chosen from a list.

It is filled in and comes back through `ledger.decision.read_decisions`.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from landsupply.files.characters import printable
from landsupply.files.steady_zip import steady
from landsupply.files.text_workbook import text_workbook
from landsupply.law.words import say
from landsupply.ledger.decision import Sameness
from landsupply.ledger.stated_rows import form_columns

#: Columns by the width they need; the reasons fold, and so does whatever is longer.
_WIDTHS = {"place": 6, "score": 6, "reasons": 48, "verdict": 10, "by": 12, "on": 12, "why": 28}
_WIDTH = 20
#: What somebody fills in stands out.
_FILLED_IN = ("verdict", "by", "on", "why")


def to_review(rows: Sequence[Sequence[str]]) -> bytes:
    """写核对表 · The header and rows of a review table as xlsx; the same bytes every time."""
    out = io.BytesIO()
    book = text_workbook(out)
    leaf = book.add_worksheet(say("F120"))
    head = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
    given, wanted = (book.add_format({**head, "bg_color": colour}) for colour in ("#DDE8F0", "#FFF2CC"))
    body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    leaf.freeze_panes(1, 0)
    for place, column in enumerate(form_columns("review")):
        leaf.set_column(place, place, _WIDTHS.get(column.field, _WIDTH))
        leaf.write_string(0, place, rows[0][place], wanted if column.field in _FILLED_IN else given)
        for number, row in enumerate(rows[1:], 1):
            leaf.write_string(number, place, printable(row[place]), body)
        if column.field == "verdict" and len(rows) > 1:
            _offer(leaf, place, len(rows) - 1)
    book.close()
    return steady(out.getvalue())


def _offer(leaf: Worksheet, place: int, last: int) -> None:
    """The conclusions to choose from; anything else is stopped while it is typed."""
    leaf.data_validation(
        1,
        place,
        last,
        place,
        {
            "validate": "list",
            "source": [one.value for one in Sameness],
            "error_title": say("F121"),
            "error_message": say("F122"),
        },
    )
