"""一格不漏 · In the published records every cell under a known header is in its parcel, or an issue names it.

A cell is named by an issue that covers its row and its column, or by one that lists its column as not taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.columns import is_blank_word
from landsupply.ledger.examine import examine
from landsupply.ledger.habits import NO_HABITS
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet, sheet_of_rows
from landsupply.ledger.table import open_tables
from landsupply.measure.fault import InputFault

#: Where what a field of the row says is found in the parcel's stated values.
HELD = {
    "plot_ratio": ("conditions",),
    "plot_ratio_low": ("conditions",),
    "plot_ratio_high": ("conditions",),
    "density": ("conditions",),
    "green": ("conditions",),
    "height": ("conditions",),
    "building_area": ("conditions",),
    "conditions": ("conditions",),
    "start_price": ("prices",),
    "appraised_price": ("prices",),
    "deal_price": ("prices",),
    "reserve_cost": ("prices",),
    "number": ("id", "supervision"),
    "approved": ("supplied",),
    "use": ("use", "use_shares"),
}
#: These say something of the list or of other cells and are no part of a parcel.
ABOUT_THE_LIST = {"title", "serial", "area_unit"}
LISTS = [
    ("zhengzhou/allocation_results.csv", 167, 105),
    ("zhengzhou/agreement_grant_results.csv", 190, 95),
    ("landchina/beijing_2019h1_results.csv", 189, 189),
    ("guangdong/supply_results_sample.csv", 941, 938),
    ("landchina/national_2018-12-31_results.jsonl", 203, 203),
]


def rules() -> Rules:
    return open_rulebook("410100").on(date(2024, 1, 1))


def read(shared: Path, name: str) -> Sheet:
    path = shared / name
    if path.suffix != ".jsonl":
        return read_sheets(path.read_bytes(), path.name)[0]
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    header = list(dict.fromkeys(key for record in records for key in record))
    rows = [[cell(key) for key in header]]
    rows += [[cell(record.get(key)) for key in header] for record in records]
    return sheet_of_rows(path.name, None, rows, 1, "sha256:test")


def cell(value: object) -> Cell:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value or "")
    return Cell(text, CellKind.TEXT) if text.strip() else BLANK


def titles(issue: Issue) -> tuple[str, ...]:
    named = issue.facts.get("columns")
    return named if isinstance(named, tuple) else ()


def unaccounted(sheet: Sheet, ledger: Ledger) -> Iterator[str]:
    """漏格 · Every cell that is neither in a parcel nor named by an issue."""
    (table,), _ = open_tables(sheet, NO_HABITS)
    listed = {title for issue in ledger.issues if issue.code in ("L003", "L164") for title in titles(issue)}
    parcels = {parcel.source.row: parcel for parcel in ledger.parcels}
    named = {(row, issue.field) for issue in ledger.issues for row in issue.rows}
    named |= {(row, None) for issue in ledger.issues if issue.code in ("L010", "L012") for row in issue.rows}
    for column in table.header.columns:
        if column.title in listed or column.field in ABOUT_THE_LIST:
            continue
        lane = sheet.lanes[column.index].texts
        for entry in table.entries:
            row = entry.rows[0]
            text = lane[row - sheet.first_row].strip()
            if is_blank_word(text) or (row, column.title) in named:
                continue
            if row not in parcels or not holds(parcels[row], column.field or ""):
                yield f"row {row} {column.title}: {text}"


def holds(parcel: Parcel, field: str) -> bool:
    stated = parcel.stated() | (parcel.circumstances.stated() if parcel.circumstances else {})
    return any(stated.get(place) not in (None, "", []) for place in HELD.get(field, (field,)))


@pytest.mark.parametrize(("name", "rows", "distinct"), LISTS)
def test_every_cell_is_taken_or_named(shared, name, rows, distinct):
    sheet = read(shared, name)
    ledger = examine(sheet, rules())
    assert (ledger.sources[0].rows, ledger.sources[0].distinct) == (rows, distinct)
    assert list(unaccounted(sheet, ledger)) == []


def test_a_dropped_value_is_seen(shared):
    """验证查法 · A parcel that lost a value that stood in its row is found out."""
    sheet = read(shared, "zhengzhou/allocation_results.csv")
    ledger = examine(sheet, rules())
    victim = next(parcel for parcel in ledger.parcels if parcel.use and parcel.location)
    robbed = tuple(replace(one, location="") if one is victim else one for one in ledger.parcels)
    assert len(list(unaccounted(sheet, replace(ledger, parcels=robbed)))) == 1


def of(ledger: Ledger, code: str) -> list[Issue]:
    return [issue for issue in ledger.issues if issue.code == code]


def test_plot_ratios_of_the_records_are_read(shared):
    ledger = examine(read(shared, "zhengzhou/allocation_results.csv"), rules())
    found = {p.conditions.plot_ratio.text: str(p.conditions.plot_ratio.bounds) for p in ledger.parcels if p.conditions}
    assert found == {"≤0.5": "≤0.5", "<1.3、>1.2": ">1.2,<1.3", "<0.8": "<0.8", "＜0.8": "<0.8", "<2.0": "<2.0"}


def test_swapped_plot_ratio_columns_are_said_once_and_never_turned(shared):
    ledger = examine(read(shared, "guangdong/supply_results_sample.csv"), rules())
    said = of(ledger, "L153")
    assert len(said) == 1 and len(said[0].rows) > 400
    swapped = [p for p in ledger.parcels if p.source.row in said[0].rows]
    assert all(p.conditions.plot_ratio.bounds is None and p.conditions.plot_ratio.text for p in swapped)


def test_prices_are_taken_where_the_header_names_the_unit_and_only_there(shared):
    beijing = examine(read(shared, "landchina/beijing_2019h1_results.csv"), rules())
    assert sum(parcel.prices is not None for parcel in beijing.parcels) == 188
    assert of(beijing, "L154") == []
    guangdong = examine(read(shared, "guangdong/supply_results_sample.csv"), rules())
    assert all(parcel.prices is None for parcel in guangdong.parcels)
    assert [len(issue.rows) for issue in of(guangdong, "L154")] == [816]


def test_a_bare_code_of_two_meanings_is_asked_about(shared):
    ledger = examine(read(shared, "landchina/national_2018-12-31_results.jsonl"), rules())
    assert [(issue.code, issue.raw) for issue in ledger.issues if issue.field == "use"] == [("L031", "0601")]


def test_published_plans_of_counties_are_no_list_of_parcels(shared):
    with pytest.raises(InputFault) as caught:
        examine(read(shared, "guangdong/annual_supply_plans_2015_2016.csv"), rules())
    assert caught.value.code == "L168"
    assert "totalSupplyLand" in caught.value.facts["columns"]


def test_every_name_of_land_use_in_the_records_is_known_or_said(shared):
    named = json.loads((shared / "landchina" / "dict_use.json").read_text("utf-8"))
    header = [Cell(text, CellKind.TEXT) for text in ("位置", "土地用途", "面积（公顷）")]
    body = [[Cell(text, CellKind.TEXT) for text in (f"{n}号路", name, "1")] for n, name in enumerate(named)]
    ledger = examine(sheet_of_rows("用途.csv", None, [header, *body], 1, "sha256:test"), rules())
    said = {issue.raw: issue.code for issue in ledger.issues if issue.field == "土地用途"}
    beyond = {raw for raw, code in said.items() if code == "L174"}  # farmland and unused land: kept, and said
    assert beyond >= {"农村道路", "田坎", "沙地", "其他土地"} and not any(
        "住宅" in raw or "工业" in raw for raw in beyond
    )
    assert {raw: code for raw, code in said.items() if raw not in beyond} == {
        "综合": "L159",
        "其他": "L030",
        "风景名胜设施用地": "L031",
        "沿海滩涂": "L031",
        "内陆滩涂": "L031",
        "沼泽地": "L031",
    }
    assert sum(parcel.use is not None for parcel in ledger.parcels) == len(named) - len(said) + len(beyond)
