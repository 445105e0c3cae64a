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


STEPS: tuple[Callable[..., Iterator[Reading]], ...] = (pandas,)


if __name__ == "__main__":
    chosen = next(one for one in STEPS if one.__name__ == sys.argv[1])
    json.dump(list(chosen(*sys.argv[2:])), sys.stdout)
