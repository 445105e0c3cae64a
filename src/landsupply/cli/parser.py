"""命令解析 · The verbs with their arguments and help, in Chinese first; imports no rung that is heavy."""

from __future__ import annotations

from pathlib import Path

from landsupply.cli.arguments import (
    Parser,
    Verb,
    Version,
    a_day,
    named_file,
    seconds,
    verbs_of,
    with_day,
    with_json,
    with_layers,
    with_ledger,
    with_place,
    with_plan,
)
from landsupply.law.words import say


def _examine(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    with_ledger(parser, "*")
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
    with_place(parser)
    with_json(parser)


def _options(parser: Parser) -> None:
    with_ledger(parser)
    parser.choices.add_argument("--brief", type=Path, metavar="BRIEF", help=say("X024", parser.lang))
    with_day(parser, "X025")
    with_place(parser)
    with_json(parser)


def _propose(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    with_ledger(parser)
    choices.add_argument("--brief", type=Path, required=True, metavar="BRIEF", help=say("X024", lang))
    choices.add_argument("--out", type=Path, default=Path("plan.json"), metavar="PLAN", help=say("X026", lang))
    choices.add_argument("--seconds", type=seconds, metavar="N", help=say("X027", lang))
    with_day(parser, "X025")
    with_place(parser)
    with_json(parser)


def _compare(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    with_ledger(parser)
    choices.add_argument("--brief", action="append", type=Path, required=True, metavar="BRIEF", help=say("X381", lang))
    for name, kind, code in (("--out", "HTML", "X382"), ("--xlsx", "XLSX", "X383"), ("--plans", "DIR", "X384")):
        choices.add_argument(name, type=Path, metavar=kind, help=say(code, lang))
    choices.add_argument("--seconds", type=seconds, metavar="N", help=say("X027", lang))
    with_day(parser, "X025")
    with_place(parser)
    with_json(parser)


def _check(parser: Parser) -> None:
    with_plan(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--ledger", nargs="+", type=Path, required=True, metavar="FILE", help=say("X020", lang))
    with_place(parser)
    with_json(parser)


def _verify(parser: Parser) -> None:
    _check(parser)


def a_few(text: str) -> int:
    """备选个数 · A number of other plans, three at most: more than that nobody weighs against each other."""
    number = int(text)
    if not 1 <= number <= 3:
        raise ValueError(text)
    return number


def _explain(parser: Parser) -> None:
    _check(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--parcel", nargs="+", default=[], metavar="ID", help=say("X312", lang))
    choices.add_argument("--prices", action="store_true", help=say("X313", lang))
    choices.add_argument("--wishes", action="store_true", help=say("X314", lang))
    choices.add_argument("--alternatives", nargs="?", const=3, type=a_few, metavar="K", help=say("X315", lang))


def _publish(parser: Parser) -> None:
    with_plan(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--out", type=Path, default=Path("."), metavar="DIR", help=say("X029", lang))
    choices.add_argument("--internal", action="store_true", help=say("X030", lang))
    with_place(parser)
    with_json(parser)


def _proofread(parser: Parser) -> None:
    parser.given.add_argument("file", type=Path, metavar="FILE", help=say("X031", parser.lang))
    parser.choices.add_argument("--out", type=Path, metavar="DOCX", help=say("X240", parser.lang))
    reserve = say("X278", parser.lang)
    parser.choices.add_argument("--reserve", nargs="+", type=Path, default=[], metavar="FILE", help=reserve)
    with_day(parser, "X032")
    with_place(parser)
    with_json(parser)


def _boundary(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("X141", lang))
    for name, code in (("--ledger", "X142"), ("--supplied", "X143"), ("--reference", "X147")):
        choices.add_argument(name, nargs="+", type=Path, default=[], metavar="FILE", help=say(code, lang))
    with_layers(parser)
    choices.add_argument("--fix", metavar="FIX", help=say("X148", lang))
    choices.add_argument("--repair", action="append", default=[], metavar="NAME|all", help=say("X151", lang))
    choices.add_argument("--by", metavar="WHO", help=say("X149", lang))
    choices.add_argument("--why", metavar="WHY", help=say("X150", lang))
    choices.add_argument("--encoding", choices=("gb18030", "utf-8"), help=say("X152", lang))
    choices.add_argument("--out", action="append", type=Path, default=[], metavar="FILE", help=say("X153", lang))
    choices.add_argument("--offending", type=Path, metavar="DIR", help=say("X154", lang))
    with_day(parser, "X155")
    with_place(parser)
    with_json(parser)


def _match(parser: Parser) -> None:
    lang, choices = parser.lang, parser.choices
    with_ledger(parser)
    choices.add_argument("--kind", action="append", default=[], metavar="FILE=KIND", help=say("X120", lang))
    drawn = say("X198", lang)
    choices.add_argument("--boundary", action="append", type=named_file, default=[], metavar="LIST=FILE", help=drawn)
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
    with_place(parser)
    with_json(parser)


def _law(parser: Parser) -> None:
    verbs_of(parser, LAW_STEPS, "step", "X207")


def _law_list(parser: Parser) -> None:
    standings = ("not_yet", "in_force", "amended", "superseded", "repealed", "spent", "unverified")
    told = say("X210", parser.lang)
    parser.choices.add_argument("--standing", choices=standings, metavar="|".join(standings), help=told)
    with_day(parser, "X208")
    with_place(parser)
    with_json(parser)


def _law_show(parser: Parser) -> None:
    parser.given.add_argument("what", metavar="WHAT", help=say("X209", parser.lang))
    with_day(parser, "X208")
    with_place(parser)
    with_json(parser)


def _law_rules(parser: Parser) -> None:
    with_day(parser, "X208")
    with_place(parser)
    with_json(parser)


def _law_rulings(parser: Parser) -> None:
    with_ledger(parser)
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--rule", action="append", default=[], metavar="RULE", help=say("X211", lang))
    choices.add_argument("--boundary", nargs="+", type=Path, default=[], metavar="FILE", help=say("X141", lang))
    with_layers(parser)
    with_day(parser, "X208")
    with_place(parser)
    with_json(parser)


def _law_diff(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    for name, kept, code in (("--from", "first", "X212"), ("--to", "last", "X213")):
        choices.add_argument(name, dest=kept, type=a_day, required=True, metavar="DAY", help=say(code, lang))
    choices.add_argument("--ledger", nargs="+", type=Path, default=[], metavar="FILE", help=say("X214", lang))
    with_place(parser)
    with_json(parser)


def _law_confirm(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("parameter", metavar="PARAMETER", help=say("X215", lang))
    for name, code in (("--since", "X216"), ("--on", "X218")):
        choices.add_argument(name, type=a_day, required=True, metavar="DAY", help=say(code, lang))
    choices.add_argument("--by", required=True, metavar="WHO", help=say("X217", lang))
    for name, kind, code in (("--text", "FILE", "X219"), ("--place", "DIR", "X220")):
        choices.add_argument(name, type=Path, required=True, metavar=kind, help=say(code, lang))
    with_json(parser)


def _law_verify(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    parser.given.add_argument("parameter", metavar="PARAMETER", help=say("X215", lang))
    choices.add_argument("--since", type=a_day, required=True, metavar="DAY", help=say("X216", lang))
    choices.add_argument("--text", type=Path, required=True, metavar="FILE", help=say("X292", lang))
    with_place(parser)
    with_json(parser)


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
    with_json(parser)


def _serve(parser: Parser) -> None:
    choices, lang = parser.choices, parser.lang
    choices.add_argument("--home", type=Path, metavar="DIR", help=say("X438", lang))
    choices.add_argument("--port", type=int, default=8000, metavar="N", help=say("X439", lang))
    choices.add_argument("--host", default="127.0.0.1", metavar="HOST", help=say("X440", lang))
    choices.add_argument("--example", default="", metavar="NAME", help=say("X441", lang))
    choices.add_argument("--admin", default="", metavar="NAME", help=say("X442", lang))
    roles = ("system", "security", "audit")
    choices.add_argument("--role", choices=roles, default="system", metavar="|".join(roles), help=say("X444", lang))
    choices.add_argument("--rebuild", action="store_true", help=say("X443", lang))


def _doctor(parser: Parser) -> None:
    with_json(parser)


VERBS = (
    Verb("examine", "X040", _examine),
    Verb("match", "X110", _match),
    Verb("options", "X041", _options),
    Verb("propose", "X042", _propose),
    Verb("compare", "X380", _compare),
    Verb("check", "X043", _check),
    Verb("verify", "X309", _verify),
    Verb("explain", "X311", _explain),
    Verb("publish", "X044", _publish),
    Verb("proofread", "X045", _proofread),
    Verb("boundary", "X140", _boundary),
    Verb("law", "X200", _law),
    Verb("demo", "X046", _demo),
    Verb("serve", "X430", _serve),
    Verb("doctor", "X431", _doctor),
)


def build_parser(lang: str = "zh") -> Parser:
    """建命令 · The parser with every verb, its words in the language."""
    parser = Parser(lang=lang, prog="landsupply", description=say("X011", lang), epilog=say("X012", lang))
    parser.choices.add_argument("--version", action=Version, nargs=0, help=say("X084", lang))
    verbs_of(parser, VERBS, "verb", "X013")
    return parser
