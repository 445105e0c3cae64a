"""测速台账 · A workbook of any length and twenty-two columns, made from the rows of the shipped example."""

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
