"""核对表 · The review queue as a table: what each record says, why they may be one, a place to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from landsupply.ledger.decision import Decision
from landsupply.ledger.match import Listed, Pair, Review
from landsupply.ledger.stated_rows import table_of_form


def review_table(
    review: Review, decisions: Mapping[tuple[str, str], Decision], lang: str = "zh"
) -> tuple[tuple[str, ...], ...]:
    """核对表 · Header and rows, every cell a text; what was decided before stands in its row.

    It comes back through `decision.read_decisions`.
    """
    rows = [
        _row(number, pair, review, decisions.get((pair.first, pair.second)), lang)
        for number, pair in enumerate(review.pairs, 1)
    ]
    return table_of_form("review", rows)


def open_pairs(review: Review, groups: Sequence[Sequence[str]], decisions: Sequence[Decision]) -> Iterator[Pair]:
    """未定之对 · Pairs that no decision settles, by itself or by way of the records already held to be one."""
    home = {key: place for place, members in enumerate(groups) for key in members}
    apart = {
        frozenset((home[one.first], home[one.second])) for one in decisions if {one.first, one.second} <= home.keys()
    }
    for pair in review.pairs:
        between = frozenset((home[pair.first], home[pair.second]))
        if len(between) > 1 and between not in apart:
            yield pair


def _row(number: int, pair: Pair, review: Review, decision: Decision | None, lang: str) -> dict[str, object]:
    decided = decision.stated() if decision else {}
    return {
        **decided,
        "place": number,
        "score": pair.score,
        "reasons": [reason.message(lang) for reason in pair.reasons],
        **_side("first", review.records[pair.first]),
        **_side("second", review.records[pair.second]),
    }


def _side(side: str, record: Listed) -> dict[str, object]:
    parcel, source = record.parcel, record.parcel.source
    return {
        side: record.key,
        f"{side}_where": ":".join(filter(None, (source.file, source.sheet, str(source.row)))),
        f"{side}_name": parcel.name,
        f"{side}_location": parcel.location,
        f"{side}_area": parcel.area.hectares if parcel.area else None,
    }
