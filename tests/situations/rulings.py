"""逐条判定之情形 · A row as a clerk writes it, and what one rule says of it: the harness of `rules/*.yaml`.

A situation names the rule (`rule`), the day (`as_of`), the row by official header or by field (`parcel`), if need be the
`place` and the bureau's own text (`source`), and what is expected: `ruling`, and optionally `says` (message code),
`basis` (instrument), `missing` (fields or facts), `blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.ledger.template import official_header
from landsupply.options.judgement import Case, Judgement, ParcelRule, judged

HERE = Path(__file__).parent / "rules"
Situation = Mapping[str, Any]


def situations(rule_prefix: str = "") -> list[Situation]:
    """全部情形 · Every situation of the rules whose number begins so, by file and order."""
    every = (one for path in sorted(HERE.glob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8")) or ())
    return [one for one in every if one["rule"].startswith(rule_prefix)]


@cache
def _rules(place: str, day: Any, own: str) -> Rules:
    return open_rulebook(place, *((own,) if own else ())).on(day)


def case_of(situation: Situation) -> Case:
    """判定对象 · The one parcel that the row makes, asked about as it is declared."""
    rules = _rules(str(situation.get("place", "410100")), situation["as_of"], situation.get("source", ""))
    usual = {
        "number": "P-1",
        "district": rules.place.units[0].name,
        "location": "示例路",
        "area": "3.2000",
        "use": "城镇住宅用地",
    }
    row = {**usual, **{name: "" if value is None else str(value) for name, value in situation["parcel"].items()}}
    head = tuple(Cell(official_header(name), CellKind.TEXT) for name in row)
    body = tuple(Cell(text, CellKind.TEXT) if text else BLANK for text in row.values())
    (parcel,) = examine(sheet_of_rows("台账.csv", None, (head, body), 1, "sha256:test"), rules).parcels
    return Case(parcel=parcel, use=parcel.use, mode=parcel.mode, rules=rules)


def ruled(situation: Situation, known: Mapping[str, ParcelRule]) -> Judgement:
    """所判 · What the rule says of the situation."""
    return judged(known[situation["rule"]], case_of(situation))


def complaints(situation: Situation, known: Mapping[str, ParcelRule]) -> list[str]:
    """不符 · Where what the rule says is not what the situation expects."""
    found = ruled(situation, known)
    seen: dict[str, object] = {
        "ruling": found.ruling.value,
        "says": found.code,
        "basis": found.basis.instrument if found.basis else None,
        "missing": list(found.missing),
        "blocks": found.blocks,
    }
    expected = situation["expect"].items()
    return [f"{key}: expected {wanted}, found {seen[key]}" for key, wanted in expected if seen[key] != wanted]
