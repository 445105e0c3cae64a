"""习惯 · What the house refuses: vague names, bare excepts, flags, hidden order, silent waivers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, complaints, functions, imports, planted

VAGUE = frozenset(("util", "utils", "helper", "helpers", "manager", "managers", "data", "process", "common", "misc"))
UNSAFE = frozenset(("pickle", "marshal", "shelve", "dill", "cloudpickle"))
WAIVER = re.compile(r"#\s*(type:\s*ignore(\[[\w, -]+\])?|noqa(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)?)(?P<reason>.*)$", re.M)
ORDERED = frozenset(("tuple", "list", "enumerate", "iter", "next", "zip", "join", "extend"))


def names(module: Module) -> Iterator[str]:
    """名称 · Module and folder names that say nothing."""
    for part in module.path.removesuffix(".py").split("/"):
        if part in VAGUE:
            yield f"{module.path}:1: {part} is no name for a thing"


def habits(module: Module) -> Iterator[str]:
    """习惯 · Refused constructions in one module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and _is_bare(module, node):
            yield module.at(node, "a bare except")
        if isinstance(node, ast.Assert):
            yield module.at(node, "an assert, which -O removes: raise a Fault")
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("eval", "exec", "compile"):
            yield module.at(node, f"{ast.unparse(node.func)}()")
    for node, name in imports(module):
        if name.split(".")[0] in UNSAFE:
            yield module.at(node, f"{name} runs what it reads")


def _is_bare(module: Module, handler: ast.ExceptHandler) -> bool:
    """BaseException too, unless its opening says why (a library's panic may have no other name)."""
    if handler.type is not None and ast.unparse(handler.type) == "BaseException":
        opening = module.text.splitlines()[handler.lineno - 1 : handler.body[0].lineno - 1]
        return "#" not in "".join(opening)
    return handler.type is None


def flags(module: Module) -> Iterator[str]:
    """开关 · Boolean parameters with a default: two functions in one."""
    for function in functions(module):
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
        for argument, default in (
            *zip(positional, defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ):
            if _is_flag(argument, default):
                yield module.at(function, f"{function.name} has the flag {argument.arg}")


def _is_flag(argument: ast.arg, default: ast.expr | None) -> bool:
    annotated = argument.annotation is not None and ast.unparse(argument.annotation) == "bool"
    return default is not None and (
        annotated or (isinstance(default, ast.Constant) and isinstance(default.value, bool))
    )


def waivers(module: Module) -> Iterator[str]:
    """免检 · A `type: ignore` or `noqa` without a named rule and a reason beside it."""
    for found in WAIVER.finditer(module.text):
        if not re.search(r"\w{3}", found["reason"]) or (found[2] is None and found[3] is None):
            line = module.text.count("\n", 0, found.start()) + 1
            yield f"{module.path}:{line}: a waiver without its rule and reason"


def hidden_order(module: Module) -> Iterator[str]:
    """无序 · Where a set is iterated into something that has an order."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.For) and _is_set(node.iter):
            yield module.at(node.iter, "a loop over a set")
        if isinstance(node, ast.ListComp | ast.DictComp) and any(_is_set(part.iter) for part in node.generators):
            yield module.at(node, "a list made from a set")
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ORDERED:
            yield from (module.at(part, "a set put in an order of its own") for part in node.args if _is_set(part))


def _is_set(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("set", "frozenset")
    return isinstance(node, ast.Set | ast.SetComp)


LAWS = (names, habits, flags, waivers, hidden_order)


@pytest.mark.parametrize("law", LAWS)
def test_the_house_refuses(law) -> None:
    assert complaints(law) == ""


@pytest.mark.parametrize(
    ("law", "path", "text"),
    [
        (names, "plan/utils.py", ""),
        (names, "data/plan.py", ""),
        (habits, "plan/plan.py", "try:\n    f()\nexcept:\n    pass"),
        (habits, "plan/plan.py", "try:\n    f()\nexcept BaseException:\n    pass"),
        (habits, "plan/plan.py", "assert x > 0"),
        (habits, "plan/plan.py", "eval('1')"),
        (habits, "plan/plan.py", "import pickle"),
        (flags, "plan/plan.py", "def f(a, strict: bool = True): ..."),
        (flags, "plan/plan.py", "def f(a, *, strict=False): ..."),
        (waivers, "plan/plan.py", "x = f()  # type: ignore"),
        (waivers, "plan/plan.py", "x = f()  # type: ignore[arg-type]"),
        (waivers, "plan/plan.py", "x = f()  # noqa: E501"),
        (hidden_order, "plan/plan.py", "for x in {1, 2}: pass"),
        (hidden_order, "plan/plan.py", "x = [y for y in set(z)]"),
        (hidden_order, "plan/plan.py", "x = tuple({y.id for y in z})"),
        (hidden_order, "plan/plan.py", "x = ', '.join(set(z))"),
    ],
)
def test_a_planted_habit_is_seen(law, path: str, text: str) -> None:
    assert list(law(planted(path, text)))


@pytest.mark.parametrize("law", LAWS)
def test_good_habits_are_not(law) -> None:
    text = """
    def f(a: int, seen: bool) -> tuple[int, ...]:
        try:
            return tuple(sorted({a, 2}))
        except ValueError:
            return tuple(g())  # type: ignore[arg-type]  # the library declares no type here
    """
    assert list(law(planted("plan/area.py", text))) == []
