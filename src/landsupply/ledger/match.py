"""比对 · Records of several lists that may be one parcel, as a queue to be reviewed; nothing is merged here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from landsupply.law.rulebook import Rules
from landsupply.ledger.candidates import candidate_pairs
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.resemblance import Evidence, Reason, Scale, evidence, overlap_evidence, scale_of
from landsupply.ledger.traits import Traits, traits_of, without_common
from landsupply.measure.fault import InputFault
from landsupply.measure.rounding import half_up

#: The share of the smaller outline that lies within the other, by the keys of two records in their order.
Overlaps = Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """来源清单 · One list with its name, unique among those compared, its kind if known, and its ledger."""

    name: str
    kind: ListKind | None
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """在册宗地 · A parcel as one list has it; the key is the list's name and the parcel's identity there."""

    key: str
    source_list: SourceList
    parcel: Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """疑似对 · Two records that may be one parcel: their keys in order, the score, and the reasons."""

    first: str
    second: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """核对清单 · The lists compared and every pair to be looked at, the likeliest first."""

    lists: tuple[SourceList, ...]
    pairs: tuple[Pair, ...]
    compared: int
    records: Mapping[str, Listed] = field(repr=False)


def name_lists(lists: Sequence[tuple[ListKind | None, Ledger]]) -> tuple[SourceList, ...]:
    """清单定名 · Each list named by its kind, or by its kind and file where a kind comes twice or is unknown."""
    counts = Counter(kind for kind, _ in lists)
    named = [_list_name(kind, ledger, counts[kind]) for kind, ledger in lists]
    return tuple(
        SourceList(name=name, kind=kind, ledger=ledger) for name, (kind, ledger) in zip(named, lists, strict=True)
    )


def _list_name(kind: ListKind | None, ledger: Ledger, count: int) -> str:
    files = "+".join(dict.fromkeys(source.file for source in ledger.sources))
    if kind is None:
        return files
    return kind.value if count == 1 else f"{kind.value}:{files}"


def record_key(name: str, identity: str) -> str:
    """记录键 · How a record of a list is called in decisions, whatever row it stands on."""
    return f"{name}#{identity}"


def match(lists: Sequence[SourceList], rules: Rules, overlaps: Overlaps | None = None) -> Review:
    """比对清单 · Every pair whose score reaches the queue's, over all lists and within each.

    InputFault L251 where two lists have one name.
    """
    records = _records(lists)
    traits = _traits(records, rules)
    shares = dict(overlaps or {})
    candidates = _with_overlaps(candidate_pairs(traits), records, shares)
    scale = scale_of(rules)
    pairs = [
        pair
        for first, second in candidates
        if (pair := _pair((records[first], records[second]), (traits[first], traits[second]), shares, scale))
    ]
    return Review(
        lists=tuple(lists),
        pairs=tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second))),
        compared=len(candidates),
        records={one.key: one for one in records},
    )


def _traits(records: Sequence[Listed], rules: Rules) -> list[Traits]:
    """In the order of the records; what is common within a list is not compared."""
    most = rules.parameter("ledger.match.common").whole()
    found: list[Traits] = []
    for _, members in groupby(records, key=lambda record: record.source_list.name):
        found += without_common([traits_of(one.parcel, rules.place) for one in members], most)
    return found


def _records(lists: Sequence[SourceList]) -> list[Listed]:
    """In the order of lists and identities, so that the order of lists and rows plays no part."""
    twice = [name for name, count in Counter(one.name for one in lists).items() if count > 1]
    if twice:
        raise InputFault("L251", name=twice[0])
    found = (
        Listed(key=record_key(one.name, parcel.id), source_list=one, parcel=parcel)
        for one in lists
        for parcel in one.ledger.parcels
    )
    return sorted(found, key=lambda record: (record.source_list.name, record.parcel.id))


def _with_overlaps(
    pairs: Sequence[tuple[int, int]], records: Sequence[Listed], shares: Overlaps
) -> list[tuple[int, int]]:
    """Records whose outlines meet are compared even where nothing else brings them together."""
    places = {record.key: place for place, record in enumerate(records)}
    drawn = [
        (min(places[one], places[other]), max(places[one], places[other]))
        for one, other in shares
        if one in places and other in places and one != other
    ]
    return sorted({*pairs, *drawn})


def _pair(records: tuple[Listed, Listed], traits: tuple[Traits, Traits], shares: Overlaps, scale: Scale) -> Pair | None:
    first, second = records
    found = [*evidence(*traits, scale), *_list_evidence(first, second)]
    share = shares.get((first.key, second.key), shares.get((second.key, first.key)))
    if share is not None:
        found.append(overlap_evidence(share, scale))
    score = sum(scale.points[one] for one in found)
    if score < scale.queue:
        return None
    reasons = tuple(_reason(one, records, share, scale) for one in found)
    return Pair(first=first.key, second=second.key, score=score, reasons=reasons)


def _list_evidence(first: Listed, second: Listed) -> Iterator[Evidence]:
    if first.source_list is second.source_list:
        yield Evidence.LIST_SAME


def _reason(one: Evidence, records: tuple[Listed, Listed], share: Fraction | None, scale: Scale) -> Reason:
    first, second = (_shown(one, record, share) for record in records)
    return Reason(evidence=one, points=scale.points[one], first=first, second=second)


def _shown(one: Evidence, record: Listed, share: Fraction | None) -> str:
    """What a record says of the aspect that the evidence is about."""
    parcel = record.parcel
    aspect = one.name.partition("_")[0]
    shown = {
        "NUMBER": parcel.id,
        "FORMER": parcel.carried_from or parcel.id,
        "RESERVE": parcel.reserve_number or parcel.id,
        "CODE": parcel.name or parcel.id,
        "NAME": parcel.name,
        "MARKS": parcel.name,
        "AREA": parcel.area.hectares if parcel.area else "",
        "USE": parcel.use.name if parcel.use else "",
        "DISTRICT": parcel.district or "",
        "DATE": str(parcel.supplied or parcel.noticed or ""),
        "BATCH": parcel.batch or "",
        "OVERLAP": half_up(100 * share.numerator, share.denominator, 1) + "%" if share else "0%",
        "LIST": record.source_list.name,
    }
    return shown.get(aspect, parcel.location)
