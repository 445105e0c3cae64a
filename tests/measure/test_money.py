"""金额 · Sums with their units, to the fen; nothing finer, nothing guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure import money
from landsupply.measure.fault import MeasureFault
from landsupply.measure.money import Money, MoneyUnit, read_money_unit, split_money
from tests.measure.watched import watch

YUAN, WAN, YI = MoneyUnit.YUAN, MoneyUnit.TEN_THOUSAND_YUAN, MoneyUnit.HUNDRED_MILLION_YUAN


@pytest.mark.parametrize(
    ("text", "digits", "unit"),
    [
        ("44523万元", "44523", WAN),
        ("15.08万", "15.08", WAN),
        ("1.2亿", "1.2", YI),
        ("人民币 3亿元", "3", YI),
        ("¥1,234.5元", "1,234.5", YUAN),
        ("５００万元整", "500", WAN),
        ("44523", "44523", None),
        ("12 ten thousand yuan", "12", WAN),
    ],
)
def test_a_sum_and_its_unit(text: str, digits: str, unit: MoneyUnit | None) -> None:
    assert split_money(text) == (digits, unit)


@pytest.mark.parametrize("text", ["", "面议", "约500万元", "100-200万元", "1e5元", "1_000元", "NaN", "万元", "5" * 70])
def test_what_is_no_sum(text: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        split_money(text)
    assert caught.value.code == "M001"


@pytest.mark.parametrize("text", ["300万元/亩", "5美元", "5千元"])
def test_a_unit_nobody_knows(text: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        split_money(text)
    assert caught.value.code == "M004"


def test_units_of_headers() -> None:
    assert read_money_unit("人民币、万元") is WAN
    assert read_money_unit("Ten thousand yuan") is WAN


def test_exact_to_the_fen() -> None:
    assert Money.exactly("0.000001", WAN) == Money(1)
    with pytest.raises(MeasureFault):
        Money.exactly("0.0000001", WAN)
    assert Money(4_452_300_000_000).ten_thousands == "4452300.00"


@given(st.integers(0, 10**15))
def test_what_is_written_in_ten_thousands_is_read_back(fen: int) -> None:
    assert Money.exactly(Money(fen).ten_thousands, WAN) == Money(fen)


@pytest.mark.parametrize("text", ["1" * 100_000, "¥" * 100_000, " " * 100_000 + "元", "1," * 50_000 + "元"])
def test_t31_long_text_is_refused_before_any_pattern_sees_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = watch(monkeypatch, money)
    with pytest.raises(MeasureFault):
        split_money(text)
    split_money("5万元")
    assert 0 < max(lengths) < 100
