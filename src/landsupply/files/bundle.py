"""成果包 · One publication as the files a bureau hands out: Word, Excel and a page, by name."""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.files.docx import to_docx
from landsupply.files.html import to_html
from landsupply.files.xlsx import to_xlsx
from landsupply.publish.publication import Publication

DOCX, XLSX, HTML = "plan.docx", "annexes.xlsx", "plan.html"


def bundle(publication: Publication) -> Mapping[str, bytes]:
    """打包 · The file names and their bytes, in a fixed order; the same publication gives the same bytes."""
    text = publication.text
    return {
        DOCX: to_docx(text),
        XLSX: to_xlsx(text.annexes, text.dated),
        HTML: to_html(publication.page),
    }
