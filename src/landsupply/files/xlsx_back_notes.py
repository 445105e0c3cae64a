"""批注 · Our words put beside the sender's own: his comments stay and are continued, ours of an earlier round go."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from landsupply.files.xlsx_back_cells import Spot, spot_of
from landsupply.files.xlsx_back_markup import Node, Patch, escaped, parse
from landsupply.files.xlsx_back_package import Leaf, Package, Tie

AUTHOR = "供地计划"
#: The line with which every word of ours begins: by it the words are found again.
OPENING = f"【{AUTHOR}】"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>\s*", re.DOTALL)
_PLACE = re.compile(rb"<x:(Row|Column)>\s*([0-9]{1,7})\s*</x:")
_SHAPE_NUMBER = re.compile(rb"_x0000_s([0-9]{1,9})")
_VML_END = re.compile(rb"</xml>\s*\Z", re.IGNORECASE)
_NAMES = (
    b'xmlns:v="urn:schemas-microsoft-com:vml"',
    b'xmlns:o="urn:schemas-microsoft-com:office:office"',
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"',
)
_NOTE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_WIDE = 3  # columns across
_CHARACTERS = 24  # of half width on one line of such a box
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


def threaded(package: Package, member: str) -> frozenset[Spot]:
    """会话批注格 · The cells that hold a conversation, beside which a spreadsheet shows no other comment."""
    parts = [tie.member for tie in package.ties(member) if tie.kind == "threadedComment" and package.has(tie.member)]
    nodes = (node for part in parts for node in parse(package.markup(part)).deep("threadedComment"))
    return frozenset(spot for node in nodes if (spot := spot_of(node.attributes.get("ref", ""))))


def has_notes(package: Package, member: str) -> bool:
    """有无批注 · Whether a worksheet has comments, whoever wrote them."""
    return _tied(package, member, "comments") is not None


def annotate(package: Package, leaf: Leaf, drawing: str | None, notes: Mapping[Spot, str]) -> str | None:
    """写批注 · Puts our words beside cells and takes those of an earlier round away.

    Gives the id of the drawing that shows the comments, which the worksheet has to name; None where it needs none.
    """
    member = leaf.member
    tie = _tied(package, member, "comments")
    if tie is None and not notes:
        return None
    old = package.markup(tie.member) if tie else _blank(package.main)
    rewriting = _Comments(old)
    new = rewriting.rewritten(notes)
    if tie is None:
        part = package.free("xl/comments{}.xml")
        package.declare(part, _TYPE)
        package.tie(member, "comments", part)
        package.write(part, new)
    elif new != old:
        package.write(tie.member, new)
    return _draw(package, leaf, drawing, rewriting)


def _tied(package: Package, member: str, kind: str) -> Tie | None:
    return next((tie for tie in package.ties(member) if tie.kind == kind and package.has(tie.member)), None)


def _blank(main: str) -> bytes:
    opening = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{main}">'
    return f"{opening}<authors/><commentList/></comments>".encode()


class _Comments:
    """批注部件 · One worksheet's comments: which of ours went, which came, which of the sender's were continued."""

    def __init__(self, markup: bytes) -> None:
        self._patch = Patch(markup)
        self._root = parse(markup)
        self.gone: set[Spot] = set()
        self.fresh: dict[Spot, str] = {}

    def rewritten(self, notes: Mapping[Spot, str]) -> bytes:
        listed = self._root.first("commentList")
        authors = self._root.first("authors")
        if listed is None or authors is None:
            return self._patch.markup
        kept = {spot for node in listed.children if (spot := self._kept(node, notes)) is not None}
        self.fresh = {spot: text for spot, text in notes.items() if spot not in kept}
        number = self._author(authors) if self.fresh else 0
        self._patch.append(
            listed, b"".join(self._comment(spot, self.fresh[spot], number) for spot in sorted(self.fresh))
        )
        return self._patch.done()

    def _kept(self, node: Node, notes: Mapping[Spot, str]) -> Spot | None:
        """The place of a comment that stays, cut back to the sender's words and continued where there is a note."""
        spot = spot_of(node.attributes.get("ref", ""))
        body = node.first("text")
        if spot is None or body is None:
            return spot
        old = _Words(self._patch.markup, body)
        if not old.is_ours and spot not in notes:
            return spot
        if not old.own:
            self._patch.replace(node.start, node.end, b"")
            self.gone.add(spot)
            return None
        ours = _run(self._root.prefix, "\n" + notes[spot]) if spot in notes else b""
        tag = self._root.prefix + b"text>"
        self._patch.replace(body.start, body.end, b"<" + tag + old.own + ours + b"</" + tag)
        return spot

    def _author(self, authors: Node) -> int:
        held = [node.text for node in authors.children]
        if AUTHOR in held:
            return held.index(AUTHOR)
        name = self._root.prefix + b"author>"
        self._patch.append(authors, b"<" + name + escaped(AUTHOR) + b"</" + name)
        return len(held)

    def _comment(self, spot: Spot, text: str, author: int) -> bytes:
        prefix = self._root.prefix
        opening = b"<" + prefix + f'comment ref="{spot.reference}" authorId="{author}">'.encode()
        return b"%s<%stext>%s</%stext></%scomment>" % (opening, prefix, _run(prefix, text), prefix, prefix)


class _Words:
    """批注文字 · The text of one comment: the runs of the sender's own words, and whether ours follow them."""

    def __init__(self, markup: bytes, body: Node) -> None:
        self.is_ours = False
        pieces: list[bytes] = []
        for child in body.children:
            words = child.text if child.name == "t" else "".join(node.text for node in child.deep("t"))
            before, found, _ = words.partition(OPENING)
            self.is_ours = self.is_ours or bool(found)
            if found and before.strip():
                pieces.append(_run(body.prefix, before.rstrip("\n")))
            if not self.is_ours:
                pieces.append(_as_run(markup[child.start : child.end], child))
        self.own = b"".join(pieces)


def _as_run(element: bytes, child: Node) -> bytes:
    """Plain text as a run, since plain text cannot be continued by another run."""
    if child.name != "t":
        return element
    return b"<%sr>%s</%sr>" % (child.prefix, element, child.prefix)


def _run(prefix: bytes, text: str) -> bytes:
    return b'<%sr><%st xml:space="preserve">%s</%st></%sr>' % (prefix, prefix, escaped(text), prefix, prefix)


def _draw(package: Package, leaf: Leaf, drawing: str | None, comments: _Comments) -> str | None:
    """The shapes: each comment has one, in a part that may hold the sender's own shapes and controls too."""
    named = next((tie for tie in package.ties(leaf.member) if tie.key == drawing and package.has(tie.member)), None)
    if named is not None:
        package.write(named.member, _redrawn(package.read(named.member), leaf.place, comments.gone, comments.fresh))
        return named.key
    if not comments.fresh:
        return None
    part = package.free("xl/drawings/vmlDrawing{}.vml")
    package.declare_ending("vml", _VML_TYPE)
    layout = f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{leaf.place + 1}"/></o:shapelayout>'.encode()
    blank = b"<xml " + b" ".join(_NAMES) + b">" + layout + b"</xml>"
    package.write(part, _redrawn(blank, leaf.place, comments.gone, comments.fresh))
    return package.tie(leaf.member, "vmlDrawing", part)


def _redrawn(markup: bytes, place: int, gone: Collection[Spot], fresh: Mapping[Spot, str]) -> bytes:
    """Worked on as text: a spreadsheet's own drawings of this kind are not always well-formed XML."""
    kept = _SHAPE.sub(lambda shape: b"" if _noted(shape[0]) in gone else shape[0], markup) if gone else markup
    if not fresh:
        return kept
    taken = [int(number) for number in _SHAPE_NUMBER.findall(kept)]
    first = max([1024 * (place + 1), *taken]) + 1
    missing = b" ".join(name for name in _NAMES if name not in kept)
    shapes = [_shape(first + count, spot, fresh[spot], missing) for count, spot in enumerate(sorted(fresh))]
    if b'id="_x0000_t202"' not in kept:
        shapes.insert(0, _NOTE_TYPE.replace(b"<v:shapetype", b"<v:shapetype " + missing, 1) if missing else _NOTE_TYPE)
    end = _VML_END.search(kept)
    at = end.start() if end else len(kept)
    return kept[:at] + b"".join(shapes) + kept[at:]


def _noted(shape: bytes) -> Spot | None:
    """The cell that a comment's shape belongs to; None for any other shape."""
    where = {name: int(number) + 1 for name, number in _PLACE.findall(shape)}
    if b'ObjectType="Note"' not in shape or len(where) != 2:
        return None
    return Spot(where[b"Row"], where[b"Column"])


def _shape(number: int, spot: Spot, text: str, names: bytes) -> bytes:
    left = min(spot.column, _LAST_COLUMN - _WIDE)
    lines = sum(-(-_width(line) // _CHARACTERS) for line in text.split("\n"))
    top = max(spot.row - 2, 0)
    corners = (left, 12, top, 4, left + _WIDE, 12, min(top + max(lines, 3) + 1, _LAST_ROW), 4)
    anchor = ", ".join(map(str, corners))
    return (
        f'<v:shape {names.decode()} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" '
        'style="position:absolute;margin-left:80pt;margin-top:2pt;width:200pt;height:80pt;z-index:1;visibility:hidden">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{spot.row - 1}</x:Row><x:Column>{spot.column - 1}</x:Column></x:ClientData></v:shape>"
    ).encode()


def _width(text: str) -> int:
    return max(sum(1 if ord(character) < 0x2E80 else 2 for character in text), 1)
