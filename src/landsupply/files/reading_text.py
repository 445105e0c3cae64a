"""读文本 · The bytes of a plain text file as text; what is no text is refused by name."""

from __future__ import annotations

from landsupply.files.csv_in import decode
from landsupply.measure.fault import InputFault

_KINDS = ((b"PK\x03\x04", "docx/xlsx"), (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "doc/xls"))


def read_plain(content: bytes, name: str) -> str:
    """读文本 · UTF-8 or UTF-16 by mark, strict UTF-8, else strict GB18030; F030 for files that hold no plain text."""
    for mark, kind in _KINDS:
        if content.startswith(mark):
            raise InputFault("F030", file=name, kind=kind)
    text = decode(content)
    if "\x00" in text:
        raise InputFault("F030", file=name, kind="binary")
    return text
