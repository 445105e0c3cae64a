"""定性 · What each figure is in the plan at hand: of its own years or of others, its total or a district's.

A plan may be made for several years (三年滚动计划) or for housing land alone: then the figures of single years are
parts, and the housing land stated first is the total.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from landsupply.measure.days import spelt_year
from landsupply.proofread.figures import SUMMED, Figure, Role
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.total_words import is_own_part, is_total, place_of_total

_PLAN = "计划"
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2}) {0,2}年")
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年? {0,2}(?:至|到|[-–—~～－]{1,2}) {0,2}((?:19|20)[0-9]{2}) {0,2}年")
_LOOKS_BACK = re.compile(r"(?:执行|完成|实施|落实|供应|供地)情况|回顾|总结")
_BEFORE = re.compile(r"上一?年|去年|前[一二三两]年|近[一二三四五]年")
#: The place of the title without its rank: 佛山 of 佛山市2024年度….
_PLACE = re.compile(
    r"(?:\A|[《“（(于 \u3000])(?P<name>[\u4e00-\u9fff]{2,8}?)(?P<rank>自治州|自治县|[市县区州旗盟])?(?:19|20)[0-9]{2}"
)
_HOUSING_PLAN = re.compile(r"(?:住宅|住房|居住)用地(?:年度|三年|滚动|建设|土地|供应|供地|的)*计划")
_HOUSING = re.compile(r"(?:住宅|住房|居住)用地(?:计划|供应|供地|年度|总量|总规模|总面积|规模){0,4}")

_ENDS = re.compile(r"[；;。！？]")
_SO_FAR = re.compile(r"累计")
_BY_WHEN = re.compile(r"季度|[0-9十一二三四五六七八九]月|上半年|截至|截止")

Years = tuple[int, int] | None


def title_years(title: str) -> Years:
    """标题年度 · First and last year of a title that calls itself a plan: 2024年度, 二〇二四年, 2024-2026年."""
    if _PLAN not in title:
        return None
    if span := _YEARS.search(title):
        return (int(span[1]), int(span[2])) if span[1] < span[2] else None
    if found := _YEAR.search(title):
        return int(found[1]), int(found[1])
    year = spelt_year(title.replace("Ｏ", "〇"))  # the letter is typed for the sign
    return (year, year) if year else None


def judged(figures: Sequence[Figure], paragraphs: Sequence[Paragraph], title: str, years: Years) -> list[Figure]:
    """定性 · The figures, those of other years or of what was done made others, those of a place or a year parts."""
    behind = _backward(paragraphs, years)
    dated = _dated(figures, paragraphs) if years and years[0] < years[1] else figures
    found = [_judged(one, title, years) if one.paragraph not in behind else _other(one) for one in dated]
    found = _own(found, title)
    found = _summed(found, years, behind)
    has_total = any(one.role is Role.TOTAL for one in found)
    if has_total or not _HOUSING_PLAN.search(title):
        return found
    first = next((at for at, one in enumerate(found) if _is_all_housing(one)), None)
    if first is not None:
        found[first] = replace(found[first], role=Role.TOTAL)
    return found


def _dated(figures: Sequence[Figure], paragraphs: Sequence[Paragraph]) -> list[Figure]:
    """The figures, a year named in front of several of them given to each: 2024年商品住房用地…、保障性住房用地….

    A semicolon or a stop ends it.
    """
    found: list[Figure] = []
    for one in figures:
        before = found[-1] if found else None
        clause = one.clause
        if before and before.paragraph == one.paragraph and not clause.years and not before.clause.is_period:
            text = paragraphs[one.paragraph].text[before.end : one.number_at]
            if len(before.clause.years) == 1 and not _YEARS.search(before.clause.words) and not _ENDS.search(text):
                clause = replace(clause, years=before.clause.years)
        found.append(replace(one, clause=clause))
    return found


def _is_all_housing(figure: Figure) -> bool:
    return figure.role is Role.PART and bool(_HOUSING.fullmatch(figure.item)) and not figure.clause.opens


def _other(figure: Figure) -> Figure:
    return replace(figure, role=Role.OTHER) if figure.role in (Role.TOTAL, Role.PART) else figure


def _judged(figure: Figure, title: str, years: Years) -> Figure:
    """A total of another year, of what was done, or of a district is no total of this plan."""
    clause = figure.clause
    if figure.role not in (Role.TOTAL, Role.PART):
        return figure
    is_several = years is not None and years[0] < years[1]
    is_foreign = years and clause.years and not any(years[0] <= one <= years[1] for one in clause.years)
    is_sum = bool(_SO_FAR.search(clause.words) and _BY_WHEN.search(clause.words))
    is_sum = is_sum or (not is_several and bool(_YEARS.search(clause.words)))  # of more years than the plan's
    if clause.is_past or is_sum or is_foreign or (clause.is_period and not is_several):
        return _other(figure)
    if is_several and not clause.is_period and not _YEARS.search(clause.words) and len(clause.years) == 1:
        year = f"{clause.years[0]}年"
        return replace(figure, role=Role.PART, item=year if figure.role is Role.TOTAL else year + figure.item)
    rest = _without_place(_YEARS.sub("", clause.words) if is_several else clause.words, title)
    is_apart = clause.place not in title and not place_of_total(clause.words)  # 市区范围内，…
    if is_total(rest) and not place_of_total(rest) and not is_apart:
        return replace(figure, role=Role.TOTAL)
    if figure.role is Role.TOTAL and clause.place and clause.place not in title:
        return replace(figure, role=Role.PART, item=clause.place)
    return figure


def _summed(figures: list[Figure], years: Years, behind: frozenset[int]) -> list[Figure]:
    """Where no total is stated, the one sum behind its parts (…，合计310公顷) is the plan's."""
    sums = [at for at, one in enumerate(figures) if SUMMED.fullmatch(one.item)]
    if len(sums) != 1 or any(one.role is Role.TOTAL for one in figures):
        return figures
    one = figures[sums[0]]
    named = one.clause.years
    is_other = one.clause.is_past or (years and named and not any(years[0] <= year <= years[1] for year in named))
    if not is_other and one.paragraph not in behind:
        figures[sums[0]] = replace(one, role=Role.TOTAL)
    return figures


def _without_place(words: str, title: str) -> str:
    """The words without the title's place, which may be named without its rank: 佛山国有建设用地…."""
    named = _PLACE.search(title)
    if named is None:
        return words
    whole = named["name"] + (named["rank"] or "")
    return words.replace(whole if whole in words else named["name"], "", 1)


def _own(figures: list[Figure], title: str) -> list[Figure]:
    """Where no total is stated, that of the place's own built-up part (中心城区) is the plan's."""
    if any(one.role is Role.TOTAL for one in figures):
        return figures
    return [replace(one, role=Role.TOTAL) if _is_own(one, title) else one for one in figures]


def _is_own(figure: Figure, title: str) -> bool:
    rest = _without_place(figure.clause.words, title)
    is_own = is_total(rest) and is_own_part(place_of_total(rest) or figure.clause.place)
    return figure.role is Role.PART and is_own and not figure.clause.opens


def _backward(paragraphs: Sequence[Paragraph], years: Years) -> frozenset[int]:
    """Paragraphs under a heading that looks back on another year: 2023年度计划执行情况."""
    heads = {one.index for one in paragraphs if one.family and _looks_back(one.heading, years)}
    return frozenset(one.index for one in paragraphs if one.index in heads or heads & {*one.path})


def _looks_back(heading: str, years: Years) -> bool:
    if not _LOOKS_BACK.search(heading):
        return False
    named = [int(one) for one in _YEAR.findall(heading)]
    if years and any(years[0] <= one <= years[1] for one in named):
        return False
    return bool((years and named) or _BEFORE.search(heading))
