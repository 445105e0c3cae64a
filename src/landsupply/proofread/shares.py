"""占比 · Stated percentages matched with the figure they are the share of and the figure they are a share in.

Where the text does not say which figure is meant, the share stays unmatched and is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from landsupply.proofread.brackets import Pair, around, outermost
from landsupply.proofread.clauses import clean
from landsupply.proofread.compositions import Composition
from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.outline import Paragraph

_TOTAL = re.compile(r"总量|总规模|总面积|总供应量|计划总|供应总|土地总|用地总|合计|总计")
_SENTENCE = re.compile(r"[。！？]")
_BRACKETED = re.compile(r"[（(][^（()）]{0,300}[)）]")
_NEAR, _LONGEST_GAP = 40, 800


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
        text = paragraphs[paragraph].text
        for share, part in _pairs(text, list(own)):
            whole = _whole(share, part, whole_of, totals, figures) if part else None
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
    if _TOTAL.search(base):
        return _total_before(totals, share.index)
    if not clean(base):
        return whole_of.get(part.index, _total_before(totals, share.index))
    named = [one.index for one in figures if one.index < share.index and one.item == clean(base)]
    return named[-1] if named else None


def _total_before(totals: list[Figure], index: int) -> int | None:
    before = [one.index for one in totals if one.index < index]
    return before[-1] if before else (totals[0].index if totals else None)
