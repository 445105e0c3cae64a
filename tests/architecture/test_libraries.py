"""外部库 · Each outside library belongs to the rungs named here, and no other library is used at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, complaints, imports, planted

#: Where a year is laid out as flat arrays of whole numbers.
POSING = ("plan/cells.py", "plan/elastic.py", "plan/posed.py", "plan/tabled.py")
#: Library → the folders or files of the package that may import it.
HOMES = {
    "docx": ("files/",),
    "highspy": ("optimise/",),
    "numba": ("optimise/compiled.py",),
    "lxml": ("files/",),
    "numpy": ("ledger/boundary/", "optimise/", "plan/problem.py", "plan/certificate_", *POSING),
    "openpyxl": ("files/",),
    "pypdf": ("files/",),
    "pyproj": ("ledger/boundary/", "publish/map.py"),
    "python_calamine": ("files/",),
    "shapely": ("ledger/boundary/", "publish/map.py"),
    "xlsxwriter": ("files/",),
    "yaml": ("law/",),
    # Part of the language, but a format all the same: briefs are the only TOML there is.
    "tomllib": ("plan/",),
}
DOOR_LIBRARIES = {
    "authlib": ("web/oidc_flow.py", "web/oidc_wire.py"),
    "csp": ("web/",),
    "dask": ("cluster",),
    "django": ("web/",),
    "joserfc": ("web/oidc_flow.py",),
    "ninja": ("web/",),
    "pydantic": ("web/",),
    "segno": ("web/",),
    "waitress": ("web/",),
}


def libraries(module: Module) -> Iterator[str]:
    """外部库 · The imports of libraries that do not belong where they stand."""
    for node, name in imports(module):
        library = name.split(".")[0]
        homes = (HOMES | DOOR_LIBRARIES).get(library)
        if homes is None and library not in sys.stdlib_module_names and library not in ("landsupply", ""):
            yield module.at(node, f"{library} is in no rung's list of libraries")
        if homes is not None and not module.path.startswith(homes):
            yield module.at(node, f"{library} belongs to {', '.join(homes)}")


def test_every_library_stands_where_it_belongs() -> None:
    assert complaints(libraries) == ""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("plan/plan.py", "import numpy as np"),
        ("cli/main.py", "import highspy"),
        ("publish/plan_text.py", "from docx import Document"),
        ("ledger/examine.py", "def f():\n    from openpyxl import load_workbook"),
        ("cli/main.py", "import yaml"),
        ("ledger/parcel.py", "import shapely.geometry"),
        ("files/xlsx.py", "import tomllib"),
        ("files/xlsx.py", "import pandas"),
        ("cli/main.py", "import django.db"),
    ],
)
def test_a_planted_library_is_seen(path: str, text: str) -> None:
    assert list(libraries(planted(path, text)))


def test_a_library_at_home_is_not() -> None:
    assert list(libraries(planted("optimise/solve.py", "import numpy\nimport highspy\nimport math"))) == []
