"""算术 · PL-06: totals agree, parts add up, shares recompute and close, units restate, milestones rise; exactly.

Where a plan lists less than it totals, that is 未列明; where one more line than the classes explains the excess,
口径重叠: neither is accused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from landsupply.law.vocabulary import Scheme, agreed, fold
from landsupply.measure.rounding import half_up
from landsupply.proofread.compositions import SLIP, Composition
from landsupply.proofread.figures import Bound, Figure, Role, exact, unit_size
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.quarters import quarter_shares
from landsupply.proofread.register import Case, Found

#: An excess above this share of the whole makes it doubtful that lines under a heading are its parts at all.
FAR = Fraction(5, 100)

#: What a plan's areas are fixed at (0.01 ha, in units of 0.01 m²): printed so, they are no rounded figures.
FIXED = 10_000

_RULE = "PL-06"
_REST = re.compile(r"其他|其它|其余")
_NEW, _STOCK = re.compile(r"新增|增量"), re.compile(r"存量")
_WIDE, _OWN = re.compile(r"全市|全县|全区|全州"), re.compile(r"本级|市区|城区")
_FOOTNOTE = re.compile(r"四舍五入|尾数|尾差|末位差")
#: Parts whose names together say that they are all: by mode, by half-year, by tenure, public housing and the rest.
_WHOLE_LISTS = (
    ("划拨", "出让"),
    ("上半年", "下半年"),
    ("产权", "租赁"),
    ("保障", "商品住"),
    ("安居工程", "商品住"),
)
_MONTH, _MONTHS = re.compile(r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"), 12
_FEWEST_CLASSES = 2  # of a list of classes; months, districts and modes are not counted in one another
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def _finding(code: str, severity: Severity, at: Figure, **facts: object) -> Finding:
    return Finding(rule=_RULE, code=code, severity=severity, place=at.position, facts=facts)


def _said(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}"


def _written(value: Fraction, like: Figure, others: Sequence[Figure] = ()) -> str:
    """An exact area printed in the unit of a figure, with the most decimals any of the figures has."""
    in_unit = value / unit_size(like.unit)
    places = max(one.places for one in (like, *others))
    return half_up(in_unit.numerator, in_unit.denominator, places) + like.unit


def totals_agree(case: Case) -> Found:
    """PL-06 总量前后一致 · The total is stated in several places with one value."""
    for first, later in pairwise(case.reading.totals):
        if first.bound is later.bound and _scope(first) & _scope(later) and exact(first) != exact(later):
            yield _finding(
                "A060",
                Severity.ERROR,
                later,
                first=_said(first),
                second=_said(later),
                line=first.position.line,
            )


def _scope(total: Figure) -> frozenset[str]:
    """Whether a total speaks of the whole city, of its own level, or says neither (then it may be either)."""
    words = total.clause.words
    said = {name for name, one in (("wide", _WIDE), ("own", _OWN)) if one.search(words)}
    return frozenset(said or ("wide", "own"))


def parts_add_up(case: Case) -> Found:
    """PL-06 分项合计 · The parts stated of a whole add up to it, whichever way it is cut."""
    for one in case.reading.compositions:
        whole = case.reading.figures[one.whole]
        parts = [case.reading.figures[index] for index in one.parts]
        if whole.bound is Bound.ABOUT or any(part.bound is Bound.ABOUT for part in parts):
            continue
        if len(parts) == 1 or not all(part.is_exact for part in parts):
            yield from _bounded(case, one, whole, parts)
        else:
            yield from _added(case, one, whole, parts)


def _added(case: Case, one: Composition, whole: Figure, parts: list[Figure]) -> Found:
    gap = exact(whole) - sum(exact(part) for part in parts)
    facts: dict[str, object] = {
        "whole": whole.item,
        "stated": _said(whole),
        "total": _written(exact(whole) - gap, whole, parts),
        "gap": _written(abs(gap), whole, parts),
        "parts": tuple(f"{part.item}{_said(part)}" for part in parts),
    }
    if gap and abs(gap) <= _rounding([whole, *parts]) and _is_footnoted(case):
        yield _finding("A069", Severity.ADVICE, parts[0], **facts)
    elif gap < 0:
        yield from _over(case, one, whole, parts, -gap, facts)
    elif gap > 0:
        yield from _short(case, one, whole, parts, gap, facts)


def _over(
    case: Case, one: Composition, whole: Figure, parts: list[Figure], excess: Fraction, facts: Mapping[str, object]
) -> Found:
    """More than the whole: an error, unless a line explains it, or only a heading makes these its parts."""
    extra = _overlap(case, parts, excess)
    if extra:
        yield _finding("A062", Severity.ADVICE, parts[0], **facts, extra=extra.item)
    elif not one.is_stated and excess > exact(whole) * FAR and not _is_complete(case, one, parts):
        yield _finding("A070", Severity.ADVICE, parts[0], **facts)
    elif whole.bound is not Bound.AT_LEAST:
        yield _finding("A061", Severity.ERROR, parts[0], **facts)


def _rounding(figures: Sequence[Figure]) -> Fraction:
    """The most by which figures rounded on their own can miss each other: half a last digit each."""
    return sum((unit_size(one.unit) / (2 * 10**one.places) for one in figures), Fraction(0))


def _is_footnoted(case: Case) -> bool:
    """Whether the text says that rounded figures may not close."""
    return any(_FOOTNOTE.search(one.text) for one in case.reading.paragraphs)


def _short(
    case: Case, one: Composition, whole: Figure, parts: list[Figure], gap: Fraction, facts: dict[str, object]
) -> Found:
    """Less than the whole: an error where all parts are named or the gap is a slip, else not listed."""
    if gap <= SLIP or _is_complete(case, one, parts):
        if whole.bound is not Bound.AT_MOST or gap <= SLIP:
            yield _finding("A061", Severity.ERROR, parts[0], **facts)
    elif one.of_total:
        yield _finding("A063", Severity.ADVICE, parts[0], **facts)


def _bounded(case: Case, one: Composition, whole: Figure, parts: list[Figure]) -> Found:
    """Parts with bounds, or a single part: refused only when no values inside them could make the whole."""
    least = sum(exact(part, part.low) if part.low else Fraction(0) for part in parts)
    most = sum(exact(part, part.high) for part in parts if part.high)
    closed = all(part.high for part in parts) and len(parts) > 1 and _is_complete(case, one, parts)
    if (least > exact(whole) and whole.bound is not Bound.AT_LEAST) or (closed and most < exact(whole)):
        yield _finding(
            "A064",
            Severity.ERROR,
            parts[0],
            whole=whole.item,
            stated=_said(whole),
            parts=tuple(part.raw for part in parts),
        )


def _is_complete(case: Case, one: Composition, parts: list[Figure]) -> bool:
    """Whether the parts claim to be all: a rest, both origins, every class, district or quarter, closing shares."""
    items = [part.item for part in parts]
    if one.is_closed or any(_REST.search(item) for item in items):
        return True
    if any(_NEW.search(item) for item in items) and any(_STOCK.search(item) for item in items):
        return True
    if all(any(sign in item for item in items) for sign in _QUARTERS):
        return True
    if any(all(any(sign in item for item in items) for sign in signs) for signs in _WHOLE_LISTS):
        return True
    if len({found[0] for item in items if (found := _MONTH.match(item))}) == _MONTHS:
        return True
    return _covers_classes(case, items) or _covers_districts(case, items) or _shares_close(case, parts)


def _bucket(case: Case, item: str) -> str:
    """The plan class an item names, "" where it names none."""
    own = case.rules.place.plan_class(item)
    if own:
        return own.name
    reading = agreed(case.rules.vocabulary.use(item))
    if reading and reading.bucket:
        return reading.bucket
    stem = item.removesuffix("用地")
    return next((one.name for one in case.rules.vocabulary.buckets if one.name.removesuffix("用地") == stem), "")


def _covers_classes(case: Case, items: list[str]) -> bool:
    named = {_bucket(case, item) for item in items}
    ministry = {one.name for one in case.rules.vocabulary.buckets}
    own = {one.name for one in case.rules.place.classes}
    return ministry <= named or own <= named or (len(items) > len(ministry) and _covers_guide(case, items))


def _covers_guide(case: Case, items: list[str]) -> bool:
    """Whether all first-level classes of the 2023 guide that are supplied are named; a water body is no 用地."""
    first = (one for one in case.rules.vocabulary.uses if one.scheme is Scheme.GUIDE2023 and len(one.code) == 2)
    return {fold(one.name) for one in first if one.bucket and one.name.endswith("用地")} <= set(map(fold, items))


def _covers_districts(case: Case, items: list[str]) -> bool:
    named = {unit.name for item in items if (unit := case.rules.place.unit(item))}
    return bool(named) and named == {unit.name for unit in case.rules.place.units}


def _shares_close(case: Case, parts: list[Figure]) -> bool:
    """Every part has a share and the shares make a hundred, but for rounding."""
    figures = case.reading.figures
    share_of = {one.part: figures[one.share] for one in case.reading.shares if one.part is not None}
    own = [share_of[part.index] for part in parts if part.index in share_of]
    return len(own) == len(parts) and abs(sum((exact(one) for one in own), Fraction(-100))) < 1


def _overlap(case: Case, parts: list[Figure], excess: Fraction) -> Figure | None:
    """The one line beside the classes that exactly explains the excess: it may be counted in one of them."""
    named = [part for part in parts if not _bucket(case, part.item) and not _REST.search(part.item)]
    fits = [part for part in named if exact(part) == excess]
    classes = sum(bool(_bucket(case, part.item)) for part in parts) if fits else 0
    return fits[0] if len(fits) == 1 and classes >= _FEWEST_CLASSES else None


def shares_recompute(case: Case) -> Found:
    """PL-06 占比复算 · Each stated share is its figure's share of its whole, half up as printed.

    A share may be taken of any area that prints as a rounded one stated. Behind 其中 … it may still speak of the
    figure in front: it is refused only where neither fits.
    """
    figures, is_footnoted = case.reading.figures, _is_footnoted(case)
    enclosing = {part: (one.whole,) for one in case.reading.compositions for part in one.parts}
    for one in case.reading.shares:
        if one.part is None or one.whole is None:
            continue
        share, part, whole = figures[one.share], figures[one.part], figures[one.whole]
        meant = [part, *(figures[index] for index in enclosing.get(part.index, ()) if index != whole.index)]
        judged = part.is_exact and whole.is_exact and exact(whole)
        holds = _holds_unrounded if share.is_exact and (is_footnoted or _is_coarse(part, whole)) else _holds
        if judged and not any(holds(share, one_meant, whole) for one_meant in meant):
            yield _finding(
                "A065",
                Severity.ERROR,
                share,
                item=part.item,
                stated=_said(share),
                computed=_share(part, whole, share.places) + share.unit,
            )


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


def _holds_unrounded(share: Figure, part: Figure, whole: Figure) -> bool:
    """Areas printed with decimals are rounded: any area that prints so may be the one the share was taken of.

    Two whole numbers are taken as stated; a whole number beside a rounded one is rounded to the same place.
    """
    places = max(part.places, whole.places)
    of_part, of_whole = (_half(one, places) for one in (part, whole))
    if exact(whole) <= of_whole:
        return True
    least = (exact(part) - of_part) / (exact(whole) + of_whole) * 100
    most = (exact(part) + of_part) / (exact(whole) - of_whole) * 100
    low, high = (Fraction(half_up(ratio.numerator, ratio.denominator, share.places)) for ratio in (least, most))
    return low <= Fraction(share.value) <= high


def _is_coarse(*figures: Figure) -> bool:
    """Whether areas have decimals, and fewer than a plan is fixed at."""
    places = max(one.places for one in figures)
    return places > 0 and any(unit_size(one.unit) > FIXED * 10 ** (one.places or places) for one in figures)


def _half(figure: Figure, places: int) -> Fraction:
    """Half of the last place the two are rounded to, in the unit of comparison; nothing where both are whole."""
    return unit_size(figure.unit) / (2 * 10 ** (figure.places or places)) if places else Fraction(0)


def shares_close(case: Case) -> Found:
    """PL-06 占比合计 · Shares of all parts that do not print to a hundred need a footnote."""
    figures = case.reading.figures
    share_of = {
        one.part: figures[one.share] for one in case.reading.shares if one.part is not None and one.whole is not None
    }
    for one in case.reading.compositions:
        own = [share_of[part] for part in one.parts if part in share_of and share_of[part].is_exact]
        total = sum((exact(share) for share in own), Fraction(0))
        if len(own) == len(one.parts) > 1 and 0 < abs(total - 100) < 1 and not _is_footnoted(case):
            places = max(share.places for share in own)
            printed = half_up(total.numerator, total.denominator, places)
            yield _finding("A066", Severity.ADVICE, own[-1], total=printed)


def units_restate(case: Case) -> Found:
    """PL-06 单位换算 · An area given again in another unit is the same area."""
    last: Figure | None = None
    for figure in case.reading.figures:
        if figure.role is Role.RESTATED and last and last.paragraph == figure.paragraph and figure.unit != last.unit:
            if not (_same(last, figure) or _same(figure, last)):
                yield _finding(
                    "A067",
                    Severity.ERROR,
                    figure,
                    stated=_said(figure),
                    first=_said(last),
                    computed=_written(exact(last), figure),
                )
        elif figure.role in (Role.TOTAL, Role.PART, Role.OTHER):
            last = figure


def _same(first: Figure, second: Figure) -> bool:
    in_unit = exact(first) / unit_size(second.unit)
    return half_up(in_unit.numerator, in_unit.denominator, second.places) == second.value


def milestones_rise(case: Case) -> Found:
    """PL-06 节点递进 · Milestones of one sentence rise from one to the next."""
    stones = sorted(
        (one for one in case.reading.figures if one.role is Role.MILESTONE),
        key=lambda one: (one.paragraph, one.number_at),
    )
    split = quarter_shares(case.reading)
    for first, later in pairwise(stones):
        near = first.paragraph == later.paragraph and later.number_at - first.end <= 40
        if near and exact(later) < exact(first) and not {first.index, later.index} & split:
            yield _finding(
                "A068",
                Severity.ERROR,
                later,
                first=f"{first.item}{_said(first)}",
                second=f"{later.item}{_said(later)}",
            )
