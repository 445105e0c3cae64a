"""优化测速 · `./dev bench optimise`: every method on the same year, each in a process of its own, all judged alike.

A plan counts as it is judged, never as its method says; gaps are against the least bound that anyone proved in the run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.optimise.apart import Order, commit, settled
from benchmarks.optimise.instances import SHAPES, generate
from benchmarks.optimise.ours import NAME
from benchmarks.optimise.peers import METHODS
from benchmarks.optimise.store import keep
from landsupply.plan.problem import Problem

Told = dict[str, Any]
#: The table: so many parcels, and the relative gap that is asked of every method.
SIZES = {300: 2e-4, 3_000: 1e-4, 30_000: 3e-5, 300_000: 2e-5}
#: Beyond this the others are not tried: they need hours, and more memory than an office has.
MOST_FOR_PEERS = 30_000
LIMIT = 300.0


def main(arguments: Sequence[str]) -> None:
    """入口 · Runs what is asked for, year by year, and prints each year's figures once its bounds are known."""
    asked = _parser().parse_args(arguments)
    sizes = [asked.parcels] if asked.parcels else list(SIZES)
    for parcels in sizes:
        seed = _seed(parcels) if asked.seed is None else asked.seed
        try:
            problem = generate(parcels, seed, asked.shape)
        except FileNotFoundError as missing:
            print(f"skipped: {missing}", file=sys.stderr)
            return
        told = list(_year(problem, _order(asked, parcels), _methods(asked.only, parcels), asked.runs))
        for one in compared(told):
            labelled = {"method": one.pop("method"), "parcels": parcels, "seed": seed, "shape": asked.shape, **one}
            print(json.dumps(labelled, ensure_ascii=False) if asked.json else line(labelled), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./dev bench optimise",
        description="Seconds from the arrays of an invented year to a judged plan, beside the methods one could use.",
        epilog=f"Without --parcels the whole table: {', '.join(f'{size:,}' for size in SIZES)} parcels. Methods: "
        f"{', '.join([NAME, *METHODS])}; all but {NAME} up to {MOST_FOR_PEERS:,} parcels, and once.",
    )
    parser.add_argument("--parcels", type=int, metavar="N", help="how many parcels")
    parser.add_argument("--seed", type=int, metavar="S", help="which year of them; else drawn from the commit's hash")
    parser.add_argument("--shape", choices=SHAPES, default="plain", help="what kind of year (plain)")
    parser.add_argument("--only", choices=[NAME, *METHODS], metavar="METHOD", help="this method alone")
    parser.add_argument("--limit", type=float, default=LIMIT, metavar="S", help=f"seconds for each ({LIMIT:g})")
    parser.add_argument("--gap", type=float, metavar="G", help="stop at this relative gap (by size, 1e-5 elsewhere)")
    parser.add_argument(
        "--runs", type=int, default=3, metavar="N", help=f"how often {NAME} runs; the median is told (3)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per method and line")
    return parser


def _order(asked: argparse.Namespace, parcels: int) -> Order:
    return Order(seconds=asked.limit, gap=SIZES.get(parcels, 1e-5) if asked.gap is None else asked.gap)


def _methods(only: str | None, parcels: int) -> tuple[str, ...]:
    return (only,) if only else (NAME, *METHODS) if parcels <= MOST_FOR_PEERS else (NAME,)


def _seed(parcels: int) -> int:
    """A year nobody chose: from the commit's hash and the size."""
    return int(sha256(f"{commit()} {parcels}".encode()).hexdigest()[:6], 16)


def _year(problem: Problem, order: Order, methods: Sequence[str], runs: int) -> Iterator[Told]:
    """Every method on this year: ours so many times, of which the median by the wall is told and all are kept."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        keep(problem, folder / "problem.npz")
        for method in methods:
            times = runs if method == NAME else 1
            found = [settled(problem, method, folder, order) for _ in range(times)]
            middle = sorted(found, key=lambda one: float(one["wall"]))[len(found) // 2]
            yield {"method": method, **middle, "runs": [_brief(one) for one in found]}


def _brief(one: Told) -> Told:
    return {name: one[name] for name in ("wall", "cpu", "peak_mb", "compile", "value", "bound", "checked")}


def compared(told: Sequence[Told]) -> Iterator[Told]:
    """比较 · Each with its gap against the least bound proved, leaving out bounds that a judged plan has refuted."""
    best = max((one["value"] for one in told if one["checked"]), default=None)
    standing = [one for one in told if one["bound"] is not None and (best is None or one["bound"] >= best)]
    least = min((one["bound"] for one in standing), default=None)
    for one in told:
        gap = (
            (least - one["value"]) / abs(one["value"])
            if one["checked"] and least is not None and one["value"]
            else None
        )
        refuted = {} if one["bound"] is None or one in standing else {"refuted": True}
        yield {**one, "gap": gap, **refuted}


def line(one: Told) -> str:
    """一行 · The same for the eye."""
    gap = "" if one["gap"] is None else f"{one['gap']:.1e}"
    checked = "checked" if one["checked"] else f"NOT FEASIBLE, {one['faults']} broken" if one["value"] else "no plan"
    figures = f"{one['wall']:9.2f} s {one['cpu']:9.2f} CPU s {one['peak_mb']:8.0f} MB"
    worth = f"value {_figure(one['value'])} bound {_figure(one['bound'])} gap {gap:>8}"
    said = f"compile {one['compile']:.1f} s; {one['said']}; {one['options']}"
    return f"{one['parcels']:>9,} {one['method']:<13} {figures}  {worth}  {checked}; {said}"


def _figure(figure: int | None) -> str:
    return f"{'–' if figure is None else format(figure, ','):>17}"
