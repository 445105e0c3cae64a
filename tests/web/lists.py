"""虚构的清单 · Invented lists as a district of the invented city of Yunze would send them."""

from __future__ import annotations

import io

from openpyxl import Workbook

HEAD = (
    "宗地编号",
    "项目名称",
    "行政区",
    "面积（公顷）",
    "土地用途",
    "土地来源",
    "供应方式",
    "最早可供月份",
    "甲方备注栏",
)
GOOD = ("NEW-1", "新报住宅", "湖东区", "3.2", "城镇住宅用地", "现有建设用地", "挂牌", "2026-09", "x")
BAD = ("NEW-2", "坏行", "湖东区", "三点二", "城镇住宅用地", "现有建设用地", "挂牌", "2026-09", "y")
FOREIGN = ("NEW-3", "别区的地", "湖西区", "1.5", "城镇住宅用地", "现有建设用地", "挂牌", "2026-09", "z")


def workbook(*lines: tuple[str, ...]) -> bytes:
    """工作簿 · A list as a district makes it."""
    book = Workbook()
    leaf = book.active
    assert leaf is not None
    for line in (HEAD, *lines):
        leaf.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def many(count: int) -> bytes:
    """大清单 · So many parcels, as csv."""
    lines = [",".join(HEAD)]
    for number in range(count):
        lines.append(",".join((f"BIG-{number:05}", f"第{number}号地", *GOOD[2:8], "")))
    return "\r\n".join(lines).encode("utf-8-sig")
