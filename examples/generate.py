"""示例台账 · Writes an invented ledger of candidate parcels: Zhengzhou's ten planning units, or an invented city's six.

Everything in it is made up: no parcel, street, batch or post exists. The generator knows shapes (how many parcels of a
kind, how large they are, when they may be ready) and nothing of any plan: no total, no share, and no parcel is marked
as one to be chosen.

    python examples/generate.py --seed 1 --out examples/zhengzhou-2024/ledger.csv
    python examples/generate.py --city yunze --seed 1 --out examples/yunze-2024/ledger.csv
"""

from __future__ import annotations

import argparse
import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FIRST_LINE = "虚构示例：以下宗地、道路、批次和岗位均为随机生成，不对应任何真实地块"
HEADER = (
    "宗地编号", "项目名称", "行政区", "位置", "面积（{unit}）", "土地用途", "土地来源", "供应方式", "土地使用年限",
    "最早可供月份", "障碍", "民生类别", "住房类型", "重大项目级别", "批次", "可分期（首期最小面积）", "公告日期",
    "合同签订日期", "责任单位", "责任人",
)  # fmt: skip

UNITS = (
    ("中原区", 8), ("二七区", 9), ("金水区", 9), ("管城回族区", 10), ("惠济区", 8),
    ("高新区", 12), ("经开区", 12), ("郑东新区", 11), ("上街区", 6), ("航空港区", 15),
)  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """类型 · One kind of parcel: how many, how large on average, and what is usually true of it."""

    count: int
    mean: float
    spread: float
    use: str
    mode: str
    term: str
    names: tuple[str, ...]
    livelihood: tuple[str, ...] = ()
    housing: str = ""
    new_land: float = 0.42
    key: float = 0.05
    phased: float = 0.0


KINDS = (
    Kind(165, 5.4, 0.55, "城镇住宅用地", "挂牌", "70", ("居住组团", "住宅小区"), housing="商品住房", new_land=0.3),
    Kind(75, 6.2, 0.5, "城镇住宅用地", "划拨", "", ("安置房", "安置小区"), ("安置房",), "安置房", 0.35, 0.05, 0.25),
    Kind(60, 4.6, 0.5, "城镇住宅用地", "划拨", "", ("保障性住房", "公租房"), ("保障性住房",), "保障性住房", 0.3),
    Kind(75, 2.6, 0.6, "零售商业用地", "挂牌", "40", ("邻里中心", "商业街区"), phased=0.25),
    Kind(60, 2.8, 0.6, "商务金融用地", "挂牌", "40", ("商务楼宇", "总部园"), phased=0.25),
    Kind(170, 7.6, 0.7, "工业用地", "挂牌", "50", ("制造基地", "产业园"), new_land=0.6, key=0.16, phased=0.1),
    Kind(45, 9.5, 0.6, "仓储用地", "挂牌", "50", ("物流仓储", "冷链仓储"), new_land=0.6, phased=0.1),
    Kind(85, 4.2, 0.5, "教育用地", "划拨", "", ("小学", "初级中学", "幼儿园"), ("教育",), new_land=0.4),
    Kind(35, 5.5, 0.6, "医疗卫生用地", "划拨", "", ("医院", "卫生服务中心"), ("医疗",), new_land=0.4, key=0.1),
    Kind(62, 8.5, 0.8, "公园与绿地", "划拨", "", ("公园", "带状绿地"), phased=0.15),
    Kind(35, 3.1, 0.6, "公用设施用地", "划拨", "", ("变电站", "供水厂", "消防站")),
    Kind(78, 17.0, 0.8, "城镇村道路用地", "划拨", "", ("道路工程",), new_land=0.5, key=0.12, phased=0.25),
    Kind(25, 14.0, 0.8, "轨道交通用地", "划拨", "", ("轨道场段", "轨道站点"), ("轨道交通",), new_land=0.4, key=0.5),
    Kind(30, 2.2, 0.5, "交通服务场站用地", "划拨", "", ("停车场", "公交场站"), ("停车场",)),
    Kind(14, 5.0, 0.6, "殡葬用地", "划拨", "", ("公益性公墓",)),
    Kind(46, 14.0, 0.7, "水工建筑用地", "划拨", "", ("河道整治", "蓄水工程"), new_land=0.5, key=0.1, phased=0.2),
)

#: The invented city counts in 亩; its plan prints seven classes, so its parcels are spread over seven.
YUNZE_UNITS = (("湖东区", 9), ("湖西区", 8), ("鹤鸣区", 7), ("云岭区", 10), ("临泽新区", 13), ("科创园区", 12))
YUNZE_KINDS = (
    Kind(
        30,
        60.0,
        0.5,
        "城镇住宅用地",
        "挂牌",
        "70",
        ("居住组团", "住宅小区"),
        housing="商品住房",
        new_land=0.3,
        phased=0.6,
    ),
    Kind(20, 66.0, 0.5, "城镇住宅用地", "划拨", "", ("安置房",), ("安置房",), "安置房", 0.35, 0.05, 0.3),
    Kind(26, 27.0, 0.5, "零售商业用地", "挂牌", "40", ("邻里中心", "商业街区"), phased=0.9),
    Kind(38, 80.0, 0.6, "工业用地", "挂牌", "50", ("制造基地", "产业园"), new_land=0.6, key=0.16, phased=0.6),
    Kind(26, 39.0, 0.5, "教育用地", "划拨", "", ("小学", "幼儿园"), ("教育",), new_land=0.4, phased=0.6),
    Kind(14, 52.0, 0.6, "医疗卫生用地", "划拨", "", ("医院", "卫生服务中心"), ("医疗",), key=0.1),
    Kind(14, 70.0, 0.6, "公园与绿地", "划拨", "", ("公园", "带状绿地"), ("公园绿地",), phased=0.3),
    Kind(26, 110.0, 0.6, "城镇村道路用地", "划拨", "", ("道路工程",), new_land=0.5, key=0.12, phased=0.8),
    Kind(20, 120.0, 0.6, "水工建筑用地", "划拨", "", ("河道整治", "蓄水工程"), ("水利",), key=0.1, phased=0.4),
    Kind(16, 27.0, 0.7, "殡葬用地", "划拨", "", ("公益性公墓",), phased=0.9),
)


@dataclass(frozen=True)
class City:
    """城市 · What an invented ledger of a city looks like: its unit of area with decimals and bounds, units, kinds."""

    prefix: str
    area_unit: str
    places: int
    smallest: float
    largest: float
    units: tuple[tuple[str, int], ...]
    kinds: tuple[Kind, ...]


CITIES = {
    "zhengzhou": City("ZZ24", "公顷", 4, 0.15, 95.0, UNITS, KINDS),
    "yunze": City("YZ24", "亩", 2, 3.0, 900.0, YUNZE_UNITS, YUNZE_KINDS),
}

OBSTACLES = ("征收", "拆迁", "文物勘探", "环保", "管线迁改", "规划条件")
ROADS = ("青禾", "明远", "云岭", "松涛", "沐阳", "长庚", "白鹭", "清渠", "望岫", "锦屏", "知行", "瑞霖", "兰台", "朗月")
COMPILED_BEFORE = 3  # supplies already made and notices already out lie in January and February


def pick(draw: random.Random, weighted: Sequence[tuple[T, float]]) -> T:
    """按权重抽取 · One of the values, by weight."""
    left = draw.random() * sum(weight for _, weight in weighted)
    for value, weight in weighted:
        left -= weight
        if left < 0:
            return value
    return weighted[-1][0]


def one_of(draw: random.Random, values: Sequence[T]) -> T:
    """等概率抽取 · One of the values, each as likely."""
    return values[int(draw.random() * len(values))]


def month(draw: random.Random) -> str:
    """最早可供月份 · Some land is ready before the year, most becomes so within it, a little only after."""
    luck = draw.random()
    if luck < 0.24:
        return f"2023-{7 + int(draw.random() * 6):02d}"
    if luck < 0.96:
        return f"2024-{1 + int(draw.random() * 11):02d}"
    return f"2025-{1 + int(draw.random() * 6):02d}"


def history(draw: random.Random, ready: str, mode: str) -> tuple[str, str]:
    """公告与签约 · A few ready parcels were supplied or put under notice before the plan was made."""
    luck = draw.random()
    if not ready.startswith("2023") or luck > 0.12:
        return "", ""
    day = 1 + int(draw.random() * 27)
    if luck < 0.06 and mode == "划拨":
        return "", f"2024-{1 + int(draw.random() * (COMPILED_BEFORE - 1)):02d}-{day:02d}"
    if luck >= 0.06 and mode == "挂牌":
        return f"2024-02-{1 + int(draw.random() * 20):02d}", ""
    return "", ""


def size(draw: random.Random, kind: Kind, city: City) -> float:
    """面积 · Log-normal around the kind's mean, as many decimals as the city writes."""
    drawn = kind.mean * draw.lognormvariate(-(kind.spread**2) / 2, kind.spread)
    return round(min(max(drawn, city.smallest), city.largest), city.places)


def row(draw: random.Random, city: City, kind: Kind, number: int) -> list[str]:
    """一宗 · One invented parcel of a kind."""
    unit = pick(draw, city.units)
    area = size(draw, kind, city)
    is_new = draw.random() < kind.new_land
    in_stock_register = not is_new and draw.random() < 0.25
    origin = "新增建设用地" if is_new else "新增建设用地(来自存量库)" if in_stock_register else "现有建设用地"
    ready = month(draw)
    blocked = draw.random() < 0.16
    noticed, supplied = history(draw, ready, kind.mode)
    standing = bool(noticed or supplied)
    phased = area >= 1.4 * kind.mean and draw.random() < kind.phased and not standing
    roads = one_of(draw, ROADS), one_of(draw, ROADS)
    sides = one_of(draw, ("东", "西")), one_of(draw, ("南", "北"))
    return [
        f"{city.prefix}-{number:04d}",
        f"{roads[0]}{one_of(draw, kind.names)}",
        unit,
        f"{roads[0]}路{sides[0]}、{roads[1]}街{sides[1]}",
        f"{area:.{city.places}f}",
        kind.use,
        origin,
        kind.mode,
        kind.term,
        "" if blocked and draw.random() < 0.2 and not standing else ready,
        one_of(draw, OBSTACLES) if blocked and not standing else "",
        one_of(draw, kind.livelihood) if kind.livelihood else "",
        kind.housing,
        one_of(draw, ("省", "市")) if draw.random() < kind.key else "",
        f"示例征转〔2023〕{1 + int(draw.random() * 6)}号" if is_new else "",
        f"{area * (0.3 + 0.2 * draw.random()):.{city.places}f}" if phased else "",
        noticed,
        supplied,
        f"{unit}供地专班",
        f"{unit}{1 + int(draw.random() * 5)}号专员",
    ]


def ledger(seed: int, name: str = "zhengzhou") -> str:
    """示例台账 · The whole invented ledger of a city as CSV text, the same for the same seed."""
    city = CITIES[name]
    draw = random.Random(seed)
    kinds = [kind for kind in city.kinds for _ in range(kind.count)]
    for i in range(len(kinds) - 1, 0, -1):  # own shuffle: the same on every version of Python
        j = int(draw.random() * (i + 1))
        kinds[i], kinds[j] = kinds[j], kinds[i]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([f"{FIRST_LINE}（种子 {seed}）"])
    writer.writerow(column.format(unit=city.area_unit) for column in HEADER)
    for number, kind in enumerate(kinds, 1):
        writer.writerow(row(draw, city, kind, number))
    return out.getvalue()


def main() -> None:
    """入口 · Writes the ledger of a seed to a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--city", choices=tuple(CITIES), default="zhengzhou")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(ledger(arguments.seed, arguments.city), encoding="utf-8-sig", newline="")


if __name__ == "__main__":
    main()
