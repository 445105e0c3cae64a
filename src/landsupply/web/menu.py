"""菜单 · The ways through the application, of which everybody sees those they may go."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.law.words import say
from landsupply.web.people import Doer
from landsupply.web.roles import Verb


@dataclass(frozen=True, slots=True)
class Way:
    """去处 · An address, its title's code, the verb it needs."""

    path: str
    code: str
    verb: Verb


WAYS = (
    Way("/", "U030", Verb.SEE_HOME),
    Way("/ledger/", "U031", Verb.SEE_LEDGER),
    Way("/map/", "U032", Verb.SEE_MAP),
    Way("/workbench/", "U033", Verb.SEE_BRIEF),
    Way("/plans/", "U034", Verb.SEE_PLAN),
    Way("/leader/", "U865", Verb.APPROVE),
    Way("/law/", "U035", Verb.SEE_LAW),
    Way("/proofread/", "U036", Verb.PROOFREAD),
    Way("/acts/", "U037", Verb.SEE_ACTS),
    Way("/settings/", "U038", Verb.OWN_ACCOUNT),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """菜单项 · A title, its address, whether this is where one is."""

    title: str
    path: str
    is_here: bool


def menu_of(doer: Doer, here: str, lang: str) -> list[Entry]:
    """菜单 · What this person may go to."""
    return [
        Entry(say(way.code, lang), way.path, here == way.path or (way.path != "/" and here.startswith(way.path)))
        for way in WAYS
        if doer.may(way.verb)
    ]
