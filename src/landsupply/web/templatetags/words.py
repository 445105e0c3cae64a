"""模板用语 · {% say "U001" name=value %}: a sentence of the catalogue in the page's language; figures as printed."""

from __future__ import annotations

from typing import Any

from django import template

from landsupply.law.words import say as sentence
from landsupply.measure.area import Area
from landsupply.web.standing import rulebook

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, code: str, **facts: object) -> str:
    """说明 · A sentence of the catalogue."""
    return sentence(code, str(context.get("lang", "zh")), **facts)


@register.filter
def hectares(units: int | None) -> str:
    """公顷 · An area in whole 0.01 m² as hectares to the hundredth of a square metre it has; a dash for none."""
    return "—" if units is None else Area(units).hectares


@register.simple_tag(takes_context=True)
def unit_name(context: Any, name: str) -> str:
    """单元名 · A planning unit by its name, in English where the page is."""
    unit = rulebook().place.unit(name) if context.get("lang") == "en" else None
    return unit.en if unit and unit.en else name
