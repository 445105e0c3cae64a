"""台账测试 · A sound row under the official headers, and sheets of such rows with something planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet, sheet_of_rows

SOUND = {
    "宗地编号": "ZZ-001",
    "项目名称": "示例项目",
    "行政区": "中原区",
    "位置": "示例路东、样本路北",
    "面积（公顷）": "3.2000",
    "土地用途": "工业用地",
    "备选用途": "",
    "土地来源": "现有建设用地",
    "供应方式": "挂牌",
    "土地使用年限": "50",
    "最早可供月份": "2024年3月",
    "障碍": "",
    "可分期（首期最小面积）": "",
    "合同签订日期": "",
    "责任人": "经办岗",
}


def cell(value: str | Cell) -> Cell:
    """单元格 · A text cell, or the cell as given."""
    if isinstance(value, Cell):
        return value
    return Cell(value, CellKind.TEXT) if value.strip() else BLANK


def sheet_of(*rows: Sequence[str | Cell], source: str = "台账.csv", name: str | None = None) -> Sheet:
    """工作表 · A sheet of the given rows, beginning at row 1."""
    return sheet_of_rows(source, name, [tuple(map(cell, row)) for row in rows], 1, "sha256:test")


def planted(*changes: Mapping[str, str | Cell]) -> Sheet:
    """带错台账 · The official headers, a sound row first, then one row per mapping of changes to it."""
    headers = list(dict.fromkeys([*SOUND, *(name for change in changes for name in change)]))
    rows: list[list[str | Cell]] = [list(headers), [SOUND.get(name, "") for name in headers]]
    for number, change in enumerate(changes, 2):
        row: dict[str, str | Cell] = {
            **SOUND,
            "宗地编号": f"ZZ-{number:03d}",
            "位置": f"第{number}号路",
            **change,
        }
        rows.append([row.get(name, "") for name in headers])
    return sheet_of(*rows)


@pytest.fixture(scope="session")
def rules() -> Rules:
    """规则 · Zhengzhou's rules on the first day of 2024."""
    return open_rulebook("410100").on(date(2024, 1, 1))
