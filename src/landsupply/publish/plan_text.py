"""计划文本 · The plan as an official text with its annexes: one function per section, in one visible tuple.

Every number comes from the plan or its indicators by name; every word comes from the catalogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from landsupply.law.rulebook import Rules
from landsupply.measure.area import Area
from landsupply.plan.finding import Finding
from landsupply.plan.plan import Plan
from landsupply.publish.annexes import annexes
from landsupply.publish.document import (
    Block,
    Chart,
    Closing,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Table,
)
from landsupply.publish.figures_text import implementation, indicators
from landsupply.publish.matter import Edition, Matter
from landsupply.publish.opening_text import period_and_scope, principles, purpose_and_basis
from landsupply.publish.proof_text import proof_and_notes

#: Halves of a Chinese character of the title's size that stand in one line; where the wide characters begin.
_TITLE_WIDTH = 38
_FIRST_WIDE = 0x2E80

SECTIONS: tuple[Callable[[Matter], Iterator[Block]], ...] = (
    purpose_and_basis,
    principles,
    period_and_scope,
    indicators,
    implementation,
    proof_and_notes,
)


def plan_text(
    plan: Plan,
    rules: Rules,
    *,
    findings: Iterable[Finding] = (),
    lang: str = "zh",
    edition: Edition = Edition.PUBLIC,
) -> Document:
    """计划文本 · The text and its annex tables, as they are set on paper."""
    return as_text(Matter.of(plan, rules, lang=lang, edition=edition, findings=findings))


def as_text(matter: Matter) -> Document:
    """文本 · The document on paper: no charts, whose figures stand in the annexes."""
    page = as_page(matter)
    kept = tuple(block for block in page.blocks if not isinstance(block, Chart | KeyFigures))
    return replace(page, blocks=kept)


def as_page(matter: Matter) -> Document:
    """网页 · The document on a screen: the key figures first, charts beside the text."""
    tables = annexes(matter)
    sections = [block for section in SECTIONS for block in section(matter)]
    closing = [*_list_of_annexes(matter, tables), *_closing(matter)]
    return Document(
        title_lines=title_lines(matter),
        lang=matter.lang,
        dated=matter.plan.compiled_on,
        blocks=(key_figures(matter), *numbered_headings(matter, [*sections, *closing])),
        annexes=tables,
        marking=matter.say("P025") if matter.edition is Edition.INTERNAL else "",
    )


def title_lines(matter: Matter) -> tuple[str, ...]:
    """标题分行 · A long title in two even lines, broken only before a word that the catalogue names."""
    title = matter.title
    breaks = [place for word in matter.say("P026").split(" ") if (place := title.rfind(word)) > 0]
    if _across(title) <= _TITLE_WIDTH or not breaks:
        return (title,)
    middle = min(breaks, key=lambda place: (abs(2 * _across(title[:place]) - _across(title)), place))
    return title[:middle].rstrip(), title[middle:]


def _across(text: str) -> int:
    """The width of a text in halves of a Chinese character."""
    return sum(2 if ord(character) >= _FIRST_WIDE else 1 for character in text)


def numbered_headings(matter: Matter, blocks: Iterable[Block]) -> Iterator[Block]:
    """标题编号 · Headings get their numbers in one pass, so that a section which falls away leaves no hole."""
    numerals = matter.say("P001").split(" ")
    first = second = 0
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif block.level == 1:
            first, second = first + 1, 0
            yield Heading(1, matter.say("P002", number=numerals[first - 1], text=block.text))
        else:
            second += 1
            yield Heading(2, matter.say("P003", number=numerals[second - 1], text=block.text))


def _list_of_annexes(matter: Matter, tables: Iterable[Table]) -> Iterator[Block]:
    yield Heading(1, matter.say("P193"))
    for table in tables:
        yield Paragraph(matter.say("P194", name=table.name, caption=table.caption))


def _closing(matter: Matter) -> Iterator[Block]:
    yield Closing((matter.wording("issuer"), matter.day(matter.plan.compiled_on)))


def key_figures(matter: Matter) -> KeyFigures:
    """要点 · The total, the parcels, and each milestone with its verdict in words."""
    figures = matter.figures
    total = KeyFigure(
        label=matter.say("P411"),
        text=matter.say("P008", area=matter.area(figures.total), unit=matter.unit),
        remark=_reserve(matter, figures.reserved_total),
    )
    parcels = KeyFigure(
        label=matter.say("P412"),
        text=matter.say("P413", count=len(matter.plan.items)),
        remark=matter.say("P008", area=matter.area(figures.listed_total), unit=matter.unit),
    )
    milestones = [
        KeyFigure(
            label=matter.say(
                "P414",
                month=matter.month(line.milestone.month),
                share=matter.percent(line.milestone.share),
            ),
            text=matter.say("P008", area=matter.area(line.reached), unit=matter.unit),
            remark=matter.verdict(line),
        )
        for line in figures.milestones
    ]
    return KeyFigures((total, parcels, *milestones))


def _reserve(matter: Matter, area: Area) -> str:
    return matter.say("P415", area=matter.area(area), unit=matter.unit) if area else ""
