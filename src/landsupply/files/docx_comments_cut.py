"""剪开文字 · Marks put between the runs of a document, a run being cut in two where they fall inside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from landsupply.files.text_docx import Passage, Piece
from landsupply.files.xlsx_back_markup import Node, Patch, with_attributes

_SIGN = re.compile(rb"&[^;]{1,12};|\r\n|[\x00-\x7f]|[\xc2-\xf4][\x80-\xbf]{1,3}")


@dataclass(frozen=True, slots=True)
class Place:
    """位置 · A paragraph and how many characters of its pieces stand in front; or right at a run."""

    passage: Passage
    offset: int
    run: Node | None = None


@dataclass(slots=True)
class _Cut:
    """刀口 · What ends and what begins at one place of the part; how the run there is closed and opened again."""

    ends: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    closing: bytes = b""
    opening: bytes = b""


class Cuts:
    """刀口集 · Every place at which comments begin or end, gathered and then put in at once."""

    def __init__(self, markup: bytes, space: bytes = b"") -> None:
        self._markup = markup
        self._space = space
        self._cuts: dict[int, _Cut] = {}
        self._preserved: dict[int, Node] = {}

    def mark(self, number: int, start: Place, end: Place) -> None:
        """标记 · A comment of this number from one place to another."""
        begun = self._at(start, is_end=False)
        ended = self._at(end, is_end=True)
        if ended <= begun:  # a place without words, such as an empty paragraph
            ended = begun
        self._cuts[begun].starts.append(number)
        self._cuts[ended].ends.append(number)

    def done(self) -> bytes:
        """成品 · The part with the marks in it."""
        patch = Patch(self._markup)
        for at, cut in sorted(self._cuts.items()):
            both = [one for one in cut.starts if one in cut.ends]
            ended = [self._end(one) for one in cut.ends if one not in both]
            begun = [self._start(one) for one in cut.starts]
            empty = [self._end(one) for one in both]
            patch.insert(at, cut.closing + b"".join([*ended, *begun, *empty]) + cut.opening)
        for node in self._preserved.values():
            tag = self._markup[node.start : node.opened]
            patch.replace(node.start, node.opened, with_attributes(tag, {"xml:space": "preserve"}))
        return patch.done()

    def _start(self, number: int) -> bytes:
        return b'<w:commentRangeStart%s w:id="%d"/>' % (self._space, number)

    def _end(self, number: int) -> bytes:
        told = b'<w:r%s><w:commentReference w:id="%d"/></w:r>' % (self._space, number)
        return b'<w:commentRangeEnd%s w:id="%d"/>' % (self._space, number) + told

    def _at(self, place: Place, is_end: bool) -> int:
        if place.run is not None:
            return self._between(place.run.end if is_end else place.run.start)
        pieces = place.passage.pieces
        if not pieces:
            return self._between(self._empty(place.passage.node))
        ends = list(accumulate(len(piece.text) for piece in pieces))
        offset = min(max(place.offset, 0), ends[-1])
        here = _reached(ends, offset, is_end)
        inside = offset - (ends[here] - len(pieces[here].text))
        return self._in_piece(pieces, here, inside, is_end)

    def _in_piece(self, pieces: list[Piece], here: int, inside: int, is_end: bool) -> int:
        piece = pieces[here]
        if 0 < inside < len(piece.text):
            at = self._byte(piece, inside)
            if at is not None:
                return self._inside(piece, at)
            inside = len(piece.text) if is_end else 0
        if is_end and inside:
            shares = here + 1 < len(pieces) and pieces[here + 1].run is piece.run
            return self._beside(pieces[here + 1]) if shares else self._between(piece.run.end)
        shares = here > 0 and pieces[here - 1].run is piece.run
        return self._beside(piece) if shares else self._between(piece.run.start)

    def _between(self, at: int) -> int:
        self._cuts.setdefault(at, _Cut())
        return at

    def _beside(self, piece: Piece) -> int:
        """Between two elements of one run."""
        closed, opened = self._run_tags(piece.run)
        self._cuts.setdefault(piece.node.start, _Cut(closing=closed, opening=opened))
        return piece.node.start

    def _inside(self, piece: Piece, at: int) -> int:
        closed, opened = self._run_tags(piece.run)
        name = piece.node.tag.encode()
        self._preserved[piece.node.start] = piece.node
        cut = _Cut(closing=b"</" + name + b">" + closed, opening=opened + b"<" + name + b' xml:space="preserve">')
        self._cuts.setdefault(at, cut)
        return at

    def _run_tags(self, run: Node) -> tuple[bytes, bytes]:
        properties = run.first("rPr")
        own = self._markup[properties.start : properties.end] if properties else b""
        return b"</" + run.tag.encode() + b">", self._markup[run.start : run.opened] + own

    def _empty(self, paragraph: Node) -> int:
        properties = paragraph.first("pPr")
        return properties.end if properties else paragraph.opened

    def _byte(self, piece: Piece, offset: int) -> int | None:
        """Where a character of a text element begins in the part; None where the run must not be cut there."""
        if not piece.is_text or not any(node is piece.node for node in piece.run.children):
            return None
        raw = self._markup[piece.node.opened : piece.node.closing]
        places = [found.span() for found in _signs(raw)]
        if len(places) != len(piece.text) or sum(end - start for start, end in places) != len(raw):
            return None
        return piece.node.opened + places[offset][0]


def _signs(raw: bytes) -> Iterator[re.Match[bytes]]:
    return _SIGN.finditer(raw)


def _reached(ends: list[int], offset: int, is_end: bool) -> int:
    """The piece in which an offset falls: of two that meet there the one before for an end, else the one behind."""
    if is_end:
        return next(index for index, end in enumerate(ends) if end >= offset)
    return min(bisect_right(ends, offset), len(ends) - 1)
