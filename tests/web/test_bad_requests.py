"""坏请求测试 · Whatever an address, a form or a body holds: an answer in words, never a fault of ours, nothing kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from landsupply.measure.fault import Fault
from landsupply.web.models import ActRow, Attempt, ParcelRow
from landsupply.web.refused import Unlawful
from landsupply.web.sent import json_in, whole
from tests.web.office import signed_in
from tests.web.planted import OWN, Office, planted

OURS = {"X-Requested-With": "landsupply"}
_LONG = "9" * 5000
_NUMBERS = ("²", "٣", "-1", "1e3", "9" * 30, _LONG, "", " 1", "0x1")


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def city(passwords: dict[str, str]) -> Iterator[Office]:
    """城市 · An office with plans, drafts and a publication; taken back afterwards."""
    del passwords
    with transaction.atomic():
        yield planted()
        transaction.set_rollback(True)


def client_of(role: str) -> Client:
    """客户端 · One that is given our own faults as answers, as a browser is."""
    client = signed_in(role) if role else Client()
    client.raise_request_exception = False
    return client


def ask(role: str, path: str, body: object = None) -> HttpResponse:
    """发问 · An address, or what is posted to it: a form, or a text as JSON."""
    client = client_of(role)
    with transaction.atomic():
        if body is None:
            answer = client.get(path)
        elif isinstance(body, dict):
            answer = client.post(path, body)
        else:
            answer = client.post(path, body, content_type="application/json", headers=OURS)
        transaction.set_rollback(True)
    return answer  # type: ignore[return-value]


def test_only_figures_are_numbers() -> None:
    assert [whole(one) for one in _NUMBERS] == [None] * len(_NUMBERS)
    assert (whole("0"), whole("2024"), whole("9" * 18)) == (0, 2024, 10**18 - 1)


@pytest.mark.parametrize("number", _NUMBERS)
def test_a_number_in_an_address_that_is_none(city: Office, number: str) -> None:
    """Pages, years, scales, what an act comes before: signs that look like figures, and figures without end."""
    addresses = [
        ("", f"/public/2024/parcels/?page={number}"),
        ("", f"/public/2024/parcels/?least={number}&most={number}"),
        ("planner", f"/plans/{city.draft}/items/?page={number}"),
        ("planner", f"/plans/?year={number}"),
        ("planner", f"/leader/?year={number}"),
        ("planner", f"/map/print/?scale={number}"),
        ("planner", f"/ledger/rows/?limit={number}&offset={number}"),
        ("planner", f"/ledger/issues/?page={number}"),
        ("planner", f"/api/parcels?limit={number}&after={number}"),
        ("audit", f"/acts/?before={number}"),
    ]
    wrong = [path for role, path in addresses if ask(role, path).status_code >= 500]
    assert wrong == []


@pytest.mark.parametrize("number", _NUMBERS)
def test_a_number_in_a_form_that_is_none(city: Office, number: str) -> None:
    forms: list[tuple[str, str, dict[str, object]]] = [
        ("planner", "/workbench/new/", {"copy": number}),
        ("planner", "/workbench/compare/", {"brief": [number, number]}),
        ("planner", f"/workbench/briefs/{city.brief}/save/", {"version": number, "text": "year = 1"}),
        ("planner", f"/workbench/plans/{city.draft}/keep/", {"moves": json.dumps({"x": number}), "reason": "x"}),
        ("planner", f"/parcel-outline/{city.parcels[OWN]}/", {"corners": "1,1\n2,2\n3,1", "was": number}),
        ("planner", "/settings/tokens/end/", {"token": number}),
        ("system", "/settings/accounts/change/", {"account": number, "ask": "reset"}),
        ("security", "/settings/roles/change/", {"account": number, "ask": "grant", "role": "planner"}),
    ]
    wrong = [path for role, path, form in forms if ask(role, path, form).status_code >= 500]
    assert wrong == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2024-02-30", "x", "²"])
def test_a_day_that_is_none_or_the_last_of_all(city: Office, day: str) -> None:
    del city
    assert ask("audit", f"/acts/?since={day}&until={day}").status_code == 200
    assert ask("planner", f"/law/?day={day}").status_code < 500
    assert ask("planner", "/proofread/", {"text": "x", "day": day}).status_code < 500


_BODIES = (
    "", "[]", "{", "1", "null", '"x"', "[" * 100_000, '{"text": 1, "fields": 1}', '{"text": "\\ud800"}',
    '{"fields": {"\\ud800": "x"}, "text": "a = 1"}', '{"moves": []}', '{"moves": {"x": "²"}}', '{"edits": "\\u0000"}',
    '{"title": "\\udfff", "query": "x"}', '{"title": "x", "query": "\\u0000"}', '{"id": 1e999}',
    f'{{"id": {"9" * 40}}}',
    '{"polygons": [[[[true, 1], [2, 3], [4, 5]]]]}', '{"polygons": [[[[NaN, 1], [2, 3], [4, 5]]]]}',
    '{"polygons": [[[[1e999, 1], [2, 3], [4, 5]]]]}', '{"polygons": [[[[1e308, 1], [2, 3], [4, 5]]]]}',
    f'{{"polygons": [[[[{"9" * 400}, 1], [2, 3], [4, 5]]]]}}',
)  # fmt: skip


@pytest.mark.parametrize("body", _BODIES, ids=lambda body: body[:24])
def test_a_body_that_is_nothing_one_can_read(city: Office, body: str) -> None:
    """Cut off, of another kind, nested without end, half a sign, a sign no base keeps, numbers that are none."""
    acts = ActRow.objects.count()
    places = (
        f"/workbench/briefs/{city.brief}/look/",
        f"/workbench/plans/{city.draft}/moves/",
        "/ledger/edits/",
        "/ledger/views/",
        "/ledger/views/drop/",
        f"/parcel-outline/{city.parcels[OWN]}/",
        "/api/corrections",
        "/api/briefs",
    )
    answers = {path: ask("planner", path, body) for path in places}
    assert {path: one.status_code for path, one in answers.items() if one.status_code >= 500} == {}
    assert all(one["Content-Type"].startswith("application/json") for one in answers.values() if one.status_code > 404)
    assert ActRow.objects.count() == acts


@pytest.mark.parametrize("field", ["identity", "field", "old", "new"])
@pytest.mark.parametrize("text", ["\ud800", "a\x00b"])
def test_half_a_sign_is_no_text(city: Office, field: str, text: str) -> None:
    row = ParcelRow.objects.get(identity=city.parcels[OWN])
    edit = {"identity": row.identity, "field": "name", "old": row.name, "new": "新名", field: text}
    for body in ({"edits": [edit]}, {"edits": [{**edit, field: "x"}], "once": text}, {"edits": [edit], "why": text}):
        answer = ask("planner", "/ledger/edits/", json.dumps(body))
        assert answer.status_code == 409 and json.loads(answer.content)["code"] == "U114"


def test_what_is_read_is_what_was_sent() -> None:
    assert json_in('{"名": ["甲", {"乙": null}], "deep": ' + "[" * 200 + "]" * 200 + "}")
    for bad in ('"\\ud800"', '{"a": [{"b\\u0000": 1}]}', "[" * 100_000 + "]" * 100_000):
        with pytest.raises(Unlawful):
            json_in(bad)
    assert not issubclass(Unlawful, Fault)


@pytest.mark.parametrize(
    "path", ["/%00", "/parcels/%00/", "/ledger/rows/?q=%00", "/public/?a=%00", "/ledger/export/?as=%00", "/?lang=%00"]
)
def test_a_sign_that_no_base_keeps_is_refused_in_words(city: Office, path: str) -> None:
    del city
    answer = ask("planner", path)
    assert answer.status_code == 400 and "请求读不懂" in answer.content.decode()


def test_nor_in_a_form(city: Office) -> None:
    del city
    for role, path, form in (
        ("", "/sign-in/", {"name": "a\x00", "password": "b"}),
        ("system", "/settings/accounts/", {"name": "ab", "shown": "\x00"}),
        ("planner", "/settings/tokens/", {"title\x00": "x"}),
    ):
        assert ask(role, path, form).status_code == 400
    assert not Attempt.objects.exists()


def test_a_code_that_is_no_figures(city: Office) -> None:
    del city
    client = client_of("system")
    client.get("/settings/factor/")
    for code in ("六位数字", "é" * 6, "٣" * 6, "", "000000"):
        Attempt.objects.all().delete()
        assert client.post("/settings/factor/", {"ask": "begin", "code": code}).status_code == 422


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary="]
)
def test_a_form_that_is_torn_is_refused_in_words(city: Office, kind: str) -> None:
    del city
    client = client_of("planner")
    answer = client.post("/ledger/send/", b"--x\r\nContent-Disposition: form-data; name=", content_type=kind)
    assert answer.status_code in (200, 400, 404) and "text/html" in answer["Content-Type"]
    assert answer.status_code != 400 or "请求读不懂" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/ledger/send/", "/map/outlines/", "/map/layers/", "/proofread/", "/workbench/new/", "/api/lists/preview"]
)
def test_what_is_too_large_is_refused_in_words_before_it_is_read(city: Office, path: str) -> None:
    del city
    client = client_of("planner")
    file = SimpleUploadedFile("大.xlsx", b"x" * 2_000_000)
    settings.LARGEST_FILE, usual = 1 << 19, settings.LARGEST_FILE
    try:
        answer = client.post(path, {"list": file, "file": file, "sender": ""})
    finally:
        settings.LARGEST_FILE = usual
    assert answer.status_code == 413
    told = answer.json()["message"] if path.startswith("/api/") else answer.content.decode()
    assert "太大" in told


def test_a_fault_of_ours_is_told_in_words_and_asks_nothing_of_the_base(
    city: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from landsupply.web.pages import home

    def broken(_: object) -> None:
        raise RuntimeError("KANARISECRET")

    del city
    monkeypatch.setattr(home, "tasks_of", broken)
    answer = ask("planner", "/")
    text = answer.content.decode()
    assert answer.status_code == 500 and "程序出错" in text and "KANARISECRET" not in text


def test_a_busy_base_is_told_in_words(city: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    from landsupply.web.pages import home

    def busy(_: object) -> None:
        raise OperationalError("database is locked")

    del city
    monkeypatch.setattr(home, "tasks_of", busy)
    answer = ask("planner", "/")
    assert answer.status_code == 503 and answer["Retry-After"] and "数据库正忙" in answer.content.decode()
    assert "database is locked" not in answer.content.decode()
