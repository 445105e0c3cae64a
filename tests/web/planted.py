"""埋字 · An office in which every planning unit's parcels, issues, jobs and drafts carry words found nowhere else.

Whoever may not see a unit must never be shown its word, whatever is asked and in whatever form the answer comes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import StreamingHttpResponse
from django.test import Client

from landsupply.example import LEDGER, folder_of
from landsupply.web.actions import Edit, NewList, correct
from landsupply.web.blobs import keep
from landsupply.web.briefs import save_brief
from landsupply.web.compiling import propose_plan
from landsupply.web.intake import request_of
from landsupply.web.jobs import Report, ask, attach
from landsupply.web.models import Account, BriefRow, IssueRow, JobRow, Membership, ParcelRow, PlanRow
from landsupply.web.people import doer_of
from landsupply.web.plans import APPROVE, PUBLISH, SUBMIT, happen, plan_of
from landsupply.web.works import WORKS
from tests.web.office import EXAMPLE

OWN, OTHER = "湖东区", "湖西区"
#: The words: of the ledger and drafts of each unit; of briefs; of jobs of somebody else.
CANARY = {OWN: "KANARIOWN", OTHER: "KANARIALIA"}
BRIEF, JOB = "KANARIBRIEF", "KANARIJOB"
RIVAL = "rival"
_PLANTED_FIELDS = ("name", "location", "unit", "person", "project", "conditions.further", "taker")


class Unheard(Report):
    """不听叫停 · In a test's own transaction nobody else sees the job, so that nobody can call it off."""

    def is_cancelled(self) -> bool:
        """是否叫停 · Never."""
        return False


@dataclass(frozen=True)
class Office:
    """埋字的办公室 · What addresses may name: a parcel of either unit, plans, briefs, jobs of one's own and others'."""

    parcels: dict[str, str]
    draft: str
    published: str
    #: A parcel of the published plan; and the numbers of those that are not in it, by unit.
    listed: str
    inner: dict[str, frozenset[str]]
    brief: int
    jobs: dict[str, int]
    scenarios: dict[str, int]
    outlines: dict[str, int]
    readings: dict[str, int]


def planted(mark: str = "") -> Office:
    """埋字 · The example city, a published plan without the words, then the words everywhere, with a mark behind."""
    planner, leader = (Account.objects.get(name=name) for name in ("planner", "leader"))
    published = _proposed(planner)
    for verb, who in ((SUBMIT, planner), (APPROVE, leader), (PUBLISH, leader)):
        happen(doer_of(who), published, verb, "首次公布")
    parcels = {unit: _parcel(unit, word + mark) for unit, word in CANARY.items()}
    title = f"{BRIEF}{mark}".replace('"', '\\"')
    text = BriefRow.objects.get().text.replace("\nyear =", f'\ntitle = "{title}"\nyear =', 1)
    brief = save_brief(doer_of(planner), None, text)
    jobs = _jobs(mark)
    return Office(
        parcels=parcels,
        draft=_proposed(planner),
        published=published,
        listed=plan_of(published)[0].items[0].parcel,
        inner=_inner(published),
        brief=brief.pk,
        jobs=jobs,
        scenarios=_scenarios(),
        outlines=_outlines(),
        readings=_readings(),
    )


_NAMES = ("planner", "district", "reserve", "reviewer", "leader", "system", "security", "audit")


def _parcel(unit: str, word: str) -> str:
    """The words in three parcels of a unit, so that some stand in the plan; in issues about them too."""
    planner = doer_of(Account.objects.get(name="planner"))
    rows = list(ParcelRow.objects.filter(unit=unit).order_by("identity"))
    for row in rows:
        stated = json.loads(row.stated)
        edits = [
            Edit(identity=row.identity, field=name, old=stated.get(name) or "", new=f"{stated.get(name) or ''}{word}")
            for name in _PLANTED_FIELDS
            if isinstance(stated.get(name) or "", str) and "." not in name
        ]
        correct(planner, edits)
    first = rows[0]
    IssueRow.objects.create(
        code="P001", severity="error", unit=unit, identity=first.identity, file=f"{word}.xlsx", sheet=word, row=3,
        field="area", raw=word, zh=word, en=word,
    )  # fmt: skip
    return first.identity


def _rival() -> Account:
    given = {"shown": "另一区填报人", "must_change": False}
    account, is_new = Account.objects.get_or_create(name=RIVAL, defaults=given)
    if is_new:
        Membership.objects.create(account=account, role="district", unit=OTHER)
    return account


def _jobs(mark: str) -> dict[str, int]:
    """A list that everybody has asked about; the one of another person carries a word in its name and its answer."""
    text = (folder_of(EXAMPLE) / LEDGER).read_text(encoding="utf-8").replace("YZ24-", "YZ26-")
    request = request_of(NewList(sender="", name="list.csv", blob=keep(text.encode())), "zh")
    first = ask(Account.objects.get(name=_NAMES[0]), "examine_list", request)
    answer = json.dumps(dict(WORKS["examine_list"](first, request, Report(first.pk))), ensure_ascii=False)
    made = {OTHER: (_rival(), JOB), **{name: (Account.objects.get(name=name), f"list{mark}") for name in _NAMES}}
    numbers = {}
    for key, (account, word) in made.items():
        own = ask(account, "examine_list", {**request, "name": f"{word}.csv"}, unit=OTHER if key == OTHER else "")
        told = answer.replace("list.csv", f"{word}.csv")
        JobRow.objects.filter(pk=own.pk).update(state="done", share=100, told=word, answer=told)
        numbers[key] = own.pk
    return numbers


def _inner(published: str) -> dict[str, frozenset[str]]:
    public = {item.parcel for item in plan_of(published)[0].items}
    inner: dict[str, set[str]] = {}
    for identity, unit in ParcelRow.objects.values_list("identity", "unit"):
        if identity not in public:
            inner.setdefault(unit, set()).add(identity)
    return {unit: frozenset(numbers) for unit, numbers in inner.items()}


def _scenarios() -> dict[str, int]:
    """What everybody who asked for a comparison has got; the one of another person carries a word."""
    numbers = {}
    for key in (OTHER, *_NAMES):
        account = _rival() if key == OTHER else Account.objects.get(name=key)
        page = keep(f"<p>{JOB if key == OTHER else key}</p>".encode())
        answer = {"page_zh": page, "page_en": page, "xlsx_zh": page, "xlsx_en": page, "plans": [], "names": []}
        job = ask(account, "compare", {"briefs": [], "versions": []}, unit=OTHER if key == OTHER else "")
        JobRow.objects.filter(pk=job.pk).update(state="done", share=100, answer=json.dumps(answer))
        numbers[key] = job.pk
    return numbers


def _outlines() -> dict[str, int]:
    """A file of outlines that everybody has looked at; the one of another person carries a word."""
    parcel = {"id": "x", "area": "1.00", "kind": "new"}
    told = {"file": "x.geojson", "taken": 1, "changed": 1, "left": 0, "doubtful": False, "issues": [], "more": 0}
    return {
        key: _ended(
            account, "examine_outlines", {"name": f"{word}.geojson"}, told | {"parcels": [parcel | {"name": word}]}
        )
        for key, account, word in _everybody()
    }


def _readings() -> dict[str, int]:
    """A file that everybody has proofread; the one of another person carries a word."""
    numbers = {}
    for key, account, word in _everybody():
        numbers[key] = _ended(account, "proofread", {"name": f"{word}.docx"}, {"why": {}})
        files = {f"{lang}.{kind}": f"<p>{word}</p>".encode() for lang in ("zh", "en") for kind in ("html", "json")}
        attach(JobRow.objects.get(pk=numbers[key]), files)
    return numbers


def _everybody() -> Iterator[tuple[str, Account, str]]:
    yield OTHER, _rival(), JOB
    yield from ((name, Account.objects.get(name=name), name) for name in _NAMES)


def _ended(account: Account, verb: str, request: Mapping[str, object], answer: Mapping[str, object]) -> int:
    job = ask(account, verb, request)
    JobRow.objects.filter(pk=job.pk).update(state="done", share=100, answer=json.dumps(dict(answer)))
    return job.pk


def _proposed(planner: Account) -> str:
    brief = BriefRow.objects.order_by("pk")[0].pk
    job = ask(planner, "propose", {"brief": brief, "again": PlanRow.objects.count()})
    answer = propose_plan(job, {"brief": brief}, Unheard(job.pk))
    JobRow.objects.filter(pk=job.pk).update(state="done", answer=json.dumps(dict(answer)))
    return str(answer["plan"])


def text_of(answer: HttpResponse | StreamingHttpResponse) -> str:
    """答复全文 · Everything an answer says: its headers, its body, and what is inside where that is a packed file."""
    streamed = isinstance(answer, StreamingHttpResponse)
    body = b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[arg-type,union-attr]
    return "\n".join([*(f"{name}: {value}" for name, value in answer.items()), *_texts(body)])


def _texts(body: bytes) -> list[str]:
    if not body.startswith(b"PK"):
        return [body.decode("utf-8", "replace")]
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return [text for name in packed.namelist() for text in (name, *_texts(packed.read(name)))]


def asked_of(client: Client, method: str, address: str, form: Mapping[str, str] | None = None) -> HttpResponse:
    """发问 · The answer to a request with nothing in it but a form's few words."""
    body = urlencode(form or {}) if method == "POST" else ""
    kind = "application/x-www-form-urlencoded"
    return client.generic(method, address, body, content_type=kind)  # type: ignore[return-value]
