"""引用写法 · CT-03 to CT-07, TX-03: cited twice, brackets of the number, end marks, 《》 around titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from landsupply.law.spelling import fold_number
from landsupply.proofread.citations import Cited
from landsupply.proofread.docnumbers import OFFICIAL
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.lists import CitedList
from landsupply.proofread.register import Case, Found
from landsupply.proofread.titles import quoted

_SHORTEST_TITLE = 4
_LETTERED = re.compile(r"[\[〔﹝【(（〖{<〈][ 0-9]*[OoIlＯｏＩｌ][ 0-9OoIlＯｏＩｌ年]*[\]〕﹞】)）〗}>〉]")
_ROUND = re.compile(r"[（()）]")


@dataclass(slots=True)
class _Seen:
    """已见 · Listed citations so far: by number, by title and edition, and the same of those without number."""

    case: Case
    numbers: dict[str, Cited] = field(default_factory=dict)
    titles: dict[str, dict[str, Cited]] = field(default_factory=dict)
    bare_titles: dict[str, dict[str, Cited]] = field(default_factory=dict)

    def earlier(self, cited: Cited) -> Cited | None:
        """已引 · The same document met before: equal numbers, or equal titles where one has no number.

        A title is not enough where it stands for two editions on record and another one is meant.
        """
        if cited.number and (found := self.numbers.get(fold_number(cited.number.text))):
            return found
        where, own = self.bare_titles if cited.number else self.titles, self._edition(cited)
        for editions in (where[key] for key in cited.keys if key in where):
            alike = editions.get(own) or editions.get("") or (None if own else next(iter(editions.values())))
            if alike:
                return alike
        return None

    def _edition(self, cited: Cited) -> str:
        meant = self.case.meant(cited)
        return meant.id if meant else ""

    def add(self, cited: Cited) -> None:
        """登入 · Files a citation under its number and its titles."""
        if cited.number:
            self.numbers.setdefault(fold_number(cited.number.text), cited)
        edition = self._edition(cited)
        for key in cited.keys:
            if len(key) >= _SHORTEST_TITLE:
                self.titles.setdefault(key, {}).setdefault(edition, cited)
                if cited.number is None:
                    self.bare_titles.setdefault(key, {}).setdefault(edition, cited)


def cited_twice(case: Case) -> Found:
    """CT-03 重复引用 · A document stands twice in the lists, by number, or by title where one has none."""
    seen = _Seen(case)
    for cited in case.reading.citations:
        if cited.list_index is None:
            continue
        earlier = seen.earlier(cited)
        if earlier and earlier.paragraph != cited.paragraph:
            facts = {
                "raw": cited.name,
                "first": earlier.name,
                "line": earlier.position.line,
                "item": earlier.position.path,
            }
            yield Finding(
                rule="CT-03",
                code="A030",
                severity=Severity.WARNING,
                place=cited.position,
                facts=facts,
                also=(earlier.position,),
            )
        seen.add(cited)


def bracket_style(case: Case) -> Found:
    """CT-04 文号括号 · The year of a number stands in other brackets than 〔〕; worse where 〔〕 is used beside it."""
    styled = [one for one in case.reading.citations if one.number and one.number.brackets]
    mixed = any(one.number and one.number.brackets == OFFICIAL for one in styled)
    for cited in styled:
        if cited.number and cited.number.brackets != OFFICIAL:
            yield Finding(
                rule="CT-04",
                code="A031" if mixed else "A032",
                place=cited.position,
                severity=Severity.WARNING if mixed else Severity.ADVICE,
                facts={
                    "raw": cited.number.raw,
                    "brackets": cited.number.brackets,
                    "number": cited.number.text,
                },
            )


def number_is_mistyped(case: Case) -> Found:
    """CT-04 文号误字 · A number has letters among the digits of its year, or a bracket around it that is not closed."""
    for cited in case.reading.citations:
        if cited.number is None:
            continue
        code = "A143" if _LETTERED.search(cited.number.raw) else "A144" if _is_open(case, cited) else ""
        if code:
            facts = {"raw": cited.number.raw, "number": cited.number.text}
            yield Finding(rule="CT-04", code=code, severity=Severity.WARNING, place=cited.position, facts=facts)


def _is_open(case: Case, cited: Cited) -> bool:
    """Whether the bracket right in front of a number has no partner before the next one, or in its paragraph."""
    text, number = case.reading.paragraphs[cited.paragraph].text, cited.number
    if number is None or text[max(0, number.start - 1) : number.start] not in ("（", "("):
        return False
    behind = _ROUND.search(text, number.end)
    return behind is None or behind[0] in "（("


def item_end_mark(case: Case) -> Found:
    """CT-05 条目末尾标点 · An item inside a list ends otherwise than the others; the last one may."""
    for one in case.reading.lists:
        usual = _usual_mark(one)
        for item, mark in zip(one.items[:-1], one.marks[:-1], strict=True):
            if usual and mark != usual:
                paragraph = case.reading.paragraphs[item]
                end = len(paragraph.text.rstrip()) - 1
                yield Finding(
                    rule="CT-05",
                    code="A033" if mark else "A034",
                    severity=Severity.WARNING,
                    place=paragraph.at(end),
                    facts={"mark": mark, "usual": usual},
                )


def _usual_mark(one: CitedList) -> str:
    """The mark more than half of the items before the last end with, "" where there is no such mark."""
    inner = one.marks[:-1]
    if len(inner) < 2:
        return ""
    mark, count = Counter(inner).most_common(1)[0]
    return mark if 2 * count > len(inner) else ""


def title_is_not_enclosed(case: Case) -> Found:
    """CT-06 未加书名号 · The title of an item is not enclosed in 《》 while most others in its list are."""
    for number, _ in enumerate(case.reading.lists):
        own = [one for one in case.reading.citations if one.list_index == number and one.title]
        enclosed = sum(one.enclosed for one in own)
        for cited in own:
            if not cited.enclosed and 2 * enclosed > len(own) - 1 and enclosed:
                yield Finding(
                    rule="CT-06",
                    code="A035",
                    severity=Severity.WARNING,
                    place=cited.position,
                    facts={"raw": cited.title},
                )


def nested_title(case: Case) -> Found:
    """CT-07 书名号套用 · 《》 stand inside 《》; the inner pair is written 〈〉."""
    for paragraph in case.reading.paragraphs:
        for title in quoted(paragraph.text).titles:
            for offset in title.nested:
                yield Finding(
                    rule="CT-07",
                    code="A036",
                    severity=Severity.WARNING,
                    place=paragraph.at(offset),
                    facts={"raw": title.text},
                )


def unpaired_title_mark(case: Case) -> Found:
    """TX-03 书名号不成对 · A 《 or 》 has no partner in its paragraph."""
    for paragraph in case.reading.paragraphs:
        for offset in quoted(paragraph.text).unpaired:
            yield Finding(
                rule="TX-03",
                code="A042",
                severity=Severity.WARNING,
                place=paragraph.at(offset),
                facts={"raw": paragraph.text[offset : offset + 12]},
            )
