"""情景比较 · Scenarios side by side as a page for the office: tables, charts of differences, and every parcel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.plan.comparison import Comparison
from landsupply.plan.comparison_form import brief_digest
from landsupply.plan.form import plan_digest
from landsupply.publish.comparison_charts import structure_differences, timing_differences
from landsupply.publish.comparison_tables import TABLES, Columns, not_listed, parcels
from landsupply.publish.document import Block, Column, Document, Heading, KeyFigure, KeyFigures, Paragraph, Table
from landsupply.publish.matter import Matter
from landsupply.publish.plan_text import numbered_headings


def comparison_page(comparison: Comparison, rules: Rules, lang: str = "zh") -> Document:
    """情景比较页 · The page; its tables, and those of every parcel behind it, are also what a workbook holds."""
    sides = Columns.of(comparison, rules, lang)
    return Document(
        title_lines=(sides.matter.say("P360", year=sides.matter.plan.year), sides.matter.place),
        lang=lang,
        dated=sides.matter.plan.compiled_on,
        blocks=(_key_figures(sides), *numbered_headings(sides.matter, _blocks(sides))),
        annexes=(parcels(sides), not_listed(sides)),
        marking=sides.matter.say("P025"),
    )
