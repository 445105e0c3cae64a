"""比对真实记录 · Real rows, rewritten as another office would, are found again."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.list_kind import ListKind, recognise_list
from landsupply.ledger.match import SourceList, match
from tests.ledger import invented_lists as invented

SIDES = "东南西北"


def elsewhere(one, chance):
    """他单写法 · The same row under another number, its place and area written another way."""
    parts = one.location.replace("，", "、").split("、")
    if len(parts) == 2 and all(part and part[-1] in SIDES for part in parts):
        one = replace(one, location=f"郑州市{parts[1][:-1]}以{parts[1][-1]}，{parts[0]}侧")
    one = replace(one, id=f"CB-{chance.randrange(10**9):09d}", supplied=None, noticed=None)
    distort = chance.choice([invented.rounded, invented.in_mu, invented.by_mu])
    return distort(one, chance) if one.area and one.area.units > 100_000 else one


@pytest.mark.parametrize("name", ["allocation_results.csv", "agreement_grant_results.csv"])
def test_t57_real_rows_are_found_again(shared: Path, name: str) -> None:
    rules = open_rulebook("410100").on(date(2024, 1, 1))
    sheets = read_sheets((shared / "zhengzhou" / name).read_bytes(), name)
    assert recognise_list(sheets[0], 2024) == (ListKind.RESULT, ())
    ledger, chance = examine(sheets, rules), random.Random(4)
    copies = {one.id: elsewhere(one, chance) for one in ledger.parcels if one.location}
    other = invented.listed(ListKind.SUPPLY, list(copies.values()))
    review = match([SourceList(name="结果", kind=ListKind.RESULT, ledger=ledger), other], rules)
    found = {frozenset((pair.first, pair.second)) for pair in review.pairs}
    wanted = {frozenset((f"结果#{old}", f"供应清单#{new.id}")) for old, new in copies.items()}
    assert len(found & wanted) >= 0.98 * len(wanted)
