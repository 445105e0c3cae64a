"""占比与判定 · Shares that print half up or close by largest remainder; verdicts that are exact."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money, MoneyUnit
from landsupply.measure.rounding import exact_decimal, half_up, nearest_integer
from landsupply.measure.shares import NO_SHARE, largest_remainder, shares
from landsupply.measure.verdict import margin, reaches, required

TOTAL = Area.exactly("3927.94", AreaUnit.HECTARE)
PARTS = st.lists(st.integers(0, 10**12), max_size=20)


@pytest.mark.parametrize(
    ("done", "share", "verdict", "printed"),
    [
        ("1963.96", "1/2", False, "50.00"),
        ("1963.97", "1/2", True, "50.00"),
        ("2945.95", "3/4", False, "75.00"),
        ("2945.954999", "3/4", False, "75.00"),
        ("2945.955", "3/4", True, "75.00"),
        ("2945.96", "3/4", True, "75.00"),
        ("3927.93", "1", False, "100.00"),
        ("3927.94", "1", True, "100.00"),
    ],
)
def test_a_milestone_is_judged_exactly_and_printed_rounded(done: str, share: str, verdict: bool, printed: str) -> None:
    area = Area.exactly(done, AreaUnit.HECTARE)
    assert reaches(area, TOTAL, Fraction(share)) is verdict
    assert (margin(area, TOTAL, Fraction(share)) >= 0) is verdict
    assert half_up(100 * area.units, TOTAL.units, 2) == printed


def test_what_a_milestone_asks() -> None:
    assert required(TOTAL, Fraction(1, 2)).hectares == "1963.97"
    assert required(TOTAL, Fraction(3, 4)).hectares == "2945.955"
    assert margin(Area.exactly("1963.96", AreaUnit.HECTARE), TOTAL, Fraction(1, 2)) == -10_000


@given(st.integers(0, 10**12), st.fractions(0, 1))
def test_what_is_required_is_the_least_that_reaches(total: int, share: Fraction) -> None:
    least = required(Area(total), share)
    assert reaches(least, Area(total), share)
    assert not reaches(Area(least.units - 1), Area(total), share)


def test_shares_print_half_up_each() -> None:
    assert shares([800, 4900]).texts == ("14.04", "85.96")
    assert shares([1, 1, 1]).texts == ("33.33", "33.33", "33.33")
    assert not shares([1, 1, 1]).closes
    assert shares([1, 1]).closes
    printed = shares([87173, 18652, 92405, 194564])
    assert printed.texts == ("22.19", "4.75", "23.53", "49.53")
    assert printed.closes


def test_largest_remainder_closes_with_ties_to_the_earlier() -> None:
    assert largest_remainder([1, 1, 1]).texts == ("33.34", "33.33", "33.33")
    assert largest_remainder([1, 1, 1], 0).texts == ("34", "33", "33")


@pytest.mark.parametrize("share", [shares, largest_remainder])
def test_nothing_has_no_share_and_nothing_is_negative(share) -> None:
    assert share([0, 0]).texts == (NO_SHARE, NO_SHARE)
    assert share([]).texts == ()
    assert share([0, 0]).closes
    with pytest.raises(MeasureFault) as caught:
        share([1, -1])
    assert caught.value.code == "M005"


@given(PARTS, st.integers(0, 6))
def test_largest_remainder_always_closes_and_is_near(parts: list[int], places: int) -> None:
    found = largest_remainder(parts, places)
    if not sum(parts):
        return
    assert sum(Decimal(text) for text in found.texts) == 100
    step = Fraction(1, 10**places)
    for part, text in zip(parts, found.texts, strict=True):
        assert abs(Fraction(text) - Fraction(100 * part, sum(parts))) < step


@given(PARTS, st.integers(0, 6))
def test_half_up_is_the_calculators(parts: list[int], places: int) -> None:
    found, total = shares(parts, places), sum(parts)
    if not total:
        return
    for part, text in zip(parts, found.texts, strict=True):
        long = Fraction(100 * part, total)
        below = Decimal(long.numerator * 10**places // long.denominator).scaleb(-places)
        rest = long - Fraction(below)
        wanted = below + (Decimal(1).scaleb(-places) if 2 * rest >= Fraction(1, 10**places) else 0)
        assert Decimal(text) == wanted
    assert found.closes == (sum(Decimal(text) for text in found.texts) == 100)


@given(st.integers(-(10**15), 10**15), st.integers(0, 9), st.integers(0, 6))
def test_half_up_equals_the_decimal_module(numerator: int, scale: int, places: int) -> None:
    exact = Decimal(numerator).scaleb(-scale)
    wanted = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert Decimal(half_up(numerator, 10**scale, places)) == wanted
    assert Decimal(half_up(-numerator, -(10**scale), places)) == wanted
    assert Decimal(exact_decimal(numerator, scale)) == exact


@pytest.mark.parametrize(("value", "wanted"), [("2.5", 3), ("-2.5", -3), ("2.4999", 2), ("-0.4", 0), ("0.5", 1)])
def test_the_nearest_integer_goes_half_away_from_zero(value: str, wanted: int) -> None:
    assert nearest_integer(Decimal(value)) == wanted
    assert nearest_integer(Fraction(value)) == wanted


def test_money_is_fen() -> None:
    assert Money.exactly("2249.687", MoneyUnit.TEN_THOUSAND_YUAN) == Money(2_249_687_000)
    assert Money.exactly("1.5", MoneyUnit.HUNDRED_MILLION_YUAN) - Money.exactly("1", MoneyUnit.YUAN) == Money(
        14_999_999_900
    )
    assert (Money(1) + Money(2)).print(MoneyUnit.YUAN) == "0.03"
    assert Money(50).print(MoneyUnit.YUAN, 0) == "1"
    for wrong in ("0.001", "1e5"):
        with pytest.raises(MeasureFault):
            Money.exactly(wrong, MoneyUnit.YUAN)
    with pytest.raises(MeasureFault):
        Money.exactly(Decimal("NaN"), MoneyUnit.YUAN)
    with pytest.raises(MeasureFault):
        Money(1.5)
