"""合规判定 · What a rule says of something: kept, broken, not applicable, or not to be told for want of a fact."""

from __future__ import annotations

from enum import StrEnum


class Ruling(StrEnum):
    """合规判定 · Missing facts are never held against anybody; outside means that the matter is not in the plan."""

    KEPT = "符合"
    BROKEN = "违反"
    NOT_APPLICABLE = "不适用"
    CANNOT_TELL = "不能判定"
    OUTSIDE = "不在计划内"
