"""工业用地规则 · IN-01 to IN-03: the least price by grade, the table the grade is read from, the project controls.

A price is judged by the law of the day of its notice, a project by the controls of the day it was accepted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from landsupply.law.parameter import Dated, Value
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Scheme, fold
from landsupply.ledger.planning import Condition, PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.measure.bounds import Bounds, read_limits
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.modes import AGREEMENT, term_cap
from landsupply.options.rules.asking import figure, joined, law_of, percent, stated, unsaid, uses
from landsupply.options.rules.transactions import up_to_the_fen
from landsupply.options.uses import gb_codes
from landsupply.prepare.dated import in_force, place_fact

GRADES, TERMS = "industry.grades", "industry.price.terms"
_USES, _VERSION = "industry.uses", "industry.grades.version"
_RATIOS, _INTENSITY = "industry.plot_ratio.least", "industry.intensity.least"
_NO_CONDITIONS, _NO_PRICES = PlanningConditions(), Prices()
_DIVISION = re.compile(r"[A-Za-z]?([0-9]{2})(?![0-9]{3})[0-9]{0,2}(?![0-9])")
_COVERAGE = "建筑系数"


def is_industrial(use: LandUse, rules: Rules) -> bool | None:
    """是否工业用地 · By the codes of the day's list; None for a class of the guide that holds industry among others."""
    listed = in_force(rules, _USES)
    if listed is None:
        return False
    if codes := gb_codes(use, rules):
        return any(code in listed.names() for code in codes)
    if use.scheme is not Scheme.GUIDE2023:
        return False
    guide = [one.guide.code for one in rules.vocabulary.crosswalk if one.gb.code in listed.names()]
    if any(use.code.startswith(code) for code in guide):
        return True
    return None if any(code.startswith(use.code) for code in guide) else False


def _concerns(case: Case, rules: Rules) -> bool | None:
    """Whether any use of the parcel is industrial; None where no use says so and one may be, or none is stated."""
    found = [is_industrial(use, rules) for use in uses(case)]
    if True in found:
        return True
    return None if not found or None in found else False


def grade_of(case: Case, rules: Rules) -> int | None:
    """土地等别 · What the list states, or else the place's own table for the planning unit."""
    own, table = stated(case).grade, place_fact(rules, GRADES)
    if own is not None:
        return own
    found = table.table().get(case.parcel.district or "") if table else None
    return found if isinstance(found, int) else None


def start_price_reaches_the_standard(case: Case) -> Judged:
    """工业用地最低价 · IN-01: the start price reaches the standard of the grade, by its exception, and the cost."""
    rules = law_of(case, case.parcel.noticed or case.parcel.supplied)
    standard, concerns = in_force(rules, "industry.price.floor"), _concerns(case, rules)
    is_granted = case.mode is None or case.mode.open or case.mode.code == AGREEMENT
    if standard is None or concerns is False or not is_granted:
        return not_applicable()
    if concerns is None or case.mode is None:
        return unsaid(standard, "use" if concerns is None else "mode")
    cost = in_force(rules, "industry.price.cost_floor")
    return joined(standard, (_standard(case, standard, rules), _cost(case, cost)))


def _price(case: Case) -> Money | None:
    """The start price, of a grant by agreement the price; a deal tells too, for no start lies above it."""
    prices = case.parcel.prices or _NO_PRICES
    return prices.start_price if prices.start_price is not None else prices.deal_price


def _is_stated(case: Case) -> bool:
    prices = case.parcel.prices or _NO_PRICES
    is_agreed = case.mode is not None and not case.mode.open
    return prices.start_price is not None or (is_agreed and prices.deal_price is not None)


def _standard(case: Case, standard: Dated, rules: Rules) -> Judged | None:
    price, area, grade = _price(case), case.parcel.area, grade_of(case, rules)
    by_grade = None if grade is None else standard.table().get(str(grade))
    if price is None or area is None or not isinstance(by_grade, int | Fraction):
        wanted = {"start_price": price, "area": area, "grade": by_grade}
        return unsaid(standard, *(name for name, value in wanted.items() if value is None))
    whole = Fraction(by_grade) * area.units  # yuan a square metre times 0.01 m² are fen
    factor = _factor(case, rules)
    if price.fen >= whole:
        return None if _is_stated(case) else unsaid(standard, "start_price")
    if isinstance(factor, Judged):
        return factor
    least = whole * factor
    if price.fen >= least:
        return None if _is_stated(case) else unsaid(standard, "start_price")
    facts = {"grade": grade, "price": price.ten_thousands, "least": up_to_the_fen(least).ten_thousands}
    return broken("O140", standard, **facts, factor=percent(factor))


def _factor(case: Case, rules: Rules) -> Fraction | Judged:
    """The share of the standard that is asked for: by the exception, and for a shorter term as the place has it."""
    known, terms = in_force(rules, "industry.price.exceptions"), place_fact(rules, TERMS)
    named, factor = stated(case).price_exception, Fraction(1)
    if named is not None:
        share = _named(known, named)
        if known is None or share is None:
            words = "、".join(known.table()) if known else "—"
            return lacks("O141", known, "price_exception", named=named, known=words)
        factor = share
    cap = max((cap for use in uses(case) if (cap := term_cap(use, rules)) is not None), default=None)
    term = case.parcel.term
    if term is None or cap is None or term >= cap:
        return factor
    by_term = terms.table().get(str(term)) if terms else None
    if isinstance(by_term, int | Fraction):
        return factor * by_term
    return lacks("O142", terms or in_force(rules, "industry.price.floor"), TERMS, term=term, cap=cap)


def _named(known: Dated | None, name: str) -> Fraction | None:
    shares = {fold(case): share for case, share in known.table().items()} if known else {}
    found = shares.get(fold(name))
    return Fraction(found) if isinstance(found, int | Fraction) else None


def _cost(case: Case, basis: Dated | None) -> Judged | None:
    """The cost of taking and developing the land, as far as the list states it."""
    price, cost = _price(case), (case.parcel.prices or _NO_PRICES).reserve_cost
    if basis is None or price is None:
        return None
    if cost is None:
        return unsaid(basis, "reserve_cost")
    if price >= cost:
        return None
    return broken("O143", basis, price=price.ten_thousands, cost=cost.ten_thousands)


def grade_is_of_the_table_that_holds(case: Case) -> Judged:
    """土地等别版本 · IN-02: the grade is the one of the table of the day, not of one that it replaced."""
    rules = law_of(case, case.parcel.noticed or case.parcel.supplied)
    version, concerns = in_force(rules, _VERSION), _concerns(case, rules)
    if version is None or concerns is False:
        return not_applicable()
    if concerns is None:
        return unsaid(version, "use")
    table, own = place_fact(rules, GRADES), stated(case).grade
    if table is None:
        return unsaid(version, GRADES) if own is not None else unsaid(version, "grade", GRADES)
    if table.since < version.since or table.basis.instrument in _replaced(version, rules):
        return broken("O144", version, table=table.basis.instrument, since=table.since, version=version.text())
    found = table.table().get(case.parcel.district or "")
    if found is None:
        return unsaid(table, "district" if case.parcel.district is None else GRADES)
    if own is not None and own != found:
        return broken("O145", table, own=own, found=found, version=version.text())
    return kept(version)


def _replaced(version: Dated, rules: Rules) -> tuple[str, ...]:
    """The tables of other days."""
    return tuple(one.text() for one in rules.parameters[_VERSION].values if one.value != version.value)


def project_keeps_the_controls(case: Case) -> Judged:
    """建设用地控制指标 · IN-03: plot ratio, coverage, offices, green and investment of an industrial project."""
    concerns, accepted = _concerns(case, case.rules), stated(case).accepted_on
    rules = law_of(case, accepted)
    binding = in_force(rules, "industry.controls.binding")
    if concerns is False or binding is None:
        return not_applicable()
    if concerns is None or accepted is None:
        return unsaid(binding, "use" if concerns is None else "accepted_on")
    return joined(binding, _controls(case, rules, binding))


def _controls(case: Case, rules: Rules, binding: Dated) -> Iterator[Judged | None]:
    conditions = case.parcel.conditions or _NO_CONDITIONS
    division = _division(case, rules)
    if isinstance(division, Judged):
        yield division
    else:
        yield _plot_ratio(conditions.plot_ratio, division, in_force(rules, _RATIOS), binding)
        yield _investment(case, division, rules)
    yield _coverage(conditions.density, in_force(rules, "industry.building.share"))
    yield _offices(stated(case).office_share, in_force(rules, "industry.office.share"))
    yield _green(conditions.green, in_force(rules, "industry.green.share"))


def _division(case: Case, rules: Rules) -> str | Judged:
    """行业大类 · The two-digit code the list states; refused where its meaning depends on the edition."""
    binding, found = in_force(rules, "industry.controls.binding"), _DIVISION.match(fold(case.parcel.industry or ""))
    if found is None:
        return unsaid(binding, "industry")
    lasting = in_force(rules, "industry.codes.lasting")
    if lasting is not None and found[1] not in lasting.names():
        return lacks("O146", lasting, "industry", industry=found[1])
    return found[1]


def _plot_ratio(stated_as: Condition | None, division: str, table: Dated | None, binding: Dated) -> Judged | None:
    least = table.table().get(division) if table else None
    if table is None or not isinstance(least, int | Fraction):
        return unsaid(table or binding, _RATIOS)
    low = _low(stated_as.bounds if stated_as else None)
    if low is None:
        return unsaid(table, "plot_ratio")
    if low >= least:
        return None
    return broken("O147", table, industry=division, low=figure(low), least=figure(Fraction(least)))


def _low(bounds: Bounds | None) -> Fraction | None:
    return None if bounds is None or bounds.low is None else Fraction(bounds.low)


def _coverage(density: Condition | None, least: Dated | None) -> Judged | None:
    """建筑系数 counts yards too: a density that reaches it is enough, one below it no proof."""
    if least is None:
        return None
    low, named = _low(density.bounds if density else None), _named_coverage(density)
    if named is not None and named < least.exact() * 100:
        return broken("O148", least, low=f"{figure(named)}%", least=percent(least.exact()))
    if named is not None or (low is not None and low >= least.exact() * 100):
        return None
    return lacks("O149", least, "density", least=percent(least.exact()))


def _named_coverage(density: Condition | None) -> Fraction | None:
    """A limit in percent that the cell itself calls 建筑系数."""
    text = fold(density.text) if density else ""
    if not text.startswith(_COVERAGE):
        return None
    try:
        limits = read_limits(text.removeprefix(_COVERAGE).lstrip(":"))
    except MeasureFault:
        return None
    return _low(limits.bounds) if limits.unit == "%" else None


def _offices(share: Fraction | None, most: Dated | None) -> Judged | None:
    if most is None:
        return None
    if share is None:
        return unsaid(most, "office_share")
    if share <= most.exact():
        return None
    return broken("O150", most, share=percent(share), most=percent(most.exact()))


def _green(green: Condition | None, most: Dated | None) -> Judged | None:
    """The upper limit within the cap; a lower one above it breaks it too. The 2023 edition states none."""
    if most is None:
        return None
    bounds, cap = green.bounds if green else None, most.exact() * 100
    limit = bounds.high if bounds and bounds.high is not None else bounds.low if bounds else None
    if bounds is None or limit is None or (bounds.high is None and limit <= cap):
        return unsaid(most, "green")
    if Fraction(limit) <= cap:
        return None
    return broken("O151", most, green=f"{bounds}%", most=percent(most.exact()))


def _investment(case: Case, division: str, rules: Rules) -> Judged | None:
    """万元 a hectare by industry and class of grades; where no table holds (2023: local advice) it is not asked."""
    table, own = in_force(rules, _INTENSITY), stated(case).investment
    if table is None:
        return None
    by_class = table.table().get(division)
    grade = grade_of(case, rules)
    if isinstance(by_class, Mapping) and grade is None:
        return unsaid(table, "grade")
    least = by_class.get(_class(grade, rules)) if isinstance(by_class, Mapping) else by_class
    if not isinstance(least, int | Fraction):
        return unsaid(table, _INTENSITY)
    if own is None:
        return unsaid(table, "investment")
    if own >= least:
        return None
    return broken("O152", table, industry=division, own=figure(own), least=figure(Fraction(least)))


def _class(grade: int | None, rules: Rules) -> str:
    """地区分类 · The class of investment that a grade belongs to; empty where none is known."""
    classes: Mapping[str, Value] = value.table() if (value := in_force(rules, "industry.intensity.classes")) else {}
    for name, span in classes.items():
        low, high = span if isinstance(span, tuple) else (None, None)
        if grade is not None and isinstance(low, int) and isinstance(high, int) and low <= grade <= high:
            return name
    return ""


RULES = (
    ParcelRule("IN-01", start_price_reaches_the_standard),
    ParcelRule("IN-02", grade_is_of_the_table_that_holds),
    ParcelRule("IN-03", project_keeps_the_controls),
)
