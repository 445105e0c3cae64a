"""网页 · A document as one self-contained page: headings, tables with scope, inline SVG, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from landsupply.files.characters import printable
from landsupply.files.chart_svg import to_svg
from landsupply.files.html_style import CONTENT_POLICY, STYLE
from landsupply.publish.document import (
    Block,
    Cell,
    Chart,
    Closing,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Quantity,
    Role,
    Table,
)

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_CLASSES = {Role.TEXT: "", Role.CENTRED: "centred", Role.FIGURE: "number", Role.SUM: "number"}


def to_html(document: Document) -> bytes:
    """写网页 · The page's bytes in UTF-8; every text is escaped."""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{_LANGUAGES[document.lang]}">',
        *_head(document),
        "<body>",
        *_header(document),
        '<div class="frame">',
        *_contents(document),
        "<main>",
        *_blocks(document.blocks),
        *(line for number, annex in enumerate(document.annexes, 1) for line in _annex(number, annex)),
        "</main>",
        "</div>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def to_fragment(document: Document) -> str:
    """网页片段 · The document's blocks and annexes for a page that brings its own frame and style."""
    annexes = (line for number, annex in enumerate(document.annexes, 1) for line in _annex(number, annex))
    return "\n".join([*_blocks(document.blocks), *annexes])


def _text(text: str) -> str:
    return escape(printable(text), quote=True)


def _head(document: Document) -> list[str]:
    return [
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
    ]


def _header(document: Document) -> list[str]:
    marking = [f'<p class="marking">{_text(document.marking)}</p>'] if document.marking else []
    title = f"{document.joint}<wbr>".join(f"<span>{_text(line)}</span>" for line in document.title_lines)
    return ["<header>", *marking, f"<h1>{title}</h1>", "</header>"]


def _contents(document: Document) -> list[str]:
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    links = [_link(f"part-{number}", heading.text) for number, heading in enumerate(headings, 1)]
    links += [_link(f"annex-{n}", f"{annex.name} {annex.short}") for n, annex in enumerate(document.annexes, 1)]
    return [f'<nav aria-label="{_text(document.title)}"><ol>', *links, "</ol></nav>"]


def _link(anchor: str, text: str) -> str:
    return f'<li><a href="#{anchor}">{_text(text)}</a></li>'


def _blocks(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    parts = 0
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            parts += 1
            lines.append(f'<h2 id="part-{parts}">{_text(block.text)}</h2>')
        else:
            lines.extend(_WRITERS[type(block)](block))
    return lines


def _heading(block: Heading) -> list[str]:
    return [f"<h3>{_text(block.text)}</h3>"]


def _paragraph(block: Paragraph) -> list[str]:
    return [f"<p>{_text(block.text)}</p>"]


def _note(block: Note) -> list[str]:
    return [f'<p class="note">{_text(block.text)}</p>']


def _closing(block: Closing) -> list[str]:
    return [f'<p class="closing">{_text(line)}</p>' for line in block.lines]


def _figures(block: KeyFigures) -> list[str]:
    return ['<dl class="facts">', *map(_figure, block.figures), "</dl>"]


def _figure(figure: KeyFigure) -> str:
    remark = f'<dd class="remark">{_text(figure.remark)}</dd>' if figure.remark else ""
    return f'<div><dt>{_text(figure.label)}</dt><dd class="figure">{_text(figure.text)}</dd>{remark}</div>'


def _chart(block: Chart) -> list[str]:
    caption = f"<figcaption>{_text(block.title)}</figcaption>"
    return [f'<figure>{caption}<div class="chart">{to_svg(block)}</div></figure>']


def _annex(number: int, table: Table) -> list[str]:
    kind = "annex wide" if table.is_wide else "annex"
    heading = f'<h2 id="annex-{number}">{_text(f"{table.name} {table.short}".strip())}</h2>'
    return [f'<section class="{kind}">', heading, *_table(table), "</section>"]


def _table(table: Table) -> list[str]:
    unit = f' <span class="unit">{_text(table.unit)}</span>' if table.unit else ""
    total = [] if table.total_row is None else [_total(table.total_row, table.columns)]
    return [
        f'<div class="scroll" role="region" tabindex="0" aria-label="{_text(table.caption)}">',
        f"<table><caption>{_text(table.caption)}{unit}</caption>",
        "<thead><tr>" + "".join(map(_column, table.columns)) + "</tr></thead>",
        "<tbody>",
        *(_row(row, table.columns) for row in table.rows),
        "</tbody>",
        *total,
        "</table></div>",
        *(f'<p class="note">{_text(note)}</p>' for note in table.notes),
    ]


def _column(column: Column) -> str:
    return f'<th scope="col" style="min-width:{column.width}em">{_text(column.heading)}</th>'


def _total(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    # Not a tfoot: printers repeat that on every page, where a total of the whole would mislead.
    return '<tbody class="total">' + _row(row, columns) + "</tbody>"


def _row(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    first, *rest = (_CLASSES[column.role] for column in columns)
    head = f'<th scope="row"{_class(first)}>{_content(row[0])}</th>'
    cells = (f"<td{_class(name)}>{_content(cell)}</td>" for cell, name in zip(row[1:], rest, strict=True))
    return "<tr>" + head + "".join(cells) + "</tr>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _content(cell: Cell) -> str:
    if isinstance(cell, Quantity):
        return f'<data value="{_text(cell.number)}">{_text(cell.text)}</data>'
    return _text(cell)


_WRITERS: dict[type, Callable[..., list[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Closing: _closing,
    Table: _table,
    Chart: _chart,
    KeyFigures: _figures,
}
