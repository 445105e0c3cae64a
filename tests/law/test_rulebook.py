"""规则库 · Rules by day, overlays of a bureau's own, and the planted faults refused at load."""

from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest

from landsupply.law import rulebook
from landsupply.law.citation import BasisKind
from landsupply.law.layer_text import overlay, read_place
from landsupply.law.parameter import Level
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.rulebook_text import by_id, read_instruments, read_parameters
from landsupply.law.shipped import shipped_text
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

DAY = date(2024, 1, 1)

INSTRUMENT = """
- id: {id}
  title: 某通知
  issuer: 某部
  issued: 2010-01-01
  standing: {standing}
  basis: recalled
  checked_on: 2026-11-23
"""

PARAMETER = """
- id: test.one
  title: 试
  unit: 日
  level: national
  checked_on: 2026-11-23
  values:
"""


def value(since: str, rest: str = "value: 1") -> str:
    return f"    {since}: {{{rest}, basis: {{instrument: 土地管理法}}, kind: recalled}}\n"


def confirm(parameter: str, since: str) -> str:
    return (
        'code: "410100"\nconfirm:\n'
        f"  - {{parameter: {parameter}, since: {since}, by: 某科, on: 2024-01-01, digest: 'sha256:{'0' * 64}'}}\n"
    )


def refused(code: str, *texts: str) -> LawFault:
    with pytest.raises(LawFault) as caught:
        open_rulebook("410100", *texts)
    assert caught.value.code == code
    return caught.value


def test_the_rules_of_a_day() -> None:
    rules = open_rulebook().on(DAY)
    assert rules.day == DAY
    assert rules.place.name == "郑州市"
    assert rules.parameter("milestone.completion").table() == {
        "06-30": Fraction(1, 2),
        "09-30": Fraction(3, 4),
        "12-31": Fraction(1),
    }


def test_a_parameter_is_exact_and_cited() -> None:
    share = open_rulebook().on(DAY).parameter("housing.affordable.share")
    assert share.exact() == Fraction(7, 10)
    assert share.basis.instrument == "国土资发〔2010〕34号"
    caps = open_rulebook().on(DAY).parameter("term.caps")
    assert (caps.table()["住宅用地"], caps.table()["商服用地"], caps.table()["工矿仓储用地"]) == (70, 40, 50)
    assert caps.kind is BasisKind.STATUTE


def test_a_parameter_of_another_day() -> None:
    book = open_rulebook()
    assert not book.on(date(2015, 1, 1)).parameter("mode.open.buckets").blocks
    assert book.on(date(2021, 9, 1)).parameter("mode.open.buckets").blocks
    with pytest.raises(LawFault) as early:
        book.on(date(2024, 4, 28)).parameter("housing.clearance.pause")
    assert early.value.code == "W015"
    assert book.on(date(2024, 4, 29)).parameter("housing.clearance.pause").whole() == 36


def test_an_unknown_parameter_is_refused_with_suggestions() -> None:
    with pytest.raises(LawFault) as unknown:
        open_rulebook().on(DAY).parameter("milestone.complete")
    assert unknown.value.code == "W014"
    assert unknown.value.facts["suggestions"][0] == "milestone.completion"  # type: ignore[index]  # a fact is any object


def test_a_value_of_another_shape_is_refused() -> None:
    dated = open_rulebook().on(DAY).parameter("term.caps")
    for reading in (dated.whole, dated.exact, dated.text, dated.names):
        with pytest.raises(LawFault) as caught:
            reading()
        assert caught.value.code == "W027"


def test_every_shipped_basis_had_begun_when_its_value_started() -> None:
    for place in ("410100", "990100"):
        book = open_rulebook(place)
        for parameter in book.parameters.values():
            for dated in parameter.values:
                begun = book.instruments[dated.basis.instrument].begun
                assert begun is None or begun <= dated.since, parameter.id


def test_a_statute_basis_is_an_instrument_that_was_read() -> None:
    book = open_rulebook()
    for parameter in book.parameters.values():
        for dated in parameter.values:
            if dated.kind is BasisKind.STATUTE:
                assert book.instruments[dated.basis.instrument].basis is BasisKind.STATUTE, parameter.id


def test_only_statute_or_confirmed_facts_block() -> None:
    before = open_rulebook().on(DAY)
    after = open_rulebook("410100", confirm("milestone.completion", "2024-01-01")).on(DAY)
    assert before.parameter("term.caps").blocks
    assert not before.parameter("notice.days").blocks
    assert not before.parameter("milestone.completion").blocks
    assert after.parameter("milestone.completion").blocks
    confirmed = after.parameter("milestone.completion").confirmed
    assert confirmed is not None
    assert (confirmed.by, confirmed.on, confirmed.digest) == ("某科", date(2024, 1, 1), "sha256:" + "0" * 64)


def test_advice_never_blocks_even_when_confirmed() -> None:
    rules = open_rulebook("410100", confirm("ledger.area.doubtful", "1949-10-01")).on(DAY)
    advice = rules.parameter("ledger.area.doubtful")
    assert advice.confirmed is not None
    assert advice.level is Level.ADVISORY
    assert not advice.blocks


def test_a_half_confirmation_is_refused() -> None:
    text = shipped_text("places/410100/place.yaml").replace("by: null", "by: 某科", 1)
    refused("W009", text)


def test_a_confirmation_of_nothing_is_refused() -> None:
    refused("W024", confirm("milestone.completion", "2023-01-01"))
    refused("W024", confirm("milestone.never", "2024-01-01"))


def test_a_place_may_set_its_own_but_not_loosen_a_statute() -> None:
    own = 'code: "410100"\nparameters:\n' + (PARAMETER + value("2024-01-01")).replace("\n", "\n  ")
    assert open_rulebook("410100", own.replace("test.one", "notice.days")).on(DAY).parameter("notice.days").whole() == 1
    refused("W023", own.replace("test.one", "term.caps"))
    refused(
        "W023",
        'code: "410100"\ninstruments:\n'
        + INSTRUMENT.format(id="土地管理法", standing="in_force").replace("\n", "\n  "),
    )


def test_a_place_replaces_its_own_wording_in_part() -> None:
    book = open_rulebook("410100", 'code: "410100"\nwording: {issuer: 某局}\n')
    assert book.place.wording["issuer"] == "某局"
    assert book.place.wording["plan.title"] == open_rulebook().place.wording["plan.title"]


def test_a_text_of_another_place_is_refused() -> None:
    refused("W020", 'code: "110100"\n')


def test_a_misspelt_field_is_refused() -> None:
    assert refused("W011", 'code: "410100"\nwordings: {issuer: 某局}\n').facts["field"] == "wordings"


def test_an_unknown_place_names_the_known_ones() -> None:
    with pytest.raises(LawFault) as caught:
        open_rulebook("000000")
    assert caught.value.code == "W019"
    assert caught.value.facts["known"] == ("410100", "990100")


def test_a_place_of_a_bureaus_own_needs_no_shipped_one() -> None:
    text = shipped_text("places/990100/place.yaml").replace("990100", "123400").replace("云泽市", "某市")
    assert open_rulebook("123400", text).place.name == "某市"


def test_a_place_name_cannot_climb_out_of_the_folder() -> None:
    for place in ("..", "../places/410100", "410100/../410100"):
        with pytest.raises(LawFault):
            open_rulebook(place)


def test_an_unknown_successor_is_refused() -> None:
    text = 'code: "410100"\ninstruments:\n' + INSTRUMENT.format(id="某", standing="superseded").replace("\n", "\n  ")
    planted = text.rstrip() + "\n    ended: 2012-01-01\n    successor: 并无此文\n"
    assert refused("W013", planted).facts["instrument"] == "并无此文"
    assert (
        open_rulebook("410100", planted.replace("并无此文", "土地管理法")).instruments["某"].successor == "土地管理法"
    )


def test_a_basis_that_is_not_on_record_is_refused() -> None:
    own = 'code: "410100"\nparameters:\n' + (PARAMETER + value("2024-01-01")).replace("\n", "\n  ")
    refused("W013", own.replace("土地管理法", "并无此文").replace("test.one", "notice.days"))


def test_a_repeated_id_is_refused() -> None:
    twice = INSTRUMENT.format(id="某", standing="in_force") * 2
    with pytest.raises(LawFault) as caught:
        by_id(read_instruments({"planted.yaml": twice}))
    assert caught.value.code == "W012"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (value("2010-01-01", "value: 1, until: 2012-12-31") + value("2012-06-01"), "W017"),
        (value("2010-01-01", "value: 1, until: 2012-12-31") + value("2013-02-01"), "W018"),
        (value("2010-01-01") + value("2010-01-01"), "W007"),
    ],
)
def test_overlaps_and_gaps_of_values_are_refused(values: str, code: str) -> None:
    with pytest.raises(LawFault) as caught:
        read_parameters({"planted.yaml": PARAMETER + values})
    assert caught.value.code == code


def test_values_that_meet_are_taken() -> None:
    text = (
        PARAMETER
        + value("2010-01-01", "value: 1, until: 2012-12-31")
        + value("2013-01-01", "value: 2, until: 2013-12-31")
    )
    (parameter,) = read_parameters({"planted.yaml": text})
    assert [parameter.on(day).whole() for day in (date(2012, 12, 31), date(2013, 1, 1))] == [1, 2]
    with pytest.raises(LawFault) as late:
        parameter.on(date(2014, 1, 1))
    assert late.value.code == "W016"


def test_null_is_a_value() -> None:
    (parameter,) = read_parameters({"planted.yaml": PARAMETER + value("2010-01-01", "value: null")})
    assert parameter.on(DAY).value is None


def test_the_digest_covers_every_text() -> None:
    plain, again = open_rulebook(), open_rulebook("410100")
    other = open_rulebook("410100", 'code: "410100"\nwording: {issuer: 某局}\n')
    assert plain.digest == again.digest
    assert len({plain.digest, other.digest, open_rulebook("990100").digest}) == 3
    assert plain.on(DAY).digest == plain.digest


def test_a_rulebook_travels_to_another_process() -> None:
    book = open_rulebook("410100", confirm("milestone.completion", "2024-01-01"))
    arrived = pickle.loads(pickle.dumps(book))
    assert isinstance(arrived, Rulebook)
    assert arrived.digest == book.digest


def test_each_shipped_text_is_read_once_for_all_places(monkeypatch) -> None:
    read: list[str] = []

    def noted(path: str) -> str:
        read.append(path)
        return shipped_text(path)

    monkeypatch.setattr(rulebook, "shipped_text", noted)
    rulebook._national.cache_clear()
    open_rulebook.cache_clear()
    for place in ("410100", "990100", "410100"):
        open_rulebook(place).on(DAY)
    assert {"places/410100/place.yaml", "places/990100/place.yaml"} < set(read)
    assert len(read) == len(set(read))


def test_an_overlay_leaves_the_national_parameters_alone() -> None:
    national = by_id(read_parameters({"planted.yaml": PARAMETER + value("2010-01-01")}))
    place = shipped_text("places/990100/place.yaml")
    assert "test.one" in overlay(national, read_place({"place": place}))
    assert list(national) == ["test.one"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a: 0501", "0501"),
        ("a: 12:30", "12:30"),
        ("a: on", "on"),
        ("a: no", "no"),
        ("a: true", True),
        ("a: 0.70", Fraction(7, 10)),
        ("a: 1/3", Fraction(1, 3)),
        ("a: '1/3'", "1/3"),
        ("a: 01/3", "01/3"),
        ("a: 1/0", "1/0"),
        ("a: GB/T 1", "GB/T 1"),
        ("a: 42", 42),
        ("a: 1_000", "1_000"),
        ("a: 06-30", "06-30"),
    ],
)
def test_yaml_is_read_exactly(text: str, read: object) -> None:
    assert read_yaml(text, "planted") == {"a": read}


@pytest.mark.parametrize(
    ("text", "code"), [("a: 1\na: 2", "W007"), ("a: [", "W006"), ("a: .inf", "W008"), ("a: 1.5e+3", "W008")]
)
def test_yaml_that_is_not_exact_is_refused(text: str, code: str) -> None:
    with pytest.raises(LawFault) as caught:
        read_yaml(text, "planted")
    assert caught.value.code == code
