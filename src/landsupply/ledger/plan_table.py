"""计划指标表 · A table of planned totals by district, which is no list of parcels, known by its classes of use."""

from __future__ import annotations

from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import means

_SEARCHED_ROWS = 30
_FEWEST = 4  # a list of parcels may have a column or two named after a class


def plan_columns(sheet: Sheet) -> tuple[str, ...]:
    """指标列 · The headers named after classes of the plan, as written; none where too few make a table of totals."""
    for row in sheet.rows[:_SEARCHED_ROWS]:
        found = tuple(cell.text.strip() for cell in row if means("plan_class", cell.text))
        if len(found) >= _FEWEST:
            return found
    return ()
