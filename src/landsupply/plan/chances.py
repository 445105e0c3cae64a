"""达成机会 · What delays do to a plan: how often each milestone is met, and how far what was to be kept is kept.

The scenarios are drawn afresh, never those by which a plan was found; areas in units of 0.01 m².
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from landsupply.measure.fault import IntegrityFault
from landsupply.plan.target import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """节点机会 · Of a milestone: what it requires, in how many scenarios it is met, what they reach.

    `mean` is whole units below; nine scenarios in ten reach `worst_tenth` or more.
    """

    line: Line
    required: int
    met: int
    mean: int
    worst_tenth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """稳妥线达成 · What a guarded milestone requires on average or in the worst scenarios, and what is reached."""

    line: Line
    required: int
    reached: int

    @property
    def miss(self) -> int:
        """缺口 · Units short, below nought; nought where it is kept."""
        return min(0, self.reached - self.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """达成机会 · Of every milestone of the brief, over so many scenarios of a seed; `exposed` items may be late."""

    seed: int
    scenarios: int
    exposed: int
    odds: tuple[Odds, ...]
    kept: tuple[Kept, ...] = ()

    def __post_init__(self) -> None:
        """Refuse more scenarios met than there are, or a seed or number that is none (S070)."""
        counts = [one.met for one in self.odds]
        if self.seed < 0 or self.scenarios < 1 or self.exposed < 0 or not all(0 <= n <= self.scenarios for n in counts):
            raise IntegrityFault("S070", scenarios=self.scenarios, met=max(counts, default=0))

    def probability(self, one: Odds) -> Fraction:
        """概率 · The part of the scenarios in which a milestone is met."""
        return Fraction(one.met, self.scenarios)
