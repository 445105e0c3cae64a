"""未见过的表 · Invented data: twenty lists of shapes that other provinces' bureaus publish, with their truth.

Notices, results with failed lots, housing lists, reserves, key projects, and pages copied from a web site where each
parcel stands as pairs of a name and a value. Imports nothing of the product.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.messy.cells import Bench
from tests.messy.shapes_lists import LISTS
from tests.messy.shapes_page import YEAR, Page
from tests.messy.shapes_pairs import PAGES
from tests.messy.writing import write_openpyxl, write_text, write_xlsxwriter

SHAPES = LISTS + PAGES


def generate_shapes(folder: Path, seed: int) -> list[Path]:
    """生成 · Writes the lists and the truth beside each."""
    folder.mkdir(parents=True, exist_ok=True)
    return [_write(folder, seed, number, *shape) for number, shape in enumerate(SHAPES)]


def _write(folder: Path, seed: int, number: int, name: str, build: Callable[[Page], None]) -> Path:
    rng = Random(f"{seed}:{name}")
    is_text = name == "semicolons"
    page = Page(rng, Bench(rng, 0.0, is_text, year=YEAR), [], [])
    build(page)
    path = folder / f"{number:02d}-{name}.{'csv' if is_text else 'xlsx'}"
    if is_text:
        write_text(path, page.grids[0], "gb18030", ";")
    else:
        (write_xlsxwriter if number % 2 else write_openpyxl)(path, page.grids, False)
    truth = {"note": "invented data", "file": path.name, "seed": seed, "recipe": name, "tables": page.tables}
    path.with_suffix(".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return path
