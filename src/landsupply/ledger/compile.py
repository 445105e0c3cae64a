"""合成台账 · One ledger from many lists: records decided to be one are joined, every other stands for itself.

In order: groups by decision, each field by the authority of its list, corrections replayed, lineage followed. What was
not taken stays beside what was, and pairs that nobody has decided yet are said with the land at stake.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.batch import batch_issues
from landsupply.ledger.correction import Correction, Replay, replay
from landsupply.ledger.decision import Decision, Sameness, clusters, groups, latest
from landsupply.ledger.issue import Issue
from landsupply.ledger.joined import Joined, join, record_issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.lineage import Followed, LineageEvent, follow
from landsupply.ledger.match import Listed, Pair, Review
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.precedence import Precedence, precedence_of, rank
from landsupply.ledger.review import open_pairs
from landsupply.ledger.united import United, absent_parcels, unite
from landsupply.measure.area import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """合成结果 · The ledger, and what each of its records was made of.

    `joined` gives the records of the lists behind each identity, `applied` the corrections that were, `ended` the
    records that became others, `open_pairs` what is still to be decided.
    """

    ledger: Ledger
    joined: Mapping[str, Joined]
    applied: tuple[Correction, ...]
    ended: tuple[Parcel, ...]
    open_pairs: tuple[Pair, ...]


def compile_ledger(
    review: Review,
    rules: Rules,
    decisions: Sequence[Decision] = (),
    corrections: Sequence[Correction] = (),
    lineage: Sequence[LineageEvent] = (),
) -> Compiled:
    """合成台账 · The one ledger of all lists under review.

    InputFault L255 where decisions contradict each other, L280 and L281 where lineage does.
    """
    held, overtaken = latest(decisions)
    grouped = groups(review.records, held.values())
    precedence = precedence_of(rules)
    joined = _identified([join([review.records[key] for key in group], precedence) for group in grouped], precedence)
    names = {member.key: one.parcel.id for one in joined for member in one.members}
    mended = replay((one.parcel for one in joined), names, corrections, rules)
    followed = follow(tuple(mended.parcels[one.parcel.id] for one in joined), lineage)
    waiting = tuple(open_pairs(review, grouped, tuple(_different(held.values()))))
    said = (
        *_about_decisions(review, held.values(), overtaken),
        *(issue for one in joined for issue in one.issues),
        *mended.issues,
        *followed.issues,
        *_about_open(review, waiting),
    )
    return _compiled(review, joined, mended, followed, (waiting, said))


def _compiled(
    review: Review,
    joined: Sequence[Joined],
    mended: Replay,
    followed: Followed,
    rest: tuple[tuple[Pair, ...], Sequence[Issue]],
) -> Compiled:
    ledgers = [one.ledger for one in review.lists]
    beside = unite(review.lists)
    waiting, said = rest
    return Compiled(
        ledger=Ledger(
            parcels=tuple(sorted(followed.live, key=lambda parcel: parcel.id)),
            issues=(
                *(issue for one in ledgers for issue in one.issues),
                *said,
                *_about_accounts(beside, followed.live, joined),
            ),
            sources=tuple(dict.fromkeys(source for one in ledgers for source in one.sources)),
            projects=beside.projects,
            batches=beside.batches,
            reserves=beside.reserves,
        ),
        joined={one.parcel.id: one for one in joined},
        applied=tuple(mended.applied),
        ended=followed.ended,
        open_pairs=waiting,
    )


def _about_accounts(beside: United, live: Sequence[Parcel], joined: Sequence[Joined]) -> Iterator[Issue]:
    """Records that lists state differently, parcels that are named and not here, batches that are overdrawn."""
    here = {parcel.id for parcel in live}
    called = [member.parcel.id for one in joined if one.parcel.id in here for member in one.members]
    yield from beside.issues
    yield from absent_parcels((*beside.projects, *beside.reserves), live, called)
    if beside.batches:
        yield from batch_issues(beside.batches, live)


def _identified(joined: Sequence[Joined], precedence: Precedence) -> list[Joined]:
    """Every record under an identity of its own; the list of best authority keeps a number that two records claim."""
    ordered = sorted(joined, key=lambda one: _claim(one, precedence))
    taken: set[str] = set()
    named = []
    for one in ordered:
        if one.parcel.id not in taken:
            taken.add(one.parcel.id)
            named.append(one)
            continue
        own = _own_identity(one.home, taken)
        taken.add(own)
        said = record_issue("L263", one.home, "number", one.parcel.id, own=own)
        named.append(replace(one, parcel=replace(one.parcel, id=own), issues=(*one.issues, said)))
    return named


def _claim(one: Joined, precedence: Precedence) -> tuple[str, int, str]:
    return one.parcel.id, rank(one.home.source_list.kind, "id", precedence), one.home.key


def _own_identity(home: Listed, taken: set[str]) -> str:
    own = f"{home.parcel.id}@{home.source_list.name}"
    while own in taken:
        own += "+"
    return own


def _different(decisions: Iterable[Decision]) -> Iterator[Decision]:
    return (one for one in decisions if one.verdict is Sameness.DIFFERENT)


def _about_decisions(review: Review, held: Iterable[Decision], overtaken: Sequence[Decision]) -> Iterator[Issue]:
    """L256 a decision that a later one replaced, L257 one about a record that no list has any more."""
    for one in overtaken:
        yield record_issue("L256", review.records.get(one.first), None, None, **one.stated())
    for one in held:
        gone = tuple(key for key in one.pair if key not in review.records)
        if gone:
            there = review.records.get(one.first) or review.records.get(one.second)
            facts: dict[str, object] = {"gone": gone, "verdict": one.verdict.value, "by": one.by, "on": one.on}
            yield record_issue("L257", there, None, None, **facts)


def _about_open(review: Review, waiting: Sequence[Pair]) -> Iterator[Issue]:
    """L258 per pair not decided, L259 once with the land that may be counted twice."""
    for pair in waiting:
        facts = {"other": pair.second, "score": pair.score, "key": pair.first}
        yield record_issue("L258", review.records[pair.first], None, pair.first, **facts)
    if waiting:
        first = review.records[waiting[0].first]
        stake = area_at_stake(review.records, waiting)
        yield record_issue("L259", first, None, None, pairs=len(waiting), stake=stake.hectares)


def area_at_stake(records: Mapping[str, Listed], waiting: Sequence[Pair]) -> Area:
    """涉及面积 · The land counted too often if every open pair were one parcel: all but the largest of each cluster."""
    links = [(pair.first, pair.second) for pair in waiting]
    total = 0
    for cluster in clusters(sorted({key for link in links for key in link}), links):
        areas = [area.units for key in cluster if (area := records[key].parcel.area)]
        total += sum(areas) - max(areas, default=0)
    return Area(total)
