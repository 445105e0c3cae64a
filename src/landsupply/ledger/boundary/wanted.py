"""管控方向 · What a constraint layer asks of land; apart from the geometry, for rules that only read it."""

from __future__ import annotations

from enum import StrEnum


class Wanted(StrEnum):
    """管控方向 · Whether land should keep out of a layer, lie inside it, or is only to be told."""

    OUTSIDE = "应避让"
    INSIDE = "应在其内"
    TOLD = "仅统计"
