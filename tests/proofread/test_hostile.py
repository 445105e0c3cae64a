"""怪文本 · Any text gives a reading or a typed fault; no step takes more than linearly many calls."""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.fault import InputFault
from landsupply.proofread.form import to_form, to_rows
from landsupply.proofread.reading import LONGEST, read
from tests.calls import calls
from tests.proofread.hostile import BITS
from tests.proofread.invented import CLEAN, found

#: Long enough for a quadratic step to outweigh what every text costs.
LINE = 4_000


@pytest.mark.parametrize("bit", BITS)
def test_a_long_line_of_anything_is_read(bit: str) -> None:
    """Twice the line may take twice the calls: more would be a step that goes back over what it has read.

    What a single pattern costs is no call and is measured by the benchmark `hostile`.
    """
    short, long = (partial(found, bit * (length // len(bit))) for length in (LINE, 2 * LINE))
    assert calls(long) <= 2 * calls(short) + calls(partial(found, ""))


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
