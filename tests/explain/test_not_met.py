"""为何排不出 · Contradictions planted in the brief of an office's ledger: named exactly, with ranges and remedies.

What is expected is added up here from the candidates, without any solver.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from landsupply.measure.fault import SolveFault
from landsupply.optimise.explain.not_met import Clash, NotMet, why_not_met
from landsupply.optimise.propose import propose
from landsupply.plan.candidate import Candidate
from landsupply.plan.case import PRINTS_THE_SAME
from tests.explain.office_year import DAY, brief, case, explained, largest, named, options

HECTARE = 1_000_000
INDUSTRY = "工矿仓储用地"
NEW = ("新增建设用地", "新增建设用地(来自存量库)")


def candidates(text: str = '[targets]\ntotal = "不低于1公顷"') -> list[Candidate]:
    return list(case(text).candidates)


def only_clash(found: NotMet) -> Clash:
    (clash,) = found.clashes
    return clash


def remedies(clash: Clash) -> dict[str, Any]:
    return {one.meaning.name: (one.short, one.over) for one in clash.remedies}


def ranges(clash: Clash) -> dict[str, Any]:
    return {one.meaning.name: (one.low, one.high) for one in clash.ranges}


def origin(one: Candidate) -> str:
    return one.land.origin.value if one.land.origin else ""


def of_class(name: str) -> list[Candidate]:
    return [one for one in candidates() if one.option.plan_class == name]


def hectares(units: int) -> str:
    return f"{units // HECTARE}.{units % HECTARE:06d}公顷"


QUOTA = f"""[targets.classes]
"{INDUSTRY}" = "924.05公顷"
[[targets.sentences]]
name = "工业用新增"
bounds = "不超过200公顷"
terms = [{{ where = {{ classes = ["{INDUSTRY}"], origins = {list(NEW)} }} }}]
"""


def test_a_class_figure_against_the_quota_of_new_land() -> None:
    found = explained("[targets]\n" + QUOTA)
    clash = only_clash(found)
    assert named(clash) == {f"结构/{INDUSTRY}", "专项/工业用新增"}
    old = largest([one for one in of_class(INDUSTRY) if origin(one) not in NEW])
    figure = 92405 * HECTARE // 100
    short = figure - PRINTS_THE_SAME - old - 200 * HECTARE
    assert remedies(clash) == {f"结构/{INDUSTRY}": (short, 0), "专项/工业用新增": (0, short)}
    assert sum(one.short + one.over for one in found.misses) == short
    reach = ranges(clash)
    assert reach[f"结构/{INDUSTRY}"][1] == old + 200 * HECTARE
    assert reach["专项/工业用新增"] == (figure - PRINTS_THE_SAME - old, figure)
    assert found.alone and not found.together


def test_a_milestone_against_the_months_of_readiness() -> None:
    found = explained('[targets]\ntotal = "不低于3900公顷"\n[milestones]\n4 = "90%"\n')
    clash = only_clash(found)
    assert named(clash) == {"总量", "时序/4"}
    ready = largest([one for one in candidates() if one.months[0] <= 4])
    most = Fraction(ready * 10, 9)
    short = 3900 * HECTARE - most
    told = remedies(clash)
    assert 0 <= told["总量"][0] - short < 1 and 0 <= told["时序/4"][0] - short * Fraction(9, 10) < 1
    assert ranges(clash)["总量"][1] == most.__floor__()
    assert len(found.together) == found.at_least > 1
    ready_then = {one.parcel for one in candidates() if one.months[0] <= 4}
    for one in found.together:
        assert one.candidate.parcel not in ready_then and one.needs <= 4
    _is_enough(ready, [one.candidate for one in found.together])


def _is_enough(ready: int, cleared: list[Candidate]) -> None:
    """Nine tenths of 3900 ha by April, with what was cleared."""
    assert ready + sum(one.whole for one in cleared) >= 3510 * HECTARE


def test_a_district_floor_against_what_the_district_has() -> None:
    found = explained('[targets]\n[targets.districts]\n"上街区" = "不低于450公顷"\n')
    clash = only_clash(found)
    assert named(clash) == {"布局/上街区"}
    has = largest([one for one in candidates() if one.land.district == "上街区"])
    assert remedies(clash) == {"布局/上街区": (450 * HECTARE - has, 0)}
    assert ranges(clash)["布局/上街区"][1] == has
    assert all(one.candidate.land.district == "上街区" and one.opens is None for one in found.alone)
    saved = {one.candidate.parcel: one.candidate.whole for one in found.alone}
    assert {one.candidate.parcel: 450 * HECTARE - has - one.left[0].short for one in found.alone} == saved


def test_the_capacity_for_notices_against_a_share_of_open_offers() -> None:
    text = """[targets]
total = "不低于3000公顷"
[targets.modes]
"招拍挂" = "不低于40%"
[targets.auctions]
"全年" = "不超过40宗"
"""
    found = explained(text)
    clash = only_clash(found)
    assert named(clash) == {"总量", "方式/招拍挂", "公告能力/1–12"}
    told = remedies(clash)
    assert set(told) == named(clash)
    offered = [one for one in candidates() if one.option.mode.open]
    lots = sorted({one.parcel: one.whole for one in offered if one.state.value == "planned"}.values(), reverse=True)
    noticed = largest([one for one in offered if one.state.value != "planned"])
    counted = sum(one.state.value != "planned" and one.notice(one.months[0]) is not None for one in offered)
    open_most = noticed + sum(lots[: 40 - counted])
    assert told["方式/招拍挂"][0] == 1200 * HECTARE - open_most
    assert told["总量"][0] == 3000 * HECTARE - Fraction(open_most * 10, 4).__floor__()


def test_alternatives_against_what_must_be_in() -> None:
    district = [one for one in candidates() if one.land.district == "上街区" and one.months[0] > 6]
    first, second = district[0], district[1]
    has = largest([one for one in candidates() if one.land.district == "上街区"])
    text = f"""[targets]
[targets.districts]
"上街区" = "不低于{hectares(has - HECTARE)}"
[locks]
must = ["{first.parcel}"]
one_of = [["{first.parcel}", "{second.parcel}"]]
"""
    found = explained(text)
    clash = only_clash(found)
    least = Fraction(second.whole - HECTARE)
    assert [(one.meaning.name, one.short) for one in found.misses] == [("布局/上街区", least)]
    assert {one.kind.value for one in clash.meanings} == {"target", "relation"}
    assert remedies(clash) == {"布局/上街区": (second.whole - HECTARE, 0)}
    assert ranges(clash)["布局/上街区"] == (first.whole, has - second.whole)
    assert clash.locked == (first.parcel,)


def test_an_order_of_parcels_against_what_must_be_in() -> None:
    """What must stand in June waits for what is not ready before July: no target is to blame, and none is named."""
    late = next(one for one in candidates() if one.months[0] == 7)
    early = next(one for one in candidates() if 6 in one.months and one.parcel != late.parcel and not one.is_fixed)
    text = f"""[targets]
total = "不低于100公顷"
[locks]
must = ["{early.parcel}"]
months = {{ "{early.parcel}" = 6 }}
after = [["{late.parcel}", "{early.parcel}"]]
"""
    found = explained(text)
    assert [[(one.candidate.parcel, one.first, one.last) for one in members] for members in found.stuck] == [
        [(late.parcel, 7, 12), (early.parcel, 6, 6)]
    ]
    assert (found.misses, found.clashes) == ((), ())
    with pytest.raises(SolveFault) as fault:
        propose(options(), brief(text), DAY)
    assert fault.value.code == "S002"


def test_the_law_is_not_given_up_where_the_brief_can_be() -> None:
    """Whatever else there is, only what the brief asks gives, in the misses as in the remedies."""
    found = explained("[targets]\n" + QUOTA)
    assert all(one.meaning.may_give for one in found.misses)
    assert all(one.meaning.may_give for clash in found.clashes for one in clash.remedies)


def test_a_brief_that_fits_has_nothing_to_explain() -> None:
    assert why_not_met(options(), brief('[targets]\ntotal = "不低于100公顷"\n'), DAY) is None
