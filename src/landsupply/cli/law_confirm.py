"""确认事实 · A bureau states in its own place folder that it has read a provision: who, when, which text."""

from __future__ import annotations

import argparse
from pathlib import Path

from landsupply.cli.desk import read_bytes, read_text, today, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.law_words import answer, headed
from landsupply.cli.screen import out
from landsupply.law.catalogue import rule_catalogue
from landsupply.law.changes import resting_on
from landsupply.law.confirming import Entered, confirm, require_past
from landsupply.law.parameter import Dated
from landsupply.law.place import Confirmed
from landsupply.law.shipped import shipped_names
from landsupply.law.telling import cited, kind_word, may_block
from landsupply.law.value_text import value_text
from landsupply.law.words import say
from landsupply.measure.fault import InputFault
from landsupply.options.rulings_form import dated_form
from landsupply.seal.canon import digest_bytes

FORMAT = "landsupply.law-confirm/1"
_PLACE_FILE = "place.yaml"
_SHIPPED = Path(__file__).resolve().parents[1] / "law" / "places"


def run(arguments: argparse.Namespace) -> int:
    """确认事实 · 0 once the entry is written; nothing is written where anything is refused."""
    lang, folder = arguments.lang, arguments.place
    fact = Confirmed(
        parameter=arguments.parameter,
        since=arguments.since,
        by=_who(arguments.by),
        on=arguments.on,
        digest=digest_bytes(text_read(arguments.text)),
    )
    require_past(fact, today())
    text, code = _own_place(folder)
    with within(folder / _PLACE_FILE):
        entered = confirm(code, text, fact)
    write_all({folder / _PLACE_FILE: entered.text.encode("utf-8")})
    resting = resting_on(rule_catalogue().values(), fact.parameter)
    if arguments.json:
        answer(_form(fact, code, entered, resting))
    else:
        _print(folder, fact, entered, resting, lang)
    return Exit.OK


def _who(by: str) -> str:
    if not by.strip() or not by.isprintable():
        raise InputFault("X266")
    return by.strip()


def text_read(path: Path) -> bytes:
    """所读文本 · The bytes of the text that was read; X267 for a file without any."""
    content = read_bytes(path)
    if not content.strip():
        raise InputFault("X267", file=str(path))
    return content


def _own_place(folder: Path) -> tuple[str, str]:
    """The text of a bureau's own place and its code; a folder still empty may lie over a shipped place of that code."""
    code, file = folder.resolve().name, folder / _PLACE_FILE
    known = shipped_names("places")
    if _SHIPPED in folder.resolve().parents or (code in known and not folder.is_dir()):
        raise InputFault("X268", place=str(folder))
    if file.is_file():
        return read_text(file), code
    if code not in known:
        raise InputFault("X269", place=str(folder), known=known)
    return f'code: "{code}"\n', code


def _print(folder: Path, fact: Confirmed, entered: Entered, resting: tuple[str, ...], lang: str) -> None:
    before, after = (may_block(one.blocks, lang) for one in (entered.before, entered.after))
    rules = "、".join(resting) or "—"
    out(say("X270", lang, parameter=fact.parameter, since=fact.since, file=folder / _PLACE_FILE, digest=fact.digest))
    headed("X271", [(*_told(entered.after, lang), before, after, rules)], lang)


def _told(one: Dated, lang: str) -> tuple[str, ...]:
    return value_text(one.value) or "—", cited(one.basis), kind_word(one.kind, lang)


def _form(fact: Confirmed, code: str, entered: Entered, resting: tuple[str, ...]) -> dict[str, object]:
    return {
        "format": FORMAT,
        "place": code,
        "parameter": fact.parameter,
        "before": dated_form(entered.before),
        "after": dated_form(entered.after),
        "rules": list(resting),
    }
