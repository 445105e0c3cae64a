"""对照程序 · Steps of the programs that we are measured beside: `python -m benchmarks.peers STEP ARGUMENTS`.

Run by the Python of `.venv-peers`, which has them and has not us. Prints a JSON list of [what, size, CPU seconds].
ValueError where a step has not done the work.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from time import process_time
from typing import Any

from benchmarks.cost import Reading


def pandas(path: str, rows: str) -> Iterator[Reading]:
    """对照读表 · The workbook read by pandas with openpyxl, every cell a text, no check."""
    library: Any = importlib.import_module("pandas")
    start = process_time()
    frame = library.read_excel(path, header=None, dtype=str, engine="openpyxl")
    end = process_time()
    if len(frame) != int(rows):
        raise ValueError(len(frame), rows)
    yield Reading("pandas + openpyxl: read only", int(rows), end - start)


def geopandas(parcels: str, lines: str, units: str) -> Iterator[Reading]:
    """对照叠加 · Both layers made into frames before the clock starts, then overlaid and summed by parcel.

    The hectares must be those that `benchmarks.steps overlay` left in `units`, but for the rounding of each parcel.
    """
    from benchmarks.overlay import read_rings, read_units

    frames: Any = importlib.import_module("geopandas")
    shapely: Any = importlib.import_module("shapely")

    def framed(path: str, name: str) -> Any:
        shapes = [shapely.Polygon([(x / 10_000, y / 10_000) for x, y in ring]) for ring in read_rings(path)]
        return frames.GeoDataFrame({name: range(len(shapes))}, geometry=shapes, crs="EPSG:4547")

    plots, reds = framed(parcels, "parcel"), framed(lines, "line")
    start = process_time()
    found = frames.overlay(plots, reds, how="intersection", keep_geom_type=True)
    sums = found.area.groupby(found["parcel"]).sum()
    end = process_time()
    ours, theirs = read_units(units), float(sums.sum())
    told = f"landsupply {ours / 1_000_000:.6f} ha, geopandas {theirs / 10_000:.6f} ha, {len(found):,} pieces"
    print(told, file=sys.stderr)
    if abs(ours / 100 - theirs) > 0.01 * len(found):
        raise ValueError(told)
    yield Reading("geopandas: overlay", len(plots), end - start)


STEPS: tuple[Callable[..., Iterator[Reading]], ...] = (pandas, geopandas)


if __name__ == "__main__":
    chosen = next(one for one in STEPS if one.__name__ == sys.argv[1])
    json.dump(list(chosen(*sys.argv[2:])), sys.stdout)
