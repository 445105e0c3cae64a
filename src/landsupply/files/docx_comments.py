"""批注 · A Word document comes back with comments at the words they are about; every other byte of it stays.

A run is cut where the words begin or end inside it, both halves keeping what the run said of itself. Notes cannot carry
comments, so what is found in one is said where the text refers to it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import accumulate
from typing import Any

from landsupply.files.characters import printable
from landsupply.files.docx_comments_cut import Cuts, Place
from landsupply.files.text_docx import Passage, Word, open_word
from landsupply.files.text_docx_numbers import value
from landsupply.files.text_docx_parts import WordPackage
from landsupply.files.xlsx_back_markup import Patch, escaped, parse

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """批注 · Words to be put at a place: of the text, by line and column, or of a table, by its number and cell."""

    line: int
    column: int
    length: int
    words: tuple[str, ...]
    table: int = 0
    row: int = 0
    cell: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """落款 · Who comments: the name and its initials."""

    author: str
    initials: str


def to_request(content: bytes, comments: Sequence[Comment], signature: Signature) -> bytes:
    """请求 · A document and its comments as one piece of bytes."""
    head = json.dumps({"comments": [asdict(one) for one in comments], "signature": asdict(signature)}).encode("ascii")
    return len(head).to_bytes(_LENGTH, "big") + head + content


def answer(request: bytes) -> bytes:
    """应答 · The commented document of a request."""
    end = _LENGTH + int.from_bytes(request[:_LENGTH], "big")
    form: Mapping[str, Any] = json.loads(request[_LENGTH:end])
    comments = [Comment(**{**one, "words": tuple(one["words"])}) for one in form["comments"]]
    return with_comments(request[end:], comments, Signature(**form["signature"]))


def with_comments(content: bytes, comments: Sequence[Comment], signature: Signature) -> bytes:
    """加批注 · The document with every comment in it, each once; without any that is new, as it came."""
    if not comments:
        return content
    word = open_word(content)
    comments = _unsaid(word.package, comments, signature)
    if not comments:
        return content
    places = _Places(word)
    cuts = Cuts(word.markup, b"" if word.root == "w:document" else b' xmlns:w="%s"' % word.package.main.encode())
    part, first = _part(word.package)
    made = []
    for number, comment in enumerate(comments, first):
        start, end = places.span(comment)
        cuts.mark(number, start, end)
        made.append(_comment(number, comment, signature, word.package.main))
    word.package.write(word.package.document, cuts.done())
    markup = word.package.markup(part)
    patch = Patch(markup)
    patch.append(parse(markup), b"".join(made))
    word.package.write(part, patch.done())
    return word.package.packed()


def _unsaid(package: WordPackage, comments: Sequence[Comment], signature: Signature) -> list[Comment]:
    """The comments that the same author has not made yet: a document may come back with those of the last time."""
    part = package.part("comments")
    if part is None:
        return list(comments)
    made = (one for one in parse(package.markup(part)).all("comment") if value(one, "author") == signature.author)
    said = Counter(tuple("".join(run.text for run in line.deep("t")) for line in one.deep("p")) for one in made)
    new = []
    for one in comments:
        words = tuple(printable(line) for line in one.words)
        if said[words]:
            said[words] -= 1
        else:
            new.append(one)
    return new


def _part(package: WordPackage) -> tuple[str, int]:
    """The part of comments, made where there is none, and the first number free in it."""
    part = package.part("comments")
    if part is None:
        part = package.free("word/comments{}.xml") if package.has("word/comments.xml") else "word/comments.xml"
        package.write(part, _EMPTY.format(package.main).encode())
        package.declare(part, _TYPE)
        package.tie(package.document, "comments", part)
    numbers = [value(node, "id") for node in parse(package.markup(part)).all("comment")]
    return part, max((int(one) for one in numbers if one.isascii() and one.isdigit()), default=-1) + 1


_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{}"></w:comments>'


def _comment(number: int, comment: Comment, signature: Signature, space: str) -> bytes:
    """One comment; it names its own vocabulary, so it fits whatever part it is put into."""
    opened = f'<w:comment xmlns:w="{space}" w:id="{number}" w:author="'.encode() + escaped(signature.author)
    opened += b'" w:initials="' + escaped(signature.initials) + b'">'
    lines = (b'<w:p><w:r><w:t xml:space="preserve">' + escaped(line) + b"</w:t></w:r></w:p>" for line in comment.words)
    return opened + b"".join(lines) + b"</w:comment>"


@dataclass(slots=True)
class _Places:
    """找位置 · From lines and columns of the text, and cells of tables, to paragraphs and offsets in them."""

    word: Word
    passages: list[Passage] = field(init=False)
    starts: list[int] = field(init=False)
    lengths: list[int] = field(init=False)

    def __post_init__(self) -> None:
        noted = [(passage, note) for note in self.word.notes for passage in note.passages]
        self.passages = [*self.word.lines, *(passage for passage, _ in noted)]
        self.lengths = [passage.text.count("\n") + 1 for passage in self.passages]
        self.starts = list(accumulate(self.lengths[:-1], initial=1)) if self.passages else []

    def span(self, comment: Comment) -> tuple[Place, Place]:
        """起止 · Where the comment begins and ends."""
        if comment.table:
            return self._in_cell(comment)
        at = max(bisect_right(self.starts, comment.line) - 1, 0)
        if at >= len(self.word.lines):
            return self._in_note(at)
        passage = self.passages[at]
        if passage.host is not None:
            return Place(passage, 0, passage.host), Place(passage, 0, passage.host)
        above = passage.text.split("\n")[: comment.line - self.starts[at]]
        start = sum(len(one) + 1 for one in above) + comment.column - 1 - len(passage.label)
        return Place(passage, max(start, 0)), Place(passage, max(start + comment.length, 1))

    def _in_cell(self, comment: Comment) -> tuple[Place, Place]:
        cell = self.word.grids[comment.table - 1].cell(comment.row, comment.cell)
        passages = cell.passages if cell else []
        said = [one for one in passages if one.pieces] or passages or self.passages[:1]
        if said[0].host is not None:
            return Place(said[0], 0, said[0].host), Place(said[0], 0, said[0].host)
        return Place(said[0], 0), Place(said[0], len(said[0].text))

    def _in_note(self, at: int) -> tuple[Place, Place]:
        before = len(self.word.lines)
        for note in self.word.notes:
            before += len(note.passages)
            if at < before:
                return Place(note.passage, 0, note.run), Place(note.passage, 0, note.run)
        return Place(self.passages[0], 0), Place(self.passages[0], 1)
