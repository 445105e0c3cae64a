"""排印 · TX-01, TX-02, TX-04: word-processor remnants, half-width marks in Chinese text, paragraphs without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.position import Position
from landsupply.proofread.register import Case, Found

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "，。、；：？！“”‘’《》〈〉（）〔〕【】…—"
_BEFORE = re.compile(rf"[{_HAN}{_MARKS}0-9０-９%％)][ \u3000]{{0,3}}\Z")
_BEFORE_TEXT = re.compile(rf"[{_HAN}{_MARKS}][ \u3000]{{0,3}}\Z")
_AFTER = re.compile(rf"[ \u3000]{{0,3}}(?:[{_HAN}{_MARKS}(]|\Z)")
_AFTER_DIGIT = re.compile(r"[ \u3000]{0,3}[0-9０-９]")
_A_YEAR = re.compile(r"[ \u3000]{0,3}(?:19|20)[0-9]{2}年")
_HALF = re.compile(r"[,:;.]")
_BRACKET = re.compile(r"[()（）]")
_WIDE = dict(zip(",:;.()", "，：；。（）", strict=True))
#: Up to so many marks of a kind are pointed at one by one.
_MANY = 10
_HAN_WORD = re.compile(rf"[{_HAN}]")
_NUMERALS = re.compile(r"[0-9０-９一二三四五六七八九十年月日至到 .,\-–—~～－]{0,40}")


def remnant(case: Case) -> Found:
    """TX-01 文字处理残留 · A bookmark, a field or an error text of the word processor was left."""
    for paragraph in case.reading.paragraphs:
        for one in paragraph.remnants:
            yield Finding(
                rule="TX-01",
                code="A040",
                severity=Severity.WARNING,
                place=paragraph.at(one.start),
                facts={"raw": one.raw},
            )


def half_width_mark(case: Case) -> Found:
    """TX-02 半角标点 · A half-width comma, colon, semicolon, stop or bracket stands in Chinese text."""
    lines = [one.line for one in case.reading.paragraphs]
    continued = {line for line, later in pairwise(lines) if line == later}
    throughout = _throughout(case)
    for paragraph in case.reading.paragraphs:
        for offset in sorted([*_marks(paragraph), *_brackets(paragraph)]):
            if paragraph.text[offset] in throughout:
                continue
            around = paragraph.text[max(0, offset - 6) : offset + 7].strip()
            # A stop is easily lost to a decimal point, so it is only pointed out, but where it ends the line.
            is_inside = bool(paragraph.text[offset + 1 :].strip()) or paragraph.line in continued
            stop = paragraph.text[offset] == "." and is_inside
            yield Finding(
                rule="TX-02",
                code="A041",
                severity=Severity.ADVICE if stop else Severity.WARNING,
                place=paragraph.at(offset),
                facts={"mark": paragraph.text[offset], "raw": around},
            )


def half_width_throughout(case: Case) -> Found:
    """TX-02 全文多用半角 · One word about each kind of mark that the text writes half-width throughout."""
    for mark, places in _throughout(case).items():
        facts = {"mark": mark, "count": len(places)}
        yield Finding(
            rule="TX-02", code="A044", severity=Severity.WARNING, place=places[0], facts=facts, also=places[1:]
        )


def _throughout(case: Case) -> Mapping[str, tuple[Position, ...]]:
    """The kinds of mark that stand half-width more than ten times, and more often so than full-width."""
    found: dict[str, list[Position]] = {}
    for paragraph in case.reading.paragraphs:
        for offset in sorted([*_marks(paragraph), *_brackets(paragraph)]):
            found.setdefault(paragraph.text[offset], []).append(paragraph.at(offset))
    text = case.reading.text
    return {
        mark: tuple(places)
        for mark, places in found.items()
        if len(places) > _MANY and len(places) > text.count(_WIDE[mark])
    }


def _marks(paragraph: Paragraph) -> Iterator[int]:
    text = paragraph.text
    for found in _HALF.finditer(text, paragraph.body):
        before, at = text[max(0, found.start() - 4) : found.start()], found.end()
        if found[0] == ".":
            accused = bool(_BEFORE_TEXT.search(before) and (_AFTER.match(text, at) or _A_YEAR.match(text, at)))
        else:
            inside = _BEFORE.search(before) and _AFTER.match(text, at)
            accused = bool(inside or (_BEFORE_TEXT.search(before) and _AFTER_DIGIT.match(text, at)))
        if accused and before.strip():
            yield found.start()


def _brackets(paragraph: Paragraph) -> Iterator[int]:
    """Half-width brackets around Chinese words, or paired with a full-width one; not (CCD), not (1)."""
    text, stack = paragraph.text, list[int]()
    for found in _BRACKET.finditer(text, paragraph.body):
        if found[0] in "(（":
            stack.append(found.start())
        elif stack:
            start = stack.pop()
            yield from _accused(text, start, found.start())


def _accused(text: str, start: int, end: int) -> Iterator[int]:
    half = [one for one in (start, end) if text[one] in "()"]
    inner = text[start + 1 : min(end, start + 200)]
    chinese = _HAN_WORD.search(inner) and not _NUMERALS.fullmatch(inner)
    if len(half) == 1 or (half and chinese):
        yield half[0]


_END = re.compile(r"[。！？；：…”》）)!?;:.，,、—]\Z")
_SHORTEST_PROSE, _FEWEST_PROSE = 14, 3
_OPENING = re.compile(r"本(?:计划|方案|通知)|(?:计划|规划|供应|供地){0,2}(?:的?(?:范围|期限|期))(?:为|是|包括|自)")
_INNER = re.compile(r"[，。；]")


def paragraph_without_end(case: Case) -> Found:
    """TX-04 段末无标点 · A paragraph of prose that ends without a mark, where nearly all the others end with one."""
    prose = [one for one in case.reading.paragraphs if _is_prose(one)]
    bare = [one for one in prose if not _END.search(one.words)]
    if len(prose) < _FEWEST_PROSE or len(bare) * 5 > len(prose):
        return
    for one in bare:
        last = len(one.text.rstrip()) - 1
        facts = {"raw": one.words[-12:]}
        yield Finding(rule="TX-04", code="A043", severity=Severity.ADVICE, place=one.at(last), facts=facts)


def _is_prose(paragraph: Paragraph) -> bool:
    """A sentence and not a heading, a title, a row of a table or an item of a list."""
    words = paragraph.words
    is_running = bool(_INNER.search(words) or _OPENING.match(words)) and not re.search(r"[\t|]| {2}|\u3000", words)
    return (
        is_running
        and len(words) >= _SHORTEST_PROSE
        and not paragraph.family
        and len(_HAN_WORD.findall(words)) * 2 > len(words)
    )
