"""操作指南 · What the how-to pages show is true: briefs are read, places open, every key is explained."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from landsupply import open_rulebook, read_brief
from landsupply.law.rulebook import Rules
from landsupply.measure.fault import BriefFault
from landsupply.plan import brief_form
from landsupply.plan.brief_targets import TABLES
from landsupply.plan.goal import GOALS, Goal
from tests.docs.transcripts import named_files

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to"


def blocks(page: str, language: str) -> list[str]:
    """代码块 · The fenced blocks of a language."""
    return re.findall(rf"^```{language}\b[^\n]*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def _page(name: str) -> str:
    return (HOW_TO / name).read_text("utf-8")


# --- briefs ----------------------------------------------------------------------------------------------------------

LEAST: Mapping[str, Any] = {"format": brief_form.FORMAT, "place": "410100", "year": 2024}


@cache
def _rules() -> Rules:
    return open_rulebook("410100").on(date(2024, 1, 1))


def _briefs() -> list[str]:
    return blocks(_page("write-a-brief.md"), "toml")


@pytest.mark.parametrize("text", _briefs())
def test_every_brief_shown_is_read(text: str) -> None:
    read_brief({**LEAST, **tomllib.loads(text)}, _rules())


def test_all_briefs_shown_are_one_brief() -> None:
    together: dict[str, Any] = {}
    for text in _briefs():
        page = tomllib.loads(text)
        together |= {**page, "targets": {**together.get("targets", {}), **page.get("targets", {})}}
    found = read_brief(together, _rules())
    assert {one.line.axis for one in found.targets} == {table.axis for table in TABLES}
    assert found.goals == (Goal.REVENUE, Goal.EXISTING_LAND, Goal.LIVELIHOOD)


def test_a_planted_key_is_refused() -> None:
    with pytest.raises(BriefFault):
        read_brief({**LEAST, "goal": []}, _rules())


def unexplained(page: str) -> Iterator[str]:
    """未说明 · The keys and goals that the page on briefs does not show."""
    shown = [tomllib.loads(text) for text in blocks(page, "toml")]
    for table, keys in brief_form._KEYS.items():
        for key in keys:
            if not any(key in (one.get(table, {}) if table else one) for one in shown):
                yield f"{table}.{key}"
    yield from (goal.value for goal in GOALS if f"| {goal.value} |" not in page)


def test_every_key_of_a_brief_is_shown() -> None:
    assert list(unexplained(_page("write-a-brief.md"))) == []


def test_a_planted_silence_is_seen() -> None:
    page = _page("write-a-brief.md").replace("never =", "always =").replace("| 存量优先 |", "|")
    assert list(unexplained(page)) == ["locks.never", "存量优先"]


# --- places ----------------------------------------------------------------------------------------------------------


def test_the_place_shown_opens_with_everything_shown_for_it() -> None:
    whole, *parts = blocks(_page("add-a-place.md"), "yaml")
    own = (part if "\ncode:" in part else f'code: "990200"\n{part}' for part in parts)
    book = open_rulebook("990200", whole, *own)
    assert [unit.name for unit in book.place.units] == ["江北区", "江南区", "高新区"]
    rules = book.on(date(2024, 3, 1))
    assert rules.parameter("listing.days").blocks
    assert not open_rulebook("410100").on(date(2024, 3, 1)).parameter("listing.days").blocks
    assert "06-30" in rules.parameter("milestone.completion").table()
    assert (book.place.province, rules.parameter("notice.days").whole()) == ("980000", 30)


def test_the_python_shown_opens_the_place(tmp_path: Path) -> None:
    page = _page("add-a-place.md")
    for name, text in named_files(page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (program,) = blocks(page, "python")
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)


# --- programs --------------------------------------------------------------------------------------------------------

VERBS = {
    "examine": ("ledger.csv",),
    "options": ("ledger.csv", "--brief", "brief.toml"),
    "propose": ("ledger.csv", "--brief", "brief.toml"),
    "check": ("plan.json", "--ledger", "ledger.csv"),
    "publish": ("plan.json", "--out", "published"),
    "proofread": ("draft.txt",),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """答复 · What every verb answers with --json, on the files of the manual."""
    folder = tmp_path_factory.mktemp("answers")
    pages = ((ROOT / "docs" / "tutorial.md").read_text("utf-8"), _page("proofread-a-plan.md"))
    for name, text in [item for page in pages for item in named_files(page).items()]:
        (folder / name).write_text(text, encoding="utf-8")
    found = {}
    for verb, given in VERBS.items():
        command = [sys.executable, "-m", "landsupply", verb, *given, "--json", "--quiet"]
        said = subprocess.run(command, cwd=folder, capture_output=True, check=False, encoding="utf-8")
        assert said.returncode in (0, 1), said.stderr
        found[verb] = json.loads(said.stdout)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
def test_every_key_of_an_answer_is_explained(answers: Mapping[str, Any], verb: str) -> None:
    page = _page("embed-in-a-program.md")
    answer = answers[verb]
    assert next(iter(answer)) == "format" and f"`{answer['format']}`" in page
    assert [key for key in answer if f"`{key}`" not in page] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "rows"),
    [
        ("examine", "issues"),
        ("options", "refused"),
        ("options", "options"),
        ("check", "rulings"),
        ("proofread", "findings"),
    ],
)
def test_every_key_of_a_row_is_explained(answers: Mapping[str, Any], verb: str, rows: str) -> None:
    page = _page("embed-in-a-program.md")
    assert [key for key in answers[verb][rows][0] if f"`{key}`" not in page] == []


def test_the_function_shown_for_programs_runs() -> None:
    (program,) = blocks(_page("embed-in-a-program.md"), "python")
    space: dict[str, Any] = {}
    exec(program, space)
    day = date(2024, 3, 1)
    assert space["issues_of"](b"\x89PNG\r\n\x1a\n", "x.png", day) == ["F007"]
    rows = "位置,面积（公顷）,土地用途\n甲路东,3.2,商住用地\n".encode()
    assert any(line.startswith("2 ") for line in space["issues_of"](rows, "x.csv", day))
