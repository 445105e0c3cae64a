"""读存储形式 · A plan's stored form taken apart, value by value; nothing in it is believed to be of its kind.

Every error is InputFault C026 with the path of the value (`items.3.area`) and what stands there; values that are
of their kind and yet cannot be (a month 13, an area above the whole, a goal above its bound) are refused by the
plan's own classes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import LandUse, Mode, Origin, Scheme
from landsupply.measure.area import UNITS_PER_HECTARE, Area, AreaUnit
from landsupply.measure.fault import BriefFault, InputFault, MeasureFault
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import read_brief
from landsupply.plan.certificate_form import named_from_form
from landsupply.plan.certified import Certified
from landsupply.plan.chances import Chances, Kept, Odds
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Assumption, ItemPart, ItemState, Miss, Origins, Plan, PlanItem, ReserveLine
from landsupply.plan.proof import Proof, ProvenGoal, ProvenMiss
from landsupply.plan.target import Axis, Line, Measure, Unit

E = TypeVar("E", bound=StrEnum)
_LARGEST = 10**12


def refused(where: str, value: object) -> InputFault:
    """不可读 · The fault that says which value of the form is not what it must be."""
    try:
        raw = str(value)[:60]
    except (ValueError, RecursionError):
        raw = type(value).__name__
    return InputFault("C026", where=where[:80], raw=raw)


@dataclass(frozen=True, slots=True)
class _Node:
    """节点 · A value of the form with its path, asked for as what it must be."""

    value: object
    where: str = "plan"

    def at(self, key: str) -> _Node:
        """The value under a key of this object."""
        table = self.table()
        if key not in table:
            raise refused(f"{self.where}.{key}", "—")
        return _Node(table[key], f"{self.where}.{key}")

    def table(self) -> Mapping[str, Any]:
        """This value as an object."""
        if not isinstance(self.value, Mapping) or not all(isinstance(key, str) for key in self.value):
            raise refused(self.where, self.value)
        return self.value

    def rows(self) -> Iterator[_Node]:
        """The members of this array."""
        if not isinstance(self.value, list):
            raise refused(self.where, self.value)
        return (_Node(value, f"{self.where}.{i}") for i, value in enumerate(self.value))

    def text(self) -> str:
        """This value as text."""
        if not isinstance(self.value, str):
            raise refused(self.where, self.value)
        return self.value

    def text_or_none(self) -> str | None:
        """This value as text that says something, or null."""
        if self.value == "":
            raise refused(self.where, self.value)
        return None if self.value is None else self.text()

    def whole(self) -> int:
        """This value as a whole number of a size that can be meant."""
        if type(self.value) is not int or abs(self.value) > _LARGEST:
            raise refused(self.where, self.value)
        return self.value

    def count(self) -> int:
        """This value as a whole number not below nought."""
        if self.whole() < 0:
            raise refused(self.where, self.value)
        return self.whole()

    def whole_or_none(self) -> int | None:
        """This value as a whole number, or null."""
        return None if self.value is None else self.whole()

    def truth(self) -> bool:
        """This value as true or false."""
        if not isinstance(self.value, bool):
            raise refused(self.where, self.value)
        return self.value

    def number(self) -> Decimal:
        """This value as the shortest decimal of its number, never below zero."""
        found = self.signed()
        if found < 0:
            raise refused(self.where, self.value)
        return found

    def signed(self) -> Decimal:
        """This value as the shortest decimal of its number, which may lie below zero."""
        is_number = type(self.value) in (int, float)
        if not is_number or not isinstance(self.value, int | float) or not -_LARGEST <= self.value <= _LARGEST:
            raise refused(self.where, self.value)
        return Decimal(repr(self.value))

    def area(self) -> Area:
        """This value as an area, from exact hectares in text."""
        try:
            return Area.exactly(self.text(), AreaUnit.HECTARE)
        except MeasureFault:
            raise refused(self.where, self.value) from None

    def one_of(self, kind: type[E]) -> E:
        """This value as one of a closed list of words."""
        text = self.text()
        if text not in [one.value for one in kind]:
            raise refused(self.where, text)
        return kind(text)

    def day(self) -> date:
        """This value as a day written year-month-day."""
        text = self.text()
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise refused(self.where, text) from None
        if day.isoformat() != text:
            raise refused(self.where, text)
        return day


def read_plan(form: object, rules: Rules) -> Plan:
    """读计划 · The plan of a stored form, its lists in official order; C026 where a value is not of its kind."""
    node = _Node(form)
    brief = _brief(node.at("brief"), rules)
    return Plan(
        title=node.at("title").text(),
        approved=_approved(node.at("approved"), rules),
        items=tuple(_item(item, rules) for item in node.at("items").rows()),
        reserves=tuple(_reserve(reserve) for reserve in node.at("reserves").rows()),
        brief=brief,
        proof=_proof(node.at("proof"), brief),
        made_from=_origins(node.at("made_from")),
        misses=tuple(_miss(miss) for miss in node.at("misses").rows()),
        assumptions=tuple(_assumption(one) for one in node.at("assumptions").rows()),
        version=node.at("version").whole(),
        parent=node.at("parent").text_or_none(),
        reason=node.at("reason").text_or_none(),
        reproducible=node.at("reproducible").truth(),
        delays=_chances(node.at("delays")) if "delays" in node.table() else None,
    )


def _brief(node: _Node, rules: Rules) -> Brief:
    try:
        return read_brief(node.table(), rules)
    except BriefFault as fault:
        facts = ", ".join(str(value) for value in fault.facts.values())
        raise refused(f"{node.where}: {fault.code}", facts) from fault


def _approved(node: _Node, rules: Rules) -> tuple[tuple[str, Area], ...]:
    order = {one.name: i for i, one in enumerate(rules.place.classes)}
    names = sorted(node.table(), key=lambda name: (order.get(name, len(order)), name))
    return tuple((name, node.at(name).area()) for name in names)


def _origins(node: _Node) -> Origins:
    return Origins(
        ledger=node.at("ledger").text(),
        rulebook=node.at("rulebook").text(),
        compiled_on=node.at("compiled_on").day(),
    )


def _item(node: _Node, rules: Rules) -> PlanItem:
    origin = node.at("origin")
    return PlanItem(
        parcel=node.at("parcel").text(),
        name=node.at("name").text(),
        location=node.at("location").text(),
        district=node.at("district").text_or_none(),
        plan_class=node.at("class").text(),
        use=_use(node.at("use"), rules),
        mode=_mode(node.at("mode"), rules),
        term=_term(node.at("term")),
        origin=None if origin.value is None else origin.one_of(Origin),
        area=node.at("area").area(),
        whole=node.at("whole").area(),
        notice_month=node.at("notice_month").whole_or_none(),
        supply_month=node.at("supply_month").whole(),
        state=node.at("state").one_of(ItemState),
        livelihood=node.at("livelihood").text_or_none(),
        housing=node.at("housing").text_or_none(),
        level=node.at("level").text_or_none(),
        batch=node.at("batch").text_or_none(),
        unit=node.at("unit").text_or_none(),
        person=node.at("person").text_or_none(),
        parts=tuple(_part(one, rules) for one in node.at("parts").rows()) if "parts" in node.table() else (),
        **_counted(node),
    )


def _counted(node: _Node) -> dict[str, Any]:
    """What stands in an item only where the brief counts it."""
    table = node.table()
    found: dict[str, Any] = {name: node.at(name).text_or_none() for name in ("zone", "industry") if name in table}
    if "amounts" in table:
        own = node.at("amounts")
        stated = own.table()
        known = [measure for measure in Measure if measure.value in stated]
        if len(known) != len(stated):
            raise refused(own.where, "、".join(stated))
        found["amounts"] = tuple((one, _figure(own.at(one.value), one.unit)) for one in known)
    return found


def _part(node: _Node, rules: Rules) -> ItemPart:
    return ItemPart(
        plan_class=node.at("class").text(),
        use=_use(node.at("use"), rules),
        term=_term(node.at("term")),
        area=node.at("area").area(),
    )


def _term(node: _Node) -> int | None:
    years = node.whole_or_none()
    if years is not None and years < 1:
        raise refused(node.where, years)
    return years


def _use(node: _Node, rules: Rules) -> LandUse:
    scheme, code, name = node.at("scheme").one_of(Scheme), node.at("code").text(), node.at("name").text()
    for reading in rules.vocabulary.use(code, scheme):
        if (reading.code, reading.name) == (code, name):
            return reading
    raise refused(node.where, f"{scheme.value} {code} {name}")


def _mode(node: _Node, rules: Rules) -> Mode:
    name = node.text()
    for mode in rules.vocabulary.modes:
        if mode.name == name:
            return mode
    raise refused(node.where, name)


def _reserve(node: _Node) -> ReserveLine:
    return ReserveLine(
        plan_class=node.at("class").text(),
        district=node.at("district").text_or_none(),
        month=node.at("month").whole(),
        area=node.at("area").area(),
    )


def _miss(node: _Node) -> Miss:
    line = _line(node)
    if "unit" not in node.table():
        return Miss(line=line, units=node.at("area").area().units)
    return Miss(line=line, units=_figure(node.at("amount"), node.at("unit").one_of(Unit)))


def _figure(node: _Node, unit: Unit) -> int:
    """Whole numbers of the smallest unit, from an exact decimal in text."""
    text = node.text()
    digits = text.removeprefix("-")
    if unit is not Unit.ITEMS:
        return node.area().units  # 0.01 m² in a hectare are as many as fen in 万元
    if not digits.isdecimal() or not digits.isascii() or len(digits) > 12 or str(int(text)) != text:
        raise refused(node.where, text)
    return int(text)


def _assumption(node: _Node) -> Assumption:
    facts = node.at("facts")
    pairs = tuple((name, facts.at(name).text()) for name in sorted(facts.table()))
    return Assumption(code=node.at("code").text(), facts=pairs)


def _proof(node: _Node, brief: Brief) -> Proof:
    goals = tuple(
        ProvenGoal(
            goal=goal.at("name").one_of(Goal),
            value=_units(goal, "value"),
            bound=_units(goal, "bound"),
            slack=_slack(goal.at("slack"), brief),
            solver=_units_or_none(goal, "solver"),
            floor=_units_or_none(goal, "floor"),
            certificate=_certified(goal),
        )
        for goal in node.at("goals").rows()
    )
    misses = _proven_miss(node.at("misses")) if "misses" in node.table() else None
    return Proof(goals=goals, method=node.at("method").text(), misses=misses)


def _proven_miss(node: _Node) -> ProvenMiss:
    missed = node.at("missed").text()
    if not missed.isascii() or not missed.isdigit():
        raise refused(f"{node.where}.missed", missed)
    return ProvenMiss(missed=int(missed), certificate=named_from_form(node.at("certificate").table()))


def _certified(goal: _Node) -> Certified | None:
    """The certificate by the names of its rows, and what it proves as the goal states it."""
    if "certificate" not in goal.table():
        return None
    form = goal.at("certificate").table()
    certified = named_from_form(form)
    stated, proven = _units(goal, "certified"), certified.certificate.bound
    if stated != proven:
        raise refused(f"{goal.where}.certified", stated)
    return certified


def _chances(node: _Node) -> Chances:
    """The odds of milestones; C026 where a number is below nought."""
    return Chances(
        seed=node.at("seed").count(),
        scenarios=node.at("scenarios").count(),
        exposed=node.at("exposed").count(),
        odds=tuple(
            Odds(
                line=_line(one),
                required=one.at("required").area().units,
                met=one.at("met").count(),
                mean=one.at("mean").area().units,
                worst_tenth=one.at("worst_tenth").area().units,
            )
            for one in node.at("milestones").rows()
        ),
        kept=tuple(
            Kept(line=_line(one), required=one.at("required").area().units, reached=one.at("reached").area().units)
            for one in node.at("caution").rows()
        ),
    )


def _line(node: _Node) -> Line:
    return Line(node.at("axis").one_of(Axis), node.at("key").text())


def _units_or_none(goal: _Node, key: str) -> int | None:
    return _units(goal, key) if key in goal.table() else None


def _units(goal: _Node, key: str) -> int:
    """Units of 0.01 m² × weight; finer numbers are no value of a goal, nor losses where nothing is lost."""
    node = goal.at(key)
    number = node.signed() if goal.at("name").one_of(Goal).may_lose else node.number()
    units = Fraction(number) * UNITS_PER_HECTARE
    if units.denominator != 1:
        raise refused(node.where, node.value)
    return units.numerator


def _slack(node: _Node, brief: Brief) -> Fraction:
    """The brief's own slack where the number is its nearest one in binary: 1/3 has no other way back."""
    slack = Fraction(node.number())
    return brief.slack if abs(slack - brief.slack) * 2**52 <= brief.slack else slack
