"""读 pdf 文字 · The text of a pdf that holds text: pieces with their places on the page, put together again into lines.

A scanned pdf holds pictures of text and none; one without readable codes holds signs that stand for nothing. Both are
refused in words. Errors: InputFault F134 encrypted, F135 no text, F136 too many pages, F137 damaged, F138 no readable
codes, A003 too long.
"""

from __future__ import annotations

import io
import struct
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from pypdf import PageObject, PdfReader, mult
from pypdf.errors import DependencyError, PyPdfError

from landsupply.files.text_pdf_lines import Fragment, laid_out
from landsupply.measure.fault import InputFault
from landsupply.proofread.manuscript import Manuscript
from landsupply.proofread.reading import LONGEST

PAGE_LIMIT = 500
_LEAST = 20  # characters below which a pdf holds no text worth the name
_UNREADABLE = 10  # one sign in so many may be unreadable
_RADICALS = range(0x2F00, 0x2FE0)  # signs of radicals that some writers put for the characters themselves

#: Everything the library raises on what is no sound pdf.
_DAMAGE = (
    PyPdfError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError,
    OSError, RecursionError, RuntimeError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


def read_pdf_text(content: bytes, name: str) -> Manuscript:
    """读 pdf · Its text with broken lines joined, its tables, and the pages that hold none."""
    try:
        pages = [list(_fragments(page)) for page in _pages(content, name)]
    except _DAMAGE as error:
        raise InputFault("F137", file=name, reason=f"{type(error).__name__} {error}"[:80]) from None
    length = sum(len(one.text) for page in pages for one in page)
    if length > LONGEST:
        raise InputFault("A003", length=length, longest=LONGEST)
    if length < _LEAST:
        raise InputFault("F135", file=name, count=len(pages))
    layout = laid_out(pages)
    text = layout.text
    unreadable = sum(unicodedata.category(sign) in ("Cc", "Co", "Cn") or sign == "\ufffd" for sign in text)
    if (unreadable - text.count("\n") - text.count("\t")) * _UNREADABLE > len(text):
        raise InputFault("F138", file=name)
    unread = tuple(number for number, page in enumerate(pages, 1) if not page)
    return Manuscript(text=text, tables=layout.tables, unread=unread, folded=layout.folded)


def _pages(content: bytes, name: str) -> Iterator[PageObject]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not _opened(reader):
        raise InputFault("F134", file=name)
    count = len(reader.pages)
    if count > PAGE_LIMIT:
        raise InputFault("F136", file=name, count=count, limit=PAGE_LIMIT)
    yield from reader.pages


def _opened(reader: PdfReader) -> bool:
    """Whether it opens without a password, as one does that is only protected against changes."""
    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _fragments(page: PageObject) -> Iterator[Fragment]:
    found: list[Fragment] = []
    total = 0

    def met(text: str, current: list[float], matrix: list[float], font: Mapping[str, Any], size: float) -> None:
        nonlocal total
        del font
        words = "".join(map(_plain, text.replace("\n", "").replace("\r", "")))
        total += len(words)
        if total > LONGEST:
            raise InputFault("A003", length=total, longest=LONGEST)
        if words.strip():
            found.append(_placed(words, mult(matrix, current), abs(size)))

    page.extract_text(visitor_text=met)
    yield from found


def _placed(words: str, matrix: list[float], size: float) -> Fragment:
    a, b, c, d, x, y = matrix
    if abs(b) > abs(a):  # a page turned by a quarter
        x, y = (y, -x) if b > 0 else (-y, x)
        a, d = b, c
    scale = abs(d) or abs(a) or 1.0
    lead = len(words) - len(words.lstrip())
    size = max(size * scale, 1.0)
    return Fragment(x=x + lead * size / 4, y=y, size=size, text=words.strip())


def _plain(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign) if ord(sign) in _RADICALS else sign
