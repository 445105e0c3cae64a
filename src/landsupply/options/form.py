"""供应方案形式 · Options and refusals as plain values for programs: `landsupply.options/1`."""

from __future__ import annotations

from landsupply.ledger.parcel import use_form
from landsupply.options.lawful import Options
from landsupply.options.option import Option, Part, Refusal
from landsupply.options.price_floor import PriceFloor
from landsupply.options.rooms import rooms, rooms_form

FORMAT = "landsupply.options/1"


def to_form(options: Options, lang: str = "zh") -> dict[str, object]:
    """供应方案形式 · Each option with its months, each refusal with its rule, basis and words."""
    return {
        "format": FORMAT,
        "ledger": options.ledger.digest,
        "year": options.rules.day.year,
        "ceilings": rooms_form(rooms(options.ledger, options.rules)),
        "options": [_option(option, lang) for option in options.options],
        "refused": [_refusal(refusal, lang) for refusal in options.refused],
    }


def _option(option: Option, lang: str) -> dict[str, object]:
    return {
        "parcel": option.parcel,
        "use": use_form(option.use),
        "class": option.plan_class,
        "mode": option.mode.name,
        "term": option.term,
        "parts": [_part(part) for part in option.parts],
        "catalogue_items": list(option.items),
        "price_floor": _floor(option.floor) if option.floor else None,
        "first_month": option.first,
        "last_month": option.last,
        "state": option.state,
        "warnings": [_refusal(warning, lang) for warning in option.warnings],
    }


def _floor(floor: PriceFloor) -> dict[str, object]:
    """In 万元, exact; null with what is missing where it cannot be told."""
    return {
        "least": floor.least.ten_thousands if floor.least else None,
        "missing": list(floor.missing),
        "basis": [{"instrument": one.basis.instrument, "article": one.basis.article} for one in floor.bases],
    }


def _part(part: Part) -> dict[str, object]:
    return {"use": use_form(part.use), "class": part.plan_class, "share": str(part.share), "term": part.term}


def _refusal(refusal: Refusal, lang: str) -> dict[str, object]:
    basis = refusal.basis
    return {
        "parcel": refusal.parcel,
        "rule": refusal.rule or None,
        "code": refusal.code,
        "ruling": refusal.ruling.value,
        "use": refusal.use or None,
        "mode": refusal.mode or None,
        "basis": {"instrument": basis.instrument, "article": basis.article} if basis else None,
        "basis_kind": refusal.kind.value if refusal.kind else None,
        "blocks": refusal.blocks,
        "message": refusal.message(lang),
        "remedy": refusal.remedy(lang),
    }
