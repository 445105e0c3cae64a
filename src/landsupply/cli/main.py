"""入口 · Parses the command, runs its verb, and turns every failure into words and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from landsupply.cli.desk import note, tell
from landsupply.cli.exits import Exit, exit_of
from landsupply.cli.parser import build_parser
from landsupply.law.words import say
from landsupply.measure.fault import Fault


def main(words: Sequence[str] | None = None) -> int:
    """执行 · The exit code of a command given as words."""
    given = list(sys.argv[1:] if words is None else words)
    lang = _language(given)
    arguments = build_parser(lang).parse_args(given)
    arguments.lang, arguments.quiet = lang, getattr(arguments, "quiet", False)
    try:
        return int(import_module(f"landsupply.cli.{arguments.verb}").run(arguments))
    except Fault as fault:
        tell(fault, lang)
        return exit_of(fault)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; nothing left to say
        return Exit.OK
    except MemoryError:
        note(f"X091 {say('X091', lang)}")
        return Exit.FAULT
    except Exception as error:  # the last door: a person gets a sentence, never a traceback
        if os.environ.get("LANDSUPPLY_DEBUG"):
            raise
        note(f"X090 {say('X090', lang, kind=type(error).__name__, reason=str(error)[:200])}")
        return Exit.FAULT


def _language(words: Sequence[str]) -> str:
    """The language is needed before the parser speaks."""
    for i, word in enumerate(words):
        value = words[i + 1] if word == "--lang" and i + 1 < len(words) else word.removeprefix("--lang=")
        if value == "en" and word.startswith("--lang"):
            return "en"
    return "zh"


def run() -> None:
    """命令入口 · What the installed command calls; speaks UTF-8 whatever the console's locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
