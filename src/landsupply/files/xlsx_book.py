"""工作簿目录 · Where a workbook keeps its sheets, what they are called, and which are hidden."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from landsupply.files.markup import Attributes, local, walk


@dataclass(frozen=True, slots=True)
class Title:
    """表名 · A sheet as the workbook lists it: its name, its relationship, whether it is hidden."""

    name: str
    key: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Link:
    """关系 · One relationship of the workbook: the kind of part and the member it stands in."""

    kind: str
    member: str


def read_titles(markup: bytes) -> tuple[Title, ...]:
    """读表名 · Every sheet of the workbook, in order."""
    found: list[Title] = []

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "sheet":
            own = {local(key): value for key, value in attributes.items() if ":" in key}
            is_hidden = attributes.get("state", "visible") != "visible"
            found.append(Title(attributes.get("name", ""), own.get("id", ""), is_hidden))

    walk(markup, start)
    return tuple(found)


def read_links(markup: bytes) -> dict[str, Link]:
    """读关系 · Relationship id to its kind and member, for the parts of the workbook."""
    found: dict[str, Link] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) == "Relationship":
            member = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = Link(attributes.get("Type", "").rpartition("/")[2], member)

    walk(markup, start)
    return found
