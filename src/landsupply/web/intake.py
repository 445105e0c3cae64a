"""收件 · A list before it counts, and as it is taken in: two jobs, each of which may be cut off at any moment.

What is foreseen is made by the same functions that make what counts: the standing with one more act, which nobody
has recorded. Nothing is written before the sender has seen it and says so.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile

from landsupply.files.guard import PACKED_LIMIT, has_macros
from landsupply.files.xlsx_back import write_back
from landsupply.ledger.habits import NO_HABITS, Habits, habits_from_form, habits_to_form
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import SourceFile
from landsupply.ledger.mapping import ColumnMatch
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import LISTED_FIELDS, title_of, value_of
from landsupply.measure.fault import InputFault
from landsupply.seal.act import NOTHING, Act
from landsupply.web.actions import NewList, send_list, written
from landsupply.web.blobs import content_of, keep
from landsupply.web.clock import instant, today
from landsupply.web.jobs import Report, Request, State, ask
from landsupply.web.models import Account, JobRow
from landsupply.web.own_land import is_within, refuse_overlong, refuse_taking
from landsupply.web.people import doer_of
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Allowed, Verb
from landsupply.web.standing import SEND_LIST, Standing, standing, taken_up

EXAMINE, TAKE = "examine_list", "take_list"
_EXAMPLES, _SHOWN = 5, 50
_LONGEST_NAME = 200
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


def received(sender: str, file: UploadedFile[bytes]) -> NewList:
    """收到 · A file as somebody sent it, with what is known of the sender's columns.

    F011 where it is too large; Unlawful U082 for a workbook with macros, which would go back with them.
    """
    if (file.size or 0) > PACKED_LIMIT:
        raise InputFault("F011", size=file.size, limit=PACKED_LIMIT)
    name = PurePath((file.name or "list").replace("\\", "/")).name[-_LONGEST_NAME:]
    content = file.read()
    if has_macros(content):
        raise Unlawful("U082", name=name)
    return NewList(sender=sender, name=name, blob=keep(content), habits=known_habits(sender))


def ask_examined(account: Account, sent: NewList, lang: str) -> JobRow:
    """请预审 · The job that examines a list; nothing of it counts yet."""
    return ask(account, EXAMINE, request_of(sent, lang), sent.sender)


def ask_taken(examined: JobRow, lang: str) -> JobRow:
    """请入账 · The job that takes in the list which another has examined: one, however often it is asked."""
    sent = replace(new_list(json.loads(examined.request)), once=f"send-{examined.pk}")
    request = {**request_of(sent, lang), "once": sent.once}
    rows = JobRow.objects.filter(account=examined.account, verb=TAKE, state=State.DONE)
    done = rows.filter(request__contains=f'"{sent.once}"').first()
    return done or ask(examined.account, TAKE, request, sent.sender)


def examine_list(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """预审 · What a list holds, how it is read, what is wrong, what it would change; and the workbook to go back."""
    sent = new_list(request)
    reach = doer_of(job.account).require(Verb.SEND_LIST)
    report("U070", 10)
    before = standing()
    report("U071", 30)
    after = foreseen(before, sent)
    refuse_overlong(after)
    refuse_taking(before, after, reach)
    report("U072", 70)
    named = named_in_ledger(sent)
    own = [one for one in after.ledger.issues if one.file == named]
    back = write_back(content_of(sent.blob), named, after.ledger, str(request.get("lang", "zh")))
    report("U072", 90)
    parcels = [one for one in after.came.values() if one.source.file == named]
    return {
        "parcels": len(parcels),
        "area": sum(one.area.units for one in parcels if one.area),
        "issues": dict(Counter(issue.severity.value for issue in own)),
        "sources": [_source(one) for one in after.examined.sources if one.file == named],
        "groups": groups_of(own),
        **_difference(before, after, reach),
        "same": counts_already(before, sent),
        "back": keep(back.content),
        "suffix": back.suffix,
        "dropped": list(back.dropped),
    }


def take_list(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """入账 · The list counts from now on. What takes long is done before the transaction, which then only writes."""
    sent = new_list(request)
    report("U071", 20)
    foreseen(standing(), sent)
    report("U072", 70)
    act = send_list(doer_of(job.account), sent)
    return {"act": act.number if act else 0, "same": act is None}


def new_list(request: Request) -> NewList:
    """来件 · The list that a request names."""
    habits = habits_from_form(request["habits"]) if request.get("habits") else NO_HABITS
    sender, name, blob, once = (str(request.get(key, "")) for key in ("sender", "name", "blob", "once"))
    return NewList(sender=sender, name=name, blob=blob, habits=habits, once=once)


def request_of(sent: NewList, lang: str) -> dict[str, object]:
    """请求 · A list as a job takes it."""
    habits = None if sent.habits == NO_HABITS else habits_to_form(sent.habits)
    return {"sender": sent.sender, "name": sent.name, "blob": sent.blob, "habits": habits, "lang": lang}


def named_in_ledger(sent: NewList) -> str:
    """台账中的文件名 · A sender's file is called after both, so that two senders' files of one name stay apart."""
    return f"{sent.sender}/{sent.name}" if sent.sender else sent.name


def counts_already(state: Standing, sent: NewList) -> bool:
    """已经入账 · Whether the same file, read the same way, counts today."""
    counts = state.sendings.get((sent.sender, sent.name))
    return counts is not None and (counts.blob, counts.habits) == (sent.blob, sent.habits)


def known_habits(sender: str) -> Habits:
    """已知习惯 · How the last list of a sender is read."""
    own = [one for one in standing().sendings.values() if one.sender == sender]
    return max(own, key=lambda one: one.number).habits if own else NO_HABITS


def foreseen(before: Standing, sent: NewList) -> Standing:
    """预见 · The standing as it would be with the list; nothing is recorded."""
    facts: dict[str, object] = {"sender": sent.sender, "name": sent.name, "blob": sent.blob}
    if sent.habits != NO_HABITS:
        facts["habits"] = habits_to_form(sent.habits)
    act = Act(
        number=before.number + 1,
        recorded=instant(),
        effective=today(),
        who="",
        role="",
        verb=SEND_LIST,
        about=sent.blob,
        facts=facts,
        previous=before.digest or NOTHING,
    )
    return taken_up(before, [act])


def groups_of(issues: Iterable[Issue]) -> list[dict[str, object]]:
    """问题分组 · By code, the gravest and most frequent first, each with some examples in both languages."""
    found: dict[str, list[Issue]] = {}
    for issue in issues:
        found.setdefault(issue.code, []).append(issue)
    ordered = sorted(found.values(), key=lambda group: (_RANK[group[0].severity], -len(group), group[0].code))
    return [_group(group) for group in ordered]


def _group(group: Sequence[Issue]) -> dict[str, object]:
    first = group[0]
    return {
        "code": first.code,
        "severity": first.severity.value,
        "count": len(group),
        "remedy_zh": first.remedy("zh"),
        "remedy_en": first.remedy("en"),
        "examples": [
            {
                "sheet": one.sheet or "",
                "row": one.row,
                "field": one.field or "",
                "raw": one.raw or "",
                "zh": one.message("zh"),
                "en": one.message("en"),
            }
            for one in group[:_EXAMPLES]
        ],
    }


def _source(source: SourceFile) -> dict[str, object]:
    mapping = source.mapping
    return {
        "sheet": source.sheet or "",
        "table": source.table,
        "rows": source.rows,
        "header_rows": list(mapping.header_rows) if mapping else [],
        "columns": [_column(one) for one in mapping.columns] if mapping else [],
    }


def _column(column: ColumnMatch) -> dict[str, object]:
    return {
        "letters": column.letters,
        "title": column.title,
        "field": column.field or "",
        "unit": column.unit.value if column.unit else "",
        "by_habit": column.by_habit,
        "hidden": column.is_hidden,
        "samples": list(column.samples),
        "filled": column.filled,
        "like": column.suggestion or "",
    }


def _difference(before: Standing, after: Standing, reach: Allowed) -> dict[str, object]:
    """New, changed and gone parcels, as far as somebody may see them."""
    old = {name: one for name, one in before.now.items() if is_within(one, reach)}
    new = {name: one for name, one in after.now.items() if is_within(one, reach)}
    added, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    altered = sorted(name for name in new.keys() & old.keys() if new[name].stated() != old[name].stated())
    return {
        "added": {"count": len(added), "first": [_named(new[name]) for name in added[:_SHOWN]]},
        "gone": {"count": len(gone), "first": [_named(old[name]) for name in gone[:_SHOWN]]},
        "altered": {"count": len(altered), "first": [_altered(old[name], new[name]) for name in altered[:_SHOWN]]},
        "now": len(old),
    }


def _named(parcel: Parcel) -> dict[str, str]:
    return {"id": parcel.id, "name": parcel.name or parcel.id, "area": parcel.area.hectares if parcel.area else ""}


def _altered(old: Parcel, new: Parcel) -> dict[str, object]:
    fields = [(path, written(value_of(old, path)), written(value_of(new, path))) for path in LISTED_FIELDS]
    changes = [[title_of(path), was, now] for path, was, now in fields if was != now]
    return {**_named(new), "changes": changes}
