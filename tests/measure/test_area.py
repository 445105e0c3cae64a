"""面积 · Exact units, the mu of 2000/3 m², what is written and what is printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.area import Area, AreaUnit, read_area, read_area_unit, split_unit
from landsupply.measure.fault import MeasureFault

HA, MU, M2, WAN = (
    AreaUnit.HECTARE,
    AreaUnit.MU,
    AreaUnit.SQUARE_METRE,
    AreaUnit.TEN_THOUSAND_SQUARE_METRES,
)

SPELLINGS = {
    HA: ("公顷", "公頃", "ha", "HA", "hm2", "hm²", "HM²", "㏊", "hectares", " 公顷 "),
    MU: ("亩", "畝", "mu"),
    M2: ("平方米", "平米", "㎡", "m2", "m²", "M2"),
    WAN: ("万平方米", "萬平方米", "万平米", "万㎡", "万m2", "万m²"),
}

WRITTEN = {
    "3.2公顷": 3_200_000,
    "３．２公顷": 3_200_000,
    "3.2 ha": 3_200_000,
    "3.2hm²": 3_200_000,
    "42538.29平方米": 4_253_829,
    "42,538.29㎡": 4_253_829,
    "52.5亩": 3_500_000,
    "3亩": 200_000,
    "1亩": 66_667,
    "15.08万平方米": 15_080_000,
    "-1公顷": -1_000_000,
    "0公顷": 0,
}


@pytest.mark.parametrize(("unit", "text"), [(unit, text) for unit, texts in SPELLINGS.items() for text in texts])
def test_every_spelling_of_a_unit(unit: AreaUnit, text: str) -> None:
    assert read_area_unit(text) is unit
    assert split_unit(f"3.2{text}") == ("3.2", unit)


@pytest.mark.parametrize(("text", "units"), WRITTEN.items())
def test_an_area_with_its_unit(text: str, units: int) -> None:
    assert read_area(text, None) == Area(units)


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("3.2", None, "M003"),
        ("3.2万", HA, "M004"),
        ("3.2平方公里", HA, "M004"),
        ("3.2km2", HA, "M004"),
        ("3.2元", HA, "M004"),
        ("", HA, "M001"),
        ("公顷", HA, "M001"),
        ("3..2公顷", HA, "M001"),
        ("1e5公顷", HA, "M004"),
        ("3.2公顷5", HA, "M004"),
        ("3.2公顷-4", HA, "M001"),
        ("3.2000001公顷", None, "M002"),
        ("0.001平方米", None, "M002"),
        ("1" * 41 + "公顷", None, "M001"),
        ("1" * 100_000, HA, "M001"),
    ],
)
def test_what_is_refused(text: str, default: AreaUnit | None, code: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_area(text, default)
    assert caught.value.code == code


def test_a_mu_is_exactly_two_thousand_thirds_of_a_square_metre() -> None:
    assert Area.exactly("3", MU) == Area.exactly("2000", M2)
    assert Area.exactly("15", MU) == Area.exactly("1", HA)
    assert Area.nearest("1", MU) == Area.exactly("666.67", M2)
    assert Area.exactly("1500", MU) == Area.exactly("100", WAN)
    with pytest.raises(MeasureFault) as caught:
        Area.exactly("1", MU)
    assert caught.value.code == "M002"


@pytest.mark.parametrize("units", [1.0, True, Decimal(1), "1", None])
def test_land_is_an_integer(units: object) -> None:
    with pytest.raises(MeasureFault):
        Area(units)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_no_area_is_not_a_number(number: str) -> None:
    for take in (Area.exactly, Area.nearest):
        with pytest.raises(MeasureFault) as caught:
            take(Decimal(number), HA)
        assert caught.value.code == "M001"


def test_arithmetic_and_print() -> None:
    total = Area.total([Area.exactly("871.73", HA), Area.exactly("186.52", HA)])
    assert total.hectares == "1058.25"
    assert (total - Area.exactly("1058.25", HA)) == Area.ZERO
    assert not Area.ZERO
    assert Area.total([]) == Area.ZERO
    assert Area(4_253_829).hectares == "4.253829"
    assert Area(3_200_000).hectares == "3.20"
    assert Area(-1).hectares == "-0.000001"
    assert Area(5_000).print() == "0.01"
    assert Area(4_999).print() == "0.00"
    assert Area(-4_999).print() == "0.00"
    assert Area(-5_000).print() == "-0.01"
    assert Area(200_000).print(MU, 4) == "3.0000"
    assert Area(66_667).print(M2, 2) == "666.67"
    assert Area(1_500_000).print(HA, 0) == "2"


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_print_is_half_up_of_the_exact_decimal(units: int, places: int) -> None:
    exact = Decimal(units).scaleb(-6)
    wanted = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    printed = Area(units).print(HA, places)
    assert Decimal(printed) == wanted
    assert not printed.startswith("-0") or wanted
    assert Area.exactly(Area(units).hectares, HA) == Area(units)


@given(st.integers(0, 10**9))
def test_mu_and_back_is_the_same_land(units: int) -> None:
    printed = Area(units).print(MU, 5)
    assert abs(Fraction(printed) * Fraction(200_000, 3) - units) < 1
    assert Area.nearest(printed, MU) == Area(units)


@given(st.text(), st.sampled_from([None, *AreaUnit]))
def test_any_text_is_an_area_or_a_fault(text: str, default: AreaUnit | None) -> None:
    try:
        assert isinstance(read_area(text, default), Area)
    except MeasureFault as fault:
        assert fault.code in ("M001", "M002", "M003", "M004")
