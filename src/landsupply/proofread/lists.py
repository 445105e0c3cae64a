"""清单 · Lists of cited documents: which paragraphs are items of which list, and how each item ends.

Items may be numbered in any shape, in part, or not at all. Paragraphs form one list when they follow on each other
under one heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from landsupply.proofread.docnumbers import doc_numbers
from landsupply.proofread.outline import Paragraph

_BASIS = "依据"
_SECTIONS = ("chapter", "section", "han", "han_paren", "decimal", "decimals")
_QUOTES = re.compile(r"《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,200})?》|[（(][^（()）]{0,100}[)）]")
_STOP = re.compile(r"[。；;，,！？]")
_MARKS = "；;。.，,、：:！？"
_LONGEST_ITEM = 300
_LETTERHEAD = 4  # lines in front of which a text's own number stands


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedList:
    """引用清单 · The paragraphs of one list, by index, and the end mark of each ("" where there is none)."""

    items: tuple[int, ...]
    marks: tuple[str, ...]


def _is_short(paragraph: Paragraph) -> bool:
    """One line without a stop inside it, once titles and brackets are taken away."""
    words = paragraph.words
    if not words or len(words) > _LONGEST_ITEM:
        return False
    bare = _QUOTES.sub("", words)
    return not _STOP.search(bare[:-1])


def _cites(paragraph: Paragraph) -> bool:
    return _is_short(paragraph) and ("《" in paragraph.words or bool(doc_numbers(paragraph.words)))


def _under_basis(paragraph: Paragraph, all_of: Sequence[Paragraph]) -> bool:
    return any(_BASIS in all_of[above].heading for above in paragraph.path)


def _may_be_item(paragraph: Paragraph, all_of: Sequence[Paragraph], parents: frozenset[int]) -> bool:
    if paragraph.index in parents or paragraph.family in _SECTIONS or _is_letterhead(paragraph):
        return False
    return _cites(paragraph) or (_is_short(paragraph) and _under_basis(paragraph, all_of))


def _is_letterhead(paragraph: Paragraph) -> bool:
    """The first line, and the text's own number under it: neither is cited."""
    if paragraph.family or paragraph.index > _LETTERHEAD:
        return False
    numbers, words = doc_numbers(paragraph.words), paragraph.words.strip(" \u3000（()）")
    return paragraph.index == 0 or (len(numbers) == 1 and numbers[0].raw == words)


def _home(paragraph: Paragraph, parents: frozenset[int]) -> tuple[int, ...]:
    """The headings an item stands under, itself and other items left out."""
    return tuple(above for above in paragraph.path if above in parents)


def _runs(paragraphs: Sequence[Paragraph], parents: frozenset[int]) -> Iterator[list[Paragraph]]:
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        fits = _may_be_item(paragraph, paragraphs, parents)
        if run and not (fits and _follows(run[-1], paragraph, parents)):
            yield run
            run = []
        if fits:
            run.append(paragraph)
    if run:
        yield run


def _follows(last: Paragraph, next_one: Paragraph, parents: frozenset[int]) -> bool:
    same_shape = not (last.family and next_one.family) or last.family == next_one.family
    return same_shape and _home(last, parents) == _home(next_one, parents)


def _split(run: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """A bare unnumbered line before cited ones is their heading: it closes the list above and is no item."""
    part: list[Paragraph] = []
    for here, paragraph in enumerate(run):
        if _is_heading(run, here, part):
            yield part
            part = []
        else:
            part.append(paragraph)
    yield part


def _is_heading(run: list[Paragraph], here: int, part: list[Paragraph]) -> bool:
    paragraph = run[here]
    if paragraph.family or _cites(paragraph) or paragraph.words[-1] in _MARKS:
        return False
    return (not part and len(run) > here + 1) or (bool(part) and _cites(part[-1]))


def _sub_headings(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Paragraphs others stand under: by number, or a bare numbered line before unnumbered citations."""
    parents = {paragraph.path[-1] for paragraph in paragraphs if paragraph.path and paragraph.family}
    sections = {one.index for one in paragraphs if one.family in _SECTIONS}
    for above, below in pairwise(paragraphs):
        bare = above.family and not _cites(above) and above.words[-1:] not in _MARKS
        if bare and not below.family and _cites(below):
            parents.add(above.index)
    return frozenset(parents | sections)


def end_mark(paragraph: Paragraph) -> str:
    """末尾标点 · The mark an item ends with, or "" where it ends without one."""
    last = paragraph.words[-1:]
    return last if last in _MARKS else ""


def cited_lists(paragraphs: Sequence[Paragraph]) -> tuple[CitedList, ...]:
    """查清单 · The lists of cited documents, in order; a single item makes no list."""
    parents = _sub_headings(paragraphs)
    lists = []
    for run in _runs(paragraphs, parents):
        for part in _split(run):
            if len(part) >= 2 and (_under_basis(part[0], paragraphs) or 2 * sum(map(_cites, part)) >= len(part)):
                marks = tuple(end_mark(one) for one in part)
                lists.append(CitedList(items=tuple(one.index for one in part), marks=marks))
    return tuple(lists)
