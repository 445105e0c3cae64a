"""候选对 · Which records are worth comparing at all: those that share a number, a name, a place or an area.

Ten thousand records beside ten thousand make a hundred million pairs; only records that fall into one block are
compared. A block that grows too large is sorted by area and by name, and neighbours within it are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from landsupply.ledger.traits import Traits

#: Up to this size every pair of a block is compared; beyond it, each record with so many neighbours.
_LARGEST_BLOCK = 40
_NEIGHBOURS = 12
_RARE_GRAMS = 4
#: A pair of signs that more records have than this tells nothing apart.
_COMMON_GRAM = 60
#: A place between more roads than these is known by its first.
_MOST_ROADS = 6
_STEP = 10_000  # 0.01 hectares

Key = tuple[str, ...]


def candidate_pairs(traits: Sequence[Traits]) -> list[tuple[int, int]]:
    """候选对 · Pairs of places in the sequence, the smaller first, in order and each once."""
    found: set[tuple[int, int]] = set()
    for members in _blocks(traits).values():
        found.update(_pairs(members, traits))
    return sorted(found)


def _blocks(traits: Sequence[Traits]) -> Mapping[Key, list[int]]:
    blocks: dict[Key, list[int]] = {}
    names = Counter(gram for one in traits for gram in one.name_grams)
    places = Counter(gram for one in traits for gram in one.place_grams)
    for index, one in enumerate(traits):
        keys = dict.fromkeys((*_keys(one), *_rare("名", one.name_grams, names), *_rare("地", one.place_grams, places)))
        for key in keys:
            blocks.setdefault(key, []).append(index)
    return {key: members for key, members in blocks.items() if len(members) > 1}


def _keys(one: Traits) -> Iterator[Key]:
    for number in dict.fromkeys((one.loose, one.former, one.reserve)):
        if number:
            yield "number", number
    for code in one.codes:
        yield "code", code
    if one.name or one.marks:
        yield "name", one.name, *one.marks
        yield "core", one.name, one.district
    if one.place:
        yield "place", one.place
    roads = sorted(one.roads)[:_MOST_ROADS]
    for road, other in combinations(roads, 2):
        yield "roads", road, other
    if one.units:
        yield "area", str(one.units)
        yield from (("road", road, str((2 * one.units + _STEP) // (2 * _STEP))) for road in roads)


def _rare(kind: str, grams: frozenset[str], counts: Mapping[str, int]) -> Iterator[Key]:
    """The rarest pairs of signs that at least two records have."""
    shared = sorted((counts[gram], gram) for gram in grams if 1 < counts[gram] <= _COMMON_GRAM)
    return ((kind, gram) for _, gram in shared[:_RARE_GRAMS])


def _pairs(members: Sequence[int], traits: Sequence[Traits]) -> Iterable[tuple[int, int]]:
    if len(members) <= _LARGEST_BLOCK:
        return combinations(members, 2)
    by_area = sorted(members, key=lambda index: (traits[index].units, index))
    by_name = sorted(members, key=lambda index: (traits[index].name, traits[index].marks, index))
    return (*_neighbours(by_area), *_neighbours(by_name))


def _neighbours(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
            yield min(first, second), max(first, second)
