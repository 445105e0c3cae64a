"""目标用语 · How goals and lines of the brief are called, in what they are measured, and how their figures print."""

from __future__ import annotations

from landsupply.law.words import say
from landsupply.measure.area import Area
from landsupply.measure.rounding import half_up
from landsupply.plan.delays import guarded_line
from landsupply.plan.elastic import A_HECTARE
from landsupply.plan.goal import Goal
from landsupply.plan.plan import Miss
from landsupply.plan.proof import ProvenMiss
from landsupply.plan.target import Axis, Line, Unit, exact_figure
from landsupply.publish.document import Quantity
from landsupply.publish.matter import Matter

#: The name of each goal, and the sentence that says it as a principle.
_WORDS = {
    Goal.LIVELIHOOD: ("P170", "P112"),
    Goal.EXISTING_LAND: ("P171", "P113"),
    Goal.KEY_AND_EARLY: ("P172", "P114"),
    Goal.HOUSING: ("P260", "P270"),
    Goal.INDUSTRY: ("P261", "P271"),
    Goal.LESS_COMMERCE: ("P262", "P272"),
    Goal.KEY_ZONES: ("P263", "P273"),
    Goal.KEY_INDUSTRIES: ("P264", "P274"),
    Goal.EARLY: ("P265", "P275"),
    Goal.EVEN: ("P266", "P276"),
    Goal.REVENUE: ("P267", "P277"),
    Goal.WEIGHTED: ("P268", "P278"),
}
_IN_MONTHS = (Goal.KEY_AND_EARLY, Goal.EARLY)
#: These are no land alone, and print as they are counted: 万元, and points of a hectare or of 万元.
_COUNTED = {Goal.REVENUE: "P280", Goal.WEIGHTED: "P281"}
_UNITS = {Unit.TEN_THOUSAND_YUAN: "P280", Unit.ITEMS: "P282"}


def goal_word(goal: Goal, lang: str) -> str:
    """目标名称 · The goal in a language."""
    return say(_WORDS[goal][0], lang)


def goal_name(matter: Matter, goal: Goal) -> str:
    """目标名称 · The goal in the document's language."""
    return goal_word(goal, matter.lang)


def principle(matter: Matter, goal: Goal) -> str:
    """编制原则 · The goal as a sentence."""
    return matter.say(_WORDS[goal][1])


def goal_unit(matter: Matter, goal: Goal) -> str:
    """目标单位 · Area, area times points where a goal weighs months, or what else is counted."""
    if goal in _COUNTED:
        return matter.say(_COUNTED[goal])
    return matter.say("P116", unit=matter.unit) if goal in _IN_MONTHS else matter.unit


def goal_figure(matter: Matter, goal: Goal, value: int) -> Quantity:
    """目标数值 · A goal's value as it prints, with the exact decimal behind."""
    if goal not in _COUNTED:
        return matter.quantity(Area(value))
    return Quantity(half_up(value, Unit.TEN_THOUSAND_YUAN.size, matter.places), exact_figure(value, Unit.HECTARE))


def line_name(matter: Matter, line: Line) -> str:
    """指标行名称 · A line of the brief; total, classes, units, months and batches in the document's language."""
    if line.axis is Axis.TOTAL:
        return matter.say("P178")
    if line.axis is Axis.CLASS:
        return matter.plan_class(line.key)
    if line.axis is Axis.DISTRICT:
        return matter.district(line.key)
    if line.axis is Axis.MILESTONE:
        return matter.say("P179", month=matter.month(int(line.key)))
    if line.axis is Axis.CAUTION:
        return matter.say("P452", line=line_name(matter, guarded_line(line)))
    if line.axis is Axis.MONTH:
        return matter.month(int(line.key))
    return matter.say("P180", key=line.key) if line.axis is Axis.BATCH else matter.say("P283", name=line.name)


def miss_size(matter: Matter, miss: Miss) -> tuple[str, str]:
    """缺口大小 · How much is missed as an exact decimal, and its unit."""
    unit = matter.plan.brief.unit(miss.line)
    if unit is Unit.HECTARE:
        return matter.exact(Area(abs(miss.units))), matter.unit
    return exact_figure(abs(miss.units), unit), matter.say(_UNITS[unit])


def together(misses: ProvenMiss) -> dict[str, str]:
    """缺口合计 · All misses and the least that any plan misses, as exact hectares; the least is rounded down."""
    step = A_HECTARE // Unit.HECTARE.size
    return {"missed": Area(-(-misses.missed // step)).hectares, "least": Area(misses.least // step).hectares}
