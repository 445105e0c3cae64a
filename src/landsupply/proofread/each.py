"""各 · One area given to each of several: 三季度和四季度各400公顷 counts twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from landsupply.proofread.compositions import Composition
from landsupply.proofread.figures import Figure

_EACH = re.compile(r"(?:各自?|(?<!平)均)(?:计划|拟|安排|供应|供地|占|为|约|[ \u3000]){0,4}\Z")
_BETWEEN = re.compile(r"[、和及与]|以及")
_UNCOUNTED = re.compile(r"[0-9一二两三四五六七八九十]+个|[至到~～—-]|各(?:县|市|区|镇|季|月)|每|其他|其余|等")
_QUARTER = re.compile(r"季度?")


def counted_each(found: Iterable[Composition], figures: Sequence[Figure]) -> Iterator[Composition]:
    """逐个计入 · The compositions, a part that is given to each of several counted as often.

    Where it is not told how many they are, nothing is said of the whole.
    """
    for one in found:
        times = [(index, _times(figures[index])) for index in one.parts]
        if all(count for _, count in times):
            yield replace(one, parts=tuple(index for index, count in times for _ in range(count)))


def _times(figure: Figure) -> int:
    """How many things an area is given to: 1 without 各, 0 where that is not told."""
    words = figure.clause.words
    each = _EACH.search(words)
    if each is None:
        return 1
    named = words[: each.start()]
    names = [one for one in _BETWEEN.split(named) if one.strip(" \u3000：:")]
    return 0 if _UNCOUNTED.search(named) or len(names) < 2 else len(names)
