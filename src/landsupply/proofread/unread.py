"""未读数字 · TX-05: numbers where an area or a share should stand that cannot be read: broken, without a unit.

What is not read takes part in no sum, so it is said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from landsupply.proofread.figures import Figure
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.register import Case, Found

_RULE = "TX-05"
_UNIT = r"万公顷|千公顷|万亩|万平方米|万平米|万㎡|平方公里|平方千米|公顷|亩(?!均)|平方米|平米|㎡|[%％]"
_SIGNS = r"[0-9０-９.．,，。]"
_WRITTEN = re.compile(rf"(?P<number>[.．]?[0-9０-９]{_SIGNS}{{0,30}}) {{0,3}}(?P<unit>{_UNIT})")
_HAN = re.compile(
    r"[一二三四五六七八九][一二三四五六七八九十百千万零〇]{1,12}(?:点[一二三四五六七八九零〇]{1,4})?(?:公顷|平方公里)"
)
_STRANGE = re.compile(
    r"(?<![0-9０-９.．])[0-9０-９]+(?:[.．][0-9０-９]+)? {0,3}"
    r"(?P<unit>公[倾頃傾項项顿亩]|[工共]顷|[倾顷垧](?!刻|向|注|斜)|平方(?![公千分厘毫]?[米里尺])|km2|km²|m2|m²)"
)
_NAMED = re.compile(
    r"(?:用地|土地|住房|住宅|商服|商业|工业|仓储|产业|绿地|总量|规模|面积|新增|存量|增量|出让|划拨|季度|[区县市镇旗])"
    r"(?:计划|拟|安排|供应|供地|面积|总量|控制在|共计|合计|共|约|为|是|[ ：:]){0,4}"
    r"(?P<number>(?<![0-9０-９.．])[0-9０-９]+(?:[.．][0-9０-９]+)?)(?![、，,。][0-9０-９])"
    r"(?=[ \u3000]{0,2}(?:[，；。、（）);,]|\Z))"
)
_HEADED_UNIT = re.compile(r"单位[：:]")
_ITEM = re.compile(r"[\u4e00-\u9fff（）()：: ]{2,40}[0-9０-９.．]+[ ]{0,2}[；;。，,]?")
_COLUMNS = re.compile(r"\t|[|｜]| {2}|\u3000")
_ENDS = re.compile(r"[。！？]")


def broken_number(case: Case) -> Found:
    """TX-05 数字残缺 · Digits in front of a unit of area or a percent sign that make no number, or are spelt out."""
    for paragraph, own in _prose(case):
        starts = [one.number_at for one in own]
        for found in (*_WRITTEN.finditer(paragraph.text), *_HAN.finditer(paragraph.text)):
            here = bisect_right(starts, found.start()) - 1
            if here < 0 or own[here].end < found.end():
                yield _finding("A137", paragraph, found.start(), raw=found[0])


def strange_unit(case: Case) -> Found:
    """TX-05 单位不识 · A number with a unit that is none, or none of land: 公倾."""
    for paragraph, _ in _prose(case):
        for found in _STRANGE.finditer(paragraph.text):
            yield _finding("A138", paragraph, found.start(), raw=found[0], unit=found["unit"])


def without_unit(case: Case) -> Found:
    """TX-05 缺单位 · A bare number behind what areas are given of, where the others of its list have a unit."""
    prose = dict(_prose(case))
    if any(_HEADED_UNIT.search(one.text) for one in case.reading.paragraphs):
        return
    listed = {paragraph.index for paragraph, own in prose.items() if own}
    for paragraph, own in prose.items():
        ends = [one.start() for one in _ENDS.finditer(paragraph.text)]
        sentences = {bisect_right(ends, one.number_at) for one in own}
        is_item = {paragraph.index - 1, paragraph.index + 1} & listed and _ITEM.fullmatch(paragraph.words)
        for found in _NAMED.finditer(paragraph.text):
            if is_item or bisect_right(ends, found.start()) in sentences:
                yield _finding("A139", paragraph, found.start("number"), raw=found[0])


def _prose(case: Case) -> Iterator[tuple[Paragraph, list[Figure]]]:
    """The paragraphs that are no rows of a table, each with its areas and shares."""
    reading = case.reading
    rows = {line for table in reading.tables for line in table.lines}
    own: dict[int, list[Figure]] = {}
    for one in reading.figures:
        own.setdefault(one.paragraph, []).append(one)
    for paragraph in reading.paragraphs:
        if paragraph.line not in rows and not _COLUMNS.search(paragraph.words):
            yield paragraph, sorted(own.get(paragraph.index, ()), key=lambda one: one.number_at)


def _finding(code: str, paragraph: Paragraph, at: int, **facts: object) -> Finding:
    return Finding(rule=_RULE, code=code, severity=Severity.WARNING, place=paragraph.at(at), facts=facts)
