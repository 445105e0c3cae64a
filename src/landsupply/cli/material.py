"""取材 · Files of a command turned into the values that rungs take: rules, ledger, brief, plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from landsupply.cli.desk import read_bytes, read_json, read_text, today, within
from landsupply.cli.issue_table import sheet_of, words_of
from landsupply.cli.screen import note
from landsupply.law.rulebook import Rulebook, Rules, open_rulebook
from landsupply.law.words import say
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.registers import Read, read_with_registers
from landsupply.ledger.sheet import Sheet
from landsupply.measure.fault import InputFault
from landsupply.options.lawful import Options, lawful_options
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import brief_place, parse_brief, read_brief
from landsupply.plan.form import FORMAT, from_form
from landsupply.plan.plan import Plan
from landsupply.prepare.readiness import readiness_of
from landsupply.worker import read_sheets_bounded

DEFAULT_PLACE = "410100"
_PLACE_FILE = "place.yaml"
_PROVINCE_FILE = "province.yaml"


def rulebook_of(place: str | None, otherwise: str = DEFAULT_PLACE) -> Rulebook:
    """规则库 · The rulebook of a shipped place's code, or of a folder named by its code that holds place.yaml.

    A province.yaml beside it is laid under the city and over the nation. Only the command may name a folder;
    `otherwise`, the code that a brief or a plan names, is a code.
    """
    if place is None:
        return open_rulebook(otherwise)
    folder = Path(place)
    if os.sep in place or (folder / _PLACE_FILE).is_file():
        with within(folder / _PLACE_FILE):
            province = folder / _PROVINCE_FILE
            above = [read_text(province)] if province.is_file() else []
            return open_rulebook(folder.resolve().name, read_text(folder / _PLACE_FILE), *above)
    return open_rulebook(place)


def rules_of_year(rulebook: Rulebook, year: int, day: date) -> Rules:
    """计划年度的规则 · The rules of the compiling day, or of the year's nearest day where it lies outside the year."""
    return rulebook.on(min(max(day, date(year, 1, 1)), date(year, 12, 31)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """来件 · A file as it was sent: where it lies, under which name it is spoken of, its bytes."""

    path: Path
    name: str
    content: bytes


def sent(files: Sequence[Path]) -> tuple[Sent, ...]:
    """收件 · The files; those of the same name keep their paths as names."""
    names = [path.name for path in files]
    spoken = [path.name if names.count(path.name) == 1 else path.as_posix() for path in files]
    return tuple(
        Sent(path=path, name=name.encode("utf-8", "replace").decode("utf-8"), content=read_bytes(path))
        for path, name in zip(files, spoken, strict=True)
    )


def sheets_of(letters: Sequence[Sent]) -> tuple[Sheet, ...]:
    """表格 · The sheets of all files, each read in a bounded process of its own."""
    sheets: list[Sheet] = []
    for letter in letters:
        with within(letter.path):
            sheets += read_sheets_bounded(letter.content, letter.name)
    return tuple(sheets)


def ledger_of(files: Sequence[Path], rules: Rules, lang: str) -> Ledger:
    """台账 · One ledger from all files, registers of batches beside it; what was not used of them is said."""
    sheets = sheets_of(sent(files))
    with within(Path("、".join(map(str, files)))):
        read = read_with_registers(sheets, rules)
    for line in _told(read, lang):
        note(line)
    return read.ledger


def _told(read: Read, lang: str) -> Iterator[str]:
    """What the registers brought up, the batches that no parcel names, the files nothing was taken from."""
    for issue in read.issues:
        yield f"{issue.code} {sheet_of(issue)}: {words_of(issue, lang)}"
    if read.idle:
        yield say("X300", lang, batches=tuple(one.number for one in read.idle), all=len(read.ledger.batches))
    for file in read.unused:
        yield say("X301", lang, file=file)


def brief_of(path: Path, place: str | None, day: date | None) -> tuple[Brief, Rules, date]:
    """编制要求 · The brief, the rules it is read under, and the day of compiling.

    The day is the command's, else the brief's, else today where that lies in the year, else the year's first.
    """
    with within(path):
        page = parse_brief(read_text(path))
        code, year = brief_place(page)
        rulebook = rulebook_of(place, code)
        brief = read_brief(page, rules_of_year(rulebook, year, date(year, 1, 1)))
    now = today()
    chosen = day or brief.day or (now if now.year == year else date(year, 1, 1))
    return brief, rules_of_year(rulebook, year, chosen), chosen


def options_of(ledger: Ledger, brief: Brief, rules: Rules) -> Options:
    """供应方案 · The options of a ledger with what the brief assumes."""
    ready = readiness_of(ledger, brief.assumed.ready)
    return lawful_options(ledger, ready, rules, brief.assumed.past_results_are_candidates)


def plan_of(path: Path, place: str | None) -> tuple[Plan, Rules]:
    """计划 · The plan of a stored form, and the rules of the day it was made; X081 where it is no such form."""
    form = read_json(path)
    code, year = form.get("place"), form.get("year")
    if form.get("format") != FORMAT or not isinstance(code, str) or type(year) is not int or not 1990 <= year <= 2100:
        raise InputFault("X081", file=str(path), found=str(form.get("format"))[:60], wanted=FORMAT)
    with within(path):
        rulebook = rulebook_of(place, code)
        plan = from_form(form, rulebook.on(date(year, 1, 1)))
    return plan, rules_of_year(rulebook, plan.year, plan.compiled_on)


def reporter(lang: str, quiet: object) -> Callable[[str, str], None]:
    """进度 · A callback that says each step on standard error, or keeps silent."""

    def speak(code: str, what: str) -> None:
        note(f"… {say(code, lang, what=what)}")

    def silent(code: str, what: str) -> None:
        del code, what

    return silent if quiet else speak
