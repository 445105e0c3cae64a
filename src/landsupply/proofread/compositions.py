"""构成 · Which figures are parts of which: 其中 …, brackets, 总量中 …, lists under a heading of structure.

A part stands in one composition only, so a class and what it is made of are never added up together. Where the text
does not say what a figure is a part of, it is left alone: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.proofread.colon_lists import led_by_figures
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.gathering import UNLED, UNPLACED, Groups, Loose, Reader
from landsupply.proofread.leads import Names, is_old, led_lists, named_before, names_of, of_class
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.ranks import level_of

_ORIGIN = re.compile(r"新增|存量|增量")
_STRUCTURE = re.compile(r"结构|用途|布局|区域|分区|方式|时序|来源|构成|季度|各[区县]")
_CHAPTER = re.compile(
    r"(?:国有建设用地|计划|供应|土地|用地|用途|空间|区域|年度){0,4}(?:结构|布局|方式|时序|分区|分?季度|各[区县]{1,2})"
    r"(?:供应|供地|计划|安排){0,2}"
)
_CONSISTS = re.compile(r"(?:总量|总规模|总面积|计划指标)[^。；;：:]{0,14}由[^。；;：:]{0,20}(?:构成|组成)[：:]\Z")
_SENTENCE = re.compile(r"[。！？]")
_AMONG = re.compile(r"(?<=.)中(?!小)")
_ANY = "any"
_MOST_VALUES = 12  # of one name that are held against a later one
_COLONS = ("：", ":")
_STOPS = ("。", ".")

#: A gap up to this (0.05 ha, in units of 0.01 m²) is a slip of the pen and not a class left out.
SLIP = 50_000

HEADED = -3  # first member of the key of a group that only a heading holds together
LISTED = -5  # the same of a list that a line in front names the class of
CLOSED = -4  # the same of a list of which the words in front say that the total consists of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """构成 · A figure and its parts, by index; `of_total` when the whole is the plan's total.

    `is_stated` when the words say that these are its parts, not only the heading above them; `is_closed` when they
    say that it consists of them, `is_guessed` when only their sum does.
    """

    whole: int
    parts: tuple[int, ...]
    of_total: bool
    axis: str
    is_stated: bool
    is_closed: bool = False
    is_guessed: bool = False


def axis_of(figure: Figure) -> str:
    """分组轴 · Whether a part belongs to the split by origin (新增 / 存量) or to another one."""
    return "origin" if _ORIGIN.search(figure.item) else "class"


def _section(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The numbered headings above a paragraph, itself included when it is one; list items left out."""
    above = (*paragraph.path, paragraph.index) if paragraph.family else paragraph.path
    return tuple(one for one in above if paragraphs[one].item == "")


def _above(figure: Figure, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The section of a figure, without its own line where what is numbered is the figure: （一）住宅用地100公顷."""
    paragraph = paragraphs[figure.paragraph]
    section = _section(paragraph, paragraphs)
    is_own = section[-1:] == (paragraph.index,) and figure.number_at - paragraph.body < len(paragraph.heading)
    return section[:-1] if is_own else section


def _nearest(totals: Mapping[str, Sequence[Figure]], index: int, said: str) -> Figure | None:
    """The total last stated, of the level that the words in front name: 全市供应总量中 is not of 市本级."""
    level = level_of(said)
    for known in (totals.get(level) if level else None, totals.get("") if level else None, totals.get(_ANY)):
        if known and (at := bisect_left(known, index, key=lambda one: one.index)):
            return known[at - 1]
    return next(iter(totals.get(_ANY, ())), None)


def _by_level(totals: Sequence[Figure]) -> Mapping[str, Sequence[Figure]]:
    found: dict[str, list[Figure]] = {_ANY: list(totals)}
    for one in totals:
        found.setdefault(level_of(one.clause.words), []).append(one)
    return found


def _led_by_colon(paragraphs: Sequence[Paragraph], totals: Sequence[Figure]) -> dict[int, tuple[int, ...]]:
    """Paragraphs listing the parts of a total whose paragraph ends with a colon, with the group they make.

    A stop ends the list, unless its items are numbered and go on; so does a heading.
    """
    stating = {one.paragraph for one in totals}
    led: dict[int, tuple[int, ...]] = {}
    leader: tuple[int, ...] = ()
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if _CONSISTS.search(paragraph.words):
            leader, before = _closed(paragraph, paragraphs), None
        elif paragraph.index in stating:
            leader, before = (paragraph.index,) if paragraph.words[-1:] in _COLONS else (), None
        elif (paragraph.family and not paragraph.item) or (before and not _goes_on(before, paragraph)):
            leader = ()
        elif leader:
            led[paragraph.index] = leader
            before = paragraph if paragraph.words[-1:] in _STOPS else None
    return led


def _closed(lead: Paragraph, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The group of a list that a lead says is all; none where sentences follow that nothing shows to be one list."""
    first = next(iter(paragraphs[lead.index + 1 : lead.index + 2]), lead)
    return () if not first.family and first.words[-1:] in _STOPS else (CLOSED, lead.index)


def _goes_on(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph is the next item of a numbered list, or repeats the number of the one in front."""
    return bool(before.family) and (
        paragraph.family == before.family and paragraph.ordinal in (before.ordinal, before.ordinal + 1)
    )


def _place_led(groups: Groups, paragraphs: Sequence[Paragraph], figures: Sequence[Figure], names: Names) -> None:
    """Figures in paragraphs that a line in front names the class of: parts of that class, or of nothing."""
    led, rest = led_lists(paragraphs), []
    by_figures = led_by_figures(paragraphs, figures)
    for one in groups.loose:
        if leader := by_figures.get(one.figure.paragraph):
            groups.add(leader, one.figure, LISTED)
            continue
        section = _section(paragraphs[one.figure.paragraph], paragraphs)
        if one.led != UNPLACED and (name := led.get(one.figure.paragraph)):
            if whole := named_before(name, names, one.figure.index):
                groups.add(whole, one.figure, LISTED)
        elif not any(of_class(paragraphs[index].heading) for index in section):
            rest.append(one)
    groups.loose = rest


def _place_loose(groups: Groups, paragraphs: Sequence[Paragraph], totals: Sequence[Figure]) -> None:
    """Figures whose sentence names no whole: parts of the total where words or headings say so, else none."""
    chapters = {_section(paragraphs[one.paragraph], paragraphs)[:1] for one in totals}
    led_by_colon, levels = _led_by_colon(paragraphs, totals), _by_level(totals)
    sizes = Counter(one.place for one in groups.loose)
    listed: dict[tuple[int, ...], list[Loose]] = {}
    for one in groups.loose:
        section = _above(one.figure, paragraphs)
        whole = _nearest(levels, one.figure.index, one.said)
        if whole is None or one.led == UNPLACED:
            continue
        if one.led != UNLED and sizes[one.place] > 1:
            groups.add(whole, one.figure, *one.place)
        elif one.figure.paragraph in led_by_colon:
            listed.setdefault((whole.index, *led_by_colon[one.figure.paragraph]), []).append(one)
        elif _is_structural(section, paragraphs, chapters):
            listed.setdefault((whole.index, HEADED, section[-1]), []).append(one)
        elif one.led != UNLED:
            groups.add(whole, one.figure, *one.place)
    by_index = {one.index: one for one in totals}
    for key, members in listed.items():
        _place_listed(groups, by_index[key[0]], members, key)


def _place_listed(groups: Groups, whole: Figure, members: list[Loose], key: tuple[int, ...]) -> None:
    """Lines of one figure each make one list, a sentence of several is a list of its own.

    Where both stand under one heading, they are one list if that adds up (but for a slip), else nothing is said.
    """
    sizes = Counter(one.place for one in members)
    gap = abs(exact(whole) - sum((exact(one.figure) for one in members), Fraction(0)))
    together = set(sizes.values()) == {1} or gap <= SLIP
    for one in members:
        if together:
            groups.add(whole, one.figure, *key[1:])
        elif 1 not in sizes.values():
            groups.add(whole, one.figure, *key[1:2], *one.place)


def _is_structural(section: tuple[int, ...], paragraphs: Sequence[Paragraph], chapters: set[tuple[int, ...]]) -> bool:
    """Whether a heading announces the structure of the total: in the chapter of the total, or as a chapter."""
    named = [paragraphs[one].heading for one in section]
    inside = section[:1] in chapters and any(_STRUCTURE.search(one) for one in named[1:])
    return inside or bool(named and _CHAPTER.fullmatch(named[0]))


def compositions(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], totals: Sequence[Figure]
) -> tuple[Composition, ...]:
    """查构成 · Every composition the text states, in the order of its first part."""
    groups, names = Groups(), names_of(figures)
    for paragraph, own in _by_paragraph(paragraphs, figures):
        Reader(paragraph.text, own, groups, names).walk()
    _nest(groups)
    again = restated(_found(groups, figures, totals), paragraphs, figures)
    sizes = Counter(one.place for one in groups.loose)
    groups.loose = [
        one
        for one in groups.loose
        if one.figure.index not in again and not (one.leads and (sizes[one.place] == 1 or one.figure.clause.behind))
    ]
    _place_led(groups, paragraphs, figures, names)
    _place_loose(groups, paragraphs, totals)
    return tuple(sorted(_found(groups, figures, totals), key=lambda one: (one.parts[0], one.whole)))


def _nest(groups: Groups) -> None:
    """A part named inside another one of its list is part of that: 更新整备70公顷，更新整备中旧住宅区改造20公顷."""
    for key, parts in list(groups.parts.items()):
        names = {one.item: one for one in parts}
        inner = {one.index: whole for one in parts if (whole := names.get(_AMONG.split(one.item)[0])) is not None}
        inner = {index: whole for index, whole in inner.items() if whole.index != index}
        groups.parts[key] = [one for one in parts if one.index not in inner or not _AMONG.search(one.item)]
        for one in parts:
            if one not in groups.parts[key]:
                groups.add(inner[one.index], one, -1)


def _found(groups: Groups, figures: Sequence[Figure], totals: Sequence[Figure]) -> list[Composition]:
    total_indexes = {one.index for one in totals}
    return [
        Composition(
            whole=whole,
            parts=tuple(sorted(one.index for one in parts)),
            of_total=whole in total_indexes,
            axis=axis,
            is_stated=HEADED not in group,
            is_closed=CLOSED in group[:1],
        )
        for (whole, group), every in groups.parts.items()
        for axis, parts in _axes(figures[whole], every)
    ]


def _axes(whole: Figure, parts: Sequence[Figure]) -> list[tuple[str, list[Figure]]]:
    """The parts by axis; all in one list where new land and stock stand beside a third kind and make the whole so."""
    split: dict[str, list[Figure]] = {}
    for one in parts:
        split.setdefault(axis_of(one), []).append(one)
    if len(split) > 1 and len(split["class"]) < len(split["origin"]) + 1:
        missed = {axis: abs(exact(whole) - _sum(own)) for axis, own in split.items()}
        if abs(exact(whole) - _sum(parts)) < missed["origin"]:
            return [("class", list(parts))]
    return list(split.items())


def _sum(figures: Sequence[Figure]) -> Fraction:
    return sum((exact(one) for one in figures), Fraction(0))


def restated(
    found: Sequence[Composition], paragraphs: Sequence[Paragraph], figures: Sequence[Figure]
) -> Mapping[int, int]:
    """重述 · Figures given again in a later sentence, to be broken down there, with the figure given first.

    东区 of housing land is not 东区 of the total. Where it was given several times, with what it agrees with; with
    itself where none of several that differ tells which is meant.
    """
    wholes = {one.whole for one in found if one.axis != "origin"}
    inside = {part: figures[one.whole] for one in found for part in one.parts}
    first: dict[tuple[str, str], list[Figure]] = {}
    again: dict[int, int] = {}
    for one in figures:
        if one.role is not Role.PART or not one.item:
            continue
        whole = inside.get(one.index)
        earlier = first.setdefault((whole.item if whole and whole.role is Role.PART else "", one.item), [])
        if one.index in wholes and earlier and (before := _meant(one, earlier, paragraphs)):
            again[one.index] = before.index
        if len(earlier) < _MOST_VALUES and not any(exact(one) == exact(other) for other in earlier):
            earlier.append(one)
    return again


def _meant(one: Figure, earlier: Sequence[Figure], paragraphs: Sequence[Paragraph]) -> Figure | None:
    """The earlier figure of the name that one gives again; itself where it agrees with none of several."""
    usable = [before for before in earlier if _is_later(before, one, paragraphs)]
    alike = (before for before in usable if exact(before) == exact(one))
    return next(alike, usable[0] if len(usable) == 1 else one if usable else None)


def _is_later(before: Figure, one: Figure, paragraphs: Sequence[Paragraph]) -> bool:
    if before.paragraph != one.paragraph:
        return is_old(one, paragraphs) or not is_old(before, paragraphs)
    return bool(_SENTENCE.search(paragraphs[one.paragraph].text, before.end, one.start))


def _by_paragraph(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure]
) -> Iterator[tuple[Paragraph, list[Figure]]]:
    own: dict[int, list[Figure]] = {}
    for figure in figures:
        own.setdefault(figure.paragraph, []).append(figure)
    for index in sorted(own):
        yield paragraphs[index], own[index]
