"""错误清单表 · The sheet that lists what was found, each line linked to its place; and the hidden one that remembers.

Everything is written as text into the cell itself: what begins with = + - @ stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landsupply.files.xlsx_back_cells import Spot, letters
from landsupply.files.xlsx_back_markup import escaped
from landsupply.files.xlsx_back_styles import INKS, Stylebook
from landsupply.law.words import say
from landsupply.ledger.errata import ERRATA_MARK, MARKS_MARK
from landsupply.ledger.issue import Issue, Severity

HEAD_ROW = 4
_WIDTHS = (6, 7, 8, 14, 18, 14, 20, 44, 40)
_LONGEST = 1_200
_FONT = "宋体"
_FACE = f'<{{p}}name val="{_FONT}"/><{{p}}family val="3"/><{{p}}charset val="134"/>'
_THIN = "".join(
    f'<{{p}}{side} style="thin"><{{p}}color rgb="FFBFBFBF"/></{{p}}{side}>'
    for side in ("left", "right", "top", "bottom")
)
#: Colours of severities on the list; no shade of a mark is among them.
_FILLS = {Severity.ERROR: "FFFFD9DE", Severity.WARNING: "FFFFF2CC"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Entry:
    """清单行 · One issue on the list: where it is in words, and the place to which the link leads."""

    issue: Issue
    place: str
    target: str | None


@dataclass(frozen=True, slots=True)
class _Looks:
    """版式 · The numbers of the styles of the list's cells."""

    title: int
    line: int
    head: int
    text: int
    link: int
    severities: dict[Severity, int]


def severity_words(lang: str) -> dict[Severity, str]:
    """程度用词 · What each severity is called."""
    return dict(zip(_ORDER, say("L170", lang).split("|"), strict=True))


def severity_rank(issue: Issue) -> int:
    """程度次序 · Errors first, advice last."""
    return _ORDER[issue.severity]


def shortened(text: str, limit: int = _LONGEST) -> str:
    """节录 · The text, its end left out with … where it would not be read anyway."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def list_sheet(main: str, styles: Stylebook, entries: Sequence[Entry], lines: tuple[str, str], lang: str) -> bytes:
    """错误清单表 · The worksheet's XML; `lines` are the counts and the origin that stand on top."""
    looks = _looks(styles)
    last = letters(len(_WIDTHS))
    rows = list(_top_rows(looks, lines, lang))
    rows += [_entry_row(HEAD_ROW + n, n, entry, looks, lang) for n, entry in enumerate(entries, start=1)]
    end = HEAD_ROW + len(entries)
    merged = "".join(f'<mergeCell ref="A{row}:{last}{row}"/>' for row in (1, 2, 3))
    parts = [
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}">',
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{last}{end}"/>',
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{HEAD_ROW}" '
        f'topLeftCell="A{HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
        '<sheetFormatPr defaultRowHeight="15"/><cols>',
        *(f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(_WIDTHS, start=1)),
        "</cols><sheetData>",
        *rows,
        f'</sheetData><autoFilter ref="A{HEAD_ROW}:{last}{end}"/><mergeCells count="3">{merged}</mergeCells>',
        _links(entries),
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C— &amp;P / &amp;N —</oddFooter></headerFooter></worksheet>",
    ]
    return "".join(parts).encode("utf-8")


def list_ranges(title: str, count: int) -> dict[str, str]:
    """清单名称 · The built-in names of the list: the rows repeated on every page and the range that is filtered."""
    sheet = quoted(title)
    return {
        "_xlnm._FilterDatabase": f"{sheet}!$A${HEAD_ROW}:${letters(len(_WIDTHS))}${HEAD_ROW + count}",
        "_xlnm.Print_Titles": f"{sheet}!${HEAD_ROW}:${HEAD_ROW}",
    }


def quoted(title: str) -> str:
    """表名引用 · A sheet's title as it stands in a reference."""
    return "'" + title.replace("'", "''") + "'"


def marks_sheet(main: str, pairs: Sequence[tuple[int, int]]) -> bytes:
    """标记样式表 · The hidden sheet: on each row a cell in a mark's style and one in the style beneath it."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="{mark}"/><c r="B{n}" s="{beneath}"/></row>'
        for n, (mark, beneath) in enumerate(pairs, start=2)
    )
    head = _cell(1, 1, MARKS_MARK, 0)
    opening = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}">'
    return f'{opening}<sheetData><row r="1">{head}</row>{rows}</sheetData></worksheet>'.encode()


def _looks(styles: Stylebook) -> _Looks:
    plain = styles.add("fonts", f'<{{p}}font><{{p}}sz val="10"/>{_FACE}</{{p}}font>')
    bold = styles.add("fonts", f'<{{p}}font><{{p}}b/><{{p}}sz val="10"/>{_FACE}</{{p}}font>')
    title = styles.add("fonts", f'<{{p}}font><{{p}}b/><{{p}}sz val="14"/>{_FACE}</{{p}}font>')
    blue = f'<{{p}}font><{{p}}u/><{{p}}sz val="10"/><{{p}}color rgb="FF0563C1"/>{_FACE}</{{p}}font>'
    box = styles.add("borders", f"<{{p}}border>{_THIN}<{{p}}diagonal/></{{p}}border>")
    return _Looks(
        title=_style(styles, title, 0, 0, "center"),
        line=_style(styles, plain, 0, 0, "center"),
        head=_style(styles, bold, styles.filled("FFE8EDF3"), box, "center"),
        text=_style(styles, plain, 0, box, "center"),
        link=_style(styles, styles.add("fonts", blue), 0, box, "center"),
        severities={
            Severity.ERROR: _severe(styles, Severity.ERROR, box),
            Severity.WARNING: _severe(styles, Severity.WARNING, box),
            Severity.ADVICE: _style(styles, plain, 0, box, "center"),
        },
    )


def _severe(styles: Stylebook, severity: Severity, box: int) -> int:
    ink = f'<{{p}}font><{{p}}b/><{{p}}sz val="10"/><{{p}}color rgb="{INKS[severity]}"/>{_FACE}</{{p}}font>'
    return _style(styles, styles.add("fonts", ink), styles.filled(_FILLS[severity]), box, "center")


def _style(styles: Stylebook, font: int, fill: int, border: int, vertical: str) -> int:
    made = f'fontId="{font}" fillId="{fill}" borderId="{border}" applyNumberFormat="1" applyFont="1" applyFill="1"'
    aligned = f'<{{p}}alignment vertical="{vertical}" wrapText="1"/>'
    return styles.add(
        "cellXfs", f'<{{p}}xf numFmtId="49" {made} applyBorder="1" applyAlignment="1">{aligned}</{{p}}xf>'
    )


def _top_rows(looks: _Looks, lines: tuple[str, str], lang: str) -> Iterator[str]:
    yield f'<row r="1" ht="26" customHeight="1">{_cell(1, 1, ERRATA_MARK, looks.title)}</row>'
    for number, text in enumerate(lines, start=2):
        height = 14 * _lines(text, sum(_WIDTHS)) + 4
        yield f'<row r="{number}" ht="{height}" customHeight="1">{_cell(number, 1, text, looks.line)}</row>'
    heads = (_cell(HEAD_ROW, n, word, looks.head) for n, word in enumerate(say("F052", lang).split("|"), start=1))
    yield f'<row r="{HEAD_ROW}" ht="22" customHeight="1">{"".join(heads)}</row>'


def _entry_row(row: int, number: int, entry: Entry, looks: _Looks, lang: str) -> str:
    issue = entry.issue
    texts = (
        str(number),
        severity_words(lang)[issue.severity],
        issue.code,
        issue.sheet or "—",
        entry.place,
        issue.field or "—",
        shortened(issue.raw or ""),
        shortened(issue.message(lang)),
        shortened(issue.remedy(lang)),
    )
    styles = [looks.text] * len(texts)
    styles[1] = looks.severities[issue.severity]
    styles[4] = looks.link if entry.target else looks.text
    lines = max(_lines(text, width) for text, width in zip(texts, _WIDTHS, strict=True))
    cells = "".join(_cell(row, n, text, style) for n, (text, style) in enumerate(zip(texts, styles, strict=True), 1))
    return f'<row r="{row}" ht="{min(13 * lines + 6, 400)}" customHeight="1">{cells}</row>'


def _cell(row: int, column: int, text: str, style: int) -> str:
    content = f'<is><t xml:space="preserve">{escaped(text).decode()}</t></is>'
    return f'<c r="{Spot(row, column).reference}" s="{style}" t="inlineStr">{content}</c>'


def _links(entries: Sequence[Entry]) -> str:
    made = "".join(
        f'<hyperlink ref="E{HEAD_ROW + n}" location="{escaped(entry.target).decode()}"/>'
        for n, entry in enumerate(entries, start=1)
        if entry.target
    )
    return f"<hyperlinks>{made}</hyperlinks>" if made else ""


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column so many half characters wide."""
    return sum(-(-max(_across(line), 1) // max(width - 1, 1)) for line in text.split("\n"))


def _across(text: str) -> int:
    return sum(1 if ord(character) < 0x2E80 else 2 for character in text)
