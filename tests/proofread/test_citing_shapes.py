"""引文写法 · Invented texts with the slips of citing that are found, and the right writing that is left alone."""

from __future__ import annotations

import pytest

from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from landsupply.proofread.findings import findings
from landsupply.proofread.left_out import left_out
from landsupply.proofread.reading import read
from tests.proofread.invented import RULES, codes

HEAD = "云泽市2024年度国有建设用地供应计划\n一、编制依据\n"
LIST = "（1）《国务院关于促进节约集约用地的通知》（国发〔2008〕3号）；\n"
LIST += (
    "（2）《国有建设用地供应计划编制规范（试行）》（国土资发〔2010〕117号）；\n（3）《中华人民共和国土地管理法》；\n"
)
TAIL = "二、计划指标\n国有建设用地供应总量100公顷。\n"

#: What is changed in the right list, and the code of what must then be found.
SLIPS = {
    "no number": ("（国发〔2008〕3号）", "", "A145"),
    "letter for a digit": ("〔2010〕", "〔2O10〕", "A143"),
    "open bracket": ("117号）", "117号", "A144"),
}


def about_numbers(text: str) -> set[str]:
    return set(codes(text)) & {"A143", "A144", "A145"}


@pytest.mark.parametrize("name", SLIPS)
def test_the_right_list_is_left_alone_and_a_slip_is_found(name: str) -> None:
    right, wrong, code = SLIPS[name]
    assert about_numbers(HEAD + LIST + TAIL) == set()
    assert about_numbers(HEAD + LIST.replace(right, wrong, 1) + TAIL) == {code}


def test_a_list_without_any_number_is_a_style() -> None:
    bare = LIST.replace("（国发〔2008〕3号）", "").replace("（国土资发〔2010〕117号）", "")
    assert about_numbers(HEAD + bare + TAIL) == set()


def test_a_number_cited_elsewhere_is_not_missing() -> None:
    again = "（4）《国务院关于促进节约集约用地的通知》；\n"
    assert "A145" not in codes(HEAD + LIST + again + TAIL)


def test_the_plans_own_short_title_needs_no_number() -> None:
    own = "根据《供应计划》编制要求和《云泽市住房规划》。\n"
    told = [one.facts["raw"] for one in findings(read(HEAD + own + TAIL), RULES) if one.code == "A024"]
    assert told == ["云泽市住房规划"]


def test_the_plans_own_number_is_not_cited() -> None:
    own = "关于印发《云泽市2024年度国有建设用地供应计划》的通知\n云政发〔2024〕12号\n"
    assert "A023" not in codes(own + HEAD + TAIL)
    assert "A023" in codes(own + HEAD + LIST + "（4）《云泽市供地办法》（云政发〔2023〕8号）；\n" + TAIL)


def test_a_plot_of_a_plan_is_no_document() -> None:
    assert read(HEAD + "拟供应供应计划（2024）3号地块5公顷。\n" + TAIL).citations == ()


def test_two_numbers_of_one_issuer_are_both_read() -> None:
    text = HEAD + "依据国土资发〔2010〕34号、〔2010〕117号。\n" + TAIL
    assert [one.number.text for one in read(text).citations if one.number] == [
        "国土资发〔2010〕34号",
        "国土资发〔2010〕117号",
    ]


def parcel(number: str, name: str) -> Parcel:
    source = Source(file="储备.csv", sheet=None, row=2)
    return Parcel(
        id="L-0123456789ab",
        reserve_number=number,
        name=name,
        district=None,
        location="",
        area=Area(320_000),
        use=None,
        source=source,
    )


def test_a_reserve_list_is_found_by_its_own_numbers() -> None:
    held = (parcel("CB-0001", "甲园"), parcel("CB-0002", "云岭小学"))
    text = HEAD + TAIL + "拟供应宗地：CB-0001 地块 3.2公顷。\n"
    (missing,) = left_out(read(text), held)
    assert (missing.code, missing.facts["parcel"]) == ("A120", "CB-0002")
    assert left_out(read(text + "CB-0002 地块 3.2公顷。\n"), held) == ()


def absent(text: str) -> set[object]:
    return {one.facts["axis"] for one in findings(read(text), RULES) if one.code in ("A050", "A051")}


def test_contents_in_a_table_or_a_chapter_are_seen() -> None:
    bare = "云泽市2024年度国有建设用地供应计划\n保障措施从略。\n"
    assert {"总量", "结构", "用途", "布局"} <= absent(bare)
    table = "单位：公顷\n用途\t面积\n商服用地\t30\n住宅用地\t90\n工业用地\t60\n合计\t180\n"
    assert not absent(bare + table) & {"总量", "结构", "用途"}
    assert "布局" not in absent(bare + "三、供应布局\n布局见下。\n")
    assert "布局" in absent(bare + "三、2023年供应布局回顾\n从略。\n")


TABLE = "单位：公顷\n用途\t面积\n商服用地\t30\n工矿仓储用地\t150\n住宅用地\t90\n公共管理与公共服务用地\t40\n"
TABLE += "交通运输用地\t80\n其他用地\t10\n合计\t400\n"


def test_the_only_table_of_classes_is_held_against_the_total() -> None:
    text = "云泽市2024年度国有建设用地供应计划\n2024年度国有建设用地供应总量为400公顷。\n"
    assert "A085" not in codes(text + TABLE)
    assert "A085" in codes(text.replace("400", "430") + TABLE)
    some = TABLE.replace("公共管理与公共服务用地\t40\n交通运输用地\t80\n", "").replace("400", "280")
    assert "A085" not in codes(text + some)
