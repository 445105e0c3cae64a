"""自动编号 · The number that Word prints in front of a paragraph and keeps out of its text: 一、 （一） 1. ①."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from landsupply.files.text_docx_parts import WordPackage
from landsupply.files.xlsx_back_markup import Node, parse

_HAN = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_CHAIN = 12  # styles based on styles, at most
_HAN_FORMS = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "koreanCounting")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Level:
    """级 · One level of a numbering: where it starts, how its number is written, the words around it."""

    start: int = 1
    form: str = "decimal"
    words: str = "%1."
    suffix: str = "tab"


@dataclass(slots=True)
class Scheme:
    """编号方案 · The levels of one numbering and how far each has counted."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """下一号 · Counts a paragraph of a level; the label printed in front of it."""
        level = self.levels.get(depth, Level())
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in self.counts if one > depth]:
            del self.counts[deeper]
        if level.form in ("bullet", "none"):
            return ""
        label = _PLACE.sub(lambda found: self._number(int(found[1]) - 1), level.words)
        return label + ("" if level.suffix == "nothing" else " ")

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth, Level())
        return written(self.counts.get(depth, level.start), level.form)


class Numbering:
    """自动编号 · Every numbering of a document; asked paragraph by paragraph in their order."""

    def __init__(self, package: WordPackage) -> None:
        self._schemes: dict[str, Scheme] = {}
        self._styles = _style_numbers(package)
        part = package.part("numbering")
        if part:
            self._open(parse(package.markup(part)))

    def _open(self, root: Node) -> None:
        drawn = {value(node, "abstractNumId"): node for node in root.all("abstractNum")}
        schemes = {key: Scheme(_levels(node)) for key, node in drawn.items()}
        for node in root.all("num"):
            scheme = schemes.get(val(node, "abstractNumId"))
            if scheme is not None:
                overrides = [one for one in node.all("lvlOverride")]
                self._schemes[value(node, "numId")] = _overridden(scheme, overrides) if overrides else scheme

    def label(self, properties: Node | None) -> str:
        """编号 · What stands in front of the paragraph with these properties; "" for one without a number."""
        style = val(properties, "pStyle") if properties else ""
        key, depth = self._styles.get(style, ("", 0))
        own = properties.first("numPr") if properties else None
        if own is not None:
            key = val(own, "numId") or key
            depth = _count(val(own, "ilvl"), depth)
        scheme = self._schemes.get(key)
        return scheme.next(min(depth, _DEEPEST)) if scheme else ""


def value(node: Node, name: str) -> str:
    """属性 · An attribute by its name without prefix."""
    return next((text for key, text in node.attributes.items() if key.rpartition(":")[2] == name), "")


def val(node: Node | None, name: str) -> str:
    """子节点值 · What a child says of itself in `val`; "" where there is none."""
    child = node.first(name) if node else None
    return value(child, "val") if child else ""


def _count(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _levels(node: Node) -> dict[int, Level]:
    return {_count(value(one, "ilvl"), 0): _level(one) for one in node.all("lvl")}


def _level(node: Node) -> Level:
    return Level(
        start=_count(val(node, "start"), 1),
        form=val(node, "numFmt") or "decimal",
        words=val(node, "lvlText"),
        suffix=val(node, "suff") or "tab",
    )


def _overridden(scheme: Scheme, overrides: list[Node]) -> Scheme:
    """A numbering that begins anew or looks otherwise at some levels, and so counts for itself."""
    levels = dict(scheme.levels)
    for one in overrides:
        depth, whole = _count(value(one, "ilvl"), 0), one.first("lvl")
        level = _level(whole) if whole else levels.get(depth, Level())
        start = _count(val(one, "startOverride"), level.start)
        levels[depth] = Level(start=start, form=level.form, words=level.words, suffix=level.suffix)
    return Scheme(levels)


def _style_numbers(package: WordPackage) -> Mapping[str, tuple[str, int]]:
    """The numbering and level that each paragraph style brings, its own or that of the style it is based on."""
    part = package.part("styles")
    styles = {value(node, "styleId"): node for node in parse(package.markup(part)).all("style")} if part else {}
    found = {key: _style_number(styles, key) for key in styles}
    return {key: one for key, one in found.items() if one[0]}


def _style_number(styles: Mapping[str, Node], key: str) -> tuple[str, int]:
    for _ in range(_CHAIN):
        node = styles.get(key)
        if node is None:
            break
        properties = node.first("pPr")
        own = properties.first("numPr") if properties else None
        if own is not None:
            return val(own, "numId"), _count(val(own, "ilvl"), 0)
        key = val(node, "basedOn")
    return "", 0


def written(number: int, form: str) -> str:
    """写数 · A number as a numbering writes it: 12, 十二, ⑫, xii, l, 乙."""
    if form in _HAN_FORMS and 0 < number < 100:
        return _han(number)
    if form in ("ideographDigital", "taiwaneseDigital"):
        return "".join(_HAN[int(digit)] for digit in str(number))
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    if form == "ideographTraditional" and 0 < number <= len(_STEMS):
        return _STEMS[number - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return str(number)


def _han(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = ("" if tens == 1 else _HAN[tens]) + "十" if tens else ""
    return ten + (_HAN[units] if units else "")


def _roman(number: int) -> str:
    signs = ""
    for size, sign in _ROMAN:
        while number >= size:
            signs, number = signs + sign, number - size
    return signs
