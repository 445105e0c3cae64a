"""地图测试 · What the map is sent is what one may see; parcel pages, layers, sheets, colours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from landsupply.law.rulebook import open_rulebook
from landsupply.law.use_colours import class_colours, use_colours
from tests.web.planning import published

As = Callable[[str], Client]
OWN, OTHER = "YZ24-0004", "YZ24-0001"


def test_the_map_holds_every_parcel_once_with_its_outline(as_role: As) -> None:
    content = as_role("planner").get("/map/content/").json()
    parcels = {row[0]: row for row in content["parcels"]}
    assert len(parcels) == 230 and sum(1 for row in parcels.values() if row[9]) == 219
    assert content["epsg"] == 4544 and {one["name"] for one in content["layers"]} == {
        "云泽市",
        "泽水河道管理范围（虚构）",
    }
    assert parcels["YZ24-0109"][8][0][0] == "泽水河道管理范围（虚构）"


def test_a_clerk_is_sent_the_own_unit_alone(as_role: As) -> None:
    body = as_role("district").get("/map/content/").content.decode()
    rows = json.loads(body)["parcels"]
    assert {row[2] for row in rows} == {"湖东区"} and OTHER not in body and "瑞霖医院" not in body
    assert as_role("system").get("/map/content/").status_code == 404
    sheet = as_role("district").get("/map/print/").content.decode()
    assert "YZ24-0001" not in sheet and "YZ24-0024" in sheet


def test_a_plan_shows_on_the_map_by_its_line(as_role: As, monkeypatch: pytest.MonkeyPatch) -> None:
    from landsupply.web import map_look

    lists = map_look.Lists(planned=frozenset({OTHER}), published=frozenset())
    monkeypatch.setattr(map_look.Lists, "now", classmethod(lambda cls: lists))
    rows = {row[0]: row for row in as_role("planner").get("/map/content/").json()["parcels"]}
    assert rows[OTHER][7][0] == "planned"


def test_a_parcel_page_says_all_there_is(as_role: As) -> None:
    page = as_role("planner").get(f"/parcels/{OTHER}/").content.decode()
    for words in ("台账所载", "净地状态", "2024 年度可供方案", "逐条规则判定", "经过", "B3", "划拨"):
        assert words in page, words
    english = as_role("planner").get(f"/parcels/{OTHER}/?lang=en").content.decode()
    assert "What the ledger states" in english and "Judgement rule by rule" in english


def _old(client: Client, identity: str, field: str) -> str:
    """What the form says stood there."""
    page = client.get(f"/parcel-edit/{identity}/?field={field}").content.decode()
    found = re.search(r'name="old" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_a_stale_edit_shows_both_values_and_either_can_be_kept(as_role: As) -> None:
    client = as_role("planner")
    old = _old(client, OTHER, "location")
    form = {"field": "location", "old": old}
    assert client.post(f"/parcel-edit/{OTHER}/", {**form, "new": "甲处"}).status_code == 302
    answer = as_role("reserve").post(f"/parcel-edit/{OTHER}/", {**form, "new": "乙处"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "甲处" in page and "乙处" in page
    again = {"field": "location", "old": "甲处", "new": "乙处", "why": "核对"}
    assert as_role("reserve").post(f"/parcel-edit/{OTHER}/", again).status_code == 302
    assert "乙处" in client.get(f"/parcels/{OTHER}/").content.decode()


@pytest.mark.parametrize(
    "path", ["/parcels/{}/", "/parcel-edit/{}/?field=name", "/parcel-outline/{}/", "/parcel-shape/{}/"]
)
def test_what_one_may_not_see_is_not_there(as_role: As, path: str) -> None:
    assert as_role("district").get(path.format(OTHER)).status_code == 404
    assert as_role("planner").get(path.format("无此宗地")).status_code == 404


@pytest.mark.parametrize("identity", ["甲/乙", "a b?c#d", "%41", "../x", "x/edit/"])
def test_a_number_may_hold_any_character(as_role: As, monkeypatch: pytest.MonkeyPatch, identity: str) -> None:
    """Whatever the address, the view is asked for exactly this number."""
    from django.urls import resolve
    from django.utils.encoding import iri_to_uri

    from landsupply.web.pages.parcel import address

    path = iri_to_uri(address(identity))
    assert resolve(f"/parcels/{identity}/").kwargs["identity"] == identity
    assert quote(identity) in path and as_role("planner").get(path).status_code == 404


def test_script_in_a_name_is_shown_and_never_run(as_role: As) -> None:
    client = as_role("planner")
    old = _old(client, OWN, "name")
    evil = "</script><svg onload=alert(1)>\"'&"
    client.post(f"/parcel-edit/{OWN}/", {"field": "name", "old": old, "new": evil})
    for path in (f"/parcels/{OWN}/", "/map/print/", f"/parcel-outline/{OWN}/", "/map/layers/"):
        assert "<svg onload" not in client.get(path).content.decode(), path


def test_a_layer_is_laid_and_taken_away_by_who_may_draw_everywhere(as_role: As) -> None:
    from landsupply.web.layers import layers

    client, name = as_role("planner"), "泽水河道管理范围（虚构）"
    assert as_role("district").post("/map/layers/", {"withdraw": name}).status_code == 404
    assert client.post("/map/layers/", {"withdraw": name}).status_code == 302
    assert [one.name for one in layers()] == ["云泽市"]
    assert client.get("/map/content/").json()["parcels"][0][8] == []
    assert client.post("/map/layers/", {"name": "", "kind": "OUTSIDE"}).status_code == 409


def test_layers_on_a_parcel_are_those_of_an_overlay_by_hand(as_role: As) -> None:
    """The share that the page lists, found again with another library's clipping."""
    import shapely

    from landsupply.web.layers import covers, layers
    from landsupply.web.models import ParcelRow
    from landsupply.web.outlines import outline_of

    (river,) = (one for one in layers() if one.wanted)
    band = shapely.Polygon([(e / 1e4, n / 1e4) for e, n in river.boundaries[0].polygons[0][0]])
    for cover in covers()[river.name][:4]:
        held = outline_of(ParcelRow.objects.get(identity=cover.parcel))
        assert held is not None
        land = shapely.Polygon([(e / 1e4, n / 1e4) for e, n in held.boundary.polygons[0][0]])
        assert abs(land.intersection(band).area * 100 - cover.area.units) <= 1


def test_a_sheet_has_title_legend_scale_and_room_for_the_number(as_role: As) -> None:
    client = as_role("planner")
    page = client.get("/map/print/?title=甲图&scale=20000").content.decode()
    assert ">甲图<" in page and "1:20000" in page and "审图号：<" in page and "住宅用地" in page
    assert "审图号：云S（2026）1号" in client.get("/map/print/?approval=云S（2026）1号").content.decode()
    assert "1:7" not in client.get("/map/print/?scale=7").content.decode().split("<svg")[1]


def test_colours_are_dated_and_sourced() -> None:
    assert use_colours(date(2020, 12, 31)) == {}
    place = open_rulebook("990100").on(date(2024, 1, 1)).place
    found = class_colours(place, date(2024, 1, 1))
    assert found["住宅用地"].hex == "#ffff2d" and set(found) == {one.name for one in place.classes}
    assert all(one.source and one.basis.value == "recalled" for one in found.values())


def test_a_map_says_how_its_colours_are_known(as_role: As) -> None:
    """On the map, on its print and on the public map: the document, and that nobody has read its text yet."""
    published()
    told = "用地颜色：《市级国土空间总体规划制图规范（试行）》（依据来源：记忆）"
    client = as_role("planner")
    for path in ("/map/", "/map/print/", "/public/2024/parcels/"):
        assert told in client.get(path).content.decode(), path
    assert "(known how: recalled)" in client.get("/map/?lang=en").content.decode()
