"""虚构计划的版面 · Invented data: a plan as lines of marked bits, so that a fault is put exactly where it is meant.

A bit with a role is a figure, a share or a citation whose truth is known; the rest is prose. Areas are integers of a
third of a square metre, the greatest unit in which 公顷, 亩 and 平方米 to the printed decimals are all whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

THIRDS = {"公顷": 30_000, "亩": 2_000, "平方米": 3, "万平方米": 30_000}


@dataclass(frozen=True, slots=True)
class Look:
    """写法 · How a plan prints its areas."""

    unit: str
    decimals: int
    commas: bool = False
    trimmed: bool = False

    @property
    def grain(self) -> int:
        """最小单位 · The area of one in the last printed place, in thirds of a square metre."""
        scale: int = 10**self.decimals
        return max(1, THIRDS[self.unit] // scale)

    def text(self, area: int) -> str:
        """印出 · The number alone, rounded half up."""
        scaled = (2 * area * 10**self.decimals + THIRDS[self.unit]) // (2 * THIRDS[self.unit])
        whole, part = divmod(scaled, 10**self.decimals)
        head = f"{whole:,}" if self.commas else str(whole)
        tail = f"{part:0{self.decimals}d}" if self.decimals else ""
        if self.trimmed:
            tail = tail.rstrip("0")
        return f"{head}.{tail}" if tail else head


@dataclass(frozen=True, slots=True)
class Bit:
    """片段 · A run of text; one with a role has a known value (thirds of m², or hundredths of a percent)."""

    text: str
    role: str = ""
    value: int = 0
    look: Look | None = None

    def retold(self, value: int) -> Bit:
        """改数 · The same bit with another area."""
        assert self.look is not None
        return replace(self, text=self.look.text(value), value=value)


@dataclass(frozen=True, slots=True)
class Line:
    """行 · One paragraph: its bits, what it is (`tag`), and the content of a plan it states (`axis`)."""

    bits: tuple[Bit, ...]
    tag: str = ""
    axis: str = ""

    @property
    def text(self) -> str:
        """文字 · The paragraph as printed."""
        return "".join(bit.text for bit in self.bits)

    def has(self, role: str) -> bool:
        """含 · Whether some bit has the role or one below it."""
        return any(bit.role == role or bit.role.startswith(f"{role}/") for bit in self.bits)


@dataclass(frozen=True, slots=True)
class Advice:
    """可有提示 · The right answer where a text cannot be accused: its code, the tag of its lines, whether it is due."""

    code: str
    tag: str
    is_due: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """计划文本 · A whole plan: its lines, the year, and what the generator knows about it."""

    seed: int
    year: int
    shape: str
    look: Look
    lines: tuple[Line, ...]
    advice: tuple[Advice, ...] = ()
    traits: frozenset[str] = frozenset()
    glued: bool = False

    @property
    def text(self) -> str:
        """全文 · The text that is proofread."""
        return ("" if self.glued else "\n").join(line.text for line in self.lines) + "\n"

    def where(self, role: str) -> list[tuple[int, int]]:
        """位置 · Line and bit of every bit with the role or one below it."""
        return [
            (row, at)
            for row, line in enumerate(self.lines)
            for at, bit in enumerate(line.bits)
            if bit.role == role or bit.role.startswith(f"{role}/")
        ]

    def bit(self, spot: tuple[int, int]) -> Bit:
        """片段 · The bit at a place."""
        return self.lines[spot[0]].bits[spot[1]]

    def tagged(self, tag: str) -> list[int]:
        """同类行 · Rows whose tag is this one or one below it."""
        return [row for row, line in enumerate(self.lines) if line.tag == tag or line.tag.startswith(f"{tag}/")]

    def with_bit(self, spot: tuple[int, int], bit: Bit) -> Page:
        """换片段 · The page with one bit replaced."""
        row, at = spot
        bits = self.lines[row].bits
        return self.with_line(row, replace(self.lines[row], bits=(*bits[:at], bit, *bits[at + 1 :])))

    def with_line(self, row: int, *lines: Line) -> Page:
        """换行 · The page with one line replaced by some."""
        return replace(self, lines=(*self.lines[:row], *lines, *self.lines[row + 1 :]))

    def without(self, rows: set[int]) -> Page:
        """去行 · The page without some lines."""
        return replace(self, lines=tuple(line for row, line in enumerate(self.lines) if row not in rows))

    def spans(self) -> Iterator[tuple[int, int]]:
        """起止 · The offsets of each line in the text."""
        at = 0
        for line in self.lines:
            yield at, at + len(line.text)
            at += len(line.text) + (not self.glued)


@dataclass(slots=True)
class Writer:
    """书写 · Collects the lines of a page, and numbers its headings in one style."""

    style: int
    lines: list[Line] = field(default_factory=list)
    chapter: int = 0
    section: int = 0

    def put(self, *bits: Bit | str, tag: str = "", axis: str = "") -> None:
        """加行 · One more paragraph."""
        self.lines.append(Line(tuple(Bit(bit) if isinstance(bit, str) else bit for bit in bits), tag, axis))

    def head(self, title: str) -> None:
        """一级标题 · A chapter."""
        self.chapter, self.section = self.chapter + 1, 0
        number = HAN[self.chapter]
        marks = (f"{number}、{title}", f"第{number}章 {title}", f"{number}、{title}", f"{self.chapter}. {title}")
        self.put(marks[self.style], tag="heading")

    def sub(self, title: str, axis: str = "") -> None:
        """二级标题 · A section of the chapter."""
        self.section += 1
        number = HAN[self.section]
        marks = (
            f"（{number}）{title}",
            f"第{number}节 {title}",
            f"{self.section}、{title}",
            f"{self.chapter}.{self.section} {title}",
        )
        self.put(marks[self.style], tag="heading", axis=axis)


HAN = "零一二三四五六七八九十"
