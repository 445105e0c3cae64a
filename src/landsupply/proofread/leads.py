"""引领语 · Words in front of a list that name what it is a list of: 住宅用地中，…; 住宅用地安排：….

A name that stands for the plan's total is no lead here: 供应总量中，… lists the parts of the total.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from landsupply.proofread.clauses import clean
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.total_words import names_total

_KIND = r"(?:用地|土地|住房|住宅|商品房|产业|项目|地块|设施|出让|划拨)"
_NAME = rf"(?P<name>[\u4e00-\u9fff]{{0,18}}?{_KIND})"
_FRONT = r"(?:\A|[\s，,。；;：:！？．.、）)])(?:其中)?[在对]?(?:(?:19|20)[0-9]{2}年度?)?"
_LEADS = (
    re.compile(rf"{_FRONT}{_NAME}(?:供应|计划|总量){{0,3}}(?:中|方面)[，,：:、]"),
    re.compile(rf"{_FRONT}{_NAME}中(?![小心])[\u4e00-\u9fff]{{2,20}}\Z"),
    re.compile(rf"{_FRONT}(?!各|分|按|具体|以下)[在对]?{_NAME}(?:供应|计划){{0,2}}(?:重点|主要|优先|统筹)?安排[：:]"),
)
_HEADING = re.compile(rf"{_NAME}(?:供应|计划){{0,2}}(?:结构|用途|布局|区域|分区|方式|时序|来源|构成)(?:安排)?")
_BEHIND = re.compile(r"(?:[（(][^（()）]{0,60}[)）])?中[，,：:、]")
_COLONS = ("：", ":")
_OLD = re.compile(r"原(?:供应|供地)?(?:计划|方案)|调整前")
_SENTENCE = re.compile(r"[。！？]")
_WINDOW = 300

Names = Mapping[str, tuple[Figure, int | None]]


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
    start = max(0, figure.number_at - 2 * _WINDOW)
    ends = [start, *(one.end() for one in _SENTENCE.finditer(text, start, figure.number_at))]
    return bool(lead_in(text, ends[-1], figure.number_at))


def of_class(heading: str) -> bool:
    """分类标题 · Whether a heading announces the structure of one class and not of the total: 住宅用地结构."""
    found = _HEADING.fullmatch(heading)
    return bool(found and not names_total(found["name"]))


def led_lists(paragraphs: Sequence[Paragraph]) -> Mapping[int, str]:
    """引领各段 · Paragraphs that list what a line in front of them names (住宅用地安排：), with the name.

    A stop ends the list, and so does a heading.
    """
    led: dict[int, str] = {}
    name = ""
    for one in paragraphs:
        if one.words[-1:] in _COLONS and (found := lead_in(one.text, 0, len(one.text.rstrip()))):
            name = found
        elif one.family and not one.item:
            name = ""
        elif name:
            led[one.index] = name
            name = "" if one.words[-1:] == "。" else name
    return led


def names_of(figures: Sequence[Figure]) -> Names:
    """同名索引 · By name, the first figure given under it, and the index of the first that has another value."""
    names: dict[str, tuple[Figure, int | None]] = {}
    for one in figures:
        if one.role is Role.PART and one.item:
            first, other = names.setdefault(one.item, (one, None))
            if other is None and exact(first) != exact(one):
                names[one.item] = first, one.index
    return names


def named_before(name: str, names: Names, index: int) -> Figure | None:
    """前文同名 · The figure a name was given before; None where there is none, or several that differ."""
    if name not in names:
        return None
    first, other = names[name]
    return first if first.index < index and (other is None or other >= index) else None


def is_old(figure: Figure, paragraphs: Sequence[Paragraph]) -> bool:
    """属原计划 · Whether the paragraph of a figure, or a heading above it, speaks of the plan before adjustment."""
    paragraph = paragraphs[figure.paragraph]
    said = (paragraph.text[: figure.number_at], *(paragraphs[one].heading for one in paragraph.path))
    return any(_OLD.search(one) for one in said)
