"""增减 · PL-06: what is changed from one figure to another by a third closes, and so does growth over another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from landsupply.measure.rounding import half_up
from landsupply.proofread.figures import PERCENT, Figure, Role, exact, unit_size
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.register import Case, Found

_RULE = "PL-06"
_STOPS = r"[，,、（( \u3000]{0,3}"
_TO = re.compile(r"(?:统一|相应)?(?:调整|变更|修改|调增|调减|核增|核减|压减|提高|降低|增加|减少)(?:为|至|到)")
_MORE = r"增加|调增|核增|净增|增长|提高"
_LESS = r"减少|调减|核减|净减|压减|下降|降低"
_BY = re.compile(rf"{_STOPS}(?:共|净|合计|较?原计划|总计)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|面积|用地)?")
_THAN = re.compile(
    rf"{_STOPS}(?:同比)?[较比](?:上一?年度?|去年|(?:19|20)[0-9]{{2}}年度?)(?:实际)?(?:计划|供应|供地|总?量|的)*"
    rf"(?:(?P<more>增加|多)|(?P<less>减少|少))(?:了)?"
)
_ASIDE = re.compile(r"[（(][^（()）]{0,60}[)）]")
_RATE = re.compile(rf"{_STOPS}(?:同比)?(?:(?P<more>增长|增幅)|(?P<less>下降|降幅))(?:为|了|达)?约?")


def changes_add_up(case: Case) -> Found:
    """PL-06 调整幅度 · 由 A 调整为 B，增加 C: C is what lies between A and B."""
    for text, (first, second, step) in _threes(case.reading.figures, case.reading.paragraphs):
        to = _TO.fullmatch(text[first.end : second.number_at].strip(" \u3000"))
        by = _BY.fullmatch(text[second.end : step.number_at]) if to else None
        if by is None or not _are_exact(first, second, step):
            continue
        gap = exact(second) - exact(first)
        if gap != (exact(step) if by["more"] else -exact(step)):
            said = by["more"] or by["less"]
            facts = {"first": _said(first), "second": _said(second), "stated": f"{said}{_said(step)}"}
            meant = _written(abs(gap), step, (first, second))
            code = "A126" if gap >= 0 else "A127"
            yield Finding(
                rule=_RULE,
                code=code,
                severity=Severity.ERROR,
                place=step.position,
                facts={**facts, "meant": meant},
            )


def growth_recomputes(case: Case) -> Found:
    """PL-06 增幅复算 · B，较上年增加 C，增长 D%: D is C by what B was before."""
    for text, (whole, step, rate) in _threes(case.reading.figures, case.reading.paragraphs):
        than = _THAN.fullmatch(_ASIDE.sub("", text[whole.end : step.number_at]))
        by = _RATE.fullmatch(text[step.end : rate.number_at]) if than else None
        if than is None or by is None or not _are_exact(whole, step) or rate.unit != PERCENT or not rate.is_exact:
            continue
        sign = 1 if than["more"] else -1
        before = exact(whole) - sign * exact(step)
        if before > 0 and not _prints(rate, before, whole, step):
            ratio = 100 * exact(step) / before
            computed = half_up(ratio.numerator, ratio.denominator, rate.places) + PERCENT
            facts = {"stated": _said(rate), "step": _said(step), "computed": computed, "whole": _said(whole)}
            yield Finding(rule=_RULE, code="A128", severity=Severity.ERROR, place=rate.position, facts=facts)


def _prints(rate: Figure, before: Fraction, whole: Figure, step: Figure) -> bool:
    """Whether areas that print as these make the rate."""
    off = [unit_size(one.unit) / (2 * 10**one.places) for one in (whole, step)]
    ends = [
        (exact(step) - off[1]) / (before + sum(off)),
        (exact(step) + off[1]) / max(before - sum(off), Fraction(1)),
    ]
    low, high = (Fraction(half_up((100 * one).numerator, (100 * one).denominator, rate.places)) for one in ends)
    return low <= Fraction(rate.value) <= high


def _threes(
    figures: Sequence[Figure], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[str, tuple[Figure, Figure, Figure]]]:
    """Every three figures that follow on each other in a paragraph, with its text; areas given again left out."""
    plain = (one for one in figures if one.role not in (Role.RESTATED, Role.MILESTONE))
    for paragraph, group in groupby(plain, key=lambda one: one.paragraph):
        own = list(group)
        for three in zip(own, own[1:], own[2:], strict=False):
            yield paragraphs[paragraph].text, three


def _are_exact(*areas: Figure) -> bool:
    return all(one.is_exact and one.unit != PERCENT for one in areas)


def _said(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}"


def _written(value: Fraction, like: Figure, others: Sequence[Figure]) -> str:
    own = value / unit_size(like.unit)
    return half_up(own.numerator, own.denominator, max(one.places for one in (like, *others))) + like.unit
