"""文本工作簿 · A workbook to write into: a text is no formula, link or number, and no clock is read."""

from __future__ import annotations

import io
from datetime import datetime

from xlsxwriter import Workbook

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EPOCH = datetime(1980, 1, 1)


def text_workbook(packed: io.BytesIO, made: datetime = _EPOCH) -> Workbook:
    """文本工作簿 · A new workbook that is packed there when closed; `made` is the day its properties name."""
    book = Workbook(packed, _OPTIONS)
    book.set_properties({"created": made})
    return book
