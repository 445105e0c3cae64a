"""误指 · Invented texts that are right and must not be accused, and a slip of the same shape that must be found."""

from __future__ import annotations

from datetime import date

import pytest

from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from landsupply.proofread.findings import findings
from landsupply.proofread.left_out import left_out
from landsupply.proofread.reading import read
from tests.proofread.invented import RULES, accusations, codes

HEAD = "云泽市2024年度国有建设用地供应计划\n2024年度国有建设用地供应总量为1500公顷，"
HEAD += "其中住宅用地400公顷，商服用地100公顷，工矿仓储用地500公顷，其他用地500公顷。\n"
DISTRICTS = "（一）湖东区\n供应总量300公顷，其中住宅用地100公顷、其他用地200公顷。\n"
DISTRICTS += "（二）湖西区\n供应总量1200公顷，其中住宅用地300公顷、其他用地900公顷。\n"
QUARTERS = "二、供应时序\n第一季度供应300公顷，二季度400公顷，三季度和四季度各400公顷。\n"

#: A text that is right, what is changed in it, and the code of what must then be found.
PAIRS = {
    "shares of quarters": ("一季度供应20%，二季度供应30%，三季度25%，四季度25%。", "四季度25%", "四季度26%", "A058"),
    "each of two quarters": (QUARTERS, "二季度400", "二季度500", "A061"),
    "totals of districts": (DISTRICTS, "总量300", "总量350", "A061"),
    "origins behind the total": ("其中新增建设用地600公顷，存量建设用地900公顷。", "地900", "地800", "A061"),
    "origins in a chapter": ("二、来源\n新增建设用地600公顷，存量建设用地900公顷。", "地900", "地800", "A061"),
    "period": ("本计划期限为2024年1月1日至2024年12月31日。", "12月31", "11月30", "A053"),
    "deposit": ("竞买保证金于2024年3月1日至3月30日缴纳。", "竞买保证金", "计划期限", "A053"),
}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_right_is_not_accused_and_its_slip_is_found(name: str) -> None:
    text, right, wrong, code = PAIRS[name]
    assert accusations(HEAD + text) == []
    assert code in codes(HEAD + text.replace(right, wrong, 1))


def test_the_law_of_the_day_is_asked_for_contents() -> None:
    old, new = (read(f"云泽市{year}年度国有建设用地供应计划\n保障措施从略。\n") for year in (2021, 2022))
    assert "PL-01" not in {one.rule for one in findings(old, RULES)}
    assert "PL-01" in {one.rule for one in findings(old, RULES, date(2021, 9, 1))}
    assert "PL-01" in {one.rule for one in findings(new, RULES)}


def missing(text: str) -> set[object]:
    return {one.facts["axis"] for one in findings(read(text), RULES) if one.rule in ("PL-01", "PL-02")}


def test_contents_that_the_text_states_are_seen() -> None:
    text = "云泽市2024年度国有建设用地供应计划\n确定全市2024年度建设用地供应计划量895.89公顷，其中居住用地495.89公顷，"
    text += "商服用地400公顷。\n一季度供应20%，二季度供应30%，三季度25%，四季度25%。\n"
    text += "住宅用地分别位于湖东区（50公顷）、湖西区（20公顷）。\n"
    assert not missing(text) & {"总量", "结构", "用途", "时序", "布局"}
    bare = "云泽市2024年度国有建设用地供应计划\n住宅用地供应计划量400公顷。\n"
    assert {"总量", "结构", "用途", "时序", "布局"} <= missing(bare)


def test_half_width_marks_throughout_are_one_finding() -> None:
    once = "云泽市2024年度国有建设用地供应计划\n各县区要落实,并按期完成。\n"
    many = once + "各部门要配合,并按期完成。\n" * 11
    assert codes(once).count("A041") == 1 and "A044" not in codes(once)
    assert codes(many).count("A044") == 1 and "A041" not in codes(many)


def parcel(number: str, name: str) -> Parcel:
    source = Source(file="储备.csv", sheet=None, row=2)
    return Parcel(id=number, name=name, district=None, location="", area=Area(1_000_000), use=None, source=source)


def test_a_parcel_named_of_another_year_makes_no_list() -> None:
    held = (parcel("CB-0001", "青松路地块"), parcel("CB-0002", "云岭小学"))
    back = "云泽市2024年度国有建设用地供应计划\n一、上年度执行情况\n青松路地块已供应。\n"
    assert [one.code for one in left_out(read(back), held)] == ["A121"]
    own = "云泽市2024年度国有建设用地供应计划\n一、宗地\n青松路地块5公顷。\n"
    assert [one.code for one in left_out(read(own), held)] == ["A120"]


@pytest.mark.parametrize("law", ["城市规划法", "物权法", "合同法"])
def test_a_law_that_has_ended_is_superseded(law: str) -> None:
    text = "云泽市{}年度国有建设用地供应计划\n根据《中华人民共和国" + law + "》，编制本计划。\n"
    assert "A010" in codes(text.format(2024)) and "A024" not in codes(text.format(2024))
    assert "A010" not in codes(text.format(2007 if law == "城市规划法" else 2020))
