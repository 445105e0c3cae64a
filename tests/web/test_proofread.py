"""审读页测试 · What is marked is what the command line marks; documents come back commented; nothing is kept."""

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


def test_nothing_is_kept(as_role: Browser) -> None:
    from landsupply.web.models import ActRow, Blob, JobRow

    counted = (ActRow.objects.count(), Blob.objects.count(), JobRow.objects.count())
    as_role("planner").post("/proofread/", {"text": FAULTY})
    assert counted == (ActRow.objects.count(), Blob.objects.count(), JobRow.objects.count())


def test_a_docx_comes_back_with_its_comments(as_role: Browser) -> None:
    content = plain_docx(Manuscript(text=FAULTY))
    file = SimpleUploadedFile("计划.docx", content)
    answer = as_role("planner").post("/proofread/docx/", {"file": file})
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
        ({"file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)}, "F130"),
    ],
)
def test_what_cannot_be_read_is_said(as_role: Browser, form: dict[str, object], code: str) -> None:
    answer = as_role("planner").post("/proofread/", form, headers={"X-Requested-With": "landsupply"})
    assert answer.status_code in (409, 422) and answer.json()["code"] == code


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
