"""清单 · A list that calls itself a list of one way of supply, and the rows in it that say another.

The rule. A title (the file's or sheet's name, the lines above the header, a row's own 标题) names the ways of
supply whose words stand in it. A row is odd when its own title names ways, most rows under that title have
one of them, and the row has another. It is also odd when one way is named by every title that names any, most
rows of the list have it, and the row has another. So in a list whose titles all say 划拨 and one of which
says 协议出让及划拨, the 协议出让 rows are shown, and none is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import Mode
from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.sheet_words import folded

Declared = tuple[Line, Mode]


def note_odd_modes(desk: Desk, declared: Sequence[Declared]) -> None:
    """方式不一 · L041 for every row whose way of supply is not the one its list is named after."""
    odd: dict[int, tuple[Line, frozenset[str]]] = {}
    titled: dict[str, list[Declared]] = {}
    for line, mode in declared:
        titled.setdefault(line.text("title"), []).append((line, mode))
    spoken = _spoken(desk.rules)
    named = {title: _named(spoken, title) for title in titled}
    for title, own in titled.items():
        odd.update(_odd(own, named[title]))
    around = [_named(spoken, title) for title in _titles_around(desk)]
    speaking = [codes for codes in (*named.values(), *around) if codes]
    odd.update(_odd(declared, frozenset.intersection(*speaking) if speaking else frozenset()))
    for line, codes in odd.values():
        line.note("L041", "mode", expected=_names(desk.rules, codes))


def _odd(declared: Sequence[Declared], codes: frozenset[str]) -> dict[int, tuple[Line, frozenset[str]]]:
    inside = {mode: _is_among(mode, codes) for mode in dict.fromkeys(mode for _, mode in declared)}
    outside = [line for line, mode in declared if not inside[mode]]
    if not codes or 2 * len(outside) >= len(declared):
        return {}
    return {line.entry.rows[0]: (line, codes) for line in outside}


def _is_among(mode: Mode, codes: frozenset[str]) -> bool:
    """A group such as 招拍挂 (2) stands for its members (21, 22, 23) and they for it."""
    return any(mode.code.startswith(code) or code.startswith(mode.code) for code in codes)


def _spoken(rules: Rules) -> tuple[tuple[str, str], ...]:
    """The words for the ways of supply, with their codes."""
    words = ((folded(word), mode.code) for word, mode in rules.vocabulary.mode_names.items())
    return tuple((word, code) for word, code in words if len(word) > 1 and not word.isdigit())


def _named(spoken: Sequence[tuple[str, str]], title: str) -> frozenset[str]:
    """The codes of the ways of supply whose words stand in a title."""
    text = folded(title)
    return frozenset(code for word, code in spoken if word in text)


def _titles_around(desk: Desk) -> Iterable[str]:
    sheet = desk.table.sheet
    yield PurePath(sheet.source.replace("\\", "/")).stem
    yield sheet.name or ""
    header = desk.table.header
    for row in sheet.rows[header.top : header.heading.start]:
        yield " ".join(cell.text for cell in row[header.left : header.right])


def _names(rules: Rules, codes: frozenset[str]) -> tuple[str, ...]:
    every = (*rules.vocabulary.modes, *rules.vocabulary.mode_groups)
    return tuple(mode.name for mode in every if mode.code in codes)
