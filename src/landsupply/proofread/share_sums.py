"""占比复算 · PL-06: a stated share is that of its figure in its whole; shares of all parts close to a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from landsupply.measure.rounding import half_up
from landsupply.proofread.figures import Bound, Figure, exact, unit_size
from landsupply.proofread.finding import Severity
from landsupply.proofread.register import Case, Found
from landsupply.proofread.sums import finding, is_footnoted, said

#: What a plan's areas are fixed at (0.01 ha, in units of 0.01 m²): printed so, they are no rounded figures.
FIXED = 10_000

#: Bounds of a total of which shares are taken as it is printed.
_PRINTED = (Bound.EXACT, Bound.AT_MOST, Bound.ABOUT)


def shares_recompute(case: Case) -> Found:
    """PL-06 占比复算 · Each stated share is its figure's share of its whole, half up as printed.

    A share may be taken of any areas that print as those stated. Behind 其中 … it may still speak of the figure in
    front: it is refused only where neither fits.
    """
    figures = case.reading.figures
    enclosing = {part: one.whole for one in case.reading.compositions for part in one.parts}
    lists = dict[int, list[Fraction]]()
    for each in case.reading.compositions:
        lists.setdefault(each.whole, []).append(sum((exact(figures[at]) for at in each.parts), Fraction(0)))
    for one in case.reading.shares:
        if one.part is None or one.whole is None:
            continue
        share, part, whole = figures[one.share], figures[one.part], figures[one.whole]
        outer = enclosing.get(part.index, whole.index)
        meant = [part, *([] if outer == whole.index else [figures[outer]])]
        if not (part.is_exact and whole.bound in _PRINTED and exact(whole)):
            continue
        if not whole.is_exact and any(_holds_of(share, one_meant, lists.get(whole.index, ())) for one_meant in meant):
            continue  # a share of what is listed, where the total is only bounded
        if not any(_holds(share, one_meant, whole) for one_meant in meant):
            yield from _share_differs(case, share, meant, whole)


def _share_differs(case: Case, share: Figure, meant: Sequence[Figure], whole: Figure) -> Found:
    """A share that the areas as printed do not make: of another whole, of areas before rounding, or wrong."""
    part = meant[0]
    facts: dict[str, object] = {
        "item": part.item,
        "stated": said(share),
        "computed": _share(part, whole, share.places) + share.unit,
    }
    if share.is_exact and any(_holds_unrounded(share, one, whole) for one in meant):
        if not is_footnoted(case) and not _is_coarse(part, whole):
            yield finding("A124", Severity.ADVICE, share, **facts)
    elif other := _other_whole(case, share, part, whole):
        yield finding("A125", Severity.ADVICE, share, **facts, whole=whole.item, other=other.item)
    else:
        severity = Severity.ERROR if whole.is_exact else Severity.WARNING
        yield finding("A065", severity, share, **facts)


def _other_whole(case: Case, share: Figure, part: Figure, whole: Figure) -> Figure | None:
    """Where it is not said what a share is taken of: a figure that contains the whole, up to the total, and fits."""
    if share.clause.base.strip():
        return None
    figures = case.reading.figures
    above = {one: each.whole for each in case.reading.compositions for one in each.parts if each.axis != "origin"}
    chain, here = list[Figure](), whole.index
    while here in above and len(chain) <= len(above):
        here = above[here]
        chain.append(figures[here])
    chain += [one for one in case.reading.totals if one.index < share.index][-1:]
    holding = (one for one in chain if one.index != whole.index and one.is_exact and exact(one))
    return next((one for one in holding if _holds_unrounded(share, part, one)), None)


def _share(part: Figure, whole: Figure, places: int) -> str:
    ratio = 100 * exact(part) / exact(whole)
    return half_up(ratio.numerator, ratio.denominator, places)


def _holds(share: Figure, part: Figure, whole: Figure) -> bool:
    ratio = 100 * exact(part) / exact(whole)
    if share.is_exact:
        return _share(part, whole, share.places) == share.value
    if share.bound is Bound.ABOUT:
        return abs(ratio - exact(share)) <= 1
    low, high = (exact(share, one) if one else None for one in (share.low, share.high))
    return (low is None or ratio >= low) and (high is None or ratio <= high)


def _holds_of(share: Figure, part: Figure, wholes: Sequence[Fraction]) -> bool:
    """Whether a share is that of a figure in one of some sums."""
    ratios = (100 * exact(part) / one for one in wholes if one)
    return any(half_up(one.numerator, one.denominator, share.places) == share.value for one in ratios)


def _holds_unrounded(share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether any areas that print as the two stated make the share; a whole number beside a rounded one is rounded.

    Whole percents of small whole numbers, that rounding would leave open by more than one, are of those numbers.
    """
    places = max(part.places, whole.places)
    of_part, of_whole = (unit_size(one.unit) / (2 * 10 ** (one.places or places)) for one in (part, whole))
    if not share.is_exact or exact(whole) <= of_whole:
        return _holds(share, part, whole)
    least = (exact(part) - of_part) / (exact(whole) + of_whole) * 100
    most = (exact(part) + of_part) / (exact(whole) - of_whole) * 100
    low, high = (Fraction(half_up(ratio.numerator, ratio.denominator, share.places)) for ratio in (least, most))
    if not places and not share.places and high - low > 1:
        return _holds(share, part, whole)
    return low <= Fraction(share.value) <= high


def _is_coarse(*figures: Figure) -> bool:
    """Whether areas have decimals, and fewer than a plan is fixed at."""
    places = max(one.places for one in figures)
    return places > 0 and any(unit_size(one.unit) > FIXED * 10 ** (one.places or places) for one in figures)


def shares_close(case: Case) -> Found:
    """PL-06 占比合计 · Shares of all parts that do not print to a hundred need a footnote."""
    figures = case.reading.figures
    share_of = {
        one.part: figures[one.share] for one in case.reading.shares if one.part is not None and one.whole is not None
    }
    for one in case.reading.compositions:
        own = [share_of[part] for part in one.parts if part in share_of and share_of[part].is_exact]
        total = sum((exact(share) for share in own), Fraction(0))
        if len(own) == len(one.parts) > 1 and 0 < abs(total - 100) < 1 and not is_footnoted(case):
            places = max(share.places for share in own)
            printed = half_up(total.numerator, total.denominator, places)
            yield finding("A066", Severity.ADVICE, own[-1], total=printed)
