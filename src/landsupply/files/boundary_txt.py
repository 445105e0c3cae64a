"""读界址点文本 · 界址点 txt in its dialects, and plain lists of points: one pass, every complaint with line and column.

The first number of a point is the northing (X of the survey), the second the easting, as the format has it. A ring
number of 2 or more is a hole, a return to 1 begins another part. The order of a plot's cells is `FIELDS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from landsupply.files.boundary_rings import Meter, boundary_words, is_coordinate, plural_key
from landsupply.ledger.outline import Axes, Outline, Point, Remark, Survey
from landsupply.ledger.sheet_words import folded
from landsupply.measure.fault import InputFault

#: The cells in front of the @ of a plot's line.
FIELDS = ("界址点数", "地块面积", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码")
STATEMENTS, PLOTS = "属性描述", "地块坐标"
#: How the cells of a point's line are named, by the dialects met: national form, list of points, bare coordinates.
DIALECTS = (("mark", "ring", "north", "east"), ("mark", "north", "east"), ("north", "east"))

_COUNT, _AREA, _NUMBER, _NAME, _SHAPE = FIELDS[:5]
_OTHER_SHAPES = ("点", "线")
_WIDE = "０１２３４５６７８９，．；＝＠【】［］\u3000\u00a0＋－：\ufeff"
_FOLD = str.maketrans(_WIDE, "0123456789,.;=@[][]  +-: ")
_SECTION = re.compile(r"\[([^\[\]]{1,40})\]")
_COORDINATE = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,20})?")
_MARK = re.compile(r"(?=.{0,20}\Z)(?:[0-9]{1,6}|[^0-9.\s][^.\s]*)\Z")
_PLAIN_MARK = re.compile(r"[A-Za-z]{0,3}[0-9]{1,6}")
_RING = re.compile(r"[0-9]{1,5}")
_DASHES = re.compile(r"\s*[-–—]+\s*(?=[A-Za-z])|\s*[-–—]+\s+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Cell:
    """格 · One cell of a line, and its column counted from 1."""

    text: str
    column: int


@dataclass(slots=True)
class _Plot:
    """地块 · A plot while its lines are read: parts, their rings, the marks of each ring."""

    position: int
    attributes: dict[str, str] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    parts: list[list[list[Point]]] = field(default_factory=list)
    marks: list[list[str]] = field(default_factory=list)
    ring: int = 0
    count: int = 0
    remarks: list[Remark] = field(default_factory=list)

    def add(self, ring: int, mark: str, point: Point, line: int) -> None:
        """加点 · One more point; it opens a part or a ring where the ring number, or a closed ring, says so."""
        self.count += 1
        if not self.parts or (ring != self.ring and ring <= 1):
            self._open(line, is_odd=ring > 1)
        elif ring != self.ring:
            self.parts[-1].append([])
            self.marks.append([])
        elif self._is_closed() and point != self.parts[-1][-1][0]:
            self._open(line, is_odd=True)
        self.ring = ring
        self.parts[-1][-1].append(point)
        self.marks[-1].append(mark)

    def _open(self, line: int, is_odd: bool) -> None:
        self.parts.append([[]])
        self.marks.append([])
        if is_odd:
            self.remarks.append(Remark(code="F087", position=line, facts={"line": line}))

    def _is_closed(self) -> bool:
        ring = self.parts[-1][-1]
        return len(ring) > 3 and ring[0] == ring[-1]

    @property
    def is_area(self) -> bool:
        """是否为面 · Whether the plot's own line leaves it an area and calls it neither point nor line."""
        return self.attributes.get(_SHAPE, "").strip() not in _OTHER_SHAPES

    def outline(self) -> Outline:
        """成界线 · The plot as it was stated."""
        name = self.attributes.get(_NAME, "").strip() or self.attributes.get(_NUMBER, "").strip()
        has_marks = any(mark for ring in self.marks for mark in ring)
        return Outline(
            label=name or str(self.position),
            position=self.position,
            polygons=tuple(tuple(tuple(ring) for ring in part) for part in self.parts),
            attributes=self.attributes,
            marks=tuple(map(tuple, self.marks)) if has_marks else (),
            remarks=(*self.remarks, *self._counted(), *self._unclosed()),
        )

    def _unclosed(self) -> Iterator[Remark]:
        """Where the last point bears the first one's mark and lies elsewhere: one of the two is wrong."""
        rings = [ring for part in self.parts for ring in part]
        for marks, ring in zip(self.marks, rings, strict=True):
            if len(ring) > 1 and marks[0] and marks[0] == marks[-1] and ring[0] != ring[-1]:
                yield Remark(code="F096", position=self.position, facts={"mark": marks[0]})

    def _counted(self) -> tuple[Remark, ...]:
        """What is to be said of the number of points: repeated first points may be counted or not."""
        if not self.parts:
            return (Remark(code="F089", position=self.position, facts={"position": self.position}),)
        stated = self.attributes.get(_COUNT, "").strip().translate(_FOLD)
        closings = sum(len(ring) > 1 and ring[0] == ring[-1] for part in self.parts for ring in part)
        if not stated or stated in (str(self.count), str(self.count - closings)):
            return ()
        return (Remark(code="F080", position=self.position, facts={"stated": stated[:20], "counted": self.count}),)


def read_txt(text: str, name: str, digest: str) -> tuple[Survey, ...]:
    """读界址点文本 · One survey; InputFault F061–F065 for what is outside the grammar."""
    book = _Book()
    for line, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        book.take(line, raw, raw.translate(_FOLD))
    plots = book.finished()
    others = [plot for plot in plots if not plot.is_area]
    areas = [plot for plot in plots if plot.is_area]
    if not any(plot.parts for plot in areas):
        raise InputFault("F069", kinds=_kinds(others)) if others else InputFault("F062")
    told = [Remark(code="F081", position=None, facts={"kinds": _kinds(others)})] if others else []
    return (
        Survey(
            source=name,
            layer=None,
            form="txt",
            digest=digest,
            frame=book.header.get("坐标系") or None,
            outlines=tuple(plot.outline() for plot in areas),
            header=book.header,
            axes=Axes.NORTH_EAST,
            remarks=tuple(told),
        ),
    )


def _kinds(plots: list[_Plot]) -> str:
    shapes = [plot.attributes[_SHAPE].strip() for plot in plots]
    return ", ".join(f"{shape} × {shapes.count(shape)}" for shape in dict.fromkeys(shapes))


class _Book:
    """读本 · What has been read of a file so far."""

    def __init__(self) -> None:
        self.header: dict[str, str] = {}
        self.plots: list[_Plot] = []
        self.section: str | None = None
        self.columns: tuple[str, ...] = ()
        self.meter = Meter()
        self.is_listed = False  # whether the last plot is one of points alone, without a line of its own
        self.after_blank = False

    def take(self, line: int, raw: str, plain: str) -> None:
        """读一行 · One line: its kind is told by its form and the section it stands in."""
        bare = plain.strip()
        if not bare:
            self.after_blank = True
            return
        if section := _SECTION.fullmatch(bare):
            self.section = section[1].strip()
        elif bare.endswith("@"):
            self._plot(line, raw, plain)
        elif self.section not in (None, PLOTS) or (self.section is None and "=" in bare):
            self._statement(line, raw, plain)
        elif self.section is None and not self.plots and (columns := _headed(plain)):
            self.columns = columns
        else:
            self._point(line, raw, plain)
        self.after_blank = False

    def finished(self) -> list[_Plot]:
        """读毕 · All plots, within the limits."""
        for plot in self.plots:
            self.meter.outline(plot.count, sum(map(len, plot.parts)))
        return self.plots

    def _statement(self, line: int, raw: str, plain: str) -> None:
        """`key=value`, kept as written; a line without = is kept as a key alone."""
        place = plain.find("=")
        key, value = (raw[:place].strip(), raw[place + 1 :].strip()) if place >= 0 else (raw.strip(), "")
        if self.header.get(key, value) != value:
            raise InputFault("F063", line=line, key=key[:40])
        self.header[key] = value

    def _plot(self, line: int, raw: str, plain: str) -> None:
        """A plot's own line: split at the narrow commas where there are enough of them, else at wide ones too."""
        end = plain.rindex("@")
        told = raw if raw.count(",") >= len(FIELDS) else plain
        cells = [cell.strip() for cell in told[:end].split(",")]
        if cells[-1] == "":
            cells.pop()
        attributes: dict[str, str] = {}
        for place, cell in enumerate(cells):
            key = FIELDS[place] if place < len(FIELDS) else str(place + 1)
            attributes[plural_key(key, attributes)] = cell
        self.plots.append(_Plot(position=line, attributes=attributes))
        self.is_listed = False

    def _point(self, line: int, raw: str, plain: str) -> None:
        cells = _cells(plain)
        plot = self._open_plot(line)
        if not plot.cells:
            plot.cells = self.columns or _dialect(cells, line, raw)
        if len(cells) < len(plot.cells) and plot.cells[len(cells) - 1 :].count("idle") == len(plot.cells) - len(cells):
            cells += [_Cell("", len(plain))] * (len(plot.cells) - len(cells))
        if len(cells) != len(plot.cells):
            raise InputFault("F061", line=line, column=1, raw=raw.strip()[:60])
        told = dict(zip(plot.cells, cells, strict=True))
        point = (_coordinate(told["north"], line), _coordinate(told["east"], line))
        mark = told["mark"].text.strip("-–— ") if "mark" in told else ""
        plot.add(_ring(told.get("ring"), line), mark, point, line)

    def _open_plot(self, line: int) -> _Plot:
        """The plot that a point belongs to; a list of points without plots' lines begins one, as a blank line does."""
        if not self.plots and self.section is not None:
            raise InputFault("F066", line=line)
        is_next = self.is_listed and self.after_blank and self.plots[-1].count > 2
        if not self.plots or is_next:
            self.plots.append(_Plot(position=line))
            self.is_listed = True
        if is_next:
            self.plots[-1].remarks.append(Remark(code="F088", position=line, facts={"line": line}))
        return self.plots[-1]


def is_mark(text: str) -> bool:
    """是否点号 · Whether a text can stand as a point's name in the national form."""
    return _PLAIN_MARK.fullmatch(text) is not None


def _cells(plain: str) -> list[_Cell]:
    """The cells of a line: at commas, else tabs, else semicolons, else spaces; empty ones at the end left out."""
    lead = _DASHES.match(plain)
    start = lead.end() if lead else 0
    separator = next((mark for mark in ",\t;" if mark in plain.strip()), None)
    if separator is None:
        return [_Cell(word[0], word.start() + 1) for word in _WORD.finditer(plain, start)]
    cells: list[_Cell] = []
    for part in plain[start:].split(separator):
        cells.append(_Cell(part.strip(), start + len(part) - len(part.lstrip()) + 1))
        start += len(part) + 1
    while cells and not cells[-1].text:
        cells.pop()
    return cells


def _dialect(cells: list[_Cell], line: int, raw: str) -> tuple[str, ...]:
    """The dialect that a first point's line is in; a line cut off behind its northing looks like one without a ring."""
    is_cut = len(cells) == 3 and _RING.fullmatch(cells[1].text)
    for dialect in DIALECTS if not is_cut else ():
        if len(dialect) == len(cells) and (dialect[0] != "mark" or _MARK.match(cells[0].text)):
            return dialect
    raise InputFault("F061", line=line, column=1, raw=raw.strip()[:60])


def _headed(plain: str) -> tuple[str, ...]:
    """The dialect that a line of column names declares; empty where the line is none."""
    words = boundary_words()
    names = [folded(cell.text) for cell in _cells(plain)]
    roles = tuple(next((role for role in ("north", "east", "mark", "ring") if n in words[role]), "idle") for n in names)
    known = all(role != "idle" or name in words["idle"] for role, name in zip(roles, names, strict=True))
    whole = roles.count("north") == roles.count("east") == 1 and roles.count("mark") < 2 and roles.count("ring") < 2
    return roles if known and whole else ()


def _coordinate(cell: _Cell, line: int) -> float:
    if not _COORDINATE.fullmatch(cell.text) or not is_coordinate(value := float(cell.text)):
        raise InputFault("F064", line=line, column=cell.column, raw=cell.text[:40])
    return value


def _ring(cell: _Cell | None, line: int) -> int:
    if cell is None:
        return 1
    if not _RING.fullmatch(cell.text):
        raise InputFault("F061", line=line, column=cell.column, raw=cell.text[:40])
    return int(cell.text)
