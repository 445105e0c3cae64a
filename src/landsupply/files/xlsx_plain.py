"""平直工作表 · The quick pass over a worksheet whose XML has the plain shape that spreadsheet programs write.

Every row is matched whole against the shape, so that the narrower searches that follow cannot be misled. Whatever is
shaped otherwise (prefixes, comments, another encoding, rich text in the cell, cells without a place) is left to the
careful pass of files/xlsx_cells.py.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from landsupply.files.guard import ROW_LIMIT
from landsupply.files.markup import plain_text, walk
from landsupply.files.xlsx_marks import Frame, Marks, Place, column_of
from landsupply.ledger.sheet import Cell, CellKind
from landsupply.measure.fault import InputFault

#: Text that XML allows; a carriage return it would fold, and not every reader does.
_TEXT = rb"[^<\x00-\x08\x0b-\x1f]*+"
_ATTRIBUTES = rb'(?: [A-Za-z0-9:]++="[^"<>\x00-\x1f]*+")*+'
#: The same without the type of a cell, which stands in its own place or sends the sheet to the careful pass.
_OTHERS = rb'(?: (?!t=)[A-Za-z0-9:]++="[^"<>\x00-\x1f]*+")*+'
_FORMULA = rb"(?:<f" + _ATTRIBUTES + rb"(?: ?/>|>" + _TEXT + rb"</f>))?+"
_VALUE = rb"(?:<v>[!-;=-~]*+</v>|<v ?/>)?+"
_PADDED_VALUE = rb'(?:<v ?/>|<v(?: xml:space="preserve")?>' + _TEXT + rb"</v>)?+"
_INLINE = rb'<is><t(?: xml:space="preserve")?>' + _TEXT + rb"</t></is>"
#: The errors that the value reader knows; it refuses a workbook with any other.
_ERROR = rb"<v>#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)</v>"
_STYLE = rb'(?: s="[0-9]++")?+'
#: A cell up to GR, the 200th column, may hold something; one beyond has a style alone. Most are of the first kind.
_NEAR = rb'(?:[A-F][A-Z]|[A-Z]|G[A-R])\1"' + _STYLE
_CELL = (
    rb'<c r="(?:'
    + _NEAR + rb'(?:(?: t="[snb]")?+(?:><v>[!-;=-~]*+</v></c>|/>)| t="inlineStr">' + _INLINE + rb"</c>)|"
    + _NEAR + rb"(?:"
    + rb'(?: t="[snb]")?+' + _OTHERS + rb"(?:>" + _FORMULA + _VALUE + rb"</c>| ?/>)|"
    + rb' t="str"' + _OTHERS + rb">" + _FORMULA + _PADDED_VALUE + rb"</c>|"
    + rb' t="inlineStr"' + _OTHERS + rb">" + _INLINE + rb"</c>|"
    + rb' t="e"' + _OTHERS + rb">" + _FORMULA + _ERROR + rb"</c>)|"
    + rb'[A-Z]{1,3}+\1"' + _STYLE + _OTHERS + rb" ?/>)"
)  # fmt: skip
#: Some programs put rows, and the first cell of a row, on lines of their own.
_GAP = rb"[ \t\n]*+"
_ROW = re.compile(
    rb'<row r="([1-9][0-9]{0,6})"(' + _ATTRIBUTES + rb")(?: ?/>|>" + _GAP + rb"(?:" + _CELL + rb")*+</row>)" + _GAP
)
_HIDDEN = re.compile(rb' (?:hidden="(?:1|true)"|ht="0*+(?:\.0*+)?")')
_CONTENT = re.compile(rb"<f|<is><t[^>]*+>[^<]|<v[^>]*+>[^<]")
_START = b'<c r="'
#: The end of a formula and of its cell, with no value in between: after its text, and where it has no text.
_BARE_ENDS = (
    re.compile(rb"</f>(?:<v[^>]*+>(?:</v>)?)?</c>"),
    re.compile(rb"<f(?: [^>]*+)?(?<=/)>(?:<v[^>]*+>(?:</v>)?)?</c>"),
)
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]++)([0-9]++)"([^>]*+)><f[^>]*+>([^<]*+)')
_ERRONEOUS = re.compile(rb'<c r="([A-Z]++)([0-9]++)"[^>]*? t="e"[^>]*+>(?:<f[^>]*+>(?:(?<=/>)|[^<]*+</f>))?<v>([^<]*+)')
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml [^<>?]*\?>\s*")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_MANY = 1_000_000
_AT_ONCE = 1 << 18  # no text as large as the part is made while it is decoded
_END = b"</sheetData></worksheet>"
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"


def read_plain(markup: bytes) -> Marks | None:
    """读平直表 · What the worksheet says beyond its values; None where its XML is not of the plain shape.

    InputFault F017 when content lies beyond the last row allowed, F019 when the XML around the rows is damaged.
    """
    opens, closes = markup.find(_OPEN), markup.rfind(_CLOSE)
    if not 0 <= opens < closes:
        return None
    start = opens + len(_OPEN)
    around = markup[:opens] + b"<sheetData/>" + markup[closes + len(_CLOSE) :]
    if not (_is_simple(around) and _is_utf8(markup)):
        return None
    hidden = _hidden_rows(markup, start, closes)
    if hidden is None:
        return None
    frame = Frame()
    walk(around, frame.start)
    return Marks(
        markup=_without_empty_end(markup, closes),
        known=dict(_known(markup, start, closes)),
        hidden_rows=hidden,
        hidden_columns=frozenset(frame.hidden_columns),
        merges=tuple(frame.merges),
    )


def _without_empty_end(markup: bytes, closes: int) -> bytes:
    """The markup without the styled empty rows behind the last cell of content, where there are very many."""
    last = markup.rfind(b"</c>", 0, closes)
    end = markup.find(b"</row>", last) + len(b"</row>") if last >= 0 else closes
    return markup[:end] + _END if closes - end > _MANY else markup


def _is_simple(around: bytes) -> bool:
    """Whether the XML around the rows is UTF-8 without comments, instructions or character sections."""
    declared = _DECLARATION.match(around)
    head = declared.end() if declared else 0
    return not (_ENCODING.search(around, 0, head) or b"<?" in around[head:] or b"<!" in around)


def _is_utf8(markup: bytes) -> bool:
    if markup.isascii():
        return True
    decoder, whole = getincrementaldecoder("utf-8")(), memoryview(markup)
    try:
        for start in range(0, len(markup), _AT_ONCE):
            decoder.decode(whole[start : start + _AT_ONCE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _hidden_rows(markup: bytes, start: int, end: int) -> frozenset[int] | None:
    """The hidden rows; None unless all that stands between is rows of the plain shape, each below the one before."""
    hidden: list[int] = []
    position, last = start, 0
    for match in _ROW.finditer(markup, start, end):
        row = int(match[1])
        if row <= last or (match.start() != position and (last or markup[position : match.start()].strip())):
            return None
        position, last = match.end(), row
        if row > ROW_LIMIT and _CONTENT.search(markup, match.start(), position):
            raise InputFault("F017", count=row, limit=ROW_LIMIT)
        if row <= ROW_LIMIT and match[2] and _HIDDEN.search(match[2]):
            hidden.append(row)
    return frozenset(hidden) if position == end else None


def _known(markup: bytes, start: int, end: int) -> Iterator[tuple[Place, Cell]]:
    for ending in _BARE_ENDS if markup.find(b"<f", start, end) >= 0 else ():
        for match in ending.finditer(markup, start, end):
            cell = _FORMULA_CELL.match(markup, markup.rfind(_START, start, match.start()))
            if cell is not None and b' t="str"' not in cell[3]:
                text = "=" + plain_text(cell[4])
                yield _place(cell), Cell(text, CellKind.FORMULA_WITHOUT_VALUE)
    if markup.find(b't="e"', start, end) >= 0:
        for cell in _ERRONEOUS.finditer(markup, start, end):
            yield _place(cell), Cell(plain_text(cell[3]), CellKind.ERROR)


def _place(cell: re.Match[bytes]) -> Place:
    return int(cell[2]), column_of(cell[1].decode())
