"""地方 · Two cities as data: units, classes, wording; and the places that must be refused."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from landsupply.law.citation import BasisKind
from landsupply.law.place import PlanClass, Unit
from landsupply.law.rulebook import open_rulebook
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.vocabulary import Scheme
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import LawFault

CITY = open_rulebook().place
OTHER = open_rulebook("990100").place
WORDS = open_rulebook().vocabulary


def test_the_ten_units_in_official_order() -> None:
    names = "中原区 二七区 金水区 管城回族区 惠济区 高新区 经开区 郑东新区 上街区 航空港区"
    assert [unit.name for unit in CITY.units] == names.split()
    assert [unit.order for unit in CITY.units] == list(range(1, 11))
    assert [unit.name for unit in CITY.group("市内五区")] == names.split()[:5]
    assert CITY.group("") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("管城区", "管城回族区"),
        ("郑州高新技术产业开发区", "高新区"),
        ("经济技术开发区", "经开区"),
        ("航空港实验区", "航空港区"),
        (" 郑东 新区 ", "郑东新区"),
        ("410106", "上街区"),
    ],
)
def test_a_unit_by_any_of_its_names(text: str, name: str) -> None:
    found = CITY.unit(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "荥阳市", "新区", "郑州市"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert CITY.unit(text) is None


def test_codes_are_those_of_the_published_list(shared: Path) -> None:
    with (shared / "admin" / "henan_areas.csv").open(encoding="utf-8-sig", newline="") as lines:
        published = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    for unit in CITY.units:
        if unit.code:
            assert published[unit.code] == unit.title
    assert [unit.name for unit in CITY.units if unit.code is None] == ["郑东新区"]


def test_the_four_classes_take_in_all_seven_of_the_ministry() -> None:
    assert [one.name for one in CITY.classes] == ["住宅用地", "商服用地", "工矿仓储用地", "其他用地"]
    by_code = {use.code: use for use in WORDS.uses if use.scheme is Scheme.GB2017}
    assert CITY.class_of(by_code["0701"]) == "住宅用地"
    assert CITY.class_of(by_code["0803"]) == CITY.class_of(by_code["1109"]) == "其他用地"
    assert CITY.class_of(by_code["0702"]) is None
    assert OTHER.class_of(by_code["0803"]) == "公共管理与公共服务用地"


def test_the_second_city_differs_in_everything_and_says_that_it_is_invented() -> None:
    assert "虚构" in shipped_text("places/990100/place.yaml").splitlines()[0]
    assert (CITY.area_unit, OTHER.area_unit) == (AreaUnit.HECTARE, AreaUnit.MU)
    assert len(OTHER.classes) == 7
    assert not {unit.name for unit in CITY.units} & {unit.name for unit in OTHER.units}
    shares = open_rulebook("990100").on(date(2024, 1, 1)).parameter("milestone.completion").table()
    assert list(shares.values()) == [Fraction(45, 100), Fraction(70, 100), Fraction(1)]


def test_both_cities_have_the_same_wording_keys_and_english_names() -> None:
    assert set(CITY.wording) == set(OTHER.wording)
    for place in (CITY, OTHER):
        assert place.en
        assert all(unit.en for unit in place.units)
        assert all(one.en for one in place.classes)
        assert "{year}" in place.wording["plan.title"]
        assert "{year}" in place.wording["plan.title.en"]
        assert place.livelihoods
    assert all(mode.en for mode in (*WORDS.modes, *WORDS.mode_groups))
    assert all(bucket.en for bucket in WORDS.buckets)


def test_both_cities_have_the_same_parameters_where_the_plan_needs_them() -> None:
    for code in shipped_names("places"):
        rules = open_rulebook(code).on(date(2024, 1, 1))
        assert list(rules.parameter("milestone.completion").table())[-1] == "12-31"
        assert len(rules.parameter("adjustment.deadline").text()) == 5


def test_every_place_has_a_box_and_a_meridian_inside_reach() -> None:
    for place in (CITY, OTHER):
        extent = place.extent
        assert extent is not None
        assert abs(extent.meridian - (extent.west + extent.east) / 2) < Fraction(3, 2)
        assert extent.basis is BasisKind.RECALLED


@pytest.mark.parametrize("wrong", ["west: 115", "south: 35", "meridian: 113", "meridian: 0"])
def test_a_box_that_is_none_is_refused(wrong: str) -> None:
    field = wrong.split(":")[0]
    text = re.sub(rf"{field}: [0-9.]+", wrong, shipped_text("places/410100/place.yaml"), count=1)
    with pytest.raises(LawFault) as caught:
        open_rulebook("410100", text)
    assert caught.value.code == "W029"


def test_a_class_counted_twice_is_refused() -> None:
    with pytest.raises(LawFault) as caught:
        replace(CITY, classes=(*CITY.classes, PlanClass(name="又一类", buckets=("住宅用地",))))
    assert caught.value.code == "W021"


def test_a_class_left_out_is_refused() -> None:
    text = shipped_text("places/410100/place.yaml").replace(
        "[公共管理与公共服务用地, 特殊用地, ", "[公共管理与公共服务用地, "
    )
    with pytest.raises(LawFault) as caught:
        open_rulebook("410100", text)
    assert (caught.value.code, caught.value.facts["bucket"]) == ("W021", "特殊用地")


def test_one_name_for_two_units_is_refused() -> None:
    twin = Unit(name="又一区", title="又一区", aliases=("管城区",), order=11, code=None)
    with pytest.raises(LawFault) as caught:
        replace(CITY, units=(*CITY.units, twin))
    assert caught.value.code == "W022"
