"""留痕链测试 · What is altered, left out, put in or put elsewhere in a chain of acts shows, whatever it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from landsupply.seal.act import NOTHING, Act
from landsupply.seal.chain import Break, breaks
from landsupply.seal.journal import journal_of

DAY = date(2024, 3, 1)


def act(number: int, previous: str) -> Act:
    return Act(
        number=number,
        recorded="2024-03-01T09:00:00+08:00",
        effective=DAY,
        who="planner",
        role="planner",
        verb="correct",
        about=f"ZZ24-{number:04d}",
        facts={"field": "area", "new": f"{number}.5"},
        previous=previous,
    )


def chain(length: int) -> list[tuple[Act, str]]:
    acts: list[tuple[Act, str]] = []
    for number in range(1, length + 1):
        one = act(number, acts[-1][1] if acts else NOTHING)
        acts.append((one, one.digest))
    return acts


def test_a_chain_as_it_was_made_holds() -> None:
    assert list(breaks(chain(20))) == []
    assert list(breaks([])) == []


@given(st.integers(2, 9), st.data())
def test_an_altered_act_shows_where_it_stands(length: int, data: st.DataObject) -> None:
    acts = chain(length)
    place = data.draw(st.integers(0, length - 1))
    name, value = data.draw(st.sampled_from([("who", "x"), ("verb", "x"), ("about", "x"), ("recorded", "x")]))
    one, stored = acts[place]
    acts[place] = (replace(one, **{name: value}), stored)
    assert [(broken.number, broken.how) for broken in breaks(acts)] == [(place + 1, Break.DIGEST)]


@given(st.integers(3, 9), st.data())
def test_an_act_left_out_shows(length: int, data: st.DataObject) -> None:
    acts = chain(length)
    del acts[data.draw(st.integers(0, length - 2))]
    found = [broken.how for broken in breaks(acts)]
    assert Break.NUMBER in found and Break.PREVIOUS in found


def test_an_act_made_anew_with_its_digest_breaks_the_one_after() -> None:
    acts = chain(5)
    forged = replace(acts[2][0], who="somebody")
    acts[2] = (forged, forged.digest)
    assert [(broken.number, broken.how) for broken in breaks(acts)] == [(4, Break.PREVIOUS)]


def test_facts_are_part_of_what_is_sealed() -> None:
    one = act(1, NOTHING)
    assert one.digest != replace(one, facts={**one.facts, "new": "9"}).digest


def test_the_journal_follows_the_version() -> None:
    sound, unsound = ("WAL", "FULL"), ("DELETE", "EXTRA")
    told = {
        (3, 40, 1): unsound,
        (3, 44, 5): unsound,
        (3, 44, 6): sound,
        (3, 45, 0): unsound,
        (3, 50, 6): unsound,
        (3, 50, 7): sound,
        (3, 51, 2): unsound,
        (3, 51, 3): sound,
        (3, 52, 0): sound,
    }
    assert {version: journal_of(version) for version in told} == told
