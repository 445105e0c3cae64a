"""区间 · Figures as they are stated, and that nothing else is taken."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from landsupply.measure import area, interval, number
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.interval import Interval, read_interval, read_percent
from tests.measure.watched import watch

HA = AreaUnit.HECTARE
ONE = 1_000_000

READ = {
    "3927.94": (3_927_940_000, 3_927_940_000),
    "3927.94公顷": (3_927_940_000, 3_927_940_000),
    "３９２７．９４": (3_927_940_000, 3_927_940_000),
    "100–200": (100 * ONE, 200 * ONE),
    "100-200公顷": (100 * ONE, 200 * ONE),
    "100—200公顷": (100 * ONE, 200 * ONE),
    "100~200公顷": (100 * ONE, 200 * ONE),
    "100至200": (100 * ONE, 200 * ONE),
    "100 到 200": (100 * ONE, 200 * ONE),
    "100公顷-200公顷": (100 * ONE, 200 * ONE),
    "1500-3000亩": (100 * ONE, 200 * ONE),
    "1500亩-3000": (100 * ONE, 200 * ONE),
    "1500亩–200公顷": (100 * ONE, 200 * ONE),
    "200-200": (200 * ONE, 200 * ONE),
    "不低于150": (150 * ONE, None),
    "不少于150公顷": (150 * ONE, None),
    "至少 150": (150 * ONE, None),
    "≥150": (150 * ONE, None),
    ">= 150": (150 * ONE, None),
    "150以上": (150 * ONE, None),
    "150公顷及以上": (150 * ONE, None),
    "不超过200": (None, 200 * ONE),
    "2500公顷以内": (None, 2500 * ONE),
    "控制在2500公顷以内": (None, 2500 * ONE),
    "不高于200公顷": (None, 200 * ONE),
    "≤200": (None, 200 * ONE),
    "200以下": (None, 200 * ONE),
    "80左右": (76 * ONE, 84 * ONE),
    "约80公顷": (76 * ONE, 84 * ONE),
    "80公顷上下": (76 * ONE, 84 * ONE),
    "0": (0, 0),
    "-3.2": (-3_200_000, -3_200_000),
}

REFUSED = {
    "": "M001",
    "200-100": "M006",
    "100-": "M001",
    "-": "M001",
    "100-200-300": "M001",
    "100--200": "M006",
    "超过100": "M001",
    "小于100": "M001",
    "不低于": "M001",
    "不低于一百": "M001",
    "约100-200": "M001",
    "100以上200以下": "M004",
    "3.2000001–4": "M002",
    "100%": "M004",
    "若干": "M001",
    "100" + " " * 100: "M006",
}


@pytest.mark.parametrize(("text", "bounds"), READ.items())
def test_an_interval_as_stated(text: str, bounds: tuple[int | None, int | None]) -> None:
    found = read_interval(text, HA)
    assert (found.low, found.high) == bounds


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_refused(text: str, code: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_interval(text, HA)
    assert caught.value.code == code


def test_a_figure_without_a_unit_needs_one() -> None:
    for text in ("100", "100-200", "不低于100", "80左右"):
        with pytest.raises(MeasureFault) as caught:
            read_interval(text, None)
        assert caught.value.code == "M003"
    assert read_interval("1500亩-3000", None) == Interval(100 * ONE, 200 * ONE)


def test_about_stays_inside_its_tolerance() -> None:
    assert read_interval("0.000011左右", HA) == Interval(11, 11)
    assert read_interval("80左右", HA, Fraction(1, 10)) == Interval(72 * ONE, 88 * ONE)
    assert read_interval("80左右", HA, Fraction(0)).is_exact


def test_bounds_are_inclusive_and_a_miss_has_a_sign() -> None:
    band = Interval(100, 200)
    assert [band.holds(value) for value in (99, 100, 200, 201)] == [False, True, True, False]
    assert [band.miss(value) for value in (97, 100, 150, 203)] == [-3, 0, 0, 3]
    assert Interval(None, 200).holds(-(10**9))
    assert Interval(100, None).miss(10**9) == 0
    assert Interval(None, None).holds(0)
    assert not Interval(None, None).is_exact
    with pytest.raises(MeasureFault):
        Interval(2, 1)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_a_miss_is_what_is_lacking(a: int, b: int, value: int) -> None:
    band = Interval(min(a, b), max(a, b))
    assert band.holds(value) == (band.miss(value) == 0)
    assert band.holds(value - band.miss(value))


@given(st.text(alphabet=st.characters() | st.sampled_from("0123456789.,-–—~至到不低于超过以内上左右约控制在公顷亩% ")))
@example("\n-1")
def test_any_text_is_an_interval_or_a_fault(text: str) -> None:
    with suppress(MeasureFault):
        assert isinstance(read_interval(text, HA), Interval)
    with suppress(MeasureFault):
        assert 0 <= read_percent(text) <= 1


@pytest.mark.parametrize(
    "text", ["1" + " " * 100_000 + "x", "1-" * 50_000, "约" * 100_000, "不低于" + "1" * 100_000, "x" * 100_000]
)
def test_long_text_is_refused_before_any_pattern_sees_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = watch(monkeypatch, area, interval, number)
    for read in (lambda: read_interval(text, HA), lambda: read_percent(text)):
        with pytest.raises(MeasureFault):
            read()
    read_interval("100-200公顷", HA)
    assert 0 < max(lengths) < 100


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("50%", Fraction(1, 2)),
        ("75％", Fraction(3, 4)),
        ("０．５", Fraction(1, 2)),
        ("100%", Fraction(1)),
        ("1", Fraction(1)),
        ("0", Fraction(0)),
        ("33.33%", Fraction(3333, 10000)),
    ],
)
def test_a_percentage(text: str, share: Fraction) -> None:
    assert read_percent(text) == share


@pytest.mark.parametrize(
    ("text", "code"),
    [("50", "M006"), ("101%", "M006"), ("-1%", "M006"), ("50%%", "M001"), ("%", "M001"), ("五成", "M001")],
)
def test_no_percentage(text: str, code: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_percent(text)
    assert caught.value.code == code
