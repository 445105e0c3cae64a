"""进度节点 · PL-06: milestones rise from one to the next; quarters given as parts of a half-year make it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from landsupply.measure.rounding import half_up
from landsupply.proofread.figures import PERCENT, Bound, Figure, Role, exact
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.quarters import quarter_shares
from landsupply.proofread.register import Case, Found

_RULE = "PL-06"
_HALVES = {"上半年": ("一季度", "二季度"), "下半年": ("三季度", "四季度")}
_HALF = re.compile(r"[上下]半年")
_QUARTER = re.compile(r"[一二三四]季度")
_ENDS = re.compile(r"[；;。！？]")
_NEAR = 40


def milestones_rise(case: Case) -> Found:
    """PL-06 节点递进 · Milestones of one sentence rise from one to the next; those behind 其中 are parts of one."""
    inner = {one.index for _, parts in _opened(case) for one in parts}
    stones = [one for one in _percents(case) if one.role is Role.MILESTONE and one.index not in inner]
    split = quarter_shares(case.reading)
    for first, later in pairwise(stones):
        near = first.paragraph == later.paragraph and later.number_at - first.end <= _NEAR
        if near and exact(later) < exact(first) and not {first.index, later.index} & split:
            facts = {"first": f"{first.item}{_said(first)}", "second": f"{later.item}{_said(later)}"}
            yield Finding(rule=_RULE, code="A068", severity=Severity.ERROR, place=later.position, facts=facts)


def half_years_add_up(case: Case) -> Found:
    """PL-06 半年与季度 · The shares of the quarters of a half-year make its share."""
    for head, parts in _opened(case):
        half = _HALF.search(head.clause.words)
        quarters = tuple(found[0] for one in parts if (found := _QUARTER.search(one.clause.words)))
        is_judged = len(quarters) == len(parts) and head.bound in (Bound.EXACT, Bound.AT_LEAST)
        if half is None or quarters != _HALVES[half[0]] or not is_judged or not all(one.is_exact for one in parts):
            continue
        total = sum((exact(one) for one in parts), Fraction(0))
        if total != exact(head) and not (head.bound is Bound.AT_LEAST and total > exact(head)):
            printed = half_up(total.numerator, total.denominator, max(one.places for one in parts))
            said = tuple(f"{quarter}{_said(one)}" for quarter, one in zip(quarters, parts, strict=True))
            facts = {"whole": f"{half[0]}{_said(head)}", "total": printed, "parts": said}
            yield Finding(rule=_RULE, code="A142", severity=Severity.ERROR, place=parts[-1].position, facts=facts)


def _percents(case: Case) -> list[Figure]:
    """Milestones and shares in the order of the text."""
    found = (one for one in case.reading.figures if one.unit == PERCENT)
    return sorted(found, key=lambda one: (one.paragraph, one.number_at))


def _opened(case: Case) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each percentage with those that 其中 makes its parts, up to a semicolon or a stop."""
    percents = _percents(case)
    head: Figure | None = None
    parts: list[Figure] = []
    for before, one in pairwise(percents):
        text = case.reading.paragraphs[one.paragraph].text
        gap = text[before.end : one.number_at] if before.paragraph == one.paragraph else "。"
        if _ENDS.search(gap) or (head is not None and one.clause.opens):
            if head is not None:
                yield head, parts
            head = None
        if one.clause.opens and not _ENDS.search(gap) and one.role is Role.MILESTONE:
            head, parts = before, [one]
        elif head is not None:
            parts.append(one)
    if head is not None:
        yield head, parts


def _said(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}"
