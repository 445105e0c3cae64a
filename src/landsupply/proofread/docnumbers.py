"""文号 · Numbers of documents in running text: 国发〔2008〕3号, 令第39号, GB/T 21010-2017.

The number may be typed with any brackets, digits and spaces; `text` gives it in one spelling, `raw` as it stands,
`brackets` the pair around the year. The words before the issuer's sign (根据, 按照 …) are cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The brackets that the form of official documents prescribes around the year.
OFFICIAL = "〔〕"

_YEAR = re.compile(
    r"[〔﹝\[［【（(〖{<〈] {0,2}(?P<year>(?:19|20|１９|２０)[0-9０-９]{2}) {0,2}年?(?P<close>[〕﹞\]］】）)〗}>〉])"
    r" {0,2}第? {0,2}(?P<serial>[0-9０-９]{1,5})(?: {0,2}号|(?= {0,2}(?:[)）》；;。]|\Z)))"
)
_ORDER = re.compile(
    r"令 {0,2}第? {0,2}(?P<serial>[0-9０-９]{1,4}) {0,2}号|第 {0,2}(?P<late>[0-9０-９]{1,4}) {0,2}号 {0,2}令"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<sign>GB|TD|CJJ|JGJ|CJ|HJ|SL|YD|GA|LY|DB[0-9]{2})(?P<t> {0,2}[/／] {0,2}T)? {0,2}-?"
    r"(?P<serial>[0-9]{2,6}(?:\.[0-9]{1,2})?) {0,2}[-–—－−‐] {0,2}(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_ISSUER = 16
_LEAD = re.compile(
    r"\A(?:.{0,14}(?:根据|按照|依据|依照|遵照|对照|参照|贯彻|落实|执行|印发|转发|以及|的通知|的意见|的决定|号(?:文件|文)?[和与及]?)"
    r"|[和与及按](?=.{3}))(?=.{2})"
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocNumber:
    """文号 · One number as it stands: where, as typed, in one spelling, its brackets and year of issue."""

    start: int
    end: int
    raw: str
    text: str
    brackets: str
    year: int | None


def _issuer(text: str, end: int) -> int:
    """Where the issuer's sign before a bracket begins: Chinese characters only, without a leading verb."""
    start = end
    while start > 0 and end - start < _LONGEST_ISSUER and _HAN.match(text[start - 1]):
        start -= 1
    lead = _LEAD.match(text[start:end])
    return start + lead.end() if lead else start


def _notices(text: str) -> Iterator[DocNumber]:
    for found in _YEAR.finditer(text):
        end = found.start()
        while end > 0 and text[end - 1] == " ":
            end -= 1
        start = _issuer(text, end)
        year, serial = found["year"].translate(_DIGITS), str(int(found["serial"].translate(_DIGITS)))
        if end - start >= 2:
            yield DocNumber(
                start=start,
                end=found.end(),
                raw=text[start : found.end()],
                year=int(year),
                text=f"{text[start:end]}〔{year}〕{serial}号",
                brackets=found[0][0] + found["close"],
            )


def _orders(text: str) -> Iterator[DocNumber]:
    for found in _ORDER.finditer(text):
        end = found.start()
        while end > 0 and text[end - 1] == " ":
            end -= 1
        start = _issuer(text, end)
        serial = int((found["serial"] or found["late"]).translate(_DIGITS))
        if end - start >= 2:
            yield DocNumber(
                start=start,
                end=found.end(),
                raw=text[start : found.end()],
                year=None,
                text=f"{text[start:end]}令第{serial}号",
                brackets="",
            )


def _standards(text: str) -> Iterator[DocNumber]:
    for found in _STANDARD.finditer(text):
        sign = found["sign"] + ("/T" if found["t"] else "")
        yield DocNumber(
            start=found.start(),
            end=found.end(),
            raw=found[0],
            year=None,
            brackets="",
            text=f"{sign} {found['serial']}-{found['year']}",
        )


def doc_numbers(text: str) -> tuple[DocNumber, ...]:
    """查文号 · Every document number in a text, in order."""
    found = [*_notices(text), *_orders(text), *_standards(text)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))
