"""误报 · Plans written as offices write them are not accused, the same with a slip are; all texts are invented."""

from __future__ import annotations

import pytest

from tests.proofread.invented import accusations

HEADED = (
    "云泽市2024年度国有建设用地供应计划\n一、计划指标\n（一）总量\n2024年度国有建设用地供应总量为1500公顷。\n"
    "（二）结构\n住宅用地400公顷，商服用地100公顷，工矿仓储用地500公顷，其他用地500公顷。\n"
)
HOMES = "商品住房用地300公顷，保障性住房用地60公顷，安置房用地40公顷。\n"
TOP = "云泽市2024年度国有建设用地供应计划\n2024年度全市计划供应建设用地总量1130公顷，"
FOUR = "居住用地363.3公顷，产业用地171.4公顷，民生设施用地543公顷，商服用地52.3公顷，"
FOUND = "云泽市2024年度国有建设用地供应计划\n一、计划指标\n（一）总量\n"

#: What is written, a piece of it, and the slip put in its place (twice where the shape has two).
SHAPES: dict[str, tuple[str, str, str]] = {
    "a class named in front": (HEADED + "住宅用地中，" + HOMES, "房用地60公顷", "房用地80公顷"),
    "a class with its figure behind": (HEADED + "在400公顷住宅用地中，" + HOMES, "房用地60公顷", "房用地80公顷"),
    "its figure is another one": (HEADED + "在400公顷住宅用地中，" + HOMES, "在400公顷", "在480公顷"),
    "a class with its figure in front": (HEADED + "住宅用地400公顷中，" + HOMES, "房用地60公顷", "房用地80公顷"),
    "in semicolons": (HEADED + "在400公顷住宅用地中，" + HOMES.replace("，", "；"), "房用地60公顷", "房用地80公顷"),
    "what is arranged of it": (HEADED + "住宅用地安排：" + HOMES, "房用地60公顷", "房用地80公顷"),
    "what is arranged first": (
        HEADED + "工矿仓储用地重点安排：新能源项目150公顷，电子信息项目100公顷，其他项目250公顷。\n",
        "项目150公顷",
        "项目160公顷",
    ),
    "lines under a lead": (
        HEADED.replace("公顷，", "公顷；\n") + "住宅用地安排：\n" + HOMES.replace("，", "；\n"),
        "房用地60公顷",
        "房用地80公顷",
    ),
    "no stop behind the lead": (HEADED + "住宅用地中" + HOMES, "房用地60公顷", "房用地80公顷"),
    "supply of a class": (HEADED + "2024年住宅用地供应总量中，" + HOMES, "房用地60公顷", "房用地80公顷"),
    "as to a class": (HEADED + "住宅用地方面，" + HOMES, "房用地60公顷", "房用地80公顷"),
    "a heading of its own": (
        HEADED + "（三）住宅用地结构\n" + HOMES,
        "商服用地100公顷",
        "商服用地120公顷",
    ),
    "two leads in one sentence": (
        HEADED + "住宅用地中，商品住房用地300公顷，保障性住房用地100公顷；"
        "工矿仓储用地中，工业用地450公顷，仓储用地50公顷。\n",
        "工业用地450公顷",
        "工业用地460公顷",
    ),
    "a part that is broken down in its turn": (
        HEADED + "在400公顷住宅用地中，安排保障性住房用地100公顷；商品住房用地300公顷，其中共有产权住房用地83公顷。\n",
        "商品住房用地300公顷",
        "商品住房用地310公顷",
    ),
    "shares of a class": (
        HEADED + "住宅用地中，商品住房用地300公顷，占75%；保障性住房用地60公顷，占15%；安置房用地40公顷，占10%。\n",
        "占75%",
        "占70%",
    ),
    "a share of a kind of homes": (
        HEADED + "商品住房用地320公顷中，中小套型用地240公顷，占75%。\n",
        "占75%",
        "占70%",
    ),
    "shares in order": (TOP + "其中" + FOUR + "分别占比32.1%、15.2%、48.1%和4.6%。\n", "48.1%", "48.8%"),
    "shares of the total in order": (
        TOP + "其中" + FOUR + "分别占供应总量的32.1%、15.2%、48.1%和4.6%。\n",
        "32.1%",
        "33.1%",
    ),
    "the total given again": (
        FOUND + "2024年度国有建设用地供应总量为1500公顷。\n（二）结构\n"
        "1500公顷的供应总量中，住宅用地400公顷，商服用地100公顷，工矿仓储用地500公顷，其他用地500公顷。\n",
        "商服用地100公顷",
        "商服用地120公顷",
    ),
    "the total given again is another one": (
        FOUND + "2024年度国有建设用地供应总量为1500公顷。\n（二）结构\n"
        "1500公顷的供应总量中，住宅用地400公顷，商服用地100公顷，工矿仓储用地500公顷，其他用地500公顷。\n",
        "1500公顷的",
        "1560公顷的",
    ),
    "rounded areas": (
        TOP + "其中居住用地363.3公顷，占32.1%；产业用地171.4公顷，占15.2%；民生设施用地543公顷，占48.1%；"
        "商服用地52.3公顷，占4.6%。\n",
        "占32.1%",
        "占32.3%",
    ),
    "floor space": (
        HEADED.replace("住宅用地400公顷", "住宅用地400公顷（可建住宅建筑面积880万平方米）"),
        "商服用地100公顷",
        "商服用地120公顷",
    ),
    "other years": (
        HEADED + "2015年至2021年，全市国有建设用地年计划供应量维持在1200公顷至1800公顷之间。"
        "2021年，全市国有建设用地供应总量1700公顷，其中住宅用地650公顷。\n",
        "商服用地100公顷",
        "商服用地120公顷",
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_offices_write_is_not_accused(shape: str) -> None:
    text, _, _ = SHAPES[shape]
    assert accusations(text) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_slip_in_the_same_shape_is_found(shape: str) -> None:
    text, right, wrong = SHAPES[shape]
    assert right in text
    assert "PL-06" in {rule for rule, _, _ in accusations(text.replace(right, wrong, 1))}
