"""差额图 · What a scenario has more or less of than the first, as bars to both sides of nought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from landsupply.plan.comparison import Figure
from landsupply.plan.target import Axis
from landsupply.publish.comparison_tables import Abreast, figure_name
from landsupply.publish.document import Bar, Chart, ChartKind


def indicator_differences(sides: Abreast, number: int) -> Iterator[Chart]:
    """指标差额图 · The total, classes, units and ways that differ; none where all are alike."""
    shown = [
        one for one in sides.figures if one.axis is not Axis.MILESTONE and (one.axis is not Axis.TOTAL or not one.key)
    ]
    yield from _differences(sides, number, ("indicators", "P393", "P394"), shown)


def timing_differences(sides: Abreast, number: int) -> Iterator[Chart]:
    """时序差额图 · What is reached by the end of each month, where that differs; none where all months are alike."""
    shown = [one for one in sides.figures if one.axis is Axis.MILESTONE]
    yield from _differences(sides, number, ("timing", "P395", "P396"), shown)


def _differences(sides: Abreast, number: int, codes: tuple[str, str, str], asked: Sequence[Figure]) -> Iterator[Chart]:
    name, title, description = codes
    shown = [one for one in asked if one.differences[number]]
    bars = tuple(
        Bar(label=figure_name(sides, one), quantity=sides.difference(one.differences[number])) for one in shown
    )
    if bars:
        matter, facts = sides.matter, {"name": sides.names[number], "base": sides.names[0]}
        most = max(range(len(shown)), key=lambda at: (abs(shown[at].differences[number]), -at))
        largest = {"most": bars[most].label, "difference": bars[most].quantity.text, "unit": matter.unit}
        yield Chart(
            kind=ChartKind.DIFFERENCES,
            name=f"{name}-{number}",
            title=matter.say(title, **facts, unit=matter.unit),
            description=matter.say(description, **facts, **largest),
            unit=matter.unit,
            bars=bars,
        )
