"""错误清单 · The sheets of ours in a workbook written back: known by their first words, never read as a list."""

from __future__ import annotations

from landsupply.ledger.sheet import Sheet

#: The name of the list's sheet and the words in its first cell.
ERRATA_NAME = "错误清单"
ERRATA_MARK = "供地计划·错误清单"
#: The hidden sheet that remembers which styles lie beneath the marks.
MARKS_NAME = "供地计划标记"
MARKS_MARK = "供地计划·标记样式"

#: A sender may have put lines above.
_LOOKED_AT = 5


def is_errata(sheet: Sheet) -> bool:
    """是否错误清单 · Whether a sheet was put into the workbook by writing it back; such a sheet is no list."""
    if not sheet.lanes:
        return False
    return any(text.strip() in (ERRATA_MARK, MARKS_MARK) for text in sheet.lanes[0].texts[:_LOOKED_AT])
