"""测速项目 · What is measured, each beside its peer: a program that does the same, or a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.cost import Source, command, peer_step, step
from benchmarks.ledgers import COLUMNS, WIDE_COLUMNS, planted_faults, write_wide_workbook, write_workbook
from benchmarks.overlay import write_layers
from benchmarks.years import write_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """测速项目 · One benchmark: what it is about, whom it is compared with, and what to measure in which order.

    `ours` and `peer` are the two readings whose ratio is told; `peer_is` says what the peer does and leaves out, or
    why there is none.
    """

    name: str
    about: str
    peer_is: str
    sources: Callable[[Path], Sequence[Source]]
    ours: str | None = None
    peer: str | None = None


ROWS = 5_000
HALF = ROWS // 2
MANY = 100_000
LINES = 5_000
#: How many times the example's ledger, and how many parcels that has.
YEARS, PARCELS = (1, 3, 6, 30), 1_060


def _help(folder: Path) -> Sequence[Source]:
    del folder
    return command("landsupply --help", "-m", "landsupply", "--help"), command("python -c pass", "-c", "pass")


def _demo(folder: Path) -> Sequence[Source]:
    arguments = ("-m", "landsupply", "demo", "--quiet", "--out", str(folder / "demo"))
    return (command("landsupply demo", *arguments),)


def _year(folder: Path) -> Sequence[Source]:
    """The whole way from a ledger file, at the size of an office, three times that, and where prices decide."""
    return tuple(_proposal(folder, times) for times in YEARS)


def _proposal(folder: Path, times: int) -> Source:
    ledger, brief = write_year(folder / str(times), times)
    what = f"landsupply propose, {times * PARCELS:,} parcels"
    out = str(folder / str(times) / "plan.json")
    return command(what, "-m", "landsupply", "propose", str(ledger), "--quiet", "--brief", str(brief), "--out", out)


def _examine(folder: Path) -> Sequence[Source]:
    book = str(write_workbook(folder / "ledger.xlsx", ROWS))
    return step("examine", book, str(ROWS)), step("openpyxl", book, str(ROWS))


def _ledger(folder: Path) -> Sequence[Source]:
    """A workbook as systems write their lists, row by row."""
    book = str(write_wide_workbook(folder / "wide.xlsx", MANY, inline=True))
    return (*_preview(folder), *_beside_pandas(book))


def _shared(folder: Path) -> Sequence[Source]:
    """The same as spreadsheet programs write it."""
    return _beside_pandas(str(write_wide_workbook(folder / "wide.xlsx", MANY)))


def _preview(folder: Path) -> Sequence[Source]:
    book = str(write_wide_workbook(folder / "preview.xlsx", ROWS))
    return (step("ledger", book, str(ROWS), str(planted_faults(ROWS))),)


def _beside_pandas(book: str) -> Sequence[Source]:
    return step("ledger", book, str(MANY), str(planted_faults(MANY))), peer_step("pandas", book, str(MANY + 1))


def _overlay(folder: Path) -> Sequence[Source]:
    files = (*map(str, write_layers(folder, MANY, LINES)), str(folder / "units.txt"))
    return step("overlay", *files), peer_step("geopandas", *files)


def _options(folder: Path) -> Sequence[Source]:
    books = [(str(write_workbook(folder / f"{rows}.xlsx", rows)), str(rows)) for rows in (HALF, ROWS)]
    return [step("options", *book) for book in books]


def _rulebook(folder: Path) -> Sequence[Source]:
    del folder
    return step("rulebook"), step("yaml")


def _hostile(folder: Path) -> Sequence[Source]:
    del folder
    return (step("hostile"),)


_LEDGER = Case(
    name="ledger",
    about=f"a workbook of {MANY:,} rows × {WIDE_COLUMNS} columns with faults, read, examined, every issue worded; "
    "its texts stand in the cells, as systems write lists row by row",
    peer_is="pandas with openpyxl: every cell of the same file as text, no check",
    sources=_ledger,
    ours="landsupply: read, examine, every issue in words",
    peer="pandas + openpyxl: read only",
)

CASES = (
    Case(
        name="help",
        about="landsupply --help, the whole command",
        peer_is="Python's own start and end",
        sources=_help,
        ours="landsupply --help",
        peer="python -c pass",
    ),
    Case(
        name="demo",
        about="landsupply demo, the whole command: ledger to plan, proof, check and documents",
        peer_is="none: nothing else makes a proven plan from a ledger",
        sources=_demo,
    ),
    Case(
        name="year",
        about="landsupply propose, the whole command: a ledger file and a brief to plan.json with its proof",
        peer_is="none: nothing else makes a proven plan from a ledger",
        sources=_year,
    ),
    Case(
        name="examine",
        about=f"a workbook of {ROWS:,} rows × {COLUMNS} columns, read and examined",
        peer_is="openpyxl, read-only: every value of the same file, no check",
        sources=_examine,
        ours="landsupply: read and examine",
        peer="openpyxl: read only",
    ),
    _LEDGER,
    replace(
        _LEDGER,
        name="ledger-shared",
        about="the same workbook with its texts in one table that the cells share, as spreadsheet programs write them",
        sources=_shared,
    ),
    Case(
        name="overlay",
        about=f"{MANY:,} parcels over {LINES:,} red lines of 201 vertices: hectares by pair, and by parcel once",
        peer_is="geopandas' overlay of the same, land of two lines counted twice; the pairs' hectares must agree",
        sources=_overlay,
        ours="landsupply: overlay",
        peer="geopandas: overlay",
    ),
    Case(
        name="options",
        about=f"the lawful options of {HALF:,} and of {ROWS:,} rows, examined before",
        peer_is="none: nothing else knows these rules; twice the rows should take twice the time",
        sources=_options,
    ),
    Case(
        name="rulebook",
        about="opening the rulebook of one place for the first time in a process",
        peer_is="PyYAML's safe loader (in C where it has one): the same texts, no check",
        sources=_rulebook,
        ours="landsupply: open_rulebook",
        peer="PyYAML: the same texts",
    ),
    Case(
        name="hostile",
        about="patterns of proofread, readers of measure and whole readings, on text made to stall them",
        peer_is="a pattern that looks at each character once; twice the text should take twice the time",
        sources=_hostile,
        ours="proofread: all patterns",
        peer="peer: one pattern, each character once",
    ),
)
