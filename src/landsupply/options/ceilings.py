"""限额 · What the law allows of some land in all: no plan may list more of it, however good the rest is.

A ceiling holds once its basis is statute or confirmed by the bureau; until then it is only said. Supplies already made
this year use it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.options.option import Option
from landsupply.options.uses import is_housing, is_public_housing
from landsupply.prepare.dated import in_force, place_fact

_UNITS_PER_HECTARE = 1_000_000
#: Whether land of a parcel in a use, supplied by a mode, counts under a ceiling.
Counts = Callable[[Parcel, LandUse, Mode, Rules], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """限额 · The most that may be supplied in the year of the land that counts, and the rule it comes from."""

    rule: str
    most: Area
    basis: Dated
    counts: Counts

    @property
    def binds(self) -> bool:
        """是否约束 · Whether its basis is statute or confirmed, so that the plan must keep it."""
        return self.basis.blocks


def ceilings(rules: Rules) -> Iterator[Ceiling]:
    """限额 · Every ceiling of the day, whether it binds or is only said."""
    for find in CEILINGS:
        found = find(rules)
        if found is not None:
            yield found


def commercial_housing_within_what_is_revived(rules: Rules) -> Ceiling | None:
    """盘活多少供应多少 · New commercial housing up to the housing land revived this year.

    Where unsold housing would last more than `housing.clearance.match` months; none is new beyond
    `housing.clearance.pause` months. None where the months or the land revived are not stated for the day.
    """
    pause, match = in_force(rules, "housing.clearance.pause"), in_force(rules, "housing.clearance.match")
    months, revived = place_fact(rules, "housing.clearance.months"), place_fact(rules, "housing.revived.area")
    if pause is None or match is None or months is None or months.exact() <= match.exact():
        return None
    if months.exact() > pause.exact():
        return Ceiling(rule="HS-01", most=Area.ZERO, basis=pause, counts=is_commercial_housing)
    if revived is None:
        return None
    most = Area(int(revived.exact() * _UNITS_PER_HECTARE))  # whole 0.01 m², never more than stated
    return Ceiling(rule="HS-01", most=most, basis=match, counts=is_commercial_housing)


def is_commercial_housing(parcel: Parcel, use: LandUse, mode: Mode, rules: Rules) -> bool:
    """商品住宅用地出让 · Housing granted in open competition, and of no kind that counts as public housing."""
    return mode.open and is_housing(use, rules) and not is_public_housing(parcel, use, rules)


def counted(ceiling: Ceiling, parcel: Parcel, option: Option, rules: Rules) -> tuple[LandUse, ...]:
    """计入用途 · The uses of an option that count under a ceiling; of a mixed parcel, perhaps only one."""
    return tuple(one.use for one in option.by_use() if ceiling.counts(parcel, one.use, option.mode, rules))


CEILINGS = (commercial_housing_within_what_is_revived,)
