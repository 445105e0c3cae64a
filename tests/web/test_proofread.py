"""审读页测试 · What is marked is what the command line marks; a file is read by a job, whose result is one's own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from landsupply.files.docx_comments_plain import plain_docx
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form
from landsupply.proofread.manuscript import Manuscript
from landsupply.proofread.reading import plan_day, read
from tests.proofread.invented import CLEAN
from tests.proofread.invented_forms import TOTAL, Row, form
from tests.web.jobs_done import done

Browser = Callable[[str], Client]
FAULTY = CLEAN.replace("〔", "[", 1).replace("〕", "]", 1)


def expected(text: str) -> dict[str, object]:
    """应有意见 · What the rungs find in a text by themselves."""
    from landsupply.web.standing import rulebook

    reading = read(text)
    day = plan_day(reading)
    assert day is not None
    return to_form(reading, findings(reading, rulebook().on(day)), "zh")


def test_the_findings_are_those_of_the_rungs_on_page_and_interface(as_role: Browser) -> None:
    client = as_role("planner")
    wanted = json.loads(json.dumps(expected(FAULTY)))
    assert wanted["findings"]
    told = client.post("/api/proofread", {"text": FAULTY}).json()["reading"]
    saved = client.post("/proofread/json/", {"text": FAULTY})
    page = client.post("/proofread/", {"text": FAULTY}).content.decode()
    assert told == wanted == json.loads(saved.content)
    for number, _ in enumerate(wanted["findings"], 1):
        assert (f'id="m{number}"' in page and f'href="#f{number}"' in page) or f'href="#m{number}"' in page
        assert f'id="f{number}"' in page


def test_a_background_page_gets_the_findings_alone(as_role: Browser) -> None:
    answer = as_role("district").post("/proofread/", {"text": FAULTY}, headers={"X-Requested-With": "landsupply"})
    html = answer.json()["html"]
    assert "<html" not in html and 'id="f1"' in html


def test_of_a_short_text_nothing_is_kept(as_role: Browser) -> None:
    from landsupply.web.models import ActRow, Blob, JobRow

    counted = (ActRow.objects.count(), Blob.objects.count(), JobRow.objects.count())
    as_role("planner").post("/proofread/", {"text": FAULTY})
    assert counted == (ActRow.objects.count(), Blob.objects.count(), JobRow.objects.count())


def test_a_docx_comes_back_with_its_comments(as_role: Browser) -> None:
    content = plain_docx(Manuscript(text=FAULTY))
    file = SimpleUploadedFile("计划.docx", content)
    client = as_role("planner")
    answer = client.get(_read(client, {"file": file}) + "docx/")
    assert answer.status_code == 200
    comments = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/comments.xml").decode()
    findings_of_it = expected(FAULTY)["findings"]
    assert isinstance(findings_of_it, list)
    assert comments.count("<w:comment ") == len(findings_of_it)


def test_a_workbook_of_findings_has_a_row_for_each(as_role: Browser) -> None:
    from landsupply.files.reading import read_sheets

    answer = as_role("planner").post("/proofread/xlsx/", {"text": FAULTY})
    (sheet,) = read_sheets(answer.content, "findings.xlsx")
    texts = [cell.text for row in sheet.rows for cell in row]
    found = expected(FAULTY)["findings"]
    assert isinstance(found, list)
    assert all(one["message"] in texts for one in found)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"text": ""}, "F001"),
        ({"text": "x", "day": "昨天"}, "U695"),
    ],
)
def test_what_cannot_be_read_is_said(as_role: Browser, form: dict[str, object], code: str) -> None:
    answer = as_role("planner").post("/proofread/", form, headers={"X-Requested-With": "landsupply"})
    assert answer.status_code in (409, 422) and answer.json()["code"] == code


def _read(client: Client, form: dict[str, object]) -> str:
    """The address of the result, once the job is done."""
    answer = client.post("/proofread/", form)
    assert answer.status_code == 302 and [job.state for job in done()] == ["done"]
    return str(client.get(answer["Location"])["Location"])


def _docx() -> SimpleUploadedFile:
    return SimpleUploadedFile("计划.docx", plain_docx(Manuscript(text=FAULTY)))


def test_a_file_s_result_is_marked_kept_for_hours_and_its_original_is_gone(as_role: Browser) -> None:
    from datetime import timedelta

    from landsupply.web.clock import now
    from landsupply.web.models import Blob, JobFile, JobRow

    client, blobs = as_role("planner"), Blob.objects.count()
    path = _read(client, {"file": _docx()})
    page, job = client.get(path).content.decode(), JobRow.objects.get()
    assert 'id="f1"' in page and 'class="mark' in page and "自动删除" in page
    assert job.until is not None and timedelta(hours=7) < job.until - now() < timedelta(hours=8)
    files = set(JobFile.objects.values_list("name", flat=True))
    assert files == {f"{lang}.{kind}" for lang in ("zh", "en") for kind in ("html", "json", "xlsx", "docx")}
    assert Blob.objects.count() == blobs
    assert json.loads(client.get(path + "json/").content) == json.loads(json.dumps(expected(FAULTY)))
    assert "findings read" not in page and "Keep the result" in client.get(path + "?lang=en").content.decode()


def test_the_result_is_for_whoever_asked_and_nobody_else(as_role: Browser) -> None:
    path = _read(as_role("planner"), {"file": _docx()})
    for role in ("leader", "reviewer", "audit", "system"):
        other = as_role(role)
        for part in ("", "docx/", "xlsx/", "json/"):
            assert other.get(path + part).status_code == 404, (role, part)
        assert other.post(path + "keep/").status_code == other.post(path + "drop/").status_code == 404
    assert as_role("planner").get(path + "html/").status_code == 404
    assert as_role("planner").get(path).status_code == 200


def test_it_is_kept_if_asked_and_deleted_when_asked(as_role: Browser) -> None:
    from landsupply.web.jobs import sweep
    from landsupply.web.models import JobFile, JobRow

    client = as_role("planner")
    path = _read(client, {"file": _docx(), "keep": "1"})
    assert JobRow.objects.get().until is None and "直到您删除" in client.get(path).content.decode()
    assert path in client.get("/proofread/").content.decode() and "计划.docx" in client.get("/jobs/").content.decode()
    client.post(path + "drop/")
    assert not JobRow.objects.exists() and not JobFile.objects.exists() and client.get(path).status_code == 404
    path = _read(client, {"file": _docx()})
    JobRow.objects.update(until="2020-01-01T00:00:00Z")
    assert client.get(path).status_code == 404 and "计划.docx" not in client.get("/jobs/").content.decode()
    sweep()
    assert not JobFile.objects.exists()


def test_an_unkept_result_can_be_kept_afterwards(as_role: Browser) -> None:
    from landsupply.web.models import JobRow

    client = as_role("planner")
    path = _read(client, {"file": _docx()})
    assert client.post(path + "keep/")["Location"] == path
    assert JobRow.objects.get().until is None


def test_a_file_that_cannot_be_read_is_told_on_the_job_s_page_and_not_kept(as_role: Browser) -> None:
    from landsupply.web.models import JobFile

    client = as_role("planner")
    answer = client.post("/proofread/", {"file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)})
    (job,) = done()
    assert (job.state, json.loads(job.answer)["code"]) == ("failed", "F130") and not JobFile.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert 'role="alert"' in page and 'href="/proofread/"' in page


def test_a_long_text_and_a_table_are_read_by_a_job(as_role: Browser) -> None:
    client = as_role("planner")
    page = client.get(_read(client, {"text": FAULTY + "一" * 20_000})).content.decode()
    assert "粘贴的文本" in page and 'id="f1"' in page
    row = Row(classes=(100, 200, 300, 400, 500, 600), kinds=(10, 20, 30, 40, 50, 60), small=20).cells()
    path = _read(client, {"file": SimpleUploadedFile("报表.csv", form([row, {**row, TOTAL: "1"}]))})
    page = client.get(path).content.decode()
    assert "批注稿没有做成" in page and path + "docx/" not in page and client.get(path + "docx/").status_code == 404


def test_t35_what_is_sent_is_shown_as_text_and_never_as_markup(as_role: Browser) -> None:
    page = as_role("planner").post("/proofread/", {"text": CLEAN + "\n<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page


@given(
    st.text(alphabet="云泽市2024年〔]。，\n 表", max_size=120),
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 60), st.text(alphabet="云泽市2024", max_size=4)), max_size=6),
)
def test_pieces_put_together_are_the_text(text: str, places: list[tuple[int, int, str]]) -> None:
    from landsupply.proofread.finding import Finding, Severity
    from landsupply.proofread.position import Position
    from landsupply.web.marked import marked

    levels = list(Severity)
    found = [
        Finding(
            rule="CT-01", code="A001", severity=levels[at % 3], place=Position(line=line, column=at), facts={"q": q}
        )
        for line, at, q in places
    ]
    lines = list(marked(Manuscript(text=text), found))
    whole = ["".join(piece.text for piece in line.pieces) for line in lines]
    assert whole == [
        one or (" " if any(piece.about for piece in lines[place].pieces) else "")
        for place, one in enumerate(text.split("\n"))
    ]
    begun = sorted(number for line in lines for piece in line.pieces for number in piece.begins)
    assert begun == list(range(1, len(found) + 1))
