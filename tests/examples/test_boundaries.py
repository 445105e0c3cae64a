"""示例界线 · The shipped outlines are what the generator writes, say that they are invented, and are sound."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

from landsupply.files.boundary_in import read_surveys
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary.take import take
from landsupply.ledger.boundary.topology import overlaps


def test_the_shipped_outlines_are_the_generators_and_sound(root: Path, tmp_path: Path) -> None:
    home, rules = root / "examples/yunze-2024", open_rulebook("990100").on(date(2024, 1, 1))
    words = ["--ledger", str(home / "ledger.csv"), "--out", str(tmp_path)]
    subprocess.run([sys.executable, str(root / "examples/boundaries.py"), *words], check=True)
    for name, count in (("parcels", 219), ("units", 6), ("river", 1)):
        made = (tmp_path / f"{name}.geojson").read_bytes()
        assert made == (home / "boundaries" / f"{name}.geojson").read_bytes()
        assert "虚构" in made.decode().splitlines()[0]
        (survey,) = read_surveys(made, f"{name}.geojson")
        taken = take(survey, rules)
        assert len(taken.boundaries) == count and not taken.left_out
        if name == "parcels":
            assert overlaps({one.label: one for one in taken.boundaries}, rules) == ()
