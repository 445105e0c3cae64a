"""模板用语 · {% say "U001" name=value %}: a sentence of the catalogue in the page's language; figures as printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from landsupply.law.naming import name_in
from landsupply.law.words import SEPARATORS
from landsupply.law.words import say as sentence
from landsupply.measure.area import Area
from landsupply.web.areas import in_place_unit
from landsupply.web.standing import rulebook

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Any, code: str, **facts: object) -> str:
    """说明 · A sentence of the catalogue."""
    return sentence(code, str(context.get("lang", "zh")), **facts)


@register.simple_tag(takes_context=True)
def aside(context: Any, words: object) -> str:
    """旁注 · Something in brackets behind a word, as the language writes them."""
    return f" ({words})" if context.get("lang") == "en" else f"（{words}）"


@register.simple_tag(takes_context=True)
def listed(context: Any, parts: Iterable[object]) -> str:
    """并列 · Several names one behind the other, names of lists in the language."""
    lang = str(context.get("lang", "zh"))
    return SEPARATORS[lang].join(name_in(lang, str(one), rulebook().place) for one in parts)


@register.filter
def hectares(units: int | None) -> str:
    """公顷 · An area in whole 0.01 m² as hectares to the hundredth of a square metre it has; a dash for none."""
    return "—" if units is None else Area(units).hectares


@register.simple_tag(takes_context=True)
def total(context: Any, units: int | None) -> str:
    """合计面积 · A sum of whole 0.01 m² in the place's unit, printed as in its plan; a dash for none."""
    return "—" if units is None else in_place_unit(units, str(context.get("lang", "zh")))


@register.simple_tag(takes_context=True)
def named(context: Any, name: str) -> str:
    """名称 · A unit, class, use, way of supply or any other name of a list, in English where the page is."""
    return name_in(str(context.get("lang", "zh")), name, rulebook().place)
