"""屏幕 · What a person sees in the terminal: lines, tables, faults in words."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

from landsupply.law.words import codes, remedy, say
from landsupply.ledger.issue import Severity
from landsupply.measure.fault import Fault, LawFault

_NARROWEST = 40  # the last column never gets fewer cells than this
_STARTS_NO_LINE = "，。；：、！？）》」』”’%"


def out(text: str = "") -> None:
    """输出 · A line on standard output."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """提示 · A line on standard error: progress and errors, never results."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tell(fault: Fault, lang: str) -> None:
    """报错 · A fault in words: its code, in which file, what was found, what to do."""
    try:
        facts = {**fault.facts, **_reason(fault, lang)}
        words, hint = say(fault.code, lang, **facts), remedy(fault.code, lang, **facts)
    except LawFault as missing:  # the catalogue of words is itself damaged
        facts, words, hint = fault.facts, str(missing), ""
    where = [one for one in getattr(fault, "__notes__", ()) if one not in map(str, facts.values())]
    note(visible(": ".join([fault.code, *where, words])))
    if hint:
        note(visible(f"  → {hint}"))


def _reason(fault: Fault, lang: str) -> dict[str, str]:
    """A reason that is itself a message code, as its words."""
    reason, cause = fault.facts.get("reason"), fault.__cause__
    if isinstance(cause, Fault) and cause.code == reason:
        return {"reason": say(cause.code, lang, **cause.facts)}
    if reason in codes():
        return {"reason": say(str(reason), lang, **fault.facts)}
    return {}


def severity(value: str, lang: str) -> str:
    """程度 · The word for how much something matters."""
    return Severity(value).word(lang)


def width(text: str) -> int:
    """显示宽度 · How many terminal cells a text takes."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """可见文字 · The text without characters that would steer a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def screen_width() -> int | None:
    """屏幕宽度 · The terminal's cells, or None where the output goes to a file or another program."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else None


def wrapped(text: str, cells: int) -> list[str]:
    """折行 · Lines of at most so many cells: words stay whole, Chinese breaks anywhere but before a mark."""
    lines, line = [], ""
    for piece in _pieces(text):
        is_mark = piece in _STARTS_NO_LINE
        if line and not is_mark and width(line) + width(piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterable[str]:
    """What may not be broken: a run of narrow characters with the space behind it, or one wide character."""
    run = ""
    for character in text:
        if _cells(character) == 2 or character == " ":
            yield run + (character if character == " " else "")
            run = ""
            if character != " ":
                yield character
        else:
            run += character
    yield run


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """表格 · Columns aligned for a terminal; the last column is folded to the screen, if there is one."""
    lines = [[visible(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(header) - 1)]
    indent, screen = sum(widths) + 2 * len(widths), screen_width()
    for line in lines:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=False)]
        last = wrapped(line[-1], max(_NARROWEST, screen - indent - 1)) if screen else [line[-1]]
        out("  ".join([*cells, last[0]]).rstrip())
        for rest in last[1:]:
            out(" " * indent + rest)
