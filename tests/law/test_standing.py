"""效力 · The standing of instruments on several days, and finding them by number and title however typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landsupply.law.citation import BasisKind, Instrument, Standing
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.spelling import fold_number
from landsupply.measure.fault import LawFault

RULES = open_rulebook().on(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("id", "in_2010", "in_2024"),
    [
        ("土地管理法", Standing.AMENDED, Standing.AMENDED),
        ("土壤污染防治法", Standing.NOT_YET, Standing.IN_FORCE),
        ("国土资发〔2007〕277号", Standing.IN_FORCE, Standing.SUPERSEDED),
        ("国土资厅发〔2016〕38号", Standing.NOT_YET, Standing.SUPERSEDED),
        ("国土资发〔2008〕24号", Standing.IN_FORCE, Standing.REPEALED),
        ("国土资发〔2012〕162号", Standing.NOT_YET, Standing.UNVERIFIED),
        ("国土资发〔2012〕26号", Standing.NOT_YET, Standing.SPENT),
        ("国土资发〔2015〕37号", Standing.NOT_YET, Standing.SPENT),
        ("国发〔2009〕38号", Standing.IN_FORCE, Standing.UNVERIFIED),
        ("国土资电发〔2011〕53号", Standing.NOT_YET, Standing.UNVERIFIED),
        ("国土资发〔2006〕307号", Standing.AMENDED, Standing.AMENDED),
        ("国土资源部令第39号", Standing.IN_FORCE, Standing.IN_FORCE),
        ("自然资发〔2023〕72号", Standing.NOT_YET, Standing.IN_FORCE),
        ("自然资发〔2026〕38号", Standing.NOT_YET, Standing.NOT_YET),
    ],
)
def test_standing_on_a_day(id: str, in_2010: Standing, in_2024: Standing) -> None:
    book = open_rulebook()
    assert book.on(date(2010, 1, 1)).standing(id) is in_2010
    assert book.on(date(2024, 1, 1)).standing(id) is in_2024


@pytest.mark.parametrize(
    ("id", "last", "successor"),
    [
        ("国土资发〔2007〕277号", date(2018, 1, 2), "国土资规〔2017〕17号"),
        ("国土资厅发〔2016〕38号", date(2019, 4, 23), "自然资办发〔2019〕31号"),
        ("国土资发〔2008〕24号", date(2023, 5, 10), "自然资发〔2023〕72号"),
    ],
)
def test_the_last_day_and_the_first_of_the_successor(id: str, last: date, successor: str) -> None:
    old, new = RULES.instruments[id], RULES.instruments[successor]
    assert old.successor == successor
    assert old.is_good_on(last)
    assert old.is_gone_on(date.fromordinal(last.toordinal() + 1))
    assert new.begun == date.fromordinal(last.toordinal() + 1)


def test_todays_standing_agrees_with_the_dates() -> None:
    for one in RULES.instruments.values():
        if one.standing is not Standing.UNVERIFIED:
            assert one.standing_on(one.checked_on) is one.standing, one.id


def test_spent_within_and_after_its_period() -> None:
    notice = RULES.instruments["国土资发〔2012〕26号"]
    assert notice.is_good_on(date(2012, 12, 31))
    assert notice.standing_on(date(2013, 1, 1)) is Standing.SPENT


def test_a_local_plan_is_spent_after_its_period_and_never_sooner() -> None:
    plan = RULES.instruments["郑州市2024年度土地储备计划"]
    assert plan.standing_on(date(2024, 12, 31)) is Standing.UNVERIFIED
    assert plan.standing_on(date(2025, 1, 1)) is Standing.SPENT


def test_only_texts_of_the_public_law_collection_count_as_read() -> None:
    read = {one.id for one in RULES.instruments.values() if one.basis is BasisKind.STATUTE}
    assert {"土地管理法", "土地管理法实施条例", "城镇国有土地使用权出让和转让暂行条例"} <= read
    assert not any("〔" in id or "令第" in id for id in read)


def make(**changes: object) -> Instrument:
    base = RULES.instruments["国土资发〔2010〕34号"]
    return replace(base, **changes)  # type: ignore[arg-type]  # the point is to plant impossible values


@pytest.mark.parametrize(
    "changes",
    [
        {"ended": date(2012, 1, 1)},
        {"standing": Standing.REPEALED},
        {"standing": Standing.REPEALED, "ended": date(2009, 1, 1)},
        {"standing": Standing.AMENDED},
        {"standing": Standing.SPENT},
        {"period": (2013, 2012)},
        {"amended": (date(2001, 1, 1),)},
    ],
)
def test_contradictory_dates_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(LawFault) as caught:
        make(**changes)
    assert caught.value.code == "W028"


@pytest.mark.parametrize(
    "written",
    [
        "国土资发〔2015〕37号",
        "国土资发[2015]37号",
        "国土资发［２０１５］３７号",
        "国土资发（2015）37号",
        "国土资发(2015)37 号",
        "国土资发【2015】第37号",
    ],
)
def test_a_number_is_found_however_typed(written: str) -> None:
    found = RULES.find_number(written)
    assert found is not None
    assert found.id == "国土资发〔2015〕37号"


@pytest.mark.parametrize(
    "written",
    ["国土资源部令第39号", "国土资源部第39号令", "国土资源部令39号", "中华人民共和国国土资源部令 第39号"],
)
def test_an_order_is_found_however_typed(written: str) -> None:
    found = RULES.find_number(written)
    assert found is not None
    assert found.id == "国土资源部令第39号"


def test_numbers_that_differ_stay_different() -> None:
    assert RULES.find_number("国土资发〔2015〕73号") is None
    assert fold_number("国土资发〔2015〕37号") != fold_number("国土资发〔2015〕3号")
    assert RULES.find_number("GB/T21010-2017") is RULES.instruments["GB/T 21010-2017"]
    assert RULES.find_number("GB/T 21010—2007") is RULES.instruments["GB/T 21010-2007"]


def ids(rules: Rules, title: str) -> list[str]:
    return [one.id for one in rules.find_title(title)]


def test_a_title_is_found_in_every_usual_form() -> None:
    for title in (
        "《中华人民共和国土地管理法》",
        "土地管理法",
        "〈土地管理法〉",
    ):
        assert ids(RULES, title) == ["土地管理法"]
    for title in (
        "国土资源部关于印发《国有建设用地供应计划编制规范》（试行）的通知",
        "关于印发〈国有建设用地供应计划编制规范〉(试行)的通知",
        "《国有建设用地供应计划编制规范（试行）》",
        "国有建设用地供应计划编制规范",
    ):
        assert ids(RULES, title) == ["国土资发〔2010〕117号"]


def test_one_title_of_two_editions_gives_both_the_oldest_first() -> None:
    assert ids(RULES, "《土地储备管理办法》") == ["国土资发〔2007〕277号", "国土资规〔2017〕17号"]
    assert ids(RULES, "《工业项目建设用地控制指标》") == ["国土资发〔2008〕24号", "自然资发〔2023〕72号"]
    assert ids(RULES, "产业用地政策实施工作指引（2019年版）") == ["自然资办发〔2019〕31号"]


def test_a_wrong_title_shows_itself() -> None:
    notice = RULES.find_number("国土资发〔2009〕56号")
    assert notice is not None
    assert notice not in RULES.find_title("《全国工业用地出让最低价标准》")
    assert ids(RULES, "《全国工业用地出让最低价标准》") == ["国土资发〔2006〕307号"]
    assert RULES.find_title("关于调整工业用地出让最低价标准实施政策的通知") == (notice,)


def test_an_unknown_title_gives_nothing() -> None:
    assert RULES.find_title("关于某事的通知") == ()
    assert RULES.find_title("") == ()
