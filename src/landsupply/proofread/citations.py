"""引用 · Documents a text cites: title, number, place in a list, and how they are written.

A citation is a title with the number beside it (before or behind the title, or inside its marks), in a list or in
running prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.proofread.docnumbers import DocNumber, doc_numbers
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.position import Position
from landsupply.proofread.titles import Quoted, Title, quoted, title_keys

_BLANK = " \t\u3000\u00a0"
_BETWEEN = re.compile(
    r"(?:的?(?:通知|意见|决定|规定|公告|批复|函))?[ \u3000]{0,3}"
    r"(?:[（(](?:试行|暂行|以下简称[^）)]{0,20}|[0-9]{4}年(?:版|本|修订))[)）])?"
    r"[ \u3000]{0,3}[（(]?[ \u3000]{0,3}"
)
_BEFORE = re.compile(r"[ \u3000]{0,3}[)）]?(?:文件|文)?[ \u3000]{0,3}")
_ENDS = "；;。.，,、：:"
_TAIL = re.compile(r"[（(][^（()）]{0,80}[)）]\Z")
_ASIDE = re.compile(r"[（(](?:试行|暂行|[0-9]{4}年(?:版|本|修订|修正))[)）]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """引用文件 · One citation: title ("" where only a number stands), number, whether 《》 enclose it, its list."""

    title: str
    number: DocNumber | None
    enclosed: bool
    position: Position
    raw: str
    paragraph: int
    list_index: int | None = None
    rank: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """标题诸形 · The folded forms of the title."""
        return title_keys(self.title) if self.title else ()

    @property
    def name(self) -> str:
        """称呼 · How a finding calls it: number where there is one, else title."""
        return self.number.raw if self.number else self.title


def body_of(paragraph: Paragraph) -> str:
    """条目正文 · The words of a list item without its end mark."""
    return paragraph.words.rstrip(_ENDS + _BLANK)


def is_open_title(text: str) -> bool:
    """标题未括 · A title of which only a part, or nothing, stands in 《》: `…关于印发《…》的通知（文号）`."""
    found = quoted(text)
    if not found.titles:
        return not found.unpaired or not text.startswith("《")
    first = found.titles[0]
    before = _outside(text[: first.start])
    if not before:
        return False
    return "关于" in before or bool(_outside(text[first.end :]))


def _outside(text: str) -> str:
    """What is left of the words around a title once numbers and brackets are taken away."""
    for one in reversed(doc_numbers(text)):
        text = text[: one.start] + text[one.end :]
    return re.sub(r"[（(][^（()）]{0,80}[)）]", "", text).strip(_BLANK + _ENDS + "（()）")


def open_title(text: str) -> str:
    """未括标题 · The title of an item that 《》 do not enclose: its words without number and end mark."""
    for one in reversed(doc_numbers(text)):
        text = text[: one.start] + text[one.end :]
    text = text.strip(_BLANK + _ENDS)
    text = re.sub(r"[（(][ \u3000]{0,3}[)）]", "", text).strip(_BLANK + _ENDS)
    tail = _TAIL.search(text)
    return text[: tail.start()] if tail and not _ASIDE.search(text) and "年" not in tail[0] else text


def _number_of(text: str, title: Title, numbers: list[DocNumber], bounds: tuple[int, int]) -> DocNumber | None:
    """The number that belongs to a title: inside its marks, directly behind, or directly before."""
    low, high = bounds
    for one in numbers:
        if title.start < one.start and one.end <= title.end:
            return one
    for one in numbers:
        if title.end <= one.start < high and _BETWEEN.fullmatch(text, title.end, one.start):
            return one
    for one in reversed(numbers):
        if low <= one.start and one.end <= title.start and _BEFORE.fullmatch(text, one.end, title.start):
            return one
    return None


def _plain_title(title: Title, number: DocNumber | None, text: str) -> str:
    """The words of a title, a number typed inside its marks taken away and 试行 typed behind them kept."""
    words = title.text
    if number and title.start < number.start < title.end:
        words = re.sub(r"[（(][ ]{0,3}[)）]", "", words.replace(number.raw, ""))
    aside = re.match(r"[（(](?:试行|暂行|[0-9]{4}年(?:版|本))[)）]", text[title.end : title.end + 12])
    return words.strip(_BLANK) + (aside[0] if aside else "")


def _prose(paragraph: Paragraph, found: Quoted, numbers: list[DocNumber]) -> Iterator[Cited]:
    """Titles with their numbers, then numbers without title, in the order of the text."""
    text, used, out = paragraph.text, set[int](), []
    starts = [one.start for one in numbers]
    for index, title in enumerate(found.titles):
        low = found.titles[index - 1].end if index else 0
        high = found.titles[index + 1].start if index + 1 < len(found.titles) else len(text)
        around = numbers[bisect_left(starts, low) : bisect_left(starts, high)]
        near = [one for one in around if one.start not in used]
        number = _number_of(text, title, near, (low, high))
        if number:
            used.add(number.start)
        out.append((title.start, _plain_title(title, number, text), number, True))
    out += [(one.start, "", one, False) for one in numbers if one.start not in used]
    for start, words, number, enclosed in sorted(out, key=lambda one: one[0]):
        raw = words + (number.raw if number else "")
        yield Cited(
            title=words,
            number=number,
            enclosed=enclosed,
            position=paragraph.at(start),
            raw=raw,
            paragraph=paragraph.index,
        )


def _open(paragraph: Paragraph, numbers: list[DocNumber]) -> Cited:
    return Cited(
        title=open_title(body_of(paragraph)),
        number=numbers[0] if numbers else None,
        enclosed=False,
        position=paragraph.at(paragraph.body),
        raw=body_of(paragraph),
        paragraph=paragraph.index,
    )


def cited_in(paragraph: Paragraph, is_item: bool) -> tuple[Cited, ...]:
    """查引用 · The documents a paragraph cites; an item whose title stands open is one citation as a whole."""
    numbers = list(doc_numbers(paragraph.text))
    found = quoted(paragraph.text)
    if is_item and is_open_title(body_of(paragraph)):
        return (_open(paragraph, numbers),)
    return tuple(_prose(paragraph, found, numbers))
