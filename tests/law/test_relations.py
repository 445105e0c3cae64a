"""文件关系图 · Both ways, without dangling links, circles or contradictions; each of these faults planted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.citation import Instrument, Relation, RelationKind, Standing
from landsupply.law.relations import Link, links, require_coherent
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.fault import LawFault

BOOK = open_rulebook()
RULES = BOOK.on(date(2024, 1, 1))
ENDS = (RelationKind.REPLACES, RelationKind.REPEALS)


def coherent(instruments: dict[str, Instrument]) -> None:
    require_coherent(instruments, links(instruments))


def refused(code: str, **changed: Instrument) -> LawFault:
    with pytest.raises(LawFault) as caught:
        coherent({**BOOK.instruments, **{one.id: one for one in changed.values()}})
    assert caught.value.code == code
    return caught.value


def related(id: str, kind: RelationKind, to: str) -> Instrument:
    one = BOOK.instruments[id]
    return replace(one, relations=(*one.relations, Relation(kind=kind, to=to)))


@pytest.mark.parametrize("place", ["410100", "990100"])
def test_the_shipped_graph_is_whole(place: str) -> None:
    book = open_rulebook(place)
    coherent(dict(book.instruments))
    assert book.links == links(book.instruments)
    assert len(set(book.links)) == len(book.links)
    for link in book.links:
        assert {link.source, link.target} <= set(book.instruments)


def test_relations_are_seen_from_both_ends() -> None:
    for link in BOOK.links:
        assert link in RULES.relations_of(link.source)
        assert link in RULES.relations_of(link.target)
    assert sum(len(RULES.relations_of(id)) for id in BOOK.instruments) == 2 * len(BOOK.links)


def test_known_relations() -> None:
    def link(source: str, kind: RelationKind, target: str) -> Link:
        return Link(kind=kind, source=source, target=target)

    price = RULES.relations_of("国土资发〔2006〕307号")
    assert link("国土资发〔2009〕56号", RelationKind.AMENDS, "国土资发〔2006〕307号") in price
    assert link("国土资发〔2008〕308号", RelationKind.AMENDS, "国土资发〔2006〕307号") in price
    reserve = RULES.relations_of("国土资规〔2017〕17号")
    assert link("国土资规〔2017〕17号", RelationKind.REPLACES, "国土资发〔2007〕277号") in reserve
    assert link("国土资规〔2017〕17号", RelationKind.OVERTAKES, "国土资发〔2012〕162号") in reserve
    controls = RULES.relations_of("国土资发〔2008〕24号")
    assert link("自然资发〔2023〕72号", RelationKind.REPEALS, "国土资发〔2008〕24号") in controls
    relic = RULES.relations_of("文物保护法")
    assert link("河南省实施文物保护法办法", RelationKind.IMPLEMENTS, "文物保护法") in relic
    plan = RULES.relations_of("郑州市2024年度供应计划")
    assert len([one for one in plan if one.kind is RelationKind.RESTS_ON]) == 34


def test_t59_whatever_was_replaced_says_by_what() -> None:
    for one in BOOK.instruments.values():
        if one.standing in (Standing.SUPERSEDED, Standing.REPEALED):
            found = [link for link in RULES.relations_of(one.id) if link.kind in ENDS and link.target == one.id]
            assert [link.source for link in found] == [one.successor], one.id
            assert one.ended and one.checked_on >= one.ended


def test_an_instrument_that_is_not_on_record_has_no_relations() -> None:
    with pytest.raises(LawFault) as caught:
        RULES.relations_of("并无此文")
    assert caught.value.code == "W013"


def test_a_dangling_link_is_refused() -> None:
    fault = refused("W013", one=related("国土资发〔2009〕56号", RelationKind.READ_WITH, "并无此文"))
    assert fault.facts["instrument"] == "并无此文"


@pytest.mark.parametrize(
    ("source", "kind", "target"),
    [
        ("国土资发〔2009〕56号", RelationKind.REPLACES, "国土资发〔2006〕307号"),
        ("国土资发〔2009〕56号", RelationKind.REPEALS, "国土资发〔2006〕307号"),
        ("国土资发〔2006〕307号", RelationKind.AMENDS, "国土资发〔2009〕56号"),
        ("国土资发〔2010〕34号", RelationKind.AMENDS, "国土资源部令第39号"),
        ("国土资发〔2007〕277号", RelationKind.REPLACES, "国土资规〔2017〕17号"),
        ("自然资发〔2023〕234号", RelationKind.REPLACES, "国土资发〔2007〕277号"),
    ],
)
def test_a_link_the_other_does_not_bear_out_is_refused(source: str, kind: RelationKind, target: str) -> None:
    fault = refused("W032", one=related(source, kind, target))
    assert (fault.facts["id"], fault.facts["kind"], fault.facts["other"]) == (source, kind.value, target)


def test_a_circle_is_refused() -> None:
    some = dict(list(BOOK.instruments.items())[:3])
    ids = list(some)
    day = date(2010, 1, 1)
    ring = {
        id: replace(
            some[id],
            standing=Standing.UNVERIFIED,
            issued=day,
            effective=day,
            ended=None,
            successor=None,
            amended=(),
            period=None,
            doubted_since=None,
            relations=(),
            overtaken_by=(ids[(n + 1) % 3],),
        )
        for n, id in enumerate(ids)
    }
    with pytest.raises(LawFault) as caught:
        coherent(ring)
    assert caught.value.code == "W031"
    assert set(caught.value.facts["path"]) == set(ids)  # type: ignore[call-overload]  # a fact is any object


def test_reading_together_may_go_in_a_circle() -> None:
    one = related("国土资发〔2014〕119号", RelationKind.READ_WITH, "自然资规〔2018〕1号")
    coherent({**BOOK.instruments, one.id: one})


@pytest.mark.parametrize("relations", [[("引用", "国发〔2008〕3号")], [("引用", "土地管理法")] * 2])
def test_a_relation_to_itself_or_stated_twice_is_refused(relations: list[tuple[str, str]]) -> None:
    stated = tuple(Relation(kind=RelationKind(kind), to=to) for kind, to in relations)
    with pytest.raises(LawFault) as caught:
        replace(BOOK.instruments["国发〔2008〕3号"], relations=stated)
    assert caught.value.code == "W030"


def test_a_misspelt_kind_is_refused() -> None:
    text = (
        'code: "410100"\ninstruments:\n  - {id: 某, title: 某, issuer: 某, standing: unverified, basis: recalled, '
        "checked_on: 2026-11-23, relations: [{kind: 代替, to: 土地管理法}]}\n"
    )
    with pytest.raises(LawFault) as caught:
        open_rulebook("410100", text)
    assert caught.value.code == "W010"
    assert len(open_rulebook("410100", text.replace("代替", "引用")).links) == len(BOOK.links) + 1


@given(st.permutations(sorted(BOOK.instruments)))
def test_the_graph_does_not_hang_on_the_order_of_the_record(order: list[str]) -> None:
    assert links({id: BOOK.instruments[id] for id in order}) == BOOK.links
