"""情景比较 · Scenarios side by side as a page for the office: tables, charts of differences, and every parcel."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.law.rulebook import Rules
from landsupply.plan.comparison import Comparison
from landsupply.publish.comparison_charts import indicator_differences, timing_differences
from landsupply.publish.comparison_tables import (
    Abreast,
    digests,
    goals,
    indicators,
    milestones,
    misses,
    months,
    not_listed,
    overview,
    pairs,
    parcels,
    result,
)
from landsupply.publish.document import Block, Document, Heading, KeyFigure, KeyFigures, Paragraph, Table
from landsupply.publish.plan_text import numbered_headings


def comparison_page(comparison: Comparison, rules: Rules, lang: str = "zh") -> Document:
    """情景比较页 · Key figures, then every section; the parcels stand behind as annexes."""
    sides = Abreast.of(comparison, rules, lang)
    matter = sides.matter
    sections = zip(sides.words("P361"), SECTIONS, strict=True)
    blocks = [block for words, section in sections for block in (Heading(1, words), *section(sides))]
    return Document(
        title_lines=(matter.place, matter.say("P360", year=matter.plan.year)),
        lang=lang,
        dated=matter.plan.compiled_on,
        blocks=(_key_figures(sides), *numbered_headings(matter, blocks)),
        annexes=(parcels(sides), not_listed(sides)),
        marking=matter.say("P025"),
    )


def comparison_tables(page: Document) -> tuple[Table, ...]:
    """情景对照各表 · All tables of the page that hold a row, as a workbook takes them."""
    tables = [*(block for block in page.blocks if isinstance(block, Table)), *page.annexes]
    return tuple(table for table in tables if table.rows)


def _key_figures(sides: Abreast) -> KeyFigures:
    """What each scenario comes to, and by how much its total differs."""
    matter, (total, *_) = sides.matter, sides.figures
    remarks = [matter.say("P398"), *(_against(sides, units) for units in total.differences[1:])]
    return KeyFigures(
        tuple(
            KeyFigure(
                label=name,
                text=matter.say("P008", area=matter.area(area), unit=matter.unit),
                remark=matter.listing((remark, result(own))),
            )
            for name, area, remark, own in zip(sides.names, total.areas, remarks, sides.matters, strict=True)
        )
    )


def _against(sides: Abreast, units: int) -> str:
    return sides.matter.say("P397", difference=sides.difference(units).text, unit=sides.matter.unit)


def _inputs(sides: Abreast) -> Iterator[Block]:
    plan = sides.matter.plan
    facts = {"ledger": plan.ledger_digest, "rulebook": plan.rulebook_digest, "name": sides.names[0]}
    yield Paragraph(sides.matter.say("P362", day=sides.matter.day(plan.compiled_on), **facts))
    yield overview(sides)
    yield digests(sides)


def _indicators(sides: Abreast) -> Iterator[Block]:
    for number in range(1, len(sides.names)):
        yield from indicator_differences(sides, number)
    yield indicators(sides)


def _timing(sides: Abreast) -> Iterator[Block]:
    for number in range(1, len(sides.names)):
        yield from timing_differences(sides, number)
    yield months(sides)
    if any(matter.figures.milestones for matter in sides.matters):
        yield milestones(sides)


def _goals(sides: Abreast) -> Iterator[Block]:
    yield goals(sides)


def _misses(sides: Abreast) -> Iterator[Block]:
    yield misses(sides) if any(matter.plan.misses for matter in sides.matters) else Paragraph(sides.matter.say("P382"))


def _parcels(sides: Abreast) -> Iterator[Block]:
    numbers = [len(found) for found in sides.comparison.appearances.values()]
    every, none = numbers.count(len(sides.names)), numbers.count(0)
    some = len(numbers) - every - none
    yield Paragraph(sides.matter.say("P387", all=len(numbers), every=every, some=some, none=none))
    yield pairs(sides)


#: In the order of the headings that P361 lists.
SECTIONS = (_inputs, _indicators, _timing, _goals, _misses, _parcels)
