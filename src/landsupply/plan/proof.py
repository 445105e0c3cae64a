"""证明 · What is proven of a plan: per goal its value, the bound nobody can pass, the gap, the slack given away."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.certified import Certified
from landsupply.plan.goal import Goal


def gap_between(value: int, bound: int) -> Fraction:
    """差距 · bound − value, relative to the larger of both; never above one, zero where both are equal."""
    rest = bound - value
    return Fraction(rest, max(abs(bound), abs(value), rest)) if rest else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenGoal:
    """已证目标 · A goal's value in the plan and a bound on any plan's value, in units of 0.01 m² × weight.

    The bound holds for every plan that keeps the earlier goals at their `floor`, which is their value less the slack.
    It is the lower of two: `certified`, which anybody can recompute from `certificate` and the ledger, and `solver`,
    which is the solver's word. A goal that is held no further has no floor.
    """

    goal: Goal
    value: int
    bound: int
    slack: Fraction
    solver: int | None = None
    floor: int | None = None
    certificate: Certified | None = None

    def __post_init__(self) -> None:
        """Refuse a value that nothing can reach (C021), and a bound that is not the lower of the two (C100)."""
        if self.value > self.bound:
            raise IntegrityFault("C021", goal=self.goal.value, value=self.value, bound=self.bound)
        known = [bound for bound in (self.certified, self.solver) if bound is not None]
        if known and self.bound != min(known):
            raise IntegrityFault("C100", goal=self.goal.value, bound=self.bound, found=min(known))

    @property
    def certified(self) -> int | None:
        """已证上界 · The bound that the certificate states."""
        return self.certificate.certificate.bound if self.certificate else None

    @property
    def gap(self) -> Fraction:
        """差距 · bound − value, relative to the larger of both; never above one, zero where both are equal."""
        return gap_between(self.value, self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenMiss:
    """已证缺口 · What a plan misses in all, in points, and a certificate of what every plan misses.

    The certificate speaks of the problem in which sentences may be missed and nothing else is worth anything: what it
    bounds from above is the misses as a loss.
    """

    missed: int
    certificate: Certified

    @property
    def least(self) -> int:
        """最少缺口 · What every plan misses at least, in points."""
        return max(0, -(self.certificate.certificate.bound or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """证明 · The proven goals in their order, how the answer was reached, and the least misses where nothing fits."""

    goals: tuple[ProvenGoal, ...]
    method: str = ""
    misses: ProvenMiss | None = None

    @property
    def gap(self) -> Fraction:
        """差距 · The largest gap of any goal."""
        return max((goal.gap for goal in self.goals), default=Fraction(0))
