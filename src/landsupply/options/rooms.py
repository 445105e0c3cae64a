"""限额余地 · What the law's ceilings leave of a ledger's land: each with what stands under it and what asks for it.

A rule on a sum is kept by each parcel that fits alone; only beside the sum can a reader see that not all of them fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LISTING, LandUse
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.mixed_use import part_areas
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area
from landsupply.options.ceilings import Ceiling, ceilings
from landsupply.options.rules.asking import titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """限额余地 · A ceiling, the land supplied or noticed that uses it up, and all other land that would count."""

    ceiling: Ceiling
    standing: Area
    asking: Area

    @property
    def is_short(self) -> bool:
        """是否不足 · Whether not all land that would count fits."""
        return self.asking.units > max(0, self.ceiling.most.units - self.standing.units)

    @property
    def name(self) -> str:
        """限额名称 · The batch, or the place's fact, or the rule."""
        figure, card = self.ceiling.figure, rule_catalogue()[self.ceiling.rule]
        return self.ceiling.name or (titles([figure.id]) if figure else card.title)


def rooms(ledger: Ledger, rules: Rules) -> tuple[Room, ...]:
    """限额余地 · One for each ceiling of the day; parcels by their declared use and mode, listing where none is."""
    return tuple(_room(one, ledger, rules) for one in ceilings(rules, ledger))


def rooms_form(found: tuple[Room, ...]) -> list[dict[str, object]]:
    """限额余地形式 · Hectares as text, and whether the ceiling binds."""
    return [
        {
            "rule": one.ceiling.rule,
            "name": one.name,
            "most": one.ceiling.most.hectares,
            "standing": one.standing.hectares,
            "asking": one.asking.hectares,
            "blocks": one.ceiling.binds,
        }
        for one in found
    ]


def _room(ceiling: Ceiling, ledger: Ledger, rules: Rules) -> Room:
    standing, asking = Area.ZERO, Area.ZERO
    for parcel in ledger.parcels:
        if parcel.supplied is not None and parcel.supplied.year != rules.day.year:
            continue
        area = Area.total(_counted(ceiling, parcel, rules))
        if parcel.supplied is None and parcel.noticed is None:
            asking += area
        else:
            standing += area
    return Room(ceiling=ceiling, standing=standing, asking=asking)


def _counted(ceiling: Ceiling, parcel: Parcel, rules: Rules) -> Iterator[Area]:
    if ceiling.members is not None and parcel.id not in ceiling.members:
        return
    mode = parcel.mode or rules.vocabulary.mode(LISTING)
    for use, area in _by_use(parcel):
        if mode is not None and ceiling.counts(parcel, use, mode, rules):
            yield area


def _by_use(parcel: Parcel) -> Iterator[tuple[LandUse, Area]]:
    if parcel.area is None:
        return
    if parcel.use is not None:
        yield parcel.use, parcel.area
    elif parcel.use_shares:
        uses = (one.use for one in parcel.use_shares)
        yield from zip(uses, part_areas(parcel.area, parcel.use_shares), strict=True)
