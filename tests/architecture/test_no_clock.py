"""不计时 · No test reads a clock: how fast something is, benchmarks say; how often it steps, a test may count."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

import pytest

from tests.architecture.source import ROOT, Module, imports, planted
from tests.calls import calls

CLOCKS = frozenset(("time", "timeit", "resource", "cProfile", "profile", "pytest_timeout", "pytest_benchmark"))
#: Whatever they are asked of: `datetime.now()`, `date.today()`, `os.times()`, `@pytest.mark.timeout`.
ASKED = frozenset(("now", "today", "utcnow", "times", "timeout", "getrusage"))


def clocks(module: Module) -> Iterator[str]:
    """时钟 · Where a test module reads a clock, or lets a limit of time decide."""
    for node, name in imports(module):
        if name.split(".")[0] in CLOCKS:
            yield module.at(node, f"{name} in a test")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in ASKED:
            yield module.at(node, f"{ast.unparse(node)} in a test")
        if isinstance(node, ast.keyword) and node.arg in ("timeout", "deadline") and not _is_none(node.value):
            yield module.at(node.value, f"a limit of time in a test: {ast.unparse(node)}")


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


#: Here other processes are waited for: a server that comes up, a job that ends, one that is killed.
WAITING = ("tests/browser/", "tests/web/")


def _tests() -> Iterator[Module]:
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.relative_to(ROOT).as_posix().startswith(WAITING):
            continue
        yield planted(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def test_no_test_uses_a_clock() -> None:
    modules = list(_tests())
    assert len(modules) > 50
    assert "\n".join(line for module in modules for line in clocks(module)) == ""


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "import time as clock",
        "from time import process_time",
        "def test_it():\n    from timeit import timeit",
        "import resource",
        "from datetime import datetime\nstart = datetime.now()",
        "import datetime\nday = datetime.date.today()",
        "import os\nstart = os.times()",
        "import pytest\n@pytest.mark.timeout(5)\ndef test_it(): ...",
        "import subprocess\nsubprocess.run(['x'], timeout=5)",
        "from hypothesis import settings\n@settings(deadline=200)\ndef test_it(): ...",
    ],
)
def test_a_planted_clock_is_seen(text: str) -> None:
    assert list(clocks(planted("tests/plan/test_plan.py", text)))


def test_innocent_lines_are_not() -> None:
    text = """
    from datetime import date
    from hypothesis import settings
    TEXT = "import time"
    DAY = date(2024, 3, 1)
    settings.register_profile("local", deadline=None)
    """
    assert list(clocks(planted("tests/plan/test_plan.py", text))) == []


def _linear(size: int) -> int:
    return sum(len(str(one)) for one in range(size))


def _quadratic(size: int) -> int:
    return sum(_linear(one) for one in range(size))


def test_the_count_that_stands_in_for_a_clock_tells_growth() -> None:
    assert calls(partial(_linear, 200)) == calls(partial(_linear, 200))
    assert calls(partial(_linear, 400)) <= 2 * calls(partial(_linear, 200))
    assert calls(partial(_quadratic, 400)) > 3 * calls(partial(_quadratic, 200))
