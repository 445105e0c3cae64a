"""测速叠加 · Invented parcels and red lines on a grid of 0.1 mm: two files of plain integers that every program reads.

The red lines are blobs of 200 corners that overlap one another, as real constraints do; about two hold any given place.
"""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

#: Tenths of a millimetre.
Corner = tuple[int, int]

_SEED = 20_240_101
_CORNERS = 200
_GRID = 10_000
#: Metres from end to end of the land for so many red lines.
_SIDE, _LINES = 44_000, 5_000
_WEST, _SOUTH = 420_000, 3_800_000


def write_layers(folder: Path, parcels: int, lines: int) -> tuple[Path, Path]:
    """写图层 · The parcels and the red lines, each a JSON list of rings of integer corners, the first not repeated."""
    chance = random.Random(_SEED)
    side = _SIDE * math.sqrt(lines / _LINES)
    reds = [_blob(chance, side) for _ in range(lines)]
    plots = [_parcel(chance, side) for _ in range(parcels)]
    return _written(folder / "parcels.json", plots), _written(folder / "lines.json", reds)


def read_rings(path: str) -> list[list[Corner]]:
    """读环 · What `write_layers` wrote."""
    return [[(east, north) for east, north in ring] for ring in json.loads(Path(path).read_text("utf-8"))]


def write_units(path: str, units: int) -> None:
    """写合计 · The land of all pairs, in units of 0.01 m², for the peer to be compared with."""
    Path(path).write_text(str(units), "utf-8")


def read_units(path: str) -> int:
    """读合计 · What `write_units` wrote."""
    return int(Path(path).read_text("utf-8"))


def _written(path: Path, rings: list[list[Corner]]) -> Path:
    path.write_text(json.dumps(rings), "utf-8")
    return path


def _blob(chance: random.Random, side: float) -> list[Corner]:
    """A closed line of three waves around its middle, as a protected area is drawn."""
    waves = [(chance.randint(2, 9), chance.uniform(10, 35), chance.uniform(0, 2 * math.pi)) for _ in range(3)]
    turns = [2 * math.pi * number / _CORNERS for number in range(_CORNERS)]
    usual = chance.uniform(300, 700)
    reach = [usual + sum(height * math.sin(count * turn + begin) for count, height, begin in waves) for turn in turns]
    east, north = (chance.uniform(0, side) for _ in range(2))
    drawn = zip(reach, turns, strict=True)
    return [_corner(east + far * math.cos(turn), north + far * math.sin(turn)) for far, turn in drawn]


def _parcel(chance: random.Random, side: float) -> list[Corner]:
    """A turned rectangle with one corner cut, a third of a hectare to five."""
    east, north = (chance.uniform(0, side) for _ in range(2))
    width, height, turn = chance.uniform(60, 220), chance.uniform(60, 220), chance.uniform(0, math.pi)
    drawn = [(0, 0), (width, 0), (width, height * 0.8), (width * 0.8, height), (0, height)]
    cosine, sine = math.cos(turn), math.sin(turn)
    return [_corner(east + x * cosine - y * sine, north + x * sine + y * cosine) for x, y in drawn]


def _corner(east: float, north: float) -> Corner:
    return round((_WEST + east) * _GRID), round((_SOUTH + north) * _GRID)
