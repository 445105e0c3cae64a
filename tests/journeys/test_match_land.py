"""并账界线 · Invented lists with boundaries: outlines bring together what no name and no number does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson
from tests.journeys.boundary_office import layer, square
from tests.journeys.office import Said, command

RESERVE = """2024年储备土地清单
储备项目编号,宗地编号,项目名称,行政区,位置,面积（公顷）,土地用途
CB-77,CB-0001,甲园,中原区,青松路南、白鹭街西,1.00,城镇住宅用地
"""
SUPPLY = """2024年度国有建设用地供应计划
宗地编号,项目名称,行政区,位置,面积（公顷）,土地用途
ZZ-0001,乙地块,中原区,春晓路以北,1.02,城镇住宅用地
ZZ-0009,瑞霖路,二七区,瑞霖路,5,城镇村道路用地
"""


@pytest.fixture
def lists(tmp_path: Path) -> tuple[Path, Path]:
    """两份清单 · A reserve and a supply list in which one parcel goes by two names, at two places."""
    for name, text in (("储备.csv", RESERVE), ("供应.csv", SUPPLY)):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / "储备.csv", tmp_path / "供应.csv"


def drawn(folder: Path, reserve: float = 456_000, supply: float = 456_001) -> list[str]:
    """界线文件 · The arguments that give both lists a boundary file, each with one square of a hectare."""
    one, other = folder / "储备.txt", folder / "供应.geojson"
    one.write_bytes(to_boundary_txt(layer(square(reserve), labels=["CB-0001"])))
    other.write_bytes(to_geojson(layer(square(supply), labels=["ZZ-0001"])))
    return ["--boundary", f"储备.csv={one}", "--boundary", f"供应.csv={other}"]


def matched(lists: tuple[Path, Path], *words: str) -> Said:
    return command("match", *map(str, lists), "--year", "2024", *words)


def pairs(lists: tuple[Path, Path], *words: str) -> int:
    """几对 · How many pairs the queue has."""
    return int(json.loads(matched(lists, *words, "--json").out)["queue"]["pairs"])


def test_outlines_on_the_same_land_are_asked_about(lists: tuple[Path, Path], tmp_path: Path) -> None:
    assert pairs(lists) == 0
    assert pairs(lists, *drawn(tmp_path), "--review", str(tmp_path / "核对.xlsx")) == 1
    said = [str(cell.value) for row in load_workbook(tmp_path / "核对.xlsx").worksheets[0] for cell in row]
    assert {"储备清单#CB-0001", "供应清单#ZZ-0001"} <= set(said)
    assert any("图形重合，份额 99.0%" in text for text in said)


def test_outlines_apart_bring_nothing_together(lists: tuple[Path, Path], tmp_path: Path) -> None:
    assert pairs(lists, *drawn(tmp_path, supply=456_500)) == 0


def test_parcels_without_a_boundary_and_boundaries_without_a_parcel_are_said(
    lists: tuple[Path, Path], tmp_path: Path
) -> None:
    other = tmp_path / "多余.txt"
    other.write_bytes(to_boundary_txt(layer(square(), labels=["XX-1"])))
    form = json.loads(matched(lists, "--boundary", f"储备.csv={other}", "--json").out)
    codes = [issue["code"] for issue in form["ledger"]["issues"]]
    assert "G060" in codes and "G061" in codes


def test_a_list_that_was_not_given_is_refused(lists: tuple[Path, Path], tmp_path: Path) -> None:
    said = matched(lists, "--boundary", f"没有.csv={tmp_path / '储备.txt'}")
    assert said.code == 3 and "X197" in said.err


def test_coordinates_in_doubt_match_nothing(lists: tuple[Path, Path], tmp_path: Path) -> None:
    words = drawn(tmp_path, reserve=656_000, supply=656_000)
    form = json.loads(matched(lists, *words, "--json").out)
    assert form["queue"]["pairs"] == 0
    assert any(issue["code"].startswith("G0") for issue in form["ledger"]["issues"])


def test_a_boundary_file_is_not_overwritten(lists: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "储备.json").write_bytes(to_geojson(layer(square(), labels=["CB-0001"])))
    said = matched(lists, "--boundary", f"储备.csv={tmp_path / '储备.json'}", "--record", str(tmp_path / "储备.json"))
    assert said.code == 3 and ("X118" in said.err or "X119" in said.err), said
