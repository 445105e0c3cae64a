"""别样写法 · Invented texts in the shapes of other places: what is right is not accused, and a slip of it is found."""

from __future__ import annotations

import pytest

from tests.proofread.invented import accusations, codes

HEAD = "云泽市2024年度国有建设用地供应计划\n"
TOTAL = "2024年度国有建设用地供应总量300公顷"
TABLE = "\n单位：公顷\n用途\t面积\n商服用地\t30\n工矿仓储用地\t150\n住宅用地\t90\n其中：商品住房\t70\n保障性住房\t20\n"
TABLE += "公共管理与公共服务用地\t40\n交通运输用地\t80\n其他用地\t10\n合计\t400\n"

#: A text that is right, what is changed in it, and the code of what must then be found.
PAIRS = {
    "axes in one sentence": (
        f"{TOTAL}；按来源分，新增200公顷，存量100公顷；按方式分，出让220公顷，划拨80公顷。",
        ("划拨80", "划拨90", "A061"),
    ),
    "axes in a sentence of their own": (
        f"{TOTAL}。按来源分，新增200公顷，存量100公顷；按方式分，出让220公顷，划拨80公顷。",
        ("新增200", "新增210", "A061"),
    ),
    "kinds of a class between commas": (
        f"{TOTAL}，其中住宅用地100公顷，其中商品住房80公顷、保障性住房20公顷，工业用地150公顷，商服用地50公顷。",
        ("保障性住房20", "保障性住房30", "A061"),
    ),
    "a class behind the kinds of another": (
        f"{TOTAL}，其中住宅用地100公顷，其中商品住房80公顷，保障性住房20公顷，工业用地150公顷，商服用地50公顷。",
        ("工业用地150", "工业用地160", "A061"),
    ),
    "kinds behind a lead": (
        "2024年度国有建设用地供应总量300公顷。\n供应总量中，商服用地50公顷，住宅用地100公顷，其中商品住房80公顷，"
        "保障性住房20公顷，工业用地150公顷。",
        ("工业用地150", "工业用地160", "A061"),
    ),
    "kinds of a class between semicolons": (
        f"{TOTAL}。其中：商服用地50公顷；住宅用地100公顷，其中：商品住房80公顷；保障性住房20公顷；工业用地150公顷。",
        ("保障性住房20", "保障性住房30", "A061"),
    ),
    "openly and by agreement": (
        f"{TOTAL}，其中出让220公顷，划拨80公顷。\n出让220公顷，其中招拍挂出让200公顷，协议出让20公顷。",
        ("招拍挂出让200", "招拍挂出让190", "A061"),
    ),
    "a ranking behind districts": (
        f"{TOTAL}，其中湖东区200公顷，湖西区100公顷，其中，商品住房前两位的分别是湖东区80公顷、湖西区70公顷。",
        ("湖西区100公顷，其中", "湖西区110公顷，其中", "A061"),
    ),
    "a share of a class": (
        f"{TOTAL}，其中住宅用地100公顷，工业用地200公顷。\n保障性租赁住房用地10公顷，占住宅用地供应总量的10%。",
        ("的10%", "的20%", "A065"),
    ),
    "a share of a class in a list of shares": (
        f"（一）供应总量\n{TOTAL}。\n（二）供应结构\n1.住宅用地100公顷，占33.33%。保障性租赁住房用地10公顷，"
        "占住宅用地供应总量的10%。\n2.工业用地200公顷，占66.67%。",
        ("工业用地200", "工业用地210", "A061"),
    ),
    "a share of all construction land": (
        f"{TOTAL}，占全市建设项目用地计划总量的6%，其中住宅用地100公顷，工业用地200公顷，占66.67%。",
        ("66.67", "56.67", "A065"),
    ),
    "kinds of a class in a table": (f"{TOTAL.replace('300', '400')}。{TABLE}", ("用地\t80", "用地\t60", "A080")),
    "totals of two levels": (
        f"{TOTAL.replace('国有', '全市国有')}，市本级国有建设用地供应总量100公顷。\n"
        "全市供应总量中，住宅用地100公顷，工业用地200公顷。",
        ("工业用地200", "工业用地210", "A061"),
    ),
    "a total that is an interval": (
        "2024年度国有建设用地供应总量280-320公顷，其中住宅用地95-110公顷，工业用地190-210公顷。",
        ("工业用地190-210", "工业用地290-310", "A064"),
    ),
    "parts of an interval": (
        "2024年度国有建设用地供应总量280-320公顷，其中住宅用地100公顷，工业用地200公顷。",
        ("工业用地200", "工业用地300", "A064"),
    ),
    "quarters of half-years": (
        f"{TOTAL}。\n三、供应时序\n上半年完成50%，其中一季度20%，二季度30%；下半年完成50%，其中三季度25%，四季度25%。",
        ("二季度30%", "二季度40%", "A142"),
    ),
    "quarters of a half-year that has a floor": (
        f"{TOTAL}。\n三、供应时序\n上半年供应不低于40%，其中一季度15%，二季度25%；下半年供应60%。",
        ("二季度25%", "二季度20%", "A142"),
    ),
    "a district again under a class": (
        f"{TOTAL}，其中东区180公顷，西区120公顷。\n住宅用地100公顷，其中东区60公顷（其中A片区40公顷，B片区20公顷），"
        "西区40公顷。",
        ("B片区20", "B片区30", "A061"),
    ),
    "a class again to be parted": (
        f"{TOTAL}，其中住宅用地100公顷，工业用地200公顷。\n住宅用地100公顷，其中商品住房80公顷，保障性住房20公顷。",
        ("\n住宅用地100", "\n住宅用地110", "A090"),
    ),
    "origins beside a third kind": (
        f"{TOTAL}，其中：“三旧”改造用地120公顷，新增建设用地100公顷，其他存量建设用地80公顷。",
        ("新增建设用地100", "新增建设用地120", "A061"),
    ),
    "a part named inside another": (
        f"{TOTAL}。\n公共住房用地125公顷（新增供应55公顷，更新整备供应70公顷，更新整备中旧住宅区改造供应20公顷）。",
        ("整备供应70", "整备供应90", "A061"),
    ),
    "shares of a total that is a ceiling": (
        "2024年度国有建设用地供应总量控制在400公顷以内。\n供应总量中，商服用地100公顷，占25%；工业用地300公顷，占75%。",
        ("占75%", "占57%", "A065"),
    ),
    "a total of about": (
        "2024年度国有建设用地供应总量300公顷左右，其中商服用地50公顷，工业用地250公顷。",
        ("商服用地50", "商服用地150", "A061"),
    ),
    "both origins below a ceiling": (
        "2024年度国有建设用地供应总量控制在300公顷以内，其中新增建设用地200公顷，存量建设用地100公顷。",
        ("新增建设用地200", "新增建设用地100", "A063"),
    ),
    "public and commercial housing": (
        f"{TOTAL}，其中住宅用地100公顷，工业用地200公顷。\n住宅用地100公顷，其中公共住房用地40公顷，商品住房用地60公顷。",
        ("公共住房用地40", "公共住房用地30", "A061"),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_right_is_not_accused_and_its_slip_is_found(name: str) -> None:
    text, (right, wrong, code) = PAIRS[name]
    assert accusations(HEAD + text + "\n") == []
    assert right in text
    assert code in codes(HEAD + text.replace(right, wrong, 1) + "\n")


#: A text of which it cannot be told, what is changed in it, the code of the advice and that of the slip.
DOUBTED = {
    "what is only contained may overlap": (
        f"{TOTAL}，其中住宅用地100公顷，工业用地200公顷（含标准地150公顷、旧厂改造用地60公顷）。",
        ("工业用地200", "工业用地210", "A141", "A061"),
    ),
    "two rounded parts": (
        "2024年度国有建设用地供应总量47.34公顷，其中存量用地22.68公顷，新增用地24.67公顷。",
        ("24.67", "24.76", "A140", "A061"),
    ),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_what_cannot_be_told_is_advice(name: str) -> None:
    text, (right, wrong, advice, code) = DOUBTED[name]
    assert accusations(HEAD + text + "\n") == [] and advice in codes(HEAD + text + "\n")
    assert code in codes(HEAD + text.replace(right, wrong, 1) + "\n")


def test_fixed_areas_of_two_parts_must_close() -> None:
    text = f"{HEAD}2024年度国有建设用地供应总量47.34公顷，其中存量用地22.68公顷，新增用地24.67公顷。\n"
    closing = "供应总量中，住宅用地20.14公顷，工业用地27.20公顷。\n"
    assert "A061" in codes(text + closing) and "A140" not in codes(text + closing)
