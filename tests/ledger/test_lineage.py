"""沿革 · Split, merged, renumbered or carried over: land is counted once, and none is lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.ledger.lineage import LineageEvent, LineageKind, follow, lineage_form, read_lineage
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from tests.ledger.conftest import sheet_of

jsonschema = pytest.importorskip("jsonschema")
SPLIT, MERGED, RENUMBERED, CARRIED = LineageKind


def parcel(identity: str, units: int | None = 100) -> Parcel:
    return Parcel(
        id=identity,
        name="",
        district=None,
        location="",
        area=None if units is None else Area(units),
        use=None,
        source=Source(file="甲.csv", sheet=None, row=2),
    )


def event(kind: LineageKind, before: str, after: str) -> LineageEvent:
    return LineageEvent(
        kind=kind, from_ids=tuple(before.split()), to_ids=tuple(after.split()), on=date(2024, 1, 2), why="批准", by="岗"
    )


def followed(parcels, *events):
    result = follow(parcels, events)
    return [one.id for one in result.live], [issue.code for issue in result.issues]


def test_descendants_count_and_what_they_came_from_does_not():
    parts = [parcel("A", 100), parcel("B", 40), parcel("C", 60)]
    assert followed(parts, event(SPLIT, "A", "B C")) == (["B", "C"], ["L282"])
    whole = [parcel("B", 40), parcel("C", 60), parcel("D", 100)]
    assert followed(whole, event(MERGED, "B C", "D")) == (["D"], ["L282"])
    assert followed(whole, event(RENUMBERED, "B", "E")) == (["B", "C", "D"], ["L284"])


def test_a_difference_of_area_is_said_exactly():
    result = follow([parcel("A", 1_000_000), parcel("B", 400_000), parcel("C", 599_999)], [event(SPLIT, "A", "B C")])
    (both, differs) = result.issues
    assert differs.code == "L283" and differs.facts["gap"] == "-0.000001"
    assert all(issue.message() and issue.message("en") for issue in (both, differs))


def test_a_missing_part_is_named():
    result = follow([parcel("A", 100), parcel("B", 40)], [event(SPLIT, "A", "B C")])
    assert [one.id for one in result.live] == ["B"]
    assert result.issues[1].facts["missing"] == ("C",)


def test_generations_that_no_list_has_are_passed_through():
    parts = [parcel("A", 100), parcel("D", 10), parcel("E", 30), parcel("C", 60)]
    events = [event(SPLIT, "A", "B C"), event(SPLIT, "B", "D E")]
    assert followed(parts, *events) == (["D", "E", "C"], ["L282"])
    assert followed([parts[0], parts[1], parts[3]], *events)[1] == ["L282", "L283"]


def test_land_that_joined_later_is_no_difference():
    parts = [parcel("A", 100), parcel("C", 60), parcel("X", 5), parcel("D", 45)]
    events = [event(SPLIT, "A", "B C"), event(MERGED, "B X", "D")]
    assert followed(parts, *events) == (["C", "D"], ["L282", "L282"])


def test_a_record_that_keeps_its_identity_goes_on():
    assert followed([parcel("A")], event(CARRIED, "A", "A")) == (["A"], [])
    assert followed([parcel("A"), parcel("B")], event(CARRIED, "A", "B")) == (["B"], ["L282"])


def test_circles_and_second_endings_are_refused():
    with pytest.raises(InputFault, match="L280"):
        follow([], [event(RENUMBERED, "A", "B"), event(RENUMBERED, "B", "A")])
    for second in (event(RENUMBERED, "A", "E"), event(RENUMBERED, "E", "B")):
        with pytest.raises(InputFault, match="L281"):
            follow([], [event(SPLIT, "A", "B C"), second])


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (SPLIT, "A", "B"),
        (SPLIT, "A B", "C D"),
        (SPLIT, "A", "B B"),
        (MERGED, "A", "B"),
        (RENUMBERED, "A", "B C"),
        (CARRIED, "A B", "C"),
    ],
)
def test_events_of_the_wrong_shape_cannot_exist(kind, before, after):
    with pytest.raises(InputFault, match="L281"):
        event(kind, before, after)


def histories(chance: random.Random) -> tuple[list[Parcel], list[LineageEvent], int]:
    """虚构沿革 · Parcels that are split, merged and renumbered at random; with the land there was at first."""
    alive = {f"P{n}": chance.randrange(10, 1000) for n in range(chance.randrange(1, 6))}
    every, events, total = dict(alive), [], sum(alive.values())
    for step in range(chance.randrange(8)):
        kind = chance.choice([SPLIT, MERGED, RENUMBERED])
        names = sorted(alive)
        chosen = chance.sample(names, min(len(names), 2 if kind is MERGED else 1))
        if kind is MERGED and len(chosen) < 2:
            continue
        units = sum(alive.pop(name) for name in chosen)
        cut = chance.randrange(1, units) if kind is SPLIT and units > 1 else 0
        parts = [cut, units - cut] if cut else [units]
        made = {f"S{step}-{n}": part for n, part in enumerate(parts)}
        shape = kind if len(made) > 1 or kind is not SPLIT else RENUMBERED
        events.append(event(shape, " ".join(chosen), " ".join(made)))
        alive |= made
        every |= made
    chance.shuffle(events)
    return [parcel(name, units) for name, units in sorted(every.items())], events, total


@given(st.integers(0, 10**9))
def test_t70_land_is_counted_once_and_conserved(seed):
    parcels, events, total = histories(random.Random(seed))
    result = follow(parcels, events)
    assert Area.total(one.area for one in result.live if one.area) == Area(total)
    assert {one.id for one in result.live} | {one.id for one in result.ended} == {one.id for one in parcels}
    assert all(issue.code == "L282" for issue in result.issues)


@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_t70_whatever_is_missing_no_land_stands_beside_what_it_came_from(seed, chance):
    parcels, events, _ = histories(random.Random(seed))
    held = [one for one in parcels if chance.random() < 0.6]
    result = follow(held, events)
    children = {old: each.to_ids for each in events for old in each.from_ids}

    def below(name: str) -> set[str]:
        return {leaf for child in children.get(name, ()) for leaf in ({child} | below(child))}

    live = {one.id for one in result.live}
    assert not any(below(name) & live for name in live)
    assert all(below(one.id) & live for one in result.ended)


def test_a_long_history_is_no_trouble():
    events = [event(RENUMBERED, f"N{n}", f"N{n + 1}") for n in range(3000)]
    assert followed([parcel("N0"), parcel("N3000")], *events) == (["N3000"], ["L282"])


def test_events_can_be_stored_and_read():
    made = (event(SPLIT, "A", "B C"), event(CARRIED, "B", "B"))
    form = json.loads(json.dumps(lineage_form(made), ensure_ascii=False))
    assert read_lineage(form) == (made, ())
    schema = json.loads(files("landsupply").joinpath("schemas", "lineage-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(form)
    table = sheet_of(
        ["事项", "原记录", "新记录", "日期", "理由", "经办人"],
        ["分割", "A", "B；C", "2024-01-02", "批准", "岗"],
        ["消失", "A", "B", "2024-01-02", "批准", "岗"],
    )
    events, issues = read_lineage(table)
    assert events == made[:1] and [issue.code for issue in issues] == ["L254"]


def test_a_parcel_without_area_is_not_compared():
    assert followed([parcel("A", None), parcel("B"), parcel("C")], event(SPLIT, "A", "B C")) == (["B", "C"], ["L282"])
    assert replace(parcel("A"), id="B").id == "B"
