"""读文件 · Bytes to sheets, the format told by the content and never by the file's name."""

from __future__ import annotations

import re

from landsupply.files.csv_in import read_csv
from landsupply.files.guard import check_packed, open_archive
from landsupply.files.xlsx_in import read_xlsx
from landsupply.ledger.sheet import Sheet
from landsupply.measure.fault import InputFault

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\b", re.IGNORECASE)

#: First bytes of formats that are no table, and the code that says so.
_FOREIGN = (
    (b"%PDF-", "F004"),
    (b"\x89PNG\r\n", "F007"),
    (b"\xff\xd8\xff", "F007"),
    (b"GIF8", "F007"),
    (b"II*\x00", "F007"),
    (b"MM\x00*", "F007"),
    (b"Rar!\x1a\x07", "F008"),
    (b"7z\xbc\xaf\x27\x1c", "F008"),
    (b"\x1f\x8b", "F008"),
    (b"{\\rtf", "F005"),
)

#: A member whose presence tells what a zip container is, and the code for those that are no xlsx.
_CONTAINERS = (("xl/workbook.bin", "F009"), ("content.xml", "F009"), ("word/document.xml", "F005"))


def read_sheets(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读表格 · The sheets of an xlsx or csv file; InputFault F0xx, and nothing else, for any other bytes."""
    check_packed(content)
    if not content.strip():
        raise InputFault("F001")
    if content.startswith(_ZIP):
        return _read_container(content, name)
    if content.startswith(_OLE2):
        raise InputFault("F003" if _ENCRYPTED_STREAM in content else "F002")
    _refuse_foreign(content)
    return read_csv(content, name)


def _read_container(content: bytes, name: str) -> tuple[Sheet, ...]:
    names = open_archive(content).names
    if "xl/workbook.xml" in names:
        return read_xlsx(content, name)
    for member, code in _CONTAINERS:
        if member in names:
            raise InputFault(code)
    raise InputFault("F008")


def _refuse_foreign(content: bytes) -> None:
    for magic, code in _FOREIGN:
        if content.startswith(magic):
            raise InputFault(code)
    if _WEB_PAGE.match(content) or _XML.match(content):
        raise InputFault("F006")
