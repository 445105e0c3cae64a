"""比对 · The same parcel in two lists is found whatever was done to it; other parcels mostly stay out of the queue."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from functools import partial

import pytest

from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import match, name_lists, record_key
from landsupply.ledger.resemblance import Evidence
from landsupply.ledger.traits import fold_identifier, traits_of
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from tests.calls import calls
from tests.ledger import invented_lists as invented


def two(rules, first, second):
    lists = [invented.listed(ListKind.RESERVE, first), invented.listed(ListKind.SUPPLY, second)]
    return match(lists, rules)


def sound(rules, **changes):
    return replace(invented.parcel(7, random.Random(3), rules), **changes)


def reasons(review) -> set[Evidence]:
    assert len(review.pairs) == 1
    return {reason.evidence for reason in review.pairs[0].reasons}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_t57_nearly_all_are_found_and_few_others(rules, seed):
    first, second, truth = invented.two_lists(1500, seed, rules)
    review = match([first, second], rules)
    wanted = {frozenset(pair) for pair in truth.items()}
    found = {frozenset((pair.first, pair.second)) for pair in review.pairs}
    assert len(found & wanted) >= 0.98 * len(wanted)
    assert len(found & wanted) >= 0.97 * len(found)


@pytest.mark.parametrize(
    ("number", "other"),
    [
        ("ZZ-2024-00007", " ZZ-2024-00007  "),
        ("ZZ-2024-00007", "ＺＺ－２０２４－０００７".replace("０００７", "００００７")),
        ("ZZ-2024-00007", "ZZ-2O24-OOOO7"),
        ("郑政出[2024]3号", "郑政出〔2024〕3 号"),
        ("郑政出（2024）3号", "郑政出【2024】3号"),
    ],
)
def test_t57_numbers_are_one_however_they_are_typed(rules, number, other):
    one = sound(rules, id=number)
    elsewhere = replace(one, id=other, name="别名小区", location="", area=None)
    evidence = reasons(two(rules, [one], [elsewhere]))
    assert evidence & {Evidence.NUMBER_SAME, Evidence.NUMBER_ALIKE}


def test_t57_a_plot_number_in_the_name_is_met(rules):
    one = sound(rules, id="L-0123456789ab", name="郑政出[2024]3号（网）")
    other = replace(one, id="L-ba9876543210", name="〔2024〕03号地块", location="", area=None)
    assert Evidence.CODE_SAME in reasons(two(rules, [one], [other]))
    assert not two(rules, [one], [replace(other, name="郑政出〔2024〕4号地块")]).pairs


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("青云花园一期项目", "青云花园二期项目"),
        ("青云花园（一期）", "青云花园2期"),
        ("青云花园A地块", "青云花园B地块"),
        ("青云花园1号地块", "青云花园２号地块"),
        ("青云花园东区", "青云花园西区"),
    ],
)
def test_phases_of_one_name_are_not_one_parcel(rules, name, other):
    one = sound(rules, name=name)
    elsewhere = replace(one, id="CB-000001", name=other)
    assert not two(rules, [one], [replace(elsewhere, area=Area(1_234_500))]).pairs
    shown = two(rules, [one], [replace(elsewhere, id=one.id)])
    assert Evidence.MARKS_DIFFER in reasons(shown)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("青云花园一期项目", "青云花园（1期）"),
        ("青云花园  ", "　青云花园项目"),
        ("青云花园（安置房）", "青云花园(安置房)"),
        ("青云花园2024-1", "青云花园2O24-01"),
    ],
)
def test_spelling_does_not_part_names(rules, name, other):
    one = sound(rules, id="A-0001", name=name)
    assert Evidence.NAME_SAME in reasons(two(rules, [one], [replace(one, id="B-0777", name=other)]))


@pytest.mark.parametrize(
    ("place", "other", "evidence"),
    [
        ("甲字路南、乙字街西", "乙字街以西，甲字路以南", Evidence.PLACE_SAME),
        ("甲字路南、乙字街西", "郑州市中原区甲字路南侧、乙字街西侧", Evidence.PLACE_SAME),
        ("甲字路南、乙字街西", "北至甲字路、东至乙字街", Evidence.ROADS_AND_SIDES),
        ("甲字路南、乙字街西", "甲字路与乙字街交叉口", Evidence.ROADS_SAME),
        ("甲字路南、乙字街西", "甲字路北、乙字街西", Evidence.SIDES_OPPOSITE),
        ("甲字路南、乙字街西", "丙字路南、丁字街西", Evidence.PLACE_DIFFERS),
    ],
)
def test_places_are_compared_by_roads_and_sides(rules, place, other, evidence):
    one = sound(rules, location=place)
    assert evidence in reasons(two(rules, [one], [replace(one, location=other)]))


@pytest.mark.parametrize(
    ("units", "other", "evidence"),
    [
        (3_245_678, 3_245_678, Evidence.AREA_SAME),
        (3_245_678, 3_250_000, Evidence.AREA_CLOSE),
        (245_678, 250_000, Evidence.AREA_ROUNDED),
        (1_891_300, 1_866_667, Evidence.AREA_ROUNDED),
        (3_245_678, 48_685_170, Evidence.AREA_UNIT),
        (32_456, 324_560_000, Evidence.AREA_UNIT),
        (32_456, 21_637_333, Evidence.AREA_UNIT),
        (3_245_678, 5_000_000, Evidence.AREA_DIFFERS),
    ],
)
def test_areas_are_compared_exactly(rules, units, other, evidence):
    one = sound(rules, area=Area(units))
    assert evidence in reasons(two(rules, [one], [replace(one, area=Area(other))]))


def test_a_missing_area_leaves_place_and_use_to_speak(rules):
    one = sound(rules, id="L-0123456789ab", name="", batch=None, district=None)
    assert Evidence.AREA_MISSING in reasons(two(rules, [one], [replace(one, id="L-ba9876543210", area=None)]))


def test_what_many_records_bear_tells_little(rules):
    chance = random.Random(6)
    bare = {"name": "安置房", "location": "[位置已隐去]", "batch": None}
    first = [replace(invented.parcel(n, chance, rules), **bare) for n in range(40)]
    second = [replace(invented.parcel(n + 900, chance, rules), **bare) for n in range(40)]
    assert two(rules, first, second).pairs == ()
    twin = replace(first[3], id="CB-0001")
    pair = two(rules, first, [*second, twin]).pairs[0]
    assert (pair.first, pair.second) == ("供应清单#CB-0001", f"储备清单#{first[3].id}")
    assert {Evidence.NAME_COMMON, Evidence.PLACE_COMMON} <= {reason.evidence for reason in pair.reasons}


@pytest.mark.parametrize("place", ["153医院东、黄河路北", "西流湖东，南三环南", "东风渠滨河路东、天元路北"])
def test_landmarks_are_compared_like_roads(rules, place):
    first, second = place.replace("，", "、").split("、")
    swapped = f"郑州市{second[:-1]}以{second[-1]}，{first}侧"
    one = sound(rules, location=place)
    assert Evidence.PLACE_SAME in reasons(two(rules, [one], [replace(one, location=swapped)]))
    far = replace(one, id="CB-1", location=f"{first}、天南路{second[-1]}", name="")
    assert not two(rules, [one], [replace(far, area=Area(7))]).pairs


def test_a_serial_number_alone_is_nothing(rules):
    chance = random.Random(8)
    first = [replace(invented.parcel(n, chance, rules), id=str(n)) for n in range(1, 40)]
    second = [replace(invented.parcel(n, chance, rules), id=str(n)) for n in range(1, 40)]
    assert two(rules, first, second).pairs == ()


def test_numbers_of_last_year_and_of_the_reserve_are_met(rules):
    old = sound(rules, id="2023-0451")
    new = replace(old, id="2024-0007", carried_from="2023-0451", name="改称", location="另处", area=None)
    assert Evidence.FORMER_SAME in reasons(two(rules, [old], [new]))
    kept = sound(rules, id="CB-77-01")
    listed = replace(kept, id="ZZ-0901", reserve_number="CB7701")
    assert Evidence.RESERVE_SAME in reasons(two(rules, [kept], [listed]))


def test_outlines_bring_together_what_nothing_else_does(rules):
    one = sound(rules, id="A-0001")
    other = replace(one, id="B-0002", name="别名", location="别处", area=Area(9_999_999), use=None)
    lists = [invented.listed(ListKind.RESERVE, [one]), invented.listed(ListKind.SUPPLY, [other])]
    assert match(lists, rules).pairs == ()
    review = match(lists, rules, {("储备清单#A-0001", "供应清单#B-0002"): Fraction(19, 20)})
    assert Evidence.OVERLAP_WHOLE in reasons(review)
    apart = {("供应清单#B-0002", "储备清单#A-0001"): Fraction(1, 100)}
    assert match(lists, rules, apart).pairs == ()


def test_one_list_is_looked_through_too(rules):
    one = sound(rules)
    twin = replace(one, id="ZZ-0900-1", name=f" {one.name}")
    review = match([invented.listed(ListKind.SUPPLY, [one, twin])], rules)
    assert Evidence.LIST_SAME in reasons(review)


def test_the_order_of_lists_plays_no_part(rules):
    first, second, _ = invented.two_lists(200, 9, rules)
    forward, back = match([first, second], rules), match([second, first], rules)
    assert forward.pairs == back.pairs and forward.compared == back.compared
    assert [pair.score for pair in forward.pairs] == sorted((pair.score for pair in forward.pairs), reverse=True)


def test_a_score_is_the_sum_of_its_reasons_and_each_says_both_values(rules):
    first, second, _ = invented.two_lists(100, 5, rules)
    for pair in match([first, second], rules).pairs:
        assert pair.score == sum(reason.points for reason in pair.reasons)
        assert all(str(reason.points) in reason.message(lang) for reason in pair.reasons for lang in ("zh", "en"))


def test_lists_of_one_name_are_refused_and_names_keep_them_apart(rules):
    one = invented.listed(ListKind.SUPPLY, [sound(rules)])
    with pytest.raises(InputFault, match="L251"):
        match([one, one], rules)
    named = name_lists([(ListKind.SUPPLY, one.ledger), (None, one.ledger), (ListKind.RESERVE, one.ledger)])
    assert [each.name for each in named] == ["供应清单", "甲.xlsx", "储备清单"]
    assert record_key("供应清单", "ZZ-1") == "供应清单#ZZ-1"


def test_a_number_made_from_content_is_none(rules):
    assert traits_of(sound(rules, id="L-0123456789ab"), rules.place).number == ""
    assert fold_identifier("ZZ－2O24") == ("zz-2o24", "zz2024")


def test_a_hostile_text_costs_no_more_than_its_beginning(rules):
    for text in ("项目" * 20_000 + "x", "路" * 40_000, "甲路、" * 10_000, "1" * 40_000, "|" * 40_000 + "东"):
        one = sound(rules, name=text, location=text, batch=text, id=text)
        assert calls(partial(traits_of, one, rules.place)) < 5_000


def test_the_work_is_bounded_by_the_records_and_not_by_their_pairs(rules):
    alike = [sound(rules, id=f"ZZ-{n:05d}") for n in range(3000)]
    review = match([invented.listed(ListKind.SUPPLY, alike)], rules)
    assert review.compared <= 24 * len(alike)
    first, second, _ = invented.two_lists(1500, 4, rules)
    assert match([first, second], rules).compared <= 80 * 3000
