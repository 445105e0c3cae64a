"""划拨目录项目 · Under which item of the catalogue land is allocated: the one stated, else those its use may mean."""

from __future__ import annotations

from enum import Enum

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Scheme
from landsupply.ledger.parcel import Parcel
from landsupply.options.uses import gb_codes
from landsupply.prepare.dated import in_force

ITEMS = "mode.allocation.items"
_ITEM_OF = "mode.allocation.item_of"
_WORDS = "mode.allocation.grounds.words"


class Fit(Enum):
    """目录对应 · What is stated of a parcel, held against the catalogue of allocated land.

    NAMED: the item stated may hold such a use, or the ground stated names the catalogue. UNSTATED: some item may hold
    the use and none is stated. GROUNDED: the same, with a ground that does not name the catalogue. EXCLUDED: no item
    holds such a use, or not the one stated.
    """

    NAMED = "named"
    UNSTATED = "unstated"
    GROUNDED = "grounded"
    EXCLUDED = "excluded"


def stated_item(parcel: Parcel) -> int | None:
    """所填目录项 · The number of the item that the list states."""
    return parcel.circumstances.allocation_item if parcel.circumstances else None


def is_item(number: int, rules: Rules) -> bool:
    """有此项 · Whether the catalogue of the day has so many items."""
    items = in_force(rules, ITEMS)
    return items is not None and 1 <= number <= len(items.names())


def item_name(number: int, rules: Rules) -> str:
    """目录项名称 · The name of an item of the catalogue of the day; empty where there is none of that number."""
    items = in_force(rules, ITEMS)
    return items.names()[number - 1] if items is not None and is_item(number, rules) else ""


def items_of(use: LandUse, rules: Rules) -> tuple[int, ...]:
    """可能所属目录项 · The items that the use may fall under, by any code of the national standard that it may have."""
    by_use = in_force(rules, _ITEM_OF)
    table = by_use.table() if by_use else {}
    codes = gb_codes(use, rules) or _akin(use, rules)
    known = [one for key, one in table.items() if isinstance(key, str) and key.startswith(codes)]
    numbers = [number for one in known if isinstance(one, tuple) for number in one if isinstance(number, int)]
    return tuple(dict.fromkeys(numbers))


def _akin(use: LandUse, rules: Rules) -> tuple[str, ...]:
    """Of a class of the guide that the crosswalk pairs with nothing: the codes of what it is part of or holds."""
    if use.scheme is not Scheme.GUIDE2023:
        return ()
    pairs = ((match.guide.code, match.gb.code) for match in rules.vocabulary.crosswalk)
    return tuple(gb for guide, gb in pairs if use.code.startswith(guide) or guide.startswith(use.code))


def fit(parcel: Parcel, use: LandUse, rules: Rules) -> Fit:
    """目录对应 · How the item and the ground that are stated answer to what the use may be allocated as."""
    may_be, item = items_of(use, rules), stated_item(parcel)
    if not may_be or (item is not None and item not in may_be):
        return Fit.EXCLUDED
    if item is not None:
        return Fit.NAMED
    if parcel.grounds is None:
        return Fit.UNSTATED
    words = in_force(rules, _WORDS)
    is_named = words is not None and any(word in parcel.grounds for word in words.names())
    return Fit.NAMED if is_named else Fit.GROUNDED


def catalogue_items(parcel: Parcel, use: LandUse, rules: Rules) -> tuple[str, ...]:
    """划拨目录项目 · The name of the item stated, else of every item that the use may fall under."""
    item = stated_item(parcel)
    numbers = items_of(use, rules) if item is None else (item,)
    return tuple(name for number in numbers if (name := item_name(number, rules)))
