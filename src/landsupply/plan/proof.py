"""证明 · What is proven of a plan: per goal its value, the bound nobody can pass, the gap, the slack given away."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.goal import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenGoal:
    """已证目标 · A goal's value in the plan and a bound on any plan's value, in units of 0.01 m² × weight.

    The bound holds for every plan that keeps the earlier goals at their values less their slack.
    """

    goal: Goal
    value: int
    bound: int
    slack: Fraction

    def __post_init__(self) -> None:
        """Refuse a value that nothing can reach (C021)."""
        if self.value > self.bound:
            raise IntegrityFault("C021", goal=self.goal.value, value=self.value, bound=self.bound)

    @property
    def gap(self) -> Fraction:
        """差距 · bound − value, relative to the larger of both; never above one, zero where both are equal."""
        rest = self.bound - self.value
        return Fraction(rest, max(abs(self.bound), abs(self.value), rest)) if rest else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """证明 · The proven goals in their order, and how the answer was reached."""

    goals: tuple[ProvenGoal, ...]
    method: str = ""

    @property
    def gap(self) -> Fraction:
        """差距 · The largest gap of any goal."""
        return max((goal.gap for goal in self.goals), default=Fraction(0))
