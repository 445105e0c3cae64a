"""写法 · The same plan typed in other ways reads the same: numbering, brackets, line ends, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from tests.proofread.invented import CLEAN, RULES, accusations, found, swap

FAULTY = swap(
    "《工业项目建设用地控制指标》（自然资发〔2023〕72号）",
    "《工业项目建设用地控制指标》（国土资发〔2008〕24号）",
    swap(
        "国发〔2008〕3号",
        "国发[2008]3号",
        swap("（1）《中华人民共和国土地管理法》；", "（1）《中华人民共和国土地管理法》。"),
    ),
)
WANTED = ["CT-01", "CT-04", "CT-05"]


def _items(shape: Callable[[int], str]) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)^（([0-9]+)）", lambda found: shape(int(found[1])), text)


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

SHAPES: dict[str, Callable[[str], str]] = {
    "1.": _items("{}.".format),
    "1、": _items("{}、".format),
    "1．": _items("{}．".format),
    "1）": _items("{}）".format),
    "(1)": _items("({})".format),
    "（１）": _items(lambda number: f"（{str(number).translate(WIDE)}）"),
    "（ 1 ）": _items("（ {} ）".format),
    "①": _items(lambda number: chr(ord("①") + number - 1)),
    "⑴": _items(lambda number: chr(ord("⑴") + number - 1)),
    "no numbers": _items(lambda _: ""),
    "some numbers": _items(lambda number: f"（{number}）" if number % 2 else ""),
    "indented": _items("\u3000\u3000（{}） ".format),
    "(一)": lambda text: re.sub(r"(?m)^（([一二三四五])）", r"(\1)", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "blank lines": lambda text: text.replace("\n", "\n\n \n"),
    "BOM": lambda text: "\ufeff" + text,
    "number inside the title marks": lambda text: re.sub(r"》（([^（）]*号)）", r"（\1）》", text),
    "number in front of the title": lambda text: re.sub(r"《([^》\n]*)》（([^（）]*号)）", r"\2《\1》", text),
    "bracketed number in front": lambda text: re.sub(r"《([^》\n]*)》（([^（）]*号)）", r"（\2）《\1》", text),
    "spaces around the number": lambda text: text.replace("》（国", "》 （ 国").replace("〕2", "〕 2"),
    "full-width digits in numbers": lambda text: re.sub(
        r"〔([0-9]+)〕([0-9]+)号", lambda found: f"〔{found[1].translate(WIDE)}〕{found[2].translate(WIDE)}号", text
    ),
    "full-width figures": lambda text: re.sub(r"[0-9.]+(?=公顷)", lambda found: found[0].translate(WIDE), text),
    "spaces before units": lambda text: text.replace("公顷", " 公顷"),
    "full-width percent": lambda text: text.replace("%", "％"),
    "shares in brackets": lambda text: re.sub(r"公顷，占计划总量的([0-9.]+%)", r"公顷（占计划总量的\1）", text),
    "bare shares in brackets": lambda text: re.sub(r"公顷，占计划总量的([0-9.]+%)", r"公顷（\1）", text),
    "thousands": lambda text: text.replace("1000.00", "1,000.00"),
    "another city": lambda text: text.replace("云泽", "临渊"),
    "a county": lambda text: text.replace("云泽市", "平川县").replace("全市", "全县"),
    "old brackets everywhere else": lambda text: text,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_clean_plan_stays_clean(shape: str) -> None:
    assert accusations(SHAPES[shape](CLEAN)) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_the_faults_are_found_in_every_shape(shape: str) -> None:
    assert sorted({rule for rule, _, _ in accusations(SHAPES[shape](FAULTY))}) == WANTED


@pytest.mark.parametrize("shape", SHAPES)
def test_the_figures_read_the_same(shape: str) -> None:
    def figures(text: str) -> list[tuple[str, str | None, str | None]]:
        return [(one.role.value, one.low, one.high) for one in read(text).figures]

    assert figures(SHAPES[shape](CLEAN)) == figures(CLEAN)


def test_classes_in_another_order_make_no_difference() -> None:
    head, rest = CLEAN.split("其中：", 1)
    classes, tail = rest.split("。\n（三）布局", 1)
    for turn in range(7):
        parts = classes.split("；")
        turned = "；".join(parts[turn:] + parts[:turn])
        assert accusations(f"{head}其中：{turned}。\n（三）布局{tail}") == []
        wrong = turned.replace("商服用地83.33公顷", "商服用地83.32公顷")
        assert [code for _, code, _ in accusations(f"{head}其中：{wrong}。\n（三）布局{tail}")] == ["A061"]


def test_classes_on_lines_of_their_own_add_up_too() -> None:
    head, rest = CLEAN.split("其中：", 1)
    classes, tail = rest.split("。\n（三）布局", 1)
    lines = "\n".join(f"（{here}）{one}；" for here, one in enumerate(classes.split("；"), 1))
    text = f"{head}其中：\n{lines}\n（三）布局{tail}"
    assert accusations(text) == []
    assert [code for _, code, _ in accusations(text.replace("商服用地83.33公顷", "商服用地83.32公顷"))] == ["A061"]


def test_lines_lost_the_plan_is_still_read_by_its_headings() -> None:
    text = CLEAN.replace("\n", "")
    totals = [one.value for one in read(text).totals]
    assert totals == ["1000.00", "1000.00"]
    assert {one.position.section for one in read(text).figures} == {
        "三（一）",
        "三（二）",
        "三（三）",
        "三（四）",
        "三（五）",
        "四（一）",
    }
    assert [one for one in accusations(text) if one[0].startswith("PL")] == []


def test_findings_depend_on_the_day_of_the_plan_and_not_on_that_of_the_rules() -> None:
    book = open_rulebook("990100")
    by_day = [findings(read(FAULTY), book.on(day)) for day in (date(2012, 1, 1), date(2024, 1, 1), date(2026, 6, 1))]
    assert by_day[0] == by_day[1] == by_day[2] == found(FAULTY)
    earlier = findings(read(FAULTY), RULES, day=date(2022, 1, 1))
    assert "CT-01" not in [one.rule for one in earlier]
