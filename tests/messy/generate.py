"""杂乱工作簿 · Invented data: a seeded generator of messy workbooks such as district clerks send, with their truth.

Every parcel, person and number is invented. Imports nothing of the product, so that its truth is nobody's echo.

    python tests/messy/generate.py --out DIR [--seed N] [--count 50] [--libreoffice]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.messy.cells import Bench
from tests.messy.kitchen import YEAR, Kitchen, Recipe
from tests.messy.recipes_contents import dates, english, foreign_rows, formulas, identifiers, rare_names, results, twins
from tests.messy.recipes_layout import (
    chaotic_header,
    header_levels,
    hidden_parts,
    offset_start,
    plain_list,
    repeated_cells,
    side_sheets,
    subtotals,
    text_groups,
    text_list,
    total_on_top,
    two_below,
    two_beside,
    wide_list,
)
from tests.messy.recipes_units import contradictory_unit, no_unit, other_sheet, split_area, unit_line, wrong_column
from tests.messy.writing import find_libreoffice, resave, write_openpyxl, write_text, write_xlsxwriter

BOOKS: tuple[Recipe, ...] = (
    Recipe("plain", plain_list),
    Recipe("chaotic", chaotic_header),
    Recipe("two-levels", header_levels(2)),
    Recipe("three-levels", header_levels(3)),
    Recipe("split-area", split_area),
    Recipe("unit-line", unit_line),
    Recipe("no-unit", no_unit),
    Recipe("contradictory-unit", contradictory_unit),
    Recipe("wrong-column", wrong_column),
    Recipe("two-below", two_below),
    Recipe("two-beside", two_beside),
    Recipe("side-sheets", side_sheets),
    Recipe("subtotals", subtotals),
    Recipe("ditto", repeated_cells("ditto")),
    Recipe("merged-down", repeated_cells("merge")),
    Recipe("hidden", hidden_parts),
    Recipe("dates", dates),
    Recipe("dates-1904", dates, is_1904=True),
    Recipe("identifiers", identifiers),
    Recipe("results", results),
    Recipe("english", english),
    Recipe("twins", twins),
    Recipe("wide", wide_list),
    Recipe("offset", offset_start),
    Recipe("total-on-top", total_on_top),
    Recipe("formulas", formulas),
    Recipe("foreign", foreign_rows),
    Recipe("other-sheet", other_sheet),
)
TEXTS: tuple[Recipe, ...] = (
    Recipe("gbk", text_list, ("gbk", ",")),
    Recipe("gb18030", rare_names, ("gb18030", ",")),
    Recipe("utf16", text_groups, ("utf-16", "\t")),
    Recipe("semicolon", text_list, ("utf-8-sig", ";")),
    Recipe("tab", plain_list, ("utf-8", "\t")),
    Recipe("utf8", subtotals, ("utf-8-sig", ",")),
    Recipe("gbk-chaotic", chaotic_header, ("gbk", ",")),
    Recipe("utf16be", dates, ("utf-16-be", ",")),
)


def recipes(count: int) -> list[Recipe]:
    """菜单 · So many recipes: one in six a text file, the workbooks in turn."""
    menu: list[Recipe] = []
    for number in range(count):
        texts = number // 6
        menu.append(TEXTS[texts % len(TEXTS)] if number % 6 == 5 else BOOKS[(number - texts) % len(BOOKS)])
    return menu


def generate(folder: Path, seed: int, count: int = 50, libreoffice: str | None = None) -> list[Path]:
    """生成 · Writes the workbooks and the truth beside each; LibreOffice saves a third where its command is given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths, again = [], []
    for number, recipe in enumerate(recipes(count)):
        is_resaved = libreoffice is not None and recipe.text is None and number % 5 in (1, 3)
        path = _cook(folder, seed, number, recipe, is_resaved)
        paths.append(path)
        again += [path] * is_resaved
    if libreoffice is not None and again:
        with tempfile.TemporaryDirectory() as scratch:
            resave(libreoffice, again, Path(scratch))
    return paths


def _cook(folder: Path, seed: int, number: int, recipe: Recipe, is_resaved: bool) -> Path:
    rng = Random(f"{seed}:{number}")
    keeps_values = number % 2 == 0
    formulas_are = "none" if recipe.text else "cached" if keeps_values or is_resaved else "uncached"
    bench = Bench(
        rng, 0.08, recipe.text is not None, recipe.is_1904, formulas_are, recipe.text[0] if recipe.text else "", YEAR
    )
    kitchen = Kitchen(rng, bench, [])
    grids = recipe.build(kitchen)
    path = folder / f"{number:02d}-{recipe.name}.{'csv' if recipe.text else 'xlsx'}"
    if recipe.text:
        write_text(path, grids[0], *recipe.text)
    else:
        (write_xlsxwriter if keeps_values else write_openpyxl)(path, grids, recipe.is_1904)
    truth = {"note": "invented data", "file": path.name, "seed": seed, "recipe": recipe.name,
             "libreoffice": is_resaved, "tables": kitchen.tables}  # fmt: skip
    path.with_suffix(".truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """命令行 · Writes the workbooks into a folder."""
    parser = argparse.ArgumentParser(description="Invented messy workbooks, with their truth beside them.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--libreoffice", action="store_true", help="let LibreOffice save a third of them again")
    chosen = parser.parse_args(arguments)
    command = find_libreoffice() if chosen.libreoffice else None
    if chosen.libreoffice and command is None:
        sys.stderr.write("LibreOffice is not installed: no workbook was saved again by it\n")
    paths = generate(chosen.out, chosen.seed, chosen.count, command)
    sys.stdout.write(f"{len(paths)} files in {chosen.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
