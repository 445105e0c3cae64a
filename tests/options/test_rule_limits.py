"""界限 · The arithmetic of MT-05, MT-06, IN-01, ID-01 and ID-02 at every boundary, against another reckoning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch, OriginArea
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.mixed_use import UseShare
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.price import Prices
from landsupply.measure.area import Area
from landsupply.measure.money import Money
from landsupply.measure.rounding import decimal_text
from landsupply.options.judgement import (
    Around,
    Case,
    Judged,
    Judgement,
    broken,
    judged,
    kept,
    lacks,
    not_applicable,
)
from landsupply.options.rules import industry, modes, reserve, transactions
from landsupply.options.rules.asking import all_of, percent, unsaid
from landsupply.options.rules.periods import months_after, years_after
from landsupply.prepare.dated import in_force

BOOK = open_rulebook("410100")
VOCABULARY = BOOK.vocabulary
SOURCE = Source(file="台账.csv", sheet=None, row=2)
KNOWN = {rule.number: rule for family in (modes, transactions, industry, reserve) for rule in family.RULES}
TODAY = date(2025, 6, 2)
DAYS = st.dates(date(2019, 1, 1), date(2025, 6, 1))


def _parcel(use: str = "城镇住宅用地", mode: str | None = "挂牌", **more: Any) -> Parcel:
    own = {name: more.pop(name) for name in tuple(more) if name in Circumstances.__dataclass_fields__}
    parcel = Parcel(
        id="P-1",
        name="示例",
        district="中原区",
        location="示例路",
        area=Area(32_000_00),
        use=VOCABULARY.use(use)[0],
        mode=VOCABULARY.mode(mode) if mode else None,
        source=SOURCE,
    )
    return replace(parcel, circumstances=Circumstances(**own), **more)


def _ruled(number: str, parcel: Parcel, day: date = TODAY, around: Around | None = None) -> Judgement:
    case = Case(parcel=parcel, use=parcel.use, mode=parcel.mode, rules=BOOK.on(day), around=around or Around())
    return judged(KNOWN[number], case)


@given(DAYS, st.integers(0, 45), st.integers(0, 25))
def test_notice_of_20_days_and_listing_of_10(noticed: date, notice: int, listing: int) -> None:
    begun = noticed + timedelta(days=notice)
    parcel = _parcel(noticed=noticed, listing_from=begun, listing_to=begun + timedelta(days=listing))
    wanted = Ruling.KEPT if notice >= 20 and listing >= 10 else Ruling.BROKEN
    assert _ruled("MT-05", parcel).ruling is wanted


@given(DAYS, st.integers(0, 60))
def test_without_the_days_of_the_listing_only_the_impossible_is_broken(noticed: date, days: int) -> None:
    found = _ruled("MT-05", _parcel(noticed=noticed, supplied=noticed + timedelta(days=days)))
    assert found.ruling is (Ruling.BROKEN if days < 30 else Ruling.CANNOT_TELL)


@given(st.fractions(1, 30_000, max_denominator=100), st.integers(1, 10**8), st.integers(-2, 2))
def test_the_floor_price_to_the_fen(base: Fraction, units: int, off: int) -> None:
    floor = Fraction(7, 10) * base * 100 * Fraction(units, 100)  # fen: yuan × 100, and m² of 100 units
    start = max(0, -(-floor.numerator // floor.denominator) + off)
    parcel = _parcel(area=Area(units), base_price=base, deposit=Money(start), prices=Prices(start_price=Money(start)))
    assert _ruled("MT-06", parcel).ruling is (Ruling.KEPT if start >= floor else Ruling.BROKEN)


@given(st.integers(0, 10**13), st.integers(-2, 2))
def test_the_deposit_to_the_fen(start: int, off: int) -> None:
    deposit = max(0, -(-start // 5) + off)
    parcel = _parcel(base_price=Fraction(0), deposit=Money(deposit), prices=Prices(start_price=Money(start)))
    assert _ruled("MT-06", parcel).ruling is (Ruling.KEPT if 5 * deposit >= start else Ruling.BROKEN)


def _in_order(**more: Any) -> Parcel:
    prices = Prices(start_price=Money(100), deal_price=more.pop("price", Money(100)))
    return _parcel(base_price=Fraction(0), deposit=Money(100), prices=prices, **more)


@given(DAYS, st.integers(0, 40))
def test_the_contract_within_ten_working_days(sold: date, later: int) -> None:
    signed = sold + timedelta(days=later)
    worked = sum(BOOK.calendar.is_working_day(sold + timedelta(days=n)) for n in range(1, later + 1))
    is_worked = later == 0 or BOOK.calendar.is_working_day(signed)
    in_time = worked <= 10 if is_worked else worked < 10  # on a day off after the tenth it is late
    parcel = _in_order(sold_on=sold, supplied=signed, paid_on=signed)
    assert _ruled("MT-06", parcel).ruling is (Ruling.KEPT if in_time else Ruling.BROKEN)


@given(st.integers(0, 10**12), st.integers(-2, 2))
def test_half_of_the_price_to_the_fen(price: int, off: int) -> None:
    paid, signed = max(0, -(-price // 2) + off), date(2025, 1, 6)
    more = {"first_payment": Money(paid), "first_payment_on": date(2025, 2, 6)}
    parcel = _in_order(sold_on=signed, supplied=signed, price=Money(price), **more)
    assert _ruled("MT-06", parcel).ruling is (Ruling.KEPT if 2 * paid >= price else Ruling.BROKEN)


@pytest.mark.parametrize(
    ("signed", "due"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 12, 15), date(2025, 1, 15)),
    ],
)
def test_a_month_ends_on_its_own_day_or_the_months_last(signed: date, due: date) -> None:
    late = due + timedelta(days=1)
    for paid, wanted in ((due, Ruling.KEPT), (late, Ruling.BROKEN)):
        more = {"first_payment": Money(50), "first_payment_on": paid, "paid_on": years_after(signed, 1)}
        parcel = _in_order(sold_on=signed, supplied=signed, **more)
        assert _ruled("MT-06", parcel, date(2026, 3, 2)).ruling is wanted


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_after_is_the_day_or_the_last_of_the_month(day: date, count: int) -> None:
    found = months_after(day, count)
    assert (found.year - day.year) * 12 + found.month - day.month == count
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


STANDARD = {1: 840, 2: 720, 3: 600, 4: 480, 5: 384, 6: 336, 7: 288, 8: 252}
SHARES = {"农林牧渔业产品初加工": Fraction(7, 10), "中西部城镇建设用地范围外国有未利用地": Fraction(15, 100)}


@given(
    st.sampled_from(sorted(STANDARD)),
    st.sampled_from([None, *SHARES]),
    st.integers(1, 10**8),
    st.integers(-2, 2),
)
def test_the_least_industrial_price_to_the_fen(grade: int, exception: str | None, units: int, off: int) -> None:
    least = STANDARD[grade] * units * (SHARES[exception] if exception else Fraction(1))
    price = max(0, -(-least.numerator // least.denominator) + off)
    prices = Prices(start_price=Money(price), reserve_cost=Money(0))
    parcel = _parcel("工业用地", area=Area(units), grade=grade, price_exception=exception, prices=prices)
    assert _ruled("IN-01", parcel).ruling is (Ruling.KEPT if price >= least else Ruling.BROKEN)


@given(st.integers(0, 10**6), st.integers(-1, 1))
def test_the_price_reaches_the_cost(cost: int, off: int) -> None:
    price = 32_000_00 * 60 + cost  # above the standard of the lowest grade
    prices = Prices(start_price=Money(price), reserve_cost=Money(price + off))
    found = _ruled("IN-01", _parcel("工业用地", grade=15, prices=prices))
    assert found.ruling is (Ruling.BROKEN if off > 0 else Ruling.KEPT)


def test_a_class_that_holds_industry_among_others_cannot_be_told() -> None:
    assert _ruled("IN-01", _parcel("工矿用地", grade=8)).missing == ("use",)
    assert _ruled("IN-01", _parcel("二类工业用地", grade=8)).missing == ("start_price", "reserve_cost")[:1]
    assert _ruled("IN-01", _parcel("采矿用地", grade=8)).ruling is Ruling.NOT_APPLICABLE


@given(st.dates(date(2013, 1, 1), date(2022, 12, 31)), st.integers(0, 1100))
def test_the_idle_clock_by_anniversaries(start_by: date, later: int) -> None:
    day = start_by + timedelta(days=later)
    passed = sum(later > 0 and day >= _anniversary(start_by, years) for years in (1, 2))
    found = _ruled("ID-01", _parcel(start_by=start_by, developed_share=Fraction(0)), day)
    assert found.code == (None, "O182", "O183")[passed]
    assert found.blocks is (passed == 2)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


@given(st.fractions(0, 1), st.fractions(0, 1), st.integers(300, 420))
def test_stopped_half_way(developed: Fraction, invested: Fraction, days: int) -> None:
    stopped = date(2023, 3, 1)
    more = {"started_on": date(2022, 1, 1), "stopped_on": stopped, "start_by": date(2022, 1, 1)}
    parcel = _parcel(developed_share=developed, invested_share=invested, **more)
    is_idle = days >= 366 and (developed < Fraction(1, 3) or invested < Fraction(1, 4))  # 2024 is a leap year
    found = _ruled("ID-01", parcel, stopped + timedelta(days=days))
    assert found.ruling is (Ruling.BROKEN if is_idle else Ruling.KEPT)


@given(DAYS, st.integers(0, 900))
def test_approvals_lapse_after_the_second_anniversary(approved: date, later: int) -> None:
    day = approved + timedelta(days=later)
    parcel = _parcel(origin=Origin.NEW, approved_on=approved, compensation_begun=False)
    wanted = Ruling.BROKEN if day > _anniversary(approved, 2) else Ruling.KEPT
    assert _ruled("ID-02", parcel, day).ruling is wanted


def test_the_batch_says_when_it_was_approved() -> None:
    areas = (OriginArea(origin=Origin.NEW, area=Area(10**7)),)
    batch = Batch(number="示例〔2022〕3号", areas=areas, source=SOURCE, approved=date(2022, 6, 1))
    around = Around(batches={batch.number: batch})
    for named in ("示例〔2022〕3号", "示例[2022]3号"):
        parcel = _parcel(origin=Origin.NEW, batch=named, compensation_begun=False)
        assert _ruled("ID-02", parcel, date(2024, 6, 2), around).code == "O185"
        assert _ruled("ID-02", parcel, date(2024, 6, 1), around).ruling is Ruling.KEPT
    unknown = _parcel(origin=Origin.NEW, batch="别的批次", compensation_begun=False)
    assert _ruled("ID-02", unknown, date(2024, 6, 2), around).missing == ("approved_on",)


def test_a_name_that_two_batches_have_says_no_day_of_approval() -> None:
    areas = (OriginArea(origin=Origin.NEW, area=Area(10**8)),)
    numbers = {"示例〔2022〕3号": date(2022, 6, 1), "示例〔2024〕1号": date(2024, 6, 1)}
    batches = {
        number: Batch(number=number, name="第三批次", areas=areas, source=SOURCE, approved=approved)
        for number, approved in numbers.items()
    }
    named = _parcel(origin=Origin.NEW, batch="第三批次", compensation_begun=False)
    day, one = date(2024, 6, 2), {"示例〔2022〕3号": batches["示例〔2022〕3号"]}
    assert _ruled("ID-02", named, day, Around(batches=one)).ruling is Ruling.BROKEN
    assert _ruled("ID-02", named, day, Around(batches=batches)).missing == ("approved_on",)


BASES = ("notice.days", "planning_conditions.before_grant")  # recalled, and statute: only the latter blocks
TESTS = st.lists(
    st.sampled_from(
        (
            None,
            not_applicable(),
            kept(in_force(BOOK.on(TODAY), BASES[0])),
            broken("O111", in_force(BOOK.on(TODAY), BASES[0])),
            broken("O210", in_force(BOOK.on(TODAY), BASES[1])),
            unsaid(None, "noticed"),
            unsaid(None, "mode", "noticed"),
            lacks("O114", None, "listing_to"),
        )
    )
)


@given(TESTS)
def test_one_answer_out_of_tests(tests: list[Judged | None]) -> None:
    """Broken before untold before kept; of the broken the one that blocks; of the untold all that is missing."""
    found = all_of(tests)
    asked = [one for one in tests if one is not None and one.ruling is not Ruling.NOT_APPLICABLE]
    order = (Ruling.BROKEN, Ruling.CANNOT_TELL, Ruling.KEPT)
    said = next((ruling for ruling in order if any(one.ruling is ruling for one in asked)), Ruling.NOT_APPLICABLE)
    assert found.ruling is said
    codes = {one.code for one in asked if one.ruling is said}
    assert found.code == next((code for code in ("O210", "O111", "O114", "O110") if code in codes), None)
    missing = {name for one in asked for name in one.missing} if said is Ruling.CANNOT_TELL else set()
    assert set(found.missing) == missing and len(found.missing) == len(missing)


def test_land_used_in_time_keeps_its_approval() -> None:
    parcel = _parcel(approved_on=date(2022, 6, 1), supplied=date(2024, 6, 1), compensation_begun=False)
    assert _ruled("ID-02", parcel).ruling is Ruling.KEPT
    late = replace(parcel, supplied=date(2024, 6, 2))
    assert _ruled("ID-02", late).ruling is Ruling.BROKEN


@given(st.sampled_from([None, "划拨", "协议", "挂牌", "租赁"]), DAYS)
def test_a_bare_parcel_is_accused_of_nothing_but_its_mode(mode: str | None, supplied: date) -> None:
    parcel = replace(_parcel(mode=mode, supplied=supplied), circumstances=None, housing="商品住房")
    for number in set(KNOWN) - {"MT-01", "MT-02"}:
        assert _ruled(number, parcel).ruling is not Ruling.BROKEN, number


def test_every_use_of_a_mixed_parcel_is_asked() -> None:
    housing, shops = (VOCABULARY.use(name)[0] for name in ("城镇住宅用地", "商务金融用地"))
    shares = (UseShare(use=housing, share=Fraction(3, 4)), UseShare(use=shops, share=Fraction(1, 4)))
    mixed = replace(_parcel(), use=None, use_shares=shares)
    for term, ruling in ((40, Ruling.KEPT), (41, Ruling.CANNOT_TELL), (70, Ruling.CANNOT_TELL), (71, Ruling.BROKEN)):
        assert _ruled("MT-04", replace(mixed, term=term)).ruling is ruling
    assert _ruled("MT-01", replace(mixed, mode=VOCABULARY.mode("划拨"), housing="安置房")).code == "O101"
    assert _ruled("MT-06", mixed).ruling is Ruling.CANNOT_TELL


@given(st.fractions(0, 10**6, max_denominator=1000))
def test_figures_are_exact(value: Fraction) -> None:
    assert Fraction(decimal_text(value)) == value
    assert Fraction(percent(value).removesuffix("%")) == value * 100


def test_an_act_is_judged_by_the_law_of_its_day() -> None:
    """A notice of 19 days given before the rule held is no breach of it; nor is one given on a later day's law."""
    for noticed, ruling in ((date(2007, 10, 31), Ruling.NOT_APPLICABLE), (date(2007, 11, 1), Ruling.BROKEN)):
        begun = noticed + timedelta(days=19)
        parcel = _parcel(noticed=noticed, listing_from=begun, listing_to=begun + timedelta(days=10))
        assert _ruled("MT-05", parcel).ruling is ruling


@given(st.integers(1, 10**6))
def test_an_unknown_division_is_never_read_as_another(number: int) -> None:
    assume(len(str(number)) not in (2, 3, 4))
    parcel = _parcel("工业用地", industry=str(number), accepted_on=date(2024, 1, 1))
    assert "industry" in _ruled("IN-03", parcel).missing
