"""判卷 · Holds the proofreader against invented plans: every planted fault found, nothing said against a clean plan.

``python -m tests.planted.judge --seeds 1-600 [--details]`` prints recall by kind and every false alarm, each with its
seed and the lines concerned. Of the product it imports reading, findings and the rulebook, and calls them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Any

from landsupply.law.rulebook import open_rulebook
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from tests.planted.faults import FIGURES, Fault, Planted
from tests.planted.page import Page
from tests.planted.plans import plan_of
from tests.planted.slips import WORDS

KINDS: Mapping[str, Fault] = {**FIGURES, **WORDS}
LEVELS = ("advice", "warning", "error")
#: Advice that is true of an invented city's own documents: not on record, no number, validity not known.
LOCAL_ADVICE = frozenset({"A022", "A023", "A024", "A026"})


@dataclass(frozen=True, slots=True)
class Said:
    """意见 · One finding: rule, code, severity, the offsets it points at, and its facts as text."""

    rule: str
    code: str
    level: str
    offsets: tuple[int, ...]
    facts: str

    @property
    def key(self) -> tuple[str, str, str]:
        """同一意见 · What makes two findings of two versions of a plan the same."""
        return self.rule, self.code, self.facts


@cache
def _rules(year: int) -> Any:
    return open_rulebook("990100").on(date(year, 1, 1))


def said_of(page: Page) -> tuple[Said, ...]:
    """审读 · What the product says about a page, under the law of its own year."""
    text = page.text
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    found = []
    for one in findings(read(text), _rules(page.year)):
        places = (one.place, *one.also)
        offsets = tuple(starts[place.line - 1] + place.column - 1 for place in places)
        facts = repr(sorted((name, str(value)) for name, value in one.facts.items() if name != "line"))
        found.append(Said(one.rule, one.code, one.severity.value, offsets, facts))
    return tuple(found)


def row_of(page: Page, offset: int) -> int:
    """所在行 · The line of the page in which an offset lies."""
    spans = list(page.spans())
    return max(row for row, (start, _) in enumerate(spans) if start <= offset or row == 0)


def caught(clean: Iterable[Said], planted: Planted) -> tuple[bool, tuple[Said, ...]]:
    """查出 · Whether a finding that the clean plan did not draw names the fault in its place; and all such findings."""
    before = Counter(one.key for one in clean)
    fresh = []
    for one in said_of(planted.page):
        if before[one.key]:
            before[one.key] -= 1
        else:
            fresh.append(one)
    return any(_names(one, planted) for one in fresh), tuple(fresh)


def _names(one: Said, planted: Planted) -> bool:
    if one.rule not in planted.rules or LEVELS.index(one.level) < LEVELS.index(planted.least):
        return False
    return not planted.rows or any(row_of(planted.page, at) in planted.rows for at in one.offsets)


def false_alarms(page: Page, said: Iterable[Said]) -> Iterator[str]:
    """误报 · What is said of a clean plan and is not true, and the right advice that is missing."""
    told = tuple(said)
    for one in told:
        if not _allowed(page, one):
            row = row_of(page, one.offsets[0])
            yield f"{one.rule} {one.code} {one.level} {one.facts[:200]} | {page.lines[row].text[:120]}"
    for wanted in page.advice:
        if wanted.is_due and not any(one.code == wanted.code and one.level == "advice" for one in told):
            yield f"应有提示 {wanted.code} 未见 | {page.lines[page.tagged(wanted.tag)[0]].text[:160]}"


def _allowed(page: Page, one: Said) -> bool:
    if one.level != "advice":
        return False
    line = page.lines[row_of(page, one.offsets[0])]
    if one.code in LOCAL_ADVICE:
        return line.tag == "local" or line.tag == "prose/basis"
    return any(one.code == wanted.code for wanted in page.advice)


@dataclass(slots=True)
class Score:
    """成绩 · Planted and found by kind, what was missed, and the false alarms."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    clean: int = 0
    alarms: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """查全率 · Found of planted."""
        return sum(self.found.values()) / max(1, sum(self.planted.values()))

    def report(self) -> Iterator[str]:
        """报告 · A table by kind, then what was missed and said wrongly."""
        faults = sum(self.planted.values())
        yield f"plans {self.clean}, faults {faults}, recall {self.recall:.2%}, false alarms {len(self.alarms)}"
        for kind in KINDS:
            yield f"{kind}: {self.found[kind]}/{self.planted[kind]}"


def judge(seeds: Iterable[int]) -> Score:
    """判卷 · Each seed gives one clean plan and some planted ones; every kind has its turn."""
    score, kinds = Score(), list(KINDS)
    for seed in seeds:
        page = plan_of(seed)
        said = said_of(page)
        score.clean += 1
        score.alarms += [f"seed {seed} {page.shape} {page.year}: {alarm}" for alarm in false_alarms(page, said)]
        for kind in Random(f"kinds {seed}").sample(kinds, len(kinds))[: len(kinds) // 2]:
            planted = KINDS[kind](page, Random(f"{kind} {seed}"))
            if planted is not None:
                _mark(score, kind, planted, said)
    return score


def _mark(score: Score, kind: str, planted: Planted, said: tuple[Said, ...]) -> None:
    score.planted[kind] += 1
    good, fresh = caught(said, planted)
    if good:
        score.found[kind] += 1
        return
    lines = " ⏎ ".join(planted.page.lines[row].text[:160] for row in sorted(planted.rows)[:3])
    others = "; ".join(f"{one.rule} {one.code} {one.level}" for one in fresh) or "nothing"
    score.missed[kind].append(
        f"seed {planted.page.seed} {planted.page.shape} {planted.page.year}: {planted.note} | said: {others} | {lines}"
    )


def main(arguments: list[str]) -> int:
    """入口 · 1 when a fault was missed or a clean plan accused."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="1-200")
    parser.add_argument("--details", action="store_true")
    chosen = parser.parse_args(arguments)
    first, _, last = chosen.seeds.partition("-")
    score = judge(range(int(first), int(last or first) + 1))
    lines = list(score.report())
    if chosen.details:
        lines += [f"MISSED {kind} · {miss}" for kind, misses in score.missed.items() for miss in misses]
        lines += [f"ALARM {alarm}" for alarm in score.alarms]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(score.alarms) or score.recall < 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
