"""判定 · Milestone verdicts compared exactly, by cross multiplication; only print is rounded."""

from __future__ import annotations

from fractions import Fraction

from landsupply.measure.area import Area


def required(total: Area, share: Fraction) -> Area:
    """节点应达 · The least area on the grid of 0.01 m² that reaches the share."""
    return Area(-(-total.units * share.numerator // share.denominator))


def reaches(done: Area, total: Area, share: Fraction) -> bool:
    """达到节点 · Whether the area done is at least the share of the total."""
    return done.units * share.denominator >= total.units * share.numerator


def margin(done: Area, total: Area, share: Fraction) -> Fraction:
    """余量 · Done less what the share asks, in units of 0.01 m², exact; negative when missed."""
    return done.units - total.units * share
