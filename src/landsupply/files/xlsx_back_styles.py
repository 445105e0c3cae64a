"""样式簿 · Adds styles to a workbook's own and finds again those that were added; none of the sender's is touched.

A mark is the cell's own style with another fill and font colour. Each of the sender's styles has a shade of its own,
some steps of colour apart, which no eye tells and every spreadsheet keeps: by the shade the style beneath a mark is
known again, wherever the sender moved the cell and whatever numbers the styles have by then.
"""

from __future__ import annotations

from collections.abc import Mapping

from landsupply.files.xlsx_back_markup import Node, Patch, attributes_of, parse, with_attributes
from landsupply.ledger.issue import Severity

_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_FONT_TAIL = frozenset(("name", "family", "charset", "scheme", "rFont"))
#: The colour that a mark begins with (red, green, blue; the last two in steps of one), and the colour of its text.
_FILLS = {Severity.ERROR: (0xFF, 0xC7, 0xCE), Severity.WARNING: (0xFF, 0xEB, 0x9C)}
INKS = {Severity.ERROR: "FF9C0006", Severity.WARNING: "FF7F4F00"}
#: How many of the sender's styles can be told apart beneath marks.
SHADES = 2048

_DEFAULTS = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
    '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    "borders": "<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom/><{p}diagonal/></{p}border>",
    "cellXfs": '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
}


def shade(severity: Severity, number: int) -> str:
    """色阶 · The numbered shade of a mark's fill; the numbers up to SHADES give as many different shades."""
    red, green, blue = _FILLS[severity]
    low, middle, high = number & 15, number >> 4 & 15, number >> 8 & 7
    return f"FF{red - high:02X}{green & 0xF0 | (green + low) & 15:02X}{blue & 0xF0 | (blue + middle) & 15:02X}"


def blank_styles(main: str) -> bytes:
    """空样式簿 · The styles part of a workbook that came without one."""
    base = f'<cellStyleXfs count="1">{_DEFAULTS["cellXfs"].format(p="")}</cellStyleXfs>'
    sections = "".join(
        (base if name == "cellXfs" else "")
        + f'<{name} count="{2 if name == "fills" else 1}">{text.format(p="")}</{name}>'
        for name, text in _DEFAULTS.items()
    )
    sections += '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    opening = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{opening}<styleSheet xmlns="{main}">{sections}</styleSheet>'.encode()


class Stylebook:
    """样式簿 · The fonts, fills, borders and cell styles of a workbook, by number."""

    def __init__(self, markup: bytes) -> None:
        self._markup = markup
        self._root = parse(markup)
        self._held = {name: self._elements(name) for name in _DEFAULTS}
        self._first_new = {name: len(self._nodes(name)) for name in _DEFAULTS}
        self._numbers = {name: _numbered(held) for name, held in self._held.items()}

    @property
    def prefix(self) -> str:
        """前缀 · What the names of elements begin with in this workbook, mostly nothing."""
        return self._root.prefix.decode()

    def add(self, section: str, element: str | bytes) -> int:
        """加样式 · The number of a font, fill, border or cell style, which is added unless it stands there already.

        In text, {p} stands for the prefix of elements.
        """
        made = element.replace("{p}", self.prefix).encode() if isinstance(element, str) else element
        numbers = self._numbers[section]
        if made not in numbers:
            numbers[made] = len(self._held[section])
            self._held[section].append(made)
        return numbers[made]

    def marked(self, style: int, severity: Severity, number: int) -> int:
        """着色样式 · The style with a mark's fill and text colour; number format, borders, alignment as they are."""
        cell = self._cell_style(style)
        font = self._fonted(int(attributes_of(cell).get("fontId", "0")), INKS[severity])
        values = {"fontId": font, "fillId": self.filled(shade(severity, number))}
        return self._restyled(cell, values, ("applyFont", "applyFill"))

    def filled(self, colour: str) -> int:
        """填充 · The number of a plain fill of one colour."""
        made = f'<{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="{colour}"/><{{p}}bgColor indexed="64"/>'
        return self.add("fills", f"<{{p}}fill>{made}</{{p}}patternFill></{{p}}fill>")

    def restored(self, style: int, original: int) -> int:
        """复原样式 · The style with the fill and font of another.

        That other style itself where nothing else tells them apart.
        """
        beneath = self._cell_style(original)
        under = attributes_of(beneath)
        values = {name: int(under.get(name, "0")) for name in ("fontId", "fillId")}
        if _without_looks(self._cell_style(style)) == _without_looks(beneath):
            return original
        return self._restyled(self._cell_style(style), values, ("applyFont", "applyFill"))

    def shown_colours(self) -> Mapping[int, str]:
        """所示填充色 · The cell styles with a plain fill of a colour named as it is, each with it in capitals."""
        fills = {}
        for number, node in enumerate(self._nodes("fills")):
            is_solid = any(one.attributes.get("patternType") == "solid" for one in node.deep("patternFill"))
            colour = next((one.attributes.get("rgb", "").upper() for one in node.deep("fgColor")), "")
            if is_solid and colour:
                fills[number] = colour
        cells = (attributes_of(self._held["cellXfs"][n]) for n in range(self._first_new["cellXfs"]))
        named = ((number, int(values.get("fillId", "0"))) for number, values in enumerate(cells))
        return {number: fills[fill] for number, fill in named if fill in fills}

    def done(self) -> bytes:
        """成品 · The styles part with what was added; the same bytes where nothing was."""
        patch = Patch(self._markup)
        for name, held in self._held.items():
            new = b"".join(held[self._first_new[name] :])
            section = self._root.first(name)
            if section is None:
                self._insert_section(patch, name, held)
            elif new:
                patch.append(section, new, {"count": str(len(held))})
        return patch.done()

    def _elements(self, name: str) -> list[bytes]:
        held = [self._markup[node.start : node.end] for node in self._nodes(name)]
        return held or [element.encode() for element in _split(_DEFAULTS[name], self.prefix)]

    def _nodes(self, name: str) -> list[Node]:
        section = self._root.first(name)
        return section.children if section is not None else []

    def _cell_style(self, number: int) -> bytes:
        held = self._held["cellXfs"]
        return held[number] if number < len(held) else held[0]

    def _restyled(self, cell: bytes, values: Mapping[str, int], applied: tuple[str, ...]) -> int:
        texts = {name: str(value) for name, value in values.items()} | dict.fromkeys(applied, "1")
        return self.add("cellXfs", with_attributes(cell, texts))

    def _fonted(self, number: int, ink: str) -> int:
        """The font in another colour: the colour stands before the name, where the format wants it."""
        font = self._held["fonts"][number] if number < len(self._held["fonts"]) else self._held["fonts"][0]
        colour = f'<{self.prefix}color rgb="{ink}"/>'.encode()
        node = parse(font)
        patch = Patch(font)
        own = node.first("color")
        tail = next((child.start for child in node.children if child.name in _FONT_TAIL), node.closing)
        if own is not None:
            patch.replace(own.start, own.end, colour)
        elif node.opened == node.end:
            patch.append(node, colour)
        else:
            patch.insert(tail, colour)
        return self.add("fonts", patch.done())

    def _insert_section(self, patch: Patch, name: str, held: list[bytes]) -> None:
        after = [self._root.first(one) for one in _SECTIONS[: _SECTIONS.index(name)]]
        ends = [node.end for node in after if node is not None]
        opening, closing = f'<{self.prefix}{name} count="{len(held)}">', f"</{self.prefix}{name}>"
        patch.insert(max(ends, default=self._root.opened), opening.encode() + b"".join(held) + closing.encode())


def _numbered(held: list[bytes]) -> dict[bytes, int]:
    """The first number of each: a workbook may hold one style many times."""
    numbers: dict[bytes, int] = {}
    for number, element in enumerate(held):
        numbers.setdefault(element, number)
    return numbers


def _split(text: str, prefix: str) -> list[str]:
    made = text.format(p=prefix)
    end = f"</{prefix}fill>"
    return [part + end for part in made.split(end)[:-1]] if end in made else [made]


def _without_looks(cell: bytes) -> tuple[frozenset[tuple[str, str]], bytes]:
    """A cell style without fill and font: what tells whether it is the one that a mark was put upon."""
    looks = ("fontId", "fillId", "applyFont", "applyFill")
    values = frozenset((name, value) for name, value in attributes_of(cell).items() if name not in looks)
    return values, cell[cell.index(b">") :] if not cell.endswith(b"/>") else b">"
