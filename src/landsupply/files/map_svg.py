"""画图幅 · A map sheet as inline SVG in millimetres of paper: exact scale, no script, no font fetched.

Places on the paper are whole hundredths of a millimetre, so that the same sheet is always the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from landsupply.files.characters import printable
from landsupply.ledger.boundary.plot import Corner, Ring
from landsupply.publish.map_sheet import LegendEntry, MapShape, MapSheet, Pen, Window

#: A3 across without its margins and the map's frame on it, in millimetres; in hundredths where drawn.
WIDTH, HEIGHT = 400, 277
LEFT, TOP, ACROSS, DOWN = 8, 18, 314, 248
_WEST, _NORTH, _WIDE, _HIGH = LEFT * 100, TOP * 100, ACROSS * 100, DOWN * 100
_EAST, _SOUTH = _WEST + _WIDE, _NORTH + _HIGH
_MIDDLE = (_WEST + _WIDE // 2, _NORTH + _HIGH // 2)
_LEGEND = _EAST + 600
_INK, _SOFT, _RULE = "#1c2733", "#5b6b7b", "#d4dae1"
_STEPS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_BOLD = 'font-weight="bold"'
_CENTRED = 'text-anchor="middle"'
_HALO = 'paint-order="stroke" stroke="#fff" stroke-width="0.7"'


def to_svg(sheet: MapSheet) -> str:
    """画图幅 · The whole sheet as one svg element, to be printed on A3 across."""
    frame = f'x="{LEFT}" y="{TOP}" width="{ACROSS}" height="{DOWN}"'
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" class="sheet" aria-label="{_text(sheet.title)}">',
        _hatches(sheet.shapes, sheet.legend),
        f'<clipPath id="frame"><rect {frame}/></clipPath>',
        _words(_MIDDLE[0], 1200, sheet.title, 800, f"{_CENTRED} {_BOLD}"),
        '<g clip-path="url(#frame)">',
        *_grid(sheet.window),
        *(_path(one, sheet.window, _MIDDLE) for one in sheet.shapes),
        *_labels(sheet.shapes, sheet.window),
        "</g>",
        f'<rect {frame} fill="none" stroke="{_INK}" stroke-width="0.5"/>',
        *_beside(sheet),
        "</svg>",
    ]
    return "".join(parts)


def to_small_svg(shapes: tuple[MapShape, ...], window: Window, size: tuple[int, int], title: str) -> str:
    """画小图 · Shapes alone in a frame of so many millimetres, for a page."""
    width, height = size
    drawn = (_path(one, window, (width * 50, height * 50)) for one in shapes)
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img" class="small-map" aria-label="{_text(title)}">'
        f'<title>{_text(title)}</title>{_hatches(shapes, ())}<rect width="{width}" height="{height}" fill="#fbfcfd"/>'
        + "".join(drawn)
        + "".join(_bar(window.scale, 300, height * 100 - 400))
        + "</svg>"
    )


def _beside(sheet: MapSheet) -> Iterator[str]:
    """Legend, north arrow, scale, approval number, notes."""
    legend, north, scale, approval = sheet.words
    yield _arrow(_EAST - 1000, _NORTH + 600, north)
    yield _words(_LEGEND, _NORTH + 600, legend, 500, _BOLD)
    y = _NORTH + 1400
    for entry in sheet.legend:
        if entry.pen is None:
            y += 200
            yield _words(_LEGEND, y, entry.words, 340, _BOLD)
        else:
            yield f'<rect x="{_mm(_LEGEND)}" y="{_mm(y - 340)}" width="9" height="4.6" {_pen(entry.pen)}/>'
            yield _words(_LEGEND + 1100, y, entry.words, 340)
        y += 640
    yield _words(_LEGEND, _SOUTH - 1400, f"{scale} 1:{sheet.window.scale}", 380)
    yield from _bar(sheet.window.scale, _LEGEND, _SOUTH - 900)
    yield _words(_LEGEND, _SOUTH, f"{approval}{sheet.approval}", 380)
    yield _words(_WEST, HEIGHT * 100 - 400, "\u2003".join(sheet.notes), 320)


def _path(shape: MapShape, window: Window, middle: Corner) -> str:
    rings = "".join(_ring(ring, window, middle) for polygon in shape.polygons for ring in polygon)
    title = f"<title>{_text(shape.name)}</title>" if shape.name else ""
    return f'<path d="{rings}" fill-rule="evenodd" {_pen(shape.pen)}>{title}</path>'


def _ring(ring: Ring, window: Window, middle: Corner) -> str:
    points = (_placed(corner, window, middle) for corner in ring)
    return "M" + "L".join(f"{_mm(x)} {_mm(y)}" for x, y in points) + "Z"


def _placed(corner: Corner, window: Window, middle: Corner) -> Corner:
    """Tenths of a millimetre on the ground to hundredths on the paper, north up."""
    east = (corner[0] - window.middle[0]) * 10 // window.scale
    north = (corner[1] - window.middle[1]) * 10 // window.scale
    return middle[0] + east, middle[1] - north


def _pen(pen: Pen) -> str:
    fill = f"url(#hatch-{pen.line.lstrip('#')})" if pen.hatch else pen.fill
    dash = f' stroke-dasharray="{pen.dash}"' if pen.dash else ""
    return f'fill="{fill}" stroke="{pen.line}" stroke-width="{pen.width}"{dash} stroke-linejoin="round"'


def _hatches(shapes: Iterable[MapShape], legend: Iterable[LegendEntry]) -> str:
    pens = [*(one.pen for one in shapes), *(one.pen for one in legend if one.pen)]
    lines = dict.fromkeys(pen.line for pen in pens if pen.hatch)
    patterns = (
        f'<pattern id="hatch-{line.lstrip("#")}" width="2" height="2" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<line x1="0" y1="0" x2="0" y2="2" stroke="{line}" stroke-width="0.5"/></pattern>'
        for line in lines
    )
    return f"<defs>{''.join(patterns)}</defs>" if lines else ""


def _labels(shapes: Iterable[MapShape], window: Window) -> Iterator[str]:
    """In the middle of a shape's extent, where the words fit into it."""
    for shape in shapes:
        if not shape.label:
            continue
        points = [_placed(one, window, _MIDDLE) for one in shape.polygons[0][0]]
        across, down = zip(*points, strict=True)
        if max(across) - min(across) > 240 * len(shape.label):
            x, y = (min(across) + max(across)) // 2, (min(down) + max(down)) // 2 + 90
            yield _words(x, y, shape.label, 260, f"{_CENTRED} {_HALO}")


def _grid(window: Window) -> Iterator[str]:
    """Lines of the coordinate grid with their coordinates in metres, some four centimetres apart."""
    step = next((one for one in _STEPS if one * 1000 >= 35 * window.scale), _STEPS[-1])
    half_across, half_down = ACROSS * window.scale // 2000, DOWN * window.scale // 2000
    east, north = window.middle[0] // 10_000, window.middle[1] // 10_000
    for x in range((east - half_across) // step * step + step, east + half_across + 1, step):
        at = _placed((x * 10_000, 0), window, _MIDDLE)[0]
        yield f'<path d="M{_mm(at)} {TOP}V{TOP + DOWN}" stroke="{_RULE}" stroke-width="0.15"/>'
        yield _words(at + 60, _SOUTH - 100, str(x), 240, f'fill="{_SOFT}"')
    for y in range((north - half_down) // step * step + step, north + half_down + 1, step):
        at = _placed((0, y * 10_000), window, _MIDDLE)[1]
        yield f'<path d="M{LEFT} {_mm(at)}H{LEFT + ACROSS}" stroke="{_RULE}" stroke-width="0.15"/>'
        yield _words(_WEST + 60, at - 60, str(y), 240, f'fill="{_SOFT}"')


def _bar(scale: int, x: int, y: int) -> Iterator[str]:
    """A scale bar of two halves, two to four centimetres long."""
    metres = next((one for one in (20, 40, *_STEPS) if one * 1000 >= 16 * scale), _STEPS[-1])
    half = metres * 50_000 // scale
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    for start, fill in ((x, _INK), (x + half, "#fff")):
        box = f'x="{_mm(start)}" y="{_mm(y)}" width="{_mm(half)}" height="1.4"'
        yield f'<rect {box} fill="{fill}" stroke="{_INK}" stroke-width="0.2"/>'
    yield _words(x + 2 * half + 150, y + 180, words, 280)


def _arrow(x: int, y: int, word: str) -> str:
    shape = f"M{_mm(x)} {_mm(y)}l4 13l-4 -3.2l-4 3.2Z"
    return f'<path d="{shape}" fill="{_INK}"/>' + _words(x, y + 1800, word, 400, f"{_CENTRED} {_BOLD} {_HALO}")


def _words(x: int, y: int, text: str, size: int, look: str = "") -> str:
    return f'<text x="{_mm(x)}" y="{_mm(y)}" font-size="{_mm(size)}" {look}>{_text(text)}</text>'


def _mm(hundredths: int) -> str:
    """Millimetres with the decimals there are."""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def _text(text: str) -> str:
    return escape(printable(text))
