"""测试 pdf · Invented pdf files with Chinese text, set line by line as a printer would."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

Set = tuple[float, float, float, str]  # x, y, size, text

LEFT, TOP, SIZE, PITCH, WIDE = 80.0, 760.0, 16.0, 29.0, 27


def set_lines(lines: Sequence[str], size: float = SIZE) -> list[Set]:
    """排字 · Lines below each other; a line that begins with two ideographic spaces stands in."""
    placed = []
    for number, line in enumerate(lines):
        inset = 2 * size if line.startswith("\u3000\u3000") else 0
        placed.append((LEFT + inset, TOP - PITCH * number, size, line.strip("\u3000")))
    return placed


def broken(paragraph: str) -> list[str]:
    """折行 · A paragraph as a page of 27 characters breaks it, first line two characters in."""
    lines, line, used = [], "\u3000\u3000", 2.0
    for sign in paragraph:
        width = 0.5 if sign.isascii() else 1.0
        if used + width > WIDE:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + sign, used + width
    return [*lines, line]


def columns(rows: Sequence[Sequence[str]], top: float, size: float = 10.5) -> list[Set]:
    """排表 · The cells of a table in columns a hundred points apart."""
    return [
        (LEFT + 100 * column, top - 20 * number, size, cell)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]


def pdf(*pages: Sequence[Set], content: bytes | None = None, encoding: str = "/UniGB-UTF16-H") -> bytes:
    """成 pdf · A file with a page for each list; `content` is put in the place of every page's own."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /SongTi /Encoding {encoding} /DescendantFonts [4 0 R] >>".encode()
    )
    objects.append(
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /SongTi /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
    )
    objects.append(b"<< /Type /FontDescriptor /FontName /SongTi /Flags 4 >>")
    kids = []
    for page in pages:
        drawn = zlib.compress(_drawn(page)) if content is None else content
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _drawn(page: Sequence[Set]) -> bytes:
    return b"\n".join(
        b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())
        for x, y, size, text in page
    )


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def locked(content: bytes, user: str) -> bytes:
    """加密 · The file with a password for opening (or none) and another for changing."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()
