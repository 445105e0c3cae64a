"""导出测试 · What is exported is what is seen: the same filter, order and columns, in each form that is offered."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.web.planning import kept

AsRole = Callable[[str], Client]


def as_json(client: Client, path: str) -> dict[str, Any]:
    """导出成 JSON · Columns and rows."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    found: dict[str, Any] = json.loads(answer.content)
    return found


def sheet(client: Client, path: str) -> list[tuple[Any, ...]]:
    """导出成表 · The rows of the workbook, heads first."""
    book = load_workbook(io.BytesIO(client.get(path).content))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_parcels_of_a_plan_go_out_as_they_are_seen(as_role: AsRole) -> None:
    planner = as_role("planner")
    base = f"/plans/{kept()}/items/?quarter=3&show=area&show=name"
    page = planner.get(f"{base}&sort=-area").content.decode()
    assert "sort=-area&amp;format=json" in page
    found = as_json(planner, f"{base}&sort=-area&format=json")
    assert found["columns"] == ["名称", "面积"]
    areas = [float(row["面积"]) for row in found["rows"]]
    assert areas == sorted(areas, reverse=True) and 0 < len(areas) < 147
    rows = sheet(planner, f"{base}&sort=-area&format=xlsx")
    assert rows[0] == ("名称", "面积")
    assert [row[1] for row in rows[1:]] == areas
    assert page.index(found["rows"][0]["名称"]) < page.index(found["rows"][-1]["名称"])
    assert planner.get(f"{base}&format=exe").status_code == 200


def test_facets_of_a_plan_count_what_choosing_them_would_show(as_role: AsRole) -> None:
    import re

    planner = as_role("planner")
    base = f"/plans/{kept()}/items/"
    page = planner.get(base, {"quarter": "3", "unit": "湖东区"}).content.decode()
    units = dict(
        re.findall(r'<option value="([^"]+)">[^<]*（(\d+)）', page.split('id="f-unit"')[1].split("</select>")[0])
    )
    for unit, count in units.items():
        shown = as_json(planner, f"{base}?quarter=3&unit={unit}&format=json")["rows"]
        assert len(shown) == int(count)


def test_the_table_beside_the_map_goes_out_as_it_is_narrowed(as_role: AsRole) -> None:
    kept()
    planner = as_role("planner")
    every = as_json(planner, "/map/list/?as=json")["rows"]
    assert len(every) == 230
    months = {row["计划供应月份"] for row in every}
    for query, column, value in (
        ("unit=湖东区", "计划单元", "湖东区"),
        ("class=住宅用地", "用途类别", "住宅用地"),
        ("planned=3", "计划供应月份", "3"),
    ):
        found = as_json(planner, f"/map/list/?as=json&{query}")["rows"]
        assert found == [row for row in every if row[column] == value] and found
    assert {"", "3"} <= months
    own = as_json(as_role("district"), "/map/list/?as=json")["rows"]
    assert {row["计划单元"] for row in own} == {"湖东区"}


def test_the_sheet_on_paper_shows_what_the_table_is_narrowed_to(as_role: AsRole) -> None:
    planner = as_role("planner")
    found = planner.get("/map/print/", {"text": "小学"}).content.decode()
    assert found.count("小学") > 3 and "产业园</text>" not in found


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_issues_go_out_in_each_form(as_role: AsRole, kind: str) -> None:
    planner = as_role("planner")
    answer = planner.get(f"/ledger/issues/?as={kind}")
    assert answer.status_code == 200 and f"issues.{kind}" in answer.headers["Content-Disposition"]
    assert planner.get("/ledger/issues/?as=exe").status_code == 404


def test_a_figure_lists_its_parcels_with_the_decimals_of_the_list(as_role: AsRole) -> None:
    import re

    planner = as_role("planner")
    base = f"/plans/{kept()}/"
    listed = {row["编号"]: row["面积"] for row in as_json(planner, f"{base}items/?format=json")["rows"]}
    page = planner.get(f"{base}figures/total/listed/").content.decode()
    shown = dict(re.findall(r'/parcels/([^/"]+)/">.*?<td class="number" title="[^"]*">([^<]+)</td></tr>', page))
    assert shown == listed


def test_every_key_figure_of_a_plan_opens(as_role: AsRole) -> None:
    import re

    planner = as_role("planner")
    base = f"/plans/{kept()}/"
    page = planner.get(base).content.decode()
    figures = page.split('<dl class="figures">')[1].split("</dl>")[0]
    paths = re.findall(r'<dd><a href="([^"]+)">', figures)
    assert len(paths) == figures.count("<dd>") >= 3
    assert all(planner.get(path).status_code == 200 for path in paths)
