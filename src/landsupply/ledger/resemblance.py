"""相似 · What speaks for and against two records being one parcel: points, and a reason for each.

Every aspect gives at most one piece of evidence. The points are parameters; nothing here decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from landsupply.law import words
from landsupply.law.rulebook import Rules
from landsupply.ledger.match_words import match_words
from landsupply.ledger.traits import Traits

#: A number with fewer signs is a serial number as likely as not.
_SHORT = 4
#: Ratios of one unit of area taken for another: 公顷 and 亩, 公顷 and 平方米, 亩 and 平方米.
_UNIT_RATIOS = (Fraction(15), Fraction(10_000), Fraction(2000, 3))
#: What a list may round to, in thirds of 0.01 m²: 0.001, 0.01 and 0.1 hectares, 0.1 mu and 1 mu.
_ROUNDED_TO = (3_000, 30_000, 300_000, 20_000, 200_000)


class Evidence(StrEnum):
    """相似理由 · Each kind of evidence, by the name under which its points are kept."""

    NUMBER_SAME = "编号相同"
    NUMBER_ALIKE = "编号相近"
    NUMBER_SHORT = "短号相同"
    NUMBER_DIFFERS = "编号不同"
    FORMER_SAME = "上年编号相同"
    RESERVE_SAME = "储备编号相同"
    CODE_SAME = "地块号相同"
    CODE_DIFFERS = "地块号不同"
    NAME_SAME = "名称相同"
    NAME_ALIKE = "名称相近"
    NAME_LONGER = "名称有增减"
    NAME_COMMON = "通称相同"
    MARKS_DIFFER = "期号不同"
    PLACE_SAME = "位置相同"
    ROADS_AND_SIDES = "道路与方位相同"
    ROADS_SAME = "道路相同"
    ROAD_SHARED = "一条道路相同"
    PLACE_ALIKE = "位置相近"
    SIDES_OPPOSITE = "方位相反"
    PLACE_DIFFERS = "位置不同"
    PLACE_COMMON = "通称位置相同"
    AREA_SAME = "面积相同"
    AREA_ROUNDED = "面积取整后相同"
    AREA_CLOSE = "面积相近"
    AREA_UNIT = "疑为单位不同"
    AREA_DIFFERS = "面积不同"
    AREA_MISSING = "面积未填"
    USE_SAME = "用途相同"
    USE_CLASS = "用途同类"
    USE_DIFFERS = "用途不同"
    DISTRICT_SAME = "行政区相同"
    DISTRICT_DIFFERS = "行政区不同"
    DATE_SAME = "日期相同"
    DATE_DIFFERS = "日期不同"
    BATCH_SAME = "批次相同"
    OVERLAP_WHOLE = "图形重合"
    OVERLAP_PART = "图形部分重合"
    OVERLAP_NONE = "图形不重合"
    LIST_SAME = "同一清单"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """理由 · One piece of evidence with its points, and what each record says."""

    evidence: Evidence
    points: int
    first: str
    second: str

    def message(self, lang: str = "zh") -> str:
        """说明 · The evidence with both values, in `zh` or `en`."""
        facts = {"first": self.first or "—", "second": self.second or "—", "points": self.points}
        return words.say(_CODES[self.evidence], lang, **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """尺度 · Points and limits of the day, as they are used in the comparison."""

    points: Mapping[Evidence, int]
    queue: int
    close: Fraction
    far: Fraction
    unit: Fraction
    name: Fraction
    place: Fraction
    whole: Fraction
    part: Fraction


def scale_of(rules: Rules) -> Scale:
    """取尺度 · The scale that holds on the day of the rules."""
    points = rules.parameter("ledger.match.points").table()
    area = {key: _exact(value) for key, value in rules.parameter("ledger.match.area").table().items()}
    like = {key: _exact(value) for key, value in rules.parameter("ledger.match.likeness").table().items()}
    return Scale(
        points={one: int(_exact(points[one.value])) for one in Evidence},
        queue=rules.parameter("ledger.match.queue").whole(),
        close=area["相近"],
        far=area["不同"],
        unit=area["单位"],
        name=like["名称"],
        place=like["位置"],
        whole=like["重合"],
        part=like["部分重合"],
    )


def _exact(value: object) -> Fraction:
    return Fraction(value) if isinstance(value, int | Fraction) else Fraction(0)


def evidence(first: Traits, second: Traits, scale: Scale) -> tuple[Evidence, ...]:
    """举证 · What the traits of two records say, aspect by aspect."""
    found = (aspect(first, second, scale) for aspect in _ASPECTS)
    return tuple(one for one in found if one is not None)


def overlap_evidence(share: Fraction, scale: Scale) -> Evidence:
    """图形举证 · What the share of the smaller outline that lies in the other says."""
    if share >= scale.whole:
        return Evidence.OVERLAP_WHOLE
    return Evidence.OVERLAP_PART if share >= scale.part else Evidence.OVERLAP_NONE


def _number(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    if not first.loose or not second.loose:
        return None
    if first.loose == second.loose:
        if len(first.loose) < _SHORT:
            return Evidence.NUMBER_SHORT
        return Evidence.NUMBER_SAME if first.number == second.number else Evidence.NUMBER_ALIKE
    return Evidence.NUMBER_DIFFERS if first.shape == second.shape and len(first.loose) >= _SHORT else None


def _other_number(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    """One's number of last year or of the reserve is the other's, or its very number."""
    if first.loose != second.loose:
        if _is_shared(first.former, second.former, first.loose, second.loose):
            return Evidence.FORMER_SAME
        if _is_shared(first.reserve, second.reserve, first.loose, second.loose):
            return Evidence.RESERVE_SAME
    return None


def _is_shared(first: str, second: str, number: str, other: str) -> bool:
    return (bool(first) and first in (second, other)) or (bool(second) and second == number)


def _code(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    if not first.codes or not second.codes:
        return None
    shared = first.codes.keys() & second.codes.keys()
    if any(_prefixes_agree(first.codes[code], second.codes[code]) for code in shared):
        return Evidence.CODE_SAME
    return Evidence.CODE_DIFFERS


def _prefixes_agree(first: str, second: str) -> bool:
    return first.endswith(second) or second.endswith(first)


def _name(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    if first.common_name and first.common_name == second.common_name:
        return Evidence.NAME_COMMON
    if not (first.name or first.marks) or not (second.name or second.marks):
        return None
    is_same = first.name == second.name
    if is_same and first.marks == second.marks:
        return Evidence.NAME_SAME
    if not is_same and not _is_like(first.name_grams, second.name_grams, scale.name):
        return None
    if first.marks and second.marks and first.marks != second.marks:
        return Evidence.MARKS_DIFFER
    return Evidence.NAME_LONGER if is_same else Evidence.NAME_ALIKE


def _is_like(first: frozenset[str], second: frozenset[str], least: Fraction) -> bool:
    """Twice the shared pairs of signs over all pairs, compared exactly."""
    if not first or not second:
        return False
    return 2 * len(first & second) * least.denominator >= least.numerator * (len(first) + len(second))


def _place(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    if first.common_place and first.common_place == second.common_place:
        return Evidence.PLACE_COMMON
    if not first.place or not second.place:
        return None
    if first.place == second.place:
        return Evidence.PLACE_SAME
    shared = sorted(first.roads.keys() & second.roads.keys())
    if shared:
        return _roads(tuple((first.roads[road], second.roads[road]) for road in shared))
    if _is_like(first.place_grams, second.place_grams, scale.place):
        return Evidence.PLACE_ALIKE
    return Evidence.PLACE_DIFFERS if len(first.roads) > 1 and len(second.roads) > 1 else None


def _roads(sides: tuple[tuple[str, str], ...]) -> Evidence:
    if any(_are_opposite(one, other) for one, other in sides):
        return Evidence.SIDES_OPPOSITE
    if len(sides) == 1:
        return Evidence.ROAD_SHARED
    return Evidence.ROADS_AND_SIDES if all(one == other != "" for one, other in sides) else Evidence.ROADS_SAME


def _are_opposite(first: str, second: str) -> bool:
    against = match_words("side")
    return any(against[sign] in second for sign in first)


def _area(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    small, large = sorted((first.units, second.units))
    if not small:
        return Evidence.AREA_MISSING
    if small == large:
        return Evidence.AREA_SAME
    if _is_within(small, large, scale.close):
        return Evidence.AREA_CLOSE
    if any(_is_rounded(small, large, step) for step in _ROUNDED_TO):
        return Evidence.AREA_ROUNDED
    if any(_is_ratio(small, large, ratio, scale.unit) for ratio in _UNIT_RATIOS):
        return Evidence.AREA_UNIT
    return None if _is_within(small, large, scale.far) else Evidence.AREA_DIFFERS


def _is_within(small: int, large: int, share: Fraction) -> bool:
    return (large - small) * share.denominator <= share.numerator * large


def _is_rounded(small: int, large: int, step: int) -> bool:
    """Whether one is the other rounded half up to a step that is small beside both, in thirds and to 0.01 m²."""
    if 3 * small < 5 * step:
        return False
    nearest = ((6 * units + step) // (2 * step) * step for units in (small, large))
    return any(abs(thirds - 3 * other) < 3 for thirds, other in zip(nearest, (large, small), strict=True))


def _is_ratio(small: int, large: int, ratio: Fraction, slack: Fraction) -> bool:
    wanted = small * ratio.numerator
    return abs(large * ratio.denominator - wanted) * slack.denominator <= slack.numerator * wanted


def _use(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    if not first.use or not second.use:
        return None
    if first.use == second.use:
        return Evidence.USE_SAME
    return Evidence.USE_CLASS if first.bucket == second.bucket else Evidence.USE_DIFFERS


def _district(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    return _same(first.district, second.district, Evidence.DISTRICT_SAME, Evidence.DISTRICT_DIFFERS)


def _date(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    supplied = _same(first.supplied, second.supplied, Evidence.DATE_SAME, Evidence.DATE_DIFFERS)
    return supplied or _same(first.noticed, second.noticed, Evidence.DATE_SAME, Evidence.DATE_DIFFERS)


def _batch(first: Traits, second: Traits, scale: Scale) -> Evidence | None:
    return Evidence.BATCH_SAME if first.batch and first.batch == second.batch else None


def _same(first: str, second: str, same: Evidence, other: Evidence) -> Evidence | None:
    if not first or not second:
        return None
    return same if first == second else other


_ASPECTS: tuple[Callable[[Traits, Traits, Scale], Evidence | None], ...] = (
    _number,
    _other_number,
    _code,
    _name,
    _place,
    _area,
    _use,
    _district,
    _date,
    _batch,
)

_CODES: Mapping[Evidence, str] = {
    Evidence.NUMBER_SAME: "L220",
    Evidence.NUMBER_ALIKE: "L221",
    Evidence.NUMBER_SHORT: "L222",
    Evidence.NUMBER_DIFFERS: "L223",
    Evidence.FORMER_SAME: "L217",
    Evidence.RESERVE_SAME: "L218",
    Evidence.CODE_SAME: "L224",
    Evidence.CODE_DIFFERS: "L225",
    Evidence.NAME_SAME: "L226",
    Evidence.NAME_ALIKE: "L227",
    Evidence.NAME_LONGER: "L228",
    Evidence.NAME_COMMON: "L219",
    Evidence.MARKS_DIFFER: "L229",
    Evidence.PLACE_SAME: "L230",
    Evidence.ROADS_AND_SIDES: "L231",
    Evidence.ROADS_SAME: "L231",
    Evidence.ROAD_SHARED: "L232",
    Evidence.PLACE_ALIKE: "L233",
    Evidence.SIDES_OPPOSITE: "L234",
    Evidence.PLACE_DIFFERS: "L235",
    Evidence.PLACE_COMMON: "L219",
    Evidence.AREA_SAME: "L236",
    Evidence.AREA_ROUNDED: "L237",
    Evidence.AREA_CLOSE: "L238",
    Evidence.AREA_UNIT: "L239",
    Evidence.AREA_DIFFERS: "L240",
    Evidence.AREA_MISSING: "L266",
    Evidence.USE_SAME: "L241",
    Evidence.USE_CLASS: "L241",
    Evidence.USE_DIFFERS: "L242",
    Evidence.DISTRICT_SAME: "L243",
    Evidence.DISTRICT_DIFFERS: "L244",
    Evidence.DATE_SAME: "L245",
    Evidence.DATE_DIFFERS: "L246",
    Evidence.BATCH_SAME: "L247",
    Evidence.OVERLAP_WHOLE: "L248",
    Evidence.OVERLAP_PART: "L248",
    Evidence.OVERLAP_NONE: "L249",
    Evidence.LIST_SAME: "L250",
}
