"""计划与地方判定 · Each rule on a plan or a place has its four rulings; every fact is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.catalogue import Subject, rule_catalogue
from landsupply.law.place_facts import place_facts
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import Origin, Scheme
from landsupply.ledger.batch import Batch, OriginArea
from landsupply.ledger.parcel import Source
from landsupply.options.judgement import Judgement
from landsupply.plan.goal import Goal
from landsupply.plan.plan import ItemState, Plan
from landsupply.plan.rule_case import PlanCase, ruled
from landsupply.plan.rule_place import period_of
from landsupply.plan.rulings import PLACE_RULES, PLAN_RULES, place_rulings, plan_rulings
from landsupply.proofread.finding import Severity
from tests.plan.case import hectares, ledger, plan, sealed, with_item
from tests.proofread.invented_forms import Row, form, found

DAY = date(2024, 6, 3)
NO_TEXT = "0" * 64
KEPT, BROKEN, NOT_ASKED, CANNOT_TELL = Ruling.KEPT, Ruling.BROKEN, Ruling.NOT_APPLICABLE, Ruling.CANNOT_TELL
MONTHS, REVIVED = "housing.clearance.months", "housing.revived.area"
APPROVED, PUBLISHED = "plan.approved_on", "plan.published_on"


@cache
def told(day: date = DAY, /, *facts: tuple[str, str, str]) -> Rules:
    """The rules of a day where a place states facts (name, since, value) of its own; none of them is true."""
    names = dict.fromkeys(name for name, _, _ in facts)
    return open_rulebook("410100", *(_text(name, facts) for name in names)).on(day)


def _text(name: str, facts: tuple[tuple[str, str, str], ...]) -> str:
    values = "".join(
        f"\n      {since}: {{value: {value}, basis: {{instrument: 编制惯例}}, kind: reported}}"
        for one, since, value in facts
        if one == name
    )
    unit = place_facts().get(name, "测试")
    head = "\n    ".join((f"- id: {name}", "title: 测试", f"unit: {unit}", "level: place", "checked_on: 2026-11-23"))
    return f'code: "410100"\nparameters:\n  {head}\n    values:{values}\n'


def case(of: Plan | None = None, rules: Rules | None = None, **more: object) -> PlanCase:
    """The sample plan, or another, asked under the rules of the day."""
    return PlanCase(plan=of or plan(), ledger=ledger(), rules=rules or told(), **more)


def on(day: date) -> PlanCase:
    return case(rules=told(day))


def without_items(of: Plan) -> Plan:
    return replace(of, items=())


def empty() -> Plan:
    return replace(plan(), items=(), reserves=(), approved=())


def located() -> Plan:
    """The sample with its city-wide reserve given to a unit."""
    return sealed(replace(plan(), reserves=tuple(replace(one, district="中原区") for one in plan().reserves)))


def origins(origin: Origin | None, *parcels: str) -> Plan:
    """The sample with one origin for some parcels, or all where none is named."""
    items = tuple(replace(one, origin=origin) if one.parcel in parcels or not parcels else one for one in plan().items)
    return replace(plan(), items=items)


def undated(of: Plan) -> PlanCase:
    parcels = tuple(replace(one, supplied=None) if one.id == "P02" else one for one in ledger().parcels)
    return replace(case(of), ledger=replace(ledger(), parcels=parcels))


def supplied(day: date, *parcels: str, as_of: date = DAY, grounds: str | None = None) -> PlanCase:
    """The sample with some parcels supplied on a day."""
    changed = tuple(
        replace(one, supplied=day, grounds=grounds) if one.id in parcels else one for one in ledger().parcels
    )
    return replace(case(rules=told(as_of)), ledger=replace(ledger(), parcels=changed))


def adjusted(**changes: object) -> PlanCase:
    """An adjustment of the sample, asked for in May and approved in June."""
    rules = told(date(2024, 6, 20), (APPROVED, "2024-01-01", "2024-06-10"))
    after = replace(plan(), version=2, parent="sha256:before", reason="说明")
    usual: dict[str, object] = {"parent": plan(), "requested_on": date(2024, 5, 20)}
    return case(replace(after, **changes.pop("plan", {})), rules, **{**usual, **changes})


def compiled(day: date) -> PlanCase:
    """The adjustment made on a day, with no word of when it was asked for: not after it was made."""
    return adjusted(requested_on=None, plan={"made_from": replace(plan().made_from, compiled_on=day)})


def batched(balance: str) -> PlanCase:
    """The sample with a batch of that balance behind the land that names one."""
    batch = Batch(
        number="批次一",
        areas=(OriginArea(origin=None, area=hectares(balance)),),
        source=Source(file="批次.csv", sheet=None, row=2),
    )
    of = origins(Origin.EXISTING, *(one.parcel for one in plan().items if one.batch is None))
    of = replace(of, items=tuple(replace(one, origin=Origin.NEW) if one.batch else one for one in of.items))
    return replace(case(of), ledger=replace(ledger(), batches=(batch,)))


def still_to_approve(quota: str | None, level: str | None = None, batch: str | None = "尚未报批") -> PlanCase:
    """Only P08 (1.25 ha) is new and, as its batch says, still to be approved."""
    of = with_item(origins(Origin.EXISTING), "P08", origin=Origin.NEW, level=level, batch=batch)
    fact = "quota.new_land" if level in (None, "市") else "quota.key_projects"
    return case(of, told(DAY, (fact, "2024-01-01", quota)) if quota else told())


def housing(months: str | None, revived: str | None = None, day: date = DAY) -> PlanCase:
    """P01 planned and P03 under notice are commercial housing: 5.1234 and 4.0066 ha."""
    facts = [(MONTHS, "2024-04-29", months)] if months else []
    facts += [(REVIVED, "2024-04-29", revived)] if revived else []
    return case(rules=told(day, *facts))


def kinds(day: date = DAY, /, **housing_of: str | None) -> PlanCase:
    """The housing of the sample with its kinds stated; P01 5.1234 ha, P03 4.0066 ha."""
    of = plan()
    for parcel, kind in housing_of.items():
        of = with_item(of, parcel, housing=kind, livelihood=None)
    return case(of, told(day))


Asked = Callable[[], PlanCase]
PLAN_CASES: list[tuple[str, Ruling, str | None, Asked]] = [
    ("PL-01", KEPT, None, case),
    ("PL-01", BROKEN, "C030", lambda: case(without_items(plan()))),
    ("PL-01", NOT_ASKED, None, lambda: on(date(2021, 8, 31))),
    ("PL-02", KEPT, None, lambda: case(located())),
    ("PL-02", BROKEN, "C030", lambda: case(without_items(plan()))),
    ("PL-02", NOT_ASKED, None, lambda: on(date(2010, 7, 31))),
    ("PL-02", CANNOT_TELL, "C031", case),
    ("PL-03", KEPT, None, lambda: case(rules=told(DAY, (PUBLISHED, "2024-01-01", "2024-03-31")))),
    ("PL-03", BROKEN, "C032", lambda: case(rules=told(DAY, (PUBLISHED, "2024-01-01", "2024-04-01")))),
    ("PL-03", NOT_ASKED, None, lambda: on(date(2024, 3, 31))),
    ("PL-03", CANNOT_TELL, "C033", case),
    ("PL-03", CANNOT_TELL, "C033", lambda: case(rules=told(DAY, (PUBLISHED, "2023-01-01", "2023-03-20")))),
    ("PL-04", KEPT, None, lambda: _published("2024-03-29", "2024-04-28")),
    ("PL-04", BROKEN, "C034", lambda: _published("2024-03-29", "2024-04-29")),
    ("PL-04", NOT_ASKED, None, lambda: on(date(2019, 5, 14))),
    ("PL-04", NOT_ASKED, None, lambda: case(rules=told(date(2024, 4, 28), (APPROVED, "2024-01-01", "2024-03-29")))),
    ("PL-04", CANNOT_TELL, "C035", lambda: case(rules=told(DAY, (APPROVED, "2024-01-01", "2024-03-29")))),
    ("PL-04", CANNOT_TELL, "C035", case),
    ("PL-05", KEPT, None, case),
    ("PL-05", BROKEN, "C036", lambda: supplied(date(2023, 12, 31), "P02")),
    ("PL-05", KEPT, None, lambda: supplied(date(2024, 1, 1), "P02")),
    ("PL-05", KEPT, None, lambda: supplied(date(2024, 12, 31), "P02")),
    ("PL-05", NOT_ASKED, None, lambda: case(empty())),
    ("PL-05", CANNOT_TELL, "C037", lambda: undated(plan())),
    ("PL-06", KEPT, None, case),
    ("PL-06", BROKEN, "C038", lambda: case(with_item(plan(), "P04", area=hectares("12.4999"), whole=hectares("12.5")))),
    ("PL-06", NOT_ASKED, None, lambda: case(empty())),
    ("PL-06", CANNOT_TELL, "C039", lambda: case(replace(plan(), approved=()))),
    ("PL-07", KEPT, None, case),
    ("PL-07", BROKEN, "C040", lambda: case(with_item(plan(), "P04", area=hectares("12.4999"), whole=hectares("12.5")))),
    ("PL-07", NOT_ASKED, None, lambda: case(empty())),
    ("PL-07", CANNOT_TELL, "C041", lambda: case(replace(plan(), items=(), reserves=()))),
    ("PL-08", KEPT, None, lambda: case(origins(Origin.EXISTING))),
    ("PL-08", BROKEN, "C042", lambda: case(with_item(plan(), "P01", plan_class="商服用地"))),
    ("PL-08", BROKEN, "C042", lambda: case(with_item(plan(), "P01", origin=None))),
    ("PL-08", NOT_ASKED, None, lambda: case(empty())),
    ("PL-08", CANNOT_TELL, "C043", case),
    ("PL-09", KEPT, None, lambda: batched("19")),
    ("PL-09", KEPT, None, lambda: still_to_approve("1.25")),
    ("PL-09", KEPT, None, lambda: still_to_approve("1.25", level="国家重点")),
    ("PL-09", KEPT, None, lambda: still_to_approve("1.25", level="市")),
    ("PL-09", BROKEN, "C044", lambda: batched("18.9999")),
    ("PL-09", BROKEN, "C045", lambda: still_to_approve("1.2499", level="市")),
    ("PL-09", BROKEN, "C045", lambda: still_to_approve("1.2499", level="省重点")),
    ("PL-09", CANNOT_TELL, "C046", lambda: still_to_approve("1.2499", batch=None)),
    ("PL-09", BROKEN, "C045", lambda: still_to_approve("1.2499")),
    ("PL-09", NOT_ASKED, None, lambda: case(origins(Origin.EXISTING))),
    ("PL-09", CANNOT_TELL, "C046", lambda: still_to_approve(None)),
    ("PL-09", CANNOT_TELL, "C046", lambda: still_to_approve(None, level="国家重点")),
    ("PL-09", CANNOT_TELL, "C046", lambda: replace(batched("19"), ledger=ledger())),
    ("PL-10", KEPT, None, lambda: case(origins(Origin.EXISTING))),
    ("PL-10", BROKEN, "C047", lambda: case(replace(plan(), brief=plan().brief.first(Goal.LIVELIHOOD)))),
    ("PL-10", NOT_ASKED, None, lambda: on(date(2021, 8, 31))),
    ("PL-10", CANNOT_TELL, "C048", case),
    ("PL-11", KEPT, None, adjusted),
    ("PL-11", KEPT, None, lambda: adjusted(requested_on=date(2024, 6, 1))),
    ("PL-11", KEPT, None, lambda: compiled(date(2024, 6, 1))),
    ("PL-11", CANNOT_TELL, "C052", lambda: compiled(date(2024, 6, 2))),
    ("PL-11", BROKEN, "C049", lambda: adjusted(parent=with_item(plan(), "P01", district="二七区"))),
    ("PL-11", BROKEN, "C050", lambda: adjusted(plan={"reason": None})),
    ("PL-11", BROKEN, "C051", lambda: adjusted(requested_on=date(2024, 6, 2))),
    ("PL-11", NOT_ASKED, None, case),
    ("PL-11", CANNOT_TELL, "C052", lambda: adjusted(parent=None)),
    ("PL-11", CANNOT_TELL, "C052", lambda: replace(adjusted(), rules=told(date(2024, 6, 20)))),
    ("HS-01", KEPT, None, lambda: housing("36", "9.13")),
    ("HS-01", BROKEN, "C053", lambda: housing("36", "9.1299")),
    ("HS-01", BROKEN, "C053", lambda: housing("36.5")),
    ("HS-01", BROKEN, "C053", lambda: housing("36.0001", "100")),
    ("HS-01", NOT_ASKED, None, lambda: housing("18")),
    ("HS-01", NOT_ASKED, None, lambda: housing("18", "0")),
    ("HS-01", BROKEN, "C053", lambda: housing("18.0001", "0")),
    ("HS-01", KEPT, None, lambda: housing("18.0001", "9.13")),
    ("HS-01", NOT_ASKED, None, lambda: housing("40", day=date(2024, 4, 28))),
    ("HS-01", CANNOT_TELL, "C054", lambda: housing(None)),
    ("HS-01", CANNOT_TELL, "C054", lambda: housing("36")),
    ("HS-04", KEPT, None, lambda: kinds(P01="经济适用住房", P03="限价商品住房")),
    ("HS-04", BROKEN, "C057", lambda: kinds(date(2016, 12, 31), P01="经济适用住房", P03="商品住房")),
    ("HS-04", CANNOT_TELL, "C071", lambda: kinds(date(2017, 1, 1), P01="经济适用住房", P03="商品住房")),
    ("HS-04", KEPT, None, lambda: kinds(date(2016, 12, 31), P01="经济适用住房", P03="限价商品住房")),
    ("HS-04", NOT_ASKED, None, lambda: case(empty())),
    ("HS-04", CANNOT_TELL, "C058", lambda: kinds(P01="经济适用住房")),
    ("EX-01", KEPT, None, lambda: supplied(date(2024, 6, 30), "P04", "P06", "P07", "P01", as_of=date(2024, 7, 1))),
    ("EX-01", KEPT, None, lambda: supplied(date(2024, 1, 1), "P04", "P06", "P07", "P01", as_of=date(2024, 7, 1))),
    ("EX-01", BROKEN, "C063", lambda: on(date(2024, 7, 1))),
    ("EX-01", NOT_ASKED, None, lambda: on(date(2024, 6, 29))),
    ("EX-01", CANNOT_TELL, "C064", lambda: _half_undated()),
]


def _published(approved: str, published: str) -> PlanCase:
    """29 March 2024 and twenty working days: Qingming is off, 7 and 28 April are worked."""
    return case(rules=told(DAY, (APPROVED, "2024-01-01", approved), (PUBLISHED, "2024-01-01", published)))


def _half_undated() -> PlanCase:
    """Two parcels that the plan has as supplied have no day, and would make the half."""
    of = plan()
    for name in ("P04", "P06", "P07", "P01"):
        of = with_item(of, name, state=ItemState.SUPPLIED)
    return case(of, told(date(2024, 7, 1)))


PLACE_CASES: list[tuple[str, Ruling, str | None, Callable[[], Rules]]] = [
    ("HS-02", KEPT, None, lambda: told(DAY, (MONTHS, "2024-04-08", "20"), (REVIVED, "2024-04-01", "12"))),
    ("HS-02", BROKEN, "C055", lambda: told(DAY, (MONTHS, "2024-03-31", "20"), (REVIVED, "2024-04-01", "12"))),
    ("HS-02", NOT_ASKED, None, lambda: told(date(2024, 4, 28))),
    ("HS-02", CANNOT_TELL, "C056", lambda: told(DAY, (MONTHS, "2024-04-08", "20"))),
    ("HS-06", KEPT, None, lambda: updated("2024-04-10")),
    ("HS-06", KEPT, None, lambda: updated("2024-04-03", "2024-05-06")),
    ("HS-06", KEPT, None, lambda: updated("2024-01-10", day=date(2024, 4, 10))),
    ("HS-06", KEPT, None, lambda: updated("2024-04-02", day=date(2024, 4, 5))),
    ("HS-06", KEPT, None, lambda: updated("2024-04-01")),
    ("HS-06", KEPT, None, lambda: updated("2024-04-01", day=date(2024, 4, 1))),
    ("HS-06", BROKEN, "C059", lambda: updated("2024-04-11")),
    ("HS-06", BROKEN, "C059", lambda: updated("2024-01-10", day=date(2024, 4, 11))),
    ("HS-06", NOT_ASKED, None, lambda: told(date(2021, 8, 5))),
    ("HS-06", NOT_ASKED, None, lambda: told(date(2021, 10, 10))),
    ("HS-06", CANNOT_TELL, "C060", told),
    ("ID-03", KEPT, None, lambda: told(DAY, ("supply.rate.five_years", "2024-01-01", "0.60"))),
    ("ID-03", BROKEN, "C061", lambda: told(DAY, ("supply.rate.five_years", "2024-01-01", "0.5999"))),
    ("ID-03", NOT_ASKED, None, lambda: told(date(2014, 9, 11))),
    ("ID-03", CANNOT_TELL, "C062", told),
]


def updated(*days: str, day: date = DAY) -> Rules:
    return told(day, *(("housing.disclosure.updated", one, one) for one in days))


def plan_judgement(number: str, asked: PlanCase) -> Judgement:
    (rule,) = (one for one in PLAN_RULES if one.number == number)
    return ruled(number, rule.judge(asked))


def place_judgement(number: str, rules: Rules) -> Judgement:
    (rule,) = (one for one in PLACE_RULES if one.number == number)
    return ruled(number, rule.judge(rules))


def judgement(number: str, asked: Callable[[], PlanCase] | Callable[[], Rules]) -> Judgement:
    value = asked()
    return plan_judgement(number, value) if isinstance(value, PlanCase) else place_judgement(number, value)


EVERY = [*PLAN_CASES, *PLACE_CASES]
NUMBERS = [*(rule.number for rule in PLAN_RULES), *(rule.number for rule in PLACE_RULES)]


@pytest.mark.parametrize(("number", "ruling", "code", "asked"), EVERY)
def test_each_rule_rules_as_it_must(number: str, ruling: Ruling, code: str | None, asked: Asked) -> None:
    found = judgement(number, asked)
    assert (found.ruling, found.code) == (ruling, code), found.message()
    assert (ruling is CANNOT_TELL) == bool(found.missing)
    for lang in ("zh", "en"):
        words = found.message(lang) + found.remedy(lang)
        assert "None" not in words
        assert "{" not in words


def test_every_rule_has_the_four_rulings() -> None:
    """The contents that the law asks of a plan (PL-01) are there or not: nothing can be missing that tells."""
    for number in NUMBERS:
        wanted = {KEPT, BROKEN, NOT_ASKED, CANNOT_TELL} - ({CANNOT_TELL} if number == "PL-01" else set())
        assert {ruling for one, ruling, _, _ in EVERY if one == number} == wanted, number


def test_every_rule_has_a_card_that_names_its_basis() -> None:
    """Only the cap and the quota are asked of parcels too, and share their card."""
    for number in NUMBERS:
        is_of_a_parcel = rule_catalogue()[number].subject not in (Subject.PLAN, Subject.PLACE)
        assert is_of_a_parcel == (number in ("HS-01", "PL-09"))
    for number, ruling, _, asked in EVERY:
        found = judgement(number, asked)
        if found.code == "C045":  # a quota that nobody confirmed only warns, on the place's own word
            assert found.basis and not found.blocks and found.basis.instrument == "编制惯例"
        elif ruling is BROKEN:
            assert found.basis is not None
            assert found.basis.instrument in {one.instrument for one in rule_catalogue()[number].basis}


def test_only_statute_and_confirmed_facts_block() -> None:
    blocking = {number for number, ruling, _, asked in EVERY if ruling is BROKEN and judgement(number, asked).blocks}
    assert blocking == {"PL-01", "PL-04", "PL-06", "PL-07", "PL-09"}
    confirmed = 'code: "410100"\nconfirm:\n  - {parameter: housing.clearance.pause, since: 2024-04-29, by: 示例科'
    own = (
        f"{confirmed}, on: 2024-05-06, digest: 'sha256:{NO_TEXT}'}}\n",
        _text(MONTHS, ((MONTHS, "2024-04-29", "40"),)),
    )
    found = plan_judgement("HS-01", case(rules=open_rulebook("410100", *own).on(DAY)))
    assert (found.ruling, found.blocks) == (BROKEN, True)


def test_only_rules_of_the_day_are_asked() -> None:
    assert [one.rule for one in plan_rulings(case())] == [rule.number for rule in PLAN_RULES]
    assert [one.rule for one in place_rulings(told())] == ["HS-02", "HS-06", "ID-03"]
    assert [one.rule for one in place_rulings(told(date(2020, 1, 1)))] == ["ID-03"]
    assert plan_rulings(on(date(2010, 1, 1))) == ()


def test_the_share_of_affordable_housing_is_told_by_the_name_of_the_use() -> None:
    """074 经济适用住房用地 says its kind itself; 073 其他普通商品住房用地 says that it is none of them."""
    vocabulary = told().vocabulary
    (affordable,) = vocabulary.use("074", Scheme.GB2007)
    (common,) = vocabulary.use("073", Scheme.GB2007)
    of = with_item(with_item(plan(), "P01", use=affordable, livelihood=None), "P03", use=affordable)
    assert plan_judgement("HS-04", case(of)).ruling is KEPT
    of = with_item(with_item(plan(), "P01", use=common, livelihood=None), "P03", use=common)
    assert plan_judgement("HS-04", case(of)).code == "C071"
    assert plan_judgement("HS-04", case(of, told(date(2016, 6, 3)))).ruling is BROKEN


@pytest.mark.parametrize("year", range(2011, 2027))
def test_a_low_share_weighs_the_same_in_a_plan_and_in_a_form(year: int) -> None:
    """A breach of the plan is a warning of the form, what cannot be told is advice; never one of each."""
    low = plan_judgement("HS-04", kinds(date(year, 6, 1), P01="经济适用住房", P03="商品住房"))
    row = Row((5000, 2000, 3000, 1000, 0, 500), (400, 200, 600, 300, 500, 2000), 700).cells()
    said = [one for one in found(form([row]).replace(b"2015", str(year).encode())) if one.rule == "HS-04"]
    expected = {BROKEN: Severity.WARNING, CANNOT_TELL: Severity.ADVICE}
    assert [one.severity for one in said] == [expected[low.ruling]]


def test_supplements_do_not_count_towards_completion() -> None:
    """office practice: 划拨补办 and the like are told apart."""
    names, day = ("P04", "P06", "P07", "P01"), date(2024, 6, 30)
    assert plan_judgement("EX-01", supplied(day, *names, as_of=day)).ruling is KEPT
    assert plan_judgement("EX-01", supplied(day, *names, as_of=day, grounds="划拨补办")).ruling is BROKEN
    assert plan_judgement("EX-01", supplied(day + timedelta(1), *names, as_of=date(2024, 7, 1))).ruling is BROKEN


@given(st.integers(0, 60), st.integers(0, 20_000_000))
def test_the_gate_is_the_one_the_law_states(months: int, revived: int) -> None:
    """Over 36 nothing; over 18 no more than is revived; else no cap: checked against the words of the rule."""
    rules = told_gate(months, revived)
    total = hectares("5.1234") + hectares("4.0066")
    expected = BROKEN if months > 36 else NOT_ASKED if months <= 18 else KEPT if revived >= total.units else BROKEN
    assert plan_judgement("HS-01", case(rules=rules)).ruling is expected


def told_gate(months: int, units: int) -> Rules:
    """The sample's rules with the two facts of the gate set; built by value, since texts are kept once read."""
    rules = told(DAY, (MONTHS, "2024-04-29", "1"), (REVIVED, "2024-04-29", "1"))
    book = rules.rulebook
    known = dict(book.parameters)
    for name, value in ((MONTHS, Fraction(months)), (REVIVED, Fraction(units, 1_000_000))):
        known[name] = replace(known[name], values=tuple(replace(one, value=value) for one in known[name].values))
    return Rules(rulebook=replace(book, parameters=known), day=DAY)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from([1, 2, 3, 4, 6, 12]))
def test_a_day_lies_in_its_period(day: date, months: int) -> None:
    first = period_of(day, months)
    assert first <= day
    assert (first.year, first.day, (first.month - 1) % months) == (day.year, 1, 0)
    assert (day.month - first.month) < months
