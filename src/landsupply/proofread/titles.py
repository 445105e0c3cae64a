"""书名号 · Titles enclosed in 《》: where they stand, what is nested in them, the forms one title is cited under.

Quotation is matched within one paragraph; a mark without its partner is reported, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from landsupply.law.spelling import fold_title

_LONGEST = 200
_FRAME = re.compile(
    r"\A(?:关于)?(?:印发|发布和实施|发布实施|发布|公布|颁布|修订|批转|转发|实施)(?P<inner>.{4,120}?)的(?:通知|公告|决定|函)"
)
_TRIAL = re.compile(r"(?:试行|暂行)$")
_ABOUT = "关于"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """书名 · One outermost pair of 《》; `nested` are the offsets of full pairs inside it."""

    start: int
    end: int
    text: str
    nested: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """书名号配对 · The titles of a paragraph and the marks without a partner."""

    titles: tuple[Title, ...]
    unpaired: tuple[int, ...]


def quoted(text: str) -> Quoted:
    """查书名号 · The outermost titles with what is nested in them, and the unpaired marks."""
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    unpaired: list[int] = []
    for offset, sign in enumerate(text):
        if sign == "《":
            stack.append(offset)
        elif sign == "》" and stack:
            pairs.append((stack.pop(), offset + 1))
        elif sign == "》":
            unpaired.append(offset)
    return Quoted(titles=_titles(text, sorted(pairs)), unpaired=tuple(sorted(unpaired + stack)))


def _titles(text: str, pairs: list[tuple[int, int]]) -> tuple[Title, ...]:
    titles: list[tuple[int, int, list[int]]] = []
    for start, end in pairs:
        if titles and start < titles[-1][1]:
            titles[-1][2].append(start)
        else:
            titles.append((start, end, []))
    return tuple(
        Title(start=start, end=end, text=text[start + 1 : end - 1][:_LONGEST], nested=tuple(inner))
        for start, end, inner in titles
    )


def title_keys(title: str) -> tuple[str, ...]:
    """标题诸形 · The folded forms of a title: whole, without issuer, what it issues, each without 试行."""
    whole = fold_title(title[:_LONGEST])
    forms = [whole]
    if _ABOUT in whole[:30]:
        forms.append(whole[whole.index(_ABOUT) :])
    if framed := _FRAME.match(forms[-1]):
        forms += [framed["inner"]]
        if _ABOUT in framed["inner"][:30]:
            forms.append(framed["inner"][framed["inner"].index(_ABOUT) :])
    forms += [_TRIAL.sub("", form) for form in forms]
    return tuple(dict.fromkeys(form for form in forms if form))
