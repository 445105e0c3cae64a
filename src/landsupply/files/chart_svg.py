"""图 · A chart value drawn as inline SVG: no script, no font fetched, words beside every colour.

Positions are whole pixels computed from exact decimals, so that the same chart is always the same text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from landsupply.files.characters import printable
from landsupply.publish.document import Bar, Chart, ChartKind

_INK = "#1f2d3d"
_FAINT = "#5b6b7c"
_RULE = "#c9d2dc"
_FILL = "#3f6f9f"
_LESS = "#a8572b"
_MARK = "#9a5b00"
_SMALL = 12
_TEXT = 14

_ROW = 34
_BAR_ROOM = 380
_SIDE_ROOM = 190
_LABEL_GAP = 10

_SLOT = 58
_FOOT = 34
_HEIGHT = 250
_TOP = 34


def to_svg(chart: Chart) -> str:
    """画图 · The chart as one svg element with its title and description."""
    width, height, shapes = _DRAWN[chart.kind](chart)
    name = f"chart-{_text(chart.name)}"
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" '
        f'style="max-width:{width}px" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{_text(chart.title)}</title>'
        f'<desc id="{name}-desc">{_text(chart.description)}</desc>' + "".join(shapes) + "</svg>"
    )


def _bars(chart: Chart) -> tuple[int, int, list[str]]:
    """Horizontal bars, a row each: the label before, the figure and its remark behind."""
    left = max((_across(bar.label, _TEXT) for bar in chart.bars), default=0) + _LABEL_GAP
    behind = max((_across(_figure(bar, chart.unit), _TEXT) for bar in chart.bars), default=0)
    most = _most(chart)
    shapes = [_line(left, 0, left, len(chart.bars) * _ROW, _RULE)]
    for row, bar in enumerate(chart.bars):
        middle = row * _ROW + _ROW // 2
        length = _scaled(bar.quantity.number, most, _BAR_ROOM)
        shapes.append(_label(left - _LABEL_GAP, middle + 5, bar.label, anchor="end"))
        shapes.append(_box(left, middle - 10, length, 20))
        shapes.append(_label(left + length + 8, middle + 5, _figure(bar, chart.unit)))
    return left + _BAR_ROOM + behind + 16, max(len(chart.bars), 1) * _ROW, shapes


def _cumulative(chart: Chart) -> tuple[int, int, list[str]]:
    """Upright bars, one a month; a dashed line runs to the month it measures, with the verdict in words."""
    most = _most(chart)
    floor = _TOP + _HEIGHT
    width = _SLOT * len(chart.bars) + 12
    shapes, figures = [_line(0, floor, width, floor, _FAINT)], []
    for slot, bar in enumerate(chart.bars):
        height = _scaled(bar.quantity.number, most, _HEIGHT)
        centre = slot * _SLOT + _SLOT // 2 + 6
        shapes.append(_box(centre - 17, floor - height, 34, height))
        figures.append(_label(centre, floor - height - 6, bar.quantity.text, size=_SMALL, anchor="middle"))
        figures.append(_label(centre, floor + 20, bar.label, size=_SMALL, anchor="middle"))
    shapes += [*_marks(chart, most, floor), *figures]  # figures stand over the dashed lines
    return width, floor + _FOOT, shapes


def _differences(chart: Chart) -> tuple[int, int, list[str]]:
    """Horizontal bars to both sides of nought, a row each: less to the left, more to the right, as signs say too."""
    left = max((_across(bar.label, _TEXT) for bar in chart.bars), default=0) + _LABEL_GAP
    beside = max((_across(_figure(bar, chart.unit), _TEXT) for bar in chart.bars), default=0) + 16
    most = max((abs(Decimal(bar.quantity.number)) for bar in chart.bars), default=Decimal(0))
    nought = left + beside + _SIDE_ROOM
    shapes = [_line(nought, 0, nought, len(chart.bars) * _ROW, _FAINT)]
    for row, bar in enumerate(chart.bars):
        middle = row * _ROW + _ROW // 2
        length = _scaled(bar.quantity.number, most, _SIDE_ROOM)
        shapes.append(_label(left - _LABEL_GAP, middle + 5, bar.label, anchor="end"))
        shapes.append(_box(min(nought, nought + length), middle - 10, abs(length), 20, _LESS if length < 0 else _FILL))
        edge, anchor = (nought + length - 8, "end") if length < 0 else (nought + length + 8, "start")
        shapes.append(_label(edge, middle + 5, _figure(bar, chart.unit), anchor=anchor))
    return nought + _SIDE_ROOM + beside, max(len(chart.bars), 1) * _ROW, shapes


_DRAWN = {ChartKind.BARS: _bars, ChartKind.CUMULATIVE: _cumulative, ChartKind.DIFFERENCES: _differences}


def _marks(chart: Chart, most: Decimal, floor: int) -> Iterator[str]:
    for slot, bar in enumerate(chart.bars):
        if bar.mark is None:
            continue
        level = floor - _scaled(bar.mark.quantity.number, most, _HEIGHT)
        yield _line(0, level, slot * _SLOT + _SLOT + 2, level, _MARK, dashes="6 4")
        yield _label(2, level - 6, bar.mark.text, size=_SMALL, colour=_MARK)


def _most(chart: Chart) -> Decimal:
    numbers = [Decimal(bar.quantity.number) for bar in chart.bars]
    numbers += [Decimal(bar.mark.quantity.number) for bar in chart.bars if bar.mark]
    return max(numbers, default=Decimal(0))


def _scaled(number: str, most: Decimal, room: int) -> int:
    return int(Decimal(number) * room / most) if most else 0


def _figure(bar: Bar, unit: str) -> str:
    return f"{bar.quantity.text} {unit} {bar.remark}".rstrip()


def _across(text: str, size: int) -> int:
    """The room a text takes, a Latin character counting a little more than half."""
    return sum(size if ord(character) >= 0x2E80 else size * 6 // 10 for character in text)


def _text(text: str) -> str:
    return escape(printable(text), quote=True)


def _box(x: int, y: int, width: int, height: int, colour: str = _FILL) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _line(x1: int, y1: int, x2: int, y2: int, colour: str, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}" stroke-width="1.5"{dashed}/>'


def _label(x: int, y: int, text: str, *, size: int = _TEXT, anchor: str = "start", colour: str = _INK) -> str:
    # The white edge keeps a label readable where it crosses a line or a bar.
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'stroke="#fff" stroke-width="3" paint-order="stroke">{_text(text)}</text>'
    )
