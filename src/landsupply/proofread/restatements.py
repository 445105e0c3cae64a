"""重述与重列 · PL-06: what is given again has the value it had, nothing is listed twice, no interval is upside down."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from landsupply.proofread.compositions import restated
from landsupply.proofread.figures import Bound, Figure, Role, exact
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.register import Case, Found

_RULE = "PL-06"


def restated_figures_agree(case: Case) -> Found:
    """PL-06 重述一致 · A figure given again to be broken down is the figure given before."""
    figures = case.reading.figures
    for later, first in restated(case.reading.compositions, case.reading.paragraphs, figures).items():
        one, before = figures[later], figures[first]
        if one.is_exact and before.is_exact and exact(one) != exact(before):
            facts = {"item": one.item, "first": _said(before), "second": _said(one), "line": before.position.line}
            yield Finding(rule=_RULE, code="A090", severity=Severity.ERROR, place=one.position, facts=facts)


def listed_once(case: Case) -> Found:
    """PL-06 不重列 · No part stands twice among the parts of one whole."""
    for one in case.reading.compositions:
        met: dict[str, Figure] = {}
        for part in (case.reading.figures[index] for index in one.parts):
            before = met.setdefault(part.item, part)
            if before is not part and part.item and exact(before) == exact(part):
                facts = {"item": part.item, "figure": _said(part), "line": before.position.line}
                yield Finding(
                    rule=_RULE,
                    code="A093",
                    severity=Severity.WARNING,
                    place=part.position,
                    facts=facts,
                    also=(before.position,),
                )


def intervals_rise(case: Case) -> Found:
    """PL-06 区间次序 · The first figure of an interval is not above the second."""
    for one in _intervals(case):
        low, high = one.low, one.high
        if low is not None and high is not None and Fraction(low) > Fraction(high):
            yield Finding(rule=_RULE, code="A091", severity=Severity.ERROR, place=one.position, facts={"raw": one.raw})


def _intervals(case: Case) -> Iterator[Figure]:
    """Areas, and shares that say 占: other percentages may fall from one to another."""
    said = (one for one in case.reading.figures if one.role is not Role.SHARE or "占" in one.clause.words)
    return (one for one in said if one.bound is Bound.BETWEEN)


def _said(figure: Figure) -> str:
    return f"{figure.value}{figure.unit}"
