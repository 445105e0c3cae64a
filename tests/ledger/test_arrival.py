"""报送 · What a sender has sent before, and whose land it was; what is told of a sheet as a whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from landsupply.ledger.arrival import (
    arrival_of,
    arrivals_from_form,
    arrivals_to_form,
    difference,
)
from landsupply.ledger.examine import examine
from landsupply.ledger.sender import only_of
from landsupply.measure.fault import InputFault

from .conftest import planted, sheet_of

DAY = date(2024, 3, 1)


def test_the_record_of_arrivals_is_read_as_it_was_written(rules):
    arrivals = (arrival_of(examine(planted({}), rules), "中原区", DAY),)
    assert arrivals_from_form(arrivals_to_form(arrivals)) == arrivals


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"format": "landsupply.arrivals/2", "arrivals": []},
        {"format": "landsupply.arrivals/1", "arrivals": [{"sender": 1}]},
        {"format": "landsupply.arrivals/1", "arrivals": [3]},
    ],
)
def test_what_is_no_record_of_arrivals_is_refused(form):
    with pytest.raises(InputFault) as caught:
        arrivals_from_form(form)
    assert caught.value.code == "L290"


def test_what_changed_is_named(rules):
    before = arrival_of(examine(planted({}, {}), rules), "中原区", DAY)
    now = arrival_of(examine(planted({"面积（公顷）": "9.9"}, {"宗地编号": "ZZ-900"}), rules), "中原区", DAY)
    found = difference(now, [before])
    assert (found.added, found.gone, found.altered) == (("ZZ-900",), ("ZZ-003",), ("ZZ-002",))
    assert not found.same_files or not found.same_parcels
    assert difference(now, [before, now]).same_parcels
    assert difference(replace(now, sender="金水区"), [before, now]).before is None


def test_rows_of_another_district_are_left_out_by_name(rules):
    ledger = examine(planted({"行政区": "惠济区"}), rules)
    own = only_of(ledger, "中原区", rules)
    assert [parcel.id for parcel in own.parcels] == ["ZZ-001"]
    (issue,) = (issue for issue in own.issues if issue.code == "L291")
    assert (issue.rows, issue.raw, issue.field, issue.column) == ((3,), "惠济区", "行政区", 2)
    assert only_of(ledger, "市土地储备中心", rules) == ledger


def test_t50_one_number_with_areas_fifteen_apart_is_told_at_both(rules):
    head = ("宗地编号", "位置", "面积（公顷）", "土地用途")
    sheets = [
        sheet_of(head, ("A-1", "甲路", "0.3056", "工业用地"), name="储备库"),
        sheet_of(head, ("A-1", "甲路东", "4.584", "工业用地"), name="供应计划"),
    ]
    told = [issue for issue in examine(sheets, rules).issues if issue.code == "L135"]
    assert {issue.sheet for issue in told} == {"储备库", "供应计划"}
    assert all("15 倍" in issue.message() and issue.column == 2 for issue in told)


def test_t47_characters_put_back_are_told(rules):
    issues = examine(replace(planted(), mapped=3), rules).issues
    (told,) = (issue for issue in issues if issue.code == "L136")
    assert told.message().startswith("表中有 3 个字符")


def test_the_schema_describes_the_record(rules):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((files("landsupply") / "schemas" / "arrivals-1.schema.json").read_text("utf-8"))
    form = arrivals_to_form([arrival_of(examine(planted({}), rules), "中原区", DAY)])
    jsonschema.Draft202012Validator(schema).validate(form)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**form, "arrivals": [{"sender": "中原区"}]})
