"""投影 · Rows that lists are read from, made from the ledger of today and from acts; dropped and made anew at will."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import Max

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.shown import shown
from landsupply.web.models import ActRow, IssueRow, ListRow, ParcelRow
from landsupply.web.outline_acts import OUTLINE_VERBS, outlines_of_acts
from landsupply.web.reading import reading_of
from landsupply.web.standing import CORRECT, SEND_LIST, WITHDRAW_LIST, Standing, rules_now

_MANY = 500


def write_ledger(state: Standing) -> None:
    """写台账行 · All parcels, issues and lists anew. Must be called inside the transaction of the act."""
    rules, at = rules_now(), _lists_at()
    versions = dict(ParcelRow.objects.values_list("identity", "version"))
    outlines = outlines_of_acts()
    stated = dict(ParcelRow.objects.values_list("identity", "stated"))
    ParcelRow.objects.all().delete()
    IssueRow.objects.all().delete()
    ListRow.objects.all().delete()
    found, touched = _by_parcel(state), _touched(outlines)
    rows = []
    for parcel in state.now.values():
        row = parcel_row(parcel, rules, max(at, touched.get(parcel.id, 0)))
        row.issues, row.outline = found[parcel.id], outlines.get(parcel.id)
        same = stated.get(parcel.id) == row.stated
        row.version = versions.get(parcel.id, 0) + (0 if same else 1)
        rows.append(row)
    ParcelRow.objects.bulk_create(rows, batch_size=_MANY)
    IssueRow.objects.bulk_create(issue_rows(state, at), batch_size=_MANY)
    ListRow.objects.bulk_create(_list_rows(state))


def _lists_at() -> int:
    """The act by which the lists that count became what they are."""
    acts = ActRow.objects.filter(verb__in=(SEND_LIST, WITHDRAW_LIST))
    return int(acts.aggregate(last=Max("number"))["last"] or 0)


def _touched(outlines: Mapping[str, bytes]) -> dict[str, int]:
    """The act that last changed each parcel by itself: a correction, an outline drawn or taken back."""
    acts = ActRow.objects.filter(verb__in=(CORRECT, *OUTLINE_VERBS)).order_by().values("about")
    last = {str(one["about"]): int(one["last"]) for one in acts.annotate(last=Max("number"))}
    for identity, outline in outlines.items():
        last[identity] = max(last.get(identity, 0), int(json.loads(outline)["act"]))
    return last


def write_parcel(state: Standing, identity: str) -> ParcelRow:
    """写一宗 · One parcel's row after a correction; its version is one more."""
    row = ParcelRow.objects.get(identity=identity)
    fresh = parcel_row(state.now[identity], rules_now(), state.number)
    for name in ("name", "pinyin", "unit", "place", "use", "group", "origin", "mode", "area", "month", "obstacles"):
        setattr(row, name, getattr(fresh, name))
    row.stated, row.stamp, row.version = fresh.stated, state.number, row.version + 1
    row.save()
    return row


def parcel_row(parcel: Parcel, rules: Rules, stamp: int) -> ParcelRow:
    """宗地行 · What a list sorts and filters by, and everything that is stated."""
    unit = rules.place.unit(parcel.district) if parcel.district else None
    use = parcel.use or (parcel.use_shares[0].use if parcel.use_shares else None)
    group = rules.place.class_of(use) if use else None
    return ParcelRow(
        identity=parcel.id,
        name=parcel.name,
        pinyin=reading_of(parcel.name),
        unit=unit.name if unit else (parcel.district or ""),
        place=unit.order if unit else 10_000,
        use=shown(parcel.use or parcel.use_shares or None),
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
        stamp=stamp,
    )


def issue_rows(state: Standing, stamp: int) -> list[IssueRow]:
    """问题行 · Every issue, under the parcel and unit whose row it is about."""
    at = {(one.source.file, one.source.sheet, one.source.row): one for one in state.now.values()}
    rules = rules_now()
    rows = []
    for issue in state.ledger.issues:
        parcel = at.get((issue.file, issue.sheet, issue.row or 0))
        unit = rules.place.unit(parcel.district) if parcel and parcel.district else None
        rows.append(_issue_row(issue, parcel, unit.name if unit else "", stamp))
    return rows


def _issue_row(issue: Issue, parcel: Parcel | None, unit: str, stamp: int) -> IssueRow:
    return IssueRow(
        code=issue.code,
        severity=issue.severity.value,
        unit=unit,
        identity=parcel.id if parcel else "",
        file=issue.file,
        sheet=issue.sheet or "",
        row=issue.row,
        field=issue.field or "",
        raw=issue.raw or "",
        zh=_told(issue, "zh"),
        en=_told(issue, "en"),
        stamp=stamp,
    )


def _told(issue: Issue, lang: str) -> str:
    """What was found, and what to do."""
    stop = "。" if lang == "zh" else ". "
    return stop.join(one for one in (issue.message(lang), issue.remedy(lang)) if one)


def _by_parcel(state: Standing) -> Counter[str]:
    at = {(one.source.file, one.source.sheet, one.source.row): one.id for one in state.now.values()}
    issues: Iterable[Issue] = state.ledger.issues
    return Counter(at[key] for issue in issues if (key := (issue.file, issue.sheet, issue.row or 0)) in at)


def _list_rows(state: Standing) -> list[ListRow]:
    counted = Counter(one.source.file for one in state.came.values())
    rows = []
    for one in state.sendings.values():
        named = f"{one.sender}/{one.name}" if one.sender else one.name
        rows.append(ListRow(sender=one.sender, name=one.name, blob=one.blob, parcels=counted[named], stamp=one.number))
    return rows
