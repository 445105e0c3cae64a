"""大台账 · Ledgers of many parcels with their briefs: the example city's generator, many seeds in one file.

Everything is invented, as the generator's own first line says.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "zhengzhou-2024"
#: Lines before the first parcel: what the ledger is, and its header.
_HEAD = 2


def write_year(folder: Path, times: int) -> tuple[Path, Path]:
    """写一年 · A ledger of so many times the example's parcels, and a brief asking for so many times its figures."""
    folder.mkdir(parents=True, exist_ok=True)
    ledger, brief = folder / "ledger.csv", folder / "brief.toml"
    with ledger.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(_rows(times))
    text = (EXAMPLE / "brief.toml").read_text("utf-8")
    brief.write_text(
        re.sub(r"(\d+(?:\.\d+)?)(?=(?:–\d+)?公顷)", lambda one: str(Decimal(one[1]) * times), text), "utf-8"
    )
    return ledger, brief


def _rows(times: int) -> Iterator[list[str]]:
    """The seeds' parcels one after the other; a number says which seed it is of."""
    generator = _generator()
    for seed in range(1, times + 1):
        rows = list(csv.reader(io.StringIO(generator.ledger(seed).lstrip("\ufeff"))))
        yield from rows[:_HEAD] if seed == 1 else ()
        for row in rows[_HEAD:]:
            if any(row):
                yield [f"{row[0]}-{seed}", *row[1:]]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "examples" / "generate.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("examples/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
