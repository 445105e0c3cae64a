"""法规事实齐备 · Every fact of the norms, section by section, and the record that holds it: cited, dated, of its kind.

`norms_facts.csv` is written down by hand from reading the norms: the section, the fact, how it is known, the article
where one is given, and the ids of parameters, instruments, rules or code tables (`file.csv:code`) that hold it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.citation import BasisKind
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary_text import read_table

Fact = Mapping[str, str]
BOOK = open_rulebook("410100")
FACTS: tuple[Fact, ...] = tuple(
    csv.DictReader((Path(__file__).parent / "norms_facts.csv").read_text("utf-8").splitlines())
)
#: The sections of the norms that state facts, with how many each states.
SECTIONS = {
    "0": 22, "1.1": 19, "1.2": 1, "1.3": 3, "1.4": 3, "1.5": 1, "1.6": 2, "1.7": 8, "2.1": 3, "2.2": 2, "2.3": 3,
    "2.4": 1, "3.1": 12, "3.2": 15, "3.3": 5, "3.4": 2, "3.5": 4, "4.1": 7, "4.2": 10, "4.3": 1, "5": 17, "5.1": 11,
    "5.2": 1,
    "6.1": 15, "6.2": 1, "6.3": 12, "6.4": 13, "7": 38, "8.1": 22, "8.2": 24, "8.3": 6, "9.1": 1, "9.2": 3, "9.3": 2,
    "9.4": 3, "10": 1,
}  # fmt: skip


def _ids(fact: Fact) -> Iterator[str]:
    """The ids of a fact; blanks stand inside the numbers of standards, which are told by what is on record."""
    rest = fact["records"]
    while rest:
        known = max((one for one in BOOK.instruments if f"{rest} ".startswith(f"{one} ")), key=len, default="")
        one = known or rest.split(" ", 1)[0]
        yield one
        rest = rest[len(one) :].strip()


def _codes(file: str) -> set[str]:
    return {cell for row in read_table(shipped_text(f"vocabularies/{file}")) for cell in row.values()}


def is_on_record(id: str, book: Rulebook) -> bool:
    """在册 · Whether a parameter, an instrument, a rule or a code goes by the id."""
    file, _, code = id.partition(":")
    if code:
        return code in _codes(file)
    return id in book.parameters or id in book.instruments or id in rule_catalogue()


def shortcomings(fact: Fact, book: Rulebook) -> list[str]:
    """不足 · What of a fact is not on record as it is known: no record, of another kind, without its article."""
    ids = list(_ids(fact))
    found = [f"not on record: {id}" for id in ids if not is_on_record(id, book)] or ([] if ids else ["no record"])
    values = [value for id in ids if id in book.parameters for value in book.parameters[id].values]
    kinds = {value.kind for value in values} | {book.instruments[id].basis for id in ids if id in book.instruments}
    if fact["kind"] and not found and BasisKind(fact["kind"]) not in kinds:
        found.append(f"kind: {sorted(kinds)}")
    articles = [value.basis.article or "" for value in values]
    if fact["article"] and not any(fact["article"] in one for one in articles):
        found.append(f"article: {articles}")
    return found


def test_every_section_is_whole() -> None:
    counted = {section: sum(fact["section"] == section for fact in FACTS) for section in SECTIONS}
    assert counted == SECTIONS
    assert {fact["section"] for fact in FACTS} == set(SECTIONS)
    named = [(fact["section"], fact["fact"]) for fact in FACTS]
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("fact", [pytest.param(one, id=f"{one['section']} {one['fact']}") for one in FACTS])
def test_every_fact_is_on_record(fact: Fact) -> None:
    assert shortcomings(fact, BOOK) == []


@pytest.mark.parametrize("fact", [one for one in FACTS if set(_ids(one)) & set(BOOK.parameters)])
def test_a_planted_gap_is_seen(fact: Fact) -> None:
    """Without its parameters a fact is missing; a kind that nothing on record has, or another article, is told."""
    own = set(_ids(fact))
    without = replace(BOOK, parameters={id: one for id, one in BOOK.parameters.items() if id not in own})
    assert shortcomings(fact, without)
    assert shortcomings({**fact, "article": "第九百条"}, BOOK)
    assert shortcomings({**fact, "records": f"{fact['records']} no.such.parameter"}, BOOK)


def test_every_parameter_says_how_it_is_known_and_where() -> None:
    """A value read in the text of a law names its article, but for texts that were read without one."""
    bare = {
        id
        for id, one in BOOK.parameters.items()
        for value in one.values
        if value.kind is BasisKind.STATUTE and not value.basis.article
    }
    assert bare <= {
        "parking.modes",
        "parking.reserve",
        "kindergarten.mode",
        "yellow_river.no_new_towns",
        "term.caps.repeated",
    }
