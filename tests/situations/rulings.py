"""逐条判定之情形 · A row as a clerk writes it, and what one rule says of it: the harness of `rules/*.yaml`.

A situation names the rule (`rule`), the day (`as_of`), the row by official header or by field (`parcel`), if need be
the `place`, the bureau's own text (`source`), `batches` and `layers`, and what is expected: `ruling`, and optionally
`says` (message code), `basis` (instrument), `missing` (fields or facts), `blocks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.situations import RULES, situations_of
from landsupply.ledger.batch import Batch, OriginArea
from landsupply.ledger.examine import examine
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.sheet import BLANK, Cell, CellKind, sheet_of_rows
from landsupply.ledger.template import official_header
from landsupply.measure.area import Area, AreaUnit
from landsupply.options.judgement import Around, Case, Control, Judgement, ParcelRule, judged

Situation = Mapping[str, Any]


def situations(rule_prefix: str = "") -> list[Situation]:
    """全部情形 · Every situation of the rules whose number begins so, by file and order."""
    return [one for _, one in situations_of(RULES) if one["rule"].startswith(rule_prefix)]


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
    around = _around(situation, parcel)
    return Case(parcel=parcel, use=parcel.use, mode=parcel.mode, rules=rules, around=around)


def _around(situation: Situation, parcel: Parcel) -> Around:
    """Batches by number, and the constraint layers the parcel was laid over: none given, no boundary (null), a list."""
    batches = {name: _batch(name, stated) for name, stated in situation.get("batches", {}).items()}
    if "layers" not in situation:
        return Around(batches=batches)
    layers = situation["layers"]
    controls = {} if layers is None else {parcel.id: tuple(Control(**one) for one in layers)}
    return Around(batches=batches, controls=controls)


def _batch(number: str, stated: Mapping[str, str]) -> Batch:
    areas = {name: Area.exactly(text, AreaUnit.HECTARE) for name, text in stated.items()}
    approved = (OriginArea(origin=None, area=areas.pop("approved")),)
    return Batch(number=number, areas=approved, source=Source(file="批次.csv", sheet=None, row=2), **areas)


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
