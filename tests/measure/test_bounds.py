"""界限 · Limits of planning conditions: what is read, with open and closed ends, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure import bounds
from landsupply.measure.bounds import Bounds, read_limits
from landsupply.measure.fault import MeasureFault
from tests.measure.watched import watch

READ = {
    "2.5": "2.5",
    "２．５": "2.5",
    "容积率：2.0": "2.0",
    "R=2.0": "2.0",
    "大于1并且小于或等于2": ">1,≤2",
    "大于1且小于2": ">1,<2",
    "R≥1.2": "≥1.2",
    "1.0＜容积率≤2.5": ">1.0,≤2.5",
    "1.0≤R≤2": "≥1.0,≤2",
    "1≤R": "≥1",
    "≤40%": "≤40",
    "≦40％": "≤40",
    "不高于35%": "≤35",
    "30%-35%": "≥30,≤35",
    "30~35%": "≥30,≤35",
    "1.0至2.5": "≥1.0,≤2.5",
    "1.0—2.5": "≥1.0,≤2.5",
    "不大于3.0且不小于1.5": "≥1.5,≤3.0",
    "小于等于2.0大于等于1.0": "≥1.0,≤2.0",
    "≥1.0，≤2.5": "≥1.0,≤2.5",
    "≥1.0≤2.5": "≥1.0,≤2.5",
    "<1.3、>1.2": ">1.2,<1.3",
    "＜0.8": "<0.8",
    "高于1.0，不超过2.2": ">1.0,≤2.2",
    "100米以下": "≤100",
    "24m": "24",
    "限高≤60米": "≤60",
    "3.0及以上": "≥3.0",
    "控制在30%以内": "≤30",
    "容积率控制在2.5以内": "≤2.5",
}

REFUSED = (
    "", "—", "1|", "-1", "2.0（地上）", "住宅2.2，商业3.0", "2.2，3.0", "2.0、2.5", "按规划条件", "1.0<R<1.0", "≥3且≤2",
    "大于1且小于2且小于3", "容积率≤2.5建筑密度≤30%", "≤30%且≥20米", "约2.5", "1e5", "٣", "≤", "大于", "2.5左右",
    "1.0-2.5-3.0", "≤2≤3", "1,000", "2.5倍", "R", "以下", "9" * 90,
)  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), READ.items())
def test_a_limit_as_written(text: str, wanted: str) -> None:
    assert str(read_limits(text).bounds) == wanted


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_plain_limit_is_refused(text: str) -> None:
    with pytest.raises(MeasureFault) as caught:
        read_limits(text)
    assert caught.value.code == "M006"


def test_the_unit_and_the_name_are_told() -> None:
    found = read_limits("建筑密度≤30%")
    assert (found.unit, found.name) == ("%", "建筑密度")
    assert read_limits("24m").unit == "米"


def test_open_ends_do_not_hold_their_figure() -> None:
    opened, closed = read_limits("大于1且小于2").bounds, read_limits("1-2").bounds
    assert [opened.holds(Decimal(value)) for value in ("1", "1.0001", "2")] == [False, True, False]
    assert [closed.holds(Decimal(value)) for value in ("1", "2", "2.01")] == [True, True, False]


FIGURES = st.decimals(min_value=0, max_value=999, places=2)


@given(FIGURES, FIGURES, st.booleans(), st.booleans())
def test_what_is_printed_is_read_back(low: Decimal, high: Decimal, low_open: bool, high_open: bool) -> None:
    if low < high:
        stated = Bounds(low, high, low_open, high_open)
        assert read_limits(str(stated)).bounds == stated


@given(
    st.text(alphabet=st.sampled_from("0123456789.><≥≤=%米m至-~、，且大小于不等以上下内Rr容积率建筑密度"), max_size=40)
)
def test_any_text_is_a_limit_or_a_fault(text: str) -> None:
    try:
        found = read_limits(text).bounds
    except MeasureFault as fault:
        assert fault.code == "M006"
        return
    assert read_limits(str(found)).bounds == found


@pytest.mark.parametrize("text", ["1" * 100_000, "≥" * 100_000, "大于" * 50_000, "1且" * 50_000, " " * 100_000 + "x"])
def test_t31_long_text_is_refused_before_any_pattern_sees_it(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read_limits.cache_clear()
    lengths = watch(monkeypatch, bounds)
    with pytest.raises(MeasureFault):
        read_limits(text)
    read_limits("≤2.5")
    assert 0 < max(lengths) < 100
