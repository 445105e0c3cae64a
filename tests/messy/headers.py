"""列名 · Invented data: under which names the columns of messy workbooks go, and what each column means.

`field` is None for columns that say nothing a ledger keeps; the judge then wants them left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

HECTARE, MU, METRE, NONE = "公顷", "亩", "平方米", ""
#: Square metres in one of each unit.
SIZES = {HECTARE: 10_000, MU: 0, METRE: 1}


@dataclass(frozen=True, slots=True)
class Heading:
    """列 · A column: its field (a second column of one field has its own key), title, group above, unit."""

    key: str
    field: str | None
    title: str
    group: str = ""
    unit: str = NONE


TITLES: dict[str, tuple[str, ...]] = {
    "serial": ("序号", "编序", "No.", "序\n号"),
    "number": (
        "宗地编号",
        "地块编号",
        "宗地号",
        "地块号",
        "宗地代码",
        "编号",
        "宗 地 编 号",
        "地块编号*",
        "宗地\n编号",
    ),
    "supervision": ("电子监管号", "监管号", "电子监管\n号", "电子监管号（必填）", "电子监管编号"),
    "name": ("项目名称", "宗地名称", "地块名称", "项 目 名 称", "*项目名称", "地块名称（必填）", "项目\n名称"),
    "district": ("行政区", "所属区", "所在区", "区县", "所属\n区县", "行政区划", "所属行政区", "区（县）", "*行政区"),
    "location": (
        "位置",
        "宗地坐落",
        "宗地座落",
        "土地坐落",
        "坐落位置",
        "地块位置",
        "项目位置",
        "土 地 位 置",
        "坐 落",
    ),
    "use": (
        "土地用途",
        "规划用途",
        "用途",
        "拟供应用途",
        "用地性质",
        "土 地\n用 途",
        "规划用地性质",
        "土地用途（必填）",
    ),
    "other_uses": ("备选用途", "可选用途", "其他用途"),
    "origin": ("土地来源", "来源类型", "新增/存量", "存量/新增", "土地\n来源", "用地来源"),
    "mode": ("供应方式", "供地方式", "拟供应方式", "土地供应方式", "供 地 方 式", "拟供地\n方式", "*供应方式"),
    "term": ("土地使用年限", "出让年限", "使用年限", "年限", "出让年限（年）", "使用年限(年)", "土地使用\n年限"),
    "ready": ("最早可供月份", "净地时间", "预计净地时间", "净地月份", "可供月份", "预计\n净地时间", "具备供地条件时间"),
    "noticed": ("公告日期", "公告时间", "出让公告日期", "公告\n时间", "公告发布日期"),
    "supplied": ("合同签订日期", "合同签定日期", "签订日期", "签定日期", "合同签订时间", "合同\n签订日期", "供应日期"),
    "phase_from": ("可分期（首期最小面积）", "首期最小面积"),
    "livelihood": ("民生类别", "民生项目类别", "民生类型"),
    "housing": ("住房类型", "住房类别", "住房\n类型"),
    "level": ("重大项目级别", "项目级别", "重点项目级别"),
    "batch": ("批次", "用地批次", "批准文号", "农转用批次", "批文号", "用地\n批文号"),
    "unit": ("责任单位", "牵头单位", "责 任 单 位", "申报单位"),
    "person": ("责任人", "联系人", "经办人", "负责人", "责任人（必填）"),
    "obstacles": ("存在问题", "供地障碍", "障碍因素", "障碍", "存在\n问题"),
    "start_price": ("起始价",),
    "deal_price": ("成交价", "成交价格", "成交\n价格"),
    "plot_ratio": ("容积率", "容 积 率"),
    "density": ("建筑密度", "建筑密度（%）"),
    "note": ("备注", "备 注", "说明"),
    "holder": ("竞得人", "受让人", "土地使用权人"),
    "phone": ("联系电话", "电话"),
    "grade": ("土地级别", "土地等级"),
    "stage": ("开发程度", "是否净地", "是否完成征收"),
    "index": ("内部码", "系统流水号"),
}
AREA_TITLES = (
    "面积", "供地面积", "用地面积", "土地面积", "宗地面积", "出让面积", "拟供应面积", "地块面积", "用 地 面 积",
    "供地\n面积",
    "可供面积", "拟供地面积", "净用地面积", "规划用地面积", "供应面积", "*面积", "总面积", "可供地面积",
)  # fmt: skip
#: How a unit is written behind a title.
UNIT_MARKS = {
    HECTARE: ("（公顷）", "(公顷)", "/公顷", "（ha）", "（单位：公顷）", "\n（公顷）", " (公顷)", "[公顷]"),
    MU: ("（亩）", "(亩)", "/亩", "\n（亩）", "（单位：亩）"),
    METRE: ("（平方米）", "(㎡)", "（m²）", "(m2)", "/平方米", "\n（㎡）"),
}
MONEY_MARKS = {"万元": ("（万元）", "(万元)", "/万元", "\n（万元）"), "元": ("（元）", "(元)", "/元")}

GROUPS: dict[str, str] = {
    "number": "宗地基本情况", "supervision": "宗地基本情况", "name": "宗地基本情况", "district": "宗地基本情况",
    "location": "宗地基本情况", "use": "规划情况", "other_uses": "规划情况", "plot_ratio": "规划情况",
    "density": "规划情况",
    "origin": "供应情况", "mode": "供应情况", "term": "供应情况", "ready": "供应情况", "noticed": "供应情况",
    "supplied": "供应情况", "start_price": "价款情况", "deal_price": "价款情况", "holder": "价款情况",
    "unit": "责任落实", "person": "责任落实", "phone": "责任落实", "obstacles": "责任落实",
}  # fmt: skip

#: Columns that a ledger has no field for; whatever they hold must not become something else.
NOWHERE = frozenset(("serial", "phone", "grade", "stage", "index"))
#: Fields that go by another name than their column here.
RENAMED = {"note": "remarks"}

ENGLISH = {
    "number": "Parcel number", "supervision": "Electronic supervision number", "name": "Project name",
    "district": "District", "location": "Project location", "area": "Area (hectare)", "origin": "Land source",
    "use": "Land utilisation", "mode": "Land supply method", "term": "Land use period in year",
    "supplied": "Contract signing date", "note": "Remarks", "grade": "Land grade",
}  # fmt: skip


def heading(key: str, rng: Random, unit: str, how: str) -> Heading:
    """起列名 · A column of this key; `how` is plain, chaotic or english."""
    field = None if key in NOWHERE else RENAMED.get(key, key.partition("+")[0])
    if how == "english":
        return Heading(key, field, ENGLISH[key], "", unit if field == "area" else NONE)
    if field == "area":
        return Heading(key, field, _area_title(rng, unit, how), "", unit)
    if field in ("start_price", "deal_price"):
        money = rng.choice(("万元", "万元", "元"))
        return Heading(key, field, TITLES[key][0] + rng.choice(MONEY_MARKS[money]), GROUPS[key], money)
    titles = TITLES[key]
    return Heading(key, field, rng.choice(titles) if how == "chaotic" else titles[0], GROUPS.get(key, ""))


def _area_title(rng: Random, unit: str, how: str) -> str:
    base = rng.choice(AREA_TITLES) if how == "chaotic" else rng.choice(AREA_TITLES[:7])
    if unit == NONE:
        return base
    marks = UNIT_MARKS[unit]
    return base + (rng.choice(marks) if how == "chaotic" else marks[0])
