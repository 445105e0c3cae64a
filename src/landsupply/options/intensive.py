"""用地集约 · Whether a project is so far above the land-use controls that the exception for intensive use is its own.

Plot ratio, coverage and investment must each lie above the controls of the day the project was accepted on, by the
shares of 国土资发〔2009〕56号. One that does not is enough against it; one that is not stated leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from landsupply.law.parameter import Value
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import fold
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.planning import Condition, PlanningConditions
from landsupply.measure.bounds import Bounds, read_limits
from landsupply.measure.fault import MeasureFault
from landsupply.measure.rounding import decimal_text
from landsupply.prepare.dated import in_force

RATIOS, INTENSITY, COVERAGE = "industry.plot_ratio.least", "industry.intensity.least", "industry.building.share"
ABOVE = "industry.intensive.least"
_CASES, _CLASSES, _LASTING = (
    "industry.price.exceptions.intensive",
    "industry.intensity.classes",
    "industry.codes.lasting",
)
_PLOT_RATIO, _COVERAGE, _INVESTMENT = "容积率", "建筑系数", "投资强度"
_DIVISION = re.compile(r"[A-Za-z]?([0-9]{2})(?![0-9]{3})[0-9]{0,2}(?![0-9])")
_NO_CONDITIONS = PlanningConditions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensive:
    """集约与否 · What falls short, in words, and the fields and facts that are missing to tell the rest."""

    short: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """已证 · Whether every test is passed."""
        return not self.short and not self.missing


@dataclass(frozen=True, slots=True)
class _Test:
    """One control: what is asked and what is stated, as figures, or the name of what is missing of the two.

    What is stated `is_least` where the truth may lie above it, so that it proves enough and never too little.
    """

    name: str
    asked: Fraction | None
    own: Fraction | None
    missing: str
    is_least: bool = False


def asks_for_intensive_use(exception: str, rules: Rules) -> bool:
    """须集约 · Whether the exception is one that only intensive use is granted."""
    cases = in_force(rules, _CASES)
    return cases is not None and fold(exception) in map(fold, cases.names())


def intensive_use(parcel: Parcel, grade: int | None, rules: Rules) -> Intensive:
    """是否集约 · How a project answers to the shares by which it must lie above the controls of its own day."""
    above, accepted = in_force(rules, ABOVE), parcel.circumstances.accepted_on if parcel.circumstances else None
    if above is None:
        return Intensive(missing=(ABOVE,))
    if accepted is None:
        return Intensive(missing=("accepted_on",))
    then = rules if accepted >= rules.day else rules.rulebook.on(accepted)
    shares = above.table()
    short: list[str] = []
    missing: list[str] = []
    for test in _tests(parcel, grade, then):
        share = shares.get(test.name)
        if test.asked is None or test.own is None or not isinstance(share, int | Fraction):
            missing.append(test.missing)
        elif test.own < (wanted := test.asked * (1 + share)):
            words = f"{test.name} {decimal_text(test.own)} < {decimal_text(wanted)}"
            (missing if test.is_least else short).append(test.missing if test.is_least else words)
    return Intensive(short=tuple(short), missing=tuple(missing))


def _tests(parcel: Parcel, grade: int | None, rules: Rules) -> Iterator[_Test]:
    conditions, division = parcel.conditions or _NO_CONDITIONS, lasting_division(parcel, rules)
    ratio, ratios = low(conditions.plot_ratio), in_force(rules, RATIOS)
    asked = _figure(ratios.table().get(division or "") if ratios else None)
    yield _Test(_PLOT_RATIO, asked, ratio, "industry" if not division else "plot_ratio" if ratio is None else RATIOS)
    share, named, dense = in_force(rules, COVERAGE), named_coverage(conditions.density), low(conditions.density)
    covered = dense if named is None else named  # 建筑系数 counts yards too, so a mere density is the least it can be
    wanted = share.exact() * 100 if share else None
    yield _Test(_COVERAGE, wanted, covered, "density" if share else COVERAGE, is_least=named is None)
    own, least = parcel.circumstances.investment if parcel.circumstances else None, _investment(division, grade, rules)
    yield _Test(_INVESTMENT, least, own, "investment" if own is None else INTENSITY)


def _investment(division: str | None, grade: int | None, rules: Rules) -> Fraction | None:
    table = in_force(rules, INTENSITY)
    by_class = table.table().get(division or "") if table else None
    return _figure(by_class.get(class_of_grade(grade, rules)) if isinstance(by_class, Mapping) else by_class)


def _figure(value: Value | None) -> Fraction | None:
    return Fraction(value) if isinstance(value, int | Fraction) and not isinstance(value, bool) else None


def stated_division(parcel: Parcel) -> str | None:
    """行业大类 · The two-digit code of industry that the list states."""
    found = _DIVISION.match(fold(parcel.industry or ""))
    return found[1] if found else None


def lasting_division(parcel: Parcel, rules: Rules) -> str | None:
    """行业大类 · The code that the list states where it means the same in every edition of the day."""
    division, lasting = stated_division(parcel), in_force(rules, _LASTING)
    return division if division is None or lasting is None or division in lasting.names() else None


def class_of_grade(grade: int | None, rules: Rules) -> str:
    """地区分类 · The class of investment that a grade belongs to; empty where none is known."""
    classes: Mapping[str, Value] = value.table() if (value := in_force(rules, _CLASSES)) else {}
    for name, span in classes.items():
        first, last = span if isinstance(span, tuple) else (None, None)
        if grade is not None and isinstance(first, int) and isinstance(last, int) and first <= grade <= last:
            return name
    return ""


def low(condition: Condition | None) -> Fraction | None:
    """下限 · The lower limit of a planning condition."""
    bounds: Bounds | None = condition.bounds if condition else None
    return None if bounds is None or bounds.low is None else Fraction(bounds.low)


def named_coverage(density: Condition | None) -> Fraction | None:
    """建筑系数 · A limit in percent that the cell itself calls so."""
    text = fold(density.text) if density else ""
    if not text.startswith(_COVERAGE):
        return None
    try:
        limits = read_limits(text.removeprefix(_COVERAGE).lstrip(":"))
    except MeasureFault:
        return None
    bounds = limits.bounds if limits.unit == "%" else None
    return None if bounds is None or bounds.low is None else Fraction(bounds.low)
