"""参考手册 · The generated reference renders, and nothing that it is about is missing from it."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import landsupply
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.shipped import shipped_names
from landsupply.law.words import codes
from landsupply.ledger.template import template
from landsupply.optimise.constraints import CONSTRAINTS
from landsupply.options.modes import RULES
from landsupply.plan.checks import CHECKS

ROOT = Path(__file__).resolve().parents[2]


@cache
def _pages() -> Mapping[str, str]:
    rendered: Mapping[str, Callable[[], str]] = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    return {name: render() for name, render in rendered.items()}


def missing(names: Iterable[str], page: str) -> Iterator[str]:
    """缺漏 · The names that a page does not mention."""
    yield from (name for name in names if name not in page)


def _books() -> Iterator[Rulebook]:
    return (open_rulebook(code) for code in shipped_names("places"))


SUBJECTS: Mapping[str, Callable[[], Iterable[str]]] = {
    "verbs.md": lambda: ["landsupply examine", "landsupply demo", "--help"],
    "names.md": lambda: [f"## `{name}`" for name in landsupply.__all__],
    "messages.md": lambda: [f"| `{code}` |" for code in codes()],
    "rules.md": lambda: (
        [*(r.number for r in RULES), "PL-05", "PL-08", "就绪时间", "CT-11", "TX-03"]
        + [f"`{one.__name__}`" for one in (*CHECKS, *CONSTRAINTS)]
    ),
    "parameters.md": lambda: [f"| `{id}` |" for book in _books() for id in book.parameters],
    "instruments.md": lambda: [one.title for book in _books() for one in book.instruments.values()],
    "brief.md": lambda: [f"`{column.field}`" for column in template()],
}


def test_every_page_is_checked() -> None:
    assert list(_pages()) == list(SUBJECTS)


@pytest.mark.parametrize("name", SUBJECTS)
def test_nothing_is_missing_from_a_page(name: str) -> None:
    assert list(SUBJECTS[name]())
    assert list(missing(SUBJECTS[name](), _pages()[name])) == []


def test_every_page_stands_in_the_manual() -> None:
    manual = (ROOT / "docs" / "reference.md").read_text("utf-8")
    assert list(missing((f"`{name}`" for name in SUBJECTS), manual)) == []


def test_every_table_keeps_its_columns() -> None:
    for name, page in _pages().items():
        for block in page.split("\n\n"):
            rows = [line.replace("\\|", "") for line in block.splitlines() if line.startswith("|")]
            assert len({row.count("|") for row in rows}) <= 1, (name, rows[:1])


def test_a_planted_gap_is_seen() -> None:
    assert list(missing(["| `L001` |"], "| `L002` | x |")) == ["| `L001` |"]
