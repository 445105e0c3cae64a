"""基本安装 · The base install is enough for all but the web; asking for help loads nothing heavy."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable

from tests.architecture.source import ROOT

HEAVY = frozenset(("docx", "highspy", "lxml", "numba", "numpy", "openpyxl", "pypdf", "python_calamine", "xlsxwriter"))

#: Imports every module while all distributions outside the base lock are out of reach.
IMPORT_ALL = """
import importlib, importlib.metadata, pkgutil, re, sys

base = set(sys.argv[1].split(","))
plain = lambda name: re.sub(r"[-_.]+", "-", name).lower()
owners = importlib.metadata.packages_distributions()

class Refusal:
    def find_spec(self, name, path=None, target=None):
        if "." not in name and name in owners and not {plain(owner) for owner in owners[name]} & base:
            raise ModuleNotFoundError(f"{name} is not in the base install", name=name)

sys.meta_path.insert(0, Refusal())
import landsupply
for found in pkgutil.walk_packages(landsupply.__path__, "landsupply."):
    # The web application is an extra; nothing else imports it.
    if not found.name.endswith(".__main__") and not found.name.startswith("landsupply.web"):
        importlib.import_module(found.name)
        print(found.name)
"""

HELP = """
import sys
sys.argv = ["landsupply", "--help"]
from landsupply.cli.main import run
try:
    run()
finally:
    print(",".join(sys.modules), file=sys.stderr)
"""


def locked(lock: str) -> frozenset[str]:
    """锁定 · The distributions that a lock file pins."""
    return frozenset(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))


def heavy(modules: Iterable[str]) -> list[str]:
    """沉重 · The heavy libraries among loaded modules."""
    return sorted(HEAVY & {module.split(".")[0] for module in modules})


def _import_all(base: Iterable[str]) -> subprocess.CompletedProcess[str]:
    names = ",".join(sorted({"landsupply", *base}))
    return subprocess.run([sys.executable, "-c", IMPORT_ALL, names], capture_output=True, check=False, text=True)


def test_every_module_needs_the_base_install_only() -> None:
    done = _import_all(locked((ROOT / "requirements" / "base.txt").read_text("utf-8")))
    assert done.returncode == 0, done.stderr
    assert "landsupply.measure.area" in done.stdout.split()


def test_a_missing_library_is_seen() -> None:
    done = _import_all(locked((ROOT / "requirements" / "base.txt").read_text("utf-8")) - {"pyyaml"})
    assert done.returncode != 0
    assert "yaml is not in the base install" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, check=True, text=True)
    assert "demo" in done.stdout
    assert heavy(done.stderr.split(",")) == []


def test_a_heavy_library_would_be_seen() -> None:
    assert heavy(["sys", "numpy.linalg", "argparse"]) == ["numpy"]
