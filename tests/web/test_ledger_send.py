"""报送测试 · A list is examined, seen, taken in once; what is no list is refused in words; nothing counts before."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.web.lists import BAD, FOREIGN, GOOD, workbook

AsRole = Callable[[str], Client]


def send(client: Client, content: bytes, name: str = "清单.xlsx", sender: str = "湖东区") -> int:
    """报送 · The number of the job that examines it, done."""
    answer = client.post("/ledger/send/", {"sender": sender, "list": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    number = int(answer["Location"].strip("/").rsplit("/", 1)[-1])
    work(number)
    return number


def work(number: int) -> dict[str, Any]:
    """做工 · A job done here and now, as the worker would; its answer or its words."""
    from landsupply.law.words import say
    from landsupply.measure.fault import Fault
    from landsupply.web.jobs import Report
    from landsupply.web.models import JobRow
    from landsupply.web.works import WORKS

    job = JobRow.objects.get(pk=number)
    try:
        answer, state = dict(WORKS[job.verb](job, json.loads(job.request), Report(job.pk))), "done"
    except Fault as fault:
        answer, state = {lang: say(fault.code, lang, **fault.facts) for lang in ("zh", "en")}, "failed"
    JobRow.objects.filter(pk=number).update(state=state, answer=json.dumps(answer, ensure_ascii=False))
    return answer


def commit(client: Client, number: int) -> dict[str, Any]:
    """入账 · The list that a job has shown is taken in."""
    answer = client.post(f"/ledger/send/{number}/commit/")
    assert answer.status_code == 302
    return work(int(answer["Location"].strip("/").rsplit("/", 1)[-1]))


def test_a_list_is_seen_before_it_counts(as_role: AsRole) -> None:
    from landsupply.web.models import ActRow, ParcelRow

    client = as_role("district")
    acts, parcels = ActRow.objects.count(), ParcelRow.objects.count()
    number = send(client, workbook(GOOD, BAD, FOREIGN))
    page = client.get(f"/ledger/send/{number}/").content.decode()
    assert "三点二" in page and "甲方备注栏" in page and "别区的地" in page
    assert (ActRow.objects.count(), ParcelRow.objects.count()) == (acts, parcels)
    told = commit(client, number)
    assert told["act"] == acts + 1
    assert ParcelRow.objects.filter(identity="NEW-1", unit="湖东区", area=3_200_000).exists()
    assert not ParcelRow.objects.filter(name="别区的地").exists(), "a unit answers for its own land"


def test_the_same_file_again_counts_already(as_role: AsRole) -> None:
    from landsupply.web.models import ActRow

    client = as_role("district")
    content = workbook(GOOD)
    number = send(client, content)
    commit(client, number)
    acts = ActRow.objects.count()
    assert commit(client, number)["act"] == acts, "the same button twice: one act"
    again = send(client, content)
    assert 'id="same"' in client.get(f"/ledger/send/{again}/").content.decode()
    assert commit(client, again)["same"] is True
    assert ActRow.objects.count() == acts


def test_the_difference_is_told_parcel_by_parcel(as_role: AsRole) -> None:
    client = as_role("district")
    commit(client, send(client, workbook(GOOD, (*("NEW-9",), *GOOD[1:]))))
    changed = (*GOOD[:3], "4.5", *GOOD[4:])
    from landsupply.web.models import JobRow

    answer = json.loads(JobRow.objects.get(pk=send(client, workbook(changed))).answer)
    assert (
        answer["altered"]["count"] == 1 and ["面积（公顷）", "3.20", "4.50"] in answer["altered"]["first"][0]["changes"]
    )
    assert answer["gone"]["count"] == 1 and answer["added"]["count"] == 0


def test_the_sender_gets_the_workbook_back(as_role: AsRole) -> None:
    client = as_role("district")
    number = send(client, workbook(GOOD, BAD))
    answer = client.get(f"/ledger/send/{number}/workbook/")
    book = load_workbook(io.BytesIO(answer.content))
    leaf = book[book.sheetnames[0]]
    assert leaf["D3"].comment is not None and leaf["D2"].comment is None


def test_a_column_is_given_its_meaning(as_role: AsRole) -> None:
    from landsupply.web.models import JobRow

    client = as_role("district")
    number = send(client, workbook(GOOD))
    given = {"title": ["甲方备注栏"], "field": ["location"], "was": [""], "unit": [""], "unit_was": [""]}
    answer = client.post(f"/ledger/send/{number}/again/", given)
    again = int(answer["Location"].strip("/").rsplit("/", 1)[-1])
    work(again)
    columns = json.loads(JobRow.objects.get(pk=again).answer)["sources"][0]["columns"]
    assert [(one["field"], one["by_habit"]) for one in columns if one["title"] == "甲方备注栏"] == [("location", True)]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 30_000_000)
        packed.writestr("[Content_Types].xml", b"<Types/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("空.xlsx", b"", "空"),
        ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 60, ""),
        ("弹.xlsx", _bomb(), ""),
        ("断.xlsx", workbook(GOOD)[:900], ""),
    ],
)
def test_what_is_no_list_is_refused_in_words(as_role: AsRole, name: str, content: bytes, told: str) -> None:
    from landsupply.web.models import JobRow, ParcelRow

    client, before = as_role("planner"), ParcelRow.objects.count()
    upload = SimpleUploadedFile(name, content)
    answer = client.post("/ledger/send/", {"sender": "", "list": upload})
    if answer.status_code == 302:
        number = int(answer["Location"].strip("/").rsplit("/", 1)[-1])
        work(number)
        assert JobRow.objects.get(pk=number).state == "failed"
        answer = client.get(answer["Location"])
    page = answer.content.decode()
    assert answer.status_code in (200, 422) and 'class="errors"' in page and told in page
    assert ParcelRow.objects.count() == before


def test_a_file_too_large_is_refused_at_the_door(as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    from landsupply.web import intake
    from landsupply.web.models import JobRow

    monkeypatch.setattr(intake, "PACKED_LIMIT", 1000)
    client, before = as_role("planner"), JobRow.objects.count()
    answer = client.post("/ledger/send/", {"sender": "", "list": SimpleUploadedFile("大.xlsx", b"x" * 2000)})
    assert answer.status_code == 422 and "2000" in answer.content.decode() and JobRow.objects.count() == before


def test_a_clerk_sends_for_the_own_unit_alone(as_role: AsRole) -> None:
    client = as_role("district")
    for sender in ("", "湖西区"):
        answer = client.post("/ledger/send/", {"sender": sender, "list": SimpleUploadedFile("a.xlsx", workbook(GOOD))})
        assert answer.status_code == 404
    number = send(client, workbook(GOOD))
    other = as_role("planner")
    for path in ("", "state/", "workbook/"):
        assert other.get(f"/ledger/send/{number}/{path}").status_code == 404


def test_a_taking_in_that_breaks_leaves_nothing(as_role: AsRole, monkeypatch: pytest.MonkeyPatch) -> None:
    from landsupply.web import due
    from landsupply.web.acts import broken
    from landsupply.web.models import ActRow, ParcelRow
    from landsupply.web.standing import standing

    client = as_role("district")
    number = send(client, workbook(GOOD))
    acts, parcels = ActRow.objects.count(), ParcelRow.objects.count()

    def cut(_: object) -> None:
        ParcelRow.objects.all().delete()
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(due, "write_lists", cut)
        with pytest.raises(RuntimeError):
            commit(client, number)
    assert (ActRow.objects.count(), ParcelRow.objects.count()) == (acts, parcels) and broken() == []
    assert "NEW-1" not in standing().now
    assert commit(client, number)["act"] == acts + 1
    assert "NEW-1" in standing().now
