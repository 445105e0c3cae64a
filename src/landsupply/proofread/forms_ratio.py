"""住房占比 · HS-04: 保障性住房, 棚改 and 中小套型 make at least the share of housing land that the ministry asked for.

The stated ratio is recomputed where all its parts stand; what is missing is said, never filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.measure.rounding import half_up
from landsupply.prepare.dated import in_force
from landsupply.proofread.figures import PERCENT, Bound
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.forms import FormReading
from landsupply.proofread.forms_cells import Entry
from landsupply.proofread.forms_columns import KINDS, Meaning, name_of
from landsupply.proofread.forms_sums import RULE as SUMS
from landsupply.proofread.forms_sums import kinds

RULE = "HS-04"
_PARAMETER = "housing.affordable.share"
_PLACES, _ALL = 2, 100
#: What is said of a ratio whose unit is another: the areas judge it.
_UNITS = ("A130", "A131", "A132")
_RATIO = Meaning("ratio", "whole")
_MEMBERS = ("low_rent", "affordable", "shanty", "public_rental", "price_limited", "small")
_RENTAL = ("public_rental_allocated", "public_rental_granted")
#: Land that may be contained in another member, so that it would be counted twice.
_REPEATED = (
    ("shanty",),
    ("price_limited",),
    ("shanty", "price_limited"),
    ("shanty_low_rent", "shanty_affordable"),
    ("low_rent", "affordable"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """占比构成 · What the ratio is made of; `missing` are the names of what is not stated.

    `summed` is what the kinds of housing add up to, where they are all there; it may not be the `housing` stated.
    """

    counted: Fraction
    housing: Fraction | None
    summed: Fraction | None
    missing: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """可复算 · Whether all of it stands in the row."""
        return not self.missing and self.housing is not None and self.housing > 0

    @property
    def is_settled(self) -> bool:
        """住房面积一致 · Whether the housing land stated is what its kinds add up to, as far as they are known."""
        return self.summed is None or self.summed == self.housing


def _area(reading: FormReading, field: str) -> Fraction | None:
    own = reading.entry(field)
    if own is None and field == "public_rental":
        both = [reading.entry(one) for one in _RENTAL]
        return None if None in both else sum((one.exact for one in both if one), Fraction(0))
    return own.exact if own and own.is_exact else None


def parts_of(reading: FormReading) -> Parts:
    """占比构成 · The areas behind the ratio; of 保障性住房 the one figure stands for its kinds."""
    own = {field: _area(reading, field) for field in _MEMBERS}
    assured = _area(reading, "assured")
    if assured is not None and None in own.values():
        counted = assured + (own["shanty"] or 0) + (own["small"] or 0)
        lacking = [field for field in ("shanty", "small") if own[field] is None and _is_asked(reading, field)]
    else:
        counted = sum((one for one in own.values() if one is not None), Fraction(0))
        lacking = [field for field, one in own.items() if one is None]
    houses = kinds(reading)
    stated = _area(reading, "housing")
    summed = houses.total if houses.is_complete else None
    housing = stated if stated is not None else summed
    lacking += ["housing"] if housing is None else []
    names = tuple(name_of(Meaning(field, "whole")) for field in lacking)
    return Parts(counted=counted, housing=housing, summed=summed, missing=names)


def _is_asked(reading: FormReading, field: str) -> bool:
    """Whether a member must be known: 中小套型 always, 棚改 where the form has a column for it."""
    return field == "small" or Meaning(field, "whole") in reading.columns


def ratio_findings(reading: FormReading, rules: Rules) -> Iterator[Finding]:
    """HS-04 住房占比 · The ratio of a row under the law of a day, and PL-06 where it does not recompute."""
    law = in_force(rules, _PARAMETER)
    stated, parts = reading.entry("ratio"), parts_of(reading)
    if parts.housing == 0 or not {_RATIO, Meaning("small", "whole")} & reading.columns:
        return
    clash = None
    if stated and stated.is_exact and parts.is_whole and parts.housing:
        clash = _clash(reading, parts, parts.housing, stated)
    elif stated and _may_be_fraction(stated):
        clash = _finding("A132", Severity.ADVICE, stated, rule=SUMS, item=name_of(_RATIO), text=stated.raw)
    if stated and stated.exact > _ALL and (clash or not parts.is_whole):
        clash = _finding("A130", Severity.ERROR, stated, rule=SUMS, item=name_of(_RATIO), stated=stated.said)
    if clash:
        yield clash
    if law:
        code = clash.code if clash else ""
        is_doubtful = code in _UNITS or bool(clash and stated and _may_be_fraction(stated))
        yield from _judged(reading, parts, law, None if is_doubtful else stated, overlaps=code in ("A074", "A132"))


def _may_be_fraction(stated: Entry) -> bool:
    """Whether a ratio may be a fraction of one, though its column holds percentages: 0.8 without a sign."""
    return PERCENT not in stated.raw and "％" not in stated.raw and 0 < stated.exact <= 1


def _clash(reading: FormReading, parts: Parts, housing: Fraction, stated: Entry) -> Finding | None:
    """What is to be said where the stated ratio is not that of the stated areas."""
    if any(whole and _prints(parts.counted, whole, stated) for whole in (housing, parts.summed)):
        return None
    facts: dict[str, object] = {
        "item": name_of(_RATIO),
        "stated": stated.said,
        "computed": _percent(parts.counted, housing, max(stated.places, _PLACES)),
    }
    for shifted in (replace(stated, value=value) for value in _shifted(stated)):
        if any(whole and _prints(parts.counted, whole, shifted) for whole in (housing, parts.summed)):
            return _finding("A131", Severity.WARNING, stated, rule=SUMS, **facts, text=stated.raw)
    for fields in _REPEATED:
        twice = sum((area for field in fields if (area := _area(reading, field))), Fraction(0))
        less = housing - twice
        if twice and any(_prints(parts.counted - twice, whole, stated) for whole in (housing, less)):
            names = "、".join(name_of(Meaning(field, "whole")) for field in fields)
            return _finding("A074", Severity.ADVICE, stated, rule=SUMS, **facts, extra=names)
    return _finding("A065", Severity.ERROR, stated, rule=SUMS, **facts)


def _shifted(stated: Entry) -> tuple[str, ...]:
    """A ratio read as a fraction of one, as the percentage it then is."""
    if stated.exact > 1:
        return ()
    value = stated.exact * 100
    return (half_up(value.numerator, value.denominator, max(0, stated.places - 2)),)


def _prints(part: Fraction, whole: Fraction, stated: Entry) -> bool:
    if whole <= 0 or part < 0:
        return False
    ratio = 100 * part / whole
    return Fraction(half_up(ratio.numerator, ratio.denominator, stated.places)) == Fraction(stated.value)


def _percent(part: Fraction, whole: Fraction, places: int) -> str:
    ratio = 100 * part / whole
    return half_up(ratio.numerator, ratio.denominator, places) + PERCENT


def _judged(
    reading: FormReading, parts: Parts, law: Dated, stated: Entry | None, *, overlaps: bool
) -> Iterator[Finding]:
    least = 100 * law.exact()
    facts = {"least": _percent(law.exact(), Fraction(1), 0), "basis": law.basis.instrument}
    severity = Severity.ADVICE if law.is_doubtful else Severity.WARNING
    place = stated or next((one for one in reading.figures if one.meaning.field in ("housing", *KINDS, "small")), None)
    if stated and stated.exact < least and stated.bound is not Bound.AT_LEAST:
        yield _finding("A071", severity, stated, **facts, stated=stated.said)
    elif parts.is_whole and parts.housing and not overlaps and parts.is_settled:
        computed = _percent(parts.counted, parts.housing, stated.places if stated else _PLACES)
        if Fraction(computed.rstrip(PERCENT)) < least:
            yield _finding("A072", severity, place or reading, **facts, computed=computed)
    elif reading.entry("ratio") is None and place and parts.missing:
        yield _finding("A073", Severity.ADVICE, place, missing=parts.missing)


def _finding(code: str, severity: Severity, at: Entry | FormReading, rule: str = RULE, **facts: object) -> Finding:
    place = at.place if isinstance(at, FormReading) else at.position
    return Finding(rule=rule, code=code, severity=severity, place=place, facts=facts)
