"""增长图 · Seconds and memory against the number of parcels, from lines that `./dev bench optimise --json` printed.

    ./dev bench optimise --only landsupply --json > out/optimise.jsonl
    python -m benchmarks.optimise.growth out/optimise.jsonl docs/pictures/growth.svg

Both axes double at equal steps, so a line at forty-five degrees is linear growth; one is drawn beside the figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path
from statistics import median
from typing import Any

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 420, 70, 160, 30, 50
COLOURS = {"wall": "#1f5a96", "cpu": "#b4552d", "peak_mb": "#4d7a3a"}
#: How far below its point a curve's name stands, so that two close ones can both be read.
LOWER = {"wall": 16, "cpu": -4, "peak_mb": 4}
NAMES = {"wall": "wall seconds", "cpu": "CPU seconds", "peak_mb": "memory, MB"}


@dataclass(frozen=True, slots=True)
class Axes:
    """坐标 · Powers of ten that the axes run from and to."""

    across: tuple[int, int]
    up: tuple[int, int]

    def x(self, parcels: float) -> float:
        """横 · Where a number of parcels stands."""
        share = (log10(parcels) - self.across[0]) / (self.across[1] - self.across[0])
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, figure: float) -> float:
        """纵 · Where a figure stands."""
        share = (log10(figure) - self.up[0]) / (self.up[1] - self.up[0])
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def main(words: Sequence[str]) -> None:
    """入口 · Reads the lines and writes the picture."""
    lines = [json.loads(line) for line in Path(words[0]).read_text("utf-8").splitlines() if line.startswith("{")]
    Path(words[1]).write_text(drawn(lines), "utf-8")


def drawn(lines: Sequence[dict[str, Any]]) -> str:
    """画 · The chart of our own method's medians by size."""
    sizes = sorted({int(one["parcels"]) for one in lines if one["method"] == "landsupply"})
    curves = {name: [(size, _middle(lines, size, name)) for size in sizes] for name in COLOURS}
    figures = [figure for curve in curves.values() for _, figure in curve]
    axes = Axes(
        (int(log10(sizes[0])), int(log10(sizes[-1]) + 1)), (int(log10(min(figures)) - 1), int(log10(max(figures)) + 1))
    )
    drawn_curves = (part for name in curves for part in _curve(axes, name, curves[name]))
    body = [*_grid(axes), *_linear(axes, curves["cpu"]), *drawn_curves]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" {box}>'
    return "\n".join([frame, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *body, "</svg>", ""])


def _middle(lines: Sequence[dict[str, Any]], size: int, name: str) -> float:
    return float(median(one[name] for one in lines if one["method"] == "landsupply" and one["parcels"] == size))


def _grid(axes: Axes) -> list[str]:
    found = []
    for power in range(axes.across[0], axes.across[1] + 1):
        x = axes.x(10.0**power)
        found.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        found.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in range(axes.up[0], axes.up[1] + 1):
        y = axes.y(10.0**power)
        found.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        found.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    found.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">parcels × 12 months</text>'
    )
    return found


def _linear(axes: Axes, curve: Sequence[tuple[int, float]]) -> list[str]:
    """From the last figure back, what linear growth would have been."""
    size, figure = curve[-1]
    least = max(curve[0][0], size * 10.0 ** axes.up[0] / figure)
    x1, y1, x2, y2 = axes.x(least), axes.y(figure * least / size), axes.x(size), axes.y(figure)
    place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    words = f'<text x="{(x1 + x2) / 2 + 8:.1f}" y="{(y1 + y2) / 2 + 16:.1f}" fill="#777">linear</text>'
    return [f'<line {place} stroke="#999" stroke-dasharray="4 4"/>', words]


def _curve(axes: Axes, name: str, curve: Sequence[tuple[int, float]]) -> list[str]:
    points = " ".join(f"{axes.x(size):.1f},{axes.y(figure):.1f}" for size, figure in curve)
    found = [f'<polyline points="{points}" fill="none" stroke="{COLOURS[name]}" stroke-width="2"/>']
    found += [f'<circle cx="{axes.x(s):.1f}" cy="{axes.y(f):.1f}" r="3.5" fill="{COLOURS[name]}"/>' for s, f in curve]
    x, y = axes.x(curve[-1][0]) + 10, axes.y(curve[-1][1]) + LOWER[name]
    found.append(f'<text x="{x:.1f}" y="{y:.1f}" fill="{COLOURS[name]}">{NAMES[name]}: {curve[-1][1]:,.4g}</text>')
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
