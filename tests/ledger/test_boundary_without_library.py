"""没有几何库 · Without shapely and pyproj every function that needs them refuses in words, and nothing else minds."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("shapely", "pyproj"):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Refusal())
from datetime import date
import landsupply
from landsupply.law.words import remedy, say
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary import diagnose, fix, overlay, project, take, topology
from landsupply.ledger.boundary.frame import zone_frame
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault

rules = open_rulebook().on(date(2024, 1, 1))
survey = Survey(source="a", layer=None, form="shp", digest="", frame=None, outlines=())
home = zone_frame(114)
calls = {
    "diagnose": lambda: diagnose.diagnose(survey, rules),
    "apply_fix": lambda: fix.apply_fix(survey, None, None),
    "convert": lambda: project.convert(None, home, home),
    "take": lambda: take.take(survey, rules),
    "overlaps": lambda: topology.overlaps({}, rules),
    "overlaps_with": lambda: topology.overlaps_with({}, {}, rules),
    "place_issues": lambda: topology.place_issues({}, rules),
    "overlay": lambda: overlay.overlay({}, ()),
}
for name, call in calls.items():
    try:
        call()
    except InputFault as fault:
        assert fault.code == "G001", (name, fault)
        assert "landsupply[geometry]" in remedy(fault.code, "zh", **fault.facts), name
        print(name)
"""


def test_every_function_that_needs_the_libraries_says_so() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 8
