"""冒号列表 · Lines that list the parts of the figure at the end of the line in front: 住宅用地100公顷，其中：."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.outline import Paragraph

#: How a line ends that goes on into a list.
LEADS_ON = re.compile(r"(?:其中|包括|包含|分别为?|如下)[：:]\Z")
_SENTENCE = re.compile(r"[。！？]")


def led_by_figures(paragraphs: Sequence[Paragraph], figures: Sequence[Figure]) -> Mapping[int, Figure]:
    """数字引领 · The lines of such lists with the figure in front; the plan's total has rules of its own.

    The lines are numbered in one way of their own, or not numbered and end with a stop.
    """
    last = {one.paragraph: one for one in figures if one.role in (Role.TOTAL, Role.PART)}
    led: dict[int, Figure] = {}
    leader: tuple[Paragraph, Figure] | None = None
    shape: str | None = None
    for one in paragraphs:
        stated = last.get(one.index)
        if stated and LEADS_ON.search(one.words) and not _SENTENCE.search(one.text, stated.end):
            leader, shape = (one, stated) if stated.role is Role.PART else None, None
        elif leader and shape in (None, one.family) and not _is_beside(leader[0], one):
            led[one.index], shape = leader[1], one.family
            leader = None if not one.family and one.words[-1:] == "。" else leader
        else:
            leader = None
    return led


def _is_beside(leader: Paragraph, one: Paragraph) -> bool:
    return bool(one.family) and (one.family == leader.family or leader.index not in one.path)
