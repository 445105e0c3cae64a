"""办公室 · What the journeys share: a filled ledger of twelve rows, a page of targets, a command and what it said."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from landsupply.cli.main import main

#: Name, unit, location, area, use, origin, mode, term, ready, livelihood, housing.
ROWS = (
    ("清渠小学", "中原区", "清渠路东", "3.2", "教育用地", "现有建设用地", "划拨", "", "2024-01", "教育", ""),
    ("白鹭中学", "金水区", "白鹭路西", "4.5", "教育用地", "新增建设用地", "划拨", "", "2024-02", "教育", ""),
    (
        "松涛安置房",
        "二七区",
        "松涛街北",
        "6.0",
        "城镇住宅用地",
        "现有建设用地",
        "划拨",
        "",
        "2024-01",
        "安置房",
        "安置房",
    ),
    (
        "兰台小区",
        "郑东新区",
        "兰台路南",
        "5.5",
        "城镇住宅用地",
        "现有建设用地",
        "挂牌",
        "70",
        "2024-01",
        "",
        "商品住房",
    ),
    ("朗月小区", "高新区", "朗月路东", "7.1", "城镇住宅用地", "新增建设用地", "挂牌", "70", "2024-03", "", "商品住房"),
    ("明远商街", "经开区", "明远街南", "2.4", "零售商业用地", "现有建设用地", "挂牌", "40", "2024-02", "", ""),
    (
        "长庚产业园",
        "航空港区",
        "长庚路北",
        "42538.29平方米",
        "工业用地",
        "新增建设用地",
        "挂牌",
        "50",
        "2024-01",
        "",
        "",
    ),
    ("瑞霖产业园", "航空港区", "瑞霖路北", "9.3", "工业用地", "现有建设用地", "挂牌", "50", "2024年二季度", "", ""),
    ("望岫公园", "惠济区", "望岫路西", "8.0", "公园与绿地", "现有建设用地", "划拨", "", "2024-01", "", ""),
    ("锦屏路", "上街区", "锦屏路", "60亩", "城镇村道路用地", "新增建设用地", "划拨", "", "2024-05", "", ""),
    ("知行路", "管城回族区", "知行路", "5.8", "城镇村道路用地", "现有建设用地", "划拨", "", "2024-01", "", ""),
    ("云岭医院", "高新区", "云岭街东", "4.9", "医疗卫生用地", "现有建设用地", "划拨", "", "2024-08", "医疗", ""),
)
COLUMNS = (
    "项目名称", "行政区", "位置", "面积（公顷）", "土地用途", "土地来源", "供应方式", "土地使用年限",
    "最早可供月份", "民生类别", "住房类型",
)  # fmt: skip

BRIEF = """
format = "landsupply.brief/1"
place = "410100"
year = 2024
day = 2024-01-02
goals = ["民生优先", "重点与早供"]

[targets]
total = "30–50公顷"

[targets.classes]
"住宅用地" = "10–16公顷"
"其他用地" = "不低于15公顷"

[milestones]
6 = "50%"
12 = "100%"
"""


@dataclass(frozen=True)
class Said:
    """所答 · How a command ended and what it said."""

    code: int
    out: str
    err: str


def command(*words: object) -> Said:
    """执行 · A command run in this process, as the installed one would."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(word) for word in words])
    return Said(int(code), out.getvalue(), err.getvalue())


def fill(form: Path, rows: Sequence[Sequence[str]] = ROWS, columns: Sequence[str] = COLUMNS) -> None:
    """填表 · The rows under the headers of the blank form, numbered from one."""
    book = load_workbook(form)
    sheet = book.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for number, row in enumerate(rows, 1):
        for header, value in {"宗地编号": f"A-{number:02d}", **dict(zip(columns, row, strict=True))}.items():
            cell = sheet.cell(number + 1, headers.index(header) + 1)
            cell.value, cell.data_type = value or None, "s" if value else "n"
    book.save(form)


def csv_of(rows: Sequence[Sequence[str]] = ROWS, columns: Sequence[str] = COLUMNS) -> str:
    """清单 · The same rows as csv text."""
    lines = [("宗地编号", *columns), *((f"A-{number:02d}", *row) for number, row in enumerate(rows, 1))]
    return "".join(",".join(line) + "\n" for line in lines)


def desk_of(folder: Path, ledger: str = "", brief: str = BRIEF) -> tuple[Path, Path]:
    """摆好材料 · A ledger and a brief in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ledger.csv").write_text(ledger or csv_of(), encoding="utf-8")
    (folder / "brief.toml").write_text(brief, encoding="utf-8")
    return folder / "ledger.csv", folder / "brief.toml"


def proposed(folder: Path) -> Path:
    """已拟订 · The plan of the small ledger, written into a folder."""
    ledger, brief = desk_of(folder)
    said = command("propose", ledger, "--brief", brief, "--out", folder / "plan.json", "--quiet")
    if said.code:
        raise AssertionError(said)
    return folder / "plan.json"
