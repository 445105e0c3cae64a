"""地方事实 · Facts of a place in another unit, or that cannot be, are refused as the place is opened."""

import pytest

from landsupply.law.place_facts import local_ids, place_facts
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.fault import LawFault


def _place(id: str, unit: str, value: str) -> str:
    since = f"2024-01-01: {{value: {value}, basis: {{instrument: 编制惯例}}, kind: reported}}"
    head = f"id: {id}, title: 测试, unit: {unit}, level: place, checked_on: 2026-11-23"
    return f'code: "410100"\nparameters:\n  - {{{head}, values: {{{since}}}}}\n'


GOOD = (
    ("housing.clearance.months", "0"),
    ("housing.clearance.months", "36.5"),
    ("supply.rate.five_years", "1"),
    ("city.size", "大城市"),
    ("industry.grades", "{中原区: 5}"),
    ("archaeology.areas", "[中原区]"),
    ("housing.disclosure.updated", "2024-03-31"),
)
BAD = (
    ("housing.clearance.months", "-1"),
    ("quota.new_land", "-0.01"),
    ("quota.new_land", "多"),
    ("supply.rate.five_years", "60"),
    ("city.size", "特大城市"),
    ("industry.grades", "{中原区: -5}"),
    ("archaeology.areas", "中原区"),
    ("housing.disclosure.updated", "三月末"),
)


@pytest.mark.parametrize(("id", "value"), GOOD)
def test_a_fact_of_its_form_is_read(id: str, value: str) -> None:
    assert id in open_rulebook("410100", _place(id, place_facts()[id], value)).parameters


@pytest.mark.parametrize(("id", "value"), BAD)
def test_a_fact_that_cannot_be_is_refused(id: str, value: str) -> None:
    with pytest.raises(LawFault) as fault:
        open_rulebook("410100", _place(id, place_facts()[id], value))
    assert fault.value.code == "W041"


def test_a_quota_in_mu_is_refused_and_never_read_as_hectares() -> None:
    with pytest.raises(LawFault) as fault:
        open_rulebook("410100", _place("quota.new_land", "亩", "1500"))
    assert fault.value.code == "W040"


#: Names that a hand may slip into, each with the name that was meant.
SLIPS = (
    ("housing.clearance.month", "housing.clearance.months"),
    ("quota.newland", "quota.new_land"),
    ("industry.grade", "industry.grades"),
    ("notice.day", "notice.days"),
    ("adjustment.deadlines", "adjustment.deadline"),
    ("archaeology.day", "archaeology.days"),
)


@pytest.mark.parametrize(("written", "meant"), SLIPS)
def test_a_name_that_no_rule_reads_is_refused_with_the_nearest(written: str, meant: str) -> None:
    with pytest.raises(LawFault) as fault:
        open_rulebook("410100", _place(written, "测试", "1"))
    assert (fault.value.code, dict(fault.value.facts)["near"]) == ("W042", meant)


def test_what_shipped_places_and_provinces_state_any_place_may_state() -> None:
    assert {"milestone.completion", "adjustment.deadline", "archaeology.days", "parking.modes"} <= local_ids()
    assert set(place_facts()) <= local_ids()
    assert (
        "parking.modes"
        in open_rulebook("990100", _place("parking.modes", "方式", "[划拨]").replace("410100", "990100")).parameters
    )
