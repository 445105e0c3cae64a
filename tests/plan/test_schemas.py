"""表式 · The JSON Schemas that are shipped describe what is really written, and refuse what is not."""

from __future__ import annotations

import copy
import json
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.ledger.examine import examine
from landsupply.ledger.form import to_form as ledger_form
from landsupply.ledger.habits import Habits, habits_to_form
from landsupply.measure.area import AreaUnit
from landsupply.plan.brief_form import brief_to_form
from landsupply.plan.form import from_form, to_form
from landsupply.plan.plan import Assumption, Miss
from landsupply.proofread.findings import findings
from landsupply.proofread.form import to_form as proofread_form
from landsupply.proofread.reading import read
from tests.plan import case, counted_plan, every_table

jsonschema = pytest.importorskip("jsonschema")

NAMES = ("brief", "examination", "habits", "plan", "proofread")
VERSIONS = {"examination": 2}
TABLE = """宗地编号,宗地名称,区,面积（公顷）,用途,最早可供月份
A1,一号,中原区,3.2000,城镇住宅用地,2024-03
A2,二号,某区,很多,无此用途,
"""
TEXT = """某市2024年度国有建设用地供应计划

一、总量
2024年度计划供应总量为100.00公顷，其中住宅用地60.00公顷，商服用地50.00公顷。
"""


@cache
def schema(name: str) -> dict:
    text = files("landsupply").joinpath("schemas", f"{name}-{VERSIONS.get(name, 1)}.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def faults(name: str, form: object) -> list[str]:
    """What the schema holds against a form, as it comes out of JSON."""
    plain = json.loads(json.dumps(form, ensure_ascii=False))
    found = jsonschema.Draft202012Validator(schema(name)).iter_errors(plain)
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


def plan_form() -> dict:
    line = case.brief().targets[0].line
    more = (Assumption(code="S111", facts=(("reason", "实测"),)),)
    return to_form(replace(case.plan(), misses=(Miss(line=line, units=-5),), assumptions=more), case.rules())


def examination() -> dict:
    return ledger_form(examine(read_sheets(TABLE.encode(), "ledger.csv"), case.rules()))


def proofreading(text: str = TEXT) -> dict:
    reading = read(text)
    return proofread_form(reading, findings(reading, case.rules()))


FORMS = {
    "brief": lambda: brief_to_form(case.brief()),
    "examination": examination,
    "habits": lambda: habits_to_form(Habits("某区").learn("地块大小", "area", AreaUnit.MU, "经办岗", date(2024, 1, 2))),
    "plan": plan_form,
    "proofread": proofreading,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_names_its_format(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["properties"]["format"]["const"] == FORMS[name]()["format"] == schema(name)["$id"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_as_the_schema_says(name: str) -> None:
    assert faults(name, FORMS[name]()) == []


def test_the_examples_have_something_in_every_list() -> None:
    """An empty list would prove nothing of what stands in one."""
    assert examination()["issues"] and examination()["parcels"]
    assert proofreading()["figures"] and proofreading()["findings"]
    assert all(plan_form()[name] for name in ("items", "reserves", "misses", "assumptions"))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_is_known_and_none_may_be_missing(name: str) -> None:
    form = FORMS[name]()
    assert faults(name, {**form, "extra": 1})
    for key in schema(name)["required"]:
        assert faults(name, {one: value for one, value in form.items() if one != key})


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("items", 0, "area"), 3.3333),
        (("items", 0, "area"), "3.3"),
        (("items", 0, "supply_month"), 13),
        (("items", 0, "state"), "done"),
        (("indicators", "months", "13"), "1.00"),
        (("proof", "goals", 0, "gap"), -0.1),
        (("brief", "goals"), ["快"]),
        (("digest",), "md5:1"),
    ],
)
def test_a_planted_fault_in_a_plan_is_seen(path: tuple, value: object) -> None:
    form = copy.deepcopy(plan_form())
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert faults("plan", form)


def test_real_files_are_as_the_schemas_say(shared: Path) -> None:
    table = (shared / "zhengzhou" / "allocation_results.csv").read_bytes()
    text = (shared / "plans" / "zhengzhou_2024_plan.txt").read_text("utf-8")
    ledger = examine(read_sheets(table, "allocation_results.csv"), case.rules())
    assert faults("examination", ledger_form(ledger)) == []
    assert faults("proofread", proofreading(text)) == []


def test_a_brief_with_every_table_is_as_the_schema_says() -> None:
    form = brief_to_form(every_table.read())
    assert faults("brief", form) == []
    assert faults("brief", tomllib.loads(every_table.PAGE) | {"day": "2024-03-05"}) == []
    for path, value in (
        (("targets", "affordable", "kinds"), "安置房"),
        (("targets", "departments", "规划科", "lag"), 12),
        (("targets", "class_milestones", "住宅用地", "13"), "50%"),
        (("targets", "sentences", 0, "terms", 0, "measure"), "亩数"),
        (("goals", "快"), 1),
        (("weights", "总量"), 0),
        (("locks", "after"), [["P01"]]),
    ):
        wrong = copy.deepcopy(form)
        place = wrong
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert faults("brief", wrong), path


def test_a_plan_that_counts_more_than_land_is_as_the_schema_says() -> None:
    """Key areas, sums, misses of parcels and of money, a goal that is a loss: written, read, and the same."""
    plan = counted_plan.counted_plan()
    form = json.loads(json.dumps(to_form(plan, case.rules()), ensure_ascii=False))
    assert faults("plan", form) == []
    assert from_form(form, case.rules()) == plan
    assert [(one.get("unit"), one.get("amount"), one.get("area")) for one in form["misses"]] == [
        (None, None, "-10.5035"),
        ("宗", "2", None),
        ("万元", "-2150.00", None),
    ]
    assert form["items"][0]["amounts"] == {"收储成本": "150.00", "出让收入": "0.00"}
