"""法规 · Instruments, parameters and rules on a day, what moved between two days, and how a bureau confirms a fact."""

from __future__ import annotations

import argparse
from importlib import import_module


def run(arguments: argparse.Namespace) -> int:
    """法规 · Each step has a file of its own beside this one."""
    return int(import_module(f"landsupply.cli.law_{arguments.step}").run(arguments))
