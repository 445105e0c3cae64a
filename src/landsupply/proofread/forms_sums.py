"""报表合计 · PL-06 for a row of a form: classes, kinds of housing, 新增 and 存量 make their wholes; shares recompute.

Where a cell is blank or a form has no column for a class, a gap is 未列明; where a line that may be contained in
another explains an excess, 口径重叠: neither is accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from landsupply.measure.rounding import half_up
from landsupply.proofread.compositions import SLIP
from landsupply.proofread.figures import unit_size
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.forms import FormReading
from landsupply.proofread.forms_cells import Entry
from landsupply.proofread.forms_columns import CLASSES, KINDS, MINISTRY, Meaning, name_of

RULE = "PL-06"
#: The ministry's housing form lists these and no rest.
FORM_KINDS = ("low_rent", "affordable", "shanty", "public_rental", "price_limited", "commodity")
_RENTAL = ("public_rental_allocated", "public_rental_granted")
_SHANTY = ("shanty_low_rent", "shanty_affordable", "shanty_small")
#: Classes that may repeat land of another class, and those that 其他用地 may sum up.
_REPEATED = ("other", "storage", "utility", "green", "infrastructure")
_OF_OTHER = ("public", "transport", "water", "special")
_REST = ("other", "infrastructure")
_SLIPS = ("公顷", "亩", "平方米")
_NEAR = Fraction(1, 100)
_ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """分法 · A whole and its parts; `inside` may be contained in other parts, `beside` stand apart, though not counted.

    `is_complete` says that the parts are all there are; `tells` that what is missing is worth saying.
    """

    whole: Entry
    parts: tuple[Entry, ...]
    inside: tuple[Entry, ...] = ()
    beside: tuple[Entry, ...] = ()
    is_complete: bool = False
    tells: bool = True

    @property
    def gap(self) -> Fraction:
        """差额 · The whole less its parts."""
        return self.whole.exact - sum((one.exact for one in self.parts), Fraction(0))

    @property
    def is_closed(self) -> bool:
        """相符 · Whether the parts make the whole, but for what conversion between units rounds away."""
        every = (self.whole, *self.parts)
        if len({one.size for one in every}) == 1:
            return abs(self.gap) < 1
        return abs(self.gap) <= _rounding(every)


@dataclass(frozen=True, slots=True, kw_only=True)
class Housing:
    """住房各类 · The kinds of housing that a row states: those to be added up, and those that may repeat them."""

    parts: tuple[Entry, ...]
    inside: tuple[Entry, ...]
    beside: tuple[Entry, ...]
    is_complete: bool

    @property
    def total(self) -> Fraction:
        """合计 · The kinds added up."""
        return sum((one.exact for one in self.parts), Fraction(0))


def _rounding(figures: Sequence[Entry]) -> Fraction:
    return sum((one.size / (2 * 10**one.places) for one in figures), Fraction(0))


def _some(reading: FormReading, fields: Sequence[str], aspect: str) -> tuple[Entry, ...]:
    return tuple(one for field in fields if (one := reading.entry(field, aspect)))


def kinds(reading: FormReading, aspect: str = "whole") -> Housing:
    """住房各类 · The kinds of housing of a row, by the terms of its time."""
    said = {field: reading.entry(field, aspect) for field in KINDS}
    if said["owned"] or said["rental"]:
        main: tuple[str, ...] = ("owned", "rental", "other_housing")
        complete = all(said[field] for field in main)
    elif said["assured"]:
        main, complete = ("assured", "commodity", "other_housing"), bool(said["commodity"] and said["other_housing"])
    else:
        main = tuple(field for field in KINDS)
        rest = bool(said["other_housing"])
        rented = said["public_rental"] or len(_some(reading, _RENTAL, aspect)) == len(_RENTAL)
        form = all(said[field] or (field == "public_rental" and rented) for field in FORM_KINDS)
        complete = form or bool(rest and said["commodity"] and said["low_rent"] and said["affordable"])
    parts = [one for field in main if (one := said[field])]
    if "public_rental" in main and not said["public_rental"]:
        parts += _some(reading, _RENTAL, aspect)
    if not said["commodity"] and "commodity" in main:
        parts += _some(reading, ("small",), aspect)
    blank = any(_is_left_out(reading, field, aspect) for field in main)
    repeated = ("shanty", "price_limited", "resettlement", "shared", *_SHANTY)
    return Housing(
        parts=tuple(parts),
        inside=_some(reading, repeated, aspect),
        beside=_some(reading, [field for field in (*KINDS, "small") if field not in main], aspect),
        is_complete=complete and not blank,
    )


def _is_left_out(reading: FormReading, field: str, aspect: str) -> bool:
    if field == "public_rental" and _some(reading, _RENTAL, aspect):
        return len(_some(reading, _RENTAL, aspect)) < len(_RENTAL)
    is_form = all(reading.entry(one, aspect) for one in ("price_limited", "commodity", "shanty"))
    return reading.is_blank(field, aspect) and not (field == "other_housing" and is_form)


def cuts(reading: FormReading) -> Iterator[Cut]:
    """各种分法 · Every whole that a row states with parts of it."""
    for aspect in ("whole", "new", "stock"):
        yield from _of_total(reading, aspect)
        yield from _of_housing(reading, aspect)
    for field in ("total", *CLASSES, *KINDS):
        whole, parts = reading.entry(field), _some_origins(reading, field)
        if whole and parts:
            yield Cut(whole=whole, parts=parts, is_complete=len(parts) > 1, tells=False)


def _some_origins(reading: FormReading, field: str) -> tuple[Entry, ...]:
    return tuple(one for aspect in ("new", "stock") if (one := reading.entry(field, aspect)))


def _of_total(reading: FormReading, aspect: str) -> Iterator[Cut]:
    whole = reading.entry("total", aspect)
    stated = {field: one for field in CLASSES if (one := reading.entry(field, aspect))}
    houses = kinds(reading, aspect)
    parts = [*stated.values(), *(() if "housing" in stated else houses.parts)]
    if whole is None or not parts:
        return
    has_housing = "housing" in stated or houses.is_complete
    missing = [field for field in MINISTRY if field not in stated and not (field == "housing" and has_housing)]
    blank = [field for field in CLASSES if reading.is_blank(field, aspect) and field in missing]
    is_all = not missing or (any(field in stated for field in _REST) and len(parts) >= _ENOUGH)
    repeated = [stated[field] for field in _REPEATED if field in stated]
    summed = [stated[field] for field in _OF_OTHER if field in stated] if "other" in stated else []
    yield Cut(
        whole=whole,
        parts=tuple(parts),
        inside=(*repeated, *summed, *(() if "housing" in stated else houses.inside)),
        beside=() if "housing" in stated else houses.beside,
        is_complete=is_all and not blank and (has_housing or not houses.parts),
    )


def _of_housing(reading: FormReading, aspect: str) -> Iterator[Cut]:
    houses = kinds(reading, aspect)
    whole = reading.entry("housing", aspect)
    if whole and houses.parts:
        yield Cut(
            whole=whole,
            parts=houses.parts,
            inside=houses.inside,
            beside=houses.beside,
            is_complete=houses.is_complete,
        )
    for field, fields in (("shanty", _SHANTY), ("public_rental", _RENTAL), ("commodity", ("small",))):
        whole, parts = reading.entry(field, aspect), _some(reading, fields, aspect)
        if whole and parts:
            is_all = field == "public_rental" and len(parts) == len(fields)
            yield Cut(whole=whole, parts=parts, is_complete=is_all, tells=False)


def parts_add_up(reading: FormReading) -> Iterator[Finding]:
    """PL-06 分项合计 · The parts of each whole add up to it."""
    for cut in cuts(reading):
        if all(one.is_exact for one in (cut.whole, *cut.parts)) and not cut.is_closed:
            yield from _gap(reading, cut)


def facts_of(cut: Cut) -> dict[str, object]:
    """差额情况 · What is to be said of parts that do not make their whole."""
    places = max(one.places for one in (cut.whole, *cut.parts))
    return {
        "whole": cut.whole.item,
        "stated": cut.whole.said,
        "total": _written(cut.whole.exact - cut.gap, cut.whole, places),
        "gap": _written(abs(cut.gap), cut.whole, places),
        "parts": tuple(f"{one.item}{one.said}" for one in cut.parts),
    }


def _written(value: Fraction, like: Entry, places: int) -> str:
    own = value / like.size
    return half_up(own.numerator, own.denominator, places) + like.unit


def _gap(reading: FormReading, cut: Cut) -> Iterator[Finding]:
    facts, gap = facts_of(cut), cut.gap
    if slip := _unit_slip(cut):
        entry, unit = slip
        yield _finding("A076", Severity.ERROR, entry, **facts, item=entry.item, own=entry.said, unit=unit)
    elif abs(gap) <= _rounding((cut.whole, *cut.parts)) and reading.is_rounded:
        yield _finding("A069", Severity.ADVICE, cut.whole, **facts)
    elif gap < 0 and (extra := _explains(-gap, cut.inside)):
        yield _finding("A062", Severity.ADVICE, cut.whole, **facts, extra="、".join(one.item for one in extra))
    elif gap < 0 or cut.is_complete or (gap <= SLIP and cut.tells):
        if gap < 0 or not _explains(gap, cut.beside):
            yield _finding("A061", Severity.ERROR, cut.whole, **facts)
    elif cut.tells and not _explains(gap, cut.beside):
        yield _finding("A063", Severity.ADVICE, cut.whole, **facts)


def _finding(code: str, severity: Severity, at: Entry, **facts: object) -> Finding:
    return Finding(rule=RULE, code=code, severity=severity, place=at.position, facts=facts)


def _explains(amount: Fraction, candidates: Sequence[Entry]) -> tuple[Entry, ...]:
    """The fewest candidates that make up an amount; none where no choice of them does."""
    named = [one for one in candidates if one.exact]
    for count in range(1, len(named) + 1):
        for chosen in combinations(named, count):
            if abs(sum((one.exact for one in chosen), -amount)) < 1:
                return chosen
    return ()


def _unit_slip(cut: Cut) -> tuple[Entry, str] | None:
    """The one figure that closes the sum when its number is read in another unit, and that unit."""
    found = []
    for one in (cut.whole, *cut.parts):
        needed = one.exact + (-cut.gap if one is cut.whole else cut.gap)
        for unit in _SLIPS:
            if unit_size(unit) != one.size and _reads(one, needed / unit_size(unit)):
                found.append((one, unit))
    return found[0] if len(found) == 1 else None


def _reads(one: Entry, number: Fraction) -> bool:
    off = abs(number - Fraction(one.value))
    return number > 0 and off <= Fraction(1, 2 * 10**one.places) and off <= number * _NEAR


def shares_recompute(reading: FormReading) -> Iterator[Finding]:
    """PL-06 占比复算 · A share of a class is its share of the total, half up as printed."""
    whole = reading.entry("total")
    for field in (*CLASSES, *KINDS):
        share, part = reading.entry(field, "share"), reading.entry(field)
        if not (share and part and whole and whole.exact):
            continue
        ratio = 100 * part.exact / whole.exact
        computed = half_up(ratio.numerator, ratio.denominator, share.places)
        facts = {"item": part.item, "stated": share.said, "computed": f"{computed}{share.unit}"}
        if not all(one.is_exact for one in (share, part, whole)) or Fraction(computed) == Fraction(share.value):
            continue
        if not _may_be_share(share, part, whole):
            yield _finding("A065", Severity.ERROR, share, **facts)
        elif not reading.is_rounded:
            yield _finding("A124", Severity.ADVICE, share, **facts)


def _may_be_share(share: Entry, part: Entry, whole: Entry) -> bool:
    """Whether areas with decimals that print as the two stated make the share."""
    off_part, off_whole = (one.size / (2 * 10**one.places) for one in (part, whole))
    if not (part.places and whole.places) or whole.exact <= off_whole:
        return False
    ends = (100 * (part.exact + sign * off_part) / (whole.exact - sign * off_whole) for sign in (-1, 1))
    low, high = (Fraction(half_up(one.numerator, one.denominator, share.places)) for one in ends)
    return low <= Fraction(share.value) <= high


def cells_are_figures(reading: FormReading) -> Iterator[Finding]:
    """PL-06 数字可读 · Every cell in a column of figures holds one figure, and two columns of one thing agree."""
    for one in reading.unread:
        yield Finding(
            rule=RULE,
            code="A077",
            severity=Severity.WARNING,
            place=one.position,
            facts={"item": name_of(one.meaning), "text": one.text},
        )
    for own, entries in reading.stated.items():
        if len({one.exact for one in entries}) > 1:
            text = "、".join(one.raw for one in entries)
            yield _finding("A077", Severity.WARNING, entries[-1], item=name_of(own), text=text)


def total_is_stated(reading: FormReading) -> Iterator[Finding]:
    """PL-02 总量 · A row that states no total, so that its sum cannot be told; this is advice."""
    total = Meaning("total", "whole")
    if total in reading.columns and total not in reading.stated:
        yield Finding(
            rule="PL-02", code="A075", severity=Severity.ADVICE, place=reading.place, facts={"item": name_of(total)}
        )
