"""并账 · Many lists, a queue of pairs to be decided, and one ledger in which every parcel stands once."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from landsupply.cli.desk import json_bytes, today, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.match_land import drawn_of
from landsupply.cli.match_material import Papers, lists_of, opened_list, opening_of, papers_of
from landsupply.cli.match_screen import show
from landsupply.cli.material import rulebook_of
from landsupply.cli.screen import note, out
from landsupply.files.clean_out import to_clean
from landsupply.files.review_out import to_review
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.compile import Compiled, compile_ledger
from landsupply.ledger.decision import Decision, decisions_form, latest
from landsupply.ledger.form import to_form as ledger_form
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.list_reading import ReadList
from landsupply.ledger.match import Review, match, name_lists
from landsupply.ledger.match_form import Matched, to_form
from landsupply.ledger.parcel_fields import LISTED_FIELDS, field_named, title_of
from landsupply.ledger.queue import progress_of
from landsupply.ledger.review import review_table
from landsupply.ledger.trace import Trace, trace
from landsupply.measure.fault import InputFault

_QUEUE_FORMS = (".xlsx",)
_LEDGER_FORMS = (".xlsx", ".csv", ".json")
_RECORD_FORMS = (".json",)


def run(arguments: argparse.Namespace) -> int:
    """并账 · 0 when nothing needs anybody's attention, 1 when something does; nothing is written where it stops."""
    _check_outputs(arguments)
    year = arguments.year or today().year
    rules = rulebook_of(arguments.place).on(date(year, 1, 1))
    lists, papers = lists_of(arguments, rules, year), papers_of(arguments)
    opened, said = opening_of(arguments, rules, year)
    if opened:
        lists = (*lists, opened_list(opened, said))
    named = name_lists([(one.kind, one.ledger) for one in lists])
    drawn = drawn_of(arguments, named, rules)
    review = match(named, rules, drawn.shares)
    compiled = _compiled(review, rules, papers, drawn.issues)
    matched = Matched(
        place=rules.place.code,
        year=year,
        review=review,
        compiled=compiled,
        progress=progress_of(review, compiled, rules),
        opening=opened,
        traces=tuple(_traces(compiled, arguments.trace)),
    )
    written = _files(arguments, matched, papers)
    write_all(written)
    _tell(arguments, matched, lists, tuple(written))
    needs = any(issue.severity is not Severity.ADVICE for issue in compiled.ledger.issues)
    return Exit.FINDINGS if needs else Exit.OK


def _compiled(review: Review, rules: Rules, papers: Papers, said: Sequence[Issue]) -> Compiled:
    """The ledger, with what was said of the boundaries and could not be taken of the papers first."""
    decisions = (*papers.recorded, *papers.decided)
    compiled = compile_ledger(review, rules, decisions, papers.corrections, papers.lineage)
    ledger = compiled.ledger
    return replace(compiled, ledger=replace(ledger, issues=(*said, *papers.issues, *ledger.issues)))


def _traces(compiled: Compiled, asked: Sequence[Sequence[str]]) -> Iterator[Trace]:
    """X115 for a record that is not in the ledger, X116 for a field that no list states."""
    own = {member.key: identity for identity, joined in compiled.joined.items() for member in joined.members}
    for record, field in asked:
        path = field_named(field)
        if path is None:
            raise InputFault("X116", raw=field, known=tuple(dict.fromkeys(map(title_of, LISTED_FIELDS))))
        found = trace(compiled, own.get(record, record), path)
        if found is None:
            raise InputFault("X115", raw=record)
        yield found


def _files(arguments: argparse.Namespace, matched: Matched, papers: Papers) -> dict[Path, bytes]:
    """What was asked for, path and content."""
    files: dict[Path, bytes] = {}
    ledger, decisions = matched.compiled.ledger, (*papers.recorded, *papers.decided)
    if arguments.review:
        files[arguments.review] = to_review(_queue(matched.review, decisions, arguments.lang))
    if arguments.record and papers.decided:
        files[arguments.record] = json_bytes(decisions_form(decisions))
    if arguments.out:
        suffix = arguments.out.suffix.lower()
        is_form = suffix == ".json"
        files[arguments.out] = json_bytes(ledger_form(ledger, arguments.lang)) if is_form else to_clean(ledger, suffix)
    return files


def _queue(review: Review, decisions: Sequence[Decision], lang: str) -> tuple[tuple[str, ...], ...]:
    """The queue with what was decided on each pair, in whichever order its keys stood."""
    held, _ = latest(decisions)
    return review_table(review, {**held, **{(pair[1], pair[0]): one for pair, one in held.items()}}, lang)


def _tell(arguments: argparse.Namespace, matched: Matched, lists: Sequence[ReadList], written: Sequence[Path]) -> None:
    if arguments.json:
        out(json_bytes(to_form(matched, arguments.lang)).decode().rstrip())
    else:
        show(matched, lists, arguments.lang)
    for path in written:
        note(say("X078", arguments.lang, file=str(path)))


def _check_outputs(arguments: argparse.Namespace) -> None:
    """X117 for a form that cannot be written, X118 for a file that would be read and overwritten, or written twice."""
    wanted = ((arguments.review, _QUEUE_FORMS), (arguments.out, _LEDGER_FORMS), (arguments.record, _RECORD_FORMS))
    for path, forms in wanted:
        if path and path.suffix.lower() not in forms:
            raise InputFault("X117", file=str(path), known=forms)
    drawn = (path for _, path in arguments.boundary)
    stated = (*arguments.decisions, *arguments.corrections, *arguments.lineage, *arguments.fates, arguments.opening)
    taken = {path.resolve() for path in (*arguments.files, *stated, *drawn) if path}
    for path, _ in wanted:
        if path and path.resolve() in taken:
            raise InputFault("X118", file=str(path))
        if path:
            taken.add(path.resolve())
