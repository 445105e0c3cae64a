"""体检 · Says what this machine offers: versions, the solver, what the embedded database can be trusted with."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from landsupply.cli.desk import json_bytes
from landsupply.cli.exits import Exit
from landsupply.cli.screen import out
from landsupply.law.words import say
from landsupply.seal.journal import journal_of

_LIBRARIES = ("landsupply", "highspy", "numpy", "numba", "shapely", "pyproj", "Django", "Authlib", "psycopg")


def run(arguments: argparse.Namespace) -> int:
    """体检 · 0; what is missing only keeps its own part from being used."""
    found = dict(_found()) | _provider(arguments.lang)
    if arguments.json:
        out(json_bytes({"format": "landsupply.doctor/1", **found}).decode().rstrip())
        return Exit.OK
    for name, value in found.items():
        out(f"{name}  {value or say('X436', arguments.lang)}")
    journal, synchronous = journal_of(sqlite3.sqlite_version_info)
    out(say("X437", arguments.lang, version=sqlite3.sqlite_version, journal=journal, synchronous=synchronous))
    return Exit.OK


def _found() -> Iterator[tuple[str, str]]:
    yield "python", platform.python_version()
    yield "sqlite", sqlite3.sqlite_version
    yield "journal", "+".join(journal_of(sqlite3.sqlite_version_info))
    for name in _LIBRARIES:
        yield name, _version(name)


def _provider(lang: str) -> dict[str, str]:
    """What the web application says of the provider of sign-in, where one is set: the two doors share no code."""
    if find_spec("django") is None or not any(name.startswith("LANDSUPPLY_OIDC_") for name in os.environ):
        return {}
    command = [sys.executable, "-X", "utf8", "-m", "landsupply.web.oidc_doctor", lang]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return {"sign-in": done.stdout.strip() or done.stderr.strip()[-200:]}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
