"""并账取材 · Files of `match` turned into lists, decisions, corrections, lineage, and the year before."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from landsupply.cli.desk import read_bytes, read_json, within
from landsupply.law.rulebook import Rules
from landsupply.ledger.correction import Correction, read_corrections
from landsupply.ledger.decision import Decision, read_decisions
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.lineage import LineageEvent, read_lineage
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.list_reading import ReadList, read_lists
from landsupply.ledger.opening import Opening, opening, read_fates
from landsupply.ledger.sheet import Sheet
from landsupply.measure.fault import InputFault
from landsupply.worker import read_sheets_bounded

_Stated = TypeVar("_Stated")
_Reader = Callable[[Mapping[str, object] | Sheet], tuple[tuple[_Stated, ...], tuple[Issue, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """随附材料 · What the office states beside its lists, and the rows of it that could not be taken.

    `recorded` are the decisions kept so far, `decided` those that are new.
    """

    recorded: tuple[Decision, ...]
    decided: tuple[Decision, ...]
    corrections: tuple[Correction, ...]
    lineage: tuple[LineageEvent, ...]
    issues: tuple[Issue, ...]


def lists_of(arguments: argparse.Namespace, rules: Rules, year: int) -> tuple[ReadList, ...]:
    """读清单 · The lists of all files; X111 for last year's plan among them, which is no list of this year."""
    stated = _stated_kinds(arguments)
    found: list[ReadList] = []
    for path, name in list_files(arguments.files):
        with within(path):
            lists = read_lists(_sheets(path, name), rules, stated.get(path), year)
        if any(one.kind is ListKind.LAST_YEAR for one in lists):
            raise InputFault("X111", file=str(path), year=year)
        found += lists
    return tuple(found)


def opening_of(arguments: argparse.Namespace, rules: Rules, year: int) -> tuple[Opening | None, tuple[Issue, ...]]:
    """读上年 · The year opened out of last year's plan and the fates stated, with what reading them brought up."""
    if arguments.opening is None:
        if arguments.fates:
            raise InputFault("X112")
        return None, ()
    with within(arguments.opening):
        old = examine(_sheets(arguments.opening, arguments.opening.name), rules)
    fates, said = _read(read_fates, arguments.fates)
    return opening(old, fates, year), (*old.issues, *said)


def opened_list(opened: Opening, said: Sequence[Issue]) -> ReadList:
    """开账清单 · What goes on from the year before, as one more list to be compared."""
    ledger: Ledger = opened.ledger
    issues = (*said, *ledger.issues)
    kept = Ledger(parcels=ledger.parcels, issues=issues, sources=ledger.sources)
    return ReadList(kind=ListKind.LAST_YEAR, ledger=kept, records_only=0)


def papers_of(arguments: argparse.Namespace) -> Papers:
    """读材料 · Decisions kept and new, corrections and lineage, from JSON or tables."""
    kept = arguments.record if arguments.record is not None and arguments.record.exists() else None
    recorded, old_said = _read(read_decisions, [kept] if kept else [])
    if old_said:
        raise InputFault("X119", file=str(kept), count=len(old_said), reason=old_said[0].message(arguments.lang))
    given, said = _read(read_decisions, arguments.decisions)
    corrections, mends_said = _read(read_corrections, arguments.corrections)
    lineage, lineage_said = _read(read_lineage, arguments.lineage)
    decided = tuple(one for one in dict.fromkeys(given) if one not in recorded)
    issues = (*said, *mends_said, *lineage_said)
    return Papers(recorded=recorded, decided=decided, corrections=corrections, lineage=lineage, issues=issues)


def _read(read: _Reader[_Stated], paths: Sequence[Path]) -> tuple[tuple[_Stated, ...], tuple[Issue, ...]]:
    found: list[_Stated] = []
    said: list[Issue] = []
    for path in paths:
        with within(path):
            rows, issues = read(_form(path))
        found += rows
        said += issues
    return tuple(found), tuple(said)


def _form(path: Path) -> Mapping[str, object] | Sheet:
    """A stored form, or the first sheet of a table."""
    if path.suffix.lower() == ".json":
        return read_json(path)
    return _sheets(path, path.name)[0]


def _sheets(path: Path, name: str) -> tuple[Sheet, ...]:
    return read_sheets_bounded(read_bytes(path), name)


def list_files(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """清单文件名 · Each file with its name; files of the same name keep their paths as names."""
    names = [path.name for path in files]
    told = [path.name if names.count(path.name) == 1 else path.as_posix() for path in files]
    return [(path, name.encode("utf-8", "replace").decode("utf-8")) for path, name in zip(files, told, strict=True)]


def _stated_kinds(arguments: argparse.Namespace) -> Mapping[Path, ListKind]:
    """What --kind says of which file; X113 for a file that is not among those given, X114 for no kind of list."""
    known = {one.value: one for one in ListKind}
    found: dict[Path, ListKind] = {}
    for text in arguments.kind:
        file, _, kind = text.rpartition("=")
        named = [path for path in arguments.files if file in (str(path), path.name)]
        if len(named) != 1:
            raise InputFault("X113", raw=text, known=tuple(map(str, arguments.files)))
        if kind not in known:
            raise InputFault("X114", raw=text, known=tuple(known))
        found[named[0]] = known[kind]
    return found
