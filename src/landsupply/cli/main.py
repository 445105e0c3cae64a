"""入口 · Parses the command, runs its verb, and turns every failure into words and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from landsupply.cli.exits import INTERRUPTED, Exit, exit_of
from landsupply.cli.parser import build_parser
from landsupply.cli.screen import note, tell
from landsupply.law.words import say
from landsupply.measure.fault import Fault


def main(words: Sequence[str] | None = None) -> int:
    """执行 · The exit code of a command given as words."""
    given = list(sys.argv[1:] if words is None else words)
    lang = _language(given)
    try:
        return _run(given, lang)
    except SystemExit as end:  # how the parser ends after help, or when the command is not well formed
        return int(end.code or 0)
    except Fault as fault:
        tell(fault, lang)
        return exit_of(fault)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; nothing left to say
        return Exit.OK
    except KeyboardInterrupt:
        note(f"X092 {say('X092', lang)}")
        return INTERRUPTED
    except MemoryError:
        note(f"X091 {say('X091', lang)}")
        return Exit.FAULT
    except Exception as error:  # the last door: a person gets a sentence, never a traceback
        if os.environ.get("LANDSUPPLY_DEBUG"):
            raise
        note(f"X090 {say('X090', lang, kind=type(error).__name__, reason=str(error)[:200])}")
        return Exit.FAULT


def _run(words: Sequence[str], lang: str) -> int:
    arguments = build_parser(lang).parse_args(words)
    arguments.lang, arguments.quiet = lang, getattr(arguments, "quiet", False)
    code = int(import_module(f"landsupply.cli.{arguments.verb}").run(arguments))
    sys.stdout.flush()  # a reader that has gone is noticed here, not when Python ends
    return code


def _language(words: Sequence[str]) -> str:
    """The language is needed before the parser speaks; the last one given holds, as the parser has it."""
    lang = "zh"
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "--lang" or word.startswith("--lang="):
            lang = word.partition("=")[2] or following
    return "en" if lang == "en" else "zh"


def run() -> None:
    """命令入口 · What the installed command calls; speaks UTF-8 whatever the console's locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
