"""更正读值 · What many texts mean when they are read together is what each means by itself."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.law.rulebook import Rules
from landsupply.ledger import value_reading
from landsupply.ledger.parcel_fields import LISTED_FIELDS, title_of
from landsupply.ledger.value_reading import Readings, Step, read_value
from landsupply.measure.area import Area
from tests.ledger import invented_lists as invented

#: What rows of lists hold besides values: marks, totals, notes, headers, blanks, persons, figures in other units.
ODD = (
    "同上", "〃", "″", "合计", "小计", "中原区小计", "合计（12宗）", "注：甲", "备注：乙", "填表人：张三",
    "宗地编号", "位置", "项目名称", "面积（公顷）", "土地用途", "其中", "示例", "一", "（二）", "1", "2",
    "无", "—", "/", "待定", "不详", "张三 13800000000", "110101199003077715", "3.2", "3.2公顷", "48亩",
    "32000平方米", "32000", "约3", "3-5", "0", "-1", "1e3", "99999999", "1,234.5", "三点二", "2024-03-01",
    "2024年3月", "3月", "03/04/2024", "13/04/2024", "2024-02-30", "45352", "是", "否", "挂牌", "划拨",
    "流拍", "城镇住宅用地", "0701", "工业用地", "住宅楼", "住宅60%商服40%", "现有建设用地", "新增建设用地",
    "中原区", "新郑市", "郑州市", "50", "70年", "住宅70年；商服40年", "四十来年", "1.0＜容积率≤2.5", "≤40%",
    "≥30%", "100米以下", "500", "500万元", "管线；拆迁", "经济适用住房", "x\ty", "甲\n乙", "=1+1", "'007",
    "#REF!", "A" * 300,
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(ODD), st.text(max_size=8), st.integers(0, 10**6).map(str), st.sampled_from(LISTED_FIELDS)
)


@st.composite
def asked(draw: st.DrawFn) -> list[tuple[str, str]]:
    """所问 · Texts in few fields, so that many stand in one table."""
    paths = draw(st.lists(st.sampled_from(LISTED_FIELDS), min_size=1, max_size=3, unique=True))
    texts = st.one_of(TEXTS, st.sampled_from([title_of(path) for path in paths]))
    return draw(st.lists(st.tuples(st.sampled_from(paths), texts), min_size=2, max_size=40))


@settings(max_examples=150, deadline=None)
@given(texts=asked(), seed=st.integers(0, 5))
def test_texts_read_together_mean_what_each_means_alone(texts: list[tuple[str, str]], seed: int, rules: Rules) -> None:
    chance = random.Random(seed)
    parcels = [invented.parcel(number, chance, rules) for number in range(3)]
    wanted = [(path, text, chance.choice(parcels)) for path, text in texts]
    readings = Readings(rules)
    readings.foresee(wanted)
    for path, text, parcel in wanted:
        assert readings.value(path, text, parcel) == read_value(path, text, parcel, rules), (path, text)


def test_every_odd_text_in_every_field(rules: Rules) -> None:
    parcel = invented.parcel(1, random.Random(1), rules)
    readings = Readings(rules)
    readings.foresee((path, text, parcel) for path in LISTED_FIELDS for text in ODD)
    wrong = [
        (path, text)
        for path in LISTED_FIELDS
        for text in ODD
        if readings.value(path, text, parcel) != read_value(path, text, parcel, rules)
    ]
    assert wrong == []


@pytest.mark.parametrize("text", ["合计", "小计", "位置"])
def test_a_text_that_makes_no_row_is_no_value(rules: Rules, text: str) -> None:
    parcel = invented.parcel(1, random.Random(1), rules)
    assert read_value("location", text, parcel, rules)[1] is (text == "位置")


def test_what_stands_beside_is_looked_at_where_a_reader_may(rules: Rules) -> None:
    parcel = replace(invented.parcel(1, random.Random(1), rules), area=Area(3_200_000))
    readings = Readings(rules)
    whole, half = (readings.value("origin", text, parcel)[0] for text in ("3.2", "1.6"))
    assert whole != half
    assert readings.value("origin", "1.6", replace(parcel, area=Area(1_600_000)))[0] == whole


def test_each_step_is_read_after_those_before_it(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2)
    parcels = {f"P{n}": replace(invented.parcel(n, chance, rules), id=f"P{n}", area=Area(3_200_000)) for n in range(9)}
    steps = [one for name in parcels for one in (Step(name, "area", "1.6", "3.2"), Step(name, "origin", "1.6", ""))]
    readings = Readings(rules)
    readings.foresee_steps(parcels, steps)
    readings.foresee_steps(parcels, [Step(name, "name", f"新名{name}", "") for name in parcels])
    monkeypatch.setattr(value_reading, "_read_one", None)  # nothing is left to be read one by one
    for name, parcel in parcels.items():
        assert readings.value("name", f"新名{name}", parcel) == (f"新名{name}", True)
