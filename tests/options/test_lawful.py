"""列方案 · What the situations do not show: order, scale, warnings that are kept, nothing said twice."""

from __future__ import annotations

import json
import pickle
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.ruling import Ruling
from landsupply.law.vocabulary import Scheme
from landsupply.measure.area import Area
from landsupply.measure.days import read_day
from landsupply.options.form import to_form
from landsupply.options.lawful import DECEMBER, Options, lawful_options, refusals
from landsupply.options.modes import RULES as MODE_RULES
from landsupply.options.modes import term_cap
from landsupply.options.option import Option
from landsupply.options.uses import gb_codes, is_market
from landsupply.prepare.readiness import readiness_of
from tests.options.land import BOOK, RULES, ledger, mode, on, parcel, use

USES = tuple(one for one in RULES.vocabulary.uses if one.bucket)
MODES = RULES.vocabulary.modes


def found(*parcels, rules=RULES, past: str | None = None, ready: str | None = None) -> Options:
    """方案 · The options of a few parcels."""
    land = ledger(*parcels)
    assumed = read_day(ready) if ready else None
    return lawful_options(land, readiness_of(land, assumed), rules, past)


def option(rules=RULES, **facts) -> Option:
    """一种方案 · An option of the sound parcel with what is said otherwise."""
    sound = {"parcel": "P-1", "use": use("工业用地"), "mode": mode("挂牌"), "term": 50, "first": 6, "last": 12}
    stated = {**sound, **facts}
    return Option(plan_class=rules.place.class_of(stated["use"]) or "", **stated)


@pytest.mark.parametrize(
    ("day", "term", "refused"),
    [(date(2024, 3, 1), 51, ["MT-04"]), (date(2024, 3, 1), 50, []), (date(1990, 5, 18), 99, [])],
)
def test_a_rule_before_its_first_day_does_not_apply(day: date, term: int, refused: list[str]) -> None:
    against = refusals(parcel(), option(term=term), on(day), None)
    assert [one.rule for one in against] == refused


def test_what_stands_against_a_parcel_is_said_of_each_of_its_options() -> None:
    sold = parcel(supplied=date(2020, 5, 1), mode=mode("挂牌"))
    assert [one.code for one in refusals(sold, option(), RULES, None)] == ["O004"]
    assert list(refusals(sold, option(), RULES, "以往年实例试算")) == []
    assert list(refusals(parcel(), option(), RULES, None)) == []


def test_a_refusal_that_does_not_block_is_kept_as_a_warning() -> None:
    options = found(parcel(mode=mode("划拨")), rules=on(date(2019, 1, 1)), past=None)
    assert options.refused[0].code == "O007"  # ready only in 2024
    options = found(parcel(mode=mode("划拨"), ready=read_day("2019-02")), rules=on(date(2019, 1, 1)))
    (planned,) = options.preferred
    assert [(one.rule, one.blocks) for one in planned.warnings] == [("MT-01", False), ("MT-02", False)]
    assert all(not one.warnings for one in options.options if one.mode.open)


def test_a_refused_declared_mode_is_not_replaced() -> None:
    """Industry may be a facility of the catalogue: what item it is, nobody has said."""
    options = found(parcel(mode=mode("划拨")))
    assert [one.mode.name for one in options.options] == ["招标", "拍卖", "挂牌"]
    assert options.preferred == ()
    against = [one for one in options.refused if one.mode == "划拨"]
    assert [one.ruling for one in against] == [Ruling.CANNOT_TELL] * 2
    assert [one.basis.instrument for one in against] == ["土地管理法实施条例", "国土资源部令第9号"]


def test_agreement_without_a_ground_is_never_broken() -> None:
    land = [
        parcel(f"P-{number:03d}", use=one, mode=mode("协议"), ready=read_day(f"{day.year}-02"))
        for number, one in enumerate(USES)
        for day in (date(2024, 3, 1),)
    ]
    for day in (date(2024, 3, 1), date(2019, 3, 1), date(2005, 3, 1)):
        of_day = [one for one in found(*land, rules=on(day)).refused if one.mode == "协议"]
        assert {one.ruling for one in of_day} <= {Ruling.CANNOT_TELL, Ruling.OUTSIDE}
    assert any(one.rule == "MT-03" for one in found(*land).refused)


@given(
    st.sampled_from(USES),
    st.sampled_from(MODES),
    st.booleans(),
    st.sampled_from(["2003-01-01", "2019-01-01", "2024-01-01"]),
)
def test_only_a_confirmed_basis_blocks(one, way, has_ground: bool, day: str) -> None:
    rules = BOOK.on(date.fromisoformat(day))
    land = parcel(use=one, grounds="划拨补办" if has_ground else None)
    for refusal in refusals(land, option(use=one, mode=way, term=None), rules, None):
        assert refusal.blocks == (refusal.kind == "statute")
        assert refusal.basis is not None
        assert not way.open


@pytest.mark.parametrize("year", [2022, 2024, 2026, 2030])
def test_market_land_is_never_allocated_and_public_land_may_be(year: int) -> None:
    rules = on(date(year, 1, 1))
    for one in USES:
        land = parcel(use=one, ready=read_day(f"{year}-01"))
        modes = {way.mode.name for way in found(land, rules=rules).options}
        if is_market(land, one, rules):
            assert modes == {"招标", "拍卖", "挂牌"}, one
        elif one.bucket != use("0701").bucket:
            assert "划拨" in modes, one


@pytest.mark.parametrize(
    ("text", "scheme", "codes"),
    [
        ("工业用地", Scheme.GB2017, ("0601",)),
        ("061", Scheme.GB2007, ("0601",)),
        ("采矿用地", Scheme.GUIDE2023, ("0602",)),
        ("1102", Scheme.GUIDE2023, ("0604",)),
        ("100101", Scheme.GUIDE2023, ()),
    ],
)
def test_the_codes_a_use_may_have(text: str, scheme: Scheme, codes: tuple[str, ...]) -> None:
    assert gb_codes(use(text, scheme), RULES) == codes


def test_terms_by_class() -> None:
    assert {one: term_cap(use(one), RULES) for one in ("05", "0601", "0701", "0803")} == {
        "05": 40,
        "0601": 50,
        "0701": 70,
        "0803": 50,
    }
    assert term_cap(use("0101"), RULES) is None
    assert term_cap(use("05"), on(date(1990, 5, 18))) is None


def test_the_reason_names_the_day_that_is_assumed() -> None:
    (refusal,) = found(parcel(ready=None), ready="2025-02").refused
    assert "2025-02-01" in refusal.message()
    (refusal,) = found(parcel(ready=read_day("2025年"))).refused
    assert "2025" in refusal.message()


def test_each_reason_is_said_once() -> None:
    twice = parcel(use=use("教育用地"), other_uses=(use("教育用地"), use("商服用地")), ready=read_day("2024-12"))
    options = found(twice)
    assert len(set(options.refused)) == len(options.refused)
    assert len(set(options.options)) == len(options.options)
    assert [one.use.name for one in options.preferred] == ["教育用地"]


@given(st.permutations([parcel(f"P-{n}", use=one) for n, one in enumerate(USES[::9])]))
def test_the_order_of_parcels_decides_nothing_but_order(land) -> None:
    options, sorted_ = found(*land), found(*sorted(land, key=lambda one: one.id))
    for name in ("options", "refused", "preferred"):
        assert sorted(getattr(options, name), key=repr) == sorted(getattr(sorted_, name), key=repr)
    assert all(1 <= one.first <= one.last <= DECEMBER for one in options.options)


def test_a_value_that_can_be_sent_and_written() -> None:
    options = found(parcel(mode=mode("划拨"), ready=read_day("2019-02")), rules=on(date(2019, 1, 1)))
    assert pickle.loads(pickle.dumps(options.preferred)) == options.preferred
    form: dict[str, Any] = to_form(options, "en")
    assert json.loads(json.dumps(form)) == form
    (planned,) = [one for one in form["options"] if one["mode"] == "划拨"]
    assert [one["basis_kind"] for one in planned["warnings"]] == ["recalled", "recalled"]


class Compared(str):
    """所比之编号 · An identity that counts how often it is compared."""

    times_compared = 0

    def __eq__(self, other: object) -> bool:
        type(self).times_compared += 1
        return super().__eq__(other)

    __hash__ = str.__hash__


def test_a_parcel_is_found_by_its_identity_at_any_scale() -> None:
    land = [parcel(f"P-{n:05d}", area=Area(n + 1), use=use("教育用地")) for n in range(2000)]
    options = found(*land)
    assert len(options.preferred) == 2000
    assert all(options.parcel(Compared(one.parcel)).id == one.parcel for one in options.preferred)
    assert 0 < Compared.times_compared < 3 * 2000
    with pytest.raises(KeyError):
        options.parcel("P-99999")


def test_the_contents_page_of_rules() -> None:
    assert [rule.number for rule in MODE_RULES] == ["MT-01", "MT-02", "MT-03", "MT-04"]
