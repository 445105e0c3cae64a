"""出成果 · A plan as Word text, Excel annexes and a page; our own text is proofread before it goes out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from landsupply.cli.desk import json_bytes, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import plan_of
from landsupply.cli.screen import note, out
from landsupply.files.bundle import bundle
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.plan.plan import Plan
from landsupply.proofread.finding import Severity
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from landsupply.publish.document import plain_text
from landsupply.publish.matter import Edition
from landsupply.publish.publication import publication
from landsupply.seal.canon import digest_bytes


def run(arguments: argparse.Namespace) -> int:
    """出成果 · 0 when written; 1 when the proofreader finds a fault in our own text (written all the same)."""
    plan, rules = plan_of(arguments.plan, arguments.place)
    edition = Edition.INTERNAL if arguments.internal else Edition.PUBLIC
    files, faults = documents(plan, rules, arguments.lang, edition)
    write_all(in_folder(files, arguments.out))
    if arguments.json:
        out(json_bytes(_form(files, faults, arguments.out)).decode().rstrip())
    else:
        say_where(arguments.lang, arguments.out, files)
    for fault in faults:
        note(fault)
    return Exit.FINDINGS if faults else Exit.OK


def _form(files: Mapping[str, bytes], faults: list[str], folder: Path) -> dict[str, object]:
    written = [{"file": str(folder / name), "digest": digest_bytes(content)} for name, content in files.items()]
    return {"format": "landsupply.publication/1", "files": written, "findings": faults}


def documents(
    plan: Plan, rules: Rules, lang: str, edition: Edition = Edition.PUBLIC
) -> tuple[dict[str, bytes], list[str]]:
    """成果文件 · The files by name, and what the proofreader holds against their text."""
    made = publication(plan, rules, lang=lang, edition=edition)
    faults = []
    if lang == "zh":
        reading = read(plain_text(made.text))
        wrong = [one for one in findings(reading, rules) if one.severity is Severity.ERROR]
        faults = [f"{one.rule} {one.place.words(lang)} {one.message(lang)}" for one in wrong]
    return dict(bundle(made)), faults


def in_folder(files: Mapping[str, bytes], folder: Path) -> dict[Path, bytes]:
    """落位 · The files under a folder."""
    return {folder / name: content for name, content in files.items()}


def say_where(lang: str, folder: Path, files: Mapping[str, bytes]) -> None:
    """告知 · Where the files lie."""
    for name in files:
        out(say("X078", lang, file=str(folder / name)))
