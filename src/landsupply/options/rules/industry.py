"""工业用地规则 · IN-01 to IN-03: the least price by grade, the table the grade is read from, the project controls.

A price is judged by the law of the day of its notice, a project by the controls of the day it was accepted on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import AGREEMENT
from landsupply.ledger.planning import Condition, PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text
from landsupply.options.intensive import (
    ABOVE,
    INTENSITY,
    RATIOS,
    asks_for_intensive_use,
    class_of_grade,
    intensive_use,
    lasting_division,
    named_coverage,
    stated_division,
)
from landsupply.options.intensive import low as lowest
from landsupply.options.judgement import Case, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.options.modes import term_cap
from landsupply.options.price_floor import GRADES, disputed_grade, grade_of, named_share, up_to_the_fen
from landsupply.options.rules.asking import all_of, law_of, law_then, percent, stated, titles, unsaid, uses_of
from landsupply.options.uses import is_industrial
from landsupply.prepare.dated import in_force, place_fact

TERMS, _VERSION = "industry.price.terms", "industry.grades.version"
_NO_CONDITIONS, _NO_PRICES = PlanningConditions(), Prices()


def _concerns(case: Case, rules: Rules) -> bool | None:
    """Whether any use of the parcel is industrial; None where no use says so and one may be, or none is stated."""
    found = [is_industrial(use, rules) for use in uses_of(case)]
    if True in found:
        return True
    return None if not found or None in found else False


def start_price_reaches_the_standard(case: Case) -> Judged:
    """工业用地最低价 · IN-01: the start price reaches the standard of the grade, by its exception, and the cost."""
    rules = law_then(case)
    standard, concerns = in_force(rules, "industry.price.floor"), _concerns(case, rules)
    is_granted = case.mode is None or case.mode.open or case.mode.code == AGREEMENT
    if standard is None or concerns is False or not is_granted:
        return not_applicable()
    if concerns is None or case.mode is None:
        return unsaid(standard, "use" if concerns is None else "mode")
    cost = in_force(rules, "industry.price.cost_floor")
    return all_of((kept(standard), _standard(case, standard, rules), _cost(case, cost)))


def _price(case: Case) -> Money | None:
    """The start price, of a grant by agreement the price; a deal tells too, for no start lies above it."""
    prices = case.parcel.prices or _NO_PRICES
    return prices.start_price if prices.start_price is not None else prices.deal_price


def _is_stated(case: Case) -> bool:
    prices = case.parcel.prices or _NO_PRICES
    is_agreed = case.mode is not None and not case.mode.open
    return prices.start_price is not None or (is_agreed and prices.deal_price is not None)


def _standard(case: Case, standard: Dated, rules: Rules) -> Judged | None:
    price, area = _price(case), case.parcel.area
    if (doubt := disputed_grade(case.parcel, rules)) is not None:
        return lacks("O155", doubt.table, "grade", own=doubt.own, found=doubt.found)
    grade = grade_of(case.parcel, rules)
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
        unearned = _unearned(case, grade, whole, rules)
        return unearned or (None if _is_stated(case) else unsaid(standard, "start_price"))
    facts = {"grade": grade, "price": price.ten_thousands, "least": up_to_the_fen(least).ten_thousands}
    return broken("O140", standard, **facts, factor=percent(factor))


def _factor(case: Case, rules: Rules) -> Fraction | Judged:
    """The share of the standard that is asked for: by the exception, and for a shorter term as the place has it."""
    known, terms = in_force(rules, "industry.price.exceptions"), place_fact(rules, TERMS)
    named, factor = stated(case).price_exception, Fraction(1)
    if named is not None:
        share = named_share(known, named)
        if known is None or share is None:
            words = "、".join(known.table()) if known else "—"
            return lacks("O141", known, "price_exception", named=named, known=words)
        factor = share
    use = next((use for use in uses_of(case) if is_industrial(use, rules)), None)
    cap, term = term_cap(use, rules) if use else None, case.parcel.term_of(use)
    if term is None or cap is None or term >= cap:
        return factor
    by_term = terms.table().get(str(term)) if terms else None
    if isinstance(by_term, int | Fraction):
        return factor * by_term
    return lacks("O142", terms or in_force(rules, "industry.price.floor"), TERMS, term=term, cap=cap)


def _unearned(case: Case, grade: int | None, whole: Fraction, rules: Rules) -> Judged | None:
    """An exception for intensive use alone, where the project is none or cannot be shown to be one."""
    named = stated(case).price_exception
    if named is None or not asks_for_intensive_use(named, rules):
        return None
    found, above = intensive_use(case.parcel, grade, rules), in_force(rules, ABOVE)
    facts = {"named": named, "least": up_to_the_fen(whole).ten_thousands}
    if found.short:
        return broken("O153", above, **facts, short="、".join(found.short), grade=grade)
    return lacks("O154", above, *found.missing, **facts, lacking=titles(found.missing)) if found.missing else None


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
    rules = law_then(case)
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
    return all_of((kept(binding), *_controls(case, rules, binding)))


def _controls(case: Case, rules: Rules, binding: Dated) -> Iterator[Judged | None]:
    conditions = case.parcel.conditions or _NO_CONDITIONS
    division = _division(case, rules)
    if isinstance(division, Judged):
        yield division
    else:
        yield _plot_ratio(conditions.plot_ratio, division, in_force(rules, RATIOS), binding)
        yield _investment(case, division, rules)
    yield _coverage(conditions.density, in_force(rules, "industry.building.share"))
    yield _offices(stated(case).office_share, in_force(rules, "industry.office.share"))
    yield _green(conditions.green, in_force(rules, "industry.green.share"))


def _division(case: Case, rules: Rules) -> str | Judged:
    """行业大类 · The two-digit code the list states; refused where its meaning depends on the edition."""
    binding, found = in_force(rules, "industry.controls.binding"), stated_division(case.parcel)
    if found is None:
        return unsaid(binding, "industry")
    if lasting_division(case.parcel, rules) is None:
        return lacks("O146", in_force(rules, "industry.codes.lasting"), "industry", industry=found)
    return found


def _plot_ratio(stated_as: Condition | None, division: str, table: Dated | None, binding: Dated) -> Judged | None:
    least = table.table().get(division) if table else None
    if table is None or not isinstance(least, int | Fraction):
        return unsaid(table or binding, RATIOS)
    low = lowest(stated_as)
    if low is None:
        return unsaid(table, "plot_ratio")
    if low >= least:
        return None
    return broken("O147", table, industry=division, low=decimal_text(low), least=decimal_text(Fraction(least)))


def _coverage(density: Condition | None, least: Dated | None) -> Judged | None:
    """建筑系数 counts yards too: a density that reaches it is enough, one below it no proof."""
    if least is None:
        return None
    low, named = lowest(density), named_coverage(density)
    if named is not None and named < least.exact() * 100:
        return broken("O148", least, low=f"{decimal_text(named)}%", least=percent(least.exact()))
    if named is not None or (low is not None and low >= least.exact() * 100):
        return None
    return lacks("O149", least, "density", least=percent(least.exact()))


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
    table, own = in_force(rules, INTENSITY), stated(case).investment
    if table is None:
        return None
    by_class = table.table().get(division)
    grade = grade_of(case.parcel, rules)
    if isinstance(by_class, Mapping) and grade is None:
        return unsaid(table, "grade")
    least = by_class.get(class_of_grade(grade, rules)) if isinstance(by_class, Mapping) else by_class
    if not isinstance(least, int | Fraction):
        return unsaid(table, INTENSITY)
    if own is None:
        return unsaid(table, "investment")
    if own >= least:
        return None
    return broken("O152", table, industry=division, own=decimal_text(own), least=decimal_text(Fraction(least)))


RULES = (
    ParcelRule("IN-01", start_price_reaches_the_standard),
    ParcelRule("IN-02", grade_is_of_the_table_that_holds),
    ParcelRule("IN-03", project_keeps_the_controls),
)
