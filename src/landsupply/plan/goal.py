"""目标 · What a plan pursues once its targets are met, as integer weights on area.

A goal's value is the sum over items of area × weight, in units of 0.01 m² × weight: exact, and the same wherever it is
computed.
Principles: 郑州市市本级2024年度国有建设用地供应计划 二（二）2, 4, 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from landsupply.law.vocabulary import Origin

MONTHS = 12


class Goal(StrEnum):
    """目标 · A principle of the plan that can be weighed by area."""

    LIVELIHOOD = "民生优先"
    EXISTING_LAND = "存量优先"
    KEY_AND_EARLY = "重点与早供"


@dataclass(frozen=True, slots=True)
class Merit:
    """得分依据 · The facts of a parcel that goals weigh."""

    is_livelihood: bool
    is_existing: bool
    is_key_project: bool


def merit_of(livelihood: str | None, origin: Origin | None, level: str | None) -> Merit:
    """得分依据 · The merit that a parcel's declared facts give.

    存量 is read as 盘活口径: 现有建设用地 and land from the 存量库. An unknown origin earns nothing: it is not guessed.
    """
    existing = origin in (Origin.EXISTING, Origin.NEW_FROM_STOCK)
    return Merit(livelihood is not None, existing, level is not None)


def weight(goal: Goal, merit: Merit, month: int) -> int:
    """权重 · Points per unit of area when a parcel of this merit is supplied in the month (1..12).

    重点与早供: a key project counts as much as a year's head start, each month earlier counts one point.
    """
    if goal is Goal.LIVELIHOOD:
        return int(merit.is_livelihood)
    if goal is Goal.EXISTING_LAND:
        return int(merit.is_existing)
    return MONTHS * int(merit.is_key_project) + (MONTHS - month)
