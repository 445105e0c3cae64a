"""编制要求 · Briefs as they are worked at: the text of a form, saved by whoever compiles, compared by version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import brief_place, parse_brief, read_brief
from landsupply.seal.act import Act
from landsupply.web.acts import Done, append
from landsupply.web.models import BriefRow
from landsupply.web.people import Doer
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import rulebook

SAVE_BRIEF = "save_brief"


@dataclass(frozen=True, slots=True)
class Kept:
    """存稿 · Which brief a text replaces, and the version it was read at."""

    number: int
    version: int


def save_brief(doer: Doer, kept: Kept | None, text: str) -> BriefRow:
    """存编制要求 · A brief that can be read, new or in place of one; Unlawful U014 where that has changed since."""
    doer.require(Verb.EDIT_BRIEF)
    brief = read(text)
    with transaction.atomic():
        if kept is not None:
            _compare(kept)
        facts: dict[str, object] = {"brief": kept.number if kept else 0, "text": text, "year": brief.year}
        role = doer.role(Verb.EDIT_BRIEF)
        return row_of(append(Done(who=doer.name, role=role, verb=SAVE_BRIEF, about=brief.title, facts=facts)))


def _compare(kept: Kept) -> None:
    row = BriefRow.objects.get(pk=kept.number)
    if row.version != kept.version:
        raise Unlawful("U014", title=row.title)


def row_of(act: Act) -> BriefRow:
    """编制要求行 · What an act of saving makes of the rows; a new brief is numbered as its act."""
    number = int(str(act.facts["brief"])) or act.number
    row = BriefRow.objects.filter(pk=number).first() or BriefRow(pk=number, version=0)
    row.title, row.year, row.text = act.about, int(str(act.facts["year"])), str(act.facts["text"])
    row.version, row.stamp = row.version + 1, act.number
    row.save()
    return row


def read(text: str) -> Brief:
    """读编制要求 · The brief of a text under the rules of its year's first day; a BriefFault says what is wrong."""
    page = parse_brief(text)
    _, year = brief_place(page)
    return read_brief(page, rulebook().on(date(year, 1, 1)))
