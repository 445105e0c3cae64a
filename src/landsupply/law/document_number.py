"""文号 · The grammar of document numbers: 国发〔2008〕3号, 国土资源部令第39号, 主席令第七十四号, GB/T 21010-2017.

Read in any brackets, digits (full width, Chinese) and spaces, with 第, 年 or 号 typed or missing; `text` gives the
number in one spelling, `raw` as it stands, `brackets` the pair around the year. Words before the issuer's sign (根据,
按照 …) are cut off. What is no number is not read: a bare year in brackets, 命令第3号, a standard without its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

#: The brackets that the form of official documents prescribes around the year.
OFFICIAL = "〔〕"

#: Full-width signs in one width, character for character, so that places in the text stay as they were.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys((0x3000, 0xA0, 0x09), 0x20)
_OPEN, _CLOSE = r"\[〔﹝【(〖{<〈", r"\]〕﹞】)〗}>〉"
_CHINESE = "〇零一二三四五六七八九十百"
_SERIAL = rf"(?:[0-9]{{1,5}}|[{_CHINESE}]{{1,7}})"
_STATE = "中华人民共和国"

#: Letters typed for digits of the year: 〔2O10〕.
_LETTERS = str.maketrans("OoIl", "0011")
_YEAR = re.compile(
    rf"[{_OPEN}] {{0,2}}(?P<year>(?:[1Il]9|2[0Oo])[0-9OoIl]{{2}}) {{0,2}}年?(?P<close> {{0,2}}[{_CLOSE}])"
    rf" {{0,2}}第? {{0,2}}(?P<serial>[0-9]{{1,5}}(?:-[0-9]{{1,3}}(?= {{0,2}}号))?|[{_CHINESE}]{{1,7}}(?= {{0,2}}号))"
    r"(?: {0,2}(?P<mark>号)(?![楼院线门厅栋])|(?= {0,2}(?:[)》;。,、和与及]|\Z)))"
)
_PROCLAMATION = re.compile(
    rf"公告 {{0,2}}(?:(?P<year>(?:19|20)[0-9]{{2}}) {{0,2}}年? {{0,2}})?第 {{0,2}}(?P<serial>{_SERIAL}) {{0,2}}号"
)
#: An approval of land, numbered by year and serial in one: 行政审批第2019001号.
_APPROVAL = re.compile(
    r"(?<=审批)(?P<office>[\u4e00-\u9fff]{0,4}) {0,2}第 {0,2}(?P<year>(?:19|20)[0-9]{2})(?P<serial>[0-9]{2,5}) {0,2}号"
)
_ORDER = re.compile(
    rf"令 {{0,2}}(?:(?:19|20)[0-9]{{2}} {{0,2}}年 {{0,2}})?第? {{0,2}}(?P<serial>{_SERIAL}) {{0,2}}号"
    rf"|第? {{0,2}}(?P<late>(?<![0-9]){_SERIAL}) {{0,2}}号 {{0,2}}令"
)
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<sign>GB|TD|CJJ|JGJ|CJ|HJ|SL|YD|GA|LY|CH|DB[0-9]{2})(?P<t> {0,2}/ {0,2}T)? {0,2}-?"
    r"(?P<serial>[0-9]{2,6}(?:\.[0-9]{1,2})?) {0,2}[-‐‑–—−] {0,2}(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_ISSUER = 16
_LEAD = re.compile(
    r"\A(?:.{0,14}(?:根据|按照|依据|依照|遵照|对照|参照|贯彻|落实|执行|印发|转发|以及|详见|参见|的通知|的意见|的决定"
    r"|号(?:文件|文)?[和与及]?)|[和与及按见](?=.{3}))(?=.{2})"
)
#: What an issuer's sign ends with; asked for where 号 is missing, since 计划（2024）3 is no number.
_SIGN = re.compile(r"[发函字规文办政土综建房批通资审纪法]\Z")
#: Who gives orders: a ministry, a council, a government, a chairman. 命令, 法令, 责令 and 口令 give none.
_GIVES_ORDERS = re.compile(r"(?:部|委|委员会|院|局|署|府|席|会|厅|办|行)\Z")
_DIGIT = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}


#: What is numbered so is a thing of a plan and no document: 计划（2024）3号地块.
_THING = re.compile(r"(?:计划|规划|方案|项目|清单|片区|括号)\Z")
#: Between a number and the next one of the same issuer: 国土资发〔2010〕34号、〔2010〕151号.
_SAME = re.compile(r"(?:号)?(?:文件|文)? {0,2}[、,和与及] {0,2}")


class NumberKind(StrEnum):
    """文号种类 · A notice with its year in brackets, an order, or a standard."""

    NOTICE = "发文"
    ORDER = "令"
    STANDARD = "标准"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """文号 · One number as it stands: where, as typed, in one spelling, its brackets and year of issue."""

    start: int
    end: int
    raw: str
    text: str
    brackets: str
    year: int | None
    kind: NumberKind


def _serial(written: str) -> int:
    """The value of a serial in digits or in Chinese, positional (三九) or with 十 and 百 (三十九)."""
    if written.isascii():
        return int(written)
    total, ones = 0, 0
    for sign in written:
        if sign in _DIGIT:
            ones = ones * 10 + _DIGIT[sign]
        else:
            total, ones = total + (ones or 1) * (10 if sign == "十" else 100), 0
    return total + ones


def _issuer(text: str, end: int) -> tuple[int, int]:
    """Where the issuer's sign before a place begins and ends: Chinese characters only, without a leading verb."""
    while end > 0 and text[end - 1] == " ":
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST_ISSUER and _HAN.match(text[start - 1]):
        start -= 1
    while lead := _LEAD.match(text[start:end]):
        start += lead.end()
    return start, end


def _notices(text: str, narrow: str) -> Iterator[DocumentNumber]:
    last, behind = "", 0
    for found in _YEAR.finditer(narrow):
        start, end = _issuer(narrow, found.start())
        issuer = narrow[start:end]
        if end - start < 2 and last and found["mark"] and _SAME.fullmatch(narrow, behind, found.start()):
            start, issuer = found.start(), last
        elif end - start < 2 or _THING.search(issuer) or not (found["mark"] or _SIGN.search(issuer)):
            last = ""
            continue
        last, behind = issuer, found.end()
        year, (first, *rest) = found["year"].translate(_LETTERS), found["serial"].split("-")
        yield DocumentNumber(
            start=start,
            end=found.end(),
            raw=text[start : found.end()],
            text=f"{issuer}〔{year}〕{'-'.join([str(_serial(first)), *rest])}号",
            brackets=text[found.start()] + text[found.end("close") - 1],
            year=int(year),
            kind=NumberKind.NOTICE,
        )


def _approvals(text: str, narrow: str) -> Iterator[DocumentNumber]:
    for found in _APPROVAL.finditer(narrow):
        start, _ = _issuer(narrow, found.start())
        words = narrow[start : found.end("office")]
        if found.start() - start >= len("行政审批"):
            yield DocumentNumber(
                start=start,
                end=found.end(),
                raw=text[start : found.end()],
                text=f"{words}第{found['year']}{found['serial']}号",
                brackets="",
                year=int(found["year"]),
                kind=NumberKind.NOTICE,
            )


def _proclamations(text: str, narrow: str) -> Iterator[DocumentNumber]:
    for found in _PROCLAMATION.finditer(narrow):
        start, end = _issuer(narrow, found.start())
        issuer, year = narrow[start:end], found["year"]
        if end - start >= 2 and (year or _GIVES_ORDERS.search(issuer)):
            yield DocumentNumber(
                start=start,
                end=found.end(),
                raw=text[start : found.end()],
                text=f"{issuer}公告{f'{year}年' if year else ''}第{_serial(found['serial'])}号",
                brackets="",
                year=int(year) if year else None,
                kind=NumberKind.NOTICE,
            )


def _orders(text: str, narrow: str) -> Iterator[DocumentNumber]:
    for found in _ORDER.finditer(narrow):
        start, end = _issuer(narrow, found.start())
        issuer = narrow[start:end].replace(_STATE, "")
        if len(issuer) >= 2 and _GIVES_ORDERS.search(issuer):
            yield DocumentNumber(
                start=start,
                end=found.end(),
                raw=text[start : found.end()],
                text=f"{issuer}令第{_serial(found['serial'] or found['late'])}号",
                brackets="",
                year=None,
                kind=NumberKind.ORDER,
            )


def _standards(text: str, narrow: str) -> Iterator[DocumentNumber]:
    for found in _STANDARD.finditer(narrow):
        sign = found["sign"] + ("/T" if found["t"] else "")
        yield DocumentNumber(
            start=found.start(),
            end=found.end(),
            raw=text[found.start() : found.end()],
            text=f"{sign} {found['serial']}-{found['year']}",
            brackets="",
            year=None,
            kind=NumberKind.STANDARD,
        )


def document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """查文号 · Every document number in a text, in order."""
    narrow = text.translate(_NARROW)
    readers = (_notices, _approvals, _proclamations, _orders, _standards)
    found: list[DocumentNumber] = []
    for one in sorted(
        (one for reader in readers for one in reader(text, narrow)), key=lambda one: (one.end, one.start)
    ):
        start = found[-1].end if found else 0
        if one.start >= start:
            found.append(one)
    return tuple(found)


@lru_cache(maxsize=4096)
def document_number(text: str) -> DocumentNumber | None:
    """认文号 · The one number that a whole text is, None where it is more, less or something else."""
    stripped = text.strip()
    found = document_numbers(stripped)
    return found[0] if len(found) == 1 and len(found[0].raw) == len(stripped) else None
