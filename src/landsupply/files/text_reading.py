"""读文稿 · The text and tables of a docx, a text pdf or a plain text, the format told by the content.

InputFault F130 for what is none of these; F12x, F13x and F0xx for one that is, but cannot be read.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from landsupply.files.forms import form_of
from landsupply.files.guard import check_packed, open_archive
from landsupply.files.reading_text import read_plain
from landsupply.measure.fault import InputFault
from landsupply.proofread.manuscript import Manuscript, to_wire

#: Forms that hold no text to proofread, and the code that says so.
_REFUSED = {
    **dict.fromkeys(("xlsx", "xlsb", "ods", "rtf", "image", "archive", "gpkg", "sqlite"), "F130"),
    **dict.fromkeys(("shapefile", "shapefile-zip", "kmz"), "F130"),
    "empty": "F001",
    "docm": "F131",
    "encrypted": "F132",
    "ole2": "F133",
}


def is_document(content: bytes) -> bool:
    """是否文稿 · Whether the bytes are a docx or a pdf, and so are read in a process of their own."""
    return form_of(content) in ("docx", "docm", "pdf")


def read_manuscript(content: bytes, name: str) -> Manuscript:
    """读文稿 · The manuscript of a file of any form that holds one."""
    check_packed(content)
    form = form_of(content)
    if form in _REFUSED:
        if form == "archive" and content.startswith(b"PK"):
            open_archive(content)  # a broken package is said to be broken
        raise InputFault(_REFUSED[form], file=name, kind=form)
    return _READERS.get(form, _plain)(content, name)


def manuscript_bytes(content: bytes, name: str) -> bytes:
    """文稿传输 · The manuscript of a file as it travels between processes."""
    return json.dumps(to_wire(read_manuscript(content, name))).encode("ascii")


def _plain(content: bytes, name: str) -> Manuscript:
    text = read_plain(content, name)
    return Manuscript(text=text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _docx(content: bytes, name: str) -> Manuscript:
    del name
    from landsupply.files.text_docx import read_docx_text

    return read_docx_text(content)


def _pdf(content: bytes, name: str) -> Manuscript:
    from landsupply.files.text_pdf import read_pdf_text

    return read_pdf_text(content, name)


_READERS: dict[str, Callable[[bytes, str], Manuscript]] = {"docx": _docx, "pdf": _pdf}
