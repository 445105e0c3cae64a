"""杂乱工作簿 · Nothing that clerks write in their ways is changed, dropped or made up without a word.

The workbooks and their truth are invented by a generator that imports nothing of the product.
"""

from __future__ import annotations

import ast
import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from landsupply.ledger import land
from landsupply.ledger.examine import examine
from landsupply.measure.area import Area, AreaUnit
from tests.messy import judge as judging
from tests.messy.generate import BOOKS, TEXTS, generate
from tests.messy.judge import judge, judge_all
from tests.messy.judge_score import Score, table_of
from tests.messy.shapes import SHAPES, generate_shapes
from tests.messy.writing import find_libreoffice

HERE = Path(__file__).parent
#: Imports nothing of the product: an echo of the product would be no truth.
INDEPENDENT = (
    "amounts.py", "cells.py", "days.py", "generate.py", "grid.py", "headers.py", "kitchen.py", "layout.py",
    "parcels.py", "recipes_contents.py", "recipes_layout.py", "recipes_units.py", "shapes.py", "shapes_lists.py",
    "shapes_page.py", "shapes_pairs.py", "wordings.py", "words.py", "writers.py", "writing.py",
)  # fmt: skip
#: What is written when nothing is planted may be doubted this seldom.
MOST_ACCUSED = 0.002
COLUMNS_RIGHT = 0.98
UNITS_CAUGHT = 0.99
UNITS_ACCUSED = 0.005
#: Of the cells in another form whose meaning is clear, so many are read and not only reported.
REPAIRED = 0.7


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """五十册 · Fifty workbooks of seed 1, a third of them saved again by LibreOffice."""
    command = find_libreoffice()
    if command is None:
        pytest.skip("LibreOffice is not installed, and a third of the workbooks are to be saved by it")
    folder = tmp_path_factory.mktemp("messy")
    generate(folder, 1, 50, command)
    return folder


@pytest.fixture(scope="session")
def judged(books: Path) -> tuple[list[Score], Score]:
    return judge_all(books)


def _complaints(score: Score, *kinds: str) -> str:
    return "\n".join(line for line in score.details if line.startswith(kinds))


# ---- the generator and its truth ------------------------------------------------------------------------------------


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("name", INDEPENDENT)
def test_the_truth_is_nobodys_echo(name: str) -> None:
    assert not [one for one in _imports(HERE / name) if one.startswith(("landsupply", "tests.messy.judge"))]
    assert "Invented data" in (HERE / name).read_text("utf-8").splitlines()[0]


def test_a_seed_makes_the_same_workbooks_again(tmp_path: Path) -> None:
    first, again = (generate(tmp_path / name, 7, 12) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    truths = [[path.with_suffix(".truth.json").read_text("utf-8") for path in paths] for paths in (first, again)]
    assert truths[0] == truths[1]
    other = generate(tmp_path / "c", 8, 12)
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]


def test_every_recipe_is_among_the_fifty(books: Path) -> None:
    recipes = {json.loads(path.read_text("utf-8"))["recipe"] for path in books.glob("*.truth.json")}
    assert recipes == {recipe.name for recipe in (*BOOKS, *TEXTS)}
    assert len(list(books.glob("*.truth.json"))) == 50


def test_a_third_was_saved_by_libreoffice(books: Path) -> None:
    truths = [json.loads(path.read_text("utf-8")) for path in books.glob("*.truth.json")]
    assert 16 <= sum(truth["libreoffice"] for truth in truths) <= 18


def _same(raw: str | None, found: Any) -> bool:
    if found is None or raw in (None, ""):
        return found is None and raw in (None, "")
    if isinstance(found, int | float) and not isinstance(found, bool):
        return abs(float(str(raw)) - found) <= 1e-9 * max(1.0, abs(found))
    if isinstance(found, datetime.datetime):
        return raw in (str(found), str(found.date()))
    return str(found) in (raw, f"={raw}")


def test_what_the_truth_calls_raw_stands_in_the_file(books: Path) -> None:
    """Read by another library than the product's, also after LibreOffice has saved it."""
    wrong, seen = [], 0
    for path in sorted(books.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for table in json.loads(path.with_suffix(".truth.json").read_text("utf-8"))["tables"]:
            sheet: Any = book[table["sheet"]]
            for row in table["rows"]:
                assert bool(sheet.row_dimensions[row["row"]].hidden) is row["hidden"]
                for column, cell in row["cells"].items():
                    seen += 1
                    found = sheet.cell(row["row"], int(column) + 1).value
                    if not _same(cell["raw"], found):
                        wrong.append((path.name, row["row"], column, cell["raw"], found))
    assert wrong == []
    assert seen > 15_000


# ---- the product on them --------------------------------------------------------------------------------------------


def test_t52_nothing_is_changed_dropped_or_made_up_silently(judged: tuple[list[Score], Score]) -> None:
    scores, whole = judged
    assert _complaints(whole, "changed", "dropped", "phantom") == "", table_of(scores, whole)
    assert whole.silent == 0
    assert sum(whole.cells.values()) > 20_000


def test_t52_columns_are_mapped_right(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    assert whole.columns_right >= COLUMNS_RIGHT, _complaints(whole, "column")


def test_what_is_right_is_not_accused(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    assert whole.accusation_rate <= MOST_ACCUSED, _complaints(whole, "accused")


def test_what_is_clear_is_mostly_read(judged: tuple[list[Score], Score]) -> None:
    """A reader that reports everything would be silent nowhere, and of no use."""
    counts = judged[1].counts
    assert counts["clear"] >= 1000
    assert counts["clear repaired"] >= REPAIRED * counts["clear"]


def test_t50_wrong_units_are_caught_where_a_reference_exists(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    wrong, right = whole.counts["units wrong"], whole.counts["units right"]
    assert wrong >= 10
    assert whole.counts["units missed"] <= (1 - UNITS_CAUGHT) * wrong, _complaints(whole, "unit")
    assert whole.counts["units accused"] <= UNITS_ACCUSED * right


def test_t52_hidden_rows_are_not_taken_unasked(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    assert whole.counts["hidden rows"] >= 10
    assert whole.counts["hidden rows taken"] == 0


def test_t52_totals_are_cross_checked(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    assert whole.counts["totals right"] >= 10
    assert whole.counts["totals wrong"] >= 3
    assert whole.counts["totals missed"] == 0, _complaints(whole, "total missed")
    assert whole.counts["totals accused"] == 0, _complaints(whole, "accused")


def test_t57_a_parcel_met_twice_is_said(judged: tuple[list[Score], Score]) -> None:
    whole = judged[1]
    assert whole.counts["twins"] >= 10
    assert whole.counts["twins missed"] == 0, _complaints(whole, "twin")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_other_seeds_hold_too(seed: int, tmp_path: Path) -> None:
    generate(tmp_path, seed)
    whole = judge_all(tmp_path)[1]
    assert _complaints(whole, "changed", "dropped", "phantom") == ""
    assert whole.columns_right >= COLUMNS_RIGHT, _complaints(whole, "column")
    assert whole.accusation_rate <= MOST_ACCUSED, _complaints(whole, "accused")


@pytest.mark.parametrize("name", [name for name, _ in SHAPES])
def test_a_shape_not_met_before_is_read_or_reported(name: str, tmp_path: Path) -> None:
    (path,) = (path for path in generate_shapes(tmp_path, 1) if path.stem.partition("-")[2] == name)
    score = judge(path)
    assert _complaints(score, "changed", "dropped", "phantom") == ""
    assert sum(score.cells.values()) > 0


# ---- the judge can fail ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def few_books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted")
    generate(folder, 1, 16)
    return folder


def test_a_reader_that_takes_mu_for_hectares_is_seen(few_books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = judge_all(few_books)[1].cells["changed"]

    class Careless(Area):
        @classmethod
        def nearest(cls, number: Decimal | str, unit: AreaUnit) -> Area:
            return Area.nearest(number, AreaUnit.HECTARE if unit is AreaUnit.MU else unit)

    monkeypatch.setattr(land, "Area", Careless)
    assert judge_all(few_books)[1].cells["changed"] > before


def test_a_row_left_out_without_a_word_is_seen(few_books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, lambda parcels, issues: (parcels[1:], issues))
    assert judge_all(few_books)[1].cells["dropped"] > 0


def test_a_row_made_up_is_seen(few_books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, lambda parcels, issues: (parcels, issues), row=1)
    assert judge_all(few_books)[1].cells["phantom"] > 0


def test_issues_unsaid_are_seen(few_books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _without(monkeypatch, lambda parcels, _: (parcels, ()))
    assert judge_all(few_books)[1].silent > 0


def _without(monkeypatch: pytest.MonkeyPatch, change: Any, row: int | None = None) -> None:
    """The product's ledger, spoilt before the judge sees it."""
    honest: Any = examine

    def spoilt(*arguments: Any) -> Any:
        ledger = honest(*arguments)
        parcels, issues = change(ledger.parcels, ledger.issues)
        if row is not None:
            made_up = replace(parcels[0], id="made up", source=replace(parcels[0].source, row=row))
            parcels = (*parcels, made_up)
        return type(ledger)(parcels=tuple(parcels), issues=tuple(issues), sources=ledger.sources)

    monkeypatch.setattr(judging, "examine", spoilt)
