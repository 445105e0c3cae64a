"""来源构成 · 新增 and 存量 given behind the total, in a sentence that speaks of no other whole, make up the total."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from landsupply.proofread.compositions import Composition
from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.outline import Paragraph

_ORIGIN = re.compile(
    r"(?:使用|利用|盘活|供应|安排|通过|消化|[ \u3000]){0,4}"
    r"(?P<kind>新增|增量|存量)(?:国有|建设|用地|土地|供应|供地|指标|面积|的){0,6}"
)
#: What may stand in a sentence in front of the two.
_LEAD = re.compile(
    r"(?:其中|其|全市|全年|按|从|土地|用地|供应|供地|来源|划分|分|看|为|上|计划|本|"
    r"20[0-9]{2}年度?|[，,：:、 \u3000]){0,12}"
)
_OTHER = re.compile(
    r"住宅|住房|居住|商服|商业|工矿|工业|产业|经营性|交通|公共|上年|去年|执行|回顾|储备|收储|[区县镇]\Z"
)
_SENTENCE = re.compile(r"[。！？]")
_BOTH = 2


def origins_of_the_total(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], found: Sequence[Composition]
) -> Iterator[Composition]:
    """来源构成 · A composition of the nearest total in front for each such pair that has no whole yet."""
    areas = [one for one in figures if one.role in (Role.TOTAL, Role.PART)]
    placed = {part for one in found for part in one.parts}
    ends = cache(lambda paragraph: [end.start() for end in _SENTENCE.finditer(paragraphs[paragraph].text)])
    for (paragraph, _), group in groupby(areas, key=lambda one: _place(one, ends(one.paragraph))):
        pair = list(group)
        if not _are_both(pair):  # before the scan for its whole, which is long in a long text
            continue
        whole = next((one for one in reversed(areas) if one.role is Role.TOTAL and one.index < pair[0].index), None)
        free = not placed & {one.index for one in pair}
        of_all = _speaks_of_all(pair[0], areas, paragraphs[paragraph], found)
        if whole and free and of_all and not _is_about_some(paragraphs[paragraph], paragraphs):
            parts = tuple(one.index for one in pair)
            yield Composition(whole=whole.index, parts=parts, of_total=True, axis="origin", is_stated=True)


def _is_about_some(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a heading above names a use, a district, another year."""
    return any(_OTHER.search(paragraphs[one].heading) for one in paragraph.path)


def _place(figure: Figure, ends: Sequence[int]) -> tuple[int, int]:
    return figure.paragraph, bisect_right(ends, figure.number_at)


def _are_both(pair: Sequence[Figure]) -> bool:
    kinds = [found["kind"] == "存量" for one in pair if (found := _ORIGIN.fullmatch(one.item))]
    return len(pair) == _BOTH == len(kinds) and kinds[0] is not kinds[1]


def _speaks_of_all(first: Figure, areas: Sequence[Figure], paragraph: Paragraph, found: Sequence[Composition]) -> bool:
    """Nothing but 其中 and its like stands in front, and 其中 speaks of the total or of a sentence of its parts."""
    lead = paragraph.text[paragraph.body : first.start]
    lead = _SENTENCE.split(lead)[-1]
    if not _LEAD.fullmatch(lead):
        return False
    before = max((one for one in areas if one.index < first.index), key=lambda one: one.index)
    if not first.clause.opens or before.role is Role.TOTAL:
        return True
    return any(one.of_total and before.index in one.parts and len(one.parts) > 1 for one in found)
