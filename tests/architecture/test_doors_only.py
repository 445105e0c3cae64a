"""门外之事 · Below the doors nothing reads clock, disk, network, environment or locale, or speaks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import RUNGS, Module, complaints, imports, planted, texts

# fmt: off
OUTSIDE = frozenset(
    (
        "asyncio", "atexit", "ctypes", "fcntl", "ftplib", "getpass", "glob", "http", "imaplib",
        "locale", "logging", "mmap", "multiprocessing", "os", "pathlib", "platform", "poplib", "pwd",
        "random", "resource", "sched", "secrets", "select", "selectors", "shutil", "signal",
        "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "syslog", "tempfile",
        "threading", "time", "urllib", "uuid", "warnings", "webbrowser",
    )
)
# fmt: on
#: The named exceptions: who may import what.
MAY_IMPORT = {
    "law/shipped.py": ("importlib.resources",),
    # A GeoPackage is a database: it is opened from bytes, in memory, and turned into bytes again.
    "files/boundary_gpkg.py": ("sqlite3",),
    "files/boundary_out_gpkg.py": ("sqlite3",),
}
READERS = ("law/shipped.py",)
#: Names of files, taken apart as text: no disk is touched.
PURE_NAMES = ("pathlib.PurePath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath")

SPEAKING = frozenset(("open", "print", "input", "breakpoint", "globals"))
DISK = frozenset(("read_text", "read_bytes", "write_text", "write_bytes"))
CLOCK = frozenset(("now", "today", "utcnow", "fromtimestamp", "localtime"))
STREAMS = frozenset(("sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "sys.exit"))

#: Here land and money are integers, and a fraction is a Fraction.
EXACT_RUNGS = RUNGS[: RUNGS.index("optimise")]
#: The stored form gives the figures of a proof, which are no land, as JSON numbers.
STORED_FORMS = ("plan/form.py",)
#: Coordinates are floats; what is measured of them becomes an integer here and nowhere else.
COORDINATES = ("ledger/boundary/",)
#: On these a float becomes a whole number: the solver answers in floats, and a page is laid out in them.
WHOLE_NUMBERS_FROM = ("optimise", "files")
FLOAT_FORMAT = re.compile(r"%[-+ 0#]*\d*\.\d+[eEfFgG]|\{[^{}]*:[^{}]*\.\d+[eEfFgG%]\}")


def outside_world(module: Module) -> Iterator[str]:
    """门外之事 · Where a module below the doors touches the outside world."""
    if module.is_door or module.path == "__init__.py":
        return
    for node, name in imports(module):
        is_outside = name.split(".")[0] in OUTSIDE and name not in PURE_NAMES
        is_outside = is_outside and name not in MAY_IMPORT.get(module.path, ())
        if is_outside or _resources_out_of_place(module, name):
            yield module.at(node, f"{name} belongs to the doors")
    for call in ast.walk(module.tree):
        if isinstance(call, ast.Attribute) and ast.unparse(call) in STREAMS:
            yield module.at(call, f"{ast.unparse(call)} belongs to the doors")
        if isinstance(call, ast.Call):
            yield from _outside_call(module, call)


def _resources_out_of_place(module: Module, name: str) -> bool:
    allowed = MAY_IMPORT.get(module.path, ())
    return name.startswith(("importlib", "pkgutil")) and not name.startswith(allowed or ("-",))


def _outside_call(module: Module, call: ast.Call) -> Iterator[str]:
    name = ast.unparse(call.func)
    last = name.split(".")[-1]
    if isinstance(call.func, ast.Name) and name in SPEAKING:
        yield module.at(call, f"{name}() belongs to the doors")
    if isinstance(call.func, ast.Attribute) and last in CLOCK:
        yield module.at(call, f"{name}() reads a clock: the day is an argument")
    if isinstance(call.func, ast.Attribute) and last in DISK and module.path not in READERS:
        yield module.at(call, f"{name}() touches the disk")
    if last == "connect" and [ast.unparse(argument) for argument in call.args] != ["':memory:'"]:
        yield module.at(call, f"{name}() opens a database that is not in memory")


def inexact(module: Module) -> Iterator[str]:
    """不精确 · Where a module rounds in passing, or uses floats on a rung that counts land and money."""
    if module.is_door:
        return
    likenesses = frozenset(_likenesses(module))
    is_exact = module.rung in EXACT_RUNGS and not module.path.startswith((*STORED_FORMS, *COORDINATES))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _is_hidden_rounding(module, node):
            yield module.at(node, "round() rounds half to even, and hides it")
        if isinstance(node, ast.FormattedValue) and _is_float_format(node.format_spec):
            yield module.at(node, "a float format rounds in passing")
        if is_exact and _is_float(node) and id(node) not in likenesses:
            yield module.at(node, "a float on a rung that counts exactly")
    for node, text in texts(module):
        if FLOAT_FORMAT.search(text):
            yield module.at(node, "a float format rounds in passing")


def _is_hidden_rounding(module: Module, call: ast.Call) -> bool:
    to_whole = module.rung in WHOLE_NUMBERS_FROM and len(call.args) == 1 and not call.keywords
    return ast.unparse(call.func) == "round" and not to_whole


def _likenesses(module: Module) -> Iterator[int]:
    """How alike two names must be is no quantity: the cutoff of such a search may be a float."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.keyword) and node.arg == "cutoff":
            yield id(node.value)


def _is_float_format(spec: ast.expr | None) -> bool:
    return spec is not None and re.search(r"[eEfFgG%]'?$", ast.unparse(spec)) is not None


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"


def test_only_doors_touch_the_outside_world() -> None:
    assert complaints(outside_world) == ""


def test_land_and_money_are_counted_exactly() -> None:
    assert complaints(inexact) == ""


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from os import environ",
        "import urllib.request",
        "import logging",
        "import random",
        "from pathlib import Path",
        "from importlib.resources import files",
        "def f(path):\n    return open(path).read()",
        "def f():\n    print('x')",
        "from datetime import date\nd = date.today()",
        "import datetime\nd = datetime.datetime.now()",
        "def f(path):\n    return path.read_text()",
        "import sys\nsys.stderr.write('x')",
    ],
)
def test_a_planted_touch_is_seen(text: str) -> None:
    assert list(outside_world(planted("plan/plan.py", text)))


@pytest.mark.parametrize("path", ["cli/main.py", "web/store.py", "cluster.py", "worker.py"])
def test_doors_may(path: str) -> None:
    assert list(outside_world(planted(path, "import time\nprint(time.time())"))) == []


def test_a_database_is_in_memory_only() -> None:
    text = "import sqlite3\ndef f():\n    return sqlite3.connect({})"
    assert list(outside_world(planted("files/boundary_gpkg.py", text.format("':memory:'")))) == []
    assert list(outside_world(planted("files/boundary_gpkg.py", text.format("'ledger.db'"))))
    assert list(outside_world(planted("files/xlsx.py", text.format("':memory:'"))))


def test_packaged_data_has_one_reader() -> None:
    text = "from importlib.resources import files\ntext = files('landsupply').joinpath('x').read_text('utf-8')"
    assert list(outside_world(planted("law/shipped.py", text))) == []
    assert list(outside_world(planted("law/rulebook.py", text)))


@pytest.mark.parametrize(
    "text",
    [
        "x = round(2.5)",
        "x = 0.5",
        "x = float('1')",
        "x = f'{y:.2f}'",
        "x = f'{y:,.1%}'",
        "x = '%.2f' % y",
        "x = '{:.2f}'.format(y)",
    ],
)
def test_a_planted_float_is_seen(text: str) -> None:
    assert list(inexact(planted("plan/indicators.py", text)))


def test_coordinates_are_floats_and_their_neighbours_are_not() -> None:
    assert list(inexact(planted("ledger/boundary/gcj.py", "x = 0.5"))) == []
    assert list(inexact(planted("ledger/boundary/gcj.py", "x = round(2.5)")))
    assert list(inexact(planted("ledger/parcel.py", "x = 0.5")))


def test_the_optimiser_may_return_to_whole_numbers() -> None:
    assert list(inexact(planted("optimise/solve.py", "x = round(y)\nz = 1e-6"))) == []
    assert list(inexact(planted("optimise/solve.py", "x = round(y, 2)")))


def test_likeness_is_no_quantity() -> None:
    assert list(inexact(planted("law/vocabulary.py", "x = get_close_matches(y, z, n=3, cutoff=0.6)"))) == []
