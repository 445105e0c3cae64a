"""供应方案形式 · What the answer says is what its schema describes, for the shipped example and for mixed parcels."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.options.form import to_form
from landsupply.options.lawful import lawful_options
from landsupply.prepare.readiness import readiness_of

jsonschema = pytest.importorskip("jsonschema")
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "zhengzhou-2024" / "ledger.csv"
MIXED = """宗地编号,行政区,位置,面积（公顷）,土地用途,住房类型,供应方式,最早可供月份
A-1,中原区,甲路,10,住宅70%、零售商业用地30%,商品住房,挂牌,2024-03
A-2,中原区,乙路,4,工业用地,,,2024-03
"""


def form_of(content: bytes) -> dict[str, Any]:
    rules = open_rulebook("410100").on(date(2024, 1, 2))
    ledger = examine(read_sheets(content, "台账.csv"), rules)
    return dict(json.loads(json.dumps(to_form(lawful_options(ledger, readiness_of(ledger), rules)))))


def faults(form: dict[str, Any]) -> list[str]:
    schema = json.loads(files("landsupply").joinpath("schemas", "options-1.schema.json").read_text("utf-8"))
    return [one.message for one in jsonschema.Draft202012Validator(schema).iter_errors(form)]


@pytest.mark.parametrize("content", [EXAMPLE.read_bytes(), MIXED.encode()], ids=["example", "mixed"])
def test_the_answer_is_what_the_schema_describes(content: bytes) -> None:
    assert faults(form_of(content)) == []


def test_a_mixed_parcel_gives_its_parts_and_what_its_floor_lacks() -> None:
    (option, *_) = [one for one in form_of(MIXED.encode())["options"] if one["parcel"] == "A-1"]
    assert [(part["share"], part["term"]) for part in option["parts"]] == [("7/10", 70), ("3/10", 40)]
    assert option["price_floor"]["missing"] == ["base_price"]


def test_every_refusal_is_cited_or_is_own_reckoning() -> None:
    """A number of a rule stands with its basis; what the ledger's months and numbers come to names no rule."""
    doubtful = (
        "A-3,中原区,丙路,4,工业用地,,,\nA-4,中牟县,丁路,4,工业用地,,,2024-03\nA-5,中原区,戊路,,工业用地,,,2024-03\n"
    )
    later = "A-6,中原区,己路,4,工业用地,,,2025-03\nA-7,中原区,庚路,4,,,,2024-03\nA-8,中原区,辛路,4,水田,,,2024-03\n"
    refused = form_of((MIXED + doubtful + later).encode())["refused"] + form_of(EXAMPLE.read_bytes())["refused"]
    assert all((one["rule"] is None) == (one["basis"] is None) for one in refused)
    assert all(("不是法规判定" in one["message"]) == (one["rule"] is None) for one in refused)
    codes = {one["code"] for one in refused if one["rule"] is None}
    assert {"O001", "O005", "O006", "O007"} <= codes


def test_no_agreement_is_lawful_without_a_ground() -> None:
    options, refused = form_of(EXAMPLE.read_bytes())["options"], form_of(EXAMPLE.read_bytes())["refused"]
    assert [one for one in options if one["mode"] == "协议"] == []
    assert {one["ruling"] for one in refused if one["mode"] == "协议" and one["rule"] == "MT-03"} == {"不能判定"}


def test_the_schema_can_refuse() -> None:
    form = form_of(MIXED.encode())
    form["options"][0]["first_month"] = 13
    assert len(faults(form)) == 1
