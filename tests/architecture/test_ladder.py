"""阶梯 · A rung imports itself and the rungs before it; doors never import each other."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.source import (
    DOOR_HELPERS,
    DOORS,
    RUNGS,
    Module,
    complaints,
    imports,
    package,
    planted,
)

HEIGHT = {name: height for height, name in enumerate((*RUNGS, *DOOR_HELPERS))}
ROOT_NAMES = ("", "__main__")


def ladder(module: Module) -> Iterator[str]:
    """阶梯 · What is wrong with the imports of one module."""
    if module.rung not in (*HEIGHT, *DOORS, *ROOT_NAMES):
        yield f"{module.path}:1: there is no rung or door called {module.rung}"
    for node, name in imports(module):
        if name.startswith("."):
            yield module.at(node, f"relative import {name}")
        elif name.split(".")[0] == "landsupply" and module.rung not in ROOT_NAMES:
            yield from _refused(module, node, name.split(".")[1])
    if not module.is_door and module.rung not in ROOT_NAMES:
        yield from _hidden_imports(module)


def _refused(module: Module, node: ast.AST, imported: str) -> Iterator[str]:
    if imported == module.rung:
        return
    if imported in DOORS:
        yield module.at(node, f"{module.rung} imports the door {imported}")
    elif imported not in HEIGHT:
        yield module.at(node, f"{module.rung} imports {imported}, which is no rung; the root is for callers")
    elif module.rung in HEIGHT and HEIGHT[imported] > HEIGHT[module.rung]:
        yield module.at(node, f"{module.rung} imports the later rung {imported}")


def _hidden_imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
            "import_module",
            "__import__",
        ):
            yield module.at(node, "an import the ladder cannot see")


def reached(start: str, modules: Iterable[Module]) -> frozenset[str]:
    """可达 · The rungs that the modules of one rung reach, directly or through others."""
    by_name = {module.name: module for module in modules}
    open_names = [name for name, module in by_name.items() if module.rung == start]
    seen = set(open_names)
    while open_names:
        for _, name in imports(by_name[open_names.pop()]):
            for known in (name, name.rpartition(".")[0]):
                if known in by_name and known not in seen and known != "landsupply":
                    seen.add(known)
                    open_names.append(known)
    return frozenset(by_name[name].rung for name in seen)


def test_every_import_goes_down_the_ladder() -> None:
    assert complaints(ladder) == ""


def test_proofreading_never_marks_its_own_homework() -> None:
    assert reached("proofread", package()).isdisjoint({"plan", "optimise", "publish"})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("ledger/parcel.py", "from landsupply.plan.plan import Plan"),
        ("ledger/parcel.py", "def f():\n    import landsupply.optimise.solve"),
        ("ledger/parcel.py", "from landsupply import publish"),
        ("ledger/parcel.py", "from landsupply import Parcel"),
        ("ledger/parcel.py", "from .issue import Issue"),
        ("ledger/parcel.py", "from importlib import import_module\nimport_module('landsupply.plan')"),
        ("files/docx.py", "from landsupply.cli.main import run"),
        ("cli/main.py", "from landsupply.web.store import Store"),
        ("web/store.py", "import landsupply.cluster"),
        ("toolbox/area.py", ""),
    ],
)
def test_a_planted_import_is_seen(path: str, text: str) -> None:
    assert list(ladder(planted(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "ledger/parcel.py",
            "from landsupply.measure.area import Area\nfrom landsupply.ledger.issue import Issue",
        ),
        ("cli/main.py", "from landsupply.files.docx import to_docx\nimport landsupply.worker"),
        ("__init__.py", "from landsupply.plan.plan import Plan"),
    ],
)
def test_a_lawful_import_is_not(path: str, text: str) -> None:
    assert list(ladder(planted(path, text))) == []


def test_a_detour_to_the_plan_is_seen() -> None:
    modules = (
        planted("proofread/findings.py", "from landsupply.track.progress import Progress"),
        planted("track/progress.py", "from landsupply.plan import plan"),
        planted("plan/plan.py", ""),
    )
    assert "plan" in reached("proofread", modules)
