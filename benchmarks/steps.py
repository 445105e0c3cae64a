"""测速步骤 · Steps that measure themselves, each run in a fresh process: `python -m benchmarks.steps STEP ARGUMENTS`.

Prints a JSON list of [what, size, CPU seconds]. What a step needs is imported and opened before its clock starts, and
each makes sure that it did the work. ValueError where it did not.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import process_time

from benchmarks.cost import Reading

DAY = date(2024, 1, 1)


def examine(path: str, rows: str) -> Iterator[Reading]:
    """审核 · Reading a workbook, and reading and examining it."""
    from landsupply.files.reading import read_sheets
    from landsupply.law.rulebook import open_rulebook
    from landsupply.ledger.examine import examine as examined

    content, rules = Path(path).read_bytes(), open_rulebook().on(DAY)
    start = process_time()
    sheets = read_sheets(content, path)
    read = process_time()
    ledger = examined(sheets, rules)
    end = process_time()
    require(len(ledger.parcels), int(rows))
    yield Reading("landsupply: read", int(rows), read - start)
    yield Reading("landsupply: read and examine", int(rows), end - start)


def ledger(path: str, rows: str, faults: str) -> Iterator[Reading]:
    """大台账 · A workbook with faults in it, from its bytes to every issue in words."""
    from landsupply.files.reading import read_sheets
    from landsupply.law.rulebook import open_rulebook
    from landsupply.ledger.examine import examine as examined

    content, rules = Path(path).read_bytes(), open_rulebook().on(DAY)
    start = process_time()
    sheets = read_sheets(content, path)
    read = process_time()
    found = examined(sheets, rules)
    said = [issue.message() + issue.remedy() for issue in found.issues]
    end = process_time()
    require(len(found.parcels), int(rows))
    require(len({row for issue in found.issues for row in issue.rows if issue.column is not None}) >= int(faults), True)
    require(len(said), len(found.issues))
    yield Reading("landsupply: read", int(rows), read - start)
    yield Reading("landsupply: read, examine, every issue in words", int(rows), end - start)
    yield Reading("landsupply: peak memory, GB", int(rows), peak_memory())


def peak_memory() -> float:
    """内存峰值 · The most memory this process has held, in GB."""
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 30 if sys.platform == "darwin" else 1 << 20)


def openpyxl(path: str, rows: str) -> Iterator[Reading]:
    """对照读表 · The same workbook read by openpyxl, every value of every row."""
    from openpyxl import load_workbook

    start = process_time()
    book = load_workbook(path, read_only=True, data_only=True)
    values = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    end = process_time()
    require(len(values), int(rows) + 1)
    yield Reading("openpyxl: read only", int(rows), end - start)


def options(path: str, rows: str) -> Iterator[Reading]:
    """列方案 · The lawful options of a ledger that was examined before the clock started."""
    from landsupply.files.reading import read_sheets
    from landsupply.law.rulebook import open_rulebook
    from landsupply.ledger.examine import examine as examined
    from landsupply.options.lawful import lawful_options
    from landsupply.prepare.readiness import readiness_of

    rules = open_rulebook().on(DAY)
    ledger = examined(read_sheets(Path(path).read_bytes(), path), rules)
    ready = readiness_of(ledger)
    start = process_time()
    found = lawful_options(ledger, ready, rules)
    end = process_time()
    require(len({one.parcel for one in found.options} | {one.parcel for one in found.refused}), int(rows))
    yield Reading("landsupply: lawful_options", int(rows), end - start)


def overlay(parcels: str, lines: str, units: str) -> Iterator[Reading]:
    """叠加 · Boundaries laid over red lines, both read before the clock starts."""
    from benchmarks.overlay import read_rings, write_units
    from landsupply.ledger.boundary.overlay import Layer, Wanted
    from landsupply.ledger.boundary.overlay import overlay as overlaid
    from landsupply.ledger.boundary.plot import Boundary, Drawn
    from landsupply.measure.area import Area

    def boundary(place: int, ring: list[tuple[int, int]]) -> Boundary:
        source = Drawn(file="", digest="", layer=None, position=place)
        return Boundary(label=str(place), epsg=4547, polygons=((tuple(ring),),), ellipsoidal=Area.ZERO, source=source)

    plots = {str(place): boundary(place, ring) for place, ring in enumerate(read_rings(parcels))}
    red_lines = tuple(boundary(place, ring) for place, ring in enumerate(read_rings(lines)))
    layer = Layer(name="red lines", wanted=Wanted.OUTSIDE, boundaries=red_lines)
    start = process_time()
    found = overlaid(plots, (layer,))
    end = process_time()
    write_units(units, sum(area.units for _, _, area in found.by_feature(layer.name)))
    yield Reading("landsupply: overlay", len(plots), end - start)


def rulebook() -> Iterator[Reading]:
    """开规则库 · A rulebook opened for the first time in a process."""
    from landsupply.law.rulebook import open_rulebook

    start = process_time()
    book = open_rulebook()
    end = process_time()
    require(len(book.instruments) > 0, True)
    yield Reading("landsupply: open_rulebook", None, end - start)


def yaml() -> Iterator[Reading]:
    """对照读资料 · The texts behind that rulebook read by PyYAML alone; numbers and doubled keys are not checked."""
    from yaml import SafeLoader, load

    from landsupply.law.shipped import shipped_names, shipped_text

    loader: type[SafeLoader] = getattr(importlib.import_module("yaml"), "CSafeLoader", SafeLoader)
    paths = [f"{folder}/{name}" for folder in FOLDERS for name in shipped_names(folder) if name.endswith(".yaml")]
    start = process_time()
    held = [load(shipped_text(path), loader) for path in (*paths, "places/410100/place.yaml")]
    end = process_time()
    require(all(held), True)
    yield Reading("PyYAML: the same texts", None, end - start)


def hostile() -> Iterator[Reading]:
    """怪文本 · What text that is made to stall a reader costs, at one length and at twice that length."""
    from benchmarks.hostile import readings

    return readings()


def require(found: object, wanted: object) -> None:
    """核对 · ValueError where a step has not done what it was measured for."""
    if found != wanted:
        raise ValueError(found, wanted)


FOLDERS = ("calendars", "instruments", "parameters", "vocabularies")
STEPS: tuple[Callable[..., Iterator[Reading]], ...] = (
    examine,
    ledger,
    openpyxl,
    options,
    overlay,
    rulebook,
    yaml,
    hostile,
)


if __name__ == "__main__":
    chosen = next(one for one in STEPS if one.__name__ == sys.argv[1])
    json.dump(list(chosen(*sys.argv[2:])), sys.stdout)
