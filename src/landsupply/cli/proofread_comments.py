"""批注稿 · The findings of a text as comments of a Word file: the sender's own where a docx was given."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from landsupply.cli.desk import write_all
from landsupply.cli.screen import note
from landsupply.files.finding_comments import comments_request
from landsupply.law.words import say
from landsupply.measure.fault import InputFault
from landsupply.proofread.finding import Finding
from landsupply.proofread.manuscript import Manuscript
from landsupply.worker import with_comments_bounded


def refuse_target(arguments: argparse.Namespace) -> None:
    """查目标 · X246 for a name that is no docx, X247 for the file that is read."""
    out: Path | None = arguments.out
    if out is None:
        return
    if out.suffix.casefold() != ".docx":
        raise InputFault("X246", file=str(out))
    if out.resolve() == arguments.file.resolve():
        raise InputFault("X247", file=str(out))


def write_commented(
    arguments: argparse.Namespace, content: bytes, manuscript: Manuscript, found: Sequence[Finding]
) -> None:
    """写批注稿 · The file of `--out`: the given docx with comments, or the text as a docx of its own with them."""
    request = comments_request(content, manuscript, found, arguments.lang)
    write_all({arguments.out: with_comments_bounded(request, arguments.file.name)})
    note(say("X241", arguments.lang, file=str(arguments.out), count=len(found)))
