"""虚构工作簿 · Invented workbooks as clerks send them: coloured, merged, with charts, pictures, controls and rules."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from landsupply.ledger.issue import SEVERITIES, Issue
from landsupply.ledger.ledger import Ledger

TITLE = "供地 清单'24"
NAME = "甲区.xlsx"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEADS = ("编号", "宗地位置", "面积", "土地用途", "备注")


def issue(code: str, rows: tuple[int, ...], column: int | None, **more) -> Issue:
    values = {
        "file": NAME,
        "sheet": TITLE,
        "row": rows[0] if rows else None,
        "field": None if column is None else HEADS[column] if column < len(HEADS) else "别列",
        "raw": "原值",
        "facts": {},
    }
    return Issue(code=code, severity=SEVERITIES[code], rows=rows, column=column, **(values | more))


def ledger(*issues: Issue) -> Ledger:
    return Ledger(parcels=(), issues=issues, sources=())


def plain(fill: Callable | None = None) -> bytes:
    """By openpyxl: title merged over the header, borders, bands of colour, a comment of the sender's own."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = TITLE
    thin = Side(style="thin", color="FF808080")
    sheet.merge_cells("A1:E1")
    sheet["A1"] = "甲区供地清单（虚构）"
    sheet["A1"].font = Font(name="黑体", size=16, bold=True, color="FFFFFFFF")
    sheet["A1"].fill = PatternFill("solid", fgColor="FF1F4E78")
    for column, head in enumerate(HEADS, start=1):
        sheet.cell(2, column, head).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 8 + 3 * column
    for row in range(3, 13):
        for column in range(1, 6):
            cell = sheet.cell(row, column, f"路{row}" if column != 3 else row / 4)
            cell.border = Border(thin, thin, thin, thin)
            cell.fill = PatternFill("solid", fgColor="FFF2F2F2") if row % 2 else PatternFill()
            if column == 3:
                cell.number_format, cell.alignment = "0.0000", Alignment(horizontal="right")
                cell.protection = Protection(locked=False)
    sheet["C4"].comment = Comment("报送人：面积待核", "张三")
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].hidden = 33, True
    sheet.freeze_panes, sheet.auto_filter.ref = "A3", "A2:E12"
    if fill is not None:
        fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rich() -> bytes:
    """By XlsxWriter: whatever an editing library is known to lose."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(TITLE)
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red", "italic": True})
    sheet.write_row(1, 0, HEADS, bold)
    for row in range(2, 12):
        sheet.write_row(row, 0, [f"路{row}", "某街", row * 1.5, "商服用地", "-"])
    sheet.write_rich_string("B5", "东风路", red, "（待核）", "以北")
    sheet.write_formula("C12", "=SUM(C3:C11)", bold, 93)
    sheet.data_validation("D3:D12", {"validate": "list", "source": ["商服用地", "工业用地"]})
    sheet.conditional_format("C3:C12", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A3:A12", {"type": "duplicate", "format": red})
    sheet.add_sparkline("F3", {"range": f"'{TITLE.replace(chr(39), chr(39) * 2)}'!C3:C12"})
    sheet.insert_image("H2", "dot.png", {"image_data": io.BytesIO(PNG)})
    sheet.insert_textbox("H8", "说明：虚构")
    sheet.insert_button("H14", {"caption": "按钮"})
    sheet.write_url("A15", "https://example.com/", string="网址")
    sheet.write_comment("D3", "用途待定", {"author": "李四", "visible": True})
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(PNG)})
    sheet.print_area("A1:E12")
    sheet.set_column("J:L", 9, red, {"hidden": True})
    sheet.add_table("N2:O4", {"columns": [{"header": "甲"}, {"header": "乙"}]})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [TITLE, 2, 2, 11, 2]})
    sheet.insert_chart("H20", chart)
    book.add_worksheet("另表").write("A1", "原样")
    book.define_name("范围", "=另表!$A$1")
    book.add_vba_project(io.BytesIO(b"macro bytes"), True)
    book.close()
    return out.getvalue()


def changed(
    content: bytes, change: Callable[[str, bytes], bytes], added: dict[str, bytes] | None = None, dropped: str = ""
) -> bytes:
    """The same workbook with its members passed through a change, some added and one left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != dropped:
                new.writestr(name, change(name, old.read(name)))
        for name, text in (added or {}).items():
            new.writestr(name, text)
    return out.getvalue()


def by_office(content: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    """Opened by LibreOffice and saved again, as a third of the senders do."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed here")
    source, target = folder / "sent.xlsx", folder / "saved"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    return (target / f"sent.{kind}").read_bytes()
