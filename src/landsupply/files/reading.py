"""读文件 · Bytes to sheets, the format told by the content and never by the file's name."""

from __future__ import annotations

from collections.abc import Callable

from landsupply.files.csv_in import read_csv
from landsupply.files.docx_in import read_docx_tables
from landsupply.files.forms import form_of as form_of
from landsupply.files.guard import check_packed, open_archive
from landsupply.files.json_in import read_json
from landsupply.files.xlsx_in import read_xlsx
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.uncollected import uncollected
from landsupply.measure.fault import InputFault

_READERS: dict[str, Callable[[bytes, str], tuple[Sheet, ...]]] = {
    "xlsx": read_xlsx,
    "docx": read_docx_tables,
    "csv": read_csv,
    "json": read_json,
    "jsonl": read_json,
}
#: Forms that are no table, and the code that says so.
_REFUSED = {
    "empty": "F001",
    "ole2": "F002",
    "encrypted": "F003",
    "pdf": "F004",
    "rtf": "F005",
    "html": "F006",
    "xml": "F006",
    "image": "F007",
    "archive": "F008",
    "xlsb": "F009",
    "ods": "F009",
    "docm": "F029",
}


@uncollected()
def read_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读表格 · The sheets of an xlsx, csv, JSON or docx file.

    InputFault F0xx, and nothing else, for any other bytes.
    """
    check_packed(content)
    form = form_of(content)
    if reader := _READERS.get(form):
        return reader(content, name)
    if form not in _REFUSED:
        raise InputFault("F027", form=form)
    if form == "archive" and content.startswith(b"PK"):
        open_archive(content)
    raise InputFault(_REFUSED[form])
