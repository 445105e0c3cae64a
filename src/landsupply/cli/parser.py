"""命令解析 · The verbs with their arguments and help, in Chinese first; imports no rung that is heavy."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from landsupply import __version__
from landsupply.cli.exits import Exit
from landsupply.law.words import say
from landsupply.measure.days import Precision, read_day
from landsupply.measure.fault import MeasureFault

Arguments = Callable[[argparse.ArgumentParser, str], None]


@dataclass(frozen=True, slots=True)
class Verb:
    """命令 · A verb, the code of its one-line help, and the arguments it takes."""

    name: str
    help: str
    arguments: Arguments


class Parser(argparse.ArgumentParser):
    """命令行 · Usage errors are said in words, with exit code 2."""

    lang = "zh"

    def error(self, message: str) -> NoReturn:
        """用法错误 · What is wrong with the command, and where help is."""
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"X010 {say('X010', self.lang, reason=message, program=self.prog)}\n")


def a_day(text: str) -> date:
    """日期参数 · A full day such as 2024-03-01."""
    try:
        read = read_day(text)
    except MeasureFault as fault:
        raise argparse.ArgumentTypeError(text) from fault
    if read.precision is not Precision.DAY:
        raise argparse.ArgumentTypeError(text)
    return read.day


def _ledger_files(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("X020", lang))


def _place(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--place", metavar="CODE|DIR", help=say("X021", lang))


def _json(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--json", action="store_true", help=say("X022", lang))


def _examine(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=say("X020", lang))
    parser.add_argument("--template", type=Path, metavar="FILE", help=say("X023", lang))
    _place(parser, lang)
    _json(parser, lang)


def _options(parser: argparse.ArgumentParser, lang: str) -> None:
    _ledger_files(parser, lang)
    parser.add_argument("--brief", type=Path, metavar="BRIEF", help=say("X024", lang))
    parser.add_argument("--day", type=a_day, metavar="DAY", help=say("X025", lang))
    _place(parser, lang)
    _json(parser, lang)


def _propose(parser: argparse.ArgumentParser, lang: str) -> None:
    _ledger_files(parser, lang)
    parser.add_argument("--brief", type=Path, required=True, metavar="BRIEF", help=say("X024", lang))
    parser.add_argument("--out", type=Path, default=Path("plan.json"), metavar="PLAN", help=say("X026", lang))
    parser.add_argument("--day", type=a_day, metavar="DAY", help=say("X025", lang))
    parser.add_argument("--seconds", type=float, metavar="N", help=say("X027", lang))
    _place(parser, lang)
    _json(parser, lang)


def _check(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("plan", type=Path, metavar="PLAN", help=say("X028", lang))
    parser.add_argument("--ledger", type=Path, nargs="+", required=True, metavar="FILE", help=say("X020", lang))
    _place(parser, lang)
    _json(parser, lang)


def _publish(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("plan", type=Path, metavar="PLAN", help=say("X028", lang))
    parser.add_argument("--out", type=Path, default=Path("."), metavar="DIR", help=say("X029", lang))
    parser.add_argument("--internal", action="store_true", help=say("X030", lang))
    _place(parser, lang)


def _proofread(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=say("X031", lang))
    parser.add_argument("--day", type=a_day, metavar="DAY", help=say("X032", lang))
    _place(parser, lang)
    _json(parser, lang)


def _demo(parser: argparse.ArgumentParser, lang: str) -> None:
    parser.add_argument("--example", default="zhengzhou-2024", metavar="NAME", help=say("X033", lang))
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("X029", lang))
    _json(parser, lang)


VERBS = (
    Verb("examine", "X040", _examine),
    Verb("options", "X041", _options),
    Verb("propose", "X042", _propose),
    Verb("check", "X043", _check),
    Verb("publish", "X044", _publish),
    Verb("proofread", "X045", _proofread),
    Verb("demo", "X046", _demo),
)


def build_parser(lang: str = "zh") -> Parser:
    """建命令 · The parser with every verb, its words in the language."""
    Parser.lang = lang
    parser = Parser(prog="landsupply", description=say("X011", lang), epilog=say("X012", lang))
    parser.add_argument("--version", action="version", version=f"landsupply {__version__}")
    _common(parser, lang)
    verbs = parser.add_subparsers(dest="verb", required=True, title=say("X013", lang))
    for verb in VERBS:
        words = say(verb.help, lang)
        one = verbs.add_parser(verb.name, help=words, description=words)
        _common(one, lang)
        verb.arguments(one, lang)
    return parser


def _common(parser: argparse.ArgumentParser, lang: str) -> None:
    """Language and quiet may stand before or behind the verb."""
    none = argparse.SUPPRESS
    parser.add_argument("--lang", choices=("zh", "en"), default=none, help=say("X014", lang))
    parser.add_argument("--quiet", action="store_true", default=none, help=say("X015", lang))
