"""工作簿外观 · What a workbook looks like, found apart from the product: each cell's style spelt out."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree

_STYLED = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


def members(content: bytes) -> dict[str, bytes]:
    """成员 · Every member of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def canon(element: ElementTree.Element) -> str:
    return ElementTree.canonicalize(ElementTree.tostring(element))


def section(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for held in root if local(held) == name for element in held]


class Styles:
    """样式 · The styles part, each cell style resolved to the XML of all that it names."""

    def __init__(self, markup: bytes) -> None:
        root = ElementTree.fromstring(markup)
        held = {name: section(root, name) for name in _STYLED.values()}
        formats = {e.get("numFmtId", ""): e.get("formatCode", "") for e in section(root, "numFmts")}
        self.resolved = [_resolved(cell, held, formats) for cell in section(root, "cellXfs")]


def _resolved(cell, held, formats) -> str:
    parts = [f"{name}={value}" for name, value in sorted(cell.attrib.items()) if name not in (*_STYLED, "numFmtId")]
    for name, kind in _STYLED.items():
        number = int(cell.get(name, "0"))
        parts.append(canon(held[kind][number]) if number < len(held[kind]) else "-")
    number = cell.get("numFmtId", "0")
    return "|".join([*parts, formats.get(number, number), *(canon(child) for child in cell)])


def sheet_parts(content: bytes) -> dict[str, str]:
    """表名与成员 · The member of every worksheet by its title."""
    held = members(content)
    ties = ElementTree.fromstring(held["xl/_rels/workbook.xml.rels"])
    where = {
        tie.get("Id"): posixpath.normpath(posixpath.join("/xl", tie.get("Target", ""))).lstrip("/") for tie in ties
    }
    book = ElementTree.fromstring(held["xl/workbook.xml"])
    return {
        sheet.get("name", ""): where[next(v for k, v in sheet.attrib.items() if k.endswith("}id"))]
        for sheet in section(book, "sheets")
    }


def looks(content: bytes, title: str) -> dict[str, str]:
    """外观 · The style of every written cell of a sheet, spelt out."""
    held = members(content)
    styles = Styles(held["xl/styles.xml"]).resolved
    root = ElementTree.fromstring(held[sheet_parts(content)[title]])
    return {
        cell.get("r", ""): styles[int(cell.get("s", "0"))]
        for row in section(root, "sheetData")
        for cell in row
        if local(cell) == "c"
    }


def frame(content: bytes, title: str) -> list[str]:
    """表框 · All of a sheet but its cells' styles and its drawing of comments: widths, merges, filters, rules."""
    root = ElementTree.fromstring(members(content)[sheet_parts(content)[title]])
    for data in root.findall("{*}sheetData"):
        for row in data:
            row.attrib.pop("spans", None)
            for cell in list(row):
                cell.attrib.pop("s", None)
                if not len(cell) and not cell.text:
                    row.remove(cell)
    return [canon(child) for child in root if local(child) != "legacyDrawing"]


def unlike(before: bytes, after: bytes, touched: Mapping[str, frozenset[str]]) -> list[str]:
    """不同之处 · Where an untouched cell, or anything around the cells, differs between two workbooks."""
    found = []
    for title in sheet_parts(before):
        old, new = looks(before, title), looks(after, title)
        marked = touched.get(title, frozenset())
        found += [f"{title}!{ref}" for ref, look in old.items() if ref not in marked and new.get(ref) != look]
        found += [f"{title}!{ref} is new" for ref in new if ref not in old and ref not in marked]
        if frame(before, title) != frame(after, title):
            found.append(f"{title}: frame")
    return found
