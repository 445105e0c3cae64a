"""种错 · Each kind of fault planted in a clean invented plan is found where it was planted, and no other."""

from __future__ import annotations

import pytest

from tests.proofread.invented import CLEAN, accusations, codes, found, line_of, swap


def test_the_clean_plan_has_no_finding_at_all() -> None:
    assert [(one.code, one.place.line, one.message()) for one in found(CLEAN)] == []


PLANTED = {
    "one of two totals raised by 0.01": (("1000.00公顷，其中新增", "1000.01公顷，其中新增"), "A060 A061"),
    "one class raised by 0.01": (("商服用地83.33公顷", "商服用地83.34公顷"), "A061"),
    "one class much lower": (("交通运输用地150.00公顷", "交通运输用地140.00公顷"), "A061 A065"),
    "a share raised by 0.01": (("占计划总量的8.33%", "占计划总量的8.34%"), "A065"),
    "a share lowered by 0.01": (("占计划总量的25.00%", "占计划总量的24.99%"), "A065"),
    "stock land lowered by 0.01": (("存量建设用地600.00公顷", "存量建设用地599.99公顷"), "A061"),
    "a sub-class above its class": (("商品住房200.00公顷", "商品住房200.01公顷"), "A061"),
    "a district lowered": (("湖西区150.00公顷", "湖西区140.00公顷"), "A061"),
    "a quarter raised": (("第三季度供应250.00公顷", "第三季度供应250.01公顷"), "A061"),
    "a mode lowered by 0.01": (("出让方式供应683.33公顷", "出让方式供应683.32公顷"), "A061"),
    "a milestone that falls": (("9月底达到75%以上", "9月底达到45%以上"), "A068"),
    "a period of another year": (
        ("本计划期限为2024年1月1日至2024年12月31日", "本计划期限为2023年1月1日至2023年12月31日"),
        "A053",
    ),
    "a superseded document": (
        (
            "《工业项目建设用地控制指标》（自然资发〔2023〕72号）",
            "《工业项目建设用地控制指标》（国土资发〔2008〕24号）",
        ),
        "A010",
    ),
    "a title of another document": (
        ("《国务院关于促进节约集约用地的通知》", "《国务院关于深化改革严格土地管理的决定》"),
        "A013",
    ),
    "a wrong number": (("（国发〔2008〕3号）", "（国发〔2008〕33号）"), "A015"),
    "a document later than the plan": (("（国发〔2008〕3号）", "（国发〔2038〕3号）"), "A015 A025"),
    "cited again without its number": (
        (
            "（3）《招标拍卖挂牌出让国有土地使用权规范》（国土资发〔2006〕114号）。",
            "（3）《国有建设用地供应计划编制规范（试行）》。",
        ),
        "A030",
    ),
    "cited again by number": (
        (
            "（3）《招标拍卖挂牌出让国有土地使用权规范》（国土资发〔2006〕114号）。",
            "（3）《国务院关于促进节约集约用地的通知》（国发〔2008〕3号）。",
        ),
        "A030",
    ),
    "square brackets": (("国发〔2008〕3号", "国发[2008]3号"), "A031"),
    "round brackets": (("国发〔2008〕3号", "国发（2008）3号"), "A031"),
    "a stop inside the list": (("《中华人民共和国土地管理法》；", "《中华人民共和国土地管理法》。"), "A033"),
    "no mark inside the list": (("《中华人民共和国土地管理法》；", "《中华人民共和国土地管理法》"), "A034"),
    "a title that is not enclosed": (
        ("《招标拍卖挂牌出让国有建设用地使用权规定》", "招标拍卖挂牌出让国有建设用地使用权规定"),
        "A035",
    ),
    "a title enclosed in part": (
        (
            "《国土资源部关于印发〈国有建设用地供应计划编制规范〉（试行）的通知》",
            "国土资源部关于印发《国有建设用地供应计划编制规范》（试行）的通知",
        ),
        "A035",
    ),
    "nested title marks": (
        ("〈国有建设用地供应计划编制规范〉（试行）", "《国有建设用地供应计划编制规范》（试行）"),
        "A036",
    ),
    "an unpaired title mark": (("《土地利用现状分类》", "《土地利用现状分类"), "A042"),
    "a bookmark": (("（一）目的", "[bookmark: _GoBack]（一）目的"), "A040"),
    "a lost reference": (("结合本市实际", "结合Error! Reference source not found.本市实际"), "A040"),
    "a lost reference in Chinese": (("结合本市实际", "结合错误！未找到引用源。本市实际"), "A040"),
    "a table of contents": (("一、目的和依据", 'TOC \\o "1-3" \\h 一、目的和依据'), "A040"),
    "a field": (("结合本市实际", "结合{PAGE}本市实际"), "A040"),
    "a link": (("结合本市实际", '结合HYPERLINK \\l "_Toc123456"本市实际'), "A040"),
    "a half-width comma": (("土地供应，结合", "土地供应,结合"), "A041"),
    "a half-width colon": (("其中：商服", "其中:商服"), "A041"),
    "a half-width semicolon": (("占计划总量的8.33%；", "占计划总量的8.33%;"), "A041"),
    "half-width brackets": (
        ("〈国有建设用地供应计划编制规范〉（试行）", "〈国有建设用地供应计划编制规范〉(试行)"),
        "A041",
    ),
    "one half-width bracket": (("（2021-2025年）", "（2021-2025年)"), "A041"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_and_nothing_else(name: str) -> None:
    (old, new), wanted = PLANTED[name]
    text = swap(old, new)
    accused = accusations(text)
    assert sorted({code for _, code, _ in accused}) == sorted(wanted.split())
    assert line_of(new, text) in {line for _, _, line in accused}


ADVISED = {
    "a document spent by its period": (
        (
            "《招标拍卖挂牌出让国有土地使用权规范》（国土资发〔2006〕114号）",
            "《关于优化2015年住房及用地供应结构促进房地产市场平稳健康发展的通知》（国土资发〔2015〕37号）",
        ),
        "A020",
    ),
    "a document of unknown standing": (
        (
            "《招标拍卖挂牌出让国有土地使用权规范》（国土资发〔2006〕114号）",
            "《国土资源部关于坚持和完善土地招标拍卖挂牌出让制度的意见》（国土资发〔2011〕63号）",
        ),
        "A022",
    ),
    "a document that is not on record": (("国发〔2008〕3号", "云政发〔2008〕3号"), "A015 A023"),
    "a local plan of years gone by": (("云泽市2024年度土地利用计划", "云泽市2021年度土地利用计划"), "A020"),
    "a local plan without period": (("（2021-2025年）\n", "\n"), ""),
    "a local programme without period": (("云泽市2024年度土地利用计划", "云泽市住房建设规划"), "A024"),
    "the old planning": (("云泽市2024年度土地利用计划", "云泽市土地利用总体规划（2006-2020年）"), "A026"),
    "no timing": (
        (
            "第一季度供应200.00公顷，第二季度供应300.00公顷，第三季度供应250.00公顷，第四季度供应250.00公顷。\n",
            "见通知。\n",
        ),
        "",
    ),
    "no annex of parcels": (("二）公布。计划宗地表见附件。\n附件：2024年度供应计划宗地表", "二）公布。"), "A050"),
}


@pytest.mark.parametrize("name", ADVISED)
def test_what_is_no_proof_of_a_fault_is_advice(name: str) -> None:
    (old, new), wanted = ADVISED[name]
    text = swap(old, new)
    assert accusations(text) == []
    assert codes(text) == wanted.split()


def test_classes_left_out_are_not_listed_and_no_error() -> None:
    text = swap("交通运输用地150.00公顷，占计划总量的15.00%；", "").replace("，占计划总量的3.00%", "")
    assert codes(text) == ["A063"]
    assert found(text)[0].message() == "土地总量 1000.00公顷，列出的分项合计 850.00公顷，未列明 150.00公顷"


def test_a_line_that_is_no_class_and_explains_the_excess_is_an_overlap() -> None:
    text = swap("特殊用地20.00公顷", "保障性安居工程用地100.00公顷；特殊用地20.00公顷")
    assert codes(text) == ["A062"]


def test_without_a_year_nothing_dated_is_judged() -> None:
    text = CLEAN.replace("2024年度", "").replace("2024年1月1日至2024年12月31日", "一年")
    text = swap("自然资发〔2023〕72号", "国土资发〔2008〕24号", text)
    assert accusations(text) == []
    assert {"A052", "A012"} <= set(codes(text))
