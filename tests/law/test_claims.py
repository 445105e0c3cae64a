"""不得自称 · A bureau's own text that calls its value a statute, confirms twice, or names a day that is none."""

from __future__ import annotations

import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.law.shipped import shipped_text
from landsupply.measure.fault import LawFault

OWN = """
code: "410100"
parameters:
  - id: housing.clearance.pause
    title: 暂停线
    unit: 月
    level: national
    checked_on: 2026-11-23
    values:
      {since}: {{value: 60, basis: {{instrument: 编制惯例}}, kind: {kind}}}
"""
CONFIRM = (
    "  - {parameter: housing.clearance.pause, since: 2024-04-29, by: 某科, on: 2026-11-23, "
    f'digest: "sha256:{"0" * 64}"}}\n'
)


def refused(*texts: str) -> str:
    with pytest.raises(LawFault) as caught:
        open_rulebook("410100", *texts)
    return caught.value.code


def test_a_place_does_not_make_itself_block_by_a_word() -> None:
    assert refused(OWN.format(since="2024-01-01", kind="statute")) == "W035"
    assert open_rulebook("410100", OWN.format(since="2024-01-01", kind="recalled"))


def test_the_shipped_text_given_again_is_no_claim() -> None:
    assert open_rulebook("410100", shipped_text("places/410100/place.yaml"))


def test_one_value_is_confirmed_once() -> None:
    assert open_rulebook("410100", 'code: "410100"\nconfirm:\n' + CONFIRM)
    assert refused('code: "410100"\nconfirm:\n' + CONFIRM + CONFIRM.replace("某科", "别科")) == "W036"


def test_a_day_that_is_none_is_said_and_breaks_nothing() -> None:
    assert refused(OWN.format(since="2023-02-30", kind="recalled")) == "W006"
