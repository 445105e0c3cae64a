"""最低价 · The least that a parcel may be granted for in a use: by grade of industrial land, by base price, by cost.

Exact: yuan a square metre times units of 0.01 m² are fen. What the list and the place do not state is named as
missing, and then there is no figure. Sources: 国土资发〔2006〕307号 and 〔2009〕56号 for industry, 〔2010〕34号 for
real estate, 国土资源部令第21号 for agreements; each by its own parameter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import AGREEMENT, LandUse, Mode, fold
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.measure.money import Money
from landsupply.options.intensive import Intensive, asks_for_intensive_use, intensive_use
from landsupply.options.uses import is_industrial, is_real_estate
from landsupply.prepare.dated import in_force, place_fact

GRADES = "industry.grades"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFloor:
    """最低价 · The least price, None where `missing` fields or facts of the place would be needed to tell it."""

    least: Money | None
    bases: tuple[Dated, ...]
    missing: tuple[str, ...] = ()


def price_floor(parcel: Parcel, use: LandUse, mode: Mode, area: Area, rules: Rules) -> PriceFloor | None:
    """最低价 · For an area of a parcel in a use; None where the law of the day sets no least price for it."""
    if not mode.paid:
        return None
    if is_industrial(use, rules):
        return _of_industry(parcel, area, rules)
    share = in_force(rules, "agreement.price.share" if mode.code == AGREEMENT else "price.floor.share")
    if share is None or not (mode.code == AGREEMENT or (mode.open and is_real_estate(use, rules))):
        return None
    base = parcel.circumstances.base_price if parcel.circumstances else None
    if base is None:
        return PriceFloor(least=None, bases=(share,), missing=("base_price",))
    return PriceFloor(least=_fen(base * share.exact(), area), bases=(share,))


def _of_industry(parcel: Parcel, area: Area, rules: Rules) -> PriceFloor | None:
    standard = in_force(rules, "industry.price.floor")
    if standard is None:
        return None
    grade, factor = grade_of(parcel, rules), price_factor(parcel, rules)
    price = standard.table().get(str(grade)) if grade is not None else None
    missing = () if isinstance(price, int | Fraction) else ("grade",)
    if factor is not None and (doubts := _doubts(parcel, grade, rules)):
        factor, missing = (None, missing) if doubts.short else (factor, (*missing, *doubts.missing))
    if missing or not isinstance(price, int | Fraction):
        return PriceFloor(least=None, bases=(standard,), missing=missing)
    least = _fen(price * (factor.share if factor else Fraction(1)), area)
    bases: tuple[Dated, ...] = (standard, factor.basis) if factor else (standard,)
    cost, rule = parcel.prices.reserve_cost if parcel.prices else None, in_force(rules, "industry.price.cost_floor")
    if factor is not None and cost is not None and rule is not None and cost > least:
        return PriceFloor(least=cost, bases=(*bases, rule))
    return PriceFloor(least=least, bases=bases)


def _doubts(parcel: Parcel, grade: int | None, rules: Rules) -> Intensive | None:
    """What stands against an exception for intensive use; None where nothing does or none is asked for."""
    named = parcel.circumstances.price_exception if parcel.circumstances else None
    found = intensive_use(parcel, grade, rules) if named and asks_for_intensive_use(named, rules) else None
    return None if found is None or found.is_shown else found


@dataclass(frozen=True, slots=True)
class PriceFactor:
    """地价例外 · The share of the standard that a stated exception leaves."""

    share: Fraction
    basis: Dated


def price_factor(parcel: Parcel, rules: Rules) -> PriceFactor | None:
    """地价例外 · The exception that the list states and the law of the day knows; None where it states none."""
    stated = parcel.circumstances.price_exception if parcel.circumstances else None
    known = in_force(rules, "industry.price.exceptions")
    share = named_share(known, stated) if stated else None
    return PriceFactor(share, known) if known and share is not None else None


def named_share(known: Dated | None, name: str) -> Fraction | None:
    """所称例外 · The share of the exception that is meant by a name, however it is spelt; None where none is."""
    shares = {fold(case): share for case, share in known.table().items()} if known else {}
    found = shares.get(fold(name))
    return Fraction(found) if isinstance(found, int | Fraction) else None


def grade_of(parcel: Parcel, rules: Rules) -> int | None:
    """土地等别 · What the list and the place agree on, or the one of them that states it.

    Where they differ, the place's where the bureau has confirmed it, else none.
    """
    own, (table, found) = _stated_grade(parcel), _grade_of_place(parcel, rules)
    if own is None or found is None or own == found:
        return found if own is None else own
    return found if table is not None and table.blocks else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedGrade:
    """等别不一 · The grade of the list and that of the place's table, which nobody has confirmed."""

    table: Dated
    own: int
    found: int


def disputed_grade(parcel: Parcel, rules: Rules) -> DisputedGrade | None:
    """等别不一 · Where the list and the place differ and neither is known to be right."""
    own, (table, found) = _stated_grade(parcel), _grade_of_place(parcel, rules)
    if own is None or found is None or table is None or own == found or table.blocks:
        return None
    return DisputedGrade(table=table, own=own, found=found)


def _stated_grade(parcel: Parcel) -> int | None:
    return parcel.circumstances.grade if parcel.circumstances else None


def _grade_of_place(parcel: Parcel, rules: Rules) -> tuple[Dated | None, int | None]:
    grades = place_fact(rules, GRADES)
    found = grades.table().get(parcel.district) if grades and parcel.district else None
    return grades, found if isinstance(found, int) else None


def together(floors: Sequence[PriceFloor | None]) -> PriceFloor | None:
    """合计最低价 · The floors of the parts of a mixed parcel in one; a part without a floor adds nothing."""
    known = [floor for floor in floors if floor is not None]
    if not known:
        return None
    bases = tuple(dict.fromkeys(basis.basis.instrument for floor in known for basis in floor.bases))
    by_instrument = {basis.basis.instrument: basis for floor in known for basis in floor.bases}
    missing = tuple(dict.fromkeys(name for floor in known for name in floor.missing))
    fen = sum(floor.least.fen for floor in known if floor.least)
    least = None if missing else Money(fen)
    return PriceFloor(least=least, bases=tuple(by_instrument[name] for name in bases), missing=missing)


def _fen(yuan: Fraction, area: Area) -> Money:
    """Yuan a square metre for an area: 100 fen times a hundredth of a square metre."""
    return up_to_the_fen(yuan * area.units)


def up_to_the_fen(sum_: Fraction) -> Money:
    """进到分 · The least whole sum of fen that reaches an exact one."""
    return Money(-(-sum_.numerator // sum_.denominator))
