"""文号语法 · Every form met in real plans is read, what only looks like one is not, and the record is found by all."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.document_number import NumberKind, document_number, document_numbers
from landsupply.law.rulebook import open_rulebook
from landsupply.law.spelling import fold_number
from landsupply.proofread.docnumbers import doc_numbers

FORMS = {
    "国发〔2008〕3号": "国发〔2008〕3号",
    "国土资发[2015]37号": "国土资发〔2015〕37号",
    "国土资发［2010］117号": "国土资发〔2010〕117号",
    "国土资发(2010)34号": "国土资发〔2010〕34号",
    "国土资发（2010）34号": "国土资发〔2010〕34号",
    "国土资发【2010】34号": "国土资发〔2010〕34号",
    "国土资发﹝2010﹞34号": "国土资发〔2010〕34号",
    "国土资发〔２０１０〕１１７号": "国土资发〔2010〕117号",
    "国土资发 〔 2010 〕 117 号": "国土资发〔2010〕117号",
    "国土资发　〔2010〕　117号": "国土资发〔2010〕117号",
    "国土资发〔2010〕第117号": "国土资发〔2010〕117号",
    "国土资发〔2010年〕117号": "国土资发〔2010〕117号",
    "国土资发〔2010]117号": "国土资发〔2010〕117号",
    "国土资发〔2010〕117": "国土资发〔2010〕117号",
    "国土资发〔2010〕017号": "国土资发〔2010〕17号",
    "国土资电发〔2011〕53号": "国土资电发〔2011〕53号",
    "自然资办函〔2022〕2728号": "自然资办函〔2022〕2728号",
    "豫政土〔2023〕1号": "豫政土〔2023〕1号",
    "郑政〔2024〕5号": "郑政〔2024〕5号",
    "郑自然资文〔2024〕12号": "郑自然资文〔2024〕12号",
    "京规自发〔2020〕71号": "京规自发〔2020〕71号",
    "京政发［2007］20号": "京政发〔2007〕20号",
    "津政办发〔2019〕3号": "津政办发〔2019〕3号",
    "财综〔2016〕4号": "财综〔2016〕4号",
    "建房〔2017〕80号": "建房〔2017〕80号",
    "国土资源部令第39号": "国土资源部令第39号",
    "国土资源部令39号": "国土资源部令第39号",
    "国土资源部第39号令": "国土资源部令第39号",
    "国土资源部39号令": "国土资源部令第39号",
    "国土资源部令 第 ３９ 号": "国土资源部令第39号",
    "中华人民共和国国土资源部令第39号": "国土资源部令第39号",
    "国务院令第743号": "国务院令第743号",
    "国务院令第七百四十三号": "国务院令第743号",
    "主席令第32号": "主席令第32号",
    "主席令第七十四号": "主席令第74号",
    "中华人民共和国主席令第三十二号": "主席令第32号",
    "河南省政府令第200号": "河南省政府令第200号",
    "河南省人民政府令第二〇〇号": "河南省人民政府令第200号",
    "自然资源部公告2019年第39号": "自然资源部公告2019年第39号",
    "自然资源部公告〔2019〕39号": "自然资源部公告〔2019〕39号",
    "GB/T 21010-2017": "GB/T 21010-2017",
    "GB/T21010-2017": "GB/T 21010-2017",
    "GB/T 21010—2017": "GB/T 21010-2017",
    "ＧＢ／Ｔ２１０１０－２０１７": "GB/T 21010-2017",
    "GB 50137-2011": "GB 50137-2011",
    "TD/T 1055-2019": "TD/T 1055-2019",
    "DB41/T 1234-2016": "DB41/T 1234-2016",
    "GB/T 17798.1-2007": "GB/T 17798.1-2007",
    "郑国土资行政审批第2019001号": "郑国土资行政审批第2019001号",
    "郑国土资划拨审批经开第2019014号": "郑国土资划拨审批经开第2019014号",
    "国家发展改革委令2019年第29号": "国家发展改革委令第29号",
    "河南省人大常委会公告第12号": "河南省人大常委会公告第12号",
    "郑政出〔2024〕12-1号": "郑政出〔2024〕12-1号",
    "国发〔2004〕二十八号": "国发〔2004〕28号",
    "国土资发〔2O10〕117号": "国土资发〔2010〕117号",
}

NEAR_MISSES = (
    "计划（2024）3号地块",
    "六角括号〔2024〕1号",
    "经审批第2019001号",
    "挂牌出让公告第12号",
    "、〔2010〕151号",
    "郑州市2024年度供应计划（2024-2026年）",
    "供应总量3927.94公顷（2024年）",
    "供应计划（2024）3；工业用地",
    "郑州市（2024）",
    "〔2024〕",
    "邮政编码450000",
    "电话（0371）67180000号",
    "C（2018）004号",
    "经开第12号",
    "东风路地块（2024）3号楼",
    "命令第3号",
    "责令第3号",
    "口令第12号",
    "第39号",
    "第39号令牌",
    "GB/T 21010",
    "GB 2312",
    "AGB/T 21010-2017",
    "GB/T 21010-20171",
    "1〔2010〕117号",
    "国发〔08〕3号",
    "国发〔2108〕3号",
    "国发〔2008〕号",
    "国发〔2008〕123456号",
)


@pytest.mark.parametrize("written", FORMS)
def test_every_form_is_read(written: str) -> None:
    read = document_number(written)
    assert read is not None
    assert (read.text, read.raw) == (FORMS[written], written)
    assert read.year == next(map(int, re.findall(r"[〔告第](20[0-9]{2})", read.text)), None)


@pytest.mark.parametrize("written", FORMS)
def test_every_form_is_read_inside_a_sentence(written: str) -> None:
    text = f"依据《某通知》（{written}），结合本市实际"
    (read,) = document_numbers(text)
    assert read.text == FORMS[written]
    assert text[read.start : read.end] == read.raw == written


@pytest.mark.parametrize("written", NEAR_MISSES)
def test_a_near_miss_is_not_read(written: str) -> None:
    assert document_numbers(written) == ()
    assert document_numbers(f"（{written}）") == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("根据国发〔2008〕3号文件", "国发〔2008〕3号"),
        ("按照国土资发〔2010〕117号和国发〔2008〕3号", "国土资发〔2010〕117号"),
        ("详见国发〔2008〕3号", "国发〔2008〕3号"),
        ("依据国土资源部令第39号", "国土资源部令第39号"),
        ("见国土资源部第39号令", "国土资源部令第39号"),
    ],
)
def test_leading_words_are_cut_off(text: str, number: str) -> None:
    assert document_numbers(text)[0].text == number


def test_a_whole_number_is_no_more_and_no_less() -> None:
    assert document_number(" 国发〔2008〕3号 ") is not None
    assert document_number("国发〔2008〕3号、国发〔2006〕31号") is None
    assert document_number("根据国发〔2008〕3号") is None
    assert document_number("") is None


def test_one_grammar_serves_the_record_and_the_proofreader() -> None:
    assert doc_numbers is document_numbers
    rules = open_rulebook()
    for one in rules.instruments.values():
        if one.number:
            read = document_number(one.number)
            assert read is not None, one.id
            assert fold_number(one.number) == re.sub(r"\s", "", read.text)


@given(
    issuer=st.sampled_from(["国发", "国土资发", "自然资办函", "郑政", "豫政土", "京规自发"]),
    year=st.integers(1950, 2099),
    serial=st.integers(1, 99999),
    brackets=st.sampled_from(["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞"]),
    gap=st.sampled_from(["", " ", "  ", "\u3000"]),
    wide=st.booleans(),
)
def test_any_number_is_read_and_found_as_written(  # one argument for each thing that varies
    issuer: str, year: int, serial: int, brackets: str, gap: str, wide: bool
) -> None:
    digits = f"{serial}".translate({ord("0") + n: ord("０") + n for n in range(10)}) if wide else f"{serial}"
    written = f"{issuer}{gap}{brackets[0]}{year}{brackets[1]}{gap}{digits}号"
    read = document_number(written)
    assert read is not None
    assert (read.text, read.brackets, read.kind) == (f"{issuer}〔{year}〕{serial}号", brackets, NumberKind.NOTICE)
    assert fold_number(written) == fold_number(read.text)


@given(st.text(max_size=80))
def test_no_text_whatever_breaks_the_reading(text: str) -> None:
    for read in document_numbers(text):
        assert text[read.start : read.end] == read.raw
    fold_number(text)


@given(st.text("国土资源部发函令第号公告年〔〕()［］【】 2019三十GB/T-—、和", max_size=40))
def test_numbers_never_lie_over_one_another(text: str) -> None:
    found = document_numbers(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found)), found
    for one in found:
        assert document_numbers(one.raw)[0].text == one.text


def numbers_by_eye(text: str) -> Iterator[int]:
    """肉眼所见 · Where a number ends, found without the grammar: a year in brackets or 令, digits, 号."""
    for at, sign in enumerate(text):
        digits = re.search(r"[0-9]+$", text[max(0, at - 6) : at])
        if sign != "号" or not digits:
            continue
        before = text[: at - len(digits[0])].removesuffix("第")
        bracketed = before[-1:] in ")）]］〕】" and before[-5:-1].isdigit() and "\u4e00" <= before[-7:-6] <= "\u9fff"
        if bracketed or before.endswith("令"):
            yield at + 1


def real_texts(shared: Path) -> Iterator[tuple[str, str]]:
    yield "seed", (shared / "plans" / "zhengzhou_2024_plan.txt").read_text("utf-8")
    for line in (shared / "plans" / "published_plan_texts.jsonl").read_text("utf-8").splitlines():
        plan = json.loads(line)
        yield plan["标题"], plan["内容文本"]
    for folder in ("guangdong", "zhengzhou"):
        for path in sorted((shared / folder).glob("*.csv")):
            with path.open(encoding="utf-8-sig", newline="") as lines:
                for row in csv.reader(lines):
                    yield path.name, "\n".join(row)


def test_every_number_of_the_real_texts_is_read(shared: Path) -> None:
    seen: dict[str, int] = {}
    for name, text in real_texts(shared):
        ends = {read.end for read in document_numbers(text)}
        for end in numbers_by_eye(text):
            assert end in ends, text[max(0, end - 30) : end]
            seen[name] = seen.get(name, 0) + 1
    assert seen["seed"] == 24
    assert sum(seen.values()) >= 60


def test_the_seed_cites_what_is_on_record(shared: Path) -> None:
    rules = open_rulebook().on(date(2024, 1, 1))
    text = (shared / "plans" / "zhengzhou_2024_plan.txt").read_text("utf-8")
    read = document_numbers(text)
    assert len(read) == 25
    assert all(rules.find_number(one.text) for one in read)


def test_a_number_without_issuer_is_of_the_issuer_in_front() -> None:
    first, second = document_numbers("（国土资发〔2010〕34号、〔2010〕151号）")
    assert (second.raw, second.text) == ("〔2010〕151号", "国土资发〔2010〕151号")
    assert first.end < second.start
    assert len(document_numbers("国土资发〔2010〕34号发布，〔2010〕151号")) == 1
    assert document_numbers("郑政出〔2024〕3号地块")[0].text == "郑政出〔2024〕3号"
