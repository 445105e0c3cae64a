"""情景对照页 · The page shows what the comparison says, without scripts, and charts only what differs."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from landsupply.files.chart_svg import to_svg
from landsupply.files.html import to_html
from landsupply.files.xlsx import to_xlsx
from landsupply.plan.comparison import Comparison, Scenario
from landsupply.publish.comparison_tables import signed
from landsupply.publish.comparison_text import comparison_page, comparison_tables
from landsupply.publish.document import Bar, Chart, ChartKind, Document, Quantity, Table
from tests.plan import case
from tests.plan.test_comparison import compared


def page(lang: str = "zh") -> Document:
    """The page of the sample's comparison."""
    return comparison_page(compared(), case.rules(), lang)


def _table(caption: str) -> Table:
    (found,) = (one for one in comparison_tables(page()) if one.caption == caption)
    return found


def test_same_inputs_are_said_once_with_their_digests() -> None:
    text = to_html(page()).decode()
    assert text.count(case.ledger().digest) == 1
    rows = _table("编制要求和计划的摘要").rows
    assert len(rows) == 3 and rows[0][1:] == rows[2][1:] != rows[1][1:]


def test_differences_carry_their_sign_and_exact_number() -> None:
    rows = {row[1]: row for row in _table("指标对照").rows}
    assert rows["总量"][4] == Quantity("−11.28", "-11.2832") and rows["总量"][6] == Quantity("0.00", "0.00")
    assert signed(Quantity("1.00", "1"), 5) == Quantity("+1.00", "1")


def test_a_scenario_is_charted_only_where_it_differs() -> None:
    charts = [block for block in page().blocks if isinstance(block, Chart)]
    assert [chart.name for chart in charts] == ["indicators-1", "timing-1"]  # the third is the first again
    assert all(chart.kind is ChartKind.DIFFERENCES for chart in charts)
    assert all(Decimal(bar.quantity.number) for chart in charts for bar in chart.bars)
    assert "差得最多的是" in charts[0].description


def test_bars_stand_on_the_side_of_their_sign() -> None:
    bars = (Bar(label="多", quantity=Quantity("+2.00", "2")), Bar(label="少", quantity=Quantity("−1.00", "-1")))
    chart = Chart(kind=ChartKind.DIFFERENCES, name="x", title="图", description="述", unit="公顷", bars=bars)
    svg = to_svg(chart)
    boxes = [(int(x), int(wide)) for x, wide in re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"', svg)]
    (nought,) = {int(x) for x in re.findall(r'<line x1="(\d+)"', svg)}
    (right, long), (left, short) = boxes
    assert (right, long) == (nought, 2 * short) and left + short == nought
    assert "+2.00 公顷" in svg and "−1.00 公顷" in svg
    width = int(re.findall(r'viewBox="0 0 (\d+)', svg)[0])
    assert 0 < left < nought < right + long < width


def test_parcels_stand_with_their_months_those_that_differ_first() -> None:
    table = _table("宗地对照")
    assert [row[0] for row in table.rows][:2] == ["P07", "P01"]
    assert table.rows[0][4:] == ("2/3", "6月，6.2832", "—", "6月，6.2832")
    assert [row[0] for row in _table("各情景都不列的宗地").rows] == ["P05", "P09"]


def test_misses_are_named_under_their_scenario() -> None:
    names = [row[0] for row in _table("未满足的要求").rows]
    assert names and set(names) == {"乙"}
    alike = Comparison(
        scenarios=(Scenario(name="甲", plan=case.plan()), Scenario(name="丙", plan=case.plan())), ledger=case.ledger()
    )
    assert "各情景都满足" in to_html(comparison_page(alike, case.rules())).decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_self_contained_and_escaped(lang: str) -> None:
    named = replace(compared().scenarios[0], name="<b>甲&")
    odd = replace(compared(), scenarios=(named, *compared().scenarios[1:]))
    text = to_html(comparison_page(odd, case.rules(), lang)).decode()
    assert "<b>甲" not in text and "&lt;b&gt;甲&amp;" in text
    assert "<script" not in text and not re.search(r'(?:src|href)="(?!#)', text)
    assert "default-src 'none'" in text


def test_the_workbook_holds_every_table_and_numbers_as_numbers() -> None:
    made = to_xlsx(comparison_tables(page()), page().dated)
    assert made == to_xlsx(comparison_tables(page()), page().dated)
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == [table.caption for table in comparison_tables(page())]
    sheet = book["指标对照"]
    assert sheet.cell(4, 5).value == pytest.approx(-11.2832)


def test_english_words_are_english() -> None:
    text = to_html(page("en")).decode()
    assert "Indicators compared" in text and "by the end of the month" in text
