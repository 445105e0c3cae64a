"""结构 · Lines → paragraphs, each with the path of numbered headings above it.

Numbering is told from its shape alone (一、 （一） 1. （1） ①), so a plan that numbers its lists otherwise reads the
same. A text whose line breaks were lost is cut at headings inside the line, where their numbers follow on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from landsupply.proofread.position import Position
from landsupply.proofread.remnants import Remnant, remnants, without

_HAN = "一二三四五六七八九十百"
#: 3.1 and 3.1.1 in front of a heading, not a figure with its unit.
_DECIMAL = (
    r"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{{}}}(?![.0-9])[ \u3000]{{0,3}}(?=[\u4e00-\u9fff])(?!公顷|亩|平方|万|亿|个|年|月)"
)
#: Behind the number of a heading stands no digit of a figure, but a year may.
_NO_DIGIT = r"(?:(?![0-9０-９])|(?=(?:19|20)[0-9]{2} {0,2}(?:年|[-–—~～至]{1,2} {0,2}(?:19|20)[0-9]{2} {0,2}年)))"
_FAMILIES = (
    ("chapter", rf"第 {{0,2}}[{_HAN}]{{1,4}} {{0,2}}[章编]"),
    ("section", rf"第 {{0,2}}[{_HAN}]{{1,4}} {{0,2}}节"),
    ("han", rf"[{_HAN}]{{1,4}} {{0,2}}[、．.]{_NO_DIGIT}"),
    ("han_paren", rf"[（(] {{0,2}}[{_HAN}]{{1,4}} {{0,2}}[)）]、?"),
    ("digit_paren", r"[（(] {0,2}[0-9０-９]{1,3} {0,2}[)）]、?|[⑴-⒇]"),
    ("digit", rf"[0-9０-９]{{1,3}} {{0,2}}[、．.]{_NO_DIGIT}|[⒈-⒛]"),
    ("decimal", _DECIMAL.format(1)),
    ("decimals", _DECIMAL.format(2)),
    ("digit_half", r"[0-9０-９]{1,3} {0,2}[)）]"),
    ("circle", r"[①-⑳㉑-㉟㊱-㊿❶-❿]"),
    ("bullet", r"[•·●■◆○▪]|[-–—*](?=[ \u3000\u4e00-\u9fff《])"),
)
_MARKER = re.compile(r"[ \t\u3000\u00a0]{0,80}+(?:" + "|".join(f"(?P<{name}>{one})" for name, one in _FAMILIES) + ")")
_INLINE = re.compile(
    rf"(?:(?<=[。；;！？ \u3000])|(?<=计划))[{_HAN}]{{1,3}}、"  # the first may only stand behind a stop or the title
    rf"|(?<![{_HAN}第、])(?!一)[{_HAN}]{{1,3}}、(?![{_HAN}级类期])"
    rf"|(?<![第款项条见照])[（(][{_HAN}]{{1,3}}[)）](?![条款项之所])"
    rf"|(?<![《〈“本见照])第[{_HAN}]{{1,3}}[章节](?=[ \u3000])"
)
_INLINE_FAMILIES = {"、": "han", "章": "chapter", "节": "section"}
_RESTARTING = ("han_paren", "section")
_SECTIONS = ("chapter", "section", "han", "han_paren", "decimal", "decimals")
_DECIMALS = ("decimal", "decimals")
_BLANK = " \t\u3000\u00a0\u200b\ufeff"
_END = re.compile(r"[。；;！？：:，,\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """段落 · One paragraph: `text` with remnants blanked, `body` where its words begin behind the number.

    `path` are the indexes of the paragraphs it stands under, the nearest last; `family` is the shape of its own
    number or "".
    """

    index: int
    line: int
    offset: int
    text: str
    body: int
    family: str
    label: str
    ordinal: int
    path: tuple[int, ...]
    section: str
    item: str
    remnants: tuple[Remnant, ...]

    @property
    def words(self) -> str:
        """正文 · The text behind the number, without surrounding blanks."""
        return self.text[self.body :].strip(_BLANK)

    @property
    def heading(self) -> str:
        """标题 · What the paragraph would be called: its words up to the first stop, forty at most."""
        return _END.split(self.words[:40], maxsplit=1)[0]

    def at(self, offset: int) -> Position:
        """定位 · The position of a character of the text."""
        return Position(line=self.line, column=self.offset + offset + 1, section=self.section, item=self.item)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """段落草稿 · A paragraph while its place is still being found."""

    line: int
    offset: int
    text: str
    remnants: tuple[Remnant, ...]
    body: int = 0
    family: str = ""
    label: str = ""
    ordinal: int = 0
    path: tuple[int, ...] = ()


def han_number(text: str) -> int:
    """汉字数 · The value of 一 … 九十九; 0 for anything else."""
    tens, ten, units = text.rpartition("十")
    digits = "零一二三四五六七八九"
    if len(tens) > 1 or len(units) > 1 or any(c not in digits for c in tens + units):
        return 0
    return (10 * (digits.index(tens) if tens else 1) if ten else 0) + (digits.index(units) if units else 0)


def _ordinal(label: str) -> int:
    inner = re.sub(r"[^一二三四五六七八九十0-9０-９①-⒛㉑-㉟㊱-㊿]", "", label)
    if not inner:
        return 0
    if inner.isdecimal():
        return int(inner)
    if len(inner) == 1 and inner not in _HAN:
        return int(re.sub(r"[^0-9]", "", str(_numeric(inner))) or 0)
    return han_number(inner)


def _numeric(sign: str) -> int:
    for first, last, start in (
        ("①", "⑳", 1),
        ("⑴", "⒇", 1),
        ("⒈", "⒛", 1),
        ("㉑", "㉟", 21),
        ("㊱", "㊿", 36),
    ):
        if first <= sign <= last:
            return ord(sign) - ord(first) + start
    return 0


def _cuts(text: str, last: dict[str, int]) -> Iterator[int]:
    """Where a heading stands inside a line: its number must be the next of its kind, or the first."""
    first = len(text) - len(text.lstrip(_BLANK))
    for found in _INLINE.finditer(text):
        family = _INLINE_FAMILIES.get(found[0][-1], "han_paren")
        number = _ordinal(found[0])
        if number == last.get(family, 0) + 1 or (number == 1 and family in _RESTARTING):
            _count(last, family, number)
            if found.start() > first:
                yield found.start()


def _count(last: dict[str, int], family: str, number: int) -> None:
    last[family] = number
    if family == "han":
        last["han_paren"] = 0
    if family == "chapter":
        last["section"] = 0


def _drafts(text: str) -> Iterator[_Draft]:
    last: dict[str, int] = {}
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        found = remnants(raw)
        line = without(raw, found)
        if not (line.strip(_BLANK) or found):
            continue
        if (head := _MARKER.match(line)) and head.lastgroup in ("han", "han_paren", "chapter", "section"):
            _count(last, head.lastgroup, _ordinal(head[0]) - 1)
        starts = [one.start for one in found]
        for start, end in pairwise((0, *_cuts(line, last), len(line))):
            inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
            yield _Draft(line=number, offset=start, text=line[start:end], remnants=_shift(inside, start))


def _shift(found: tuple[Remnant, ...], start: int) -> tuple[Remnant, ...]:
    return tuple(Remnant(start=one.start - start, end=one.end - start, raw=one.raw) for one in found)


def _label(draft: _Draft) -> None:
    found = _MARKER.match(draft.text)
    if found is None or found.lastgroup is None:
        draft.body = len(draft.text) - len(draft.text.lstrip(_BLANK))
        return
    draft.family = found.lastgroup
    draft.label = found[found.lastgroup].replace(" ", "").rstrip("、．.")
    draft.label = draft.label.strip(_BLANK)
    draft.ordinal = _ordinal(draft.label.rpartition(".")[2] if draft.family in _DECIMALS else draft.label)
    draft.body = found.end()


def _nest(drafts: list[_Draft]) -> None:
    """Each number shape opens a level; a shape met before closes the levels below it."""
    stack: list[tuple[str, int]] = []
    for index, draft in enumerate(drafts):
        if draft.family:
            _close(stack, drafts, draft)
        draft.path = tuple(above for _, above in stack)
        if draft.family:
            stack.append((draft.family, index))


def _close(stack: list[tuple[str, int]], drafts: list[_Draft], draft: _Draft) -> None:
    levels = [depth for depth, (family, _) in enumerate(stack) if family == draft.family]
    if not levels:
        while stack and draft.family in _SECTIONS and _rank(stack[-1][0]) > _rank(draft.family):
            stack.pop()
        return
    above = drafts[stack[levels[-1]][1]]
    is_nearest = levels[-1] == len(stack) - 1 or stack[-1][0] in _DECIMALS
    if len(levels) == 1 and _opens_below(draft, above) and is_nearest:
        return
    follows_inner = draft.ordinal == above.ordinal + 1 and (_is_bare(above) or not _is_bare(draft))
    is_inner = follows_inner or _repeats(draft, above, drafts[stack[levels[0]][1]])
    del stack[levels[-1] if is_inner else levels[0] :]


def _repeats(draft: _Draft, above: _Draft, outer: _Draft) -> bool:
    """An item that has the number of the one in front stands beside it, unless the outer list goes on with it."""
    is_outer = draft.ordinal == outer.ordinal + 1 and draft.text != above.text
    return draft.ordinal == above.ordinal and not _is_bare(draft) and not _is_bare(above) and not is_outer


def _opens_below(draft: _Draft, above: _Draft) -> bool:
    """A list that restarts at 1 under a heading numbered in the same shape stands one level deeper."""
    return draft.family not in _SECTIONS and draft.ordinal == 1 and above.ordinal >= 1 and _is_bare(above)


def _rank(family: str) -> int:
    return [name for name, _ in _FAMILIES].index(family)


def _is_bare(draft: _Draft) -> bool:
    """A short line without any stop reads as a heading, so a list that restarts at 1 stands under it."""
    words = draft.text[draft.body :].strip(_BLANK)
    return 0 < len(words) <= 30 and not re.search(r"[。；;，,《]", words)


def _finish(drafts: list[_Draft]) -> Iterator[Paragraph]:
    parents = {draft.path[-1] for draft in drafts if draft.path and (draft.family or _is_bare(drafts[draft.path[-1]]))}
    sections = [draft.family in _SECTIONS or index in parents for index, draft in enumerate(drafts)]
    for index, draft in enumerate(drafts):
        labels = _labels([drafts[above] for above in (*draft.path, index) if sections[above]])
        yield Paragraph(
            index=index,
            line=draft.line,
            offset=draft.offset,
            text=draft.text,
            body=draft.body,
            family=draft.family,
            label=draft.label,
            ordinal=draft.ordinal,
            path=draft.path,
            section="".join(labels),
            item="" if sections[index] else draft.label,
            remnants=draft.remnants,
        )


def _labels(above: list[_Draft]) -> list[str]:
    """The labels from the outermost in; 3.1 says already that it stands under 3."""
    last = max((place for place, draft in enumerate(above) if draft.family in _DECIMALS), default=0)
    return [draft.label for draft in above[last:]]


def outline(text: str) -> tuple[Paragraph, ...]:
    """分段 · The paragraphs of a text in order; blank lines are left out, nothing else is."""
    drafts = list(_drafts(text.removeprefix("\ufeff")))
    for draft in drafts:
        _label(draft)
    _nest(drafts)
    return tuple(_finish(drafts))
