"""示例 · The shipped examples: in an installed package inside it, in a checkout at its root."""

from __future__ import annotations

from pathlib import Path

from landsupply.measure.fault import InputFault
from landsupply.plan.brief_form import brief_place, parse_brief

_HOMES = (Path(__file__).parents[1] / "examples", Path(__file__).parents[3] / "examples")
LEDGER, BRIEF = "ledger.csv", "brief.toml"


def folder_of(example: str) -> Path:
    """示例目录 · The folder of an example with both its files; X007 where there is none."""
    known = {path.parent.name: path.parent for home in _HOMES for path in sorted(home.glob(f"*/{LEDGER}"))}
    if example not in known:
        raise InputFault("X007", example=example, known=tuple(sorted(known)))
    return known[example]


def place_of_example(example: str) -> str:
    """示例地方 · The place whose code its brief names."""
    return brief_place(parse_brief((folder_of(example) / BRIEF).read_text(encoding="utf-8")))[0]
