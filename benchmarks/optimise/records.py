"""实录面积 · Uses and areas of published supply results beside the repository: recurring figures and long tails."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

import numpy as np

from benchmarks.optimise.targets import HECTARE
from landsupply.plan.problem import Ints

#: What part of a use's name puts it in which class; the first that is found decides.
PARTS_OF_NAMES = (
    ("经济适用 廉租 公共租赁 限价 中低价位", 3),
    ("住宅 住房", 2),
    ("工业 仓储 采矿", 1),
    ("公路 街巷 铁路 机场 港口 道路 交通 管道", 5),
    ("水工 水域 水利", 6),
    ("殡葬 监教 军事 宗教 特殊", 7),
    ("商务 商服 零售 住宿 餐饮 旅馆 商业", 0),
    ("公共 公用 科教 科研 教育 医 公园 绿地 机关 文化 文体 体育 新闻", 4),
)
#: The files, and their columns of use and of hectares.
TABLES = (
    ("landchina/beijing_2019h1_results.csv", "Land utilisation", "Area (hectare)"),
    ("guangdong/supply_results_sample.csv", "landPurpose", "area"),
    ("zhengzhou/allocation_results.csv", "用途", "面积"),
)
LINES = "landchina/national_2018-12-31_results.jsonl"
#: Hectares below and above which a figure is a strip or a slip of units rather than a parcel.
LEAST, MOST = Decimal("0.02"), Decimal(200)


def folder() -> Path:
    """实录目录 · Where the records stand: beside the repository, or where LANDSUPPLY_SHARED says."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data"
    return Path(os.environ.get("LANDSUPPLY_SHARED", beside))


def recorded() -> tuple[Ints, Ints]:
    """实录 · The class and the area in 0.01 m² of every record that states both; FileNotFoundError without them."""
    source = folder()
    if not source.is_dir():
        raise FileNotFoundError(f"{source}: no records to draw areas from; LANDSUPPLY_SHARED may name their folder")
    found = [
        (use, int(hectares * HECTARE))
        for name, text in _stated(source)
        if (use := _class(name)) is not None and (hectares := _hectares(text)) is not None
    ]
    uses, areas = zip(*found, strict=True)
    return np.array(uses), np.array(areas)


def _stated(source: Path) -> Iterator[tuple[str, str]]:
    for path, use, area in TABLES:
        with (source / path).open(encoding="utf-8-sig", newline="") as file:
            yield from ((row[use], row[area]) for row in csv.DictReader(file))
    for line in (source / LINES).read_text("utf-8").splitlines():
        record = json.loads(line)
        yield record["use"], record["area"]


def _class(name: str) -> int | None:
    found = (code for parts, code in PARTS_OF_NAMES if any(part in name for part in parts.split()))
    return next(found, None)


def _hectares(text: str) -> Decimal | None:
    try:
        hectares = Decimal(text)
    except InvalidOperation:
        return None
    return hectares if LEAST <= hectares <= MOST else None
