"""坏文件测试 · Bombs, entities, macros, other kinds under a list's name, folders in names: refused at every door.

Nothing of them counts, nothing is written outside, no page is a fault of ours; what is a formula in a cell is text in
every list that goes out.
"""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from landsupply.measure.fault import Fault
from landsupply.web.jobs import Report
from landsupply.web.models import ActRow, JobRow, ListRow, ParcelRow
from landsupply.web.refused import Unlawful
from landsupply.web.works import WORKS
from tests.web.lists import GOOD, workbook
from tests.web.test_ledger_send import commit, send

AsRole = Callable[[str], Client]
OURS = {"X-Requested-With": "landsupply"}
_CLIMBED = Path(tempfile.gettempdir()) / "landsupply-climbed"
_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def packed(**parts: bytes) -> bytes:
    """压缩包 · Members by name, `__` for a stroke."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name, content in parts.items():
            held.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def altered(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """改动的工作簿 · A sound list of which one part is another."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(GOOD))) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        for name in sound.namelist():
            held.writestr(name, change(sound.read(name)) if name == part else sound.read(name))
    return out.getvalue()


def _entities(xml: bytes) -> bytes:
    declared = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]>'
    return declared + xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else declared + xml


def _with_macro() -> bytes:
    out = io.BytesIO(workbook(GOOD))
    with zipfile.ZipFile(out, "a") as held:
        held.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return out.getvalue()


def _climbing() -> bytes:
    out = io.BytesIO(workbook(GOOD))
    with zipfile.ZipFile(out, "a") as held:
        held.writestr(f"../../../..{_CLIMBED}", b"x")
    return out.getvalue()


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
_PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 60
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
_HTML = b"<!doctype html><table><tr><td><script>alert(1)</script></td></tr></table>"
_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">'.encode() for n in range(1, 10))
    + b"]><kml><name>&a9;</name></kml>"
)
_ABROAD = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml><name>&x;</name></kml>'
_BOMB = packed(xl__workbook__xml=b"0" * 40_000_000, Content=b"<Types/>")

_NOTHING = b" " * 200_000_000

FILES = {
    "bomb.xlsx": _BOMB,
    "bomb of sheets.xlsx": altered(
        _SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * 200_000_000 + b"</sheetData>")
    ),
    "entities.xlsx": altered(_SHEET, _entities),
    "entities in rels.xlsx": altered("xl/_rels/workbook.xml.rels", _entities),
    "macro.xlsm": _with_macro(),
    "old.xls": _OLD,
    "locked.xlsx": _OLD,
    "page.xlsx": _HTML,
    "drawing.xlsx": _SVG,
    "picture.xlsx": _PICTURE,
    "picture and list.png": _PICTURE + workbook(GOOD),
    "torn.xlsx": workbook(GOOD)[:900],
    "nothing.xlsx": b"",
    "drawing.svg": _SVG,
    "laughs.kml": _LAUGHS,
    "abroad.kml": _ABROAD,
    "program.exe": b"MZ" + b"\0" * 300,
}
LEGIBLE = ("page", "laughs", "abroad")
#: What is sound all the same: a member that climbs is never unpacked, a macro's member is never run.
HARMLESS = {"climbing.xlsx": _climbing()}


def _worked(number: int) -> str:
    """What a job comes to, done here: the code it is refused with, empty where it was done."""
    job = JobRow.objects.get(pk=number)
    try:
        WORKS[job.verb](job, json.loads(job.request), Report(job.pk))
    except (Fault, Unlawful) as refused:
        return refused.code
    return ""


def _door(client: Client, path: str, field: str, name: str, content: bytes) -> str:
    """How a file is refused at a door: the code; empty where it was taken."""
    form = {field: SimpleUploadedFile(name, content), "sender": "", "name": "层", "kind": "TOLD", "was": "0"}
    answer = client.post(path, form)
    assert answer.status_code < 500, f"{path} {name}: {answer.status_code}"
    if answer.status_code in (302, 202):
        place = answer.get("Location") or f"/jobs/{answer.json()['number']}/"
        found = re.search(r"/(?:jobs|send|outlines|proofread)/(\d+)/(?:[?#]|$)", place)
        return _worked(int(found[1])) if found else f"taken: {place}"
    text = answer.content.decode()
    assert answer.status_code in (400, 409, 413, 422) or 'class="errors' in text, f"{path} {name}: {answer.status_code}"
    assert "Traceback" not in text and "/etc/passwd" not in text and "root:" not in text
    return "refused"


DOORS = (
    ("/ledger/send/", "list"),
    ("/api/lists/preview", "file"),
    ("/map/outlines/", "file"),
    ("/map/layers/", "file"),
    ("/parcel-outline/YZ24-0001/", "file"),
    ("/proofread/", "file"),
    ("/workbench/new/", "file"),
)


@pytest.mark.parametrize("name", FILES)
def test_what_is_malicious_is_refused_in_words_at_every_door(as_role: AsRole, name: str) -> None:
    client = as_role("planner")
    client.raise_request_exception = False
    acts, lists, parcels = ActRow.objects.count(), ListRow.objects.count(), ParcelRow.objects.count()
    outcomes = {path: _door(client, path, field, name, FILES[name]) for path, field in DOORS}
    # A proofreader reads any text as text.
    legible = {"/proofread/"} if name.startswith(LEGIBLE) else set()
    assert {path for path, code in outcomes.items() if not code or code.startswith("taken")} <= legible, outcomes
    assert (ActRow.objects.count(), ListRow.objects.count(), ParcelRow.objects.count()) == (acts, lists, parcels)


def test_a_member_that_climbs_is_never_written(as_role: AsRole) -> None:
    client = as_role("planner")
    for path, field in DOORS:
        _door(client, path, field, "climbing.xlsx", HARMLESS["climbing.xlsx"])
    assert not _CLIMBED.exists()


CLIMBERS = (
    "../../etc/passwd",
    "..\\..\\secret.key",
    "/etc/cron.d/x.xlsx",
    "a/../../b.xlsx",
    "C:\\x.xlsx",
    "x\r\nSet-Cookie: a=b.xlsx",
)


@pytest.mark.parametrize("name", CLIMBERS)
def test_a_name_with_folders_is_a_name(as_role: AsRole, name: str) -> None:
    """A file is kept under its digest; its name is text, without folders, and starts no new line of an answer."""
    client, before = as_role("planner"), {path for path in settings.HOME.rglob("*")}
    upload = SimpleUploadedFile("x.xlsx", workbook(GOOD))
    upload._name = name  # type: ignore[attr-defined]  # as a browser that is none would send it
    answer = client.post("/ledger/send/", {"sender": "", "list": upload})
    assert answer.status_code == 302
    job = JobRow.objects.get(pk=int("".join(one for one in answer["Location"] if one.isdigit())))
    kept = json.loads(job.request)["name"]
    assert "/" not in kept and "\\" not in kept and ".." not in kept.split("/")
    WORKS[job.verb](job, json.loads(job.request), Report(job.pk))
    assert {path for path in settings.HOME.rglob("*")} == before


FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "＝1+1", '=HYPERLINK("http://x","y")')


def test_t25_a_formula_is_text_in_every_list_that_goes_out(as_role: AsRole) -> None:
    client = as_role("planner")
    lines = [(f"F-{place}", text, *GOOD[2:]) for place, text in enumerate(FORMULAS)]
    commit(client, send(client, workbook(*lines), sender=""))
    assert ParcelRow.objects.filter(identity__startswith="F-").count() == len(FORMULAS)
    plain = client.get("/ledger/export/?as=csv&q=F-").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(plain)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r＝" and cell]
    book = load_workbook(io.BytesIO(client.get("/ledger/export/?as=xlsx&q=F-").content))
    leaf = book[book.sheetnames[0]]
    types = {cell.data_type for row in leaf.iter_rows() for cell in row if cell.value is not None}
    assert types <= {"s", "n"}
    assert all(cell.hyperlink is None for row in leaf.iter_rows() for cell in row)
