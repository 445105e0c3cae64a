"""样张 · The text of the three files of the sample plan, as it was when somebody last read it through.

To take new text after reading the difference:
LANDSUPPLY_WRITE_GOLDEN=1 ./dev test tests/files/test_writing_golden.py
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table as WordTable

from landsupply.files.bundle import bundle
from landsupply.publish.publication import publication
from tests.publish import sample

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "publish"
#: The plan's own digest covers its whole stored form; the text is what is read here.
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


def docx_text(content: bytes) -> Iterator[str]:
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, WordTable):
            for row in block.rows:
                yield " | ".join(cell.text for cell in row.cells)
        elif block.text:
            yield block.text


def xlsx_text(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        yield f"[{sheet.title}]"
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join("" if value is None else str(value) for value in row).rstrip(" |")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._style:
            self.lines.append(data.strip())


def html_text(content: bytes) -> Iterator[str]:
    parser = _Text()
    parser.feed(content.decode("utf-8"))
    yield from parser.lines


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "plan.docx": docx_text,
    "annexes.xlsx": xlsx_text,
    "plan.html": html_text,
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", list(READERS))
def test_the_text_is_the_one_last_read(name: str, lang: str) -> None:
    content = bundle(publication(sample.plan(), sample.rules(), lang=lang))[name]
    text = _DIGEST.sub("sha256:…", "\n".join(READERS[name](content))) + "\n"
    path = GOLDEN / f"{name}.{lang}.txt"
    if os.environ.get("LANDSUPPLY_WRITE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
