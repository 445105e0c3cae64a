"""台账数 · The whole numbers that the ledger states of a parcel, as far as targets and goals count them."""

from __future__ import annotations

from collections.abc import Iterable

from landsupply.law.vocabulary import Mode
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.price import Prices
from landsupply.measure.money import Money
from landsupply.plan.target import Measure


def amounts_of(parcel: Parcel, mode: Mode, measures: Iterable[Measure]) -> tuple[tuple[Measure, int], ...]:
    """台账数 · Each measure with its number for the whole parcel supplied in the mode, as far as stated."""
    found = ((one, amount_of(parcel, mode, one)) for one in measures)
    return tuple((one, number) for one, number in found if number is not None)


def amount_of(parcel: Parcel, mode: Mode, measure: Measure) -> int | None:
    """台账数 · The number in fen or in units of 0.01 m², None where the ledger does not state it."""
    if measure is Measure.BUILDING_AREA:
        area = parcel.conditions.building_area if parcel.conditions else None
        return area.units if area else None
    if measure is Measure.REVENUE and not mode.paid:
        return 0
    money = _money(parcel.prices or Prices(), measure)
    return money.fen if money else None


def _money(prices: Prices, measure: Measure) -> Money | None:
    """Revenue is the deal if there was one, else what the land is offered for, else what it was appraised at."""
    if measure is Measure.REVENUE:
        stated = (prices.deal_price, prices.start_price, prices.appraised_price)
        return next((one for one in stated if one is not None), None)
    return {
        Measure.COST: prices.reserve_cost,
        Measure.START_PRICE: prices.start_price,
        Measure.APPRAISED_PRICE: prices.appraised_price,
        Measure.DEAL_PRICE: prices.deal_price,
    }[measure]
