"""文案 · The catalogue of messages and the reader of shipped files."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.words import codes, merge, remedy, say
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

OWN = ("messages/measure.yaml", "messages/law.yaml")


def test_a_code_is_said_in_both_languages() -> None:
    assert say("M003", raw="3.2") == "面积“3.2”没有写明单位"
    assert say("M003", "en", raw="3.2") == "area “3.2” has no unit"
    assert remedy("M003", raw="3.2").startswith("请")


def test_a_list_is_said_as_a_list() -> None:
    assert "甲、乙" in say("W019", place="丙", known=("甲", "乙"))
    assert "a, b" in say("W019", "en", place="c", known=("a", "b"))


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: say("M003"), "W001"),
        (lambda: say("M999"), "W002"),
        (lambda: say("M003", "fr", raw="x"), "W004"),
    ],
)
def test_what_cannot_be_said_is_refused(call, code: str) -> None:
    with pytest.raises(LawFault) as caught:
        call()
    assert caught.value.code == code


def test_braces_in_a_fact_are_only_text() -> None:
    assert "{raw.__class__}" in say("M001", raw="{raw.__class__}")


def test_a_code_in_two_files_is_refused() -> None:
    text = "L001:\n  zh: 甲\n  en: a\n"
    with pytest.raises(LawFault) as caught:
        merge({"one.yaml": text, "two.yaml": text})
    assert (caught.value.code, caught.value.facts["message_code"]) == ("W003", "L001")


def test_a_code_twice_in_one_file_or_in_one_language_is_refused() -> None:
    text = "L001:\n  zh: 甲\n  en: a\n"
    for planted, code in ((text * 2, "W007"), ("L001:\n  zh: 甲\n", "W009")):
        with pytest.raises(LawFault) as caught:
            merge({"one.yaml": planted})
        assert caught.value.code == code


@pytest.mark.parametrize("path", OWN)
def test_every_entry_has_words_and_remedy_with_the_same_facts(path: str) -> None:
    entries = read_yaml(shipped_text(path), path)
    assert isinstance(entries, dict)
    for code, words in entries.items():
        assert set(words) == {"zh", "en", "remedy_zh", "remedy_en"}, code
        facts = [{name for _, name, _, _ in string.Formatter().parse(words[key]) if name} for key in ("zh", "en")]
        assert facts[0] == facts[1], code
        assert say(code, **dict.fromkeys(facts[0], "1"))


def test_the_rungs_own_codes_are_exactly_those_that_are_worded() -> None:
    source = Path(say.__code__.co_filename).parents[1]
    for rung, letter in (("measure", "M"), ("law", "W")):
        raised = {
            code
            for file in (source / rung).glob("*.py")
            for code in re.findall(rf'"({letter}[0-9]{{3}})"', file.read_text(encoding="utf-8"))
        }
        assert raised == {code for code in codes() if code[0] == letter}


def test_shipped_files_have_one_door() -> None:
    assert shipped_names("places") == ("410100", "990100")
    for path in (
        "no_such.yaml",
        "../cli.py",
        "places/../places/410100/place.yaml",
        "/etc/hostname",
        "",
        "places",
    ):
        with pytest.raises(LawFault) as caught:
            shipped_text(path)
        assert caught.value.code == "W005", path
    with pytest.raises(LawFault):
        shipped_names("nowhere")
