"""审读结果 · One text read: paragraphs, figures and their parts, citations and their lists, year, period, scope.

`read` takes any text; only a value that is no text, or is longer than the limit, is refused (InputFault A002, A003).
Nothing is corrected on the way in: a finding points at what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from landsupply.measure.fault import InputFault
from landsupply.proofread.citations import Cited, cited_in
from landsupply.proofread.compositions import Composition, compositions
from landsupply.proofread.districts import totals_of_districts
from landsupply.proofread.each import counted_each
from landsupply.proofread.figures import Figure, Role, figures_in
from landsupply.proofread.lists import CitedList, cited_lists
from landsupply.proofread.manuscript import Grid
from landsupply.proofread.origins import origins_of_the_total
from landsupply.proofread.outline import Paragraph, outline
from landsupply.proofread.own_lists import lists_of_their_own, sums_behind
from landsupply.proofread.roles import Years, judged, title_years
from landsupply.proofread.shares import StatedShare, stated_shares
from landsupply.proofread.text_tables import text_tables

#: Characters of text taken at most; the longest published plan met has a hundredth of it.
LONGEST = 2_000_000

_DAY = r"((?:19|20)[0-9]{2}) {0,2}年 {0,2}([0-9]{1,2}) {0,2}月 {0,2}([0-9]{1,2}) {0,2}日"
_LAST_DAY = r"(?:((?:19|20)[0-9]{2}) {0,2}年)? {0,2}([0-9]{1,2}) {0,2}月 {0,2}([0-9]{1,2}) {0,2}日"
_PERIOD = re.compile(rf"{_DAY}[起 ]{{0,3}}(?:至|到|—|-|－|–|~|～){{1,2}} {{0,2}}{_LAST_DAY}")
_CALLED = re.compile(
    r"计划期|期限|执行期|实施期|有效期|计划年度|计划时间|起止|本(?:计划|方案)(?:自|从|于|的?执行|的?实施)|执行|实施"
)
_SECTION = re.compile(r"计划期|期限|执行期|实施期|有效期|计划年度")
_OTHER_PERIOD = re.compile(
    r"规划期|合同|租赁期|使用期|保证金|缴纳|竞买|报名|公告|公示|挂牌|拍卖|招标|报价|交地|开工|竣工|登记|上年|去年"
)
_SENTENCE = re.compile(r"[。！？；;]")
_SCOPE = re.compile(r"范围(?:包括|包含|涵盖|为|是)[：: ]{0,3}([^。；\n]{2,400})")
_PLAN = "计划"
_LONGEST_TITLE = 120
#: A plan of several years may name them behind its title.
_YEARS_BEHIND = re.compile(
    r"[ \u3000]{0,3}[（(][ ]{0,2}(?:19|20)[0-9]{2}年?(?:至|到|[-–—~～－]{1,2})(?:19|20)[0-9]{2}年(?:度)?[ ]{0,2}[)）]"
)
_FIGURE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """审读结果 · What a text says; `title` are its first words, `year` is None where none is found.

    `years` are the first and the last of a plan that may be of several.
    """

    title: str
    paragraphs: tuple[Paragraph, ...]
    figures: tuple[Figure, ...]
    totals: tuple[Figure, ...]
    compositions: tuple[Composition, ...]
    shares: tuple[StatedShare, ...]
    citations: tuple[Cited, ...]
    lists: tuple[CitedList, ...]
    year: int | None
    period: tuple[date, date] | None
    period_at: int | None
    scope: tuple[str, ...]
    tables: tuple[Grid, ...] = ()
    years: Years = None

    @property
    def text(self) -> str:
        """全文 · The paragraphs joined, remnants blanked."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def plan_day(reading: Reading) -> date | None:
    """计划日 · The day the plan's law is taken on: 1 January of its year; None where no year is named."""
    return date(reading.year, 1, 1) if reading.year else None


def read(text: str, tables: tuple[Grid, ...] = ()) -> Reading:
    """审读 · What the checks need, out of a text, its tables and those that are lines of it; InputFault A002, A003."""
    if not isinstance(text, str):
        raise InputFault("A002", kind=type(text).__name__)
    if len(text) > LONGEST:
        raise InputFault("A003", length=len(text), longest=LONGEST)
    paragraphs = outline(text)
    title = _title(paragraphs)
    stated = _figures(paragraphs)
    period, period_at = _period(paragraphs)
    named = title_years(title)
    year = named[0] if named else (period[0].year if period else None) or _figure_year(stated)
    years = named or ((year, year) if year else None)
    written = text_tables(text, len(tables))
    rows = {line for table in written for line in table.lines}
    own = tuple(judged([_outside(figure, rows) for figure in stated], paragraphs, title, years))
    figures = totals_of_districts(own, paragraphs, title)
    totals = tuple(figure for figure in figures if figure.role is Role.TOTAL)
    found = _compositions(paragraphs, figures, totals)
    lists = cited_lists(paragraphs)
    shares = stated_shares(paragraphs, figures, found)
    return Reading(
        title=title,
        paragraphs=paragraphs,
        figures=_with_subjects(figures, shares),
        totals=totals,
        compositions=found,
        shares=shares,
        citations=_citations(paragraphs, lists),
        lists=lists,
        year=year,
        period=period,
        period_at=period_at,
        scope=_scope(paragraphs),
        tables=tuple(sorted((*tables, *written), key=lambda one: one.line)),
        years=years,
    )


def _compositions(
    paragraphs: Sequence[Paragraph], figures: Sequence[Figure], totals: Sequence[Figure]
) -> tuple[Composition, ...]:
    found = compositions(paragraphs, figures, totals)
    every = [*found, *origins_of_the_total(paragraphs, figures, found)]
    every += [*lists_of_their_own(paragraphs, figures, every), *sums_behind(paragraphs, figures, every)]
    return tuple(counted_each(sorted(every, key=lambda one: (one.parts[0], one.whole)), figures))


def _title(paragraphs: Sequence[Paragraph]) -> str:
    words = ""
    for paragraph in paragraphs[:6]:
        if paragraph.family or len(words) >= 80 or _PLAN in words:
            break
        words += paragraph.words[:_LONGEST_TITLE]
    called = words.find(_PLAN, max(0, words.find("年")))
    end = called + len(_PLAN) if called >= 0 else _LONGEST_TITLE
    behind = _YEARS_BEHIND.match(words, end)
    return words[: behind.end() if behind else end].translate(_FIGURE_DIGITS)


def _figure_year(figures: Sequence[Figure]) -> int | None:
    """The year named beside the first total, where neither title nor period tells one."""
    years = [year for one in figures if one.role is Role.TOTAL for year in one.clause.years]
    return years[0] if years else None


def _figures(paragraphs: Sequence[Paragraph]) -> list[Figure]:
    found: list[Figure] = []
    for paragraph in paragraphs:
        found += figures_in(paragraph, len(found))
    return found


def _outside(figure: Figure, rows: Set[int]) -> Figure:
    """A figure in a row of a table is judged there, and not as a part or total of the running text."""
    in_table = figure.position.line in rows and figure.role in (Role.TOTAL, Role.PART)
    return replace(figure, role=Role.OTHER) if in_table else figure


def _with_subjects(figures: tuple[Figure, ...], shares: Sequence[StatedShare]) -> tuple[Figure, ...]:
    """A share is named after the figure it is the share of."""
    subject = {one.share: figures[one.part].item for one in shares if one.part is not None}
    return tuple(replace(one, item=subject[one.index]) if one.index in subject else one for one in figures)


def _period(paragraphs: Sequence[Paragraph]) -> tuple[tuple[date, date] | None, int | None]:
    for paragraph in paragraphs:
        for found in _PERIOD.finditer(paragraph.text):
            if not _is_the_plans(paragraph, found.span(), paragraphs):
                continue
            numbers = [int(one or found[1]) for one in found.groups()]  # the year of the last day may go without saying
            try:
                return (date(*numbers[:3]), date(*numbers[3:])), paragraph.index
            except ValueError:
                continue  # 2月30日: no period can be read there
    return None, None


def _is_the_plans(paragraph: Paragraph, span: tuple[int, int], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a span of days is called the plan's period, or stands in the section of the period."""
    before = _SENTENCE.split(paragraph.text[max(0, span[0] - 60) : span[0]])[-1]
    behind = _SENTENCE.split(paragraph.text[span[1] : span[1] + 12])[0]
    if _OTHER_PERIOD.search(before):
        return False
    headings = (paragraphs[one].heading for one in (*paragraph.path, paragraph.index) if paragraphs[one].family)
    return bool(_CALLED.search(before) or _CALLED.search(behind) or any(_SECTION.search(one) for one in headings))


def _scope(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    for paragraph in paragraphs:
        if found := _SCOPE.search(paragraph.text):
            return tuple(one.strip() for one in re.split(r"[、，,]", found[1]) if one.strip())
    return ()


def _citations(paragraphs: Sequence[Paragraph], lists: Sequence[CitedList]) -> tuple[Cited, ...]:
    where = {item: (number, rank) for number, one in enumerate(lists) for rank, item in enumerate(one.items, 1)}
    found: list[Cited] = []
    for paragraph in paragraphs:
        number, rank = where.get(paragraph.index, (None, None))
        cited = cited_in(paragraph, number is not None)
        found += [replace(one, list_index=number, rank=rank) for one in cited]
    return tuple(found)
