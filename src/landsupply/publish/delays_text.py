"""延期说明 · How often milestones are met although parcels are late, and what was to be kept in spite of it."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.measure.area import Area
from landsupply.plan.chances import Chances, Kept, Odds
from landsupply.plan.delays import Caution, Heed, guarded_line
from landsupply.publish.document import Block, Cell, Column, Heading, Paragraph, Quantity, Role, Table
from landsupply.publish.goal_words import line_name
from landsupply.publish.matter import Matter

_PLACES = 2


def delays(matter: Matter) -> Iterator[Block]:
    """延期与达成概率 · The odds of every milestone; nothing where nobody says anything of delays."""
    told = matter.plan.delays
    if told is None:
        return
    yield Heading(2, matter.say("P440"))
    yield Paragraph(matter.say("P441", exposed=told.exposed, scenarios=told.scenarios, seed=told.seed))
    if told.odds:
        yield _table(matter, told)
    caution = matter.plan.brief.caution or Caution()
    if caution.heed is Heed.NONE:
        yield Paragraph(matter.say("P451"))
        return
    for one in told.kept:
        yield Paragraph(_kept(matter, one, caution))
    yield Paragraph(matter.say("P450"))


def _table(matter: Matter, told: Chances) -> Table:
    columns = (
        Column(heading=matter.say("P443"), width=11),
        Column(heading=matter.say("P444"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P445"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P446"), width=7, role=Role.FIGURE),
        Column(heading=matter.say("P447"), width=8, role=Role.FIGURE),
    )
    rows = tuple(_row(matter, told, one) for one in told.odds)
    return Table(name="", short="", caption=matter.say("P442"), unit=matter.unit_line, columns=columns, rows=rows)


def _row(matter: Matter, told: Chances, one: Odds) -> tuple[Cell, ...]:
    probability = matter.percent(told.probability(one), _PLACES)
    return (
        line_name(matter, one.line),
        matter.quantity(Area(one.required)),
        Quantity(probability, probability),
        matter.quantity(Area(one.mean)),
        matter.quantity(Area(one.worst_tenth)),
    )


def _kept(matter: Matter, one: Kept, caution: Caution) -> str:
    """Where it is missed, exactly, so that no rounding hides it."""
    show = matter.exact if one.miss else matter.area
    facts = {
        "line": line_name(matter, guarded_line(one.line)),
        "required": show(Area(one.required)),
        "reached": show(Area(one.reached)),
        "unit": matter.unit,
    }
    if caution.heed is Heed.EXPECTED:
        return matter.say("P448", **facts)
    return matter.say("P449", worst=matter.percent(1 - caution.level), **facts)
