"""数字 · One grammar: what it takes, what it refuses, and that it never guesses or stalls."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure import number
from landsupply.measure.fault import MeasureFault
from landsupply.measure.number import plain, read_number
from tests.measure.watched import watch

TAKEN = {
    "0": "0",
    "12.5": "12.5",
    "１２．５": "12.5",
    "１，２３４": "1234",
    "1,234": "1234",
    "1,234,567.89": "1234567.89",
    " 12 ": "12",
    "12\u00a0": "12",
    "\u3000１２\u3000": "12",
    "12\u200b": "12",
    "\ufeff12": "12",
    "-3.2": "-3.2",
    "－3.2": "-3.2",
    "−3.2": "-3.2",
    "+3.2": "3.2",
    "＋３": "3",
    "007": "7",
    "3.2000": "3.2000",
}

REFUSED = (
    "", " ", "-", ".", "+", ",", "1e5", "1E5", "NaN", "nan", "Infinity", "-inf", "1_000", "٣", "३", "①", "三", "十二",
    "12,34", "1,23", ",123", "1,,234", "1.2.3", ".5", "5.", "--1", "+-1", "1-", "1 000", "1/2", "½", "²", "0x10",
    "3.2公顷", "50%", "1．2．3", "12\n13", "1" * 41, "=1+1", "'12",
)  # fmt: skip


@pytest.mark.parametrize(("text", "value"), TAKEN.items())
def test_what_the_grammar_takes(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", REFUSED)
def test_what_it_refuses(text: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_number(text)
    assert caught.value.code == "M001"
    assert caught.value.facts["raw"] == text[:60]


@given(st.text())
def test_any_text_is_a_number_or_a_fault(text: str) -> None:
    try:
        value = read_number(text)
    except MeasureFault:
        return
    assert value.is_finite()
    assert re.fullmatch(r"[+-]?[0-9][0-9,]*(\.[0-9]+)?", plain(text), re.ASCII)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_what_is_written_plainly_is_read_back(value: Decimal) -> None:
    assert read_number(f"{value:f}") == value
    assert read_number(f"{value:,f}") == value


@pytest.mark.parametrize("text", ["1" * 100_000, "1," * 50_000, " " * 100_000 + "x", "１" * 100_000])
def test_long_text_is_refused_before_any_pattern_sees_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = watch(monkeypatch, number)
    with pytest.raises(MeasureFault):
        read_number(text)
    read_number("12.5")
    assert 0 < max(lengths) < 100
