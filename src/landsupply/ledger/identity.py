"""编号 · Under which identity each entry enters the ledger.

Its own number where that is its alone, else its content's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.sheet import CellKind

OFFICIAL = ("number", "supervision")
#: How an identity begins that is no number but the entry's content.
OF_CONTENT = "L-"
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+\Z")
#: Typed before a number to keep it as text.
_TEXT_MARKS = "'’‘＇`"
_DIGITS_A_DOUBLE_KEEPS = 15
_CONTENT_DIGITS = 12
_SEPARATORS = frozenset("、，,;；\n")
_SEVERAL = re.compile(r"[0-9A-Za-z)）号][ 　]*[、，,;；\n][ 　]*[0-9A-Za-z\u3400-\u9fff]")

#: The official numbers of a line, one for each of OFFICIAL; empty where there is none that can be trusted.
Numbers = tuple[str, ...]


def official_number(line: Line, name: str) -> str:
    """正式编号 · One number as written; empty where there is none or a spreadsheet has cut its digits."""
    text = line.text(name).lstrip(_TEXT_MARKS)
    return "" if _lost_digits(line.kind(name), text) else text


def official_numbers(desk: Desk, lines: Sequence[Line]) -> list[Numbers]:
    """正式编号 · The numbers of each line as written; empty where there is none or a spreadsheet has cut its digits.

    L080 for every one that a spreadsheet turned into a rounded one; L132 for one that was kept as text by an
    apostrophe before it, which is no part of the number; L172 for a cell that seems to hold several, kept as one.
    """
    return list(zip(*(_numbers(desk, name, lines) for name in OFFICIAL), strict=True))


def _numbers(desk: Desk, name: str, lines: Sequence[Line]) -> Iterator[str]:
    readable = desk.readable.get(name)
    for line in lines:
        text = readable.texts[line.entry.position] if readable else ""
        if text and text[0] in _TEXT_MARKS:
            line.note("L132", name)
            text = text.lstrip(_TEXT_MARKS)
        if not _SEPARATORS.isdisjoint(text) and _SEVERAL.search(text):
            line.note("L172", name)
        if text and readable and _lost_digits(readable.lane.kinds[line.entry.position], text):
            line.note("L080", name)
            text = ""
        yield text


def _lost_digits(kind: CellKind, text: str) -> bool:
    if kind is CellKind.NUMBER and len(text.partition(".")[0]) > _DIGITS_A_DOUBLE_KEEPS:
        return True
    return ("e" in text or "E" in text) and _SCIENTIFIC.match(text) is not None


def identities(lines: Sequence[Line], written: Sequence[Numbers]) -> list[str]:
    """定编号 · The identity of each line, unique throughout; the order of the rows plays no part."""
    counts = Counter(number for numbers in written for number in set(numbers) if number)
    wanted = [next((n for n in numbers if counts[n] == 1), None) for numbers in written]
    met: Counter[str] = Counter()
    named: list[str] = []
    for line, number in zip(lines, wanted, strict=True):
        identity = number or _from_content(line)
        met[identity] += 1
        named.append(identity if met[identity] == 1 else f"{identity}-{met[identity]}")
    return named


def _from_content(line: Line) -> str:
    return OF_CONTENT + line.desk.table.content(line.entry).partition(":")[2][:_CONTENT_DIGITS]
