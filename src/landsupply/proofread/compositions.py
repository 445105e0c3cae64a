"""构成 · Which figures are parts of which: 其中 …, brackets, 总量中 …, lists under a heading of structure.

A part stands in one composition only, so a class and what it is made of are never added up together. Where the text
does not say what a figure is a part of, it is left alone: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from landsupply.proofread.brackets import Pair, around, outermost
from landsupply.proofread.figures import Figure, Role, exact
from landsupply.proofread.leads import Names, lead_in, leads_on, led_lists, named_before, names_of, of_class
from landsupply.proofread.outline import Paragraph

_ORIGIN = re.compile(r"新增|存量|增量")
_OF_TOTAL = re.compile(r"总量中|总量：|总量:|总规模中|总面积中|计划指标中")
_STRUCTURE = re.compile(r"结构|用途|布局|区域|分区|方式|时序|来源|构成")
_NOT_PART = re.compile(r"[（(][ ]{0,3}(?:不含|不包括|扣除|另|较|比)")
_CHAPTER = re.compile(
    r"(?:国有建设用地|计划|供应|土地|用地|用途|空间|区域|年度){0,4}(?:结构|布局|方式|时序|分区)(?:安排)?"
)
_OF = re.compile(r"总量|总规模|总面积|供应总|计划总")
_CONSISTS = re.compile(r"(?:总量|总规模|总面积|计划指标)[^。；;：:]{0,14}由[^。；;：:]{0,20}(?:构成|组成)[：:]\Z")
_SENTENCE = re.compile(r"[。！？]")
_HOUSING, _HOMES = re.compile(r"住宅|居住"), re.compile(r"住房|住宅|安居|公寓|棚改|棚户区")
_SEMICOLON = re.compile(r"[；;]")
_COLONS = ("：", ":")
_STOPS = ("。", ".")

#: A gap up to this (0.05 ha, in units of 0.01 m²) is a slip of the pen and not a class left out.
SLIP = 50_000

_GROUPED = (Role.TOTAL, Role.PART)
UNLED, UNPLACED = -1, -2
HEADED = -3  # first member of the key of a group that only a heading holds together
LISTED = -5  # the same of a list that a line in front names the class of
CLOSED = -4  # the same of a list of which the words in front say that the total consists of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """构成 · A figure and its parts, by index; `of_total` when the whole is the plan's total.

    `is_stated` when the words say that these are its parts, not only the heading above them; `is_closed` when they
    say that it consists of them.
    """

    whole: int
    parts: tuple[int, ...]
    of_total: bool
    axis: str
    is_stated: bool
    is_closed: bool = False


@dataclass(slots=True)
class _Scope:
    """层级 · A figure whose parts are being listed (None: not said), and the mark between them once known."""

    whole: Figure | None
    separator: str = ""
    count: int = 0
    group: tuple[int, ...] = (-1,)


@dataclass(slots=True, kw_only=True)
class _Loose:
    """未归属 · A figure whose sentence names no whole: the sentence, and what leads it as parts of the total.

    `leads` when it is the figure that a list behind it is a list of.
    """

    figure: Figure
    sentence: int
    led: int
    leads: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """句 · Paragraph and sentence."""
        return self.figure.paragraph, self.sentence


@dataclass(slots=True)
class _Groups:
    """归集 · Parts so far, by whole, group and axis; and the figures whose whole is not said."""

    parts: dict[tuple[int, tuple[int, ...], str], list[int]] = field(default_factory=dict)
    loose: list[_Loose] = field(default_factory=list)

    @property
    def wholes(self) -> frozenset[int]:
        """整体 · The figures that have parts of their own by now."""
        return frozenset(whole for whole, _, axis in self.parts if axis != "origin")

    def add(self, whole: Figure, part: Figure, *group: int) -> None:
        """归入 · Files a part under its whole, in one group of parts."""
        self.parts.setdefault((whole.index, group, axis_of(part)), []).append(part.index)


def axis_of(figure: Figure) -> str:
    """分组轴 · Whether a part belongs to the split by origin (新增 / 存量) or to another one."""
    return "origin" if _ORIGIN.search(figure.item) else "class"


def _owner(pair: Pair, text: str, figures: Sequence[Figure], numbers: list[int]) -> Figure | None:
    """The figure a bracket explains: the one whose number follows it, else the one in front in its sentence."""
    behind = bisect_right(numbers, pair[1])
    if behind < len(figures):
        later = figures[behind]
        if later.start <= pair[0] and not text[pair[1] + 1 : later.number_at].strip(" \u3000为共约"):
            return later
    before = bisect_right(numbers, pair[0]) - 1
    if before < 0:
        return None
    earlier = figures[before]
    gap = text[earlier.end : pair[0]]
    return earlier if len(gap) <= 60 and not _SENTENCE.search(gap) else None


class _Reader:
    """逐段归集 · Walks the figures of one paragraph and files each under the figure it is a part of."""

    def __init__(self, text: str, figures: Sequence[Figure], groups: _Groups, names: Names) -> None:
        self.text, self.groups, self.names = text, groups, names
        self.figures = [one for one in figures if one.role in _GROUPED]
        self.numbers = [one.number_at for one in self.figures]
        self.pairs = outermost(text)
        self.scopes = [_Scope(None)]
        self.ends = [one.start() for one in _SENTENCE.finditer(text)]
        shares = (one for one in figures if one.role is Role.SHARE and _OF.search(one.clause.base))
        self.shared = {self._sentence(one) for one in shares}
        self.last: Figure | None = None
        self.alone = False
        self.led = UNLED

    def _sentence(self, figure: Figure) -> int:
        return bisect_right(self.ends, figure.number_at)

    def walk(self) -> None:
        """Files every figure, those inside brackets under the figure the bracket explains."""
        for figure in self.figures:
            pair = around(self.pairs, figure.number_at)
            if pair:
                self._inside(figure, pair)
            else:
                self._along(figure)

    def _inside(self, figure: Figure, pair: Pair) -> None:
        owner = _owner(pair, self.text, self.figures, self.numbers)
        if owner and owner is not figure and not _NOT_PART.match(self.text, pair[0]):
            self.groups.add(owner, figure, pair[0])

    def _along(self, figure: Figure) -> None:
        gap = self.text[self.last.end : figure.start] if self.last else ""
        if self.last is None or self._sentence(self.last) != self._sentence(figure):
            self._begin(figure)
        elif (figure.clause.opens or figure.clause.divides) and figure.role is Role.PART:
            self._open(self.last, "；" if figure.clause.divides else "")
        else:
            self._close(gap, figure)
        self._lead(figure)
        if figure.role is Role.TOTAL:
            self.scopes = [_Scope(figure)]
        else:
            self._file(figure, gap)
        self.alone = self.alone and (self.last is None or self._sentence(self.last) != self._sentence(figure))
        self.last = figure

    def _begin(self, figure: Figure) -> None:
        """A new sentence: parts of the total when it says so; 其中 speaks of the one figure of the sentence before."""
        lead = self.text[max(0, figure.number_at - 300) : figure.number_at]
        of_total = _OF_TOTAL.search(_SENTENCE.split(lead)[-1]) or self._sentence(figure) in self.shared
        before = self.last if figure.clause.opens and self.alone else None
        self.scopes = [_Scope(before)]
        self.led = figure.index if of_total else (UNPLACED if figure.clause.opens else UNLED)
        self.alone = True

    def _lead(self, figure: Figure) -> None:
        """Words or a figure that name what is listed: all behind them in the sentence are parts of that, or of none."""
        sentence = self._sentence(figure)
        after = self.last.end if self.last else 0
        start = max(after, self.ends[sentence - 1] + 1 if sentence else 0)
        if self.last and start == after and self.last.role is Role.PART and leads_on(self.text, self.last):
            known = self.last.clause.behind or named_before(self.last.item, self.names, self.last.index)
            self.scopes = [*([] if known else self.scopes), _Scope(self.last)]
        elif name := lead_in(self.text, start, figure.number_at):
            whole = named_before(name, self.names, figure.index)
            self.scopes = [_Scope(whole, group=(-1, figure.paragraph, figure.number_at))]
            self.led = UNPLACED

    def _open(self, whole: Figure, separator: str) -> None:
        if self.scopes[-1].whole is not whole:
            self.scopes.append(_Scope(whole, separator))

    def _close(self, gap: str, figure: Figure) -> None:
        """A semicolon ends the parts of a class when they were not themselves parted by semicolons."""
        while len(self.scopes) > 1 and _SEMICOLON.search(gap):
            inner, outer = self.scopes[-1], self.scopes[-2]
            if inner.separator == "；" and outer.separator != "；":
                return
            if inner.count == 1 and outer.count == 1 and _is_kind_of(figure, inner.whole):
                return
            self.scopes.pop()

    def _file(self, figure: Figure, gap: str) -> None:
        scope = self.scopes[-1]
        if scope.count == 1 and not scope.separator:
            scope.separator = "；" if _SEMICOLON.search(gap) else "，"
        scope.count += 1
        if scope.whole is None:
            self.groups.loose.append(self._unplaced(figure))
        else:
            self.groups.add(scope.whole, figure, *scope.group)

    def _unplaced(self, figure: Figure) -> _Loose:
        leads = leads_on(self.text, figure)
        return _Loose(figure=figure, sentence=self._sentence(figure), led=self.led, leads=leads)


def _is_kind_of(figure: Figure, whole: Figure | None) -> bool:
    """Whether the name of a figure says that it is a kind of the whole: kinds of homes, of housing land."""
    return whole is not None and bool(_HOUSING.search(whole.item) and _HOMES.search(figure.item))


def _section(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The numbered headings above a paragraph, itself included when it is one; list items left out."""
    above = (*paragraph.path, paragraph.index) if paragraph.family else paragraph.path
    return tuple(one for one in above if paragraphs[one].item == "")


def _nearest(totals: Sequence[Figure], index: int) -> Figure | None:
    before = [one for one in totals if one.index < index]
    return before[-1] if before else (totals[0] if totals else None)


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


def _place_led(groups: _Groups, paragraphs: Sequence[Paragraph], names: Names) -> None:
    """Figures in paragraphs that a line in front names the class of: parts of that class, or of nothing."""
    led, rest = led_lists(paragraphs), []
    for one in groups.loose:
        section = _section(paragraphs[one.figure.paragraph], paragraphs)
        if one.led != UNPLACED and (name := led.get(one.figure.paragraph)):
            if whole := named_before(name, names, one.figure.index):
                groups.add(whole, one.figure, LISTED)
        elif not any(of_class(paragraphs[index].heading) for index in section):
            rest.append(one)
    groups.loose = rest


def _place_loose(groups: _Groups, paragraphs: Sequence[Paragraph], totals: Sequence[Figure]) -> None:
    """Figures whose sentence names no whole: parts of the total where words or headings say so, else none."""
    chapters = {_section(paragraphs[one.paragraph], paragraphs)[:1] for one in totals}
    led_by_colon = _led_by_colon(paragraphs, totals)
    sizes = Counter(one.place for one in groups.loose)
    listed: dict[tuple[int, ...], list[_Loose]] = {}
    for one in groups.loose:
        section = _section(paragraphs[one.figure.paragraph], paragraphs)
        whole = _nearest(totals, one.figure.index)
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


def _place_listed(groups: _Groups, whole: Figure, members: list[_Loose], key: tuple[int, ...]) -> None:
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
    groups, names = _Groups(), names_of(figures)
    for paragraph, own in _by_paragraph(paragraphs, figures):
        _Reader(paragraph.text, own, groups, names).walk()
    again = restated(groups.wholes, paragraphs, figures)
    sizes = Counter(one.place for one in groups.loose)
    groups.loose = [
        one
        for one in groups.loose
        if one.figure.index not in again and not (one.leads and (sizes[one.place] == 1 or one.figure.clause.behind))
    ]
    _place_led(groups, paragraphs, names)
    _place_loose(groups, paragraphs, totals)
    total_indexes = {one.index for one in totals}
    found = [
        Composition(
            whole=whole,
            parts=tuple(sorted(parts)),
            of_total=whole in total_indexes,
            axis=axis,
            is_stated=HEADED not in group,
            is_closed=CLOSED in group[:1],
        )
        for (whole, group, axis), parts in groups.parts.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.parts[0], one.whole)))


def restated(wholes: frozenset[int], paragraphs: Sequence[Paragraph], figures: Sequence[Figure]) -> Mapping[int, int]:
    """重述 · Figures given again in a later sentence, to be broken down there, with the figure given first."""
    first: dict[str, Figure] = {}
    again: dict[int, int] = {}
    for one in figures:
        if one.role is not Role.PART or not one.item:
            continue
        before = first.setdefault(one.item, one)
        if one.index in wholes and before is not one and _is_later(before, one, paragraphs):
            again[one.index] = before.index
    return again


def _is_later(before: Figure, one: Figure, paragraphs: Sequence[Paragraph]) -> bool:
    if before.paragraph != one.paragraph:
        return True
    return bool(_SENTENCE.search(paragraphs[one.paragraph].text, before.end, one.start))


def _by_paragraph(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure]
) -> Iterator[tuple[Paragraph, list[Figure]]]:
    own: dict[int, list[Figure]] = {}
    for figure in figures:
        own.setdefault(figure.paragraph, []).append(figure)
    for index in sorted(own):
        yield paragraphs[index], own[index]
