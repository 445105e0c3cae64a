"""参考手册 · Writes the reference from the code and the data.

python docs/generate.py --out out/reference
"""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import landsupply
from landsupply.cli.parser import build_parser
from landsupply.law.citation import Instrument
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.yaml_text import read_yaml
from landsupply.ledger.template import template
from landsupply.measure.rounding import exact_decimal
from landsupply.optimise.constraints import CONSTRAINTS
from landsupply.options import gates
from landsupply.options.modes import RULES as MODE_RULES
from landsupply.plan import brief_form
from landsupply.plan.checks import CHECKS
from landsupply.plan.goal import Goal
from landsupply.proofread import findings as proofreading

_NOTE = "*Written from the code by `python docs/generate.py`; do not edit.*\n"


def table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """表格 · A table in Markdown; bars and line breaks in cells are kept as text."""
    lines = [list(header), ["---"] * len(list(header)), *([_cell(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return str("—" if value is None or value == "" else value).replace("|", "\\|").replace("\n", " ")


def page(title: str, *parts: str) -> str:
    """页 · A page with its title and parts."""
    return "\n".join([f"# {title}\n", _NOTE, *parts])


def _first_line(thing: object) -> tuple[str, str]:
    """The Chinese word and the English sentence of a docstring's first line."""
    word, _, sentence = (inspect.getdoc(thing) or "").split("\n")[0].partition(" · ")
    return word, sentence


def _verb_parsers(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The parsers of the verbs, or of a verb's steps, whatever else the parser holds."""
    for action in parser._actions:
        if isinstance(action.choices, Mapping):
            return action.choices
    return {}


def verbs() -> str:
    """命令 · Every verb with its help in both languages, and under it its steps where it has any."""
    both = [_verb_parsers(build_parser(lang)) for lang in ("zh", "en")]
    parts = [part for name in both[0] for part in _told(f"landsupply {name}", [one[name] for one in both])]
    return page("Verbs · 命令", *parts)


def _told(name: str, both: list[argparse.ArgumentParser]) -> Iterator[str]:
    yield f"{'##' if name.count(' ') == 1 else '###'} `{name}`\n"
    yield from (f"```text\n{parser.format_help().rstrip()}\n```\n" for parser in both)
    steps = [_verb_parsers(parser) for parser in both]
    for step in steps[0]:
        yield from _told(f"{name} {step}", [one[step] for one in steps])


def names() -> str:
    """公开名称 · Every public name with its signature and docstring."""
    parts = []
    for name in landsupply.__all__:
        face = getattr(landsupply, name)
        parts.append(f"## `{name}`\n\n```python\n{_shape(name, face)}\n```\n\n{inspect.getdoc(face)}\n")
    return page("Public names · 公开名称", *parts)


def _shape(name: str, face: Any) -> str:
    if not inspect.isclass(face):
        return f"{name}{inspect.signature(face)}"
    fields = getattr(face, "__annotations__", {})
    return "\n".join([f"class {name}:", *(f"    {field}: {kind}" for field, kind in fields.items() if field[0] != "_")])


def messages() -> str:
    """消息 · Every message by code, with its words and remedy, one table a rung."""
    parts = []
    for file in shipped_names("messages"):
        entries: Any = read_yaml(shipped_text(f"messages/{file}"), file)
        rows = [(f"`{code}`", *(_both(words, "zh", "en"))) for code, words in sorted(entries.items())]
        parts += [f"## {file.removesuffix('.yaml')}\n", table(("code", "中文", "English"), rows)]
    return page("Messages · 消息", *parts)


def _both(words: Mapping[str, str], *langs: str) -> Iterator[str]:
    for lang in langs:
        remedy = words.get(f"remedy_{lang}")
        yield words[lang] + (f" → {remedy}" if remedy else "")


def rules() -> str:
    """规则 · Rules of options, checks, constraints, goals and rules of proofreading, as their tuples list them."""
    options = [(rule.number, *_first_line(rule.judge)) for rule in MODE_RULES]
    barred = sorted(row for _, gate in inspect.getmembers(gates, inspect.isfunction) for row in _numbered(gate))
    numbered = (inspect.getdoc(proofreading) or "").split("\n\n")[1]
    return page(
        "Rules · 规则",
        "## What keeps a parcel or a mode out · 不可供\n",
        table(("rule", "中文", ""), [*options, *barred]),
        "## Checks of a plan · 审查\n",
        _listed(CHECKS),
        "## Constraints · 约束\n",
        _listed(CONSTRAINTS),
        "## Goals · 目标\n",
        "".join(f"- {goal.value}\n" for goal in Goal),
        "## Proofreading · 审读\n",
        "".join(f"- {one.strip()}\n" for line in numbered.splitlines() for one in line.split("·")),
        _listed(proofreading.RULES),
    )


def _numbered(gate: Callable[..., object]) -> Iterator[tuple[str, ...]]:
    """A gate with the rule under which it refuses, a dash where none of law does; nothing where nothing is."""
    source = inspect.getsource(gate) if gate.__module__ == gates.__name__ else ""
    if re.search(r'"O[0-9]{3}"', source) and not gate.__name__.startswith("_"):
        number = re.search(r'"([A-Z]{2}-[0-9]{2})"', source)
        yield number[1] if number else "—", *_first_line(gate)


def _listed(functions: Iterable[Callable[..., object]]) -> str:
    return table(("name", "中文", ""), ((f"`{one.__name__}`", *_first_line(one)) for one in functions))


def parameters() -> str:
    """参数 · Every dated value with its citation and standing; behind, what each place sets for itself."""
    parts: list[str] = []
    seen: list[tuple[object, ...]] = []
    for code in shipped_names("places"):
        rulebook = open_rulebook(code)
        rows = [row for row in _values(rulebook) if row not in seen]
        title = rulebook.place.name + ("" if seen else " and national · 及全国")
        parts += [f"## {title}\n", table(_VALUE_COLUMNS, rows)]
        seen += rows
    return page("Parameters · 参数", *parts)


_VALUE_COLUMNS = ("id", "名称", "value", "unit", "from", "citation", "basis", "standing", "checked on")


def _values(rulebook: Rulebook) -> Iterator[tuple[object, ...]]:
    for id, parameter in rulebook.parameters.items():
        for dated in parameter.values:
            instrument = rulebook.instruments[dated.basis.instrument]
            cited = " ".join(filter(None, (f"{instrument.title}", instrument.number, dated.basis.article)))
            kind = f"{dated.kind.value}, {'blocks' if dated.blocks else 'warns'}"
            yield (
                f"`{id}`",
                parameter.title,
                _shown(dated.value),
                parameter.unit,
                dated.since,
                cited,
                kind,
                instrument.standing.value,
                parameter.checked_on,
            )


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "；".join(f"{key}: {_shown(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return "、".join(_shown(one) for one in value)
    if isinstance(value, Fraction):
        scaled = value * 10**6
        return exact_decimal(scaled.numerator, 6) if scaled.denominator == 1 else str(value)
    return str(value)


def instruments() -> str:
    """文件 · Every instrument on record, the places' own behind the national ones."""
    found = {id: one for code in shipped_names("places") for id, one in open_rulebook(code).instruments.items()}
    rows = ((one.title, one.number, one.issuer, one.effective, *_known_of(one)) for _, one in sorted(found.items()))
    header = ("名称", "文号", "issuer", "effective", "standing", "successor", "basis", "checked on")
    return page("Instruments · 文件", table(header, rows))


def _known_of(one: Instrument) -> tuple[object, ...]:
    return one.standing.value, one.successor, one.basis.value, one.checked_on


def forms() -> str:
    """表单 · The keys of a brief and the columns of the blank ledger."""
    keys = [(f"`[{name}]`" if name else "(top)", " ".join(known)) for name, known in brief_form._KEYS.items()]
    columns = [(one.header, f"`{one.field}`", one.need.value, one.note_zh, one.note_en) for one in template()]
    return page(
        "Brief and ledger · 编制要求和台账",
        "## Keys of a brief\n",
        table(("table", "keys"), keys),
        "## Columns of a ledger\n",
        "`further` columns are read wherever a list has them. Only rules of law ask for them, and the blank form\n"
        "leaves them out: a ruling that lacks one names its header.\n",
        table(("列名", "field", "need", "中文", "English"), columns),
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "verbs.md": verbs,
    "names.md": names,
    "messages.md": messages,
    "rules.md": rules,
    "parameters.md": parameters,
    "instruments.md": instruments,
    "brief.md": forms,
}


def main() -> None:
    """入口 · Writes every page into a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for name, render in PAGES.items():
        (out / name).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
