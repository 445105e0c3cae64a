"""篇幅 · Files and functions stay small enough to be read: the tail is where the faults are."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from statistics import median

import pytest

from tests.architecture.source import ROOT, Module, complaints, functions, package, planted

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
USUAL_FUNCTION = 25
MEDIAN_FUNCTION = 9
MOST_PARAMETERS = 6

#: The inner loop of the optimiser alone may be one long function.
EXEMPT = ("optimise/kernel.py",)

#: Code beside the package: its files are read as often, only its functions may be long.
BESIDE = ("tests", "benchmarks", "examples")


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """行数 · The lines from `def` to the end, its docstring not counted."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        total -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return total


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """参数个数 · The parameters that a caller must think of."""
    arguments = function.args
    named = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    stars = [star for star in (arguments.vararg, arguments.kwarg) if star is not None]
    return len(named) + len(stars) - (named[:1] in (["self"], ["cls"]))


def length(module: Module) -> Iterator[str]:
    """文件行数 · Whether one file is too long as a whole."""
    total = len(module.text.splitlines())
    if total > LONGEST_FILE:
        yield f"{module.path}:1: {total} lines, more than {LONGEST_FILE}"


def sizes(module: Module) -> Iterator[str]:
    """篇幅 · What is too long in one module."""
    yield from length(module)
    if module.path in EXEMPT:
        return
    for function in functions(module):
        if lines(function) > LONGEST_FUNCTION:
            yield module.at(function, f"{function.name} has {lines(function)} lines, more than {LONGEST_FUNCTION}")
        if parameters(function) > MOST_PARAMETERS:
            yield module.at(function, f"{function.name} has {parameters(function)} parameters: pass a value")


def spread(counts: Sequence[int]) -> Iterator[str]:
    """分布 · What is wrong with the lengths of all functions together."""
    if not counts:
        return
    if median(counts) > MEDIAN_FUNCTION:
        yield f"the median function has {median(counts)} lines, more than {MEDIAN_FUNCTION}"
    usual = sum(count <= USUAL_FUNCTION for count in counts)
    if usual * 10 < len(counts) * 9:
        yield f"only {usual} of {len(counts)} functions have at most {USUAL_FUNCTION} lines"


def test_nothing_is_too_long() -> None:
    assert complaints(sizes) == ""


def _beside() -> Iterator[Module]:
    for folder in BESIDE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield planted(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))


def test_no_file_beside_the_package_is_too_long() -> None:
    modules = list(_beside())
    assert {module.path.split("/")[0] for module in modules} >= {"tests", "benchmarks"}
    assert "\n".join(line for module in modules for line in length(module)) == ""


def test_most_functions_are_short() -> None:
    counts = [lines(function) for module in package() if module.path not in EXEMPT for function in functions(module)]
    assert list(spread(counts)) == []


def _function(body: int, signature: str = "a") -> str:
    return f"def f({signature}):\n    '''Says.\n\n    More.\n    '''\n" + "    a += 1\n" * body


def test_the_docstring_is_not_counted() -> None:
    (function,) = functions(planted("plan/plan.py", _function(3)))
    assert lines(function) == 4


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\n" * (LONGEST_FILE + 1),
        _function(LONGEST_FUNCTION),
        _function(1, "a, b, c, d, *, e, f, g"),
        "class C:\n    def f(self, a, b, c, d, e, *rest, **others): ...",
    ],
)
def test_a_planted_giant_is_seen(text: str) -> None:
    assert list(sizes(planted("plan/plan.py", text)))


def test_a_planted_long_file_of_tests_is_seen() -> None:
    told = list(length(planted("tests/plan/test_plan.py", "x = 1\n" * (LONGEST_FILE + 1))))
    assert told == [f"tests/plan/test_plan.py:1: {LONGEST_FILE + 1} lines, more than {LONGEST_FILE}"]
    assert list(length(planted("tests/plan/test_plan.py", "x = 1\n" * LONGEST_FILE))) == []


def test_the_limits_themselves_are_allowed() -> None:
    assert list(sizes(planted("plan/plan.py", _function(LONGEST_FUNCTION - 1, "a, b, c, d, e, f")))) == []
    assert list(sizes(planted("plan/plan.py", "class C:\n    def f(self, a, b, c, d, e, f): ..."))) == []
    assert list(sizes(planted("optimise/kernel.py", _function(300)))) == []


def test_a_planted_spread_is_seen() -> None:
    assert list(spread([10, 10, 3])) == ["the median function has 10 lines, more than 9"]
    assert list(spread([3] * 8 + [26, 26])) == ["only 8 of 10 functions have at most 25 lines"]
    assert list(spread([9] * 9 + [26])) == []
