"""词表 · Counts, schemes, collisions, the crosswalk, and every name that real records use."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary import Origin, Scheme, agreed
from landsupply.law.vocabulary_text import OTHER_TABLES, SCHEME_TABLES, build_vocabulary
from landsupply.measure.fault import LawFault

WORDS = open_rulebook().on(date(2024, 1, 1)).vocabulary


def tables() -> dict[str, str]:
    return {name: shipped_text(f"vocabularies/{name}") for name in (*SCHEME_TABLES, *OTHER_TABLES)}


def refused(name: str, line: str) -> str:
    planted = tables()
    planted[name] += line + "\n"
    with pytest.raises(LawFault) as caught:
        build_vocabulary(planted)
    return caught.value.code


def test_the_standard_has_12_first_level_and_73_second_level_classes() -> None:
    codes = [use.code for use in WORDS.uses if use.scheme is Scheme.GB2017]
    assert sum(len(code) == 2 for code in codes) == 12
    assert sum(len(code) == 4 for code in codes) == 73


def test_the_guide_has_24_first_level_and_111_named_second_level_classes() -> None:
    codes = [use.code for use in WORDS.uses if use.scheme is Scheme.GUIDE2023]
    assert sum(len(code) == 2 for code in codes) == 24
    assert sum(len(code) == 4 for code in codes) == 111
    assert all(code[:-2] in codes for code in codes if len(code) > 2)


def test_every_use_names_its_scheme_and_a_known_bucket() -> None:
    buckets = {"", *(bucket.name for bucket in WORDS.buckets)}
    assert len(WORDS.buckets) == 7
    assert all(isinstance(use.scheme, Scheme) and use.bucket in buckets for use in WORDS.uses)


def test_farm_land_and_homesteads_are_not_suppliable() -> None:
    for text in ("水田", "农村宅基地", "农村道路", "设施农用地", "留白用地", "空闲地"):
        assert all(not use.is_suppliable for use in WORDS.use(text)), text


@pytest.mark.parametrize(
    ("code", "gb", "guide"),
    [
        ("0803", "教育用地", "文化用地"),
        ("0901", "军事设施用地", "商业用地"),
        ("1101", "河流水面", "物流仓储用地"),
    ],
)
def test_a_code_means_different_things_in_different_schemes(code: str, gb: str, guide: str) -> None:
    assert [use.name for use in WORDS.use(code)] == [gb, guide]
    assert [use.name for use in WORDS.use(code, Scheme.GUIDE2023)] == [guide]
    assert WORDS.use(code, Scheme.GB2007) == ()


def test_a_bare_code_of_two_buckets_is_ambiguous() -> None:
    assert agreed(WORDS.use("0601")) is None
    assert agreed(WORDS.use("0901")) is None
    assert agreed(WORDS.use("0803")) == WORDS.use("0803", Scheme.GB2017)[0]


def test_readings_stand_in_the_order_of_the_schemes() -> None:
    readings = WORDS.use("商务金融用地")
    assert [use.scheme for use in readings] == [Scheme.GB2017, Scheme.GB2007, Scheme.GUIDE2023]
    assert agreed(readings) == readings[0]
    assert agreed(WORDS.use("风景名胜设施用地")) is None


@pytest.mark.parametrize(
    "text", ["0701 城镇住宅用地", "0701城镇住宅用地", "城镇住宅用地（0701）", "０７０１　城镇住宅用地"]
)
def test_code_and_name_together(text: str) -> None:
    assert {use.code for use in WORDS.use(text)} == {"0701"}


def test_code_and_name_that_contradict_have_no_reading() -> None:
    assert WORDS.use("0601 城镇住宅用地") == ()
    assert [use.scheme for use in WORDS.use("0601 工业用地")] == [Scheme.GB2017]


def test_likeness_is_offered_and_never_taken() -> None:
    assert WORDS.use("城镇住宅用低") == ()
    assert "城镇住宅用地" in WORDS.suggest("城镇住宅用低")
    assert WORDS.use("") == WORDS.use("综合") == WORDS.use("其他") == ()


def test_the_crosswalk_joins_existing_classes_of_the_same_bucket_where_certain() -> None:
    assert {match.gb.scheme for match in WORDS.crosswalk} == {Scheme.GB2017}
    assert {match.guide.scheme for match in WORDS.crosswalk} == {Scheme.GUIDE2023}
    for match in WORDS.crosswalk:
        assert match.gb in WORDS.uses
        assert match.guide in WORDS.uses
        if match.certain:
            assert match.gb.bucket == match.guide.bucket, match


def test_every_suppliable_class_of_the_standard_has_a_partner() -> None:
    alone = [
        use.code
        for use in WORDS.uses
        if use.scheme is Scheme.GB2017 and len(use.code) == 4 and use.bucket and not WORDS.partners(use)
    ]
    assert alone == ["1105", "1106", "1108"]  # tidal flats and marsh, which the guide counts as wetland


def test_modes_and_their_names() -> None:
    assert [mode.code for mode in WORDS.modes] == ["1", "21", "22", "23", "3", "4", "5", "6"]
    assert [mode.code for mode in WORDS.modes if mode.open] == ["21", "22", "23"]
    for text, code in (
        ("划拨供地", "1"),
        ("协议出让", "3"),
        ("招标出让", "21"),
        ("23", "23"),
        ("挂 牌", "23"),
    ):
        found = WORDS.mode(text)
        assert found is not None
        assert found.code == code
    group = WORDS.mode("招拍挂出让")
    assert group is not None
    assert (group.code, group.is_group) == ("2", True)
    assert WORDS.mode("转让") is None


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("存量", Origin.EXISTING),
        ("新增", Origin.NEW),
        ("新增建设用地（来自存量库）", Origin.NEW_FROM_STOCK),
        ("新增建设用地(来自存量库)", Origin.NEW_FROM_STOCK),
    ],
)
def test_origins(text: str, origin: Origin) -> None:
    assert WORDS.origin(text) is origin


def test_approved_but_unsupplied_land_is_not_guessed_to_be_stock_or_new() -> None:
    assert WORDS.origin("批而未供") is None


@pytest.mark.parametrize(
    ("name", "line", "code"),
    [
        ("gb2017.csv", "GB/T 21010-2017,0701,另一名称,住宅用地", "W025"),
        ("gb2017.csv", "GB/T 21010-2017,0799,城镇住宅用地,住宅用地", "W025"),
        ("gb2017.csv", "GB/T 21010-2017,0799,某用地,某类用地", "W025"),
        ("gb2007.csv", ",0799,某用地,住宅用地", "W025"),
        ("use_aliases.csv", "某写法,GB/T 21010-2017,9999,", "W026"),
        ("use_aliases.csv", "工业用地,GB/T 21010-2017,0701,", "W026"),
        ("crosswalk.csv", "0701,9999,yes,", "W026"),
        ("crosswalk.csv", "0701,0701,maybe,", "W025"),
        ("modes.csv", "7,挂牌,又一方式,Other,no,no,no,", "W025"),
        ("origins.csv", "存量,新增建设用地", "W025"),
        ("origins.csv", "某来源,某类", "W026"),
    ],
)
def test_a_planted_row_is_refused(name: str, line: str, code: str) -> None:
    assert refused(name, line) == code


#: Names in the records that say no class, and those that two schemes read differently.
WITHOUT_CLASS = {"商业", "综合", "其他", "0601", "风景名胜设施用地", "沿海滩涂", "内陆滩涂", "沼泽地"}


def column(folder: Path, name: str, field: str) -> Iterator[str]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from (row[field] for row in csv.DictReader(lines) if row[field])


def records(folder: Path, field: str) -> Iterator[str]:
    text = (folder / "landchina" / "national_2018-12-31_results.jsonl").read_text(encoding="utf-8")
    yield from (json.loads(line)[field] for line in text.splitlines())


def test_every_use_in_the_real_records_has_one_bucket(shared: Path) -> None:
    names = {
        *column(shared, "zhengzhou/agreement_grant_results.csv", "土地用途"),
        *column(shared, "zhengzhou/allocation_results.csv", "用途"),
        *column(shared, "guangdong/supply_results_sample.csv", "landPurpose"),
        *column(shared, "landchina/beijing_2019h1_results.csv", "Land utilisation"),
        *records(shared, "use"),
        *json.loads((shared / "landchina" / "dict_use.json").read_text(encoding="utf-8")),
    }
    assert len(names) > 46
    assert {name for name in names if agreed(WORDS.use(name)) is None} <= WITHOUT_CLASS


def test_every_mode_and_origin_in_the_real_records_is_known(shared: Path) -> None:
    modes = {
        *column(shared, "zhengzhou/agreement_grant_results.csv", "供地方式"),
        *column(shared, "zhengzhou/allocation_results.csv", "供地方式"),
        *column(shared, "guangdong/supply_results_sample.csv", "supplyType"),
        *column(shared, "landchina/beijing_2019h1_results.csv", "Land supply method"),
        *records(shared, "supply"),
    }
    origins = {
        *column(shared, "zhengzhou/agreement_grant_results.csv", "土地来源"),
        *column(shared, "guangdong/supply_results_sample.csv", "landSource"),
        *records(shared, "source"),
    }
    assert [text for text in sorted(modes) if WORDS.mode(text) is None] == []
    assert [text for text in sorted(origins) if WORDS.origin(text) is None] == []
    codes = json.loads((shared / "landchina" / "dict_supply.json").read_text(encoding="utf-8"))
    for name, code in codes.items():
        found = WORDS.mode(name)
        assert found is not None
        assert found.code == code
