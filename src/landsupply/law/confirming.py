"""确认事实 · How a bureau states that it has read a provision: an entry added to the text of its own place.

The text is edited and not rewritten, so that its comments stay. Errors, all LawFault: W014, W024 (no such value), W038
(confirmed before), W039 (a text that cannot be edited so), W044 (read before it was made), W045 (read on a day to
come), W046 (confirmed by nobody).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from landsupply.law.parameter import Dated
from landsupply.law.place import Confirmed
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

_FIELD = "confirm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """已登记 · The place's new text, and the value before and after."""

    text: str
    before: Dated
    after: Dated


def confirm(place: str, text: str, fact: Confirmed) -> Entered:
    """确认 · The text of a bureau's own place with one value confirmed, which nobody has confirmed before."""
    before = _value(place, text, fact)
    if before.confirmed is not None:
        known = before.confirmed
        raise LawFault("W038", id=fact.parameter, since=fact.since, by=known.by, on=known.on)
    written = _with_entry(text, fact)
    _require_nothing_else(place, text, written, fact)
    after = _value(place, written, fact)
    if after.confirmed is None:
        raise LawFault("W039", place=place)
    return Entered(text=written, before=before, after=after)


def require_past(fact: Confirmed, today: date) -> None:
    """核对日期 · What is stated as read was read by today (W045 otherwise)."""
    if fact.on > today:
        raise LawFault("W045", id=fact.parameter, on=fact.on, today=today)


def read_text_of(rulebook: Rulebook, parameter: str, since: date) -> Dated:
    """所读文本 · The value that a bureau confirmed, with the digest of the text it read; W046 where nobody did."""
    value = _of(rulebook, parameter, since)
    if value.confirmed is None:
        raise LawFault("W046", id=parameter, since=since)
    return value


def _value(place: str, text: str, fact: Confirmed) -> Dated:
    return _of(open_rulebook(place, text), fact.parameter, fact.since)


def _of(rulebook: Rulebook, parameter: str, since: date) -> Dated:
    parameters = rulebook.parameters
    if parameter not in parameters:
        near = difflib.get_close_matches(parameter, parameters, n=3, cutoff=0.0)
        raise LawFault("W014", id=parameter, suggestions=tuple(near))
    for value in parameters[parameter].values:
        if value.since == since:
            return value
    raise LawFault("W024", id=parameter, since=since)


def _with_entry(text: str, fact: Confirmed) -> str:
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.rstrip().replace("\r\n", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if re.match(rf"{_FIELD}\s*:", line)), None)
    if start is None:
        lines += ["", f"{_FIELD}:", *_entry(fact, "  ")]
    else:
        end = _end_of_block(lines, start)
        lines[end:end] = _entry(fact, _indent(lines[start + 1 : end]))
    return end_of_line.join([*lines, ""])


def _end_of_block(lines: Sequence[str], start: int) -> int:
    """The line behind the last entry of the list; comments and blank lines behind it belong to what follows."""
    end = start + 1
    for at in range(start + 1, len(lines)):
        line = lines[at]
        if re.match(r"\s+\S|-", line) and not line.lstrip().startswith("#"):
            end = at + 1
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    return end


def _indent(block: Sequence[str]) -> str:
    first = next((found[1] for line in block if (found := re.match(r"(\s*)-", line))), None)
    return "  " if first is None else first


def _entry(fact: Confirmed, indent: str) -> list[str]:
    stated = {
        "parameter": fact.parameter,
        "since": fact.since.isoformat(),
        "by": _quoted(fact.by),
        "on": fact.on.isoformat(),
        "digest": _quoted(fact.digest),
    }
    return [f"{indent}{'- ' if at == 0 else '  '}{name}: {said}" for at, (name, said) in enumerate(stated.items())]


def _quoted(text: str) -> str:
    """Text in double quotes, with what is not printable escaped, so that it is read back as it was given."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in escaped) + '"'


def _require_nothing_else(place: str, before: str, after: str, fact: Confirmed) -> None:
    """The edit is proved by reading it: one entry more, everything else as it was (W039 otherwise)."""
    old, new = read_yaml(before, place), _read_again(place, after)
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        raise LawFault("W039", place=place)
    was, now = old.get(_FIELD) or [], new.get(_FIELD)
    is_same = {**old, _FIELD: None} == {**new, _FIELD: None}
    wanted = {"parameter": fact.parameter, "since": fact.since, "by": fact.by, "on": fact.on, "digest": fact.digest}
    if not (is_same and isinstance(was, list) and now == [*was, wanted]):
        raise LawFault("W039", place=place)


def _read_again(place: str, text: str) -> object:
    try:
        return read_yaml(text, place)
    except LawFault as fault:
        raise LawFault("W039", place=place) from fault
