"""核对进度 · How long the review queue is, by score, and how much of it is still to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.compile import Compiled, area_at_stake
from landsupply.ledger.match import Pair, Review
from landsupply.measure.area import Area
from landsupply.measure.fault import LawFault

_BANDS = "ledger.match.bands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """分数段 · Scores from `least` to `most` (None for no end), the pairs in it, those of them not yet decided."""

    least: int
    most: int | None
    pairs: int
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """核对进度 · The pairs of the queue by band, those not yet decided, and the land that may be counted twice."""

    pairs: int
    undecided: int
    stake: Area
    bands: tuple[Band, ...]


def progress_of(review: Review, compiled: Compiled, rules: Rules) -> Progress:
    """核对进度 · The state of a queue after the decisions that a compilation took in; the highest band first."""
    waiting = compiled.open_pairs
    return Progress(
        pairs=len(review.pairs),
        undecided=len(waiting),
        stake=area_at_stake(review.records, waiting),
        bands=tuple(
            Band(
                least=least,
                most=most,
                pairs=_within(review.pairs, least, most),
                undecided=_within(waiting, least, most),
            )
            for least, most in _bounds(rules)
        ),
    )


def _bounds(rules: Rules) -> list[tuple[int, int | None]]:
    """The lowest band begins with the queue itself, so that every pair is in one."""
    lows = [low for low in rules.parameter(_BANDS).table().values() if isinstance(low, int)]
    queue = rules.parameter("ledger.match.queue").whole()
    lows = sorted({queue, *(low for low in lows if low > queue)}, reverse=True)
    if len(lows) < 2:
        raise LawFault("W027", id=_BANDS, wanted="table")
    return list(zip(lows, [None, *(low - 1 for low in lows)], strict=False))


def _within(pairs: Sequence[Pair], least: int, most: int | None) -> int:
    return sum(least <= pair.score and (most is None or pair.score <= most) for pair in pairs)
