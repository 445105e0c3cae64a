"""Word 部件 · The members of a Word document: its main part, what refers to what, and what was added or changed."""

from __future__ import annotations

import posixpath

from landsupply.files.xlsx_back_markup import parse
from landsupply.files.xlsx_back_package import Package
from landsupply.measure.fault import InputFault

_ROOT_LINKS = "_rels/.rels"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PLAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class WordPackage(Package):
    """Word 部件集 · The parts of one document, kept byte for byte but for those that are written."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.document = self._document()

    def _document(self) -> str:
        """The main part: the one the package names, else the usual one."""
        if self.has(_ROOT_LINKS):
            for node in parse(self.markup(_ROOT_LINKS)).all("Relationship"):
                if node.attributes.get("Type", "").endswith("/officeDocument"):
                    named = posixpath.normpath("/" + node.attributes.get("Target", "")).lstrip("/")
                    if self.has(named):
                        return named
        if not self.has("word/document.xml"):
            raise InputFault("F019", part="word/document.xml")
        return "word/document.xml"

    @property
    def is_strict(self) -> bool:
        """严格格式 · Whether the document is of the strict dialect, known by its name space."""
        return _STRICT in self.markup(self.document)[:8_000]

    @property
    def main(self) -> str:
        """主名空间 · The name space of the text and of comments."""
        return _STRICT.decode() if self.is_strict else _PLAIN

    def part(self, kind: str) -> str | None:
        """部件 · The member of a kind (numbering, styles, footnotes, comments) that the document refers to."""
        found = [tie.member for tie in self.ties(self.document) if tie.kind == kind and self.has(tie.member)]
        return found[0] if found else None
