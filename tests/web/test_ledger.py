"""台账页测试 · Rows, facets, edits, history, views and exports: each scoped to one's unit, each refusal in words."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.web.office import signed_in

AsRole = Callable[[str], Client]
OURS = {"HTTP_X_REQUESTED_WITH": "landsupply"}


def rows(client: Client, query: str = "") -> dict[str, Any]:
    """行 · What the grid gets."""
    answer = client.get(f"/ledger/rows/?{query}", **OURS)  # type: ignore[arg-type]
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def save(client: Client, *edits: dict[str, str], once: str = "") -> Any:
    """保存 · Edits as the grid sends them."""
    body = json.dumps({"edits": list(edits), "why": "核对", "once": once})
    return client.post("/ledger/edits/", body, content_type="application/json", **OURS)  # type: ignore[arg-type]


def edit(row: list[Any], field: str, old: str, new: str) -> dict[str, str]:
    """一处 · One edit of a row."""
    return {"identity": row[0], "field": field, "old": old, "new": new}


def test_the_rows_are_the_ledgers(as_role: AsRole) -> None:
    found = rows(as_role("planner"))
    assert found["count"] == len(found["rows"]) == 230
    assert all(len(row) == 11 for row in found["rows"])


def test_units_stand_in_official_order_and_names_by_sound(as_role: AsRole) -> None:
    from landsupply.web.reading import reading_of
    from landsupply.web.standing import rulebook

    client = as_role("planner")
    order = {one.name: one.order for one in rulebook().place.units}
    places = [order[row[2]] for row in rows(client)["rows"]]
    assert places == sorted(places)
    names = [reading_of(row[1]) for row in rows(client, "sort=name")["rows"]]
    assert names == sorted(names)
    areas = [float(row[5]) for row in rows(client, "sort=-area")["rows"] if row[5]]
    assert areas == sorted(areas, reverse=True)


def test_facets_count_what_choosing_them_would_show(as_role: AsRole) -> None:
    client = as_role("planner")
    first = rows(client, "origin=新增建设用地")
    for name in ("unit", "class", "mode", "issues", "obstacles"):
        for value, count in first["facets"][name]:
            assert rows(client, f"origin=新增建设用地&{name}={value}")["count"] == count, (name, value)


def test_a_clerk_sees_the_own_unit_alone(as_role: AsRole) -> None:
    everything, own = rows(as_role("planner")), rows(as_role("district"))
    unit = own["rows"][0][2]
    assert {row[2] for row in own["rows"]} == {unit}
    assert own["count"] == sum(row[2] == unit for row in everything["rows"])
    assert [value for value, _ in own["facets"]["unit"]] == [unit]
    other = next(row for row in everything["rows"] if row[2] != unit)
    assert rows(signed_in("district"), f"q={other[0]}")["count"] == 0


def test_a_clerk_changes_the_own_unit_alone(as_role: AsRole) -> None:
    everything = rows(as_role("planner"))["rows"]
    client = as_role("district")
    unit = rows(client)["rows"][0][2]
    other = next(row for row in everything if row[2] != unit)
    own = next(row for row in everything if row[2] == unit)
    assert save(client, edit(other, "name", other[1], "改名")).status_code == 404
    assert save(client, edit(own, "name", own[1], "改名"), edit(other, "name", other[1], "改名")).status_code == 404
    assert rows(client, f"q={own[0]}")["rows"][0][1] == own[1], "all or none"
    assert client.get(f"/ledger/history/?identity={other[0]}", **OURS).status_code == 404  # type: ignore[arg-type]
    assert other[1] not in client.get(f"/ledger/export/?as=csv&q={other[0]}").content.decode("utf-8-sig")


def test_an_edit_is_saved_with_its_history(as_role: AsRole) -> None:
    client = as_role("planner")
    row = rows(client)["rows"][0]
    answer = save(client, edit(row, "area", row[5], "20"), edit(row, "name", row[1], "新名"))
    assert answer.status_code == 200
    assert answer.json()["rows"][0][1] == "新名" and float(answer.json()["rows"][0][5]) == 20
    told = client.get(f"/ledger/history/?identity={row[0]}&field=area", **OURS).json()  # type: ignore[arg-type]
    assert told["source"]["came"] == row[5] and told["source"]["cell"].endswith(str(told["source"]["row"]))
    assert [(one["old"], one["new"], one["why"]) for one in told["changes"]] == [(row[5], "20", "核对")]


def test_what_cannot_be_read_is_refused_and_nothing_is_saved(as_role: AsRole) -> None:
    client = as_role("planner")
    row = rows(client)["rows"][0]
    answer = save(client, edit(row, "name", row[1], "新名"), edit(row, "area", row[5], "乱写"))
    assert answer.status_code == 409 and "乱写" in answer.json()["message"]
    assert rows(client, f"q={row[0]}")["rows"][0] == row


def test_a_value_that_contradicts_the_parcel_is_refused(as_role: AsRole) -> None:
    from landsupply.web.standing import standing

    client = as_role("planner")
    parcel = next(one for one in standing().now.values() if one.phase_from)
    row = rows(client, f"q={parcel.id}")["rows"][0]
    answer = save(client, edit(row, "area", row[5], "0.01"))
    assert answer.status_code == 409 and parcel.name in answer.json()["message"]
    assert rows(client, f"q={parcel.id}")["rows"][0] == row


def test_t14_two_editors_of_different_fields_are_both_kept(as_role: AsRole) -> None:
    one, other = as_role("planner"), as_role("reserve")
    row = rows(one)["rows"][0]
    assert save(one, edit(row, "name", row[1], "甲改名")).status_code == 200
    assert save(other, edit(row, "location", _of(other, row, "location"), "某路以南")).status_code == 200
    now = rows(one, f"q={row[0]}&show=name,.location")["rows"][0]
    assert now[1] == "甲改名" and now[11] == "某路以南"


def test_t15_two_editors_of_one_field_meet(as_role: AsRole) -> None:
    one, other = as_role("planner"), as_role("reserve")
    row = rows(one)["rows"][0]
    assert save(one, edit(row, "name", row[1], "甲改名")).status_code == 200
    answer = save(other, edit(row, "name", row[1], "乙改名"))
    rival = answer.json()["rivals"][0]
    assert answer.status_code == 409
    assert (rival["was"], rival["theirs"], rival["mine"], rival["who"]) == (row[1], "甲改名", "乙改名", "计划编制人")
    assert rows(one, f"q={row[0]}")["rows"][0][1] == "甲改名"


def _of(client: Client, row: list[Any], path: str) -> str:
    return str(rows(client, f"q={row[0]}&show=.{path}")["rows"][0][11])


def test_t18_the_same_request_twice_has_one_effect(as_role: AsRole) -> None:
    from landsupply.web.models import ActRow

    client = as_role("planner")
    row = rows(client)["rows"][0]
    before = ActRow.objects.count()
    for _ in range(3):
        assert save(client, edit(row, "name", row[1], "新名"), once="a-key").status_code == 200
    assert ActRow.objects.count() == before + 1


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"edits": 1}', '{"edits": [1]}', '{"edits": [{"identity": 3}]}'])
def test_what_is_no_edit_is_refused(as_role: AsRole, body: str) -> None:
    answer = as_role("planner").post("/ledger/edits/", body, content_type="application/json", **OURS)  # type: ignore[arg-type]
    assert answer.status_code == 409 and answer.json()["code"] == "U114"


def test_leaders_may_look_and_not_touch(as_role: AsRole) -> None:
    client = as_role("leader")
    row = rows(client)["rows"][0]
    assert save(client, edit(row, "name", row[1], "新名")).status_code == 404


def test_an_ended_session_is_told_as_such(office: None) -> None:
    del office
    answer = save(Client(), {"identity": "x", "field": "name", "old": "", "new": "y"})
    assert answer.status_code == 401 and answer.json()["code"] == "U002"


def test_views_are_ones_own(as_role: AsRole) -> None:
    client, other = as_role("planner"), as_role("reserve")
    body = json.dumps({"title": "住宅", "query": "class=住宅用地"})
    view = client.post("/ledger/views/", body, content_type="application/json").json()
    assert "住宅" in client.get("/ledger/").content.decode()
    drop = json.dumps({"id": view["id"]})
    assert other.post("/ledger/views/drop/", drop, content_type="application/json").status_code == 404
    assert client.post("/ledger/views/drop/", drop, content_type="application/json").status_code == 200


def test_export_is_what_is_seen(as_role: AsRole) -> None:
    client = as_role("planner")
    query = "class=住宅用地&sort=-area&show=name,area,unit"
    seen = [[row[1], row[5], row[2]] for row in rows(client, query)["rows"]]
    told = json.loads(client.get(f"/ledger/export/?as=json&{query}").content)
    assert [list(one.values()) for one in told["rows"]] == seen
    text = client.get(f"/ledger/export/?as=csv&{query}").content.decode("utf-8-sig").splitlines()
    assert [line.split(",") for line in text[1:]] == seen
    book = load_workbook(io.BytesIO(client.get(f"/ledger/export/?as=xlsx&{query}").content)).active
    assert book is not None
    found = [[name, unit] for name, _, unit in book.iter_rows(min_row=2, values_only=True)]
    assert found == [[name, unit] for name, _, unit in seen]


def test_a_formula_in_a_name_is_a_text_in_every_file(as_role: AsRole) -> None:
    client = as_role("planner")
    row = rows(client)["rows"][0]
    evil = '=HYPERLINK("http://evil","x")'
    assert save(client, edit(row, "name", row[1], evil)).status_code == 200
    text = client.get(f"/ledger/export/?as=csv&q={row[0]}&show=name").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("\"'=")
    book = load_workbook(io.BytesIO(client.get(f"/ledger/export/?as=xlsx&q={row[0]}&show=name").content)).active
    assert book is not None and (book["A2"].value, book["A2"].data_type) == (evil, "s")


def test_pages_speak_english(as_role: AsRole) -> None:
    client = as_role("planner")
    page = client.get("/ledger/?lang=en").content.decode()
    assert "Largest first" in page and "Send a list" in page
    assert "Issues" in client.get("/ledger/issues/").content.decode()


def test_issues_lead_to_their_cells(as_role: AsRole) -> None:
    from landsupply.web.models import IssueRow

    client = as_role("planner")
    first = IssueRow.objects.exclude(identity="").first()
    assert first is not None
    page = client.get(f"/ledger/issues/?code={first.code}").content.decode()
    assert f"at={first.identity}" in page and f"/parcels/{first.identity}/" in page


def test_a_clerk_sees_issues_of_the_own_unit(as_role: AsRole) -> None:
    from landsupply.web.models import IssueRow

    client = as_role("district")
    IssueRow.objects.update(zh="探针别处")
    own = rows(client)["rows"][0][2]
    IssueRow.objects.filter(unit=own).update(zh="探针本处")
    assert "探针别处" not in client.get("/ledger/issues/").content.decode()
