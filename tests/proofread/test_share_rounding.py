"""占比与取整 · A share that areas printing as those stated can make is never accused, one that they cannot make is."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.rounding import half_up
from tests.proofread.invented import accusations, codes

HEAD = "云泽市2024年度国有建设用地供应计划\n一、计划指标\n（一）总量\n"


def _text(total: str, part: str, rest: str, share: str) -> str:
    return (
        f"{HEAD}2024年度国有建设用地供应总量为{total}公顷，其中：住宅用地{part}公顷，占{share}%；其他用地{rest}公顷。\n"
    )


def _printed(value: Fraction, places: int) -> str:
    return half_up(value.numerator, value.denominator, places)


@given(
    st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from((0, 1, 2, 4)), st.sampled_from((1, 2)), st.booleans()
)
def test_a_share_of_areas_before_rounding_is_not_accused(
    part: int, more: int, places: int, shown: int, is_noted: bool
) -> None:
    """Units of 0.0001 ha; all three are printed from what lies behind them."""
    total = part + more
    printed = [_printed(Fraction(one, 10_000), places) for one in (total, part)]
    rest = _printed(Fraction(printed[0]) - Fraction(printed[1]), places)
    text = _text(*printed, rest, _printed(Fraction(100 * part, total), shown))
    if Fraction(printed[0]) == 0:
        return
    assert "A065" not in codes(text + ("注：各项因四舍五入，合计可能略有出入。\n" if is_noted else ""))


@given(st.integers(1, 10**7), st.integers(1, 10**7), st.sampled_from((0, 1, 2)), st.integers(1, 60), st.booleans())
def test_a_share_that_no_such_areas_make_is_accused(part: int, more: int, places: int, off: int, is_up: bool) -> None:
    scale = Fraction(10) ** -places
    total, half = (part + more) * scale, scale / 2
    ends = [(part * scale + one) / (total - one) * 100 for one in (-half, half)]
    low, high = (Fraction(_printed(one, 2)) for one in ends)
    share = high + Fraction(off, 100) if is_up else low - Fraction(off, 100)
    if 0 <= share <= 100:
        text = _text(*(_printed(one, places) for one in (total, part * scale, more * scale)), _printed(share, 2))
        assert "A065" in codes(text)


def test_within_the_last_digit_it_cannot_be_told() -> None:
    assert "A124" not in codes(_text("1000.01", "333.30", "666.71", "33.33"))
    assert (
        "A124" in codes(_text("1130", "171", "959", "15.2")) and accusations(_text("1130", "171", "959", "15.2")) == []
    )
    assert "A065" in codes(_text("1130", "171", "959", "15.3"))


CLASSES = (
    "2024年度国有建设用地供应总量为1500公顷。\n（二）结构\n住宅用地400公顷，商服用地100公顷，工矿仓储用地1000公顷。\n"
)
#: 300 of 400 is 75 %, of the total 20 %; the parts make the class.
OF = "住宅用地中，商品住房用地300公顷，占{}；保障性住房用地60公顷，占{}；安置房用地40公顷，占{}。\n"


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        (("75%", "15%", "10%"), []),
        (("20%", "15%", "10%"), ["A125"]),
        (("20%", "4%", "2.67%"), ["A125", "A125", "A125"]),
        (("21%", "15%", "10%"), ["A065"]),
        (("20%", "15%", "11%"), ["A125", "A065"]),
    ],
)
def test_a_share_that_fits_another_whole_is_of_unclear_meaning(shares: tuple[str, ...], found: list[str]) -> None:
    assert [one for one in codes(HEAD + CLASSES + OF.format(*shares)) if one in ("A065", "A125")] == sorted(found)


def test_where_the_whole_is_named_it_is_that_one() -> None:
    named = OF.replace("占{}", "占住宅用地的{}").format("20%", "15%", "10%")
    assert "A065" in codes(HEAD + CLASSES + named) and "A125" not in codes(HEAD + CLASSES + named)
