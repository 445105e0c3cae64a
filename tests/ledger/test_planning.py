"""规划条件 · Plot ratio, density and the like: limits where they can be read, the text always."""

from __future__ import annotations

import pytest

from landsupply.ledger.examine import examine

from .conftest import planted, sheet_of


def conditions(rules, **changes):
    ledger = examine(planted(changes), rules)
    return ledger.parcel("ZZ-002").conditions, [issue.code for issue in ledger.issues]


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("大于1并且小于或等于2", ">1,≤2"),
        ("R≥1.2", "≥1.2"),
        ("1.0＜容积率≤2.5", ">1.0,≤2.5"),
        ("<1.3、>1.2", ">1.2,<1.3"),
        ("不大于3.0且不小于1.5", "≥1.5,≤3.0"),
        ("2.5", "2.5"),
    ],
)
def test_a_plot_ratio_is_read(rules, written, bounds):
    found, codes = conditions(rules, 容积率=written)
    assert (found.plot_ratio.text, str(found.plot_ratio.bounds), codes) == (written, bounds, [])


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("容积率", "1|"),
        ("容积率", "2.0（地上）"),
        ("容积率", "住宅2.2，商业3.0"),
        ("容积率", "按规划条件"),
        ("容积率", "35%"),
        ("容积率", "建筑密度≤2"),
        ("建筑密度", "≤120%"),
        ("建筑密度", "1"),
        ("建筑限高", "30%"),
        ("绿地率", "详见规划条件"),
    ],
)
def test_what_is_no_plain_limit_is_kept_as_a_text_and_said(rules, column, written):
    found, codes = conditions(rules, **{column: written})
    kept = [one for one in (found.plot_ratio, found.density, found.green, found.height) if one]
    assert [(one.text, one.bounds) for one in kept] == [(written, None)]
    assert codes == ["L151"]


def test_nothing_stated_is_nothing(rules):
    assert conditions(rules, 容积率="—") == (None, [])


@pytest.mark.parametrize(
    ("header", "written", "bounds", "codes"),
    [
        ("建筑密度", "≤40%", "≤40", []),
        ("建筑密度", "30%-35%", "≥30,≤35", []),
        ("建筑密度（%）", "30", "30", []),
        ("建筑密度（%）", "0.3", None, ["L151"]),
        ("建筑密度", "30", "30", ["L152"]),
        ("建筑密度", "≤0.35", "≤35.00", ["L152"]),
        ("绿地率", "不低于35%", "≥35", []),
    ],
)
def test_density_is_in_percent_and_a_bare_figure_is_said(rules, header, written, bounds, codes):
    found, said = conditions(rules, **{header: written})
    one = found.density or found.green
    assert (str(one.bounds) if one.bounds else None, said) == (bounds, codes)


def test_height_and_floor_space(rules):
    found, codes = conditions(rules, 建筑限高="100米以下", 规划条件="配建幼儿园", **{"建筑面积（平方米）": "64000"})
    assert (str(found.height.bounds), found.building_area.hectares, found.further) == ("≤100", "6.40", "配建幼儿园")
    assert codes == []


def test_lower_and_upper_columns_make_one_condition(rules):
    found, codes = conditions(rules, 容积率下限="1.00", 容积率上限="2.50")
    assert (found.plot_ratio.text, str(found.plot_ratio.bounds), codes) == ("≥1.00，≤2.50", "≥1.00,≤2.50", [])
    found, codes = conditions(rules, 容积率下限="2.5", 容积率上限="1")
    assert (found.plot_ratio.text, found.plot_ratio.bounds, codes) == ("≥2.5，≤1", None, ["L153"])


def test_floor_space_against_plot_ratio_and_area_proposes_the_unit(rules):
    header = ["位置", "土地用途", "面积（公顷）", "容积率", "建筑面积（平方米）"]
    rows = [["甲路", "工业用地", "48", "≤2", "64000"], ["乙路", "工业用地", "3.2", "≤2", "64000"]]
    ledger = examine(sheet_of(header, *rows), rules)
    said = [issue for issue in ledger.issues if issue.code == "L167"]
    assert [(issue.row, issue.facts["fits"], issue.facts["proposed"]) for issue in said] == [(2, "亩", "3.20")]
    assert sorted(parcel.area.hectares for parcel in ledger.parcels) == ["3.20", "48.00"]
