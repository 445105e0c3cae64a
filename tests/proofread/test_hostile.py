"""怪文本 · Any text gives a reading or a typed fault; no pattern and no step takes more than linear time."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import landsupply.proofread
from landsupply.measure.fault import InputFault
from landsupply.proofread.form import to_form, to_rows
from landsupply.proofread.reading import LONGEST, read
from tests.proofread.invented import CLEAN, found

BITS = (
    *(
        "1",
        "１",
        "1,",
        "1.",
        "1%",
        "1公顷，",
        "1公顷(",
        "总量1公顷；",
        "公顷",
        "(",
        "（",
        "（1）",
        "《",
        "》",
        "《a》（",
        "〔2010",
    ),
    *(
        "〔2010〕1号",
        "2010年",
        "2010-",
        "第1",
        "令第1号",
        "第1号令",
        "GB/T 1",
        "GB",
        "A",
        "中",
        "一",
        "十",
        "年",
        "的",
        "占",
    ),
    *(
        "至",
        "全市",
        "国发",
        "关于印发",
        "共计为是",
        "其中：",
        "不低于",
        "控制在",
        "6月底",
        "1月底全",
        "，",
        "、",
        "-",
        "<",
        " ",
    ),
    *(
        "\u3000",
        "\n",
        "1\n",
        "（1）a\n",
        "1.a\n",
        "[bookmark: ",
        'HYPERLINK "',
        "TOC \\o ",
        "{PAGE ",
        "Error! Reference",
    ),
    *("_Toc1", "[if ", "\\* ", "\ufffd", "\x00", "\ud800"),
)


def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    names = [f"landsupply.proofread.{one.name}" for one in pkgutil.iter_modules(landsupply.proofread.__path__)]
    held = [(f"{name}.{key}", one) for name in names for key, one in vars(importlib.import_module(name)).items()]
    return [(name, one) for name, one in held if isinstance(one, re.Pattern)]


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.fullmatch(text)
    return process_time() - start


def test_the_patterns_are_all_seen() -> None:
    assert len(_patterns()) > 50


@pytest.mark.parametrize("bit", BITS)
def test_every_pattern_takes_linear_time(bit: str) -> None:
    text = (bit * (100_000 // len(bit) + 1))[:100_000]
    slow = {
        name: seconds
        for name, pattern in _patterns()
        if (seconds := min(_seconds(pattern, text) for _ in range(2))) > 0.08
    }
    assert slow == {}


@pytest.mark.parametrize("bit", BITS)
def test_a_long_line_of_anything_is_read(bit: str) -> None:
    text = bit * (50_000 // len(bit))
    start = process_time()
    found(text)
    assert process_time() - start < 5


def test_a_line_of_a_million_characters_is_read() -> None:
    reading = read(("云泽市2024年度计划供应国有建设用地总量为10.00公顷，其中住宅用地1公顷。" * 40_000)[:1_000_000])
    assert reading.year == 2024
    assert len(reading.totals) > 20_000


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00\x01\x02", "﻿", "。", "《", "一、", "\ud800"])
def test_next_to_nothing_is_a_reading(text: str) -> None:
    reading = read(text)
    assert (reading.figures, reading.citations, reading.year) == ((), (), None)
    assert "A052" in [one.code for one in found(text)]


def test_what_is_no_text_or_too_long_is_refused() -> None:
    with pytest.raises(InputFault) as refused:
        read(b"plan")  # type: ignore[arg-type]  # the wrong type is the point
    assert refused.value.code == "A002"
    with pytest.raises(InputFault) as refused:
        read("一" * (LONGEST + 1))
    assert refused.value.code == "A003"


@given(st.lists(st.sampled_from((*BITS, *CLEAN.splitlines(keepends=True))), max_size=60).map("".join))
def test_any_mixture_is_read_and_said_in_both_languages(text: str) -> None:
    reading = read(text)
    findings = found(text)
    for lang in ("zh", "en"):
        form = json.dumps(to_form(reading, findings, lang))
        assert form.startswith('{"format": "landsupply.proofread/1"')
        assert all(row[3] for row in to_rows(findings, lang))


@given(st.text(max_size=300))
def test_any_characters_at_all_are_read(text: str) -> None:
    found(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= one.line <= lines for one in read(text).paragraphs)
