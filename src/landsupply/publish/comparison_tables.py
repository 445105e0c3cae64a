"""情景对照表 · Scenarios side by side as tables: results, figures, months, goals, misses, and parcels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.plan.comparison import LISTED, RESERVED, Comparison, Figure, GoalFigure
from landsupply.plan.comparison_form import brief_digest
from landsupply.plan.form import plan_digest
from landsupply.plan.goal import Goal
from landsupply.plan.indicators import MilestoneLine
from landsupply.plan.plan import PlanItem
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Axis
from landsupply.publish.document import Cell, Column, Quantity, Role, Table
from landsupply.publish.goal_words import goal_figure, goal_name, goal_unit, line_name, miss_size
from landsupply.publish.matter import MISSING, PARCEL_PLACES, Matter

_GAP_PLACES = 3
_AXES = (Axis.TOTAL, Axis.CLASS, Axis.DISTRICT, Axis.MODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abreast:
    """并列材料 · A comparison with the material of each scenario; the first one's speaks for all."""

    comparison: Comparison
    matters: tuple[Matter, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, comparison: Comparison, rules: Rules, lang: str) -> Abreast:
        """备料 · The material of a comparison in a language."""
        matters = tuple(Matter.of(plan, rules, lang=lang) for plan in comparison.plans)
        return cls(comparison=comparison, matters=matters, figures=comparison.figures(rules))

    @property
    def matter(self) -> Matter:
        """基准材料 · That of the first scenario."""
        return self.matters[0]

    @property
    def names(self) -> tuple[str, ...]:
        """情景名称 · The scenarios in their order."""
        return tuple(one.name for one in self.comparison.scenarios)

    def words(self, code: str) -> list[str]:
        """词列 · Several words that stand under one code."""
        return self.matter.say(code).split("|")

    def difference(self, units: int) -> Quantity:
        """差额数量 · Units of 0.01 m² more (+) or less (−), in the place's unit."""
        found = self.matter.quantity(Area(abs(units)))
        return signed(found, units)


def signed(size: Quantity, of: int) -> Quantity:
    """带号数量 · A size with the sign of what it is the size of."""
    if of < 0:
        return Quantity(f"−{size.text}", f"-{size.number}")
    return Quantity(f"+{size.text}", size.number) if of else size


def overview(sides: Abreast) -> Table:
    """各情景一览 · Whether each brief is met, what is listed and held back, and the largest gap of its goals."""
    names = sides.words("P364")
    columns = (
        Column(heading=names[0], width=8),
        Column(heading=names[1], width=8),
        *(Column(heading=name, width=6, role=Role.FIGURE) for name in names[2:]),
    )
    rows = [
        (name, result(matter), *_sizes(matter), _percent(matter.percent(matter.plan.proof.gap, _GAP_PLACES)))
        for name, matter in zip(sides.names, sides.matters, strict=True)
    ]
    return _table(sides, "P363", columns, rows, unit=sides.matter.unit_line)


def result(matter: Matter) -> str:
    """结果 · Whether the plan meets its brief, and whether seconds stopped the search."""
    misses = matter.plan.misses
    told = matter.say("P368", count=len(misses)) if misses else matter.say("P367")
    return told if matter.plan.reproducible else told + matter.say("P369")


def _sizes(matter: Matter) -> tuple[Cell, ...]:
    figures = matter.figures
    areas = (figures.total, figures.listed_total, figures.reserved_total)
    count = str(len(matter.plan.items))
    return (*map(matter.quantity, areas), Quantity(count, count))


def _percent(text: str) -> Quantity:
    return Quantity(text, text)


def digests(sides: Abreast) -> Table:
    """摘要 · Of each brief and each plan, under which anybody can find them again."""
    widths = (8, 20, 20)
    columns = [Column(heading=name, width=width) for name, width in zip(sides.words("P366"), widths, strict=True)]
    rows = [
        (name, brief_digest(matter.plan.brief), plan_digest(matter.plan, matter.rules))
        for name, matter in zip(sides.names, sides.matters, strict=True)
    ]
    return _table(sides, "P365", columns, rows)


def indicators(sides: Abreast) -> Table:
    """指标对照 · Total, classes, units and ways that any scenario has, with the differences."""
    heads = [Column(heading=name, width=6) for name in sides.words("P371")]
    shown = [one for one in sides.figures if one.axis in _AXES and (any(one.areas) or one.axis is Axis.TOTAL)]
    axes = dict(zip(_AXES, sides.words("P373"), strict=True))
    rows = [(axes[one.axis], figure_name(sides, one), *_beside(sides, one)) for one in shown]
    return _table(sides, "P370", [*heads, *_abreast(sides)], rows, unit=sides.matter.unit_line)


def figure_name(sides: Abreast, figure: Figure) -> str:
    """指标名称 · What a figure speaks of, in the document's language."""
    matter, key = sides.matter, figure.key
    if figure.axis is Axis.DISTRICT:
        return matter.district(key)
    if figure.axis is Axis.TOTAL:
        return dict(zip(("", LISTED, RESERVED), sides.words("P374"), strict=True))[key or ""]
    if figure.axis is Axis.MILESTONE:
        return matter.month(int(key or 0))
    return matter.mode(key or "") if figure.axis is Axis.MODE else matter.plan_class(key or "")


def _abreast(sides: Abreast) -> Iterator[Column]:
    """A column for each scenario, and behind every one but the first its difference."""
    for number, name in enumerate(sides.names):
        yield Column(heading=name, width=6, role=Role.FIGURE)
        if number:
            heading = sides.matter.say("P372", name=name, base=sides.names[0])
            yield Column(heading=heading, width=6, role=Role.FIGURE)


def _beside(sides: Abreast, figure: Figure) -> Iterator[Cell]:
    for number, (area, units) in enumerate(zip(figure.areas, figure.differences, strict=True)):
        yield sides.matter.quantity(area)
        if number:
            yield sides.difference(units)


def months(sides: Abreast) -> Table:
    """时序对照 · What is reached by the end of each month, with the differences."""
    head = Column(heading=sides.matter.say("P376"), width=5)
    shown = [one for one in sides.figures if one.axis is Axis.MILESTONE]
    rows = [(figure_name(sides, one), *_beside(sides, one)) for one in shown]
    return _table(sides, "P375", [head, *_abreast(sides)], rows, unit=sides.matter.unit_line)


def milestones(sides: Abreast) -> Table:
    """节点对照 · Each scenario's verdict at the milestones that any brief asks for; a dash where one does not."""
    head = Column(heading=sides.matter.say("P376"), width=5)
    columns = [head, *(Column(heading=name, width=12) for name in sides.names)]
    lines = [{line.milestone.month: line for line in matter.figures.milestones} for matter in sides.matters]
    asked = sorted({month for one in lines for month in one})
    rows = [
        (
            sides.matter.month(month),
            *(_verdict(matter, one.get(month)) for matter, one in zip(sides.matters, lines, strict=True)),
        )
        for month in asked
    ]
    return _table(sides, "P378", columns, rows)


def _verdict(matter: Matter, line: MilestoneLine | None) -> str:
    if line is None:
        return MISSING
    return matter.say("P377", share=matter.percent(line.milestone.share), verdict=matter.verdict(line))


def goals(sides: Abreast) -> Table:
    """目标对照 · What each plan reaches of each goal, the bounds and the gap where it was sought."""
    roles = (Role.TEXT, Role.CENTRED, Role.TEXT, *[Role.FIGURE] * 5)
    widths = (7, 6, 8, 7, 7, 7, 7, 5)
    columns = [
        Column(heading=name, width=width, role=role)
        for name, width, role in zip(sides.words("P380"), widths, roles, strict=True)
    ]
    rows = [row for one in sides.comparison.goals for row in _goal(sides, one)]
    return _table(sides, "P379", columns, rows, notes=(sides.matter.say("P381"),))


def _goal(sides: Abreast, figure: GoalFigure) -> Iterator[tuple[Cell, ...]]:
    matter, goal = sides.matter, figure.goal
    cells = zip(sides.names, figure.values, figure.differences, figure.proofs, strict=True)
    for name, value, difference, proof in cells:
        more: Cell = MISSING if difference is None else signed(goal_figure(matter, goal, abs(difference)), difference)
        bounds = (None, None) if proof is None else bounds_of(proof)
        yield (
            goal_name(matter, goal),
            goal_unit(matter, goal),
            name,
            _reached(matter, goal, value),
            more,
            *(_reached(matter, goal, bound) for bound in bounds),
            MISSING if proof is None else _percent(matter.percent(proof.gap, _GAP_PLACES)),
        )


def _reached(matter: Matter, goal: Goal, value: int | None) -> Cell:
    return MISSING if value is None else goal_figure(matter, goal, value)


def bounds_of(proof: ProvenGoal) -> tuple[int | None, int | None]:
    """两种上界 · The certified one and the solver's; a plan of before has but one, the solver's."""
    return proof.certified, proof.bound if proof.certified is None else proof.solver


def misses(sides: Abreast) -> Table:
    """缺口对照 · The lines of each brief that its plan does not meet."""
    columns = [Column(heading=name, width=width) for name, width in zip(sides.words("P384"), (8, 30), strict=True)]
    rows = [(name, told) for name, matter in zip(sides.names, sides.matters, strict=True) for told in _misses(matter)]
    return _table(sides, "P383", columns, rows)


def _misses(matter: Matter) -> Iterator[str]:
    for miss in matter.plan.misses:
        size, unit = miss_size(matter, miss)
        code = "P176" if miss.units < 0 else "P177"
        yield matter.say(code, line=line_name(matter, miss.line), area=size, unit=unit)


def pairs(sides: Abreast) -> Table:
    """两两对照 · How many parcels only one of two scenarios lists, both otherwise, both alike."""
    names = sides.words("P386")
    columns = [Column(heading=name, width=8) for name in names[:2]]
    columns += [Column(heading=name, width=6, role=Role.FIGURE) for name in names[2:]]
    rows: list[tuple[Cell, ...]] = []
    for pair in sides.comparison.pairs:
        counts = [str(len(found)) for found in (pair.only_first, pair.only_second, pair.moved, pair.alike)]
        rows.append((sides.names[pair.first], sides.names[pair.second], *(Quantity(one, one) for one in counts)))
    return _table(sides, "P385", columns, rows)


def parcels(sides: Abreast) -> Table:
    """宗地对照 · Every parcel of any scenario: those that only some list first, with month and area in each."""
    widths = (7, 10, 5, 6)
    heads = [Column(heading=name, width=width) for name, width in zip(sides.words("P389"), (*widths, 4), strict=True)]
    columns = [*heads, *(Column(heading=name, width=7) for name in sides.names)]
    listed = [items for items in sides.comparison.listings.values() if any(items)]
    listed.sort(key=lambda items: all(items))
    return _table(sides, "P388", columns, [_parcel(sides, items) for items in listed], unit=sides.matter.unit_line)


def _parcel(sides: Abreast, items: Sequence[PlanItem | None]) -> tuple[Cell, ...]:
    matter, found = sides.matter, [item for item in items if item is not None]
    one = found[0]
    return (
        one.parcel,
        one.name or MISSING,
        matter.district(one.district),
        matter.listing(dict.fromkeys(matter.plan_class(item.plan_class) for item in found)),
        f"{len(found)}/{len(items)}",
        *(MISSING if item is None else _supply(matter, item) for item in items),
    )


def _supply(matter: Matter, item: PlanItem) -> str:
    return matter.say("P390", month=matter.month(item.supply_month), area=matter.area(item.area, PARCEL_PLACES))


def not_listed(sides: Abreast) -> Table:
    """都不列的宗地 · The parcels of the ledger that no scenario lists."""
    columns = [Column(heading=name, width=width) for name, width in zip(sides.words("P392"), (8, 12, 6), strict=True)]
    found, ledger = sides.comparison.appearances, sides.comparison.ledger
    rows = [
        (parcel.id, parcel.name or MISSING, sides.matter.district(parcel.district))
        for parcel in sorted(ledger.parcels, key=lambda parcel: parcel.id)
        if not found[parcel.id]
    ]
    return _table(sides, "P391", columns, rows)


def _table(
    sides: Abreast,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    *,
    unit: str = "",
    notes: tuple[str, ...] = (),
) -> Table:
    words = sides.matter.say(caption)
    return Table(name="", short=words, caption=words, unit=unit, columns=tuple(columns), rows=tuple(rows), notes=notes)
