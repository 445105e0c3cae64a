"""公开页测试 · What anybody sees without signing in: what is published, only public fields, how long it is kept."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from django.test import Client

from landsupply.publish.disclosure import FIELDS
from landsupply.seal.canon import digest_bytes
from landsupply.web.plans import APPROVE, PUBLISH, SUBMIT, happen, keep_plan
from tests.web.planning import approved, example_plan, kept, person, published


def test_nothing_published_says_so(office: None) -> None:
    kept()
    page = Client().get("/public/")
    assert page.status_code == 200 and "还没有公布" in page.content.decode()
    assert Client().get("/public/2024/").status_code == 404


def test_a_plan_on_its_way_is_not_there(office: None) -> None:
    digest = approved()
    for path in (f"/public/versions/{digest}/", f"/public/versions/{digest}/files/plan.docx", "/public/2024/parcels/"):
        assert Client().get(path).status_code == 404


def test_published_pages_and_files_are_there_in_both_languages(office: None) -> None:
    digest = published("首次公布的摘要")
    anybody = Client()
    page = anybody.get("/public/2024/").content.decode()
    assert "首次公布的摘要" in page and digest in page
    assert '<html lang="en">' in anybody.get("/public/2024/?lang=en").content.decode()
    for name in (
        "plan.docx",
        "annexes.xlsx",
        "plan.html",
        "parcels.csv",
        "parcels.xlsx",
        "parcels.json",
        "en/plan.docx",
    ):
        answer = anybody.get(f"/public/versions/{digest}/files/{name}")
        assert answer.status_code == 200 and "immutable" in answer["Cache-Control"]
        assert digest_bytes(answer.content) in page
    assert anybody.get("/public/2024/files/plan.json").status_code == 404


def test_pages_say_how_long_they_may_be_kept_and_are_asked_for_anew_cheaply(office: None) -> None:
    published()
    first = Client().get("/public/2024/")
    assert first["Cache-Control"] == "public, max-age=300"
    assert Client().get("/public/2024/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_only_allowed_fields_are_public(office: None) -> None:
    plan, rules = example_plan()
    items = tuple(replace(one, person="张三丰", unit="内部责任单位甲", batch="批次机密") for one in plan.items)
    planted = replace(plan, items=items)
    digest = keep_plan(person("planner"), planted, rules, {}).digest
    happen(person("planner"), digest, SUBMIT, "")
    happen(person("leader"), digest, APPROVE, "")
    happen(person("leader"), digest, PUBLISH, "版")
    anybody = Client()
    parcel = items[0].parcel
    pages = ["/public/", "/public/2024/", "/public/2024/parcels/", f"/public/2024/parcels/{parcel}/"]
    files = [f"/public/2024/files/{name}" for name in ("plan.html", "parcels.csv", "parcels.json", "en/parcels.json")]
    for path in (*pages, *files, "/public/2024/parcels/?format=csv", "/public/2024/parcels/?q=张三丰"):
        body = anybody.get(path).content.decode()
        assert "张三丰" not in body.replace('value="张三丰"', "")
        if "plan.html" not in path:
            assert "内部责任单位甲" not in body and "批次机密" not in body
    form = json.loads(anybody.get("/public/2024/files/parcels.json").content)
    assert set(form["parcels"][0]) == {field.name for field in FIELDS}


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("quarter=3", lambda item: item.quarter == 3),
        ("class=住宅用地", lambda item: "住宅用地" in dict(item.by_class)),
        ("least=30&most=60", lambda item: 2_000_000 <= item.area.units <= 4_000_000),
        ("quarter=3&unit=湖东区", lambda item: item.quarter == 3 and item.district == "湖东区"),
    ],
)
def test_search_finds_what_it_says(office: None, query: str, keeps: object) -> None:
    published()
    plan, _ = example_plan()
    wanted = {item.parcel for item in plan.items if keeps(item)}  # type: ignore[operator]
    content = Client().get(f"/public/2024/parcels/?{query}&format=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert {row[0] for row in rows[1:]} == wanted and wanted


def test_the_csv_opens_with_a_mark(office: None) -> None:
    published()
    content = Client().get("/public/2024/files/parcels.csv").content
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content


def test_open_data_come_with_coarse_outlines_a_dictionary_and_terms(office: None) -> None:
    published()
    page = Client().get("/public/2024/").content.decode()
    assert "数据字典" in page and "未载明使用条款" in page and "fields.csv" in page
    answer = Client().get("/public/2024/parcels/?format=geojson")
    form = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/geo+json") and "格网" in form["outlines"]
    listed = json.loads(Client().get("/public/2024/files/parcels.json").content)
    assert [one["properties"] for one in form["features"]] == listed["parcels"]
    assert list(form["fields"]) == list(listed["fields"])
