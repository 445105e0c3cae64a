"""用途 · Names of several vintages, mixed uses with and without shares, the kind of housing a name says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.clean import clean_columns, clean_rows
from landsupply.ledger.examine import examine
from landsupply.ledger.mixed_use import UseShare, part_areas
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault

from .conftest import planted, sheet_of


def one(rules, **changes):
    ledger = examine(planted(changes), rules)
    return ledger.parcel("ZZ-002"), [issue.code for issue in ledger.issues]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("商业", "05"),
        ("商业用地", "0901"),
        ("住宅", "07"),
        ("二类居住用地（R2）", "07"),
        ("R2 二类居住用地", "07"),
        ("B1", "05"),
        ("普通工业用地", "0601"),
        ("仓储物流用地", "0604"),
        ("城镇住宅用地（普通商品住房用地）", "0701"),
        ("市政公用设施用地", "0809"),
        ("中小学用地（A33）", "0803"),
    ],
)
def test_short_names_and_those_of_city_plans(rules, text, code):
    parcel, codes = one(rules, 土地用途=text)
    assert parcel.use.code == code
    assert set(codes) <= {"L162"}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("住宅70%、商服30%", ["07:7/10", "05:3/10"]),
        ("住宅占70%，商服占30%", ["07:7/10", "05:3/10"]),
        ("70%住宅、30%商服", ["07:7/10", "05:3/10"]),
        ("商住（住宅70%，商业30%）", ["07:7/10", "05:3/10"]),
        ("住宅:商业=7:3", ["07:7/10", "05:3/10"]),
        ("住宅70%商服30%", ["07:7/10", "05:3/10"]),
        ("城镇住宅用地（70%）；零售商业用地（20%）；教育用地（10%）", ["0701:7/10", "0501:1/5", "0803:1/10"]),
        ("中低价位、中小套型普通商品住房用地60%；批发零售用地40%", ["072:3/5", "051:2/5"]),
        ("住宅:商业:工业=1:1:1", ["07:1/3", "05:1/3", "0601:1/3"]),
        ("住宅、商业（7:3）", ["07:7/10", "05:3/10"]),
        ("城镇住宅用地(R2)70%+商业用地(B1)30%", ["0701:7/10", "05:3/10"]),
    ],
)
def test_t60_shares_are_kept_with_the_parcel(rules, text, shares):
    parcel, codes = one(rules, 土地用途=text)
    assert [f"{part.use.code}:{part.share}" for part in parcel.use_shares] == shares
    assert (parcel.use, codes) == (None, ["L161"])
    assert sum(area.units for area in part_areas(parcel.area, parcel.use_shares)) == parcel.area.units


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("商住", "L159"),
        ("综合用地", "L159"),
        ("城镇住宅用地、批发零售用地", "L159"),
        ("住宅+商业", "L159"),
        ("住宅70%、商服20%", "L160"),
        ("住宅70%、商服", "L160"),
        ("住宅170%、商服-70%", "L030"),
        ("住宅70%、没有这种用地30%", "L030"),
        ("其他", "L030"),
    ],
)
def test_t60_a_mixed_use_without_whole_shares_is_not_guessed(rules, text, code):
    parcel, codes = one(rules, 土地用途=text)
    assert (parcel.use, parcel.use_shares, codes) == (None, (), [code])


RULES = open_rulebook("410100").on(date(2024, 1, 1))
USES = RULES.vocabulary.uses[:9]


@given(st.integers(1, 10**12), st.lists(st.integers(1, 997), min_size=1, max_size=9))
def test_t60_parts_sum_to_the_parcel_exactly(units, weights):
    whole = sum(weights)
    shares = [UseShare(use, Fraction(weight, whole)) for use, weight in zip(USES, weights, strict=False)]
    parts = part_areas(Area(units), shares)
    assert sum(part.units for part in parts) == units
    assert all(abs(part.units - units * one.share) < 1 for part, one in zip(parts, shares, strict=True))


def test_parts_that_are_no_whole_are_refused():
    with pytest.raises(IntegrityFault):
        part_areas(Area(100), [UseShare(USES[0], Fraction(1, 2))])


@pytest.mark.parametrize(
    "text", ["住宅70%、商服30%", "住宅:商业:工业=1:1:1", "072 中低价位、中小套型普通商品住房用地60%；05 商服用地40%"]
)
def test_shares_written_out_are_read_back(rules, text):
    ledger = examine(planted({"土地用途": text}), rules)
    again = examine(sheet_of([column.header for column in clean_columns()], *clean_rows(ledger)), rules)
    assert again.digest == ledger.digest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("城镇住宅-经济适用住房用地", "经济适用住房"),
        ("城镇住宅-保障性租赁住房用地", "保障性租赁住房"),
        ("公租房用地", None),
        ("经济适用住房用地", None),
        ("安置房用地", "安置房"),
        ("城镇住宅用地", None),
    ],
)
def test_the_kind_of_housing_that_a_name_loses_is_kept_and_said(rules, text, kind):
    parcel, codes = one(rules, 土地用途=text)
    assert (parcel.housing, codes) == (kind, ["L162"] if kind else [])


def test_the_housing_column_wins_over_the_name(rules):
    parcel, codes = one(rules, 土地用途="城镇住宅-经济适用住房用地", 住房类型="安置房")
    assert (parcel.housing, codes) == ("安置房", [])


def test_a_detailed_use_wins_where_it_is_of_the_same_class(rules):
    parcel, codes = one(rules, 土地用途="住宅用地", 明细用途="城镇住宅用地")
    assert (parcel.use.code, codes) == ("0701", [])
    parcel, codes = one(rules, 土地用途="住宅用地", 明细用途="工业用地")
    assert (parcel.use, codes) == (None, ["L169"])


@pytest.mark.parametrize(
    "text",
    [
        "70/40",
        "70年/40年",
        "70、40",
        "住宅70年、商服40年",
        "商服40年；住宅70年",
        "住宅：70；商业：40",
        "70年（住宅）/40年（商业）",
        "住宅70商服40",
    ],
)
def test_terms_are_read_use_by_use(rules, text):
    parcel, codes = one(rules, 土地用途="城镇住宅用地60%，商服用地40%", 土地使用年限=text)
    assert [(part.use.code, part.term) for part in parcel.use_shares] == [("0701", 70), ("05", 40)]
    assert (parcel.term, set(codes)) == (None, {"L077", "L161"})
    assert [parcel.term_of(part.use) for part in parcel.use_shares] == [70, 40]


def test_a_class_names_every_use_of_it(rules):
    parcel, _ = one(rules, 土地用途="城镇住宅用地60%，零售商业用地20%，餐饮用地20%", 土地使用年限="住宅70年、商服40年")
    assert [part.term for part in parcel.use_shares] == [70, 40, 40]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("70/40/50", "L076"),
        ("住宅70年", "L075"),
        ("住宅70年、住宅40年", "L076"),
        ("住宅70年、工业50年", "L076"),
        ("0/40", "L076"),
    ],
)
def test_terms_that_do_not_answer_to_the_uses_are_not_guessed(rules, text, code):
    parcel, codes = one(rules, 土地用途="城镇住宅用地60%，商服用地40%", 土地使用年限=text)
    assert [part.term for part in parcel.use_shares] == [None, None]
    assert (parcel.term, set(codes)) == (None, {code, "L161"})


def test_one_term_of_a_mixed_parcel_stays_the_parcels(rules):
    parcel, codes = one(rules, 土地用途="城镇住宅用地60%，商服用地40%", 土地使用年限="40")
    assert (parcel.term, [part.term for part in parcel.use_shares], codes) == (40, [None, None], ["L161"])


def test_terms_written_out_are_read_back(rules):
    ledger = examine(planted({"土地用途": "商服用地40%，城镇住宅用地60%", "土地使用年限": "住宅70年、商服40年"}), rules)
    again = examine(sheet_of([column.header for column in clean_columns()], *clean_rows(ledger)), rules)
    assert again.digest == ledger.digest
    assert again.parcel("ZZ-002").use_shares == ledger.parcel("ZZ-002").use_shares
    assert [part.term for part in again.parcel("ZZ-002").use_shares] == [40, 70]
