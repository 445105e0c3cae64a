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
from landsupply.proofread.ranks import level_of
from landsupply.proofread.register import Case, Found

#: An excess above this share of the whole makes it doubtful that lines under a heading are its parts at all.
FAR = Fraction(5, 100)

_RULE = "PL-06"
#: What a bracket only contains, without 其中: its figures need not be kept apart.
_CONTAINS = re.compile(r"[ \u3000]*包?含(?!量)")
_REST = re.compile(r"其他|其它|其余")
_NEW, _STOCK = re.compile(r"新增|增量"), re.compile(r"存量")
_FOOTNOTE = re.compile(r"四舍五入|尾数|尾差|末位差")
#: Parts whose names together say that they are all: by mode, by half-year, by tenure, public housing and the rest.
_WHOLE_LISTS = (
    ("划拨", "出让"),
    ("上半年", "下半年"),
    ("产权", "租赁"),
    ("保障", "商品住"),
    ("安居工程", "商品住"),
    ("公共住房", "商品住"),
)
#: Land granted is granted openly or by agreement; the total may hold allocated land besides.
_GRANTED, _GRANTS = re.compile(r"出让"), (re.compile(r"招拍挂|公开|招标|拍卖|挂牌"), re.compile(r"协议"))
_PAIR = 2
_LISTS = 200  # looked at for one that closes
_MONTH, _MONTHS = re.compile(r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"), 12
_FEWEST_CLASSES = 2  # of a list of classes; months, districts and modes are not counted in one another
_QUARTERS = ("一季度", "二季度", "三季度", "四季度")


def finding(code: str, severity: Severity, at: Figure, **facts: object) -> Finding:
    """一处发现 · A finding of this rule at a figure."""
    return Finding(rule=_RULE, code=code, severity=severity, place=at.position, facts=facts)


def said(figure: Figure) -> str:
    """原文数字 · A number with its unit, as it stands."""
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
            yield finding(
                "A060",
                Severity.ERROR,
                later,
                first=said(first),
                second=said(later),
                line=first.position.line,
            )


def _scope(total: Figure) -> frozenset[str]:
    """Whether a total speaks of the whole city, of its own level, or says neither (then it may be either)."""
    words = total.clause.words
    said = level_of(words)
    return frozenset({said} if said else ("wide", "own"))


def parts_add_up(case: Case) -> Found:
    """PL-06 分项合计 · The parts stated of a whole add up to it, whichever way it is cut."""
    for one in case.reading.compositions:
        yield from adds_up(case, one)


def adds_up(case: Case, one: Composition) -> Found:
    """PL-06 合计相符 · What is to be said of one whole and its parts."""
    whole = case.reading.figures[one.whole]
    parts = [case.reading.figures[index] for index in one.parts]
    if any(part.bound is Bound.ABOUT for part in parts):
        return
    if len(parts) == 1 or whole.bound is Bound.BETWEEN or not all(part.is_exact for part in parts):
        yield from _bounded(case, one, whole, parts)
    else:
        yield from _added(case, one, whole, parts)


def _added(case: Case, one: Composition, whole: Figure, parts: list[Figure]) -> Found:
    gap = exact(whole) - sum(exact(part) for part in parts)
    facts: dict[str, object] = {
        "whole": whole.item,
        "stated": said(whole),
        "total": _written(exact(whole) - gap, whole, parts),
        "gap": _written(abs(gap), whole, parts),
        "parts": tuple(f"{part.item}{said(part)}" for part in parts),
    }
    if gap and abs(gap) <= _rounding([whole, *parts]) and (is_footnoted(case) or _may_be_rounded(case, whole, parts)):
        code = "A069" if is_footnoted(case) else "A140"
        yield finding(code, Severity.ADVICE, parts[0], **facts)
    elif whole.bound is Bound.ABOUT and abs(gap) <= exact(whole) * FAR:
        return  # 左右 states no tolerance
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
        yield finding("A062", Severity.ADVICE, parts[0], **facts, extra=extra.item)
    elif not one.is_stated and (one.is_guessed or excess > exact(whole) * FAR) and not _is_complete(case, one, parts):
        yield finding("A070", Severity.ADVICE, parts[0], **facts)
    elif one.is_stated and _CONTAINS.match(parts[0].clause.words) and not _is_complete(case, one, parts):
        yield from [finding("A141", Severity.ADVICE, parts[0], **facts)]
    elif whole.bound is not Bound.AT_LEAST:
        yield finding("A061", Severity.ERROR, parts[0], **facts)


def _rounding(figures: Sequence[Figure]) -> Fraction:
    """The most by which figures rounded on their own can miss each other: half a last digit each."""
    return sum((unit_size(one.unit) / (2 * 10**one.places) for one in figures), Fraction(0))


def _may_be_rounded(case: Case, whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a whole is split in two with decimals, and no list shows by closing that areas are fixed, not rounded."""
    figures = case.reading.figures
    if not whole.places or len(parts) != _PAIR:
        return False
    for one in case.reading.compositions[:_LISTS]:
        listed = [figures[at] for at in one.parts]
        closes = exact(figures[one.whole]) == sum((exact(part) for part in listed), Fraction(0))
        if closes and len(listed) > 1 and any(part.places for part in listed):
            return False
    return True


def is_footnoted(case: Case) -> bool:
    """有尾数说明 · Whether the text says that rounded figures may not close."""
    return any(_FOOTNOTE.search(one.text) for one in case.reading.paragraphs)


def _short(
    case: Case, one: Composition, whole: Figure, parts: list[Figure], gap: Fraction, facts: dict[str, object]
) -> Found:
    """Less than the whole: an error where all parts are named or the gap is a slip, else not listed."""
    if (gap <= SLIP and not one.is_guessed) or _is_complete(case, one, parts):
        is_below = whole.bound is Bound.AT_MOST and gap > SLIP
        yield finding(
            "A063" if is_below else "A061", Severity.ADVICE if is_below else Severity.ERROR, parts[0], **facts
        )
    elif one.of_total:
        yield finding("A063", Severity.ADVICE, parts[0], **facts)


def _bounded(case: Case, one: Composition, whole: Figure, parts: list[Figure]) -> Found:
    """Parts with bounds, or a single part: refused only when no values inside them could make the whole."""
    least = sum(exact(part, part.low) if part.low else Fraction(0) for part in parts)
    most = sum(exact(part, part.high) for part in parts if part.high)
    closed = all(part.high for part in parts) and len(parts) > 1 and _is_complete(case, one, parts)
    top, floor = exact(whole, whole.high or whole.value), exact(whole, whole.low) if whole.low else None
    if (least > top and whole.bound is not Bound.AT_LEAST) or (closed and floor is not None and most < floor):
        yield finding(
            "A064",
            Severity.ERROR,
            parts[0],
            whole=whole.item,
            stated=f"{whole.low}～{whole.high}{whole.unit}" if whole.bound is Bound.BETWEEN else said(whole),
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
    whole = case.reading.figures[one.whole].item
    if _GRANTED.search(whole) and all(any(way.search(item) for item in items) for way in _GRANTS):
        return True
    if _covers_years(case, items):
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


def _covers_years(case: Case, items: list[str]) -> bool:
    first, last = case.reading.years or (0, 0)
    return first < last and {f"{year}年" for year in range(first, last + 1)} <= {item[:5] for item in items}


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


def units_restate(case: Case) -> Found:
    """PL-06 单位换算 · An area given again in another unit is the same area."""
    last: Figure | None = None
    for figure in case.reading.figures:
        if figure.role is Role.RESTATED and last and last.paragraph == figure.paragraph and figure.unit != last.unit:
            if not (_same(last, figure) or _same(figure, last)):
                yield finding(
                    "A067",
                    Severity.ERROR,
                    figure,
                    stated=said(figure),
                    first=said(last),
                    computed=_written(exact(last), figure),
                )
        elif figure.role in (Role.TOTAL, Role.PART, Role.OTHER):
            last = figure


def _same(first: Figure, second: Figure) -> bool:
    in_unit = exact(first) / unit_size(second.unit)
    if second.bound is Bound.ABOUT:  # 约4500亩: within half of the last digit that is not nought, and near
        stated = exact(second) / unit_size(second.unit)
        return abs(in_unit - stated) <= min(_last_digit(second) / 2, stated * FAR)
    return half_up(in_unit.numerator, in_unit.denominator, second.places) == second.value


def _last_digit(figure: Figure) -> Fraction:
    """What the last digit of a number counts, noughts at the end of a whole number left out."""
    if figure.places:
        return Fraction(1, 10**figure.places)
    return Fraction(10 ** (len(figure.value) - len(figure.value.rstrip("0"))))
