"""引领语 · Words in front of a list that name what it is a list of: 住宅用地中，… 在400公顷住宅用地中，… 住宅用地安排：….

A name that stands for the plan's total is no lead here: 供应总量中，… lists the parts of the total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from landsupply.proofread.clauses import clean, names_total
from landsupply.proofread.figures import Figure, Role, exact

_KIND = r"(?:用地|土地|住房|住宅|商品房|产业|项目|地块|设施|出让|划拨)"
_NAME = rf"(?P<name>[\u4e00-\u9fff]{{0,18}}?{_KIND})"
_FRONT = r"(?:\A|[\s，,。；;：:！？．.、）)])(?:其中)?[在对]?"
_LEADS = (
    re.compile(rf"{_FRONT}{_NAME}中[，,：:、]"),
    re.compile(rf"{_FRONT}(?!各|分|按|具体|以下)[在对]?{_NAME}(?:供应|计划){{0,2}}(?:重点|主要|优先|统筹)?安排[：:]"),
)
_BEHIND = re.compile(r"(?:[（(][^（()）]{0,60}[)）])?中[，,：:、]")
_SENTENCE = re.compile(r"[。！？]")
_WINDOW = 300


def lead_in(text: str, start: int, end: int) -> str:
    """取引领语 · The name the words between two places lead a list with, "" where they do not."""
    words = text[max(start, end - _WINDOW) : end]
    found = [(one.start(), one["name"]) for shape in _LEADS for one in shape.finditer(words)]
    name = clean(max(found)[1]) if found else ""
    return "" if names_total(name) else name


def leads_on(text: str, figure: Figure) -> bool:
    """引出下文 · Whether a figure is what the list behind it is a list of: 住宅用地400公顷中，…."""
    return bool(figure.clause.behind or _BEHIND.match(text, figure.end))


def is_led(text: str, figure: Figure) -> bool:
    """有引领 · Whether words in front of a figure, in its sentence, lead it as a part of something they name."""
    ends = [one.end() for one in _SENTENCE.finditer(text, 0, figure.number_at)]
    return bool(lead_in(text, ends[-1] if ends else 0, figure.number_at))


def named_before(name: str, figures: Sequence[Figure], index: int) -> Figure | None:
    """前文同名 · The figure a name was given before; None where there is none, or several that differ."""
    met = [one for one in figures if one.index < index and one.role is Role.PART and one.item == name]
    return met[0] if len({exact(one) for one in met}) == 1 else None
