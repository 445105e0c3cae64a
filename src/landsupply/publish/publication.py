"""成果 · A plan as what is handed out: the text for paper with its annexes, and the page with charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.plan.finding import Finding
from landsupply.plan.plan import Plan
from landsupply.publish.document import Document
from landsupply.publish.matter import Edition, Matter
from landsupply.publish.plan_text import as_page, as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """成果 · The same plan twice: as text and annexes for paper, and as a page."""

    text: Document
    page: Document


def publication(
    plan: Plan,
    rules: Rules,
    *,
    findings: Iterable[Finding] = (),
    lang: str = "zh",
    edition: Edition = Edition.PUBLIC,
) -> Publication:
    """出成果 · The publication of a plan in a language and an edition."""
    matter = Matter.of(plan, rules, lang=lang, edition=edition, findings=findings)
    return Publication(text=as_text(matter), page=as_page(matter))
