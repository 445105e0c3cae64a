"""附表 · The annex tables of a plan: by class, unit, month and mode, and the list of parcels.

Form after 国有建设用地供应计划编制规范（试行）; one function per table, listed in one visible tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from landsupply.law.vocabulary import Origin
from landsupply.measure.area import Area
from landsupply.plan.indicators import MONTHS, MilestoneLine
from landsupply.publish.document import Cell, Column, Role, Table
from landsupply.publish.matter import MISSING, Matter
from landsupply.publish.parcel_list import by_parcel
from landsupply.publish.tables import make_table, share_notes

_ORIGINS: tuple[tuple[Origin | None, str], ...] = (
    (Origin.EXISTING, "P014"),
    (Origin.NEW, "P015"),
    (Origin.NEW_FROM_STOCK, "P016"),
    (None, "P017"),
)


def by_class(matter: Matter) -> Table:
    """分用途表 · Class × area, share, listed and reserve, and the listed area by origin."""
    figures = matter.figures
    origins = [(origin, code) for origin, code in _ORIGINS if _origin(matter, origin) or origin]
    heads = [matter.say(code) for _, code in origins]
    lines = [
        (
            matter.plan_class(name),
            matter.quantity(figures.classes[name]),
            share,
            matter.quantity(figures.listed[name]),
            matter.quantity(figures.reserved[name]),
            *(matter.quantity(_origin(matter, origin, name)) for origin, _ in origins),
        )
        for name, share in zip(matter.class_names, matter.shares(list(figures.classes.values())), strict=True)
    ]
    total = (
        matter.say("P023"),
        matter.quantity(figures.total),
        *matter.shares([figures.total]),
        matter.quantity(figures.listed_total),
        matter.quantity(figures.reserved_total),
        *(matter.quantity(_origin(matter, origin)) for origin, _ in origins),
    )
    columns = (
        Column(heading=matter.say("P304"), width=8),
        Column(heading=matter.say("P305"), width=6, role=Role.SUM),
        Column(heading=matter.say("P306"), width=4, role=Role.FIGURE),
        Column(heading=matter.say("P307"), width=6, role=Role.SUM),
        Column(heading=matter.say("P308"), width=5, role=Role.SUM),
        *(Column(heading=head, width=5, role=Role.SUM) for head in heads),
    )
    notes = (
        matter.say("P309", new=matter.area(matter.new()), stock=matter.area(matter.stock()), unit=matter.unit),
        *share_notes(matter, list(figures.classes.values())),
    )
    return make_table(matter, ("P302", "P303"), columns, lines, total, notes)


def _origin(matter: Matter, origin: Origin | None, plan_class: str | None = None) -> Area:
    return Area.total(
        area
        for item in matter.plan.items
        for name, area in item.by_class
        if item.origin is origin and plan_class in (None, name)
    )


def by_district(matter: Matter) -> Table:
    """分区表 · Planning unit × class, reserves counted where they are held."""
    names = list(matter.figures.districts)
    parts = [(item.district, name, area) for item in matter.plan.items for name, area in item.by_class]
    parts += [(one.district, one.plan_class, one.area) for one in matter.plan.reserves]
    areas = {
        (district, name): Area.total(area for where, of, area in parts if where == district and of == name)
        for district in names
        for name in matter.class_names
    }
    lines = [(matter.district(district), [areas[district, name] for name in matter.class_names]) for district in names]
    return _matrix(matter, ("P311", "P312", "P313"), lines)


def by_mode(matter: Matter) -> Table:
    """分方式表 · Mode of supply × class; reserves have no mode yet and stand in a line of their own."""
    lines = [
        (
            matter.mode(mode),
            [
                Area.total(
                    area
                    for item in matter.plan.items
                    for own, area in item.by_class
                    if item.mode.name == mode and own == name
                )
                for name in matter.class_names
            ],
        )
        for mode in matter.figures.modes
    ]
    if matter.figures.reserved_total:
        lines.append((matter.say("P328"), list(matter.figures.reserved.values())))
    return _matrix(matter, ("P325", "P326", "P327"), lines)


def _matrix(matter: Matter, codes: tuple[str, str, str], lines: Sequence[tuple[str, Sequence[Area]]]) -> Table:
    """Something × class with a sum to the right and below; the sums are the indicators themselves."""
    columns = (
        Column(heading=matter.say(codes[2]), width=7),
        *(Column(heading=matter.plan_class(name), width=6, role=Role.SUM) for name in matter.class_names),
        Column(heading=matter.say("P023"), width=7, role=Role.SUM),
    )
    figures = matter.figures
    rows = [_matrix_row(matter, label, areas, Area.total(areas)) for label, areas in lines]
    total = _matrix_row(matter, matter.say("P023"), list(figures.classes.values()), figures.total)
    return make_table(matter, codes[:2], columns, rows, total)


def _matrix_row(matter: Matter, label: str, areas: Sequence[Area], total: Area) -> tuple[Cell, ...]:
    return (label, *(matter.quantity(area) for area in areas), matter.quantity(total))


def by_month(matter: Matter) -> Table:
    """分季度和月表 · What each month and quarter adds, what is reached, each milestone's verdict."""
    columns = (
        Column(heading=matter.say("P316"), width=4, role=Role.CENTRED),
        Column(heading=matter.say("P317"), width=4, role=Role.CENTRED),
        Column(heading=matter.say("P318"), width=6, role=Role.SUM),
        Column(heading=matter.say("P319"), width=6, role=Role.SUM),
        Column(heading=matter.say("P320"), width=6, role=Role.FIGURE),
        Column(heading=matter.say("P321"), width=5, role=Role.FIGURE),
        Column(heading=matter.say("P322"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P323"), width=8, role=Role.CENTRED),
    )
    total = matter.quantity(matter.figures.total)
    last: tuple[Cell, ...] = (matter.say("P023"), "", total, total, *[MISSING] * 4)
    lines = [_month(matter, month) for month in MONTHS]
    return make_table(matter, ("P314", "P315"), columns, lines, last, [matter.say("P324")])


def _month(matter: Matter, month: int) -> tuple[Cell, ...]:
    figures = matter.figures
    milestones: Mapping[int, MilestoneLine] = {one.milestone.month: one for one in figures.milestones}
    line = milestones.get(month)
    first, last = month % 3 == 1, month % 3 == 0
    rest = figures.total - figures.months[month]
    return (
        matter.quarter((month + 2) // 3) if first else "",
        matter.month(month),
        matter.quantity(figures.in_month[month]),
        matter.quantity(figures.quarters[month // 3]) if last else "",
        matter.quantity(figures.months[month]),
        matter.shares([figures.months[month], rest])[0],
        matter.threshold(line) if line else "",
        matter.verdict(line) if line else "",
    )


ANNEXES: tuple[Callable[[Matter], Table], ...] = (by_class, by_district, by_month, by_mode, by_parcel)


def annex_name(matter: Matter, table: Callable[[Matter], Table]) -> str:
    """附表号 · The number under which a table is listed, for the text to refer to."""
    return matter.say("P301", number=ANNEXES.index(table) + 1)


def annexes(matter: Matter) -> tuple[Table, ...]:
    """附表 · Every annex table, numbered in the tuple's order."""
    return tuple(replace(make(matter), name=annex_name(matter, make)) for make in ANNEXES)
