"""季度占比 · Percentages of the quarters that are shares of the year, and not how far the plan is by then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from landsupply.measure.rounding import half_up
from landsupply.proofread.compositions import Composition
from landsupply.proofread.figures import Figure, Role, exact, unit_size
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.reading import Reading
from landsupply.proofread.register import Case, Found

_QUARTER = re.compile(r"([一二三四])季度")
_CUMULATIVE = re.compile(r"累计|达|完成|实现|不低于|不少于|以上|进度|节点|末|底|前")
_QUARTERS, _ALL = 4, 100
_SO_FAR = re.compile(
    r"[ \u3000]*(?:到|截至|截止)?第?(?:(?:一|1)季?度?(?:至|到|[-—–~～])第?(?P<last>[二三四234])季度"
    r"|前(?P<count>[两二三23])个?季度|(?P<half>上半年))(?:末|底)?"
    r"(?:累计|共计|合计|计划|拟|安排|供应|供地|国有|建设|用地|土地|完成|总量|面积|共)*[ \u3000]*"
)
_COUNTS = {sign: number for number, signs in ((2, "二2两"), (3, "三3"), (4, "四4")) for sign in signs}
#: Four shares that miss a hundred by more are no shares of one year.
_SLIP = 10


def quarter_shares(reading: Reading) -> frozenset[int]:
    """季度占比 · The figures that give each of the four quarters its share of the year."""
    return frozenset(one.index for group in _groups(reading) for one in group)


def quarters_close(case: Case) -> Found:
    """PL-06 季度占比合计 · The shares of the four quarters make a hundred."""
    for group in _groups(case.reading):
        total = sum((exact(one) for one in group), Fraction(0))
        if total != _ALL:
            printed = half_up(total.numerator, total.denominator, max(one.places for one in group))
            facts = {"total": printed, "parts": tuple(f"{one.item}{one.value}%" for one in group)}
            yield Finding(rule="PL-06", code="A058", severity=Severity.ERROR, place=group[-1].position, facts=facts)


def quarters_so_far(case: Case) -> Found:
    """PL-06 累计供应 · What is supplied from the first quarter to another is what these quarters supply."""
    figures = case.reading.figures
    for own in (_by_quarter(one, figures) for one in case.reading.compositions if one.of_total):
        for figure in figures if own else ():
            count = _count(figure)
            total = sum((exact(one) for one in own[:count]), Fraction(0))
            if count and total != exact(figure):
                said = tuple(f"{one.item}{one.value}{one.unit}" for one in own[:count])
                computed = _written(total, figure, own)
                facts = {"stated": f"{figure.value}{figure.unit}", "computed": computed, "parts": said}
                yield Finding(rule="PL-06", code="A129", severity=Severity.ERROR, place=figure.position, facts=facts)


def _count(figure: Figure) -> int:
    """How many quarters an area is of, counted from the first; 0 where it says no such thing."""
    found = _SO_FAR.fullmatch(figure.clause.words)
    if found is None or not figure.is_exact or figure.role in (Role.SHARE, Role.MILESTONE):
        return 0
    return 2 if found["half"] else _COUNTS[found["last"] or found["count"]]


def _by_quarter(one: Composition, figures: Sequence[Figure]) -> list[Figure]:
    """The areas of the four quarters, where these are what the total is parted into."""
    parts = [figures[index] for index in one.parts]
    signs = [found[1] for part in parts if part.is_exact and (found := _QUARTER.search(part.item))]
    return parts if signs == ["一", "二", "三", "四"] and len(parts) == _QUARTERS else []


def _written(value: Fraction, like: Figure, others: Sequence[Figure]) -> str:
    own = value / unit_size(like.unit)
    return half_up(own.numerator, own.denominator, max(one.places for one in (like, *others))) + like.unit


def _groups(reading: Reading) -> list[list[Figure]]:
    stones = [one for one in reading.figures if one.role is Role.MILESTONE and one.is_exact]
    by_paragraph = groupby(stones, key=lambda one: one.paragraph)
    return [group for _, found in by_paragraph if _are_shares(group := list(found), reading)]


def _are_shares(group: list[Figure], reading: Reading) -> bool:
    """One percentage for each quarter in turn, that make a year or nearly, and no word of how far the plan is."""
    quarters = [found[1] for one in group if (found := _QUARTER.search(one.item))]
    text = reading.paragraphs[group[0].paragraph].text[group[0].start : group[-1].end]
    if quarters != ["一", "二", "三", "四"] or len(group) != _QUARTERS or _CUMULATIVE.search(text):
        return False
    return abs(sum((exact(one) for one in group), Fraction(-_ALL))) <= _SLIP
