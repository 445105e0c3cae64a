"""手册：规则 · The manual's chapter on rules, printed from the cards themselves and the situations that test them.

    python -m tests.docs.manual

writes both pages; a test holds that what is committed is what would be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from landsupply.law.catalogue import RuleCard, Subject, rule_catalogue
from landsupply.law.changes import held_on
from landsupply.law.rulebook import Rulebook, open_rulebook
from landsupply.law.situations import Situation, situations_by_rule
from landsupply.law.telling import ruling_word, says_of
from landsupply.ledger.template import official_header
from landsupply.options.rulings import is_fed
from landsupply.options.situation_lines import situation_line, usual_line
from tests.architecture.source import package, texts

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"en": "docs/manual/rules.md", "zh": "docs/manual/rules.zh-CN.md"}
NUMBER = re.compile(r"[A-Z]{2}-[0-9]{2}")
#: Whether a rule may block is said as of the day on which the law was last checked.
DAY = date(2026, 11, 23)

#: The catalogue that the product set out to implement.
COUNTS = {"PL": 11, "MT": 6, "IN": 3, "HS": 7, "RS": 2, "ID": 3, "PR": 4, "EX": 1, "CT": 1}
CATALOGUE = tuple(f"{family}-{number:02d}" for family, count in COUNTS.items() for number in range(1, count + 1))
FAMILIES = {
    "PL": ("计划", "The plan"),
    "MT": ("供应方式", "Modes of supply"),
    "IN": ("工业用地", "Industrial land"),
    "HS": ("住宅用地", "Housing land"),
    "RS": ("储备土地", "Reserved land"),
    "ID": ("闲置与批而未供", "Idle land and land approved but not supplied"),
    "PR": ("前置条件", "Preconditions"),
    "UL": ("用地标准", "Land-use standards"),
    "EX": ("执行", "Execution"),
    "CT": ("引用", "Citations"),
}
SUBJECTS = {Subject.PARCEL: "parcel", Subject.PLAN: "plan", Subject.TEXT: "text", Subject.PLACE: "place"}
WORDS: Mapping[str, tuple[str, ...]] = {
    "zh": (
        "规则",
        "本页由规则说明和情形印出（`python -m tests.docs.manual`），请勿手工修改。"
        "规则说明在 `src/landsupply/law/rules/`，情形在 `src/landsupply/law/situations/`，情形同时是测试。",
        "每条规则对每宗地、计划、文本或地方只有五种判定：符合、违反、不适用、不能判定（缺事实，从不算违反）、不在计划内。"
        "依据已对照法律原文或经本地确认的规则可以拦截，其余只提示；怎样确认，见[法规变了改什么](../how-to/when-the-law-changes.md)。",
        "编号|名称|对象|自|依据|可否拦截|状态",
        "可拦截|只提示|已实现|未实现",
        "依据|所据字段|所据地方事实|所据参数|适用|状态",
        "情形|日期|台账一行和本地事实（✓ 为已确认）|判定",
        "起|至",
        "不会出现|缺的资料",
        "计划的情形只写与通常的计划不同之处。通常的计划：",
    ),
    "en": (
        "Rules",
        "This page is printed from the rules' cards and their situations (`python -m tests.docs.manual`); do not edit "
        "it. The cards are in `src/landsupply/law/rules/`, the situations in "
        "`src/landsupply/law/situations/`; a situation is a test as well, in Chinese, as an official writes it.",
        "Of a parcel, a plan, a text or a place a rule says one of five things: kept, broken, not applicable, cannot "
        "tell (a fact is missing, which is never held against anybody), outside the plan. A rule whose basis was read "
        "in the statute, or was confirmed by the bureau, may block; the others warn. How to confirm one: "
        "[when the law changes](../how-to/when-the-law-changes.md).",
        "number|title|asked of|from|basis|may block|state",
        "may block|warns|implemented|not implemented",
        "Basis|Columns|Facts of the place|Parameters|Asked|State",
        "situation|day|the ledger's row and facts of the place (✓ confirmed)|ruling",
        "from|until",
        "Never|Wanting",
        "A situation of a plan says only what differs from the usual plan, which is: ",
    ),
}


@cache
def numbers_in_code() -> frozenset[str]:
    """代码所及 · Every number of a rule that stands as a text of its own in some rung that judges."""
    judging = (module for module in package() if module.rung not in ("law", "cli"))
    written = (text for module in judging for _, text in texts(module))
    return frozenset(text for text in written if NUMBER.fullmatch(text))


def is_implemented(card: RuleCard) -> bool:
    """已实现 · Something can feed the rule, and some function judges under its number."""
    return is_fed(card) and card.number in numbers_in_code()


def printed(lang: str) -> str:
    """一章 · The whole chapter in one language."""
    title, note, said, header, *_ = WORDS[lang]
    cards = [card for _, card in sorted(rule_catalogue().items())]
    parts = [
        f"# {title}",
        f"*{note}*",
        said,
        WORDS[lang][9] + _cell(_usual(lang)),
        _table(header, (_row(card, lang) for card in cards)),
    ]
    for family, names in FAMILIES.items():
        own = [card for card in cards if card.number.startswith(family)]
        if own:
            parts += [f"## {names[lang == 'en']}", *(part for card in own for part in _chapter(card, lang))]
    return "\n\n".join(parts) + "\n"


def _table(header: str, rows: Iterable[Sequence[str]]) -> str:
    names = header.split("|")
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>") or "—"


@cache
def _book() -> Rulebook:
    return open_rulebook("410100")


def _blocks(card: RuleCard) -> bool:
    known = (_book().parameters.get(id) for id in (*card.parameters, *card.facts))
    return any(one.blocks for found in known if found and (one := held_on(found, DAY)))


def _state(card: RuleCard, lang: str) -> str:
    return WORDS[lang][4].split("|")[2 if is_implemented(card) else 3]


def _row(card: RuleCard, lang: str) -> tuple[str, ...]:
    asked = card.subject.value if lang == "zh" else SUBJECTS[card.subject]
    blocks = WORDS[lang][4].split("|")[0 if _blocks(card) else 1]
    title = card.title if lang == "zh" else card.title_en
    basis = _cited(card)
    return (
        f"[{card.number}](#{card.number.lower()})",
        _cell(title),
        asked,
        str(card.since),
        basis,
        blocks,
        _state(card, lang),
    )


def _cited(card: RuleCard) -> str:
    """Titles of the instruments with their articles."""
    named = (" ".join(filter(None, (_title(one.instrument), one.article))) for one in card.basis)
    return _cell("；".join(named))


def _title(instrument: str) -> str:
    found = _book().instruments.get(instrument)
    return instrument if found is None or found.number == instrument else found.title


def _chapter(card: RuleCard, lang: str) -> Iterator[str]:
    labels, says = WORDS[lang][5].split("|"), says_of(card, lang)
    begin, until = WORDS[lang][7].split("|")
    days = f"{card.since} {begin}" + (f"，{card.until} {until}" if card.until else "")
    if lang == "en":
        days = f"{begin} {card.since}" + (f" {until} {card.until}" if card.until else "")
    columns = [f"{official_header(one)} (`{one}`)" for one in card.columns]
    facts, parameters = ([f"`{one}`" for one in some] for some in (card.facts, card.parameters))
    told = (_cited(card), *("、".join(some) for some in (columns, facts, parameters)), days, _state(card, lang))
    # a heading of the number alone, so that the table's link holds in every language
    yield f"### {card.number}"
    yield (
        f"**{card.title if lang == 'zh' else card.title_en}.** {says}" if lang == "en" else f"**{card.title}。** {says}"
    )
    lines = [*zip(labels, told, strict=True), *_kept_back(card, lang)]
    yield "\n".join(f"- {label}: {value}" for label, value in lines if value and value != "—")
    found = situations_by_rule().get(card.number, ())
    if found:
        yield _table(WORDS[lang][6], (_situation(one, card.number, lang) for one in found))


def _kept_back(card: RuleCard, lang: str) -> Iterator[tuple[str, str]]:
    """The rulings that a rule cannot give with the reason, and what no list has a column for."""
    never, wanting = WORDS[lang][8].split("|")
    for one in card.never:
        ruling = ruling_word(one.ruling, lang)
        yield never, f"{ruling}（{one.why}）" if lang == "zh" else f"{ruling} ({one.why_en})"
    yield wanting, "、".join(card.wanting)


def _usual(lang: str) -> str:
    """What a plan of the situations holds where they do not say so."""
    return usual_line(lang)


def _situation(one: Situation, number: str, lang: str) -> tuple[str, ...]:
    line = situation_line(one, number, lang)
    joined = "，" if lang == "zh" else ", "
    return _cell(line.title), line.day, _cell(joined.join(line.given)), line.ruling


if __name__ == "__main__":
    for language, name in PAGES.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(printed(language), encoding="utf-8")
