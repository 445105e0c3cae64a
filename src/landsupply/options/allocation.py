"""划拨目录项目 · Under which item of the catalogue land is allocated: the one stated, else those its use may mean."""

from __future__ import annotations

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse
from landsupply.ledger.parcel import Parcel
from landsupply.options.uses import gb_codes
from landsupply.prepare.dated import in_force

ITEMS = "mode.allocation.items"
_ITEM_OF = "mode.allocation.item_of"


def stated_item(parcel: Parcel) -> int | None:
    """所填目录项 · The number of the item that the list states."""
    return parcel.circumstances.allocation_item if parcel.circumstances else None


def is_item(number: int, rules: Rules) -> bool:
    """有此项 · Whether the catalogue of the day has so many items."""
    items = in_force(rules, ITEMS)
    return items is not None and 1 <= number <= len(items.names())


def catalogue_items(parcel: Parcel, use: LandUse, rules: Rules) -> tuple[str, ...]:
    """划拨目录项目 · The names of the item stated, else of every item that the use may fall under."""
    items, by_use, stated = in_force(rules, ITEMS), in_force(rules, _ITEM_OF), stated_item(parcel)
    if items is None:
        return ()
    if stated is not None:
        return (items.names()[stated - 1],) if is_item(stated, rules) else ()
    if by_use is None:
        return ()
    known = (by_use.table().get(code) for code in gb_codes(use, rules))
    numbers = [number for one in known if isinstance(one, tuple) for number in one if isinstance(number, int)]
    return tuple(items.names()[number - 1] for number in dict.fromkeys(numbers))
