"""测速 · Measures one thing that the product does, beside its named peer, and prints the medians.

    python benchmarks/run.py NAME [--runs N] [--json]
    python benchmarks/run.py optimise [--parcels N] [--seed S] [--shape X] [--only METHOD] [--limit S] [--json]

Every figure is CPU seconds of a fresh process, ours and the peer's by turns; `optimise` is told in seconds of the wall
too, since it is waited for. Needs a system that tells what a process has used (`resource`), so not Windows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: The one benchmark that compares plans as well as seconds, with arguments of its own.
OPTIMISE = "optimise"
#: Pages under many users, with arguments of its own too.
WEB = "web"
ABOUT = f"{OPTIMISE}: a year's plan beside seven other methods, all judged alike; ./dev bench {OPTIMISE} -h"


def main() -> None:
    """入口 · Runs the benchmark that is named and prints what was measured."""
    sys.path.insert(0, str(ROOT))  # the script runs as a file, and its neighbours are imported by their full names
    from benchmarks.cases import CASES
    from benchmarks.cost import repeated
    from benchmarks.report import as_json, as_table

    if sys.argv[1:2] == [OPTIMISE]:
        from benchmarks.optimise.race import main as race

        race(sys.argv[2:])
        return
    if sys.argv[1:2] == [WEB]:
        from benchmarks.web.race import main as web

        web(sys.argv[2:])
        return
    lines = [*(f"{case.name}: {case.about}" for case in CASES), ABOUT, f"{WEB}: the office's pages under fifty users"]
    arguments = _arguments(lines, [case.name for case in CASES])
    case = next(one for one in CASES if one.name == arguments.name)
    with tempfile.TemporaryDirectory() as folder:
        figures = repeated(case.sources(Path(folder)), arguments.runs)
    print((as_json if arguments.json else as_table)(case, figures))


def _arguments(lines: list[str], names: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description="CPU seconds, medians, beside the named peer, in one run.",
        epilog="\n".join(lines),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("name", choices=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--runs", type=_count, default=3, metavar="N", help="how often each is measured (3)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    return parser.parse_args()


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number of runs: 1, 2, 3 …")
    return int(text)


if __name__ == "__main__":
    main()
