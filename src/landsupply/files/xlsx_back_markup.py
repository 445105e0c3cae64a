"""原样标记 · XML changed at named places only: every other byte of it stays the byte that it was.

Nothing is parsed and written again. Places are byte offsets, changes are splices, and what is put in is ASCII with
character references, so that it fits whatever encoding the part is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from xml.parsers import expat

from landsupply.files.characters import printable
from landsupply.measure.fault import InputFault

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE = re.compile(rb"(\s+)([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_TO_ESCAPE = re.compile('[&<>"\t\n]')


def escaped(text: str) -> bytes:
    """转义 · The text as it may stand in an element or in quotation marks."""
    plain = _TO_ESCAPE.sub(lambda found: _ESCAPES[found[0]], printable(text))
    return plain.encode("ascii", "xmlcharrefreplace")


def local(tag: str) -> str:
    """本名 · An element's name without its prefix."""
    return tag.rpartition(":")[2]


@dataclass(slots=True)
class Node:
    """节点 · An element and where it stands.

    Its start tag is `start` to `opened`, its end tag `closing` to `end`; both of the last equal `opened` where it is
    written as one empty tag.
    """

    tag: str
    attributes: Mapping[str, str]
    start: int
    opened: int
    closing: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)
    text: str = ""

    @property
    def name(self) -> str:
        """名 · The name without prefix."""
        return local(self.tag)

    @property
    def prefix(self) -> bytes:
        """前缀 · The prefix with its colon, empty where there is none."""
        return self.tag[: len(self.tag) - len(self.name)].encode("ascii", "xmlcharrefreplace")

    def all(self, *names: str) -> list[Node]:
        """子节点 · The children of these names."""
        return [child for child in self.children if child.name in names]

    def first(self, name: str) -> Node | None:
        """首个子节点 · The first child of a name."""
        return next((child for child in self.children if child.name == name), None)

    def deep(self, name: str) -> Iterator[Node]:
        """后代 · Every element of a name below this one, in the order of the text."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.deep(name)


def tag_end(markup: bytes, start: int) -> int:
    """标签尾 · Where the tag that begins at an offset ends; InputFault F019 where none begins."""
    found = _TAG.match(markup, start)
    if found is None:
        raise InputFault("F019", part=markup[start : start + 20].decode("utf-8", "replace"))
    return found.end()


def parse(markup: bytes) -> Node:
    """解析 · The elements of a part with their places; for parts that are small, not for sheets."""
    top = Node("", {}, 0, 0)
    opened = [top]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        offset = parser.CurrentByteIndex
        node = Node(tag, attributes, offset, tag_end(markup, offset))
        opened[-1].children.append(node)
        opened.append(node)

    def end(_: str) -> None:
        node = opened.pop()
        is_empty = markup[node.opened - 2 : node.opened] == b"/>"
        node.closing = node.opened if is_empty else parser.CurrentByteIndex
        node.end = node.opened if is_empty else markup.index(b">", node.closing) + 1

    def text(content: str) -> None:
        opened[-1].text += content

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    run(parser, markup)
    return top.children[0]


def run(parser: expat.XMLParserType, markup: bytes) -> None:
    """逐段解析 · Lets the parser walk the part; InputFault F016 or F019 for what is no sound part."""
    parser.StartDoctypeDeclHandler = _refuse_declaration
    try:
        parser.Parse(markup, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise InputFault("F019", part=str(error)[:80]) from None


def _refuse_declaration(*_: object) -> None:
    raise InputFault("F016", part="XML")


def attributes_of(element: bytes) -> dict[str, str]:
    """属性 · The attributes of the element's own tag, prefixes kept."""
    tag = element[: tag_end(element, 0)]
    return {
        found[2].decode("utf-8", "replace"): unescape((found[3] or found[4] or b"").decode("utf-8", "replace"))
        for found in _ATTRIBUTE.finditer(tag)
    }


def with_attributes(element: bytes, values: Mapping[str, str]) -> bytes:
    """改属性 · The element with some attributes of its own tag set; all others as they stand."""
    end = tag_end(element, 0)
    tag = element[:end]
    for name, value in values.items():
        tag = _with_attribute(tag, name.encode("ascii"), escaped(value))
    return tag + element[end:]


def _with_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    for found in _ATTRIBUTE.finditer(tag):
        if found[2] == name:
            return tag[: found.start()] + found[1] + name + b'="' + value + b'"' + tag[found.end() :]
    stop = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:stop].rstrip() + b" " + name + b'="' + value + b'"' + tag[stop:]


class Patch:
    """拼接 · Changes to one part, put in all at once."""

    def __init__(self, markup: bytes) -> None:
        self.markup = markup
        self._splices: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, new: bytes) -> None:
        """替换 · Puts bytes in the place of others; those that only go in stand before those that replace."""
        self._splices.append((start, end, len(self._splices), new))

    def insert(self, at: int, new: bytes) -> None:
        """插入 · Puts bytes in between."""
        self.replace(at, at, new)

    def append(self, node: Node, new: bytes, values: Mapping[str, str] | None = None) -> None:
        """添子节点 · Puts bytes before the end of an element and sets attributes of its tag."""
        tag = with_attributes(self.markup[node.start : node.opened], values or {})
        if node.opened != node.end:
            self.replace(node.start, node.opened, tag)
            self.insert(node.closing, new)
        elif new:
            name = node.tag.encode("utf-8")
            self.replace(node.start, node.end, tag.removesuffix(b"/>").rstrip() + b">" + new + b"</" + name + b">")
        else:
            self.replace(node.start, node.end, tag)

    def done(self) -> bytes:
        """成品 · The part with every change in it."""
        pieces: list[bytes] = []
        at = 0
        for start, end, _, new in sorted(self._splices):
            pieces += (self.markup[at:start], new)
            at = end
        return b"".join([*pieces, self.markup[at:]])
