"""占比 · Stated percentages matched with the figure they are the share of and the figure they are a share in.

Where the text does not say which figure is meant, the share stays unmatched and is not judged.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from landsupply.proofread.brackets import Pair, around, outermost
from landsupply.proofread.clauses import clean
from landsupply.proofread.compositions import Composition
from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.leads import is_led
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.ranks import is_of_class, is_of_total

_SENTENCE = re.compile(r"[。！？]")
_BRACKETED = re.compile(r"[（(][^（()）]{0,300}[)）]")
_EACH = re.compile(r"分别|依次")
_NEXT = re.compile(r"(?:[ 、，,和与及]|以及){1,3}")
_AREAS = (Role.TOTAL, Role.PART)
_NEAR, _LONGEST_GAP = 40, 800
_RECENT = 500  # figures among which one of the class of a share is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedShare:
    """书面占比 · A percentage, the figure it is the share of and the one it is a share in, None where not said."""

    share: int
    part: int | None
    whole: int | None


def stated_shares(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], found: Sequence[Composition]
) -> tuple[StatedShare, ...]:
    """查占比 · Every percentage that is no milestone, matched as far as the text allows."""
    whole_of = {part: one.whole for one in found for part in one.parts}
    totals = [one for one in figures if one.role is Role.TOTAL]
    matched: list[StatedShare] = []
    for paragraph, own in groupby(figures, key=lambda one: one.paragraph):
        text, here = paragraphs[paragraph].text, list(own)
        in_order = _in_order(text, here)
        for share, near in _pairs(text, here):
            part, said = in_order.get(share.index, (near, share))
            whole = _whole(said, part, whole_of, totals, figures) if part else None
            if part and part.index not in whole_of and not clean(said.clause.base) and is_led(text, part):
                whole = None  # 住宅用地中，…: a share of housing land, of which no figure is given
            matched.append(StatedShare(share=share.index, part=part.index if part else None, whole=whole))
    return tuple(matched)


def _pairs(text: str, figures: list[Figure]) -> Iterator[tuple[Figure, Figure | None]]:
    """Each share with the figure in front of it inside the same brackets, or in front of the brackets it opens."""
    pairs = outermost(text)
    last: dict[Pair | None, Figure] = {}
    for figure in figures:
        here = around(pairs, figure.number_at)
        if figure.role is Role.SHARE:
            before = last.get(here) or last.get(None)
            yield figure, before if before and _belongs(text, figure, before, here) else None
        elif figure.role in (Role.TOTAL, Role.PART, Role.OTHER):
            last[here] = figure


def _in_order(text: str, figures: list[Figure]) -> dict[int, tuple[Figure | None, Figure]]:
    """Shares given one after another of figures in front (分别占…): each with its own and the share that says of what.

    With none of its own where their numbers differ.
    """
    found: dict[int, tuple[Figure | None, Figure]] = {}
    pairs = outermost(text)
    figures = [one for one in figures if one.role is not Role.MILESTONE]  # those without a number stand last
    for run in _runs(text, figures):
        first, at = run[0], run[0].number_at
        near = max(0, at - _LONGEST_GAP)
        start = max((one.end() for one in _SENTENCE.finditer(text, near, at)), default=near)
        place = around(pairs, at)
        inside = figures[bisect_left(figures, start, key=_at) : bisect_left(figures, at, key=_at)]
        parts = [one for one in inside if one.role is Role.PART and around(pairs, one.number_at) == place]
        own = parts if len(parts) == len(run) and _EACH.sub("", first.clause.subject) == "" else [None] * len(run)
        found |= {share.index: (part, first) for share, part in zip(run, own, strict=True)}
    return found


def _at(figure: Figure) -> int:
    return figure.number_at


def _runs(text: str, figures: list[Figure]) -> Iterator[list[Figure]]:
    """Runs of shares behind 分别 or 依次, with nothing but stops and 和 between them."""
    run: list[Figure] = []
    for figure in figures:
        if run and figure.role is Role.SHARE and _NEXT.fullmatch(text[run[-1].end : figure.number_at]):
            run.append(figure)
            continue
        if run:
            yield run
        run = [figure] if figure.role is Role.SHARE and _EACH.search(figure.clause.words) else []
    if run:
        yield run


def _belongs(text: str, share: Figure, part: Figure, here: Pair | None) -> bool:
    """Whether a share speaks of a figure: same sentence, near, and no other name between them."""
    gap = text[part.end : share.start]
    if part.role is not Role.PART or _SENTENCE.search(gap) or (len(gap) > _NEAR and here is not None):
        return False
    outside = _BRACKETED.sub("", gap[:_LONGEST_GAP])
    return len(outside) <= _NEAR and share.clause.subject in ("", part.item)


def _whole(
    share: Figure,
    part: Figure,
    whole_of: dict[int, int],
    totals: list[Figure],
    figures: Sequence[Figure],
) -> int | None:
    base = share.clause.base
    if is_of_total(base):
        return _total_before(totals, share.index)
    if not clean(base):
        return whole_of.get(part.index, _total_before(totals, share.index))
    before = [one for one in figures if one.index < share.index and one.index != part.index]
    named = [one.index for one in before if one.item == clean(base)]
    named = named or [one.index for one in before[-_RECENT:] if one.role in _AREAS and is_of_class(base, one.item)]
    return named[-1] if named else None


def _total_before(totals: list[Figure], index: int) -> int | None:
    before = [one.index for one in totals if one.index < index]
    return before[-1] if before else (totals[0].index if totals else None)
