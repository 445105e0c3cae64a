"""单位存疑 · Two statements of one area that differ by just the factor between two units: proposed, never applied.

The factors are 15 (亩 and 公顷), 10 000 (平方米 and 公顷) and 2000/3 (平方米 and 亩), either way round, exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.rounding import half_up, nearest_integer

#: How far a quotient may lie from a factor; the same as the parameter `ledger.unit.tolerance`.
TOLERANCE = Fraction(5, 1000)
_HECTARE, _MU, _METRE = AreaUnit.HECTARE, AreaUnit.MU, AreaUnit.SQUARE_METRE
#: Factor, the unit in which the figure was read, the unit it fits.
_CONFUSIONS = (
    (Fraction(15), _HECTARE, _MU),
    (Fraction(10_000), _HECTARE, _METRE),
    (Fraction(2_000, 3), _MU, _METRE),
    (Fraction(1, 15), _MU, _HECTARE),
    (Fraction(1, 10_000), _METRE, _HECTARE),
    (Fraction(3, 2_000), _METRE, _MU),
)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """单位存疑 · The factor found, the unit a figure was read in, the one it fits, and the area in that one."""

    factor: Fraction
    read_in: AreaUnit
    fits: AreaUnit
    proposed: Area

    @property
    def ratio(self) -> str:
        """倍数 · The larger area over the smaller, printed: 15, 10000 or 666.67."""
        larger = max(self.factor, 1 / self.factor)
        return half_up(larger.numerator, larger.denominator, 0 if larger.denominator == 1 else 2)


def suspect_unit(stated: Area, reference: Area, tolerance: Fraction = TOLERANCE) -> Suspicion | None:
    """单位存疑 · Which unit a stated area may have been written in, going by a reference; None for no such factor."""
    if stated <= Area.ZERO or reference <= Area.ZERO:
        return None
    quotient = Fraction(stated.units, reference.units)
    for factor, read_in, fits in _CONFUSIONS:
        if abs(quotient / factor - 1) <= tolerance:
            return Suspicion(factor, read_in, fits, Area(nearest_integer(stated.units / factor)))
    return None
