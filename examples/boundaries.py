"""示例界线 · Writes invented outlines for the parcels of the invented city, its units, and one constraint layer.

Each parcel is a block as large as its ledger states, give or take what a survey differs by; they lie in rows within
their unit, turned as its streets are. Nothing of it exists.

    python examples/boundaries.py --ledger examples/yunze-2024/ledger.csv --out examples/yunze-2024/boundaries
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import math
import random
from collections.abc import Sequence
from pathlib import Path

NOTE = "虚构示例：以下界线均为随机生成，不对应任何真实地块，坐标为 2000 国家大地坐标系 3° 带（中央子午线 105°）"
FRAME = "urn:ogc:def:crs:EPSG::4544"
#: Where the middle of the city lies, in metres east and north.
MIDDLE = (500_000.0, 3_325_000.0)
MU = 10_000 / 15

Point = tuple[float, float]
Feature = dict[str, object]

#: By unit: where it lies from the middle in metres, how far its streets are turned in degrees.
UNITS = {
    "湖西区": (-2_750, 1_300, 4),
    "湖东区": (0, 1_300, -3),
    "鹤鸣区": (2_750, 1_300, 6),
    "云岭区": (-2_750, -1_500, -5),
    "临泽新区": (0, -1_500, 2),
    "科创园区": (2_750, -1_500, -6),
}
HALF = (1_280.0, 1_280.0)
STREET = 26.0


def turned(point: Point, degrees: float, around: Point) -> Point:
    """转 · A point turned around another, then set to the millimetre."""
    angle = math.radians(degrees)
    x, y = point[0] - around[0], point[1] - around[1]
    east = around[0] + x * math.cos(angle) - y * math.sin(angle)
    north = around[1] + x * math.sin(angle) + y * math.cos(angle)
    return round(east, 3), round(north, 3)


def block(draw: random.Random, area: float, deep: float) -> list[Point]:
    """一块 · A block of an area, so deep, its corner at the origin: a rectangle, some with a corner cut out."""
    wide = area / deep
    if draw.random() < 0.3 and wide > 60 and deep > 60:
        cut = (wide * (0.2 + 0.2 * draw.random()), deep * (0.2 + 0.2 * draw.random()))
        wide += cut[0] * cut[1] / deep
        inner = (wide - cut[0], deep - cut[1])
        return [(0, 0), (wide, 0), (wide, inner[1]), (inner[0], inner[1]), (inner[0], deep), (0, deep)]
    lean = (draw.random() - 0.5) * min(wide, deep) * 0.2
    return [(0, 0), (wide, 0), (wide + lean, deep), (lean, deep)]


def depth(area: float) -> float:
    """进深 · How deep the row of a block is: rows of one depth hold blocks of like size."""
    for limit, deep in ((20_000, 110.0), (60_000, 190.0), (150_000, 290.0)):
        if area < limit:
            return deep
    return 430.0


def placed(draw: random.Random, rows: Sequence[tuple[str, str, float]], unit: str) -> list[Feature]:
    """排布 · The blocks of one unit in rows from the south, larger ones apart from small ones."""
    east, north, degrees = UNITS[unit]
    middle = (MIDDLE[0] + east, MIDDLE[1] + north)
    ordered = sorted(rows, key=lambda one: (depth(one[2]), one[0]))
    found: list[Feature] = []
    x, y, deep = STREET, STREET, 0.0
    for number, name, area in ordered:
        taken = depth(area)
        shape = block(draw, area, taken)
        width = max(point[0] for point in shape) - min(0.0, *(point[0] for point in shape))
        if deep and (taken != deep or x + width > 2 * HALF[0] * 0.86):
            x, y = STREET, y + deep + STREET
        deep = taken
        x += STREET * draw.random() * 3
        corner = (middle[0] - HALF[0] * 0.86 + x, middle[1] - HALF[1] * 0.86 + y)
        x += width + STREET
        points = [turned((corner[0] + px, corner[1] + py), degrees, middle) for px, py in shape]
        found.append(feature(points, {"宗地编号": number, "项目名称": name}))
    return found


def feature(points: Sequence[Point], properties: dict[str, str]) -> Feature:
    """图斑 · One ring as a feature."""
    ring = [list(point) for point in (*points, points[0])]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def units(draw: random.Random) -> list[Feature]:
    """各单元 · Their outlines, neighbours sharing corners."""
    east, north = (-4_200.0, -1_375.0, 1_375.0, 4_200.0), (-2_950.0, -80.0, 2_850.0)
    corners = {
        (i, j): (MIDDLE[0] + x + 160 * (draw.random() - 0.5), MIDDLE[1] + y + 160 * (draw.random() - 0.5))
        for i, x in enumerate(east)
        for j, y in enumerate(north)
    }
    named = {
        (0, 1): "湖西区",
        (1, 1): "湖东区",
        (2, 1): "鹤鸣区",
        (0, 0): "云岭区",
        (1, 0): "临泽新区",
        (2, 0): "科创园区",
    }
    found = []
    for (i, j), name in named.items():
        ring = [corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]]
        found.append(feature([(round(x, 3), round(y, 3)) for x, y in ring], {"名称": name}))
    return found


def river() -> list[Feature]:
    """管控图层 · A band along an invented river, in which nothing is to be built."""
    course = [(-4_300, -300), (-2_700, -700), (-1_100, -350), (500, -900), (2_100, -500), (4_300, -1_200)]
    upper = [(MIDDLE[0] + x, MIDDLE[1] + y + 110) for x, y in course]
    lower = [(MIDDLE[0] + x, MIDDLE[1] + y - 110) for x, y in reversed(course)]
    return [feature([(float(x), float(y)) for x, y in (*upper, *lower)], {"名称": "泽水河道管理范围（虚构）"})]


def text(features: Sequence[Feature]) -> str:
    """成文 · A GeoJSON file a feature a line, its first line saying that it is invented."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    crs = json.dumps({"type": "name", "properties": {"name": FRAME}}, separators=(",", ":"))
    return f'{{"note":"{NOTE}",\n"type":"FeatureCollection","crs":{crs},"features":[\n{lines}\n]}}\n'


def parcels(ledger: str, seed: int) -> list[Feature]:
    """各宗 · An outline for nineteen parcels of twenty; one in fifteen is larger or smaller than stated."""
    draw = random.Random(seed)
    lines = list(csv.reader(io.StringIO(ledger)))
    header, rows = lines[1], lines[2:]
    number, name, unit, area = (header.index(one) for one in ("宗地编号", "项目名称", "行政区", "面积（亩）"))
    held: dict[str, list[tuple[str, str, float]]] = {one: [] for one in UNITS}
    for place, row in enumerate(rows, 1):
        stated = float(row[area]) * MU
        differs = 0.93 + 0.14 * draw.random() if draw.random() < 1 / 15 else 1 + 0.00012 * (draw.random() - 0.5)
        if place % 20:
            held[row[unit]].append((row[number], row[name], stated * differs))
    return [one for name, rows in held.items() for one in placed(draw, rows, name)]


def main() -> None:
    """入口 · Writes the three files into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    ledger = arguments.ledger.read_text(encoding="utf-8-sig")
    draw = random.Random(arguments.seed)
    files = {"parcels": parcels(ledger, arguments.seed), "units": units(draw), "river": river()}
    for name, features in files.items():
        (arguments.out / f"{name}.geojson").write_text(text(features), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
