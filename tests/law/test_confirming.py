"""确认事实 · An entry is added to a place's own text, once, and nothing else of it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.changes import changes
from landsupply.law.confirming import confirm, read_text_of, require_past
from landsupply.law.place import Confirmed
from landsupply.law.rulebook import open_rulebook
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

DIGEST = "sha256:" + "0" * 64
BARE = 'code: "410100"\n'
FACT = Confirmed(parameter="listing.days", since=date(2007, 11, 1), by="政策法规科", on=date(2024, 3, 1), digest=DIGEST)
OTHER = Confirmed(parameter="notice.days", since=date(2007, 11, 1), by="政策法规科", on=date(2024, 3, 1), digest=DIGEST)

ENTRY = (
    "adjustment.deadline\n{0}  since: 2024-01-01\n{0}  by: 某科\n{0}  on: 2024-01-02\n{0}  digest: sha256:"
    + "a" * 64
    + "\n"
)
TEXTS = {
    "bare": BARE,
    "without a newline at the end": 'code: "410100"',
    "with comments": '# 本地资料\ncode: "410100"  # 郑州\n\n# 尾注\n',
    "with an empty list": 'code: "410100"\nconfirm:\n',
    "with a list and more behind": 'code: "410100"\nconfirm:\n  # 已读\n  - parameter: '
    + ENTRY.format("  ")
    + "\n# 民生\nlivelihoods: [安置房]\n",
    "with a list that is not indented": "confirm:\n- parameter: " + ENTRY.format("") + 'code: "410100"\n',
    "with the line ends of Windows": 'code: "410100"\r\nconfirm:\r\nlivelihoods: [安置房]\r\n',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_two_facts_are_entered_and_everything_else_stays(text: str) -> None:
    once = confirm("410100", text, FACT)
    twice = confirm("410100", once.text, OTHER)
    rules = open_rulebook("410100", twice.text).on(date(2024, 3, 1))
    assert rules.parameter("listing.days").blocks and rules.parameter("notice.days").blocks
    kept = [line for line in text.splitlines() if line.strip()]
    assert [line for line in twice.text.splitlines() if line in kept] == kept
    assert (once.before.blocks, once.after.blocks) == (False, True)
    assert "\r\n" not in text or twice.text.count("\r\n") == twice.text.count("\n")


def refused(text: str, fact: Confirmed) -> str:
    with pytest.raises(LawFault) as caught:
        confirm("410100", text, fact)
    return caught.value.code


def test_what_nobody_knows_is_refused() -> None:
    assert (
        refused(BARE, Confirmed(parameter="listing.dayz", since=FACT.since, by="某", on=FACT.on, digest=DIGEST))
        == "W014"
    )
    late = Confirmed(parameter="listing.days", since=date(2008, 1, 1), by="某", on=FACT.on, digest=DIGEST)
    assert refused(BARE, late) == "W024"


def test_the_same_is_not_entered_twice() -> None:
    assert refused(confirm("410100", BARE, FACT).text, FACT) == "W038"


@pytest.mark.parametrize(
    "text",
    ['code: "410100"\nconfirm: []\n', '"confirm": \ncode: "410100"\n', '{code: "410100"}\n', "code: 410100\n...\n"],
)
def test_a_text_that_cannot_be_edited_is_left_alone(text: str) -> None:
    assert refused(text, FACT) == "W039"


def test_a_place_of_another_code_is_refused() -> None:
    assert refused('code: "410101"\n', FACT) == "W020"


@given(st.text(min_size=1).filter(str.strip))
def test_whoever_read_it_is_named_as_he_was_given(by: str) -> None:
    fact = Confirmed(parameter="listing.days", since=FACT.since, by=by, on=FACT.on, digest=DIGEST)
    try:
        entered = confirm("410100", BARE, fact)
    except LawFault as fault:  # what YAML cannot hold is refused, never altered
        assert fault.code == "W039"
        return
    raw = read_yaml(entered.text, "")
    assert isinstance(raw, dict) and raw["confirm"][0]["by"] == by
    assert entered.after.confirmed and entered.after.confirmed.by == by


# --- what counts as read, from when, and which text ------------------------------------------------------------------


def test_a_confirmation_counts_from_its_day_on() -> None:
    book = open_rulebook("410100", confirm("410100", BARE, FACT).text)
    assert [book.on(day).parameter("listing.days").blocks for day in (date(2024, 2, 29), FACT.on)] == [False, True]
    moved = changes(book, date(2024, 2, 29), FACT.on).parameters
    assert [(one.parameter.id, one.before and one.before.blocks) for one in moved] == [("listing.days", False)]


@pytest.mark.parametrize("digest", ["abc", "sha256:zz", "sha256:" + "0" * 63, "sha256:" + "A" * 64, DIGEST + "\n", ""])
def test_a_digest_that_is_none_is_refused(digest: str) -> None:
    with pytest.raises(LawFault) as caught:
        replace(FACT, digest=digest)
    assert caught.value.code == "W043"
    by_hand = confirm("410100", BARE, FACT).text.replace(f'"{DIGEST}"', repr(digest) if digest.strip() else '" "')
    if "\n" not in digest:
        with pytest.raises(LawFault) as caught:
            open_rulebook("410100", by_hand)
        assert caught.value.code in ("W043", "W009")


@pytest.mark.parametrize(("on", "code"), [("2007-09-27", "W044"), ("2007-09-28", None), ("2009-07-11", None)])
def test_nobody_read_it_before_it_was_made(on: str, code: str | None) -> None:
    (value,) = open_rulebook("410100").parameters["listing.days"].values
    issued = open_rulebook("410100").instruments[value.basis.instrument].issued
    assert issued == date(2007, 9, 28)
    fact = replace(FACT, on=date.fromisoformat(on))
    assert (refused(BARE, fact) if code else confirm("410100", BARE, fact) and None) == code
    by_hand = confirm("410100", BARE, FACT).text.replace("on: 2024-03-01", f"on: {on}")
    if code:
        with pytest.raises(LawFault) as caught:
            open_rulebook("410100", by_hand)
        assert caught.value.code == code


def test_nobody_read_it_on_a_day_to_come() -> None:
    require_past(FACT, FACT.on)
    with pytest.raises(LawFault) as caught:
        require_past(FACT, date(2024, 2, 29))
    assert caught.value.code == "W045"


def test_what_nobody_read_has_no_text_to_compare() -> None:
    with pytest.raises(LawFault) as caught:
        read_text_of(open_rulebook("410100"), "listing.days", FACT.since)
    assert caught.value.code == "W046"
    confirmed = read_text_of(open_rulebook("410100", confirm("410100", BARE, FACT).text), "listing.days", FACT.since)
    assert confirmed.confirmed and confirmed.confirmed.digest == DIGEST
