"""字段说明测试 · Every field says what it means, in which unit, and on what it rests; in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape

import pytest
from django.test import Client

AsRole = Callable[[str], Client]


_ROW = re.compile(r'<tr id="field-([^"]+)">(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_SETTING = re.compile(r'<script id="setting" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_says_meaning_unit_and_basis(as_role: AsRole, lang: str) -> None:
    from landsupply.ledger.parcel_fields import LISTED_FIELDS
    from landsupply.web.pages.ledger_query import BASE

    page = as_role("planner").get("/ledger/fields/", {"lang": lang}).content.decode()
    told = {path: _CELL.findall(cells) for path, cells in _ROW.findall(page)}
    assert {*LISTED_FIELDS, "class", "obstacles", "issues"} == set(told)
    assert {*(field or name for name, field in BASE.items())} <= set(told)
    assert all(len(cells) == 6 and all(one.strip() for one in cells) for cells in told.values())
    assert sum("/law/rules/" in cells[4] for cells in told.values()) > 40


def test_the_grid_and_the_form_of_a_field_say_the_same(as_role: AsRole) -> None:
    planner = as_role("planner")
    found = _SETTING.search(planner.get("/ledger/").content.decode())
    assert found
    columns = {one["key"]: one["help"] for one in json.loads(found[1])["columns"]}
    assert all(columns.values())
    form = planner.get("/parcel-edit/YZ24-0002/", {"field": "area"}).content.decode()
    assert escape(columns["area"]) in form
    assert "单位：公顷" in columns["area"]
