"""协议出让的真实记录 · 95 rows of Zhengzhou and 280 of Guangdong: none is called broken for want of a ground."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.options.judgement import Case, judged
from landsupply.options.lawful import lawful_options
from landsupply.options.rules.modes import RULES as MODES
from landsupply.prepare.readiness import readiness_of

DAY = date(2024, 12, 31)
#: Rows of agreements, and of how many parcels: two rows of the first name no mode, one of the second stands twice.
FILES = (("zhengzhou/agreement_grant_results.csv", 95, 95), ("guangdong/supply_results_sample.csv", 280, 279))


def read(shared: Path, name: str) -> tuple[Ledger, Rules]:
    rules = open_rulebook("410100").on(DAY)
    return examine(read_sheets((shared / name).read_bytes(), name), rules), rules


def agreements(ledger: Ledger, rules: Rules, name: str) -> list[Case]:
    """The whole of a list of agreements, and of other lists what is declared as one."""
    mode = rules.vocabulary.mode("协议")
    granted = [one for one in ledger.parcels if "agreement" in name or one.mode == mode]
    return [Case(parcel=one, use=one.use, mode=mode, rules=rules) for one in granted]


@pytest.mark.parametrize(("name", "rows", "parcels"), FILES)
def test_no_agreement_is_broken_for_want_of_a_ground(shared: Path, name: str, rows: int, parcels: int) -> None:
    ledger, rules = read(shared, name)
    cases = agreements(ledger, rules, name)
    assert len(cases) == parcels <= rows
    said = [judged(rule, case) for rule in MODES for case in cases if rule.number in ("MT-01", "MT-03")]
    assert {one.missing for one in said if one.ruling is Ruling.CANNOT_TELL} == {("grounds",)}
    assert Ruling.BROKEN not in {one.ruling for one in said}
    assert {one.ruling for one in said if one.rule == "MT-03"} == {Ruling.CANNOT_TELL}, "of whatever use"


@pytest.mark.parametrize(("name", "rows", "parcels"), FILES)
def test_the_options_do_not_accuse_them_either(shared: Path, name: str, rows: int, parcels: int) -> None:
    ledger, rules = read(shared, name)
    granted = {case.parcel.id for case in agreements(ledger, rules, name)}
    assert len(granted) == parcels <= rows
    refused = lawful_options(ledger, readiness_of(ledger), rules, "示例").refused
    against = [one for one in refused if one.parcel in granted and one.mode == "协议" and one.rule != "MT-04"]
    assert [one for one in against if one.ruling is Ruling.BROKEN] == []
