"""评判 · Reads messy workbooks with the product and compares every cell with the truth beside the file.

    python -m tests.messy.judge --seeds 1-5 [--libreoffice] [--details]

Outcomes of a cell. `right`: taken as it stands. `repaired`: written in another form, and taken as meant.
`reported`: not taken, or taken, and an issue names the cell. `changed`: taken otherwise than meant, and no error or
warning names the cell (or taken where it had to be asked). `dropped`: something was stated, nothing was taken, and no
issue says so. `phantom`: a row that is no parcel was taken for one. Apart from these, an error or warning on a cell
that is right is a false accusation, counted by its code.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.measure.fault import InputFault
from tests.messy.generate import generate
from tests.messy.judge_case import Case, Truth
from tests.messy.judge_score import Score, table_of
from tests.messy.shapes import generate_shapes
from tests.messy.writing import find_libreoffice

DAY = date(2024, 6, 1)


def judge(path: Path) -> Score:
    """评一册 · Reads one workbook and scores it against its truth."""
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    sheets = read_sheets(path.read_bytes(), path.name)
    rules = open_rulebook("410100").on(DAY)
    try:
        ledger = examine(sheets, rules)
    except InputFault as fault:
        return _refused(path.name, truth, fault)
    return Case(path.name, truth, sheets, ledger).score()


def _refused(name: str, truth: Truth, fault: InputFault) -> Score:
    """A file refused as a whole, with a code, is reported in every cell."""
    score = Score(name, details=[f"refused {name}: {fault.code}"])
    for table in truth["tables"]:
        rows = table.get("records") or table["rows"]
        score.cells["reported"] += sum(bool(cell["value"]) for row in rows for cell in row["cells"].values())
    return score


def judge_all(folder: Path) -> tuple[list[Score], Score]:
    """评一批 · Every workbook of a folder that has a truth beside it, and all of them together."""
    scores = [judge(path) for path in sorted(folder.iterdir()) if path.suffix in (".xlsx", ".csv")]
    whole = Score("together")
    for score in scores:
        whole.add(score)
    return scores, whole


def main(arguments: Sequence[str] | None = None) -> int:
    """命令行 · Generates, judges and prints; 1 where anything was silent."""
    parser = argparse.ArgumentParser(description="Judge the reading of invented messy workbooks.")
    parser.add_argument("--seeds", default="1", help="one seed, or a range such as 1-5")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--libreoffice", action="store_true")
    parser.add_argument("--shapes", action="store_true", help="lists of shapes not met before, in place of the fifty")
    parser.add_argument("--details", action="store_true", help="every cell that was silent, every false accusation")
    chosen = parser.parse_args(arguments)
    first, _, last = chosen.seeds.partition("-")
    make = (
        (lambda folder, seed: generate_shapes(folder, seed))
        if chosen.shapes
        else (
            lambda folder, seed: generate(
                folder, seed, chosen.count, find_libreoffice() if chosen.libreoffice else None
            )
        )
    )
    silent = 0
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), seed)
            scores, whole = judge_all(Path(folder))
        sys.stdout.write(f"seed {seed}\n{table_of(scores, whole)}\n")
        if chosen.details:
            sys.stdout.write("\n".join(whole.details) + "\n")
        silent += whole.silent
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
