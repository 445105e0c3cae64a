"""编号 · Under which identity each entry enters the ledger.

Its own number where that is its alone, else its content's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from landsupply.ledger.desk import Line
from landsupply.ledger.sheet import CellKind

OFFICIAL = ("number", "supervision")
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+?[0-9]+\Z")
_DIGITS_A_DOUBLE_KEEPS = 15
_CONTENT_DIGITS = 12


def official_number(line: Line, name: str) -> str:
    """正式编号 · The number as written; empty where there is none or a spreadsheet has cut its digits."""
    text = line.text(name)
    return "" if _lost_digits(line, name, text) else text


def note_lost_digits(line: Line) -> None:
    """编号失位 · L080 for every official number that a spreadsheet turned into a rounded one."""
    for name in OFFICIAL:
        if _lost_digits(line, name, line.text(name)):
            line.note("L080", name)


def _lost_digits(line: Line, name: str, text: str) -> bool:
    as_number = line.kind(name) is CellKind.NUMBER and len(text.partition(".")[0]) > _DIGITS_A_DOUBLE_KEEPS
    return as_number or _SCIENTIFIC.match(text) is not None


def identities(lines: Sequence[Line]) -> Mapping[int, str]:
    """定编号 · Place in the sequence to identity, unique throughout; the order of the rows plays no part."""
    written = [[official_number(line, name) for name in OFFICIAL] for line in lines]
    counts = Counter(number for pair in written for number in set(pair) if number)
    return {
        place: next((number for number in pair if counts[number] == 1), None) or _from_content(lines[place])
        for place, pair in enumerate(written)
    }


def _from_content(line: Line) -> str:
    return "L-" + line.entry.content.partition(":")[2][:_CONTENT_DIGITS]
