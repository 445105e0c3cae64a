"""命令解析 · The verbs with their arguments and help, in Chinese first; imports no rung that is heavy."""

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


def _verbs(parser: Parser, verbs: Iterable[Verb], dest: str, title: str) -> None:
    """A parser for each verb, under the words of the title; the one given is kept by the name of `dest`."""
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


def _ledger_files(parser: Parser, count: str = "+") -> None:
    parser.given.add_argument("files", nargs=count, type=Path, metavar="FILE", help=say("X020", parser.lang))


def _plan(parser: Parser) -> None:
    parser.given.add_argument("plan", type=Path, metavar="PLAN", help=say("X028", parser.lang))


def _place(parser: Parser) -> None:
    parser.choices.add_argument("--place", metavar="CODE|DIR", help=say("X021", parser.lang))


def _day(parser: Parser, code: str) -> None:
    parser.choices.add_argument("--day", type=a_day, metavar="DAY", help=say(code, parser.lang))


def _json(parser: Parser) -> None:
    parser.choices.add_argument("--json", action="store_true", help=say("X022", parser.lang))


def _examine(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    _ledger_files(parser, "*")
    choices.add_argument("--template", type=Path, metavar="FILE", help=say("X023", lang))
    choices.add_argument("--sender", default="", metavar="NAME", help=say("X182", lang))
    choices.add_argument("--habits", type=Path, metavar="FILE", help=say("X183", lang))
    choices.add_argument("--map", action="append", default=[], metavar="TITLE=FIELD[:UNIT]", help=say("X184", lang))
    choices.add_argument("--by", default="", metavar="NAME", help=say("X185", lang))
    choices.add_argument("--hidden", choices=("ask", "take", "leave"), metavar="ask|take|leave", help=say("X186", lang))
    choices.add_argument("--ditto", choices=("ask", "copy"), metavar="ask|copy", help=say("X187", lang))
    choices.add_argument("--merged", choices=("ask", "copy"), metavar="ask|copy", help=say("X188", lang))
    choices.add_argument("--mapping", action="store_true", help=say("X189", lang))
    choices.add_argument("--preview", action="store_true", help=say("X190", lang))
    choices.add_argument("--back", type=Path, metavar="DIR", help=say("X191", lang))
    choices.add_argument("--arrivals", type=Path, metavar="FILE", help=say("X192", lang))
    choices.add_argument("--out", type=Path, metavar="FILE", help=say("X193", lang))
    _place(parser)
    _json(parser)


def _options(parser: Parser) -> None:
    _ledger_files(parser)
    parser.choices.add_argument("--brief", type=Path, metavar="BRIEF", help=say("X024", parser.lang))
    _day(parser, "X025")
    _place(parser)
    _json(parser)


def _propose(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    _ledger_files(parser)
    choices.add_argument("--brief", type=Path, required=True, metavar="BRIEF", help=say("X024", lang))
    choices.add_argument("--out", type=Path, default=Path("plan.json"), metavar="PLAN", help=say("X026", lang))
    choices.add_argument("--seconds", type=seconds, metavar="N", help=say("X027", lang))
    _day(parser, "X025")
    _place(parser)
    _json(parser)


def _check(parser: Parser) -> None:
    _plan(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--ledger", nargs="+", type=Path, required=True, metavar="FILE", help=say("X020", lang))
    _place(parser)
    _json(parser)


def _verify(parser: Parser) -> None:
    _check(parser)


def _publish(parser: Parser) -> None:
    _plan(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--out", type=Path, default=Path("."), metavar="DIR", help=say("X029", lang))
    choices.add_argument("--internal", action="store_true", help=say("X030", lang))
    _place(parser)
    _json(parser)


def _proofread(parser: Parser) -> None:
    parser.given.add_argument("file", type=Path, metavar="FILE", help=say("X031", parser.lang))
    parser.choices.add_argument("--out", type=Path, metavar="DOCX", help=say("X240", parser.lang))
    reserve = say("X278", parser.lang)
    parser.choices.add_argument("--reserve", nargs="+", type=Path, default=[], metavar="FILE", help=reserve)
    _day(parser, "X032")
    _place(parser)
    _json(parser)


def _named_file(text: str) -> tuple[str, Path]:
    """A layer's name and its file."""
    name, sign, file = text.partition("=")
    if not (name.strip() and sign and file.strip()):
        raise ValueError(text)
    return name.strip(), Path(file.strip())


def _layers(parser: Parser) -> None:
    for name, code in (("--layer", "X144"), ("--inside", "X145"), ("--told", "X146")):
        told = say(code, parser.lang)
        parser.choices.add_argument(name, action="append", type=_named_file, default=[], metavar="NAME=FILE", help=told)


def _boundary(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("X141", lang))
    for name, code in (("--ledger", "X142"), ("--supplied", "X143"), ("--reference", "X147")):
        choices.add_argument(name, nargs="+", type=Path, default=[], metavar="FILE", help=say(code, lang))
    _layers(parser)
    choices.add_argument("--fix", metavar="FIX", help=say("X148", lang))
    choices.add_argument("--repair", action="append", default=[], metavar="NAME|all", help=say("X151", lang))
    choices.add_argument("--by", metavar="WHO", help=say("X149", lang))
    choices.add_argument("--why", metavar="WHY", help=say("X150", lang))
    choices.add_argument("--encoding", choices=("gb18030", "utf-8"), help=say("X152", lang))
    choices.add_argument("--out", action="append", type=Path, default=[], metavar="FILE", help=say("X153", lang))
    choices.add_argument("--offending", type=Path, metavar="DIR", help=say("X154", lang))
    _day(parser, "X155")
    _place(parser)
    _json(parser)


def _match(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    _ledger_files(parser)
    choices.add_argument("--kind", action="append", default=[], metavar="FILE=KIND", help=say("X120", lang))
    drawn = say("X198", lang)
    choices.add_argument("--boundary", action="append", type=_named_file, default=[], metavar="LIST=FILE", help=drawn)
    choices.add_argument("--year", type=int, metavar="YEAR", help=say("X121", lang))
    choices.add_argument("--review", type=Path, metavar="FILE", help=say("X122", lang))
    choices.add_argument("--record", type=Path, metavar="FILE", help=say("X104", lang))
    stated = (("decisions", "X103"), ("corrections", "X105"), ("lineage", "X106"), ("fates", "X108"))
    for name, code in stated:
        choices.add_argument(f"--{name}", type=Path, action="append", default=[], metavar="FILE", help=say(code, lang))
    choices.add_argument("--opening", type=Path, metavar="FILE", help=say("X107", lang))
    choices.add_argument("--out", type=Path, metavar="FILE", help=say("X109", lang))
    trace = say("X123", lang)
    choices.add_argument("--trace", nargs=2, action="append", default=[], metavar=("PARCEL", "FIELD"), help=trace)
    _place(parser)
    _json(parser)


def _law(parser: Parser) -> None:
    _verbs(parser, LAW_STEPS, "step", "X207")


def _law_list(parser: Parser) -> None:
    standings = ("not_yet", "in_force", "amended", "superseded", "repealed", "spent", "unverified")
    told = say("X210", parser.lang)
    parser.choices.add_argument("--standing", choices=standings, metavar="|".join(standings), help=told)
    _day(parser, "X208")
    _place(parser)
    _json(parser)


def _law_show(parser: Parser) -> None:
    parser.given.add_argument("what", metavar="WHAT", help=say("X209", parser.lang))
    _day(parser, "X208")
    _place(parser)
    _json(parser)


def _law_rules(parser: Parser) -> None:
    _day(parser, "X208")
    _place(parser)
    _json(parser)


def _law_rulings(parser: Parser) -> None:
    _ledger_files(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--rule", action="append", default=[], metavar="RULE", help=say("X211", lang))
    choices.add_argument("--boundary", nargs="+", type=Path, default=[], metavar="FILE", help=say("X141", lang))
    _layers(parser)
    _day(parser, "X208")
    _place(parser)
    _json(parser)


def _law_diff(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    for name, kept, code in (("--from", "first", "X212"), ("--to", "last", "X213")):
        choices.add_argument(name, dest=kept, type=a_day, required=True, metavar="DAY", help=say(code, lang))
    choices.add_argument("--ledger", nargs="+", type=Path, default=[], metavar="FILE", help=say("X214", lang))
    _place(parser)
    _json(parser)


def _law_confirm(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("parameter", metavar="PARAMETER", help=say("X215", lang))
    for name, code in (("--since", "X216"), ("--on", "X218")):
        choices.add_argument(name, type=a_day, required=True, metavar="DAY", help=say(code, lang))
    choices.add_argument("--by", required=True, metavar="WHO", help=say("X217", lang))
    for name, kind, code in (("--text", "FILE", "X219"), ("--place", "DIR", "X220")):
        choices.add_argument(name, type=Path, required=True, metavar=kind, help=say(code, lang))
    _json(parser)


def _law_verify(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("parameter", metavar="PARAMETER", help=say("X215", lang))
    choices.add_argument("--since", type=a_day, required=True, metavar="DAY", help=say("X216", lang))
    choices.add_argument("--text", type=Path, required=True, metavar="FILE", help=say("X292", lang))
    _place(parser)
    _json(parser)


#: The steps of `law`, which are verbs within a verb.
LAW_STEPS = (
    Verb("list", "X201", _law_list),
    Verb("show", "X202", _law_show),
    Verb("rules", "X203", _law_rules),
    Verb("rulings", "X204", _law_rulings),
    Verb("diff", "X205", _law_diff),
    Verb("confirm", "X206", _law_confirm),
    Verb("verify", "X291", _law_verify),
)


def _demo(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--example", default="zhengzhou-2024", metavar="NAME", help=say("X033", lang))
    choices.add_argument("--out", type=Path, metavar="DIR", help=say("X039", lang))
    _json(parser)


VERBS = (
    Verb("examine", "X040", _examine),
    Verb("match", "X110", _match),
    Verb("options", "X041", _options),
    Verb("propose", "X042", _propose),
    Verb("check", "X043", _check),
    Verb("verify", "X309", _verify),
    Verb("publish", "X044", _publish),
    Verb("proofread", "X045", _proofread),
    Verb("boundary", "X140", _boundary),
    Verb("law", "X200", _law),
    Verb("demo", "X046", _demo),
)


def build_parser(lang: str = "zh") -> Parser:
    """建命令 · The parser with every verb, its words in the language."""
    parser = Parser(lang=lang, prog="landsupply", description=say("X011", lang), epilog=say("X012", lang))
    parser.choices.add_argument("--version", action=Version, nargs=0, help=say("X084", lang))
    _verbs(parser, VERBS, "verb", "X013")
    return parser
