"""坏要求 · Areas that are none, classes nobody knows, months that are none, one name twice: a clear sentence each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.office import BRIEF, ROWS, Said, command, csv_of, desk_of

SENTENCE = '[[targets.sentences]]\nname = "甲"\nbounds = "不低于1公顷"\nterms = [{}]\n'


def beside(more: str) -> str:
    """The brief with one more table among its targets."""
    return BRIEF.replace("[milestones]", f"{more}\n[milestones]")


#: What the brief says, the code, and what must stand in the sentence.
BRIEFS = {
    "an unknown class": (BRIEF.replace('"住宅用地" =', '"住宅用土" ='), "B001", "住宅用土"),
    "an area that is no number": (BRIEF.replace("30–50公顷", "nan公顷"), "B016", "nan公顷"),
    "a bare NaN": (BRIEF.replace('"30–50公顷"', "nan"), "B015", "nan"),
    "an infinite area": (BRIEF.replace('"30–50公顷"', "inf"), "B015", "inf"),
    "a negative area": (BRIEF.replace("30–50公顷", "-30公顷"), "B016", "-30公顷"),
    "months turned round": (beside('[targets.funds]\n"9–3" = "不超过3亿元"'), "B020", "9–3"),
    "no months": (beside(SENTENCE.replace("{}", '{ months = "" }')), "B020", "targets.sentences.1.terms.1.months"),
    "a month that is none": (beside('[targets.months]\n13 = "不超过3公顷"'), "B0", "13"),
    "one key twice": (BRIEF.replace('"其他用地" =', '"住宅用地" = "1公顷"\n"其他用地" ='), "B026", "住宅用地"),
    "one table twice": (beside('[targets.classes]\n"商服用地" = "1公顷"'), "B026", "targets.classes"),
    "two sentences of one name": (beside(SENTENCE + SENTENCE), "B003", "专项/甲"),
    "one window in two spellings": (
        beside('[targets.auctions]\n"一季度" = "不超过3宗"\n"1–3" = "不超过4宗"'),
        "B003",
        "公告能力/1–3",
    ),
}


def proposed(folder: Path, ledger: str, brief: str, lang: str) -> Said:
    files = desk_of(folder, ledger, brief)
    words = ("propose", files[0], "--brief", files[1], "--out", folder / "plan.json", "--quiet", "--lang", lang)
    return command(*words)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, name: str, lang: str) -> None:
    brief, code, named = BRIEFS[name]
    assert brief != BRIEF
    said = proposed(tmp_path, csv_of(), brief, lang)
    first, hint = said.err.splitlines()
    assert said.code == 3 and first.startswith(code) and named in first, said
    assert hint.startswith("  → ") and not (tmp_path / "plan.json").exists()
    outside = re.sub(r"“[^”]*”|\([^)]*\)", "", first.partition("brief.toml: ")[2])
    if lang == "en":
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"targets\.\S+", "", outside)), first
    else:
        assert re.search(r"[\u4e00-\u9fff]", outside), first


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("written", "code"), [("NaN", "L021"), ("-3.2", "L022"), ("inf", "L021"), ("0", "L022")])
def test_an_area_that_is_none_is_named_with_its_row(tmp_path: Path, written: str, code: str, lang: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][3] = written
    said = proposed(tmp_path, csv_of(rows), BRIEF, lang)
    (line,) = (one for one in said.err.splitlines() if one.startswith("L"))
    assert line.startswith(f"{code} ledger.csv 2") and f"“{written}”" in line and "→" in line
    assert said.code == 0 and "A-01" not in (tmp_path / "plan.json").read_text("utf-8")
