"""数字 · Areas, shares and milestones as a text states them, each with what it is a figure of.

`value` is the number as stated, exact; `low` and `high` are what its qualifier makes of it: 以内, 控制在 have no low,
不低于 and 以上 no high. 左右 and 约 state no tolerance, so none is invented: both bounds are the stated number and
`bound` says about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from landsupply.measure.area import Area, AreaUnit, read_area_unit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import read_number
from landsupply.proofread.brackets import Pair, around, outermost
from landsupply.proofread.clauses import Clause, changed, clause_before, renamed
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.position import Position

PERCENT = "%"
_NUMBER = r"[0-9０-９]{1,15}+(?:,[0-9]{3})*+(?:[.．][0-9０-９]{1,12}+)?"
_UNIT = r"万公顷|千公顷|万亩|万平方米|万平米|万㎡|平方公里|平方千米|公顷|亩|平方米|平米|㎡|ha\b|hm2|hm²|[%％]"
_QUANTITY = re.compile(
    rf"(?<![0-9０-９])(?<![.．])(?<![0-9０-９][,。])(?P<first>{_NUMBER}) {{0,3}}(?P<unit>{_UNIT})?"
    rf"(?: {{0,3}}(?:[-–—~～－]{{1,2}}|至|到) {{0,3}}(?P<second>{_NUMBER}) {{0,3}}(?P<unit2>{_UNIT}))?"
    r"(?: {0,2}(?P<suffix>以内|之内|以下|及以下|以上|及以上|左右|上下))?"
)
_WHOLE = re.compile(
    r"(?P<when>(?:[0-9０-９]{1,2}|十?[一二三四五六七八九十])月(?:底|末|份)?|年底|年末)前?,?"
    r"(?:要|应|须|力争)?(?:全面|全部)完成"
)
_LOW_WORDS = re.compile(r"(?:不低于|不少于|不小于|不得低于|不得少于|至少|≥|>=|(?<![不得])(?:高于|大于|超过))[ ]{0,2}\Z")
_HIGH_WORDS = re.compile(
    r"(?:不超过|不高于|不多于|不大于|不得超过|不得高于|不得?突破|至多|控制在|≤|<=|(?<![不得])(?:低于|小于))[ ]{0,2}\Z"
)
_ABOUT_WORDS = re.compile(r"(?:大约|约为|约占|约)[ ]{0,2}\Z")
_EARLY = re.compile(r"不高于|不超过|不低于|不少于|约占|大约")
_HEADED = re.compile(
    r"[ \u3000]{0,3}(?:国有建设用地|用地|供应|计划|土地|用途|空间|区域|指标){0,4}(?:总量|规模|结构|布局|时序|方式)"
    r"[ \u3000]{0,3}(?=(?:19|20)[0-9]{2}年|在|全市|全县|全区|市本级|本市|本县|我市|我县)"
)
_FLOOR = re.compile(r"建筑面积|建筑规模|建筑总面积|总建筑|建面|计容")  # of what is built, not of land
_BETWEEN = re.compile(r" {0,2}(?:[、，,和及与]|以及) {0,2}")
_EACH = re.compile(r"(?:分别|依次)(?:为|是|达|约|占)?[ ]{0,2}\Z")
_AGAIN = re.compile(r"[ \u3000]{0,2}[（(、，,/][ \u3000]{0,2}(?:约|大约|约为|近)?[ \u3000]{0,2}|[ \u3000]{0,2}[（(、/]")
#: A sum of what stands in front, not another unit of it.
SUMMED = re.compile(r"(?:以上|上述|三类|各类|各项|面积){0,2}(?:合计|共计|总计)(?:约|为|面积|供应){0,2}")
_SUFFIX_OF = {"内": "high", "下": "high", "上": "low", "右": "about"}
_LARGER = {
    "万公顷": (AreaUnit.HECTARE, 10_000),
    "千公顷": (AreaUnit.HECTARE, 1_000),
    "万亩": (AreaUnit.MU, 10_000),
    "平方公里": (AreaUnit.HECTARE, 100),
    "平方千米": (AreaUnit.HECTARE, 100),
    "hm2": (AreaUnit.HECTARE, 1),
    "hm²": (AreaUnit.HECTARE, 1),
}


class Bound(StrEnum):
    """限定 · What the words around a number make of it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    BETWEEN = "between"


class Role(StrEnum):
    """角色 · What a figure stands for in the plan."""

    TOTAL = "total"
    PART = "part"
    SHARE = "share"
    MILESTONE = "milestone"
    RESTATED = "restated"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """数字 · One stated figure; `start` is where its words begin in the paragraph, `number_at` where its digits do."""

    index: int
    item: str
    role: Role
    value: str
    low: str | None
    high: str | None
    unit: str
    bound: Bound
    position: Position
    raw: str
    paragraph: int
    start: int
    number_at: int
    end: int
    clause: Clause

    @property
    def is_exact(self) -> bool:
        """单值 · Whether the figure is one number without a qualifier."""
        return self.bound is Bound.EXACT

    @property
    def places(self) -> int:
        """小数位 · How many decimals the number is printed with."""
        return len(self.value.partition(".")[2])


def exact(figure: Figure, text: str | None = None) -> Fraction:
    """精确值 · The figure (or one of its bounds) in units of 0.01 m², or in percent for a share, exactly."""
    number = Fraction(read_number(text or figure.value))
    return number if figure.unit == PERCENT else number * unit_size(figure.unit)


def unit_size(unit: str) -> Fraction:
    """单位大小 · Units of 0.01 m² in one of a written unit; three of it are always a whole number of them."""
    base, times = _LARGER[unit] if unit in _LARGER else (read_area_unit(unit), 1)
    return Fraction(Area.exactly("3", base).units * times, 3)


def _share_bound(words: str, bound: Bound) -> Bound:
    """A share's qualifier may stand before what it is a share of: 不高于供应总量的15%."""
    if bound is not Bound.EXACT or not (found := _EARLY.search(words)):
        return bound
    return {"不高": Bound.AT_MOST, "不超": Bound.AT_MOST, "不低": Bound.AT_LEAST, "不少": Bound.AT_LEAST}.get(
        found[0][:2], Bound.ABOUT
    )


def _bound(before: str, suffix: str | None, second: str | None) -> Bound:
    if second:
        return Bound.BETWEEN
    word = _SUFFIX_OF[suffix[-1]] if suffix else ""
    if word == "about" or (not word and _ABOUT_WORDS.search(before)):
        return Bound.ABOUT
    if word == "low" or _LOW_WORDS.search(before):
        return Bound.AT_LEAST if word != "high" else Bound.BETWEEN
    return Bound.AT_MOST if word == "high" or _HIGH_WORDS.search(before) else Bound.EXACT


def _limits(value: str, second: str | None, bound: Bound) -> tuple[str | None, str | None]:
    if bound is Bound.AT_LEAST:
        return value, None
    if bound is Bound.AT_MOST:
        return None, value
    return value, second or value


def _plain(number: str) -> str:
    return format(read_number(number), "f")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """书面数字 · A number met in the text, before its words are looked at."""

    start: int
    end: int
    value: str
    second: str | None
    unit: str
    suffix: str | None


def _stated(text: str) -> Iterator[_Stated]:
    waiting: list[re.Match[str]] = []
    for found in _QUANTITY.finditer(text):
        if waiting and not _BETWEEN.fullmatch(text, waiting[-1].end(), found.start()):
            waiting = []
        unit = found["unit2"] or found["unit"]
        if unit is None:
            waiting.append(found)
            continue
        for one in (*_sharing(text, waiting), found):
            if stated := _number(one, unit):
                yield stated
        waiting = []


def _sharing(text: str, waiting: Sequence[re.Match[str]]) -> Sequence[re.Match[str]]:
    """Numbers in front that share the unit of the last one: 分别为20、100和180公顷."""
    at = waiting[0].start() if waiting else 0
    return waiting if waiting and _EACH.search(text, max(0, at - 8), at) else ()


def _number(found: re.Match[str], unit: str) -> _Stated | None:
    try:
        value, second = _plain(found["first"]), _plain(found["second"]) if found["second"] else None
    except MeasureFault:
        return None  # outside the number grammar, e.g. 3,92,7: no figure can be read there, which is said
    unit = unit.replace("％", PERCENT)
    start, end = found.span()
    return _Stated(start=start, end=end, value=value, second=second, unit=unit, suffix=found["suffix"])


def figures_in(paragraph: Paragraph, first_index: int) -> tuple[Figure, ...]:
    """查数字 · Areas and percentages of a paragraph in order, then its milestones without a number (全面完成)."""
    found: list[Figure] = []
    pairs = outermost(paragraph.text)
    ends: dict[Pair | None, int] = {None: _behind_heading(paragraph)}
    for stated in _stated(paragraph.text):
        here = around(pairs, stated.start)
        clause = clause_before(paragraph.text, stated.start, ends.get(here, here[0] + 1 if here else 0))
        if stated.unit != PERCENT:
            before = found[-1] if found else None
            clause = changed(renamed(clause, paragraph.text, stated.end), before.clause if before else None)
            clause = _restating(clause, before, stated, paragraph.text)
        found.append(_figure(paragraph, stated, clause, first_index + len(found)))
        ends[here] = stated.end
    found += _completions(paragraph, first_index + len(found))
    return tuple(found)


def _restating(clause: Clause, before: Figure | None, stated: _Stated, text: str) -> Clause:
    """The same area in another unit stands right behind the first, if only 约; a sum in its unit is none."""
    if before is None or before.unit == PERCENT:
        return clause
    bare = clause.words.strip(" \u3000、，,")
    if before.unit == stated.unit:
        is_sum = bool(SUMMED.fullmatch(bare))
        return replace(clause, is_restated=False, item=bare) if is_sum else clause
    again = _AGAIN.fullmatch(text, before.end, stated.start)
    return replace(clause, is_restated=True) if again else clause


def _behind_heading(paragraph: Paragraph) -> int:
    """Where the sentence begins when a heading was glued to it: （一）总量2009年土地供应总量…."""
    glued = _HEADED.match(paragraph.text, paragraph.body) if paragraph.family else None
    return glued.end() if glued else paragraph.body


def _figure(paragraph: Paragraph, stated: _Stated, clause: Clause, index: int) -> Figure:
    bound = _bound(paragraph.text[max(0, stated.start - 12) : stated.start], stated.suffix, stated.second)
    if stated.unit == PERCENT:
        bound = _share_bound(clause.words, bound)
    low, high = _limits(stated.value, stated.second, bound)
    return Figure(
        index=index,
        item=_item(paragraph, stated.unit, clause),
        role=_role(stated.unit, clause),
        value=stated.value,
        low=low,
        high=high,
        unit=stated.unit,
        bound=bound,
        position=paragraph.at(stated.start),
        raw=paragraph.text[clause.start : stated.end].strip(),
        paragraph=paragraph.index,
        start=clause.start,
        number_at=stated.start,
        end=stated.end,
        clause=clause,
    )


def _item(paragraph: Paragraph, unit: str, clause: Clause) -> str:
    """What is counted: of a percentage its month or subject; where nothing is named, the heading in front."""
    if unit == PERCENT:
        return clause.when or clause.subject
    return clause.item or (paragraph.heading if paragraph.family else "")


def _role(unit: str, clause: Clause) -> Role:
    if unit == PERCENT:
        return Role.MILESTONE if clause.when else Role.SHARE
    if clause.is_restated:
        return Role.RESTATED
    if _FLOOR.search(clause.words) or SUMMED.fullmatch(clause.item):
        return Role.OTHER
    return Role.TOTAL if clause.is_total else Role.PART


def _completions(paragraph: Paragraph, first_index: int) -> list[Figure]:
    """12月底全面完成 states a milestone of one hundred percent without a number."""
    return [
        Figure(
            index=first_index + here,
            item=found["when"],
            role=Role.MILESTONE,
            value="100",
            low="100",
            high="100",
            unit=PERCENT,
            bound=Bound.EXACT,
            position=paragraph.at(found.start()),
            raw=found[0],
            paragraph=paragraph.index,
            start=found.start(),
            number_at=found.start(),
            end=found.end(),
            clause=clause_before(paragraph.text, found.end(), found.start()),
        )
        for here, found in enumerate(_WHOLE.finditer(paragraph.text))
    ]
