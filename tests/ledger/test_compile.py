"""合成台账 · One ledger from many lists: joined by decision, valued by authority, traced, and honest about the rest."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch, OriginArea
from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.compile import area_at_stake, compile_ledger
from landsupply.ledger.correction import Correction
from landsupply.ledger.decision import Decision, Sameness
from landsupply.ledger.lineage import LineageEvent, LineageKind
from landsupply.ledger.list_kind import ListKind
from landsupply.ledger.match import match
from landsupply.ledger.parcel import Source
from landsupply.ledger.parcel_fields import LISTED_FIELDS, field_named, form_field, title_of, value_of, with_values
from landsupply.ledger.precedence import precedence_of
from landsupply.ledger.price import Prices
from landsupply.ledger.project import Project
from landsupply.ledger.template import template
from landsupply.ledger.trace import Step, trace
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from landsupply.measure.money import Money
from tests.ledger import invented_lists as invented

RESERVE, SUPPLY, RESULT = ListKind.RESERVE, ListKind.SUPPLY, ListKind.RESULT


def one_of(rules, number=7, **changes):
    return replace(invented.parcel(number, random.Random(3), rules), **changes)


def same(first: str, second: str) -> Decision:
    return Decision(first=first, second=second, verdict=Sameness.SAME, by="经办岗", on=date(2024, 3, 5), why="查图")


def differ(first: str, second: str) -> Decision:
    return replace(same(first, second), verdict=Sameness.DIFFERENT)


def compiled_of(rules, lists, *decisions, **more):
    review = match([invented.listed(kind, parcels) for kind, parcels in lists.items()], rules)
    return compile_ledger(review, rules, decisions, **more)


def codes(compiled) -> list[str]:
    return [issue.code for issue in compiled.ledger.issues]


def far(rules, number, **changes):
    """Another parcel that has nothing in common with the first."""
    return replace(invented.parcel(number, random.Random(number + 50), rules), **changes)


def test_nothing_is_merged_without_a_decision(rules):
    one = one_of(rules)
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [replace(one, id="CB-0001")]})
    assert [parcel.id for parcel in compiled.ledger.parcels] == ["CB-0001", one.id]
    assert codes(compiled) == ["L258", "L259"]
    assert compiled.ledger.issues[1].facts["stake"] == one.area.hectares
    assert len(compiled.open_pairs) == 1


def test_a_decision_that_they_differ_settles_the_pair(rules):
    one = one_of(rules)
    lists = {RESERVE: [one], SUPPLY: [replace(one, id="CB-0001")]}
    compiled = compiled_of(rules, lists, differ(f"储备清单#{one.id}", "供应清单#CB-0001"))
    assert codes(compiled) == [] and len(compiled.ledger.parcels) == 2


def test_each_field_comes_from_the_list_that_answers_for_it(rules):
    one = one_of(rules, id="CB-0001", mode=None, batch="一批", obstacles=("管线",), person="储备岗")
    listed = replace(
        one, id="ZZ-0001", area=Area(one.area.units + 1), obstacles=("拆迁",), batch="二批", person=None,
        source=Source(file="乙.xlsx", sheet="供应", row=9),
    )  # fmt: skip
    sold = replace(one, id="JG-0001", area=Area(one.area.units + 2), supplied=date(2024, 5, 6), batch=None)
    compiled = compiled_of(
        rules,
        {RESERVE: [one], SUPPLY: [listed], RESULT: [sold]},
        same("储备清单#CB-0001", "供应清单#ZZ-0001"),
        same("供应清单#ZZ-0001", "供应结果#JG-0001"),
    )
    (parcel,) = compiled.ledger.parcels
    assert parcel.id == "ZZ-0001"
    assert parcel.area == sold.area and parcel.supplied == date(2024, 5, 6)
    assert parcel.obstacles == ("管线",) and parcel.batch == "二批" and parcel.person == "储备岗"
    assert sorted(set(codes(compiled))) == ["L260", "L262"]
    said = next(issue for issue in compiled.ledger.issues if issue.code == "L260" and issue.field == title_of("area"))
    assert sold.area.hectares in said.message() and "乙.xlsx:供应:9" in said.message()
    assert len(said.facts["others"]) == 2


def test_a_blank_never_beats_a_value_and_spelling_is_no_conflict(rules):
    one = one_of(rules, id="CB-0001", name="青云花园（一期）")
    listed = replace(one, id="ZZ-0001", use=None, area=None, name="青云花园 (一期)")
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [listed]}, same("储备清单#CB-0001", "供应清单#ZZ-0001"))
    (parcel,) = compiled.ledger.parcels
    assert parcel.use == one.use and parcel.area == one.area and codes(compiled) == []


def test_lists_of_equal_authority_that_disagree_give_nothing(rules):
    one = one_of(rules)
    other = replace(one, id="ZZ-9999", area=Area(one.area.units + 100))
    lists = [invented.listed(SUPPLY, [one], "甲区"), invented.listed(SUPPLY, [other], "乙区")]
    compiled = compile_ledger(match(lists, rules), rules, [same(f"甲区#{one.id}", "乙区#ZZ-9999")])
    (parcel,) = compiled.ledger.parcels
    assert parcel.area is None and "L261" in codes(compiled)
    assert trace(compiled, parcel.id, "area").steps == (Step.READ, Step.WITHHELD)


def test_sums_are_taken_figure_by_figure(rules):
    one = one_of(rules, id="CB-0001", prices=Prices(reserve_cost=Money(100), start_price=Money(7)))
    listed = replace(one, id="ZZ-0001", prices=Prices(start_price=Money(9)))
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [listed]}, same("储备清单#CB-0001", "供应清单#ZZ-0001"))
    assert compiled.ledger.parcels[0].prices == Prices(reserve_cost=Money(100), start_price=Money(9))


def test_circumstances_are_taken_one_by_one(rules):
    one = one_of(rules, id="CB-0001", circumstances=Circumstances(title_clear=True, applicants=2))
    listed = replace(one, id="ZZ-0001", circumstances=Circumstances(title_clear=False))
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [listed]}, same("储备清单#CB-0001", "供应清单#ZZ-0001"))
    (parcel,) = compiled.ledger.parcels
    assert parcel.circumstances == Circumstances(title_clear=False, applicants=2) and codes(compiled) == ["L260"]
    found = trace(compiled, "ZZ-0001", "circumstances.title_clear")
    assert (found.value, [spot.value for spot in found.rejected]) == ("否", ["是"])
    assert trace(compiled, "ZZ-0001", "circumstances.deposit").value == "—"


def test_values_that_contradict_each_other_together_are_not_put_together(rules):
    one = one_of(rules, id="CB-0001", area=Area(900_000), phase_from=None)
    listed = replace(one, id="ZZ-0001", area=Area(2_000_000), phase_from=Area(1_500_000))
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [listed]}, same("储备清单#CB-0001", "供应清单#ZZ-0001"))
    assert compiled.ledger.parcels == (listed,) and "L264" in codes(compiled)


def test_one_number_on_two_parcels_keeps_both(rules):
    compiled = compiled_of(rules, {RESERVE: [one_of(rules, id="1")], SUPPLY: [far(rules, 90, id="1")]})
    assert [parcel.id for parcel in compiled.ledger.parcels] == ["1", "1@储备清单"]
    assert codes(compiled) == ["L263"]


def test_every_value_can_be_traced(rules):
    one = one_of(rules, id="CB-0001")
    listed = replace(one, id="ZZ-0001", area=Area(5_000_000), source=Source(file="乙.xlsx", sheet="供应", row=9))
    mend = Correction(
        record="ZZ-0001",
        field="area",
        old=one.area.hectares,
        new="4.5",
        who="经办岗",
        when=date(2024, 4, 1),
        why="实测",
    )
    compiled = compiled_of(
        rules,
        {RESERVE: [one], SUPPLY: [listed]},
        same("储备清单#CB-0001", "供应清单#ZZ-0001"),
        corrections=[mend],
    )
    found = trace(compiled, "ZZ-0001", "area")
    assert found.value == "4.50" and found.corrections == (mend,)
    assert found.steps == (Step.READ, Step.CHOSEN, Step.CORRECTED)
    assert (found.chosen_from.file, found.chosen_from.row, found.chosen_from.digest) == ("甲.xlsx", 9, "sha256:甲.xlsx")
    assert [(spot.file, spot.sheet, spot.row, spot.value) for spot in found.rejected] == [
        ("乙.xlsx", "供应", 9, "5.00")
    ]
    assert trace(compiled, "无此宗", "area") is None
    for path in LISTED_FIELDS:
        assert trace(compiled, "ZZ-0001", path).record == "ZZ-0001"


def test_decisions_about_what_is_gone_are_said(rules):
    compiled = compiled_of(rules, {SUPPLY: [one_of(rules)]}, same("供应清单#ZZ-2024-00007", "储备清单#旧号"))
    assert codes(compiled) == ["L257"] and "储备清单#旧号" in compiled.ledger.issues[0].message()


def test_a_later_decision_replaces_an_earlier_one(rules):
    one = one_of(rules)
    keys = f"储备清单#{one.id}", "供应清单#CB-0001"
    later = replace(differ(*keys), on=date(2024, 6, 1))
    compiled = compiled_of(rules, {RESERVE: [one], SUPPLY: [replace(one, id="CB-0001")]}, same(*keys), later)
    assert codes(compiled) == ["L256"] and len(compiled.ledger.parcels) == 2


def test_contradicting_decisions_stop_the_compilation(rules):
    one = one_of(rules)
    lists = {RESERVE: [one], SUPPLY: [replace(one, id="A-0001"), replace(one, id="A-0002")]}
    keys = f"储备清单#{one.id}", "供应清单#A-0001", "供应清单#A-0002"
    with pytest.raises(InputFault, match="L255"):
        compiled_of(rules, lists, same(keys[0], keys[1]), same(keys[1], keys[2]), differ(keys[0], keys[2]))


def test_lineage_is_followed(rules):
    whole = one_of(rules, area=Area(300), name="", location="", use=None)
    parts = [replace(whole, id=f"{whole.id}-{n}", area=Area(100 * n)) for n in (1, 2)]
    event = LineageEvent(
        kind=LineageKind.SPLIT,
        from_ids=(whole.id,),
        to_ids=tuple(part.id for part in parts),
        on=date(2024, 1, 2),
        why="分割",
        by="经办岗",
    )
    compiled = compiled_of(rules, {RESERVE: [whole], SUPPLY: parts}, lineage=[event])
    assert [parcel.id for parcel in compiled.ledger.parcels] == [part.id for part in parts]
    assert [parcel.id for parcel in compiled.ended] == [whole.id]
    assert "L282" in codes(compiled) and "L283" not in codes(compiled)


def test_batches_and_projects_stand_once_and_are_checked(rules):
    one = one_of(rules, batch="豫政土[2023]7号", area=Area(12_000_000))
    parts = (OriginArea(origin=Origin.NEW, area=Area(80_000_000)),)
    account = Batch(number="豫政土〔2023〕7号", areas=parts, source=one.source, supplied=Area(71_500_000))
    rail = Project(number=None, name="轨道", source=one.source, parcels=(one.id, "ZZ-无"))
    first = invented.listed(ListKind.BATCH, [])
    second = invented.listed(SUPPLY, [one])
    lists = [
        replace(first, ledger=replace(first.ledger, batches=(account,), projects=(rail,))),
        replace(second, ledger=replace(second.ledger, batches=(replace(account, supplied=Area(1)),), projects=(rail,))),
    ]
    compiled = compile_ledger(match(lists, rules), rules)
    assert compiled.ledger.batches == (account,) and compiled.ledger.projects == (rail,)
    assert sorted(codes(compiled)) == ["L212", "L214", "L215"]
    plain = replace(compiled.ledger, batches=(), projects=())
    assert plain.digest != compiled.ledger.digest


def test_the_land_at_stake_is_all_but_the_largest_of_each_cluster(rules):
    one = one_of(rules)
    parcels = [replace(one, id=f"A-000{n}", area=Area(one.area.units + n)) for n in range(3)]
    review = match([invented.listed(kind, [each]) for kind, each in zip(ListKind, parcels, strict=False)], rules)
    assert len(review.pairs) == 3
    assert area_at_stake(review.records, review.pairs) == Area(2 * one.area.units + 1)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_whatever_is_decided_each_record_counts_once_and_the_order_plays_no_part(seed):
    rules = open_rulebook("410100").on(date(2024, 1, 1))
    first, second, truth = invented.two_lists(30, seed, rules)
    chance = random.Random(seed)
    decisions = [same(*pair) if chance.random() < 0.5 else differ(*pair) for pair in truth.items()]
    compiled = compile_ledger(match([first, second], rules), rules, decisions)
    joined = sum(one.verdict is Sameness.SAME for one in decisions)
    assert len(compiled.ledger.parcels) == len(first.ledger.parcels) + len(second.ledger.parcels) - joined
    members = [member.key for one in compiled.joined.values() for member in one.members]
    assert len(members) == len(set(members))
    chance.shuffle(decisions)
    again = compile_ledger(match([second, first], rules), rules, decisions)
    assert again.ledger.digest == compiled.ledger.digest


def test_every_field_has_an_order_of_authority_and_a_name(rules):
    order = precedence_of(rules)
    assert set(order["*"]) == set(ListKind) and all(set(kinds) == set(ListKind) for kinds in order.values())
    assert set(order) - {"*"} <= set(LISTED_FIELDS)
    headed = {column.field for column in template()}
    for path in LISTED_FIELDS:
        assert form_field(path) in headed and field_named(title_of(path)) == path == field_named(path)


def test_values_put_back_are_the_values_taken(rules):
    one = one_of(rules, prices=Prices(start_price=Money(3)))
    assert with_values(one, {path: value_of(one, path) for path in LISTED_FIELDS}) == one
    assert with_values(one, {"prices.start_price": None}).prices is None
