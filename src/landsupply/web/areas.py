"""印面积 · Areas as pages print them in sums: in the place's unit, half up, with the hectares or mu beside."""

from __future__ import annotations

from landsupply.law.words import say
from landsupply.measure.area import Area, AreaUnit
from landsupply.web.standing import rulebook, rules_now

_WORDS = {
    AreaUnit.HECTARE: "P010",
    AreaUnit.MU: "P011",
    AreaUnit.SQUARE_METRE: "P012",
    AreaUnit.TEN_THOUSAND_SQUARE_METRES: "P013",
}


def in_place_unit(units: int, lang: str) -> str:
    """本地单位 · A sum of whole 0.01 m² in the unit and with the decimals in which the place prints its plan."""
    unit = rulebook().place.area_unit
    return f"{Area(units).print(unit, rules_now().parameter('area.places').whole())} {say(_WORDS[unit], lang)}"


def with_hectares(units: int, lang: str) -> str:
    """公顷在前 · A sum as the ledger says it: hectares to the fourth decimal, the place's own unit in brackets."""
    told = f"{Area(units).print(AreaUnit.HECTARE, 4)} {say(_WORDS[AreaUnit.HECTARE], lang)}"
    if rulebook().place.area_unit is AreaUnit.HECTARE:
        return told
    own = in_place_unit(units, lang)
    return f"{told} ({own})" if lang == "en" else f"{told}（{own}）"
