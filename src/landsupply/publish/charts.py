"""图 · The charts of a plan as values: structure, layout, and what is reached by each month."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.measure.area import Area
from landsupply.plan.indicators import MilestoneLine
from landsupply.publish.document import Bar, Chart, ChartKind, Mark, Quantity
from landsupply.publish.matter import Matter


def structure(matter: Matter) -> Chart:
    """结构图 · A bar for each class."""
    labels = [matter.plan_class(name) for name in matter.class_names]
    return _bars(matter, ("structure", "P401", "P402"), labels, list(matter.figures.classes.values()))


def layout(matter: Matter) -> Chart:
    """布局图 · A bar for each planning unit."""
    labels = [matter.district(name) for name in matter.figures.districts]
    return _bars(matter, ("layout", "P403", "P404"), labels, list(matter.figures.districts.values()))


def timing(matter: Matter) -> Chart:
    """时序图 · What is reached by the end of each month, and what milestones ask for."""
    milestones = {line.milestone.month: line for line in matter.figures.milestones}
    bars = tuple(
        Bar(
            label=matter.month(month),
            quantity=matter.quantity(area),
            mark=_mark(matter, milestones.get(month)),
        )
        for month, area in matter.figures.months.items()
    )
    return Chart(
        kind=ChartKind.CUMULATIVE,
        name="timing",
        title=matter.say("P405", unit=matter.unit),
        description=matter.say("P406"),
        unit=matter.unit,
        bars=bars,
    )


def _mark(matter: Matter, line: MilestoneLine | None) -> Mark | None:
    if line is None:
        return None
    quantity = matter.threshold(line)
    text = matter.say(
        "P408",
        month=matter.month(line.milestone.month),
        required=quantity.text,
        verdict=matter.verdict(line),
    )
    return Mark(quantity=quantity, text=text)


def _bars(matter: Matter, codes: tuple[str, str, str], labels: Sequence[str], areas: Sequence[Area]) -> Chart:
    name, title, description = codes
    shares = matter.shares(areas)
    largest = labels[max(range(len(areas)), key=lambda place: (areas[place], -place))]
    return Chart(
        kind=ChartKind.BARS,
        name=name,
        title=matter.say(title),
        description=matter.say(description, count=len(areas), name=largest),
        unit=matter.unit,
        bars=tuple(
            Bar(label=label, quantity=matter.quantity(area), remark=_share(matter, share))
            for label, area, share in zip(labels, areas, shares, strict=True)
        ),
    )


def _share(matter: Matter, share: Quantity | str) -> str:
    return matter.say("P407", share=share.text if isinstance(share, Quantity) else share)
