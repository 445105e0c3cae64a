"""界线任务 · A file of outlines before it counts, and as it is taken in: two jobs, each of which may be cut off.

The first reads, judges, gives each outline to its parcel and says what is wrong; it writes nothing but its own files.
The second writes what was shown, unless one of the parcels was drawn by somebody else meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from landsupply.law.words import LANGUAGES
from landsupply.ledger.boundary.match import attach as attach_to_parcels
from landsupply.ledger.boundary.match import compare_areas
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.topology import overlap_issues, overlaps, place_issues, size_issues
from landsupply.ledger.issue import Issue, Severity
from landsupply.ledger.ledger import Ledger
from landsupply.web.blobs import keep
from landsupply.web.clock import now
from landsupply.web.jobs import GIVEN, HOURS, Report, Request, State, ask, attach, attached, doer_now, own
from landsupply.web.models import Account, JobRow, ParcelRow
from landsupply.web.outline_files import Judged, in_file, judged, named
from landsupply.web.outlines import Many, boundary_of, differs, draw_all, form_of, outline_of, rows_of
from landsupply.web.people import Doer
from landsupply.web.refused import Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import rules_now, standing

#: The jobs' verbs, and what the first leaves for the second.
EXAMINE_OUTLINES, TAKE_OUTLINES = "examine_outlines", "take_outlines"
OUTLINE_JOBS = (EXAMINE_OUTLINES, TAKE_OUTLINES)
_TAKEN = "outlines"
_SHOWN = 200
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


def ask_to_examine(account: Account, name: str, content: bytes, digest: str) -> JobRow:
    """请求预审 · A file of outlines is looked at; what nobody takes is thrown away after some hours."""
    until = now() + timedelta(hours=HOURS)
    return ask(account, EXAMINE_OUTLINES, {"name": name, "digest": digest}, given=content, until=until)


def ask_to_take(account: Account, examined: JobRow) -> JobRow:
    """请求取用 · What a job showed is written; asked twice, it is done once."""
    request = {"examined": examined.pk, "name": json.loads(examined.request)["name"], "once": f"outlines-{examined.pk}"}
    rows = own(account, (TAKE_OUTLINES,)).filter(state=State.DONE)
    done = rows.filter(request__contains=f'"{request["once"]}"').first()
    return done or ask(account, TAKE_OUTLINES, request)


def examine_outlines(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """预审界线 · What a file of outlines holds, which parcels it would give which outline, what is wrong."""
    doer, name = doer_now(job), str(request["name"])
    report("U874", 5)
    surveys = in_file(attached(job, GIVEN), name)
    found: list[Judged] = []
    for number, survey in enumerate(surveys):
        report("U875", 20 + 40 * number // len(surveys))
        found.append(judged(survey, rules_now()))
    report("U876", 60)
    ledger = _own_ledger(doer)
    taken = attach_to_parcels(ledger, [one for survey in found for one in survey.boundaries])
    drawn = {identity: named([one], identity)[0] for identity, one in taken.boundaries.items()}
    issues = [*(issue for one in found for issue in one.issues()), *taken.issues, *_of_land(ledger, drawn, report)]
    looked = _Looked(drawn, rows_of(list(drawn)))
    attach(job, {_TAKEN: looked.kept()})
    return {
        "file": name,
        "taken": len(drawn),
        "changed": sum(kind != "same" for kind in looked.kinds().values()),
        "left": sum(len(one.survey.outlines) for one in found) - len(drawn),
        "doubtful": any(one.fixes for one in found),
        "parcels": list(looked.lines())[:_SHOWN],
        "issues": _told(issues),
        "more": max(0, len(issues) - _SHOWN),
    }


def take_outlines(job: JobRow, request: Request, report: Report) -> Mapping[str, object]:
    """取用界线 · The outlines that were shown stand from now on, all or none; Unlawful U873 where they are gone."""
    report("U876", 20)
    examined = own(job.account, (EXAMINE_OUTLINES,)).filter(pk=int(str(request["examined"])), state=State.DONE).first()
    if examined is None:
        raise Unlawful("U873")
    content, forms = attached(examined, GIVEN), json.loads(attached(examined, _TAKEN))
    if forms.keys() - standing().now.keys():
        raise Unlawful("U873")
    boundaries = {identity: boundary_of(one["form"]) for identity, one in forms.items()}
    was = {identity: one["was"] for identity, one in forms.items()}
    report("U098", 60)
    with transaction.atomic():
        report.refuse_cancelled_for_good()
        name = str(request["name"])
        drawn = Many(name=name, boundaries=boundaries, was=was, file=keep(content))
        changed = draw_all(doer_now(job), drawn, str(request["once"]))
    return {"file": name, "taken": len(boundaries), "changed": changed, "left": json.loads(examined.answer)["left"]}


@dataclass(frozen=True, slots=True)
class _Looked:
    """Boundaries by parcel beside the rows of these parcels as they are now."""

    drawn: Mapping[str, Boundary]
    rows: Mapping[str, ParcelRow]

    def kinds(self) -> dict[str, str]:
        """New, changed, the same."""
        return {identity: self._kind(self.rows[identity], one) for identity, one in self.drawn.items()}

    def _kind(self, row: ParcelRow, boundary: Boundary) -> str:
        if row.outline is None:
            return "new"
        return "changed" if differs(row, boundary) else "same"

    def kept(self) -> bytes:
        """What is written if it is taken, each with the act whose outline it replaces."""
        held = {identity: outline_of(row) for identity, row in self.rows.items()}
        forms = {
            identity: {"was": one.act if (one := held[identity]) else 0, "form": form_of(boundary)}
            for identity, boundary in self.drawn.items()
        }
        return json.dumps(forms, ensure_ascii=False, separators=(",", ":")).encode()

    def lines(self) -> Iterator[dict[str, str]]:
        """The parcels as the page lists them, those that change first."""
        kinds = self.kinds()
        for identity in sorted(kinds, key=lambda one: (kinds[one] == "same", one)):
            area = self.drawn[identity].area.hectares
            yield {"id": identity, "name": self.rows[identity].name, "area": area, "kind": kinds[identity]}


def _own_ledger(doer: Doer) -> Ledger:
    """The parcels that this person may draw: of others' nothing is said, not even that they are there."""
    reach = doer.require(Verb.DRAW)
    ledger = standing().ledger
    if reach.everything:
        return ledger
    own_parcels = set(ParcelRow.objects.filter(unit__in=reach.units).values_list("identity", flat=True))
    parcels = tuple(one for one in ledger.parcels if one.id in own_parcels)
    return Ledger(parcels=parcels, issues=(), sources=(), batches=(), boundaries={})


def _of_land(ledger: Ledger, boundaries: dict[str, Boundary], report: Report) -> list[Issue]:
    rules = rules_now()
    found = [
        *compare_areas(ledger.parcels, boundaries, rules),
        *size_issues(boundaries, rules),
        *place_issues(boundaries, rules),
    ]
    report("U876", 80)
    return [*found, *overlap_issues(overlaps(boundaries, rules), boundaries)]


def _told(issues: Sequence[Issue]) -> list[dict[str, str]]:
    ordered = sorted(issues, key=lambda one: (_ORDER.index(one.severity), one.code))[:_SHOWN]
    return [
        {"code": one.code, "severity": one.severity.value}
        | {lang: one.message(lang) for lang in LANGUAGES}
        | {f"remedy_{lang}": one.remedy(lang) for lang in LANGUAGES}
        for one in ordered
    ]
