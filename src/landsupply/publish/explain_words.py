"""说明用语 · How requirements, figures and ways of supply are called when a plan is explained."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from landsupply.law.naming import name_in
from landsupply.law.rulebook import Rules
from landsupply.law.words import say
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.rounding import nearest_integer
from landsupply.optimise.explain.row_meaning import Kind, RowMeaning
from landsupply.plan.target import Axis, Line, Target, Unit, exact_figure
from landsupply.publish.goal_words import goal_word

_UNITS = {Unit.TEN_THOUSAND_YUAN: "P280", Unit.ITEMS: "P282"}
#: How a relation of parcels is called, by what its row's name begins with.
_RELATIONS = {"互斥": "X407", "先后": "X408"}
#: At least, at most.
_SIDES = ("X405", "X406")


@dataclass(frozen=True, slots=True)
class Names:
    """称谓 · Names of a place's classes and units, and figures, in a language."""

    rules: Rules
    lang: str

    def say(self, code: str, **facts: object) -> str:
        """说 · The words of a code."""
        return say(code, self.lang, **facts)

    def part(self, code: str, number: int) -> str:
        """选词 · One of several words that stand under one code."""
        return self.say(code).split("|")[number]

    def month(self, month: int) -> str:
        """月份 · The name of a month."""
        return self.say("P020").split(" ")[month - 1]

    def name(self, name: str) -> str:
        """名称 · A name of a list, or of the place, in the language."""
        return name_in(self.lang, name, self.rules.place)

    def plan_class(self, name: str) -> str:
        """用途类 · A printed class."""
        return self.name(name)

    def mode(self, name: str) -> str:
        """供应方式 · A way of supply as the forms print it."""
        found = self.rules.vocabulary.mode(name)
        return self.name((found.label if found else "") or name)

    def line(self, line: Line) -> str:
        """指标行 · A line of the brief in words."""
        if line.axis is Axis.TOTAL:
            return self.say("P178")
        if line.axis is Axis.CLASS:
            return self.plan_class(line.key)
        if line.axis is Axis.DISTRICT:
            return self.name(line.key)
        if line.axis is Axis.MILESTONE:
            return self.say("P179", month=self.month(int(line.key)))
        if line.axis is Axis.MONTH:
            return self.say("X326", month=self.month(int(line.key)))
        return self.say("P180", key=line.key) if line.axis is Axis.BATCH else line.name

    def parcel(self, land: Parcel) -> str:
        """宗地 · A parcel by its number and its name."""
        return self.say("X327", parcel=land.id, name=land.name) if land.name else land.id

    def row(self, meaning: RowMeaning) -> str:
        """一行 · A requirement, a goal kept, a ceiling of the law or a relation of parcels, in quotation marks."""
        if meaning.target is not None:
            return f"“{self.line(meaning.target.line)}”"
        if meaning.kind is Kind.GOAL and meaning.goal is not None:
            return self.say("X329", goal=goal_word(meaning.goal, self.lang))
        if meaning.kind is Kind.RELATION:
            kind, _, parcels = meaning.name.partition("/")
            return self.say(_RELATIONS[kind], parcels=parcels.partition("·")[0])
        return f"“{meaning.name}”"

    def asked(self, target: Target) -> str:
        """所要求 · What a target asks for, as the brief says it."""
        if target.is_share:
            hundredths = nearest_integer(10_000 * target.share)
            text = f"{hundredths // 100}.{hundredths % 100:02}".rstrip("0").rstrip(".")
            return self.say(_SIDES[target.low is None], size=f"{text}%")
        if target.is_figure and target.low is not None:
            return self.size(Fraction(target.low), target.measure.unit)
        words = [
            self.say(code, size=self.size(Fraction(one), target.measure.unit))
            for code, one in zip(_SIDES, (target.low, target.high), strict=True)
            if one is not None
        ]
        return self.say("P005").join(words)

    def size(self, units: Fraction, unit: Unit, rounded: Callable[[Fraction], int] = ceil) -> str:
        """大小 · An exact figure with its unit; land in hectares, and in brackets in the place's own unit."""
        whole = rounded(units)
        if unit is not Unit.HECTARE:
            return f"{exact_figure(whole, unit)} {self.say(_UNITS[unit])}"
        text = f"{Area(whole).hectares} {self.say('P010')}"
        own = self.rules.place.area_unit
        return f"{text} ({Area(whole).print(own, 2)} {self.say('P011')})" if own is AreaUnit.MU else text

    def at_most(self, units: Fraction, unit: Unit) -> str:
        """不超过 · The figure, any part of a unit left away."""
        return self.size(units, unit, floor)
