"""残留 · What a word processor leaves behind when its fields and bookmarks are pasted as text.

One pattern a kind, in one visible tuple; every pattern is bounded, so the time is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remnant:
    """残留 · One stretch of a line that is no text of the plan."""

    start: int
    end: int
    raw: str


_KINDS = (
    r"\[ ?(?:bookmark|footnoteRef|endnoteRef|comment)s? ?: ?[^\]\n]{0,80}\]",
    r"(?:Error|ERROR) ?[!！] ?(?:Reference source|Bookmark|No text of specified style)[^\u4e00-\u9fff\n]{0,30}",
    r"错误 {0,2}[!！] ?(?:未找到引用源|未定义书签|文档中没有指定样式的文字|链接无效)[。.]?",
    r"[{｛] {0,3}\\?(?:PAGE|NUMPAGES|PAGEREF|REF|SEQ|TOC|HYPERLINK|MERGEFIELD|DATE|TIME|INCLUDEPICTURE|EMBED)\b"
    r"[^}｝\n]{0,120}[}｝]",
    r"\bTOC {0,3}\\[a-z](?: {0,3}(?:\"[^\"\n]{0,20}\"|\\[a-z]))*+",
    r"\bHYPERLINK {0,3}(?:\\[a-z] {0,3})?\"[^\"\n]{0,200}\"",
    r"\bPAGEREF {0,3}_[A-Za-z]{1,10}[0-9]{0,12}(?: {0,3}\\[a-z])*+",
    r"\b_(?:GoBack|Toc[0-9]{1,12}|Ref[0-9]{1,12}|Hlk[0-9]{1,12})\b",
    r"\\\* {0,3}(?:MERGEFORMAT|CHARFORMAT|Arabic|ROMAN)\b",
    r"\[if [^\]\n]{0,60}\]|\[endif\]",
    r"\ufffd{1,80}+",
    r"&(?:nbsp|amp|lt|gt|quot|emsp|ensp|ldquo|rdquo|mdash|hellip|#[0-9]{2,5});",
    r"(?<=[\u4e00-\u9fff，。；：、])□(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])□(?=[，。；：、])"
    r"|\A□(?=[\u4e00-\u9fff][^□\n]{15})",
)

_ANY = re.compile("|".join(f"(?:{kind})" for kind in _KINDS))


def remnants(line: str) -> tuple[Remnant, ...]:
    """查残留 · Every remnant in a line, in order, none overlapping."""
    found = _ANY.finditer(line)
    return tuple(Remnant(start=one.start(), end=one.end(), raw=one[0]) for one in found)


def without(line: str, found: tuple[Remnant, ...]) -> str:
    """遮盖 · The line with its remnants blanked, every other character in its column."""
    pieces, end = [], 0
    for one in found:
        pieces += [line[end : one.start], " " * (one.end - one.start)]
        end = one.end
    return "".join([*pieces, line[end:]])
