"""测速报告 · The figures of one benchmark as a table or as JSON, and the device they were taken on."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence

from benchmarks.cases import Case
from benchmarks.cost import DETAIL, Figure

#: Linear is 2 for twice the text; from here on a detail is worth a line of the table.
SUSPECT = 3.0


def device() -> dict[str, str | int | None]:
    """设备 · What machine, how many cores, which system and Python; no name by which it could be known."""
    return {
        "machine": platform.machine(),
        "cpus": os.cpu_count(),
        "system": platform.system(),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def growth(figure: Figure, figures: Sequence[Figure]) -> float | None:
    """增长 · The median against that of the same thing at half the size; None where that was not measured."""
    others = {one.size: one.median for one in figures if one.what == figure.what}
    half = others.get(figure.size // 2) if figure.size else None
    return figure.median / half if half else None


def ratio(case: Case, figures: Sequence[Figure]) -> float | None:
    """与对照之比 · Our median against the peer's, at the largest size; None where there is no peer."""
    last = {figure.what: figure.median for figure in figures}
    ours, peer = last.get(case.ours or ""), last.get(case.peer or "")
    return ours / peer if ours is not None and peer else None


def as_json(case: Case, figures: Sequence[Figure]) -> str:
    """报告 JSON · Everything that was measured, in CPU seconds."""
    return json.dumps(
        {
            "format": "landsupply.bench/1",
            "name": case.name,
            "about": case.about,
            "peer": case.peer_is,
            "device": device(),
            "unit": "CPU seconds",
            "ours_to_peer": ratio(case, figures),
            "figures": [
                {
                    "what": one.what,
                    "size": one.size,
                    "median": one.median,
                    "runs": one.runs,
                    "growth": growth(one, figures),
                }
                for one in figures
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def as_table(case: Case, figures: Sequence[Figure]) -> str:
    """报告表 · The same as a small table; details only where they grow faster than their text."""
    shown = [one for one in figures if _is_shown(one, figures)]
    rows = [("", "size", "median", "least", "most", "growth"), *(_row(one, figures) for one in shown)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(text.rjust(w) for text, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    return "\n".join([*_opening(case, figures), "", *lines, *_closing(case, figures)])


def _opening(case: Case, figures: Sequence[Figure]) -> list[str]:
    runs = max(len(one.runs) for one in figures)
    words = device()
    return [
        f"{case.name}: {case.about}",
        f"peer: {case.peer_is}",
        f"{words['machine']}, {words['cpus']} CPUs, {words['system']}, {words['python']}; CPU seconds, runs: {runs}",
    ]


def _closing(case: Case, figures: Sequence[Figure]) -> list[str]:
    times = ratio(case, figures)
    hidden = sum(not _is_shown(one, figures) for one in figures)
    compared = [f"{case.ours} ÷ {case.peer} = {times:.2f}"] if times is not None else []
    left_out = [f"{hidden} more figures, none growing by {SUSPECT:g} or more: --json shows them"] if hidden else []
    return ["", *compared, *left_out] if compared or left_out else []


def _is_shown(figure: Figure, figures: Sequence[Figure]) -> bool:
    return not figure.what.startswith(DETAIL) or (growth(figure, figures) or 0) >= SUSPECT


def _row(figure: Figure, figures: Sequence[Figure]) -> tuple[str, ...]:
    times = growth(figure, figures)
    return (
        figure.what,
        "" if figure.size is None else f"{figure.size:,}",
        f"{figure.median:.3f}",
        f"{min(figure.runs):.3f}",
        f"{max(figure.runs):.3f}",
        "" if times is None else f"{times:.2f}",
    )
