"""命令参数 · The parser, its words, and the arguments that several verbs share."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.metadata import version
from math import isfinite
from pathlib import Path
from typing import NoReturn

from landsupply.cli.exits import Exit
from landsupply.cli.screen import out, wrapped
from landsupply.law.words import say
from landsupply.measure.days import Precision, read_day
from landsupply.measure.fault import MeasureFault

#: What the standard parser says of a command that is not well formed, and the codes of our words for it.
_MISUSES = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "X016"),
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), "X017"),
    (re.compile(r"argument (?P<what>\S+): invalid choice: (?P<raw>.+) \(choose from (?P<known>.+)\)"), "X018"),
    (re.compile(r"argument (?P<what>\S+): expected .*arguments?"), "X019"),
    (re.compile(r"argument (?P<what>\S+): invalid \w+ value: (?P<raw>.+)"), "X034"),
)


class Parser(argparse.ArgumentParser):
    """命令行 · Help and usage errors in the language; a usage error ends with exit code 2."""

    def __init__(self, *, lang: str, prog: str, description: str, epilog: str | None = None, help: str = "") -> None:
        """A parser of the words of one language; `help` is what the list of verbs says of it."""
        del help
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=partial(Formatter, lang=lang),
        )
        self.lang = lang
        self.given = self.add_argument_group(say("X035", lang))
        self.choices = self.add_argument_group(say("X036", lang))
        self.choices.add_argument("-h", "--help", action="help", help=say("X037", lang))
        # SUPPRESS: these may stand before or behind the verb, and neither place may undo the other.
        none = argparse.SUPPRESS
        self.choices.add_argument("--lang", choices=("zh", "en"), metavar="zh|en", default=none, help=say("X014", lang))
        self.choices.add_argument("--quiet", action="store_true", default=none, help=say("X015", lang))

    def error(self, message: str) -> NoReturn:
        """用法错误 · What is wrong with the command, and where help is."""
        self.print_usage(sys.stderr)
        words = say("X010", self.lang, reason=_misuse(message, self.lang), program=self.prog)
        self.exit(Exit.USAGE, f"X010 {words}\n")


class Formatter(argparse.HelpFormatter):
    """帮助版式 · Lines folded by terminal cells, for a Chinese character takes two and has no space behind it."""

    def __init__(self, prog: str, lang: str = "zh") -> None:
        super().__init__(prog, max_help_position=30, width=96)
        self.lang = lang

    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def] # as inherited
        """用法行 · The usage line under its word in the language."""
        super().add_usage(usage, actions, groups, say("X038", self.lang) if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width))


class Version(argparse.Action):
    """版本 · Prints the version of the installed package, looked up only when asked for."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:  # type: ignore[no-untyped-def] # as inherited
        """看版本 · One line, and the end."""
        del namespace, values, option_string
        out(f"{parser.prog} {version(parser.prog)}")
        parser.exit()


def _misuse(message: str, lang: str) -> str:
    """The parser's complaint in the language; as it stands where it is none of the known ones."""
    for pattern, code in _MISUSES:
        if found := pattern.fullmatch(message):
            return say(code, lang, **found.groupdict())
    return message


@dataclass(frozen=True, slots=True)
class Verb:
    """命令 · A verb, the code of its one-line help, and the arguments it takes."""

    name: str
    help: str
    arguments: Callable[[Parser], None]


def verbs_of(parser: Parser, verbs: Iterable[Verb], dest: str, title: str) -> None:
    """动词 · A parser for each verb, under the words of the title; the one given is kept by the name of `dest`."""
    lang = parser.lang
    known = parser.add_subparsers(  # type: ignore[call-overload] # any maker of a parser will do as its class
        dest=dest, required=True, title=say(title, lang), parser_class=partial(Parser, lang=lang)
    )
    for verb in verbs:
        words = say(verb.help, lang)
        verb.arguments(known.add_parser(verb.name, help=words, description=words))


def a_day(text: str) -> date:
    """日期参数 · A full day such as 2024-03-01."""
    try:
        read = read_day(text)
    except MeasureFault as fault:
        raise ValueError(text) from fault
    if read.precision is not Precision.DAY:
        raise ValueError(text)
    return read.day


def seconds(text: str) -> float:
    """秒数参数 · A number of seconds above zero."""
    number = float(text)
    if not isfinite(number) or number <= 0:
        raise ValueError(text)
    return number


def with_ledger(parser: Parser, count: str = "+") -> None:
    """台账文件 · The files of a ledger."""
    parser.given.add_argument("files", nargs=count, type=Path, metavar="FILE", help=say("X020", parser.lang))


def with_plan(parser: Parser) -> None:
    """计划文件 · The file of a plan."""
    parser.given.add_argument("plan", type=Path, metavar="PLAN", help=say("X028", parser.lang))


def with_place(parser: Parser) -> None:
    """地区 · The place whose law and names hold."""
    parser.choices.add_argument("--place", metavar="CODE|DIR", help=say("X021", parser.lang))


def with_day(parser: Parser, code: str) -> None:
    """日期 · The day asked of, with the words of its help."""
    parser.choices.add_argument("--day", type=a_day, metavar="DAY", help=say(code, parser.lang))


def with_json(parser: Parser) -> None:
    """结果写成 JSON · Whether the answer is to be JSON."""
    parser.choices.add_argument("--json", action="store_true", help=say("X022", parser.lang))


def named_file(text: str) -> tuple[str, Path]:
    """命名文件 · A layer's name and its file; ValueError where the text is none."""
    name, sign, file = text.partition("=")
    if not (name.strip() and sign and file.strip()):
        raise ValueError(text)
    return name.strip(), Path(file.strip())


def with_layers(parser: Parser) -> None:
    """图层 · Layers by name, each with its file."""
    for name, code in (("--layer", "X144"), ("--inside", "X145"), ("--told", "X146")):
        told = say(code, parser.lang)
        parser.choices.add_argument(name, action="append", type=named_file, default=[], metavar="NAME=FILE", help=told)
