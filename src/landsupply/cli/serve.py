"""网页 · Begins the web application, which is a door of its own and an extra of the installation."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec

from landsupply.measure.fault import InputFault

_APPLICATION = "landsupply.web"


def run(arguments: argparse.Namespace) -> int:
    """网页 · The exit code of the application's own process; X432 where the extra is not installed."""
    if find_spec("django") is None:
        raise InputFault("X432")
    return subprocess.call([sys.executable, "-m", _APPLICATION, *_words(arguments)])


def _words(arguments: argparse.Namespace) -> list[str]:
    home = ["--home", str(arguments.home)] if arguments.home else []
    if arguments.admin:
        return [*home, "createadmin", arguments.admin, "--role", arguments.role]
    if arguments.rebuild:
        return [*home, "rebuild"]
    example = ["--demo", arguments.example] if arguments.example else []
    return [*home, "serve", "--port", str(arguments.port), "--host", arguments.host, *example]
