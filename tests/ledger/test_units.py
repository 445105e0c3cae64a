"""单位 · T50: a wrong unit is caught by a reference or by the whole column, proposed, and never applied."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.files.csv_in import read_csv
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


_LIST = [["位置", "土地用途", "面积"], ["1号路", "工业用地", "30"], ["2号路", "工业用地", "45"]]


def with_notes(rules, above="", below=""):
    title, note = ([text, "", ""] for text in (above, below))
    ledger = examine(sheet_of(title, *_LIST, note), rules)
    said = {issue.code: issue.facts.get("text") for issue in ledger.issues if issue.code in ("L026", "L295")}
    return [parcel.area.hectares for parcel in sorted(ledger.parcels, key=lambda one: one.source.row)], said


@pytest.mark.parametrize(
    "text",
    [
        "某市清单（面积：亩）",
        "单位 亩",
        "以亩为单位",
        "单位：亩/万元",
        "单位：亩、万元",
        "单位：万元、亩",
        "面积单位为亩",
        "制表单位：某某局　单位：亩",
        "单位：亩　填报单位：某某局",
        "注：面积以亩为单位，价款单位为万元",
        "单 位：亩",
    ],
)
def test_t50_the_unit_named_in_a_title_or_a_footnote_is_read(rules, text):
    assert with_notes(rules, above=text) == (["2.00", "3.00"], {})
    assert with_notes(rules, below=f"注：{text}") == (["2.00", "3.00"], {})


@pytest.mark.parametrize(
    "text", ["单位：千平方米", "单位：平方公里", "单位：平方米（亩）", "单位：平方米/亩", "建筑面积单位为平方米"]
)
def test_t50_a_unit_that_was_not_understood_is_quoted_in_a_warning(rules, text):
    assert with_notes(rules, above=text) == (["30.00", "45.00"], {"L295": text})
    assert with_notes(rules, below=f"注：{text}") == (["30.00", "45.00"], {"L295": f"注：{text}"})


@pytest.mark.parametrize("text", ["填报单位：亩田镇", "填报单位：亩", "金额单位：万元", "某市清单"])
def test_a_senders_name_is_no_unit(rules, text):
    assert with_notes(rules, above=text) == (["30.00", "45.00"], {"L026": None})


def test_t50_a_short_list_of_square_metres_that_are_all_tiny_is_in_doubt_as_a_whole(rules):
    assert column_note(listed(rules, "面积（㎡）", "3.2", "4.5")) == [("平方米", "公顷", "4.50")]
    assert not column_note(listed(rules, "面积（㎡）", "3.2", "45000"))
    assert not column_note(listed(rules, "面积（㎡）", "3.2"))


def surplus(rules, *lines):
    text = "\n".join(("编号,位置,土地用途,面积（公顷）,供应方式", *lines))
    issues = examine(read_csv(text.encode("utf-8"), "清单.csv"), rules).issues
    said = [(i.code, i.rows, i.facts["surplus"], i.facts.get("split")) for i in issues if i.code in ("L296", "L297")]
    return said


def test_a_csv_row_with_more_cells_than_the_header_is_said(rules):
    sound = "A1,1号路,工业用地,3.5,招标", "A2,2号路,工业用地,4.5,招标"
    assert surplus(rules, *sound) == []
    assert surplus(rules, *sound, "A3,3号路,工业用地,1,234.5,招标") == [("L296", (4,), "招标", "1,234.5")]
    assert surplus(rules, *sound, "A3,3号路,工业用地,5,招标,临街") == [("L297", (4,), "临街", None)]
    every = "A1,1号路,工业用地,1,234.5,招标", "A2,2号路,工业用地,2,345,招标"
    assert [code for code, *_ in surplus(rules, *every)] == ["L296", "L296"]
    assert surplus(rules, *(f"{line},临街" for line in sound)) == []


def test_a_number_kept_as_text_by_a_spreadsheet_is_unwrapped():
    def cells(line):
        (sheet,) = read_csv(f"编号,位置\n{line}\n".encode(), "清单.csv")
        return [lane.texts[1] for lane in sheet.lanes]

    assert cells('="001",1号路') == ["001", "1号路"]
    assert cells('"=""001""",="1"&"2"') == ["001", '="1"&"2"']
