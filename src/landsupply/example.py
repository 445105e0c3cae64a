"""示例所在 · Where the shipped examples lie: in an installed package inside it, in a checkout at its root."""

from __future__ import annotations

from pathlib import Path

from landsupply.measure.fault import InputFault

LEDGER, BRIEF = "ledger.csv", "brief.toml"
_HOMES = (Path(__file__).parent / "examples", Path(__file__).parents[2] / "examples")


def folder_of(example: str) -> Path:
    """示例目录 · The folder of an example with both its files; X007 where there is none of that name."""
    known = {path.parent.name: path.parent for home in _HOMES for path in sorted(home.glob(f"*/{LEDGER}"))}
    if example not in known:
        raise InputFault("X007", example=example, known=tuple(sorted(known)))
    return known[example]
