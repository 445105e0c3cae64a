"""单位 · T50: a wrong unit is caught by a reference or by the whole column, proposed, and never applied."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.ledger.examine import examine
from landsupply.ledger.suspect import suspect_unit
from landsupply.measure.area import Area, AreaUnit

from .conftest import sheet_of

HECTARE, MU, METRE = AreaUnit.HECTARE, AreaUnit.MU, AreaUnit.SQUARE_METRE
#: Read in, meant.
CONFUSIONS = [(HECTARE, MU), (HECTARE, METRE), (MU, METRE), (MU, HECTARE), (METRE, HECTARE), (METRE, MU)]


def misread(area: Area, read_in: AreaUnit, meant: AreaUnit) -> Area:
    """The area as a list writes it in one unit to four decimals, taken for another unit."""
    return Area.nearest(area.print(meant, 4), read_in)


@pytest.mark.parametrize(("read_in", "meant"), CONFUSIONS)
@given(units=st.integers(10_000_000, 10**10))
def test_t50_every_confusion_is_named_and_the_area_proposed(read_in, meant, units):
    found = suspect_unit(misread(Area(units), read_in, meant), Area(units))
    assert found is not None
    assert (found.read_in, found.fits) == (read_in, meant)
    assert abs(found.proposed.units - units) <= units // 1000 + 1


def test_t50_of_a_seeded_set_99_of_100_are_caught_and_few_are_falsely_suspected():
    source = random.Random(20240601)
    caught = false = 0
    for _ in range(4000):
        area = Area(int(10 ** source.uniform(7, 9.5)))
        surveyed = Area(area.units + int(area.units * source.uniform(-0.002, 0.002)))
        read_in, meant = source.choice(CONFUSIONS)
        found = suspect_unit(misread(area, read_in, meant), surveyed)
        caught += found is not None and found.fits is meant
        another = Area(int(10 ** source.uniform(7, 9.5)))  # the row of another parcel
        false += suspect_unit(area, surveyed) is not None or suspect_unit(area, another) is not None
    assert caught >= 0.99 * 4000
    assert false <= 0.005 * 4000


def test_the_factors_are_exact():
    assert suspect_unit(Area(15_000), Area(1_000)).ratio == "15"
    assert suspect_unit(Area(2_000_000), Area(3_000)).ratio == "666.67"
    assert suspect_unit(Area(10_050), Area(1), Fraction(5, 1000)) is not None
    assert suspect_unit(Area(10_051), Area(1), Fraction(5, 1000)) is None
    assert suspect_unit(Area(0), Area(5)) is None


def listed(rules, header, *figures):
    rows = [[f"{n}号路", "工业用地", figure] for n, figure in enumerate(figures)]
    return examine(sheet_of(["位置", "土地用途", header], *rows), rules)


def column_note(ledger):
    return [(i.facts["unit"], i.facts["fits"], i.facts["proposed"]) for i in ledger.issues if i.code == "L165"]


@pytest.mark.parametrize(
    ("header", "figures", "said"),
    [
        ("面积（公顷）", ["48", "52.5", "61", "33", "90.75"], [("公顷", "亩", "3.50")]),
        ("面积（公顷）", ["820", "640", "900", "711", "555"], [("公顷", "平方米", "0.0711")]),
        ("面积（亩）", ["32000", "48000", "51000", "8000", "15000"], [("亩", "平方米", "3.20")]),
        ("面积（㎡）", ["3.2", "4.8", "0.5", "1.7", "2.2"], [("平方米", "公顷", "2.20")]),
        ("面积（公顷）", ["3.2", "4.8", "0.5", "17", "22"], []),
        ("面积（亩）", ["48", "52.5", "61", "33", "90.75"], []),
        ("面积（㎡）", ["32000", "48000", "5000", "17000", "60"], []),
        ("面积（公顷）", ["48", "52.5", "61", "33"], []),
    ],
)
def test_t50_a_whole_column_in_a_doubtful_unit_is_said_once_and_kept(rules, header, figures, said):
    ledger = listed(rules, header, *figures)
    assert column_note(ledger) == said
    refused = {issue.row for issue in ledger.issues if issue.code == "L023"}
    assert all(parcel.area or parcel.source.row in refused for parcel in ledger.parcels)


def test_a_bare_figure_of_a_few_square_metres_is_said_and_kept(rules):
    ledger = listed(rules, "面积（㎡）", "32000", "3.2", "5平方米")
    assert [(i.code, i.raw, i.facts["as_hectares"]) for i in ledger.issues if i.code != "L061"] == [
        ("L166", "3.2", "3.20")
    ]
    assert sorted(parcel.area.units for parcel in ledger.parcels) == [320, 500, 3_200_000]


@pytest.mark.parametrize("written", ["3.2公顷", "48亩", "32000平方米", "32000㎡", "32000m2", "3.2万平方米", "3.2hm²"])
@pytest.mark.parametrize("header", ["面积", "面积（公顷）", "面积（亩）", "面积（㎡）"])
def test_the_unit_of_a_cell_wins_in_every_column(rules, header, written):
    assert [parcel.area.hectares for parcel in listed(rules, header, written).parcels] == ["3.20"]


def test_a_parcel_dated_before_2000_is_examined():
    from datetime import date

    from landsupply.law.rulebook import open_rulebook

    old = open_rulebook("410100").on(date(1996, 3, 1))
    assert listed(old, "面积（公顷）", "3.2").parcels[0].area.hectares == "3.20"
