"""最低价 · By grade, exception and cost for industry, by base price for real estate and agreements; to the fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.vocabulary import LandUse, Mode
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.planning import Condition, PlanningConditions
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.bounds import read_limits
from landsupply.measure.money import Money
from landsupply.options.judgement import Case, judged
from landsupply.options.price_floor import PriceFloor, price_floor, together
from landsupply.options.rules import transactions

RULES = open_rulebook("410100").on(date(2024, 1, 1))
#: Grades by district, invented.
GRADED = open_rulebook(
    "410100",
    """
code: "410100"
parameters:
  - {id: industry.grades, title: 土地等别, unit: 等, level: place, checked_on: 2024-01-01, values: {
      2024-01-01: {value: {中原区: 5}, basis: {instrument: 编制惯例}, kind: recalled}}}
""",
).on(date(2024, 1, 1))

CONFIRMED = open_rulebook(
    "410100",
    f"""
code: "410100"
parameters:
  - {{id: industry.grades, title: 土地等别, unit: 等, level: place, checked_on: 2024-01-01, values: {{
      2024-01-01: {{value: {{中原区: 5}}, basis: {{instrument: 编制惯例}}, kind: recalled}}}}}}
confirm:
  - {{parameter: industry.grades, since: 2024-01-01, by: 示例科室, on: 2024-01-01, digest: "sha256:{"0" * 64}"}}
""",
).on(date(2024, 1, 1))


def use(name: str) -> LandUse:
    return RULES.vocabulary.use(name)[0]


def mode(name: str) -> Mode:
    found = RULES.vocabulary.mode(name)
    assert found is not None
    return found


def parcel(name: str, cost: Money | None = None, **stated: object) -> Parcel:
    return Parcel(
        id="P-1",
        name="",
        district="中原区",
        location="甲路",
        area=Area(1_000_000),
        use=use(name),
        source=Source(file="a", sheet=None, row=2),
        circumstances=Circumstances(**stated) if stated else None,
        prices=Prices(reserve_cost=cost) if cost else None,
    )


def floor(name: str, by: str, rules: Rules = RULES, cost: Money | None = None, **stated: object) -> PriceFloor | None:
    one = parcel(name, cost, **stated)
    assert one.area is not None and one.use is not None
    return price_floor(one, one.use, mode(by), one.area, rules)


def least(name: str, by: str, rules: Rules = RULES, cost: Money | None = None, **stated: object) -> str | None:
    found = floor(name, by, rules, cost, **stated)
    return found.least.ten_thousands if found and found.least else None


@pytest.mark.parametrize(
    ("stated", "wanted"),
    [
        ({"grade": 5}, "384.00"),
        ({"grade": 1}, "840.00"),
        ({"grade": 15}, "60.00"),
        ({"grade": 5, "price_exception": "农林牧渔业产品初加工"}, "268.80"),
        ({"grade": 5, "price_exception": "中西部城镇建设用地范围外国有未利用地"}, "57.60"),
        ({"grade": 5, "price_exception": " 农林牧渔业产品初加工　"}, "268.80"),
        ({"grade": 5, "price_exception": "从未听说"}, "384.00"),
    ],
)
def test_industry_by_grade_and_exception(stated: dict[str, object], wanted: str) -> None:
    assert least("工业用地", "挂牌", **stated) == wanted


@pytest.mark.parametrize(
    ("ratio", "wanted", "missing"),
    [
        ("0.5", "384.00", ()),
        ("1.12", None, ("industry.intensity.least",)),
        (None, None, ("plot_ratio", "industry.intensity.least")),
    ],
)
def test_an_exception_for_intensive_use_is_not_granted_unproved(
    ratio: str | None, wanted: str | None, missing: tuple[str, ...]
) -> None:
    stated = {"grade": 5, "price_exception": "省定优先发展产业且用地集约", "accepted_on": date(2023, 6, 1)}
    own = {"investment": Fraction(5000), **stated}
    conditions = PlanningConditions(
        plot_ratio=Condition(ratio, read_limits(ratio).bounds) if ratio else None,
        density=Condition("建筑系数60%", None),
    )
    one = replace(parcel("工业用地", **own), industry="36", conditions=conditions)
    assert one.area is not None and one.use is not None
    found = price_floor(one, one.use, mode("挂牌"), one.area, RULES)
    assert found is not None and found.missing == missing
    assert (found.least.ten_thousands if found.least else None) == wanted
    assert floor("工业用地", "挂牌", **stated | {"accepted_on": None}) == PriceFloor(
        least=None, bases=(RULES.parameter("industry.price.floor"),), missing=("accepted_on",)
    )


def test_a_grade_that_the_place_contradicts_is_not_believed() -> None:
    """What nobody has confirmed leaves it open; a confirmed table wins over the cell."""
    found = floor("工业用地", "挂牌", GRADED, grade=15)
    assert found is not None and (found.least, found.missing) == (None, ("grade",))
    assert least("工业用地", "挂牌", GRADED, grade=5) == "384.00"
    assert least("工业用地", "挂牌", CONFIRMED, grade=15) == "384.00"


def test_public_housing_that_is_granted_openly_has_the_floor_of_housing() -> None:
    """国土资发〔2010〕34号 speaks of the land, not of who will live there; MT-06 asks the same."""
    one = replace(parcel("城镇住宅用地", base_price=Fraction(3000)), housing="保障性住房")
    assert one.area is not None and one.use is not None
    found = price_floor(one, one.use, mode("挂牌"), one.area, RULES)
    assert found is not None and found.least == Money(2_100_000_000)
    sold = replace(one, mode=mode("挂牌"), prices=Prices(start_price=Money(2_099_999_999)))
    case = Case(parcel=sold, use=sold.use, mode=sold.mode, rules=RULES)
    (rule,) = [rule for rule in transactions.RULES if rule.number == "MT-06"]
    assert judged(rule, case).code == "O117"


def test_an_exception_never_goes_below_cost() -> None:
    stated = {"grade": 5, "price_exception": "农林牧渔业产品初加工"}
    assert least("工业用地", "挂牌", cost=Money(300_000_000), **stated) == "300.00"
    assert least("工业用地", "挂牌", cost=Money(200_000_000), **stated) == "268.80"


def test_the_place_states_the_grade_of_a_district() -> None:
    assert least("工业用地", "挂牌", GRADED) == "384.00"
    found = floor("工业用地", "挂牌")
    assert found is not None and (found.least, found.missing) == (None, ("grade",))


def test_real_estate_by_base_price() -> None:
    assert least("城镇住宅用地", "挂牌", base_price=Fraction(3000)) == "2100.00"
    found = floor("零售商业用地", "拍卖")
    assert found is not None and found.missing == ("base_price",)


def test_an_agreement_by_base_price_too() -> None:
    assert least("教育用地", "协议", base_price=Fraction(1000)) == "700.00"


@pytest.mark.parametrize(
    ("name", "by"),
    [("教育用地", "划拨"), ("教育用地", "挂牌"), ("工业用地", "划拨"), ("仓储用地", "挂牌"), ("零售商业用地", "租赁")],
)
def test_no_floor_where_the_law_sets_none(name: str, by: str) -> None:
    assert floor(name, by, grade=5, base_price=Fraction(100)) is None


def test_before_the_standard_there_was_none() -> None:
    early = open_rulebook("410100").on(date(2006, 1, 1))
    assert floor("工业用地", "挂牌", early, grade=5) is None


@given(st.integers(1, 15), st.integers(1, 10**9))
def test_the_floor_is_the_exact_product_to_the_next_fen(grade: int, units: int) -> None:
    one = replace(parcel("工业用地", grade=grade, price_exception="农林牧渔业产品初加工"), area=Area(units))
    assert one.area is not None and one.use is not None
    found = price_floor(one, one.use, mode("挂牌"), one.area, RULES)
    standard = RULES.parameter("industry.price.floor").table()[str(grade)]
    assert isinstance(standard, int)
    assert found is not None and found.least == Money(ceil(Fraction(standard) * Fraction(7, 10) * units))


def test_parts_sum_and_what_is_missing_of_one_is_missing_of_all() -> None:
    one, other = floor("工业用地", "挂牌", grade=5), floor("城镇住宅用地", "挂牌")
    assert together([one, None]) == one
    both = together([one, other])
    assert both is not None and both.least is None and both.missing == ("base_price",)
    assert together([None]) is None
