"""读文字 · Texts as they were typed; only identity and telephone numbers are not kept."""

from __future__ import annotations

import re
from functools import lru_cache

from landsupply.ledger.desk import Line
from landsupply.ledger.privacy import hidden, holds_identity
from landsupply.ledger.sheet_words import folded, means, words

_PARTS = re.compile(r"[、，,;；/]|及|和")
_OTHERS = re.compile(r"等(?:[0-9一二两三四五六七八九十]{1,3}(?:户|人|名))?\Z")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}\Z|[\u3400-\u9fff]{1,8}[·•][\u3400-\u9fff]{1,8}\Z")
_SHORTEST_OFFICE = 4  # 财政局一类 of three characters may be a name; it is then kept as 自然人, and said


def note_as(line: Line, code: str, name: str, raw: str | None, **facts: object) -> None:
    """代记 · An issue about a field in other words than the cell's own, which are not to be repeated."""
    line.desk.note(code, line.entry.rows, name, raw, **facts)


def read_plain(line: Line, name: str) -> str:
    """文字 · What the cell says, empty for nothing; a number that tells of a person is replaced by * (L144)."""
    text = line.text(name)
    shown = hidden(text)
    if shown != text:
        note_as(line, "L144", name, shown)
    return shown


def read_text(line: Line, name: str) -> str | None:
    """文字 · What the cell says, None for nothing."""
    return read_plain(line, name) or None


def read_person(line: Line) -> str | None:
    """责任人 · A name or post.

    A cell with an identity number in it is not kept, and not repeated in the issue either (L085).
    """
    if holds_identity(line.text("person")):
        note_as(line, "L085", "person", hidden(line.text("person")))
        return None
    return read_text(line, "person")


def read_taker(line: Line) -> str | None:
    """意向用地者 · The name of an institution; of a natural person only that it is one (L163)."""
    text = line.text("taker")
    if not text or means("taker_state", text) or is_institution(text):
        return read_text(line, "taker")
    person = words("natural_person")[0]
    if folded(text) in words("natural_person"):
        return person
    if holds_identity(text) or any(map(_is_name, _PARTS.split(hidden(text).replace("*", "")))):
        note_as(line, "L163", "taker", None, person=person)
        return person
    return read_text(line, "taker")


@lru_cache(maxsize=4096)
def is_institution(text: str) -> bool:
    """单位 · Whether a name says that it is one of an office, a firm or the like."""
    name = folded(text)
    long, short = (tuple(w for w in words("organisation") if (len(w) > 1) is wanted) for wanted in (True, False))
    return any(word in name for word in long) or (len(name) >= _SHORTEST_OFFICE and name.endswith(short))


def _is_name(part: str) -> bool:
    name = folded(part)
    if any(word in name for word in words("natural_person")):
        return True
    return _HAN_NAME.match(_OTHERS.sub("", name)) is not None
