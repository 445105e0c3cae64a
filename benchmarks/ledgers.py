"""测速台账 · Workbooks of any length, made from the rows of the shipped example.

One is sound and has the example's twenty-two columns; the other has thirty, and faults planted in it.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "zhengzhou-2024" / "ledger.csv"
#: Two more columns of the blank form, since the example does without them.
MORE = ("备选用途", "协议依据")
COLUMNS = 22
#: The columns that the wide workbook leaves out, being nearly empty in the example.
SPARSE = ("可分期（首期最小面积）", "公告日期", "合同签订日期", *MORE)
#: The columns of the wide workbook beyond the others, with what stands in them; `{n}` is the row's number.
WIDER = {
    "片区": "第{n}片区",
    "项目": "示例项目{n}",
    "产业": "先进制造",
    "储备项目编号": "CB-{n:05d}",
    "容积率": "1.0＜容积率≤2.5",
    "建筑密度": "≤40%",
    "绿地率": "≥30%",
    "建筑限高": "100米以下",
    "起始价（万元）": "{n}.5",
    "收储成本（万元）": "{n}.25",
    "公告月": "2024年5月",
    "审核状态": "已初审",
    "备注": "原始表第{n}行",
}
WIDE_COLUMNS = COLUMNS - len(SPARSE) + len(WIDER)
#: One row in so many has a fault, each of the kinds below in turn: the column, and what stands there instead.
FAULT_EVERY = 33
FAULTS = (
    ("面积（公顷）", ""),
    ("面积（公顷）", "约3.2"),
    ("面积（公顷）", 42538.29),
    ("土地用途", "住宅楼"),
    ("供应方式", "流拍"),
    ("最早可供月份", "2024-02-30"),
    ("行政区", "新郑市"),
    ("土地使用年限", "四十来年"),
)
_NUMBER, _LOCATION = "宗地编号", "位置"
_AMOUNTS = ("面积", "土地使用年限", "可分期")


def write_workbook(path: Path, rows: int) -> Path:
    """写台账 · The header and so many rows; ValueError where the example has other than the expected columns."""
    header, *examples = _example()
    if len(header) != COLUMNS:
        raise ValueError(header)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for number, example in zip(range(1, rows + 1), itertools.cycle(examples)):
            sheet.write_row(number, 0, _row(header, example, number))
    return path


def write_wide_workbook(path: Path, rows: int, *, inline: bool = False) -> Path:
    """写宽台账 · The header and so many rows of thirty columns, one row in thirty-three with a fault.

    The texts stand in one table that the cells share, as spreadsheet programs write them, or `inline` in the cells, as
    systems do that write row by row.
    """
    header, *examples = _example()
    with xlsxwriter.Workbook(path, {"constant_memory": inline}) as book:
        sheet = book.add_worksheet()
        kept = [place for place, title in enumerate(header) if title not in SPARSE]
        titles = [*(header[place] for place in kept), *WIDER]
        sheet.write_row(0, 0, titles)
        for number, example in zip(range(1, rows + 1), itertools.cycle(examples)):
            more = [text.format(n=number) for text in WIDER.values()]
            whole = _row(header, example, number)
            row = [*(whole[place] for place in kept), *more]
            if number % FAULT_EVERY == 0:
                title, instead = FAULTS[number // FAULT_EVERY % len(FAULTS)]
                row[titles.index(title)] = instead
            sheet.write_row(number, 0, row)
    return path


def planted_faults(rows: int) -> int:
    """所植错误数 · How many rows of the wide workbook have one."""
    return rows // FAULT_EVERY


def _example() -> Iterator[list[str]]:
    with EXAMPLE.open(encoding="utf-8-sig", newline="") as file:
        _title, header, *rows = csv.reader(file)
    yield [*header, *MORE]
    yield from ([*row, *("" for _ in MORE)] for row in rows)


def _row(header: list[str], example: list[str], number: int) -> list[str | float]:
    """The example's row under a number and at a place of its own, so that no two rows are taken for one parcel."""
    own = {_NUMBER: f"CS24-{number:05d}", _LOCATION: f"{example[header.index(_LOCATION)]}{number}号"}
    return [_cell(name, own.get(name, text)) for name, text in zip(header, example, strict=True)]


def _cell(name: str, text: str) -> str | float:
    """A number where an office would have typed one."""
    return float(text) if text and name.startswith(_AMOUNTS) else text
