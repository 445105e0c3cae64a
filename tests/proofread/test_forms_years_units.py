"""报表的年度与单位 · Captions and headers of another year, ratios in other units, tables of one plan's classes."""

from __future__ import annotations

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.words import remedy, say
from landsupply.measure.fault import InputFault
from landsupply.proofread.forms import read_forms
from tests.proofread.invented_forms import (
    CLASSES,
    FIGURES,
    HOUSING,
    RATIO,
    SMALL,
    TOTAL,
    accused,
    form,
    proofread,
    said,
)
from tests.proofread.test_forms import CLEAN, ROW

PLAIN = RATIO.removesuffix("（%）")


def _of_2015(columns: tuple[str, ...] = FIGURES, caption: str = "", **cells: str) -> bytes:
    return (caption + form([{**CLEAN, **cells}], columns).decode()).encode()


@pytest.mark.parametrize(
    ("caption", "found"),
    [("", []), ("2015年供应计划汇总\n", []), ("供应计划汇总\n", []), ("2019年计划\n", [(3, "PL-05", "A134")])],
)
def test_a_caption_of_another_year_is_said_and_the_row_keeps_its_own(
    caption: str, found: list[tuple[int, str, str]]
) -> None:
    content = _of_2015(caption=caption)
    assert (said(content), accused(content)) == (found, [])
    assert [one.reading.year for one in proofread(content)] == [2015]


def test_a_header_of_the_rows_year_is_a_figure_and_one_of_another_year_is_not() -> None:
    dated = tuple(f"2015年{one}" if one == TOTAL else one for one in FIGURES)
    right = _of_2015(dated, **{f"2015年{TOTAL}": CLEAN[TOTAL]})
    assert said(right) == []
    wrong = _of_2015(dated, **{f"2015年{TOTAL}": "155.01"})
    assert accused(wrong) == [(2, "PL-06", "A061")]
    both = (*dated, f"2019年{TOTAL}")
    beside = _of_2015(both, **{f"2015年{TOTAL}": CLEAN[TOTAL], f"2019年{TOTAL}": "7"})
    assert (said(beside), accused(beside)) == ([(2, "PL-05", "A135")], [])


def test_years_over_groups_without_a_year_in_the_row_cannot_be_told() -> None:
    head = "行政区,{}年计划,,,,{}年计划,,,\n,供应总量,住宅用地,商服用地,其他用地,供应总量,住宅用地,商服用地,其他用地\n"
    rows = "云泽县,100,40,10,50,121,50,20,50\n"
    two = (head.format(2018, 2019) + rows).encode()
    assert said(two) == [(3, "PL-05", "A136")]
    year = head.format(2018, 2019).replace("行政区,", "行政区,年度,").replace("\n,供", "\n,,供")
    dated = (year + "云泽县,2019,100,40,10,50,{},50,20,50\n").format
    assert [one for one in accused(dated(120).encode())] == []
    assert accused(dated(121).encode()) == [(3, "PL-06", "A061")]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("80%", []),
        ("80 %", []),
        ("80", []),
        ("180 %", ["A130"]),
        ("180", ["A130"]),
        ("1.8", ["A065", "A071"]),
        ("70", ["A065"]),
        ("0.8", ["A131"]),
        ("0.80", ["A131"]),
        ("0.81", ["A065"]),
    ],
)
def test_the_unit_of_a_ratio(text: str, codes: list[str]) -> None:
    assert sorted(code for _, _, code in accused(_of_2015(**{RATIO: text}))) == codes


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("0.8", "0.8", "0.8"), []),
        (("0.8", "0.8", "80"), []),
        (("0.8", "0.8", "1.7"), [(4, "PL-06", "A130")]),
        (("0.8", "0.8", "0.7"), [(4, "PL-06", "A065")]),
        (("80", "80", "0.8"), [(4, "PL-06", "A131")]),
        (("80", "80", "170"), [(4, "PL-06", "A130")]),
    ],
)
def test_ratios_of_a_column_without_a_sign(texts: tuple[str, ...], found: list[tuple[int, str, str]]) -> None:
    rows = [{**CLEAN, PLAIN: text} for text in texts]
    assert accused(form(rows, (*FIGURES[:-1], PLAIN))) == found


def test_a_ratio_that_cannot_be_recomputed() -> None:
    def of(*texts: str) -> list[tuple[int, str, str]]:
        cells = [{**{one: CLEAN[one] for one in (TOTAL, HOUSING, *CLASSES)}, PLAIN: text} for text in texts]
        return said(form(cells, (TOTAL, *CLASSES, HOUSING, PLAIN)))

    assert of("80", "80", "75") == []
    assert of("80", "80", "0.75") == [(4, "PL-06", "A132")]
    assert of("80", "80", "65") == [(4, "HS-04", "A071")]
    assert of("0.8", "0.8", "0.65") == [(4, "HS-04", "A071")]


def test_a_ratio_in_the_wrong_unit_is_judged_by_the_areas() -> None:
    low = {**CLEAN, SMALL: "7.00", RATIO: "0.6750"}
    assert sorted(code for _, _, code in accused(form([low]))) == ["A072", "A131"]
    assert ROW.ratio == 80


TABLES = {
    "with a total": "用途,面积（公顷）,占比\n住宅用地,300,30%\n商服用地,100,10%\n工矿仓储用地,600,60%\n",
    "with a caption": "2024年计划表,\n地类,供应面积（公顷）\n商服用地,1\n住宅用地,3\n特殊用地,2\n",
    "by district": "用途,湖东区,湖西区\n住宅用地,300,30\n商服用地,100,10\n工矿仓储用地,400,40\n",
    "bare": "供应总量,1000\n住宅用地,300\n商服用地,100\n工矿仓储用地,400\n其他用地,200\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_classes_is_said_to_be_one(name: str) -> None:
    with pytest.raises(InputFault) as refused:
        read_forms(read_sheets(TABLES[name].encode(), "x.csv"))
    assert refused.value.code == "A133"
    assert "住宅用地" in say("A133", "zh", **refused.value.facts) and remedy("A133", "en", **refused.value.facts)


def test_a_list_of_parcels_by_use_is_no_such_table() -> None:
    rows = "用途,位置,面积（公顷）\n住宅用地,甲路,3\n商服用地,乙路,1\n工矿仓储用地,丙路,4\n住宅用地,丁路,2\n"
    with pytest.raises(InputFault) as refused:
        read_forms(read_sheets(rows.encode(), "x.csv"))
    assert refused.value.code == "A078"
