"""指标各节 · The five axes 总量、结构、布局、时序、方式, the reserve, and what implementation asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from landsupply.measure.area import Area
from landsupply.plan.indicators import MilestoneLine
from landsupply.publish.annexes import annex_name
from landsupply.publish.charts import layout, structure, timing
from landsupply.publish.document import Block, Heading, Note, Paragraph, Quantity
from landsupply.publish.matter import Matter
from landsupply.publish.opening_text import parameter
from landsupply.publish.parcel_list import by_parcel
from landsupply.publish.tables import share_notes


def indicators(matter: Matter) -> Iterator[Block]:
    """计划指标 · Total, structure, layout, timing, modes, and the reserve where there is any."""
    yield Heading(1, matter.say("P130"))
    for axis in AXES:
        yield from axis(matter)


def total(matter: Matter) -> Iterator[Block]:
    """总量 · The whole indicator, and how much of it stands on parcels."""
    figures = matter.figures
    yield Heading(2, matter.say("P131"))
    yield Paragraph(
        matter.say(
            "P133" if figures.reserved_total else "P132",
            year=matter.plan.year,
            total=matter.area(figures.total),
            listed=matter.area(figures.listed_total),
            reserved=matter.area(figures.reserved_total),
            count=len(matter.plan.items),
            unit=matter.unit,
        )
    )


def by_class(matter: Matter) -> Iterator[Block]:
    """结构 · Each class with its area and share, what it comprises, a footnote where shares do not close."""
    names, areas = matter.class_names, list(matter.figures.classes.values())
    yield Heading(2, matter.say("P134"))
    parts = _parts(matter, [matter.plan_class(name) for name in names], areas)
    yield Paragraph(matter.say("P135", parts=parts))
    yield from map(Note, share_notes(matter, areas))
    for one in matter.rules.place.classes:
        if len(one.buckets) > 1:
            buckets = tuple(matter.bucket(bucket) for bucket in one.buckets)
            yield Paragraph(matter.say("P137", name=matter.plan_class(one.name), buckets=buckets))
    yield structure(matter)


def by_district(matter: Matter) -> Iterator[Block]:
    """布局 · Each planning unit with its area and share."""
    districts = matter.figures.districts
    yield Heading(2, matter.say("P139"))
    labels = [matter.district(name) for name in districts]
    areas = list(districts.values())
    yield Paragraph(matter.say("P140", parts=_parts(matter, labels, areas)))
    yield from map(Note, share_notes(matter, areas))
    yield layout(matter)


def by_time(matter: Matter) -> Iterator[Block]:
    """时序 · Each quarter, and each milestone as reached against required."""
    quarters = matter.figures.quarters
    yield Heading(2, matter.say("P141"))
    labels = [matter.quarter(number) for number in quarters]
    areas = list(quarters.values())
    yield Paragraph(matter.say("P142", parts=_parts(matter, labels, areas)))
    yield from map(Note, share_notes(matter, areas))
    for line in matter.figures.milestones:
        yield Paragraph(matter.say("P143", verdict=matter.verdict(line), **_milestone(matter, line)))
    yield timing(matter)


def _milestone(matter: Matter, line: MilestoneLine) -> dict[str, str]:
    return {
        "month": matter.month(line.milestone.month),
        "share": matter.percent(line.milestone.share),
        "required": matter.threshold(line).text,
        "reached": matter.area(line.reached),
        "unit": matter.unit,
    }


def by_mode(matter: Matter) -> Iterator[Block]:
    """方式 · Each mode with its area and share of the listed land, and how much goes to open competition."""
    modes = matter.figures.modes
    listed = matter.figures.listed_total
    yield Heading(2, matter.say("P144"))
    areas = list(modes.values())
    parts = _parts(matter, [matter.mode(name) for name in modes], areas)
    yield Paragraph(matter.say("P145", listed=matter.area(listed), unit=matter.unit, parts=parts))
    yield from map(Note, share_notes(matter, areas))
    contested = Area.total(item.area for item in matter.plan.items if item.mode.open)
    share = _text(matter.shares([contested, listed - contested])[0])
    yield Paragraph(matter.say("P146", area=matter.area(contested), unit=matter.unit, share=share))


def reserve(matter: Matter) -> Iterator[Block]:
    """统筹和预留 · What is held back, by class; nothing where there is none."""
    figures = matter.figures
    if not figures.reserved_total:
        return
    yield Heading(2, matter.say("P147"))
    parts = matter.listing(
        matter.say("P149", name=matter.plan_class(name), area=matter.area(area), unit=matter.unit)
        for name, area in figures.reserved.items()
        if area
    )
    area = matter.area(figures.reserved_total)
    yield Paragraph(matter.say("P148", area=area, unit=matter.unit, parts=parts))


AXES = (total, by_class, by_district, by_time, by_mode, reserve)


def _parts(matter: Matter, labels: Iterable[str], areas: Sequence[Area]) -> str:
    """Name, area and share of each part, one behind the other: how every axis is printed."""
    return matter.listing(
        matter.say("P136", name=label, area=matter.area(area), unit=matter.unit, share=_text(share))
        for label, area, share in zip(labels, areas, matter.shares(areas), strict=True)
    )


def _text(cell: Quantity | str) -> str:
    return cell.text if isinstance(cell, Quantity) else cell


def implementation(matter: Matter) -> Iterator[Block]:
    """实施要求 · Milestones, who answers for a parcel, and until when an adjustment may be asked for."""
    yield Heading(1, matter.say("P150"))
    yield Heading(2, matter.say("P151"))
    yield Paragraph(matter.say("P152", parts=_required(matter)))
    yield Heading(2, matter.say("P154"))
    facts = {"annex": annex_name(matter, by_parcel), "issuer": matter.wording("issuer")}
    yield Paragraph(matter.say("P155", **facts))
    deadline = parameter(matter, "adjustment.deadline")
    if deadline is not None:
        yield Heading(2, matter.say("P156"))
        day = matter.day(date.fromisoformat(f"{matter.plan.year}-{deadline.text()}"))
        yield Paragraph(matter.say("P157", day=day, unit_office=matter.wording("unit_office")))


def _required(matter: Matter) -> str:
    return matter.listing(matter.say("P153", **_milestone(matter, line)) for line in matter.figures.milestones)
