"""别处的清单 · Lists of the shapes that offices elsewhere publish (invented rows): headers found, values read."""

from __future__ import annotations

import pytest

from landsupply.ledger.circumstances import Circumstances
from landsupply.ledger.columns import recognise
from landsupply.ledger.examine import examine
from landsupply.measure.fault import InputFault
from landsupply.measure.money import Money

from .conftest import sheet_of


def test_a_notice_of_offer(rules):
    header = [
        "序号",
        "宗地编号",
        "宗地坐落",
        "出让面积（平方米）",
        "规划用途",
        "出让年限（年）",
        "容积率",
        "建筑密度（%）",
        "绿地率（%）",
    ]
    header += ["起始价（万元）", "竞买保证金（万元）", "加价幅度（万元）", "挂牌起止时间"]
    row = ["1", "甲挂2024-05", "示例路东侧", "42538.29", "城镇住宅用地", "70", "大于1并且小于或等于2", "≤28", "≥35"]
    row += ["44523", "8905", "200", "2024年5月6日至5月20日"]
    ledger = examine(sheet_of(["某市国有建设用地使用权挂牌出让公告"], header, row), rules)
    parcel = ledger.parcels[0]
    assert (parcel.id, parcel.area.hectares, parcel.use.code, parcel.term) == ("甲挂2024-05", "4.253829", "0701", 70)
    assert str(parcel.conditions.plot_ratio.bounds) == ">1,≤2"
    assert (parcel.conditions.density.text, str(parcel.conditions.green.bounds)) == ("≤28%", "≥35")
    assert parcel.prices.stated()["start_price"] == "44523.00"
    assert parcel.circumstances == Circumstances(deposit=Money(8905 * 1_000_000))
    left = next(issue for issue in ledger.issues if issue.code == "L003")
    assert left.facts["columns"] == ("加价幅度（万元）", "挂牌起止时间")
    assert {issue.code for issue in ledger.issues} == {"L003", "L061"}


def test_a_list_of_housing_land(rules):
    header = ["地块名称", "所在区", "宗地位置", "拟供应面积（亩）", "住宅类型", "拟公告时间", "拟出让时间"]
    row = ["甲地块", "中原区", "示例路西", "52.5", "普通商品住房", "2024年5月", "2024年三季度"]
    parcel = examine(sheet_of(header, row), rules).parcels[0]
    assert (parcel.name, parcel.area.hectares, parcel.housing) == ("甲地块", "3.50", "普通商品住房")
    assert (str(parcel.notice_month), str(parcel.supply_month)) == ("2024-05", "2024-Q3")


def test_a_list_of_key_projects(rules):
    header = ["项目名称", "项目级别", "建设单位", "建设地点", "总用地（亩）", "需新增（亩）", "计划开工时间", "用途"]
    row = ["示例产业园", "省级", "示例实业有限公司", "示例镇", "300", "120", "2024年9月", "工业用地"]
    ledger = examine(sheet_of(header, row), rules)
    parcel = ledger.parcels[0]
    assert (parcel.name, parcel.level, parcel.taker, parcel.area.hectares) == (
        "示例产业园",
        "省级",
        "示例实业有限公司",
        "20.00",
    )
    assert next(i for i in ledger.issues if i.code == "L003").facts["columns"] == ("需新增（亩）", "计划开工时间")


def test_a_list_carried_over_and_a_list_of_the_reserve(rules):
    header = ["上年计划编号", "宗地编号", "位置", "面积（公顷）", "用途", "结转原因"]
    parcel = examine(sheet_of(header, ["2023-017", "2024-003", "甲路", "1", "工业用地", "未拆迁"]), rules).parcels[0]
    assert (parcel.carried_from, parcel.obstacles) == ("2023-017", ("未拆迁",))
    header = ["储备地块编号", "片区", "地块位置", "储备面积（公顷）", "规划用途", "收储成本（万元）"]
    parcel = examine(sheet_of(header, ["CB-7", "示例片区", "乙路", "2", "工业用地", "3000"]), rules).parcels[0]
    assert (parcel.reserve_number, parcel.zone, parcel.prices.stated()["reserve_cost"]) == (
        "CB-7",
        "示例片区",
        "3000.00",
    )


def test_records_under_the_ministry_s_english_names(rules):
    header = ["district", "idnumber", "location", "area", "source", "use", "supply", "duration", "industry", "grade"]
    header += ["plot_ratio_minimum", "plot_ratio_maximum", "date4sign", "holder_class"]
    row = ["中原区", "4101022018B00001", "示例路", "5.292804", "现有建设用地", "其他普通商品住房用地", "挂牌出让", "50"]
    row += ["房地产业", "十二级", "1.00", "2.00", "2018年12月31日", "单位"]
    parcel = examine(sheet_of(header, row), rules).parcels[0]
    assert (parcel.supervision, parcel.industry, str(parcel.conditions.plot_ratio.bounds)) == (
        "4101022018B00001",
        "房地产业",
        "≥1.00,≤2.00",
    )


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("土地用途(明细用途)", "use"),
        ("挂牌起始价（人民币、万元）", "start_price"),
        ("建筑密度（%）", "density"),
        ("建筑限高（米）", "height"),
        ("起始价（元/㎡）", "start_price"),
        ("成交总额", "deal_price"),
        ("容积率（上限）", "plot_ratio_high"),
        ("意向用地单位", "taker"),
        ("批准面积(公顷)", "approved_area"),
        ("溢价率", "untaken"),
    ],
)
def test_headers_of_other_offices(title, field):
    assert recognise(title)[0] == field


def test_a_table_of_planned_totals_is_no_list_of_parcels(rules):
    header = ["行政区", "供应总量", "商服用地", "工矿仓储用地", "住宅用地", "交通运输用地"]
    with pytest.raises(InputFault) as caught:
        examine(sheet_of(["某市供应计划"], header, ["甲区", "100", "10", "40", "30", "20"]), rules)
    assert caught.value.code == "L168"
    assert caught.value.facts["columns"][0] == "供应总量"
