"""工作簿部件 · The members of a sender's workbook, with what refers to what; only named members are ever changed."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from landsupply.files.guard import Archive, open_archive
from landsupply.files.repack import repack
from landsupply.files.steady_zip import steady
from landsupply.files.xlsx_back_markup import Node, Patch, escaped, parse, with_attributes
from landsupply.measure.fault import InputFault

BOOK = "xl/workbook.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY_LINKS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS}"/>'
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SUFFIXES = (
    (b"sheet.macroEnabled.main+xml", ".xlsm"),
    (b"template.macroEnabled.main+xml", ".xltm"),
    (b"template.main+xml", ".xltx"),
)
_PLAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(frozen=True, slots=True)
class Tie:
    """关联 · One relationship of a part: its id, its kind and the member it points to."""

    key: str
    kind: str
    member: str


class Package:
    """部件集 · The workbook's members, and those that were changed or added."""

    def __init__(self, content: bytes) -> None:
        self._archive: Archive = open_archive(content)
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()
        self._by_fold = {name.casefold(): name for name in self._archive.names}

    @property
    def names(self) -> list[str]:
        """成员名 · The members as they now are, sorted."""
        return sorted((self._archive.names - self._removed) | self._changed.keys())

    def has(self, name: str) -> bool:
        """有无 · Whether a member stands there."""
        return name in self._changed or (name in self._archive.names and name not in self._removed)

    def read(self, name: str) -> bytes:
        """读 · The bytes of a member, as it is or as it was changed."""
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def markup(self, name: str) -> bytes:
        """读标记 · The bytes of an XML member, refused where it declares a document type."""
        return self._changed[name] if name in self._changed else self._archive.read_markup(name)

    def write(self, name: str, content: bytes) -> None:
        """写 · Puts a member, new or in the place of the one there."""
        self._changed[name] = content

    def remove(self, name: str) -> None:
        """去 · Leaves a member out."""
        self._removed.add(name)

    def free(self, pattern: str) -> str:
        """空名 · The first name of a pattern (`xl/comments{}.xml`) that no member has."""
        number = 1
        taken = {name.casefold() for name in self.names}
        while pattern.format(number).casefold() in taken:
            number += 1
        return pattern.format(number)

    def ties(self, part: str) -> tuple[Tie, ...]:
        """各关联 · Every relationship of a part that stays inside the package."""
        if not self.has(links_of(part)):
            return ()
        return tuple(self._ties(part, parse(self.markup(links_of(part)))))

    def _ties(self, part: str, root: Node) -> Iterator[Tie]:
        for node in root.all("Relationship"):
            if node.attributes.get("TargetMode") == "External":
                continue
            target = posixpath.join("/" + posixpath.dirname(part), node.attributes.get("Target", ""))
            member = posixpath.normpath(target).lstrip("/")
            kind = node.attributes.get("Type", "").rpartition("/")[2]
            yield Tie(node.attributes.get("Id", ""), kind, self._by_fold.get(member.casefold(), member))

    def tie(self, part: str, kind: str, member: str) -> str:
        """建关联 · Adds a relationship from a part to a member; its id."""
        links = links_of(part)
        markup = self.markup(links) if self.has(links) else _EMPTY_LINKS.encode()
        root = parse(markup)
        taken = {node.attributes.get("Id") for node in root.children}
        key = next(name for name in (f"rId{n}" for n in range(1, len(taken) + 2)) if name not in taken)
        made = f'Relationship Id="{key}" Type="{self.kinds}/{kind}" Target="/{member}"/>'.encode()
        patch = Patch(markup)
        patch.append(root, b"<" + root.prefix + made)
        self.write(links, patch.done())
        return key

    def untie(self, part: str, *kinds: str) -> tuple[str, ...]:
        """断关联 · Removes the relationships of some kinds; the members they pointed to."""
        gone = [tie for tie in self.ties(part) if tie.kind in kinds]
        if gone:
            markup = self.markup(links_of(part))
            patch = Patch(markup)
            for node in parse(markup).children:
                if any(node.attributes.get("Id") == tie.key for tie in gone):
                    patch.replace(node.start, node.end, b"")
            self.write(links_of(part), patch.done())
        return tuple(tie.member for tie in gone)

    @property
    def kinds(self) -> str:
        """关系名空间 · What the kinds of relationships begin with: strict workbooks have their own."""
        return "http://purl.oclc.org/ooxml/officeDocument/relationships" if self.is_strict else _KINDS

    @property
    def is_strict(self) -> bool:
        """严格格式 · Whether the workbook is of the strict dialect, known by its name space."""
        return b"http://purl.oclc.org/ooxml/spreadsheetml/main" in self.markup(BOOK)[:2_000]

    @property
    def main(self) -> str:
        """主名空间 · The name space of sheets, styles and comments."""
        return "http://purl.oclc.org/ooxml/spreadsheetml/main" if self.is_strict else _PLAIN

    @property
    def suffix(self) -> str:
        """后缀 · What the workbook's file name has to end with."""
        return next((end for kind, end in _SUFFIXES if kind in self.markup(_TYPES)), ".xlsx")

    def declare(self, name: str, kind: str) -> None:
        """登记 · Says in the list of content types what a new member is."""
        markup = self.markup(_TYPES)
        root = parse(markup)
        made = b'Override PartName="/' + escaped(name) + b'" ContentType="' + escaped(kind) + b'"/>'
        patch = Patch(markup)
        patch.append(root, b"<" + root.prefix + made)
        self.write(_TYPES, patch.done())

    def declare_ending(self, ending: str, kind: str) -> None:
        """登记后缀 · Says what members of an ending are, unless that is said already."""
        markup = self.markup(_TYPES)
        root = parse(markup)
        if any(node.attributes.get("Extension", "").casefold() == ending for node in root.all("Default")):
            return
        made = b"<" + root.prefix + f'Default Extension="{ending}" ContentType="{kind}"/>'.encode()
        patch = Patch(markup)
        patch.insert(root.opened, made)
        self.write(_TYPES, patch.done())

    def undeclare(self, folder: str) -> None:
        """注销 · Takes a folder's members out of the list of content types."""
        markup = self.markup(_TYPES)
        patch = Patch(markup)
        for node in parse(markup).all("Override"):
            if node.attributes.get("PartName", "").startswith(f"/{folder}"):
                patch.replace(node.start, node.end, b"")
        self.write(_TYPES, patch.done())

    def packed(self) -> bytes:
        """装包 · The workbook's bytes; the same members, the same bytes."""
        names = [name for name in self.names if not name.endswith("/")]
        return steady(repack((name, self.read(name)) for name in names))


def links_of(part: str) -> str:
    """关系成员 · The member that holds the relationships of a part."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


@dataclass(slots=True)
class Leaf:
    """工作表部件 · One worksheet: its title, its member, its relationship id and its place among all sheets."""

    title: str
    member: str
    place: int


def leaves(package: Package) -> list[Leaf]:
    """各工作表 · The worksheets in their order, other kinds of sheets left out."""
    members = {tie.key: tie for tie in package.ties(BOOK)}
    found = []
    for place, (node, key) in enumerate(_sheets(parse(package.markup(BOOK)))):
        tie = members.get(key)
        if tie is not None and tie.kind == "worksheet" and package.has(tie.member):
            found.append(Leaf(node.attributes.get("name", ""), tie.member, place))
    return found


def titles(package: Package) -> tuple[str, ...]:
    """各表名 · The titles of all sheets, charts among them."""
    return tuple(node.attributes.get("name", "") for node, _ in _sheets(parse(package.markup(BOOK))))


def _sheets(book: Node) -> Iterator[tuple[Node, str]]:
    for node in _listed(book).all("sheet"):
        yield node, next((value for name, value in node.attributes.items() if name.endswith(":id")), "")


def _listed(book: Node) -> Node:
    found = book.first("sheets")
    if found is None:
        raise InputFault("F019", part=BOOK)
    return found


def add_leaf(package: Package, title: str, state: str) -> Leaf:
    """加工作表 · A new worksheet at the end, with nothing in it yet; `state` is visible or veryHidden."""
    member = package.free("xl/worksheets/sheet{}.xml")
    package.declare(member, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")
    key = package.tie(BOOK, "worksheet", member)
    markup = package.markup(BOOK)
    listed = _listed(parse(markup))
    numbers = [int(node.attributes.get("sheetId", "0")) for node in listed.all("sheet")]
    tag = b"<" + listed.prefix + b'sheet xmlns:r="' + package.kinds.encode() + b'"/>'
    values = {"name": title, "sheetId": str(max(numbers, default=0) + 1), "state": state, "r:id": key}
    patch = Patch(markup)
    patch.append(listed, with_attributes(tag, values))
    package.write(BOOK, patch.done())
    package.write(member, b"")
    return Leaf(title, member, len(numbers))


_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


def name_ranges(package: Package, place: int, ranges: dict[str, str]) -> None:
    """定义名称 · Gives one sheet its built-in names (print titles, filter), in the place of those it had."""
    markup = package.markup(BOOK)
    book = parse(markup)
    patch = Patch(markup)
    names = book.first("definedNames")
    made = b"".join(_defined(book.prefix, place, name, target) for name, target in ranges.items())
    if names is None:
        last = book.all(*_BEFORE_NAMES)[-1]
        patch.insert(last.end, b"<" + book.prefix + b"definedNames>" + made + b"</" + book.prefix + b"definedNames>")
    else:
        for node in names.all("definedName"):
            if node.attributes.get("localSheetId") == str(place) and node.attributes.get("name") in ranges:
                patch.replace(node.start, node.end, b"")
        patch.append(names, made)
    package.write(BOOK, patch.done())


def _defined(prefix: bytes, place: int, name: str, target: str) -> bytes:
    hidden = ' hidden="1"' if name.endswith("FilterDatabase") else ""
    opening = f'definedName name="{name}" localSheetId="{place}"{hidden}>'.encode()
    return b"<" + prefix + opening + escaped(target) + b"</" + prefix + b"definedName>"
