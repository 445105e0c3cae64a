"""别样列表 · Invented data: notices, results, reserves and projects, one parcel in each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tests.messy.cells import Planted, Raw, in_unit, plain
from tests.messy.grid import Grid, Row, Style, Truth
from tests.messy.headers import HECTARE, METRE, MU
from tests.messy.layout import Laid, lay
from tests.messy.shapes_page import Page, each, headings, listed, sold


def listing_notice(page: Page) -> None:
    """挂牌公告 · Square metres, limits, deposits and bidding steps."""
    heads = headings(
        ("number", "地块编号"), ("location", "土地位置"), ("area", "出让面积（平方米）", "", METRE),
        ("use", "土地用途"),
        ("plot_ratio", "容积率", "规划指标要求"), ("density", "建筑密度", "规划指标要求"),
        ("green", "绿地率", "规划指标要求"),
        ("term", "出让年限（年）"), ("-bond", "竞买保证金（万元）"), ("start_price", "起始价（万元）", "", "万元"),
        ("-step", "增价幅度（万元）"),
    )  # fmt: skip
    laid = listed(page, heads, 9, Style(title="某市国有建设用地使用权挂牌出让公告（附表）", levels=2, notes="plain"))
    each(laid, "green", lambda *_: Planted(Raw("≥35%"), "[35,"))
    each(laid, "-bond", lambda place, _: Planted(Raw(100 * (place + 1)), None))
    each(laid, "-step", lambda place, _: Planted(Raw(50), None))


def results_with_failures(page: Page) -> None:
    """成交结果 · Winners and prices, some lots failed or postponed."""
    heads = headings(
        ("serial", "序号"), ("number", "地块编号"), ("location", "地块位置"), ("use", "土地用途"),
        ("area", "土地面积(公顷)", "", HECTARE), ("mode", "出让方式"), ("term", "出让年限"), ("holder", "竞得人"),
        ("deal_price", "成交价(万元)", "", "万元"), ("supplied", "成交时间"),
    )  # fmt: skip
    laid = listed(page, heads, 18, Style(title="国有建设用地使用权公开出让结果公示"))
    each(laid, "mode", lambda place, _: Planted(Raw("挂牌"), "挂牌"))
    failed = {2: "流拍", 7: "延期", 11: "流拍", 15: "中止"}

    def blank(place: int, _: Truth) -> Planted | None:
        return Planted(Raw("/"), None, "blank_word") if place in failed else None

    def price(place: int, _: Truth) -> Planted | None:
        return Planted(Raw(failed[place]), None, "failed", False) if place in failed else None

    each(laid, "deal_price", price)
    each(laid, "holder", blank)
    each(laid, "supplied", blank)


def housing_list(page: Page) -> None:
    """住宅用地供应清单 · Quarters of supply and kinds of housing."""
    heads = headings(
        ("serial", "序号"), ("district", "所属区"), ("name", "项目名称"), ("location", "地块位置"),
        ("area", "土地面积（公顷）", "", HECTARE), ("mode", "供应方式"), ("supply_month", "拟供应时间"),
        ("housing", "住房类型"), ("note", "备注"),
    )  # fmt: skip
    laid = listed(page, heads, 20, Style(title="2024年度拟供应住宅用地项目清单", totals="end", wrong=0.0))
    each(
        laid, "supply_month",
        lambda place, _: Planted(Raw(f"2024年{'一二三四'[place % 4]}季度"), f"2024-Q{place % 4 + 1}"),
    )  # fmt: skip


def unsupplied_batches(page: Page) -> None:
    """批而未供台账 · Approved land not yet supplied, by batch."""
    heads = headings(
        ("serial", "序号"), ("district", "所在区"), ("batch", "批准文号"), ("number", "地块编号"), ("location", "坐落"),
        ("area", "地块面积（公顷）", "", HECTARE), ("use", "规划用途"), ("obstacles", "未供原因"),
        ("unit", "责任单位"), ("ready", "净地时间"),
    )  # fmt: skip
    listed(page, heads, 25, Style(title="批而未供土地处置台账", subtitle="填报单位：某某局", totals="end", wrong=0.0))


def reserve_plan(page: Page) -> None:
    """储备计划 · Reserve parcels in 亩 with costs."""
    heads = headings(
        ("serial", "序号"), ("name", "地块名称"), ("location", "四至范围"), ("district", "行政区"),
        ("area", "面积（亩）", "", MU),
        ("use", "规划用途"), ("reserve_cost", "收储成本（万元）", "", "万元"), ("ready", "预计净地时间"),
        ("person", "负责人"),
    )  # fmt: skip
    laid = listed(page, heads, 15, Style(title="2024年度土地储备计划表", unit_line="单位：亩、万元", notes="spread"))
    each(laid, "reserve_cost", lambda place, _: Planted(Raw(1000 + place), f"{1000 + place}000000"))


def key_projects(page: Page) -> None:
    """重大项目清单 · Projects with levels, builders and hands."""
    heads = headings(
        ("serial", "序号"), ("name", "项目名称"), ("taker", "建设单位"), ("level", "项目级别"),
        ("district", "所在区"),
        ("location", "项目地址"), ("area", "用地面积（亩）", "", MU), ("use", "用地性质"), ("person", "联系人"),
        ("phone", "联系电话"),
    )  # fmt: skip
    laid = listed(page, heads, 16, Style(title="省市重大项目用地需求清单", levels=1))
    each(laid, "taker", lambda place, _: Planted(Raw(f"某某建设{place}公司"), f"某某建设{place}公司"))


def ministry_results(page: Page) -> None:
    """供应结果 · The columns of the land market's own form."""
    heads = headings(
        ("district", "行政区"), ("supervision", "电子监管号"), ("name", "项目名称"), ("location", "项目位置"),
        ("area", "面积(公顷)", "", HECTARE), ("origin", "土地来源"), ("use", "土地用途"), ("mode", "供地方式"),
        ("term", "土地使用年限"), ("industry", "行业分类"), ("grade", "土地级别"),
        ("deal_price", "成交价格(万元)", "", "万元"),
        ("supplied", "合同签订日期"),
    )  # fmt: skip
    laid = listed(page, heads, 30, Style())
    each(laid, "industry", lambda *_: Planted(Raw("房地产业"), "房地产业"))


def allocation_notice(page: Page) -> None:
    """划拨公示 · Allocation, areas in square metres with the unit in each cell."""
    heads = headings(
        ("serial", "序号"), ("-applicant", "申请用地单位"), ("name", "项目名称"), ("location", "用地位置"),
        ("area", "用地面积", "", METRE), ("use", "土地用途"), ("mode", "供地方式"), ("batch", "批准文号"),
    )  # fmt: skip
    laid = listed(page, heads, 8, Style(title="国有建设用地划拨用地公示"))
    each(laid, "mode", lambda *_: Planted(Raw("划拨"), "划拨"))
    each(laid, "-applicant", lambda place, _: Planted(Raw(f"某某单位{place}"), None))
    each(laid, "area", lambda _, cell: Planted(
        Raw(f"{plain(Decimal(cell['value']) * 10000)}平方米"), cell["value"], "metres_in_cell"))  # fmt: skip


def standard_land(page: Page) -> None:
    """标准地 · Industrial land with figures per 亩 that are no areas of land."""
    heads = headings(
        ("number", "宗地编号"), ("district", "所属区县"), ("location", "宗地坐落"), ("area", "宗地面积(亩)", "", MU),
        ("use", "用途"),
        ("-invest", "固定资产投资强度（万元/亩）"), ("-tax", "亩均税收（万元/亩）"), ("plot_ratio", "容积率"),
        ("ready", "可供月份"),
    )  # fmt: skip
    laid = listed(page, heads, 12, Style(title="工业用地“标准地”出让清单"))
    each(laid, "-invest", lambda *_: Planted(Raw(350), None))
    each(laid, "-tax", lambda *_: Planted(Raw(20), None))


def outcome_column(page: Page) -> None:
    """成交状态 · Results told in a column of their own."""
    heads = headings(
        ("number", "地块编号"), ("location", "土地坐落"), ("area", "出让面积（公顷）", "", HECTARE),
        ("use", "规划用途"), ("mode", "交易方式"),
        ("outcome", "成交状态"), ("start_price", "起始价（万元）", "", "万元"),
        ("deal_price", "成交价（万元）", "", "万元"),
    )  # fmt: skip
    laid = listed(page, heads, 14, Style())
    words = ("成交", "成交", "流拍", "成交", "延期", "终止")
    each(laid, "mode", lambda *_: Planted(Raw("拍卖"), "拍卖"))
    each(laid, "outcome", lambda place, _: Planted(Raw(words[place % 6]), words[place % 6]))
    each(
        laid,
        "deal_price",
        lambda place, _: None if words[place % 6] == "成交" else Planted(Raw("/"), None, "blank_word"),
    )


def units_in_second_row(page: Page) -> None:
    """单位另起一行 · Below the titles stands a row with the units alone."""
    heads = headings(
        ("number", "宗地编号"), ("name", "项目名称"), ("location", "位置"), ("area", "（亩）", "供地面积", MU),
        ("use", "用途"),
        ("start_price", "（万元）", "起始价", "万元"), ("term", "（年）", "出让年限"),
    )  # fmt: skip
    listed(page, heads, 10, Style(levels=2))


def page_breaks(page: Page) -> None:
    """分页 · Printed pages copied together: page numbers and the header again and again."""
    heads = headings(
        ("serial", "序号"), ("number", "地块编号"), ("location", "位置"), ("area", "面积（公顷）", "", HECTARE),
        ("use", "用途"), ("mode", "供应方式"),
    )  # fmt: skip
    laid = listed(page, heads, 45, Style(title="2024年供地计划表", header_again=True))
    laid.grid.put(laid.at, 0, "第1页 共1页")


def _sections(titles: Sequence[str]) -> Callable[[Page], None]:
    def build(page: Page) -> None:
        heads = headings(
            ("serial", "序号"), ("number", "宗地编号"), ("name", "项目名称"), ("location", "位置"),
            ("area", "面积（公顷）", "", HECTARE), ("mode", "供应方式"), ("ready", "可供月份"),
        )  # fmt: skip
        grid, at = Grid("Sheet1"), 1
        page.grids.append(grid)
        laid = lay(grid, heads, [Row(sold(page, 1))], Style(title="拟供应宗地表"), page.bench, (at, 0))
        page.tables.append(laid.truth)
        at, number = laid.at, 2
        for title in titles:
            grid.put(at, 0, title)
            at += 1
            rows = [Row(sold(page, number + more)) for more in range(4)]
            number += 4
            below = Laid(grid, heads, Style(), page.bench, 0, laid.truth, at)
            below.add_rows(rows)
            at = below.at

    return build


def column_numbers(page: Page) -> None:
    """列号行 · Below the header stands a row that numbers the columns."""
    heads = headings(
        ("serial", "序号"), ("number", "地块编号"), ("name", "地块名称"), ("location", "坐落"),
        ("area", "面积（公顷）", "", HECTARE), ("use", "用途"),
        ("district", "行政区"),
    )  # fmt: skip
    laid = listed(page, heads, 12, Style(title="（附表3）", totals="top", wrong=0.0))
    total = laid.truth["totals"].pop()["row"]
    for column in range(len(heads)):
        laid.grid.cells.pop((total, column), None)
        laid.grid.put(total, column, f"({column + 1})" if page.rng.random() < 0 else column + 1)


def bilingual(page: Page) -> None:
    """双语 · Titles in two languages, one below the other in each cell."""
    heads = headings(
        ("number", "地块编号\nParcel No."), ("location", "位置\nLocation"),
        ("area", "面积（公顷）\nArea (ha)", "", HECTARE),
        ("use", "用途\nLand use"), ("mode", "供应方式\nSupply method"), ("term", "年限\nTerm"),
    )  # fmt: skip
    listed(page, heads, 10, Style())


def both_units_in_cell(page: Page) -> None:
    """两种单位同格 · `35213平方米（合52.82亩）` in every cell."""
    heads = headings(
        ("number", "宗地号"), ("location", "宗地位置"), ("area", "宗地面积", "", METRE), ("use", "土地用途"),
        ("supplied", "签订日期"),
    )  # fmt: skip
    laid = listed(page, heads, 9, Style(title="协议出让结果公示"))

    def write(_: int, cell: Truth) -> Planted:
        hectares = Decimal(cell["value"])
        metres, mu = in_unit(hectares, METRE), in_unit(hectares, MU).quantize(Decimal("0.01"))
        return Planted(Raw(f"{plain(metres)}平方米（合{mu}亩）"), cell["value"], "both_units")

    each(laid, "area", write)


def codes_of_use(page: Page) -> None:
    """用地代码 · Uses by the city's planning codes, which need a cross-walk."""
    heads = headings(
        ("number", "地块编号"), ("name", "地块名称"), ("location", "位置"), ("area", "用地面积（ha）", "", HECTARE),
        ("use", "用地性质"),
        ("plot_ratio", "容积率"), ("ready", "净地时间"),
    )  # fmt: skip
    laid = listed(page, heads, 10, Style(title="储备地块一览"))
    codes = (
        Planted(Raw("R2"), "住宅用地", "planning_code", also=("居住用地", "城镇住宅用地", "二类城镇住宅用地")),
        Planted(Raw("B1"), "商服用地", "planning_code", also=("商业用地",)),
        Planted(Raw("R21/B1"), None, "planning_code", sure=False),
        Planted(Raw("M1"), "工业用地", "planning_code", also=("一类工业用地",)),
        Planted(Raw("A33"), "教育用地", "planning_code", also=("中小学用地",)),
    )
    each(laid, "use", lambda place, _: codes[place % 5])


def semicolons(page: Page) -> None:
    """导出文本 · An export with semicolons and quoted line breaks."""
    heads = headings(
        ("supervision", "电子监管号"), ("name", "项目名称"), ("location", "项目位置"),
        ("area", "面积(公顷)", "", HECTARE),
        ("use", "土地用途"), ("mode", "供地方式"), ("supplied", "合同签订日期"),
    )  # fmt: skip
    listed(page, heads, 22, Style())


LISTS: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("listing-notice", listing_notice),
    ("results-with-failures", results_with_failures),
    ("housing-list", housing_list),
    ("unsupplied-batches", unsupplied_batches),
    ("reserve-plan", reserve_plan),
    ("key-projects", key_projects),
    ("ministry-results", ministry_results),
    ("allocation-notice", allocation_notice),
    ("standard-land", standard_land),
    ("outcome-column", outcome_column),
    ("units-in-second-row", units_in_second_row),
    ("page-breaks", page_breaks),
    ("use-sections", _sections(("一、住宅用地", "二、商服用地", "三、工矿仓储用地"))),
    ("district-sections", _sections(("金水区（4宗）", "惠济区（4宗）", "中原区（4宗）"))),
    ("column-numbers", column_numbers),
    ("bilingual", bilingual),
    ("both-units-in-cell", both_units_in_cell),
    ("codes-of-use", codes_of_use),
    ("semicolons", semicolons),
)
