"""延期分布 · Exact, whole, written as it is read, and refused where it is no distribution."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.fault import MeasureFault
from landsupply.measure.lateness import MOST_MONTHS, NEVER_LATE, Lateness, read_lateness


@st.composite
def latenesses(draw: st.DrawFn) -> Lateness:
    """Any distribution of a few months."""
    months = sorted(draw(st.sets(st.integers(0, 20), min_size=1, max_size=5)))
    weights = draw(st.lists(st.integers(1, 1000), min_size=len(months), max_size=len(months)))
    return Lateness(tuple((month, Fraction(one, sum(weights))) for month, one in zip(months, weights, strict=True)))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("0:70%,1:20%,2:10%", "0:70%,1:20%,2:10%"),
        ("2：10％，0：0.7；1个月：20%", "0:70%,1:20%,2:10%"),
        ("0:1/3,1:2/3", "0:1/3,1:2/3"),
        ("3:100%,0:0%", "3:100%"),
        ("0:99.999%,1:0.001%", "0:99.999%,1:0.001%"),
    ],
)
def test_what_is_written_is_read_exactly(text: str, again: str) -> None:
    assert read_lateness(text).text == again


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "M010"),
        ("70%,20%,10%", "M010"),
        ("0:约七成,1:三成", "M010"),
        ("0:70%,1:20%,", "M010"),
        ("-1:100%", "M010"),
        ("0:NaN", "M010"),
        ("0:1/0", "M010"),
        ("0:" + "9" * 500, "M010"),
        ("0:170%,1:-70%", "M010"),
        ("0:70%,1:20%", "M011"),
        ("0:70%,1:20%,2:10.000001%", "M011"),
        ("0:0%", "M011"),
        ("0:50%,0:50%", "M012"),
        ("61:100%", "M012"),
    ],
)
def test_what_is_no_distribution_is_refused(text: str, code: str) -> None:
    with pytest.raises(MeasureFault, match=code):
        read_lateness(text)


@given(latenesses())
def test_what_is_written_is_read_again(one: Lateness) -> None:
    assert read_lateness(one.text) == one
    assert one.within(MOST_MONTHS) == 1 and one.within(-1) == 0


@given(latenesses(), latenesses(), st.integers(0, 45))
def test_two_delays_together_count_every_pair(one: Lateness, other: Lateness, months: int) -> None:
    pairs = itertools.product(one.chances, other.chances)
    assert one.and_then(other).within(months) == sum(a * b for (x, a), (y, b) in pairs if x + y <= months)
    assert one.and_then(NEVER_LATE) == one
