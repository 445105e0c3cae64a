"""源码 · The package's source as values, so that a law about it can be shown a violation."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "landsupply"

#: Written by a program from the tables' definitions.
GENERATED = "web/migrations/0"

RUNGS = (
    "measure", "seal", "law", "ledger", "prepare", "options", "targets", "plan", "optimise",
    "track", "adjust", "assess", "publish", "proofread", "files",
)  # fmt: skip
FIRST_LINE = re.compile(r"^(?P<word>[^·]+) · (?P<sentence>.*[A-Za-z]{2,} .*[.:?!…])$")
DOOR_HELPERS = ("worker", "example")
DOORS = ("cli", "web", "cluster")


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """模块 · One source file: its dotted name, its path inside the package, its text and its tree."""

    name: str
    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def rung(self) -> str:
        """The folder (or door file) under the package that holds it; empty for the root."""
        return self.path.removesuffix(".py").split("/")[0] if self.path != "__init__.py" else ""

    @property
    def is_door(self) -> bool:
        return self.rung in (*DOORS, *DOOR_HELPERS, "__main__")

    def at(self, node: ast.AST, complaint: str) -> str:
        """A complaint with its place."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {complaint}"


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@cache
def package() -> tuple[Module, ...]:
    """全部模块 · Every module of the package, by path."""
    paths = ((path.relative_to(PACKAGE).as_posix(), path) for path in sorted(PACKAGE.rglob("*.py")))
    return tuple(_module(name, path.read_text("utf-8")) for name, path in paths if not name.startswith(GENERATED))


def planted(path: str, text: str) -> Module:
    """植入 · A module made up for a test, as if it stood at this path of the package."""
    return _module(path, textwrap.dedent(text))


def _module(path: str, text: str) -> Module:
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts = parts[:-1]
    return Module(name=".".join(("landsupply", *parts)), path=path, text=text)


def complaints(law: Callable[[Module], Iterator[str]]) -> str:
    """违反之处 · All that a law has to say about the package, one line each; empty where it is kept."""
    return "\n".join(line for module in package() for line in law(module))


def imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """引用 · Each module that is imported anywhere in the file, with the statement that does it.

    `from a import b` counts as `a.b`, since b may be a module; a relative import begins with a dot.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            yield from ((node, f"{origin}.{alias.name}") for alias in node.names)


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """函数 · Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def docstring_nodes(tree: ast.AST) -> frozenset[int]:
    """文档串 · The identities of the constants that are docstrings."""
    return frozenset(
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
        and isinstance(node.body[0].value.value, str)
    )


def texts(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """文本常量 · Every string outside docstrings; an f-string as its literal parts, joined."""
    skipped = set(docstring_nodes(module.tree))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part for part in node.values if isinstance(part, ast.Constant)]
            skipped.update(id(part) for part in parts)
            yield node, "".join(str(part.value) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node, node.value


def has_cjk(text: str) -> bool:
    """是否含汉字 · Whether a text holds a Chinese character."""
    return any("\u3400" <= sign <= "\u9fff" for sign in text)


def word_of(docstring: str) -> str | None:
    """中文词 · The Chinese word in a docstring's first line, or None where that line is not of the form."""
    found = FIRST_LINE.match(docstring.split("\n", 1)[0].strip())
    return found["word"] if found is not None and has_cjk(found["word"]) else None
