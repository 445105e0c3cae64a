"""独立核验 · What checks a proof reaches neither the optimiser nor a solver, and counts in whole numbers only."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.source import Module, imports, package, planted

EVALUATOR = "landsupply.plan.certificate_check"
SOLVERS = ("highspy", "scipy", "numba", "ortools", "pulp", "pyscipopt", "cvxpy", "mip")
#: The evaluator and what it is made of: wherever a figure of a verdict is counted.
COUNTING = ("plan/certificate_", "plan/problem.py")
#: Here prices arrive as an engine found them, and leave as whole numbers: no verdict is reached here.
NOT_COUNTING = ("plan/certificate_prices.py",)
INEXACT = frozenset(("float", "float16", "float32", "float64", "floating", "double", "mean", "average", "divide"))
INEXACT |= frozenset(("true_divide", "bincount", "linalg", "round", "rint", "isclose", "allclose", "dot", "matmul"))


def closure(start: str, modules: Iterable[Module]) -> Iterator[Module]:
    """所及 · A module and every module of the package that it reaches, directly or through others."""
    by_name = {module.name: module for module in modules}
    waiting, seen = [start], {start}
    while waiting:
        module = by_name[waiting.pop()]
        yield module
        for _, name in imports(module):
            known = name if name in by_name else name.rpartition(".")[0]
            if known in by_name and known not in seen and known != "landsupply":
                seen.add(known)
                waiting.append(known)


def leaning(modules: Iterable[Module]) -> Iterator[str]:
    """依靠 · Where what the evaluator is made of leans on the optimiser or on a solver."""
    for module in modules:
        if module.rung == "optimise":
            yield f"{module.path} is the optimiser's"
        for node, name in imports(module):
            if name.split(".")[0] in SOLVERS or name.startswith("landsupply.optimise"):
                yield module.at(node, f"{name} in what checks a proof")


def inexact(module: Module) -> Iterator[str]:
    """不精确 · Where a module that counts for a verdict may leave the whole numbers."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute | ast.Name) and not _is_declared(module, node):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in INEXACT:
                yield module.at(node, f"{name} is not exact")
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div | ast.MatMult):
            yield module.at(node, "a division that is not whole")
        if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            yield module.at(node, "a number that is not whole")


def _is_declared(module: Module, node: ast.Attribute | ast.Name) -> bool:
    """The problem declares a type of floats for the rows' scale, which no verdict reads."""
    return module.path == "plan/problem.py" and module.text.splitlines()[node.lineno - 1].startswith("Floats = ")


def counting() -> list[Module]:
    """核验所用 · The modules in which the figures of a verdict are counted."""
    return [
        module for module in package() if module.path.startswith(COUNTING) and not module.path.startswith(NOT_COUNTING)
    ]


def test_the_evaluator_leans_on_no_solver() -> None:
    assert "\n".join(leaning(closure(EVALUATOR, package()))) == ""


def test_the_evaluator_counts_in_whole_numbers() -> None:
    assert "\n".join(line for module in counting() for line in inexact(module)) == ""


def test_all_of_the_evaluator_is_looked_at() -> None:
    own = {module.path for module in closure(EVALUATOR, package()) if "numpy" in _outside(module)}
    assert own <= {module.path for module in counting()}
    assert "plan/certificate_prices.py" not in {module.path for module in closure(EVALUATOR, package())}


def _outside(module: Module) -> set[str]:
    return {name.split(".")[0] for _, name in imports(module)}


def test_no_verdict_reads_the_scale_of_a_row() -> None:
    """It is the one array of floats that a problem holds."""
    read = [module.path for module in counting() for node in ast.walk(module.tree) if _reads_scale(module, node)]
    assert read == []


def _reads_scale(module: Module, node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) in ("rows.scale", "problem.rows.scale")


@pytest.mark.parametrize(
    "text",
    [
        "x = a / b",
        "x /= 2",
        "x = a @ b",
        "x = 0.5",
        "x = float(a)",
        "x = np.zeros(3, np.float64)",
        "x = a.astype(float)",
        "x = np.bincount(a, weights=b)",
        "x = array.mean()",
    ],
)
def test_a_planted_inexactness_is_seen(text: str) -> None:
    assert list(inexact(planted("plan/certificate_check.py", text)))


def test_whole_numbers_are_not() -> None:
    text = "x = a // b + (c >> 3) * np.int64(2) + np.add.reduceat(d, e)"
    assert list(inexact(planted("plan/certificate_check.py", text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "import highspy",
        "from scipy.optimize import milp",
        "def f():\n    from landsupply.optimise.solve import solve",
        "from landsupply.plan.other import thing",
    ],
)
def test_a_planted_solver_is_seen(text: str) -> None:
    modules = [
        planted("plan/certificate_check.py", text),
        planted("plan/other.py", "import landsupply.optimise.solve"),
        planted("optimise/solve.py", ""),
    ]
    assert list(leaning(closure(EVALUATOR, modules)))
