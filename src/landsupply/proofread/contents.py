"""内容 · PL-01, PL-02, PL-05: what a published plan must say, what it usually says, and its period.

The lists of contents are dated parameters of the law. What the text does not show may stand in an annex: that is
advice, 文中未见, never a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from landsupply.measure.fault import LawFault
from landsupply.proofread.figures import Figure, Role
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.ranks import class_of
from landsupply.proofread.reading import Reading
from landsupply.proofread.register import Case, Found
from landsupply.proofread.tables import figure_tables
from landsupply.proofread.tables_grid import FigureTable

_MUST = "plan.contents.required"
_USUAL = "plan.contents.expected"
_TIME = re.compile(r"季度|月|半年")
_ANNEX = re.compile(r"附[件表图：:]|见附")
_PARCEL_LIST = re.compile(r"宗地表|宗地清单|地块表|地块清单|宗地一览|宗地编号|地块编号")
_TIME_LIST = re.compile(r"时序|季度|宗地表")
_SEVERAL_YEARS = re.compile(r"(?:19|20)[0-9]{2} {0,2}年?[-—–－~～至到]{1,2} {0,2}(?:19|20)?[0-9]{2}|三年|五年|滚动")
_LAYOUT_LIST = re.compile(r"布局|分区")
_LAND = re.compile(r"(?:国有)?建设用地|用地计划|用地供应")
_CALLED = re.compile(r"(?:计划量|供应量|总量|总规模|总面积|供应总|计划总)(?:为|是|共|约|[ \u3000]){0,3}\Z")
_BY_DISTRICT = re.compile(
    r"([\u4e00-\u9fff]{1,6}(?:区|县|市|镇))[（(供应安排约为计划]{0,6}[ ]{0,2}[0-9.]+ {0,2}(?:公顷|亩|万亩|%)"
)
_CHAPTER = re.compile(
    r"(?:国有建设用地|计划|供应|供地|土地|用地|用途|空间|区域|年度|主要|总量|结构|布局|方式|时序|分区|安排|[和与及、]){1,8}"
)
_AREAS = (Role.TOTAL, Role.PART)


def _total(case: Case) -> bool:
    stated = bool(case.reading.totals) or any(_is_called_total(one) for one in case.reading.figures)
    return stated or any(_uses(table) > 1 and any(map(table.is_total_row, table.body)) for table in figure_tables(case))


def _uses(table: FigureTable) -> int:
    """How many classes of a plan the rows of a table are called; none where its columns are districts."""
    if any(_DISTRICT.search(path[-1]) for path in table.paths[1:] if path):
        return 0
    return len({found for row in table.body if (found := class_of(table.labels[row]))})


def _is_called_total(figure: Figure) -> bool:
    """Whether the words in front call an area the plan's whole: 建设用地供应计划量, 建设用地计划供应总量."""
    words = _LAND.sub("", figure.clause.words)
    return figure.role in _AREAS and bool(_CALLED.search(words)) and not _USE.search(words)


def _structure(case: Case) -> bool:
    """Two parts of the total at least that are named as uses of land."""
    figures = case.reading.figures
    return any(
        sum(bool(_USE.search(figures[index].item)) for index in one.parts) > 1
        for one in case.reading.compositions
        if one.axis == "class" and (one.of_total or _is_called_total(figures[one.whole]))
    ) or any(_uses(table) > 1 for table in figure_tables(case))


def _timing(case: Case) -> bool:
    """Areas or shares by month or quarter, or an annex that promises them."""
    return (
        any(_TIME.search(one.clause.words) for one in _areas(case.reading))
        or len({one.clause.when for one in case.reading.figures if one.role is Role.MILESTONE}) > 1
        or _annex(case, _TIME_LIST)
        or _headed(case, "时序")
    )


def _parcels(case: Case) -> bool:
    return _annex(case, _PARCEL_LIST) or any(_PARCEL_LIST.search(one.heading) for one in case.reading.paragraphs)


def _layout(case: Case) -> bool:
    """At least two areas or shares stated by district, or a heading of the figures' chapter that says so."""
    named = [one for one in case.reading.figures if case.rules.place.unit(one.item) or _DISTRICT.search(one.item)]
    stated = {name for one in case.reading.paragraphs for name in _BY_DISTRICT.findall(one.text)}
    return (
        len({one.item for one in named}) > 1 or len(stated) > 1 or _headed(case, "布局") or _annex(case, _LAYOUT_LIST)
    )


def _modes(case: Case) -> bool:
    """Areas by mode of supply, not those of a use whose name holds the word, or a heading that says so."""
    return any(_MODE.match(one.item) for one in _areas(case.reading)) or _headed(case, "方式")


_DISTRICT = re.compile(r"[\u4e00-\u9fff](?:区|县|市|镇|新城|开发区)(?:的土地|供应.*)?\Z")
_MODE = re.compile(
    r"(?:以|采取|通过|实行|按)?(?:公开|有偿)?(?:划拨|招标|拍卖|挂牌|招拍挂|出让|协议|租赁(?!类|住)|作价出资|入股|授权经营)"
)
_USE = re.compile(r"用地|住宅|商服|工矿|仓储|工业|交通|水域|绿地|公共|基础设施")
_SHOWS: Mapping[str, Callable[[Case], bool]] = {
    "总量": _total,
    "结构": _structure,
    "用途": _structure,
    "时序": _timing,
    "地块": _parcels,
    "布局": _layout,
    "方式": _modes,
}


def _areas(reading: Reading) -> list[Figure]:
    return [one for one in reading.figures if one.role in _AREAS]


def _annex(case: Case, what: re.Pattern[str]) -> bool:
    return any(_ANNEX.search(one.text) and what.search(one.text) for one in case.reading.paragraphs)


def _headed(case: Case, word: str) -> bool:
    """A heading with the word in the chapter that states the total, or a chapter called so: 供应布局."""
    paragraphs = case.reading.paragraphs
    chapters = {paragraphs[one.paragraph].path[:1] for one in case.reading.totals}
    named = (one for one in paragraphs if one.family and word in one.heading)
    return any(one.path[:1] in chapters if one.path else bool(_CHAPTER.fullmatch(one.heading)) for one in named)


def _wanted(case: Case, parameter: str) -> tuple[str, ...]:
    """The contents a dated parameter lists on the plan's day; none before its first value."""
    if case.day is None or parameter not in case.rules.parameters:
        return ()
    try:
        value = case.rules.parameters[parameter].on(case.day).value
    except LawFault:
        return ()  # W015, W016: nothing was in force on that day
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _missing(case: Case, parameter: str) -> list[str]:
    return [one for one in _wanted(case, parameter) if one in _SHOWS and not _SHOWS[one](case)]


def required_contents(case: Case) -> Found:
    """PL-01 应公布内容 · Contents that must be published and are not seen in the text."""
    for axis in _missing(case, _MUST):
        yield Finding(rule="PL-01", code="A050", severity=Severity.ADVICE, place=case.head, facts={"axis": axis})


def usual_contents(case: Case) -> Found:
    """PL-02 通常内容 · Contents the compiling standard lists and the text does not show."""
    required = _wanted(case, _MUST)
    for axis in _missing(case, _USUAL):
        if axis not in required:
            yield Finding(rule="PL-02", code="A051", severity=Severity.ADVICE, place=case.head, facts={"axis": axis})


def period_is_the_year(case: Case) -> Found:
    """PL-05 计划期限 · The period is the calendar year of the title; without a year much cannot be told."""
    reading = case.reading
    if reading.year is None:
        yield Finding(rule="PL-05", code="A052", severity=Severity.ADVICE, place=case.head)
    elif reading.period and reading.period_at is not None:
        first, last = reading.period
        whole = (date(reading.year, 1, 1), date(reading.year, 12, 31))
        if (first, last) != whole and not _SEVERAL_YEARS.search(reading.title):
            place = reading.paragraphs[reading.period_at].at(0)
            facts = {"first": first, "last": last, "year": reading.year}
            yield Finding(rule="PL-05", code="A053", severity=Severity.WARNING, place=place, facts=facts)
