"""写文件 · Invented data: writes a grid with one of two libraries or as text, and lets LibreOffice save some again."""

from __future__ import annotations

import csv
import datetime
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.messy.cells import Raw
from tests.messy.grid import Grid

#: What a workbook says about when it was made: the same for every one, so that bytes repeat.
MADE = datetime.datetime(2024, 3, 1)


def write_openpyxl(path: Path, grids: Sequence[Grid], is_1904: bool) -> None:
    """甲法 · Formulas without values; styles, comments and hidden parts kept."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type] # a new workbook has a sheet
    if is_1904:
        book.epoch = CALENDAR_MAC_1904
    for grid in grids:
        sheet: Any = book.create_sheet(grid.name)
        for (row, column), raw in sorted(grid.cells.items()):
            _openpyxl_cell(sheet.cell(row, column + 1), raw, grid, row)
        for merge in grid.merges:
            sheet.merge_cells(start_row=merge[0], start_column=merge[1] + 1, end_row=merge[2], end_column=merge[3] + 1)
        for row in grid.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        sheet.column_dimensions["B"].width = 24
        if grid.filter:
            top, left, bottom, right = grid.filter
            sheet.auto_filter.ref = f"{get_column_letter(left + 1)}{top}:{get_column_letter(right + 1)}{bottom}"
        if grid.hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    _steady(path)


def _steady(path: Path) -> None:
    """The library writes the time of day into the file; a seed makes the same bytes every day."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            told = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2024-03-01T00:00:00Z", content)
            archive.writestr(zipfile.ZipInfo(name), told if name == "docProps/core.xml" else content)


def _openpyxl_cell(cell: Any, raw: Raw, grid: Grid, row: int) -> None:
    cell.value = raw.formula or raw.content
    if isinstance(raw.content, str) and not raw.formula and not raw.error:
        cell.data_type = "s"  # a text that begins with = stays a text
    if raw.shape:
        cell.number_format = raw.shape
    if raw.quoted:
        cell.quotePrefix = True
    if raw.comment:
        cell.comment = Comment(raw.comment, "审核")
    if row in grid.fills:
        cell.fill = PatternFill("solid", fgColor=grid.fills[row])
        cell.alignment = Alignment(wrap_text=True, horizontal="center")
    if row in grid.bold_rows:
        cell.font = Font(bold=True)


def write_xlsxwriter(path: Path, grids: Sequence[Grid], is_1904: bool) -> None:
    """乙法 · Formulas with their values kept beside them."""
    book = xlsxwriter.Workbook(
        str(path), {"date_1904": is_1904, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": MADE})
    formats: dict[tuple[str, str, bool, bool], Any] = {}
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        corners = {(merge[0], merge[1]) for merge in grid.merges}
        for merge in grid.merges:
            sheet.merge_range(merge[0] - 1, merge[1], merge[2] - 1, merge[3], "")
        for (row, column), raw in sorted(grid.cells.items()):
            key = (raw.shape, grid.fills.get(row, ""), row in grid.bold_rows, raw.quoted)
            form = formats.setdefault(key, _format(book, *key)) if any(key) else None
            _xlsxwriter_cell(sheet, row - 1, column, raw, form)
        for row in sorted(grid.hidden_rows):
            sheet.set_row(row - 1, None, None, {"hidden": True})
        for column in sorted(grid.hidden_columns):
            sheet.set_column(column, column, None, None, {"hidden": True})
        sheet.set_column(1, 1, 24)
        if grid.filter and not corners.intersection([grid.filter[:2]]):
            top, left, bottom, right = grid.filter
            sheet.autofilter(top - 1, left, bottom - 1, right)
        if grid.hidden:
            sheet.hide()
    book.close()


def _format(book: Any, shape: str, fill: str, bold: bool, quoted: bool) -> Any:
    form = book.add_format({"bold": bold, "text_wrap": bool(fill)})
    if shape:
        form.set_num_format(shape)
    if fill:
        form.set_bg_color(f"#{fill}")
    if quoted:
        form.set_quote_prefix()
    return form


def _xlsxwriter_cell(sheet: Any, row: int, column: int, raw: Raw, form: Any) -> None:
    if raw.error:
        sheet.write_formula(row, column, "=" + str(raw.content), form, raw.content)
    elif raw.formula:
        sheet.write_formula(row, column, raw.formula, form, "" if raw.content is None else raw.content)
    elif isinstance(raw.content, datetime.date):
        sheet.write_datetime(row, column, raw.content, form)
    elif isinstance(raw.content, str):
        sheet.write_string(row, column, raw.content, form)
    else:
        sheet.write_number(row, column, raw.content, form)
    if raw.comment:
        sheet.write_comment(row, column, raw.comment)


def write_text(path: Path, grid: Grid, encoding: str, separator: str) -> None:
    """文本 · One grid as separated text with Windows line ends."""
    height = max(row for row, _ in grid.cells)
    width = max(column for _, column in grid.cells) + 1
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
    for row in range(1, height + 1):
        writer.writerow([_texted(grid.cells.get((row, column))) for column in range(width)])
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    path.write_bytes((mark + stream.getvalue()).encode(encoding))


def _texted(raw: Raw | None) -> str:
    return "" if raw is None or raw.content is None else str(raw.content)


def find_libreoffice() -> str | None:
    """找办公软件 · LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def resave(command: str, paths: Sequence[Path], scratch: Path) -> None:
    """再存 · Let LibreOffice open the workbooks and save them again in place."""
    out = scratch / "resaved"
    profile = (scratch / "profile").absolute().as_uri()
    subprocess.run(
        [command, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), *map(str, paths)],
        check=True, capture_output=True,
    )  # fmt: skip
    for path in paths:
        shutil.move(out / path.name, path)
