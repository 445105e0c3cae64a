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
from landsupply.ledger.batch import drawn_on
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import UNITS_PER_HECTARE, Area
from landsupply.options.option import Option
from landsupply.options.rules.quota import Account, account_of, is_new
from landsupply.options.uses import is_housing, is_public_housing
from landsupply.prepare.dated import in_force, place_fact

#: Whether land of a parcel in a use, supplied by a mode, counts under a ceiling.
Counts = Callable[[Parcel, LandUse, Mode, Rules], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """限额 · The most that may be supplied in the year of the land that counts, and the rule it comes from.

    `code` says that it is exceeded, `name` whose account it is where a rule has several, `figure` is the amount where a
    bureau states it of itself, `members` are the parcels that may count where they are known.
    """

    rule: str
    most: Area
    basis: Dated
    counts: Counts
    code: str = "C070"
    name: str = ""
    figure: Dated | None = None
    members: frozenset[str] | None = None

    @property
    def binds(self) -> bool:
        """是否约束 · Whether its basis and its figure are statute or confirmed, so that the plan must keep it."""
        return self.basis.blocks and (self.figure is None or self.figure.blocks)


def ceilings(rules: Rules, ledger: Ledger | None = None) -> Iterator[Ceiling]:
    """限额 · Every ceiling of the day, whether it binds or is only said; of batches where a ledger has them."""
    for find in CEILINGS:
        found = find(rules)
        if found is not None:
            yield found
    if ledger is not None:
        yield from batch_balances(ledger, rules)


def batch_balances(ledger: Ledger, rules: Rules) -> Iterator[Ceiling]:
    """批次余额 · One for each batch that cannot hold all land of the ledger that names it; no batch goes negative."""
    basis = in_force(rules, "quota.new_land.drawn")
    if basis is None:
        return
    for batch, members in drawn_on(ledger.batches, (one for one in ledger.parcels if is_new(one))):
        if batch is not None and Area.total(one.area for one in members if one.area) > batch.balance:
            yield Ceiling(
                rule="PL-09",
                most=batch.balance,
                basis=basis,
                counts=_is_drawn,
                code="C072",
                name=batch.number,
                members=frozenset(one.id for one in members),
            )


def new_land_within_the_quota(rules: Rules) -> Ceiling | None:
    """年度指标 · New land still to be approved, up to the place's quota of the year; key projects stand apart."""
    return _quota(rules, Account.YEAR, "C073")


def key_projects_within_their_quota(rules: Rules) -> Ceiling | None:
    """重点项目指标 · The same of projects of the state and the province, which draw on an account of their own."""
    return _quota(rules, Account.KEY, "C074")


def _quota(rules: Rules, account: Account, code: str) -> Ceiling | None:
    basis, quota = in_force(rules, "quota.new_land.drawn"), place_fact(rules, account.value)
    if basis is None or quota is None:
        return None

    def counts(parcel: Parcel, use: LandUse, mode: Mode, rules: Rules) -> bool:
        del use, mode, rules
        return parcel.supplied is None and account_of(parcel.origin, parcel.batch, parcel.level) is account

    most = Area(int(quota.exact() * UNITS_PER_HECTARE))
    return Ceiling(rule="PL-09", most=most, basis=basis, counts=counts, code=code, figure=quota)


def _is_drawn(parcel: Parcel, use: LandUse, mode: Mode, rules: Rules) -> bool:
    """What is supplied stands in the batch's own figures already."""
    del use, mode, rules
    return parcel.supplied is None


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
    most = Area(int(revived.exact() * UNITS_PER_HECTARE))  # whole 0.01 m², never more than stated
    return Ceiling(rule="HS-01", most=most, basis=match, counts=is_commercial_housing)


def is_commercial_housing(parcel: Parcel, use: LandUse, mode: Mode, rules: Rules) -> bool:
    """商品住宅用地出让 · Housing granted in open competition, and of no kind that counts as public housing."""
    return mode.open and is_housing(use, rules) and not is_public_housing(parcel, use, rules)


def counted(ceiling: Ceiling, parcel: Parcel, option: Option, rules: Rules) -> tuple[LandUse, ...]:
    """计入用途 · The uses of an option that count under a ceiling; of a mixed parcel, perhaps only one."""
    if ceiling.members is not None and parcel.id not in ceiling.members:
        return ()
    return tuple(one.use for one in option.by_use() if ceiling.counts(parcel, one.use, option.mode, rules))


CEILINGS = (
    commercial_housing_within_what_is_revived,
    new_land_within_the_quota,
    key_projects_within_their_quota,
)
