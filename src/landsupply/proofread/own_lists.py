"""自成一列 · Parts of the total that no sentence with the total lists: behind a lead of their own, or adding up to it.

按用途分，…; 各区分别为：…; 一是…二是…. A list that nothing announces is one of the total only where it makes the total,
or nearly does and is no more than a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import accumulate, groupby

from landsupply.proofread.brackets import around, outermost
from landsupply.proofread.colon_lists import LEADS_ON
from landsupply.proofread.compositions import Composition, axis_of
from landsupply.proofread.figures import SUMMED, Figure, Role, exact
from landsupply.proofread.leads import is_led, led_lists, of_class
from landsupply.proofread.outline import Paragraph

#: How far a list that nothing announces may miss the total and still be guessed to be its parts.
NEAR = Fraction(5, 100)
_FEWEST_GUESSED = 3

_SENTENCE = re.compile(r"[。！？]")
_ANNOUNCED = re.compile(
    r"(?=.*(?:其中|分别|如下|具体为|按|从|[分各][\u4e00-\u9fff]{0,4}(?:：|:)))"
    r"(?:其中|按照?|从|各|分|[区县市镇乡旗]|街道|片区|功能区|季度|月度|半年|类别?|地类|用途|用地|土地|方式|供应|供地|计划|"
    r"拟|安排|分布|布局|结构|构成|组成|具体|情况|指标|时序|进度|来源|区域|空间|为|分别|如下|以下|年度|本|全|的|上|看|来|划|"
    r"等|国有|建设|总量|由|[（）()、，,：:；; \u3000])+"
)
_COUNTED = re.compile(r"[一二三四五六七八九十]是")
_ABOUT_SOME = re.compile(
    r"住宅|住房|居住|商服|商业|工矿|工业|产业|经营性|交通|公共|上年|去年|执行|回顾|储备|收储|(?<![分各])[区县镇旗]\Z|本级"
)
_COLONS = ("：", ":")


def lists_of_their_own(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], found: Sequence[Composition]
) -> Iterator[Composition]:
    """自成一列 · A composition of the total for each list of figures that has no whole yet."""
    areas = sorted((one for one in figures if one.role in (Role.TOTAL, Role.PART)), key=_place)
    totals = [one for one in areas if one.role is Role.TOTAL]
    whole_of = {part: one.whole for one in found for part in one.parts}
    at, everywhere = [_place(one) for one in totals], [_place(one) for one in areas]
    last = {one.paragraph: one for one in areas}
    demoted = [0, *accumulate(one.role is Role.PART and one.clause.is_total for one in areas)]
    for parts in _lists(paragraphs, areas, found):
        before = bisect_right(at, _place(parts[0]))
        if leader := _leader(paragraphs, last, parts[0]):
            yield _stated(leader, parts)
            continue
        if not before:
            continue
        since, until = (bisect_right(everywhere, place) for place in (at[before - 1], _place(parts[-1])))
        if demoted[since] != demoted[until]:
            continue  # a district's own total stands between, and the list may be that one's
        total = totals[before - 1]
        near = areas[bisect_right(everywhere, _place(parts[0])) - 2]
        is_led = _speaks_of(near, total, whole_of) and _is_announced(paragraphs, parts)
        if made := _stated(total, parts) if is_led else _guessed(total, parts):
            whole_of |= dict.fromkeys(made.parts, total.index)
            yield made


def _place(figure: Figure) -> tuple[int, int]:
    return figure.paragraph, figure.number_at


def _lists(
    paragraphs: Sequence[Paragraph], areas: Sequence[Figure], found: Sequence[Composition]
) -> Iterator[list[Figure]]:
    """Free figures of one sentence, or of sentences and lines that follow on each other with one each."""
    run: list[Figure] = []
    last: tuple[int, int] | None = None
    for place, group in groupby(_free(paragraphs, areas, found), key=_sentence_of(paragraphs)):
        own = list(group)
        follows = len(own) == 1 == len(run[-1:]) and last is not None and _follows(paragraphs, last, place)
        if run and not follows:
            yield from [run] if len(run) > 1 else []
            run = []
        if len(own) > 1:
            yield own
        else:
            run += own
        last = place if len(own) == 1 else None
    if len(run) > 1:
        yield run


def _sentence_of(paragraphs: Sequence[Paragraph]) -> Callable[[Figure], tuple[int, int]]:
    """Which sentence of its paragraph a figure stands in."""
    ends = cache(lambda paragraph: [end.start() for end in _SENTENCE.finditer(paragraphs[paragraph].text)])
    return lambda figure: (figure.paragraph, bisect_right(ends(figure.paragraph), figure.number_at))


def _follows(paragraphs: Sequence[Paragraph], last: tuple[int, int], place: tuple[int, int]) -> bool:
    if last[0] == place[0]:
        return place[1] == last[1] + 1
    before, after = paragraphs[last[0]], paragraphs[place[0]]
    if before.family and before.family == after.family:
        return after.ordinal == before.ordinal + 1 and before.path == after.path
    return after.index == before.index + 1 and not before.family and not after.family


def _free(paragraphs: Sequence[Paragraph], areas: Sequence[Figure], found: Sequence[Composition]) -> Iterator[Figure]:
    """Figures that are part of nothing, outside brackets, and not led as parts of a class."""
    placed = {part for one in found for part in one.parts}
    classes = led_lists(paragraphs)
    for index, group in groupby(areas, key=lambda one: one.paragraph):
        pairs, text = outermost(paragraphs[index].text), paragraphs[index].text
        if index in classes or _is_about_some(paragraphs[index], paragraphs):
            continue
        for one in group:
            is_free = one.role is Role.PART and one.index not in placed and not around(pairs, one.number_at)
            if is_free and not is_led(text, one):
                yield one


def _is_about_some(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
    headings = [paragraphs[one].heading for one in paragraph.path]
    return any(_ABOUT_SOME.search(one) or of_class(one) for one in headings)


def _speaks_of(near: Figure, total: Figure, whole_of: Mapping[int, int]) -> bool:
    """Whether the figure in front of a list is the total or stands below it, so that a lead speaks of the total."""
    here, steps = near.index, 0
    while here in whole_of and steps <= len(whole_of):
        here, steps = whole_of[here], steps + 1
    return here == total.index


def _stated(whole: Figure, parts: Sequence[Figure]) -> Composition:
    axes = {axis_of(one) for one in parts}
    return Composition(
        whole=whole.index,
        parts=tuple(one.index for one in parts),
        of_total=whole.role is Role.TOTAL,
        axis=axes.pop() if len(axes) == 1 else "class",
        is_stated=True,
    )


def _guessed(total: Figure, parts: Sequence[Figure]) -> Composition | None:
    """What nothing announces: parts of the total where they make it, or three of them at least nearly do."""
    gap = abs(exact(total) - sum((exact(one) for one in parts), Fraction(0)))
    is_near = total.is_exact and gap <= NEAR * exact(total) and all(one.is_exact for one in parts)
    if gap and not (is_near and len(parts) >= _FEWEST_GUESSED):
        return None
    return replace(_stated(total, parts), is_stated=False, is_guessed=True)


def _leader(paragraphs: Sequence[Paragraph], last: Mapping[int, Figure], first: Figure) -> Figure | None:
    """The figure at the end of the line in front, if that goes on into the list: …420公顷，其中：."""
    own, stated = paragraphs[first.paragraph], last.get(first.paragraph - 1)
    if stated is None or own.text[own.body : first.start].strip():
        return None
    line = paragraphs[stated.paragraph]
    return stated if LEADS_ON.search(line.words) and not _SENTENCE.search(line.text, stated.end) else None


def _is_announced(paragraphs: Sequence[Paragraph], parts: Sequence[Figure]) -> bool:
    """Whether words in front say that a list begins: in its sentence, in a line of their own, or 一是…二是…."""
    first = parts[0]
    paragraph = paragraphs[first.paragraph]
    if all(_COUNTED.match(one.clause.words.strip()) for one in parts):
        return True
    lead = _SENTENCE.split(paragraph.text[paragraph.body : first.start])[-1].strip()
    if not lead and first.paragraph and paragraphs[first.paragraph - 1].words[-1:] in _COLONS:
        lead = paragraphs[first.paragraph - 1].words
    return bool(lead and _ANNOUNCED.fullmatch(lead))


def sums_behind(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], found: Sequence[Composition]
) -> Iterator[Composition]:
    """合计在后 · What a sum at the end of a sentence (…，合计310公顷) is the sum of: the list in front of it."""
    group_of: Mapping[int, Composition] = {part: one for one in found for part in one.parts}
    areas = [one for one in figures if one.role in (Role.TOTAL, Role.PART, Role.OTHER)]
    for _, group in groupby(areas, key=_sentence_of(paragraphs)):
        before: list[Figure] = []
        for one in group:
            if SUMMED.fullmatch(one.item) and before:
                last = group_of.get(before[-1].index)
                of_last = [each for each in before if group_of.get(each.index) is last]
                if len(of_last) > 1:
                    yield replace(_stated(one, of_last), is_closed=True)
            if one.role is Role.OTHER:
                break  # of another year, and with it perhaps those behind it; or the sum itself
            before += [one] if one.role is Role.PART else []
