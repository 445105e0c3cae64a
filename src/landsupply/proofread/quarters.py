"""季度占比 · Percentages of the quarters that are shares of the year, and not how far the plan is by then."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import groupby

from landsupply.measure.rounding import half_up
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.reading import Reading
from landsupply.proofread.register import Case, Found

_QUARTER = re.compile(r"([一二三四])季度")
_CUMULATIVE = re.compile(r"累计|达|完成|实现|不低于|不少于|以上|进度|节点|末|底|前")
_QUARTERS, _ALL = 4, 100
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
