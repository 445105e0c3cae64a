"""来源口径 · Land approved and not yet supplied is stock when reviving land is spoken of, and new in the statistics."""

from __future__ import annotations

from enum import StrEnum

from landsupply.law.vocabulary import Origin


class OriginReading(StrEnum):
    """来源口径 · The two readings of the third origin; a table that sums by origin prints which one it uses."""

    REVIVAL = "盘活口径"
    STATISTICS = "统计口径"


def is_stock(origin: Origin, reading: OriginReading) -> bool:
    """是否存量 · Whether land of an origin counts as stock under a reading."""
    if origin is Origin.NEW_FROM_STOCK:
        return reading is OriginReading.REVIVAL
    return origin is Origin.EXISTING
