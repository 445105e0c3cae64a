"""投影 · Rows that lists are read from, made from the ledger of today and from acts; dropped and made anew at will.

A row's `version` is the number of acts that made or changed what it states, its `stamp` the last of them or of its
outline's: both follow from the acts alone, since an act of lists names the parcels that it changed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.shown import shown
from landsupply.web.acts import act_of
from landsupply.web.blobs import content_of
from landsupply.web.models import KEY, ActRow, IssueRow, ListRow, ParcelRow
from landsupply.web.outline_acts import OUTLINE_VERBS, outlines_of_acts
from landsupply.web.reading import reading_of
from landsupply.web.standing import CORRECT, SEND_LIST, WITHDRAW_LIST, Standing

#: The fact of an act of lists that names the bytes in which the parcels it changed are listed.
CHANGED = "changed"


@dataclass(slots=True)
class Past:
    """行史 · How many acts made or changed each parcel's row, the last act that touched it, the outlines drawn."""

    versions: Counter[str] = field(default_factory=Counter)
    stamps: dict[str, int] = field(default_factory=dict)
    outlines: dict[str, bytes] = field(default_factory=dict)

    def touch(self, identity: str, number: int) -> None:
        """触及 · An act touched a row."""
        self.stamps[identity] = max(number, self.stamps.get(identity, 0))


def past() -> Past:
    """行史 · As the acts tell it."""
    found = Past(outlines=outlines_of_acts())
    for number, about in ActRow.objects.filter(verb=CORRECT).values_list("number", "about"):
        found.versions[about] += 1
        found.touch(about, number)
    for row in ActRow.objects.filter(verb__in=(SEND_LIST, WITHDRAW_LIST)):
        for identity in changed_by(row):
            found.versions[identity] += 1
            found.touch(identity, row.number)
    for number, about in ActRow.objects.filter(verb__in=OUTLINE_VERBS).values_list("number", "about"):
        found.touch(about, number)
    for identity, outline in found.outlines.items():
        found.touch(identity, int(json.loads(outline)["act"]))
    return found


def changed_by(row: ActRow) -> list[str]:
    """所改宗地 · The parcels that an act of lists made, changed or took away."""
    named = act_of(row).facts.get(CHANGED)
    return [str(one) for one in json.loads(content_of(str(named)))] if named else []


def parcel_row(state: Standing, parcel: Parcel, rules: Rules) -> ParcelRow:
    """宗地行 · What a list sorts and filters by, and everything that is stated."""
    unit = rules.place.unit(parcel.district) if parcel.district else None
    use = parcel.use or (parcel.use_shares[0].use if parcel.use_shares else None)
    group = rules.place.class_of(use) if use else None
    return ParcelRow(
        identity=parcel.id,
        name=parcel.name,
        pinyin=_key(reading_of(parcel.name)),
        unit=_key(unit.name if unit else (parcel.district or "")),
        place=unit.order if unit else 10_000,
        use=_key(shown(parcel.use or parcel.use_shares or None)),
        group=group or "",
        origin=shown(parcel.origin),
        mode=shown(parcel.mode),
        area=parcel.area.units if parcel.area else None,
        month=str(parcel.ready or ""),
        obstacles=len(parcel.obstacles),
        file=parcel.source.file,
        sheet=parcel.source.sheet or "",
        row=parcel.source.row,
        stated=json.dumps(parcel.stated(), ensure_ascii=False, sort_keys=True),
        issues=len(issues_of(state, parcel.id)),
        stamp=0,
    )


def _key(text: str) -> str:
    """What a list sorts and filters by; of more than a base takes, the beginning, and a sign that there is more."""
    return text if len(text) <= KEY else f"{text[: KEY - 1]}…"


def issues_of(state: Standing, identity: str) -> list[Issue]:
    """有关问题 · What was found about a parcel in its list, and what its corrections came to."""
    return [*state.noted.get(identity, ()), *state.said.get(identity, ())]


def issue_rows(state: Standing, identity: str, rules: Rules) -> list[IssueRow]:
    """问题行 · The issues of a parcel under its unit; of no parcel, where none is named, the rest."""
    parcel = state.now.get(identity)
    unit = rules.place.unit(parcel.district) if parcel and parcel.district else None
    issues = (issues_of(state, identity) if parcel else []) if identity else list(_of_no_parcel(state))
    return [_issue_row(one, identity, unit.name if unit else "") for one in issues]


def _of_no_parcel(state: Standing) -> Iterator[Issue]:
    yield from state.noted.get("", ())
    for record in sorted(state.said.keys() - state.now.keys()):
        yield from state.said[record]


def _issue_row(issue: Issue, identity: str, unit: str) -> IssueRow:
    return IssueRow(
        code=issue.code,
        severity=issue.severity.value,
        unit=unit,
        identity=identity,
        file=issue.file,
        sheet=issue.sheet or "",
        row=issue.row,
        field=issue.field or "",
        raw=issue.raw or "",
        zh=_told(issue, "zh"),
        en=_told(issue, "en"),
    )


def _told(issue: Issue, lang: str) -> str:
    """What was found, and what to do."""
    stop = "。" if lang == "zh" else ". "
    return stop.join(one for one in (issue.message(lang), issue.remedy(lang)) if one)


def list_rows(state: Standing) -> list[ListRow]:
    """来件行 · The lists that count, with their parcels."""
    counted = Counter(one.source.file for one in state.came.values())
    rows = []
    for one in state.sendings.values():
        named = f"{one.sender}/{one.name}" if one.sender else one.name
        rows.append(ListRow(sender=one.sender, name=one.name, blob=one.blob, parcels=counted[named], stamp=one.number))
    return rows
