"""报送 · What is known of a sender, what has come from him before, and what goes back to him."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from landsupply.cli.desk import json_bytes, read_json, within
from landsupply.cli.material import Sent
from landsupply.cli.screen import note
from landsupply.files.xlsx_back import write_back
from landsupply.law.words import say
from landsupply.ledger.arrival import (
    Arrival,
    Difference,
    arrival_of,
    arrivals_from_form,
    arrivals_to_form,
    difference,
)
from landsupply.ledger.columns import read_unit
from landsupply.ledger.habits import NO_HABITS, Copying, Habits, Hidden, habits_from_form, habits_to_form
from landsupply.ledger.ledger import Ledger
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import InputFault

_SHOWN = 8  # identities of a difference; the ledger itself has all


def habits_of(arguments: argparse.Namespace, day: date) -> Habits:
    """填报习惯 · What is remembered of the sender, with what this command adds."""
    path: Path | None = arguments.habits
    habits = NO_HABITS
    if path is not None and path.exists():
        with within(path):
            habits = habits_from_form(read_json(path))
    if arguments.sender and habits.sender not in ("", arguments.sender):
        raise InputFault("X171", file=str(path), found=habits.sender, sender=arguments.sender)
    habits = _chosen(replace(habits, sender=arguments.sender or habits.sender), arguments)
    if arguments.map and not arguments.by:
        raise InputFault("X172")
    for text in arguments.map:
        title, field, unit = _mapping(text)
        habits = habits.learn(title, field, unit, arguments.by, day)
    return habits


def _chosen(habits: Habits, arguments: argparse.Namespace) -> Habits:
    return replace(
        habits,
        hidden=Hidden(arguments.hidden) if arguments.hidden else habits.hidden,
        ditto=Copying(arguments.ditto) if arguments.ditto else habits.ditto,
        merged=Copying(arguments.merged) if arguments.merged else habits.merged,
    )


def _mapping(text: str) -> tuple[str, str, AreaUnit | None]:
    """列名=字段 or 列名=字段:单位; X170 for anything else."""
    title, mark, rest = text.rpartition("=")
    field, _, written = rest.partition(":")
    unit = read_unit(written) if written else None
    if not (title.strip() and mark and field.strip()) or (written and unit is None):
        raise InputFault("X170", raw=text)
    return title.strip(), field.strip(), unit


def to_be_written(
    arguments: argparse.Namespace, letters: Sequence[Sent], ledger: Ledger
) -> Iterator[tuple[Path, bytes]]:
    """回件 · The marked workbooks; what is not as it was in one of them is named before anything is saved."""
    for letter in letters:
        back = write_back(letter.content, letter.name, ledger, arguments.lang)
        path = arguments.back / f"{letter.path.stem}（审核）{back.suffix}"
        for words in back.dropped:
            note(say("X173", arguments.lang, file=str(path), what=words))
        note(say("X174", arguments.lang, file=str(path), marked=back.marked, listed=back.listed))
        yield path, back.content


def habits_file(path: Path, habits: Habits) -> tuple[Path, bytes]:
    """习惯文件 · The file that remembers a sender's habits."""
    return path, json_bytes(habits_to_form(habits))


def compared(path: Path, ledger: Ledger, sender: str, day: date) -> tuple[Difference, tuple[Path, bytes]]:
    """比对 · How this arrival differs from the one before, and the record with this one added."""
    earlier: tuple[Arrival, ...] = ()
    if path.exists():
        with within(path):
            earlier = arrivals_from_form(read_json(path))
    now = arrival_of(ledger, sender, day)
    found = difference(now, earlier)
    is_new = not (found.same_files and found.same_parcels)
    kept = (*earlier, now) if is_new else earlier
    return found, (path, json_bytes(arrivals_to_form(kept)))


def difference_lines(found: Difference, lang: str) -> Iterator[str]:
    """变化说明 · 无变化, or what was added, is gone, was altered."""
    if found.before is None:
        yield say("X175", lang)
        return
    day = found.before.on.isoformat()
    if found.same_parcels:
        yield say("X176" if found.same_files else "X177", lang, day=day)
        return
    counts = {"added": len(found.added), "gone": len(found.gone), "altered": len(found.altered)}
    yield say("X178", lang, day=day, **counts)
    for code, identities in (("X179", found.added), ("X180", found.gone), ("X181", found.altered)):
        if identities:
            shown = identities[:_SHOWN] if len(identities) <= _SHOWN else (*identities[:_SHOWN], "…")
            yield say(code, lang, parcels=shown)
