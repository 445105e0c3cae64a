"""法规库齐备 · Every document that the norms and the seed name is on record; all facts are cited, dated and checked.

The facts of the norms themselves, section by section, are asked in `test_norms_facts.py`.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.citation import BasisKind, Standing
from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.shipped import shipped_names
from landsupply.measure.fault import LawFault

BOOK = open_rulebook()
PLACES = shipped_names("places")

#: Written down by hand from reading the norms and the plan of Zhengzhou, in the order in which they name them.
LAWS = """
土地管理法 城市房地产管理法 城乡规划法 土壤污染防治法 文物保护法 黄河保护法 水土保持法 环境影响评价法 节约能源法
人民防空法 国土空间规划法 土地管理法实施条例 城镇国有土地使用权出让和转让暂行条例 政府信息公开条例
国有土地上房屋征收与补偿条例 城市房地产开发经营管理条例 不动产登记暂行条例 地质灾害防治条例
"""
ORDERS = (
    "国土资源部令第39号 国土资源部令第11号 国土资源部令第21号 国土资源部令第9号 国土资源部令第53号 国土资源部令第61号"
)
STATE = """
国发〔2004〕28号 国发〔2006〕31号 国发〔2007〕24号 国发〔2008〕3号 国发〔2009〕38号 国发〔2013〕41号
国发〔2016〕38号 国发〔2023〕14号 国办发〔2006〕37号 国办发〔2010〕4号 国办发〔2013〕17号
"""
NOTICES = """
国土资发〔2006〕114号 国土资发〔2006〕307号 国土资发〔2007〕236号 国土资发〔2007〕277号 国土资发〔2008〕24号
国土资发〔2008〕308号 国土资发〔2009〕56号 国土资发〔2009〕101号 国土资发〔2010〕34号 国土资发〔2010〕117号
国土资发〔2010〕151号 国土资电发〔2011〕53号 国土资发〔2011〕63号 国土资发〔2012〕26号 国土资发〔2012〕98号
国土资发〔2012〕162号 国土资发〔2014〕119号 国土资发〔2015〕37号 国土资厅发〔2016〕38号 财综〔2016〕4号
建房〔2017〕80号 国土资规〔2017〕17号 财综〔2018〕8号 自然资规〔2018〕1号 自然资办发〔2019〕31号
自然资规〔2019〕2号 自然资办发〔2020〕51号 存量住宅用地信息公开函2021 自然资办函〔2022〕2728号
自然资发〔2023〕72号 自然资发〔2023〕234号 自然资源部办公厅2024年住宅用地供应通知 自然资发〔2024〕242号
自然资源要素支撑产业高质量发展指导目录（2024年本） 自然资发〔2025〕45号 自然资发〔2026〕38号
限制用地项目目录（2006年本增补本） 2012年全国住房用地供应计划通知 第三次全国国土调查工作分类 广东省土地管理条例
"""
STANDARDS = ("GB/T 21010-2017", "GB/T 21010-2007", "GB/T 4754-2002")
LOCAL = """
河南省城镇国有土地使用权出让和转让管理规定 河南省实施土地管理法办法 河南省实施文物保护法办法
河南省实施人民防空法办法 郑州市城乡规划管理条例 郑州市城市房地产开发经营管理条例 郑州市停车场建设管理条例
郑州市城市中小学校幼儿园规划建设管理条例 郑州市国民经济与社会发展规划 郑州市土地利用总体规划
郑州市2024年度土地利用计划 郑州市住房建设规划与计划 郑州市土地储备三年滚动计划2024-2026
郑州市2024年度土地储备计划 郑州市国土空间总体规划 郑州市国土空间保护与发展“十四五”规划 郑州市2024年度供应计划
"""
NAMED = (*LAWS.split(), *ORDERS.split(), *STATE.split(), *NOTICES.split(), *STANDARDS, *LOCAL.split())

#: Figures of the norms: parameter, a day on which it holds, its value.
FIGURES: tuple[tuple[str, str, object], ...] = (
    ("plan.publish_by", "2024-01-01", "03-31"),
    ("plan.disclose.working_days", "2024-01-01", 20),
    ("housing.floor.years", "2013-06-01", 5),
    ("notice.days", "2024-01-01", 20),
    ("listing.days", "2024-01-01", 10),
    ("listing.working_days", "2024-01-01", 10),
    ("bid.jury.least", "2024-01-01", 5),
    ("deposit.refund.working_days", "2024-01-01", 5),
    ("result.working_days", "2024-01-01", 10),
    ("deposit.share", "2024-01-01", Fraction(1, 5)),
    ("price.floor.share", "2024-01-01", Fraction(7, 10)),
    ("contract.working_days", "2024-01-01", 10),
    ("payment.first.share", "2024-01-01", Fraction(1, 2)),
    ("payment.first.months", "2024-01-01", 1),
    ("payment.last.years", "2024-01-01", 1),
    ("payment.days", "2024-01-01", 60),
    ("agreement.notice.days", "2024-01-01", 30),
    ("agreement.price.share", "2024-01-01", Fraction(7, 10)),
    ("agreement.result.days", "2024-01-01", 7),
    ("agreement.result.shown.days", "2024-01-01", 15),
    ("term.renewal.years", "2024-01-01", 1),
    ("industry.office.share", "2024-01-01", Fraction(7, 100)),
    ("industry.office.floor_share", "2024-01-01", Fraction(15, 100)),
    ("industry.building.share", "2023-05-10", Fraction(3, 10)),
    ("industry.building.share", "2023-05-11", Fraction(4, 10)),
    ("industry.green.share", "2023-05-10", Fraction(1, 5)),
    ("industry.grades.version", "2008-12-31", "国土资发〔2006〕307号"),
    ("industry.grades.version", "2009-01-01", "国土资发〔2008〕308号"),
    ("housing.affordable.share", "2024-01-01", Fraction(7, 10)),
    ("housing.plot_ratio.least", "2024-01-01", Fraction(1)),
    ("housing.clearance.pause", "2024-05-01", 36),
    ("housing.clearance.match", "2024-05-01", 18),
    ("housing.clearance.bounds", "2018-01-01", (36, 18, 12, 6)),
    ("housing.clearance.refresh.months", "2024-05-01", 3),
    ("housing.small.area", "2024-01-01", 90),
    ("housing.small.share", "2024-01-01", Fraction(7, 10)),
    ("housing.start.years", "2024-01-01", 1),
    ("housing.finish.years", "2024-01-01", 3),
    ("housing.disclosure.days", "2024-01-01", 10),
    ("housing.offer_list.months", "2024-01-01", 3),
    ("reserve.plan.years", "2024-01-01", 3),
    ("reserve.plan.quarter", "2024-01-01", 3),
    ("reserve.use.years", "2024-01-01", 2),
    ("idle.start.years", "2024-01-01", 1),
    ("idle.recover.years", "2024-01-01", 2),
    ("idle.stopped.years", "2024-01-01", 1),
    ("idle.stopped.developed", "2024-01-01", Fraction(1, 3)),
    ("idle.stopped.invested", "2024-01-01", Fraction(1, 4)),
    ("idle.fee.share", "2024-01-01", Fraction(1, 5)),
    ("idle.fee.most", "2024-01-01", Fraction(1, 5)),
    ("idle.answer.days", "2024-01-01", 30),
    ("idle.extension.years", "2024-01-01", 1),
    ("batch.lapse.years", "2024-01-01", 2),
    ("quota.reward.share", "2024-01-01", Fraction(1, 10)),
    ("quota.penalty.share", "2024-01-01", Fraction(1, 5)),
    ("supply.rate.years", "2024-01-01", 5),
    ("supply.rate.least", "2024-01-01", Fraction(3, 5)),
    ("house_acquisition.days", "2024-01-01", 30),
    ("completion.documents.months", "2024-01-01", 6),
    ("registration.working_days", "2024-01-01", 30),
    ("planning_conditions.years", "2024-01-01", 1),
)

#: The same for tables: some of their cells.
CELLS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("industry.price.floor", "2024-01-01", {"1": 840, "5": 384, "15": 60}),
    (
        "industry.price.exceptions",
        "2024-01-01",
        {
            "省定优先发展产业且用地集约": Fraction(7, 10),
            "农林牧渔业产品初加工": Fraction(7, 10),
            "中西部城镇建设用地范围外国有未利用地": Fraction(15, 100),
            "中西部城镇建设用地范围内国有未利用地": Fraction(1, 2),
        },
    ),
    ("industry.intensive.least", "2024-01-01", {"容积率": Fraction(2, 5), "投资强度": Fraction(1, 10)}),
    (
        "industry.plot_ratio.least",
        "2020-01-01",
        {"13": Fraction(1), "17": Fraction(8, 10), "36": Fraction(7, 10), "26": Fraction(6, 10), "25": Fraction(1, 2)},
    ),
    ("industry.intensity.classes", "2020-01-01", {"1": (1, 4), "4": (9, 10), "7": (15, 15)}),
    ("term.caps", "2024-01-01", {"住宅用地": 70, "工矿仓储用地": 50, "商服用地": 40}),
    ("housing.plot.caps", "2024-01-01", {"小城市": 7, "中等城市": 14, "大城市": 20}),
    ("farmland.idle.years", "2024-01-01", {"缴纳闲置费": 1, "无偿收回": 2}),
    ("acquisition.state.hectares", "2024-01-01", {"永久基本农田以外的耕地": 35, "其他土地": 70}),
    ("temporary_use.years", "2024-01-01", {"一般": 2, "能源、交通、水利等基础设施建设": 4}),
    ("archaeology.days", "2024-01-01", {"组织": 7, "勘探": 30, "报告": 7, "处理意见": 7}),
    ("milestone.completion", "2024-01-01", {"06-30": Fraction(1, 2), "09-30": Fraction(3, 4), "12-31": Fraction(1)}),
)


def test_every_document_that_is_named_is_on_record() -> None:
    assert len(set(NAMED)) == len(NAMED)
    assert [id for id in NAMED if id not in BOOK.instruments] == []


def test_the_local_ones_are_on_record_for_their_own_place_alone() -> None:
    other = open_rulebook("990100").instruments
    assert [id for id in LOCAL.split() if id in other] == []


@pytest.mark.parametrize("place", PLACES)
def test_every_instrument_has_citation_standing_and_day_of_check(place: str) -> None:
    book = open_rulebook(place)
    held = [one for one in book.instruments.values() if one.title and one.issuer and one.standing and one.checked_on]
    assert len(held) == len(book.instruments)
    assert [one.id for one in held if not (one.begun or one.note or one.period)] == []
    assert [one.id for one in held if one.standing is Standing.UNVERIFIED and not _doubt_is_told(one.id)] == []


def _doubt_is_told(id: str) -> bool:
    """Why a standing is not established: a day, a period, what overtook it, or a note."""
    one = next(book.instruments[id] for book in map(open_rulebook, PLACES) if id in book.instruments)
    return bool(one.note or one.doubted_since or one.period or one.overtaken_by)


@pytest.mark.parametrize("place", PLACES)
def test_every_parameter_has_citation_standing_and_day_of_check(place: str) -> None:
    book = open_rulebook(place)
    held = [one for one in book.parameters.values() if one.title and one.unit and one.checked_on and one.values]
    assert len(held) == len(book.parameters)
    for parameter in held:
        for dated in parameter.values:
            assert dated.basis.instrument in book.instruments, parameter.id
            assert dated.kind in BasisKind, parameter.id


def _last(book: Rulebook, dated: Dated) -> date | None:
    """The last day on which a value holds: its own, or the eve of the next one."""
    later = [one.since for one in book.parameters[dated.id].values if one.since > dated.since]
    return dated.until or (min(later) - timedelta(days=1) if later else None)


@pytest.mark.parametrize("place", PLACES)
def test_no_value_outlives_the_instrument_it_rests_on(place: str) -> None:
    book = open_rulebook(place)
    for parameter in book.parameters.values():
        for dated in parameter.values:
            basis, last = book.instruments[dated.basis.instrument], _last(book, dated)
            assert not basis.is_gone_on(dated.since), parameter.id
            assert basis.ended is None or (last and last < basis.ended), parameter.id


@pytest.mark.parametrize(("id", "day", "value"), FIGURES)
def test_the_figures_of_the_norms(id: str, day: str, value: object) -> None:
    assert BOOK.on(date.fromisoformat(day)).parameter(id).value == value


@pytest.mark.parametrize(("id", "day", "cells"), CELLS)
def test_the_tables_of_the_norms(id: str, day: str, cells: dict[str, object]) -> None:
    table = BOOK.on(date.fromisoformat(day)).parameter(id).table()
    assert {cell: table[cell] for cell in cells} == cells


@pytest.mark.parametrize(
    ("id", "count"),
    [
        ("mode.allocation.items", 19),
        ("reserve.net.tests", 5),
        ("reserve.plan.parts", 6),
        ("housing.stock.columns", 12),
        ("plan.contents.required", 5),
        ("plan.contents.expected", 5),
        ("idle.remedies", 6),
        ("idle.exempt", 3),
    ],
)
def test_the_lists_of_the_norms(id: str, count: int) -> None:
    names = BOOK.on(date(2024, 1, 1)).parameter(id).names()
    assert len(set(names)) == count


def test_the_codes_of_industries_are_each_there_once() -> None:
    table = BOOK.on(date(2020, 1, 1)).parameter("industry.plot_ratio.least").table()
    assert sorted(map(int, table)) == [*range(13, 38), 39, 40, 41, 42, 43]


@given(st.dates(date(1949, 10, 1), date(2026, 11, 23)))
def test_any_past_day_runs_under_the_law_of_that_day(day: date) -> None:
    rules = BOOK.on(day)
    for id, one in rules.instruments.items():
        begun = one.begun
        assert (rules.standing(id) is Standing.NOT_YET) == (begun is not None and day < begun)
    for id, parameter in rules.parameters.items():
        try:
            held = rules.parameter(id)
        except LawFault as fault:
            assert fault.code in ("W015", "W016")
            continue
        assert held in parameter.values
        assert held.since <= day and (held.until is None or day <= held.until)
        assert rules.standing(held.basis.instrument) is not Standing.NOT_YET


def test_a_past_day_gives_the_same_answer_however_often_it_is_asked() -> None:
    first, again = BOOK.on(date(2012, 7, 1)), open_rulebook().on(date(2012, 7, 1))
    assert (first.digest, first.day) == (again.digest, again.day)
    before, after = BOOK.on(date(2023, 5, 10)), BOOK.on(date(2023, 5, 11))
    assert before.standing("国土资发〔2008〕24号") is Standing.IN_FORCE
    assert after.standing("国土资发〔2008〕24号") is Standing.REPEALED
    assert after.standing("自然资发〔2023〕72号") is Standing.IN_FORCE
