"""虚构界址文件 · Invented 界址点 txt files with the truth beside each; imports nothing of the product.

The land is invented and lies around Zhengzhou. `samples(count, seed)` gives the same files for the same seed: a
dialect, a frame, one to four plots, and the faults planted. `python -m tests.messy.boundaries FOLDER` writes them out.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyproj import Transformer

Point = tuple[float, float]

#: EPSG: 3° zone of meridian 114 and 6° zone of meridian 111, both without prefix; degrees.
THREE, SIX, DEGREES = 4547, 4508, 4490
ZONES = {3: (38, 114), 6: (19, 111)}
SQUARE_METRES = {"公顷": 10_000.0, "平方米": 1.0, "亩": 2000 / 3}
#: Faults of a whole file, of which at most one is planted, and faults of one plot.
FILE_FAULTS = ("swapped", "no_prefix", "wrong_prefix", "zone_mismatch", "wrong_width", "xian80", "beijing54")
PLOT_FAULTS = (
    "unclosed",
    "duplicate_point",
    "clockwise",
    "self_cross",
    "mark_gap",
    "area_unit",
    "area_mismatch",
    "count_mismatch",
)
DIALECTS = ("national", "national", "national", "wide", "brackets", "no_marks", "dashed", "tabs", "list", "bare")
ENCODINGS = ("gb18030", "gb18030", "utf-8", "utf-8-sig", "utf-16")

_TO_DEGREES = Transformer.from_crs(THREE, DEGREES, always_xy=True)
_TO_SIX = Transformer.from_crs(THREE, SIX, always_xy=True)
_NAMES = ("惠济区某地块", "安置房项目（一期）", "某小学", "产业园〔2024〕3号地块", "河滨路北侧", "储备地块甲")
_USES = ("城镇住宅用地", "工业用地", "教育用地", "商务金融用地")


@dataclass(frozen=True)
class Sample:
    """样本 · One invented file and what is true of it."""

    name: str
    content: bytes
    truth: dict[str, Any]


@dataclass
class Land:
    """地块 · A plot as it truly lies: rings in metres of the 3° zone of meridian 114, east first, not closed."""

    name: str
    rings: list[list[Point]]
    faults: list[str]

    @property
    def area(self) -> float:
        """面积 · The plane area in square metres, holes taken off."""
        shell, *holes = [abs(_doubled(ring)) / 2 for ring in self.rings]
        return shell - sum(holes)


def samples(count: int = 1_000, seed: int = 20_240_601) -> Iterator[Sample]:
    """样本 · The files of a seed, in order."""
    for number in range(count):
        yield _sample(number, random.Random(seed * 1_000_003 + number))


def _sample(number: int, dice: random.Random) -> Sample:
    dialect = dice.choice(DIALECTS)
    is_list = dialect in ("list", "bare")
    frame = _frame(dice)
    fault = dice.choice(FILE_FAULTS) if dice.random() < 0.6 else None
    if is_list and fault not in ("swapped", None):
        fault = None
    if fault in ("no_prefix", "wrong_prefix", "zone_mismatch"):
        frame["prefixed"] = True  # what the file ought to have, or has beside a wrong statement
    lands = [_land(dice, place, is_list) for place in range(1 if is_list else dice.randint(1, 4))]
    stated = _stated(frame, fault, dice)
    shown = [_shown(land, frame, fault) for land in lands]
    writer = _Writer(dialect, dice)
    lines = writer.listed(lands[0], shown[0]) if is_list else writer.national(lands, shown, stated)
    encoding = dice.choice(ENCODINGS)
    text = dice.choice(("\n", "\r\n")).join(lines) + "\n"
    pairs = enumerate(zip(lands, shown, strict=True))
    truth = {
        "invented": True,
        "dialect": dialect,
        "encoding": encoding,
        "frame": frame,
        "stated": {} if is_list else stated,
        "faults": [fault] if fault else [],
        "plots": [_truth(land, points, writer, place) for place, (land, points) in pairs],
    }
    return Sample(f"boundary-{number:04d}.txt", text.encode(encoding), truth)


def _frame(dice: random.Random) -> dict[str, Any]:
    width = dice.choice((3, 3, 6))
    zone, meridian = ZONES[width]
    return {"width": width, "zone": zone, "meridian": meridian, "prefixed": dice.random() < 0.7}


def _land(dice: random.Random, place: int, is_list: bool) -> Land:
    """A star of nearly even radius, so that it never crosses itself; a hole in some of them."""
    east, north = 463_000 + dice.uniform(-14_000, 14_000), 3_846_000 + dice.uniform(-10_000, 10_000)
    radius = dice.uniform(30, 250)
    rings = [_star(dice, east, north, radius, dice.randint(5, 12))]
    if not is_list and dice.random() < 0.25:
        rings.append(_star(dice, east, north, radius * 0.3, dice.randint(4, 6))[::-1])
    faults = [dice.choice(PLOT_FAULTS)] if dice.random() < 0.5 else []
    if is_list:
        faults = [fault for fault in faults if fault in ("duplicate_point", "clockwise", "self_cross")]
    if "clockwise" in faults:
        rings[0].reverse()
    return Land(f"{dice.choice(_NAMES)}{place + 1}", rings, faults)


def _star(dice: random.Random, east: float, north: float, radius: float, corners: int) -> list[Point]:
    """Counter-clockwise, on the millimetre."""
    turn = dice.uniform(0, math.tau)
    ring = []
    for corner in range(corners):
        angle = turn + math.tau * (corner + dice.uniform(-0.2, 0.2)) / corners
        reach = radius * dice.uniform(0.99, 1.01)
        ring.append((round(east + reach * math.cos(angle), 3), round(north + reach * math.sin(angle), 3)))
    return ring


def _stated(frame: dict[str, Any], fault: str | None, dice: random.Random) -> dict[str, str]:
    """What the file says of itself, the planted untruths among it."""
    datum = {"xian80": "80国家大地坐标系", "beijing54": "1954北京坐标系"}.get(fault or "", "2000国家大地坐标系")
    width = 9 - frame["width"] if fault == "wrong_width" else frame["width"]
    zone = ZONES[width][0] if fault == "wrong_width" else frame["zone"]
    zone += dice.choice((-1, 1)) if fault == "zone_mismatch" else 0
    return {"坐标系": datum, "几度分带": str(width), "投影类型": "高斯克吕格", "计量单位": "米", "带号": str(zone)}


def _shown(land: Land, frame: dict[str, Any], fault: str | None) -> list[list[Point]]:
    """The numbers as written: northing first unless swapped, in the file's frame, with its prefix or a wrong one."""
    prefix = frame["zone"] if frame["prefixed"] else 0
    if fault == "no_prefix":
        prefix = 0
    elif fault in ("wrong_prefix", "zone_mismatch"):
        prefix = frame["zone"] + (1 if fault == "wrong_prefix" else 0)
    rings = []
    for ring in land.rings:
        plane = ring if frame["width"] == 3 else [_TO_SIX.transform(*point) for point in ring]
        points = [(north, east + prefix * 1_000_000) for east, north in plane]
        rings.append([(b, a) for a, b in points] if fault == "swapped" else points)
    return rings


def _truth(land: Land, shown: list[list[Point]], writer: _Writer, place: int) -> dict[str, Any]:
    degrees = [[_TO_DEGREES.transform(*point) for point in ring] for ring in land.rings]
    return {
        "label": land.name,
        "rings": [[[round(lon, 11), round(lat, 11)] for lon, lat in ring] for ring in degrees],
        "plane": [[list(point) for point in ring] for ring in land.rings],
        "written": [[[round(a, 3), round(b, 3)] for a, b in ring] for ring in shown],
        "area_m2": round(land.area, 4),
        "stated": writer.stated[place] if place < len(writer.stated) else None,
        "faults": land.faults,
    }


class _Writer:
    """写手 · Writes the lines of one file in its dialect."""

    def __init__(self, dialect: str, dice: random.Random) -> None:
        self.dialect = dialect
        self.dice = dice
        self.unit = dice.choice(("公顷", "公顷", "平方米"))
        self.is_closing = dice.random() < 0.7
        self.stated: list[dict[str, str]] = []

    def national(self, lands: list[Land], shown: list[list[list[Point]]], stated: dict[str, str]) -> list[str]:
        """国标式 · Sections, plots' lines, points' lines."""
        opening, closing = "【】" if self.dialect == "brackets" else "[]"
        dot = "．" if self.dice.random() < 0.5 else "."
        lines = [f"{opening}项目信息{closing}", "项目名称=虚构项目"] if self.dice.random() < 0.3 else []
        lines += [f"{opening}属性描述{closing}", f"格式版本号=1{dot}01版本", "数据生产单位=虚构测绘院"]
        lines += [f"{key}={value}" for key, value in stated.items()] + ["精度=0.001", "转换参数=,,,,,,"]
        lines += [""] * self.dice.randint(0, 1) + [f"{opening}地块坐标{closing}"]
        for number, (land, rings) in enumerate(zip(lands, shown, strict=True), 1):
            lines += self._plot(number, land, rings)
        return lines

    def _plot(self, number: int, land: Land, rings: list[list[Point]]) -> list[str]:
        points = self._points(land, rings)
        stated = {"count": str(len(points) + (2 if "count_mismatch" in land.faults else 0)), **self._area(land)}
        self.stated.append(stated)
        cells = [stated["count"], stated["area"], str(number), land.name, "面", "", self.dice.choice(_USES), "", "@"]
        return [",".join(cells), *points]

    def _area(self, land: Land) -> dict[str, str]:
        """The stated area with its true unit; a planted fault writes another unit's number, or three per cent more."""
        unit = self.unit
        if "area_unit" in land.faults:
            unit = "亩"
        area = land.area * (1.03 if "area_mismatch" in land.faults else 1)
        places = 2 if unit == "平方米" else 4
        return {"area": f"{area / SQUARE_METRES[unit]:.{places}f}", "unit": unit}

    def _points(self, land: Land, rings: list[list[Point]]) -> list[str]:
        lines: list[str] = []
        mark = 1
        is_closing = self.is_closing or "unclosed" in land.faults
        for place, ring in enumerate(rings):
            points = _planted(ring, land.faults if place == 0 else [])
            gap = len(points) // 2 if "mark_gap" in land.faults and place == 0 else None
            first = mark
            for corner, point in enumerate(points):
                mark += 1 if corner == gap else 0
                lines.append(self._line(mark, place + 1, point))
                mark += 1
            if is_closing and not ("unclosed" in land.faults and place == 0):
                lines.append(self._line(first, place + 1, points[0]))
        return lines

    def _line(self, mark: int, ring: int, point: Point) -> str:
        name = str(mark) if self.dialect == "no_marks" else f"J{mark}"
        comma = {"wide": "，", "tabs": "\t"}.get(self.dialect, ",")
        lead = {"dashed": "-- ", "brackets": "  "}.get(self.dialect, "")
        return lead + comma.join((name, str(ring), *(f"{number:.3f}" for number in point)))

    def listed(self, land: Land, rings: list[list[Point]]) -> list[str]:
        """点表式 · A list of points with column names, or bare pairs."""
        ring = _planted(rings[0], land.faults)
        points = ring + (ring[:1] if self.is_closing else [])
        if self.dialect == "bare":
            return [f"{first:.3f} {second:.3f}" for first, second in points]
        marks = [*range(1, len(ring) + 1), 1]
        rows = [f"J{mark},{first:.3f},{second:.3f}" for mark, (first, second) in zip(marks, points, strict=False)]
        return ["点号,X,Y", *rows]


def _planted(ring: list[Point], faults: list[str]) -> list[Point]:
    points = list(ring)
    if "duplicate_point" in faults:
        points.insert(2, points[1])
    if "self_cross" in faults:
        points[1], points[2] = points[2], points[1]
    return points


def _doubled(ring: list[Point]) -> float:
    (east, north), total = ring[0], 0.0
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        total += (a - east) * (d - north) - (c - east) * (b - north)
    return total


def main(folder: str, count: str = "1000") -> None:
    """写出 · The files, and the truth of each as JSON beside it."""
    for sample in samples(int(count)):
        Path(folder, sample.name).write_bytes(sample.content)
        truth = json.dumps(sample.truth, ensure_ascii=False, indent=1)
        Path(folder, sample.name).with_suffix(".json").write_text(truth, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
