"""文件形式 · What bytes are, told by the bytes and never by the file's name.

A door asks here before it chooses between reading a table and reading boundaries.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

from landsupply.files.guard import open_archive
from landsupply.law.shipped import shipped_text
from landsupply.measure.fault import InputFault

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEAD = 65_536
_SQLITE_ID = slice(68, 72)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_POINTS = 3

#: First bytes, and the form they tell.
_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "rtf"),
    (b"AutoCAD Binary DXF", "dxf"),
    (b"\x00\x00\x27\x0a", "shapefile"),
)
#: A member whose presence tells what a zip container is, in the order in which they are looked for.
_CONTAINERS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/vbaproject.bin", "docm"),
    ("word/document.xml", "docx"),
    ("content.xml", "ods"),
)
_ENDINGS = ((".shp", "shapefile-zip"), (".kml", "kmz"))
_MARKED = (
    (re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE), "html"),
    (re.compile(r"\s*<(?:\?xml\b.{0,2000}?<(?:\w+:)?)?kml\b", re.IGNORECASE | re.DOTALL), "kml"),
    (re.compile(r"\s*<(?:[?!][^>]{0,2000}>\s*<){0,8}(?:\w+:)?svg\b", re.IGNORECASE), "image"),
    (re.compile(r"\s*<\?xml\b", re.IGNORECASE), "xml"),
    (re.compile(r"(?:\s*999[ \t]*\r?\n[^\n]*\n)*\s*0[ \t]*\r?\n\s*SECTION\b"), "dxf"),
)
_JSON = re.compile(r"\s*(?:(?P<lines>\{\s*[\"}])|\[\s*[\[{\]])")
_GEOJSON = re.compile(r"\"(?:features|geometry|coordinates)\"\s*:")
#: A point of a boundary: its name, its ring, its two coordinates. Where the name is a bare number, only a file without
#: a header that opens with such a line is taken for points: a table may hold four numbers too.
_COORDINATES = r"[0-9]+,[0-9]+,[0-9]{6,8}(?:\.[0-9]+)?,[0-9]{6,8}(?:\.[0-9]+)?[ \t]*\r?$"
_POINT_LINE = re.compile(rf"^J{_COORDINATES}", re.MULTILINE)
_FIRST_LINE = re.compile(rf"\s*{_COORDINATES}", re.MULTILINE)


def form_of(content: bytes) -> str:
    """文件形式 · One word for what the bytes are.

    xlsx, xlsb, ods, docx, docm, rtf, ole2, encrypted, pdf, image, archive, html, xml, jsonl, json, csv; for boundaries
    geojson, shapefile, shapefile-zip, gpkg, sqlite, kml, kmz, dxf, txt-boundary; empty for nothing but spaces.
    """
    if not content.strip():
        return "empty"
    if content.startswith(_ZIP):
        return _container(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "encrypted" if _ENCRYPTED_STREAM in content else "ole2"
    if content.startswith(b"SQLite format 3\x00"):
        return "gpkg" if content[_SQLITE_ID] in (b"GPKG", b"GP10", b"GP11") else "sqlite"
    return next((form for magic, form in _MAGIC if content.startswith(magic)), None) or _of_text(content)


def _container(content: bytes) -> str:
    try:
        names = {name.casefold() for name in open_archive(content).names}
    except InputFault:
        return "archive"
    for member, form in _CONTAINERS:
        if member in names:
            return form
    return next((form for ending, form in _ENDINGS if any(name.endswith(ending) for name in names)), "archive")


def _of_text(content: bytes) -> str:
    head = _head(content)
    for pattern, form in _MARKED:
        if pattern.match(head):
            return form
    if found := _JSON.match(head):
        return "geojson" if _GEOJSON.search(head) else "jsonl" if found["lines"] else "json"
    is_points = len(_POINT_LINE.findall(head)) >= _POINTS or _FIRST_LINE.match(head)
    return "txt-boundary" if is_points or _section_line().search(head) else "csv"


def _head(content: bytes) -> str:
    """The beginning of a text, well enough decoded to recognise words in it."""
    head = content[:_HEAD]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (b"", "utf-8-sig")):
        if head.startswith(mark):
            text = head.decode(encoding, "replace")
            break
    return text if text.count("\ufffd") * 10 < len(text) else head.decode("gb18030", "replace")


@cache
def _section_line() -> re.Pattern[str]:
    """A line that opens a section of a boundary file: one of the shipped words in square brackets."""
    lines = shipped_text("vocabularies/section_words.csv").splitlines()
    words = "|".join(re.escape(line.strip()) for line in lines[2:] if line.strip())
    return re.compile(rf"^[ \t]*(?:\[|【)(?:{words})(?:\]|】)", re.MULTILINE)
