"""附表 · The annex tables add up to the indicators, whatever the areas; what must not be shown is not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.measure.area import Area
from landsupply.plan.plan import Plan
from landsupply.publish.annexes import ANNEXES, annexes
from landsupply.publish.document import Cell, Quantity, Role, Table
from landsupply.publish.matter import Edition, Matter
from tests.publish import sample

PLACES = (sample.ZHENGZHOU, sample.YUNZE)


def matter(plan: Plan, edition: Edition = Edition.PUBLIC, lang: str = "zh") -> Matter:
    return Matter.of(plan, sample.rules(plan.place), edition=edition, lang=lang)


def number(cell: Cell) -> Decimal:
    assert isinstance(cell, Quantity)
    return Decimal(cell.number)


def texts(table: Table) -> list[list[str]]:
    rows = table.rows if table.total_row is None else (*table.rows, table.total_row)
    return [[cell.text if isinstance(cell, Quantity) else cell for cell in row] for row in rows]


def column_of(table: Table, heading: str) -> list[Cell]:
    place = [column.heading for column in table.columns].index(heading)
    return [row[place] for row in table.rows]


def test_the_annexes_are_five_and_numbered_in_order() -> None:
    tables = annexes(matter(sample.plan()))
    assert len(tables) == len(ANNEXES) == 5
    assert [table.name for table in tables] == ["附表1", "附表2", "附表3", "附表4", "附表5"]


@pytest.mark.parametrize("place", PLACES)
def test_every_total_row_is_the_indicator(place: str) -> None:
    made = matter(sample.plan(place))
    total = Decimal(made.exact(made.figures.total))
    by_class, by_district, by_month, by_mode, _ = annexes(made)
    for table in (by_district, by_mode):
        assert table.total_row and number(table.total_row[-1]) == total
    for table, place_of_total in ((by_class, 1), (by_month, 2), (by_month, 3)):
        assert table.total_row and number(table.total_row[place_of_total]) == total


@pytest.mark.parametrize("place", PLACES)
def test_rows_of_a_matrix_add_up_across(place: str) -> None:
    _, by_district, _, by_mode, _ = annexes(matter(sample.plan(place)))
    for row in (*by_district.rows, *by_mode.rows):
        assert sum(number(cell) for cell in row[1:-1]) == number(row[-1])


@given(st.lists(st.integers(1, 4_000_000_000), min_size=14, max_size=14), st.integers(0, 10**9))
def test_tables_add_up_whatever_the_areas(units: list[int], reserve: int) -> None:
    plan = sample.plan()
    items = tuple(replace(item, area=Area(one), whole=Area(one)) for item, one in zip(plan.items, units, strict=True))
    reserves = tuple(replace(line, area=Area(reserve)) for line in plan.reserves)
    for table in annexes(matter(replace(plan, items=items, reserves=reserves))):
        assert table.total_row is not None
        for place, column in enumerate(table.columns):
            if column.role is Role.SUM:
                cells = [row[place] for row in table.rows if isinstance(row[place], Quantity)]
                assert sum(map(number, cells)) == number(table.total_row[place])


def test_a_table_whose_printed_figures_do_not_add_up_says_so() -> None:
    plan = sample.plan(reserve="")
    third = sample.hectares("0.004")
    items = tuple(replace(item, area=third, whole=third, mode=plan.items[0].mode) for item in plan.items[:3])
    by_district = annexes(matter(replace(plan, items=items)))[1]
    assert any("四舍五入" in note for note in by_district.notes)
    whole = tuple(replace(item, area=sample.hectares("1"), whole=sample.hectares("1")) for item in items)
    assert not annexes(matter(replace(plan, items=whole)))[1].notes


def test_the_reading_of_land_approved_but_not_supplied_is_stated() -> None:
    by_class = annexes(matter(sample.plan()))[0]
    # 存量库 12.50 + 20.01; 新增 3.3333 + 2.7182 + 15 + 8.8888; 现有 23.0082…
    assert "新增合计62.45公顷" in by_class.notes[0]
    assert "存量合计55.52公顷" in by_class.notes[0]


def test_unknown_origins_have_a_column_only_where_there_are_any() -> None:
    plan = sample.plan()
    known = replace(plan, items=tuple(item for item in plan.items if item.origin))
    assert [column.heading for column in annexes(matter(plan))[0].columns][-1] == "来源未载明"
    assert "来源未载明" not in [column.heading for column in annexes(matter(known))[0].columns]


def test_months_carry_quarters_cumulative_shares_and_verdicts() -> None:
    by_month = annexes(matter(sample.plan()))[2]
    rows = texts(by_month)
    assert len(by_month.rows) == 12
    assert rows[5] == ["", "6月", "10.29", "29.16", "55.22", "57.38", "48.118439", "达到"]
    assert rows[11][4:] == ["96.24", "100.00", "96.236878", "达到"]


def test_a_missed_milestone_says_by_exactly_how_much() -> None:
    plan = sample.plan(reserve="")
    late = tuple(
        replace(item, supply_month=12) if item.supply_month <= 6 and item.notice_month is None else item
        for item in plan.items
    )
    made = matter(replace(plan, items=late))
    line = made.figures.milestones[0]
    assert not line.is_met
    verdict = texts(annexes(made)[2])[5][-1]
    assert verdict == f"未达到（差{(line.required - line.reached).hectares}公顷）"


def test_the_reserve_has_a_line_among_the_modes_and_none_without_it() -> None:
    assert texts(annexes(matter(sample.plan()))[3])[-2][0].startswith("统筹预留")
    assert not any("统筹" in row[0] for row in texts(annexes(matter(sample.plan(reserve="")))[3]))


def test_the_list_of_parcels_is_in_official_order_with_four_decimals() -> None:
    parcels = annexes(matter(sample.plan()))[4]
    assert [str(cell) for cell in column_of(parcels, "序号")] == [str(n) for n in range(1, 14)]
    assert [str(cell) for cell in column_of(parcels, "区")][:4] == ["中原区", "中原区", "二七区", "二七区"]
    areas = column_of(parcels, "面积")
    assert areas[4] == Quantity("2.3457", "2.345678")


def test_a_phase_and_a_state_are_remarked() -> None:
    remarks = [str(cell) for cell in column_of(annexes(matter(sample.plan()))[4], "备注")]
    assert "分期，全宗40.0000" in remarks
    assert any(remark.startswith("已供应") for remark in remarks)


def test_what_does_not_apply_is_not_what_is_missing() -> None:
    plan = sample.plan()
    parcels = annexes(matter(plan))[4]
    terms = dict(zip(column_of(parcels, "宗地编号"), column_of(parcels, "年限"), strict=True))
    assert terms["ZZ-004"] == "/"
    items = tuple(replace(item, term=None) for item in plan.items)
    parcels = annexes(matter(replace(plan, items=items)))[4]
    terms = dict(zip(column_of(parcels, "宗地编号"), column_of(parcels, "年限"), strict=True))
    assert terms["ZZ-001"] == "—" and terms["ZZ-004"] == "/"


def test_land_never_disclosed_is_withheld_and_the_list_still_closes() -> None:
    made = matter(sample.plan())
    parcels = annexes(made)[4]
    assert "ZZ-006" not in column_of(parcels, "宗地编号")
    note = parcels.notes[1]
    assert "另有1宗、1.25公顷不予公开" in note
    assert parcels.total_row is not None
    shown = next(number(cell) for cell in parcels.total_row if isinstance(cell, Quantity))
    assert shown + Decimal("1.25") == Decimal(made.exact(made.figures.listed_total))


def test_only_the_internal_edition_names_persons_and_everything() -> None:
    public = annexes(matter(sample.plan()))[4]
    internal = annexes(matter(sample.plan(), Edition.INTERNAL))[4]
    assert "责任人" not in [column.heading for column in public.columns]
    assert "责任人6" in column_of(internal, "责任人")
    assert "ZZ-006" in column_of(internal, "宗地编号")
    assert not any("不予公开" in note for note in internal.notes)


def test_areas_are_printed_in_the_unit_of_the_place() -> None:
    by_class = annexes(matter(sample.plan(sample.YUNZE)))[0]
    assert by_class.unit == "单位：亩"
    assert by_class.total_row is not None
    # 96.236878 ha are 1443.55317 mu, exactly.
    assert by_class.total_row[1] == Quantity("1443.55", "1443.55317")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_shuffled_plan_gives_the_same_tables(lang: str) -> None:
    plan = sample.plan()
    turned = replace(plan, items=tuple(reversed(plan.items)))
    assert annexes(matter(plan, lang=lang)) == annexes(matter(turned, lang=lang))
