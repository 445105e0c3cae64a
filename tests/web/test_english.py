"""英文页测试 · On pages in English nothing is left in Chinese but what is somebody's own, or cited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest
from django.template.defaultfilters import truncatechars
from django.test import Client

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.naming import english_names
from landsupply.law.situations import situations_by_rule, usual_plan
from landsupply.law.telling import cited
from landsupply.law.value_text import value_text
from landsupply.law.vocabulary import fold
from landsupply.ledger.template import template
from landsupply.web.layers import layers
from landsupply.web.models import Account, BriefRow, PlanRow
from landsupply.web.standing import rulebook, standing
from tests.web.crawl import Page, pages
from tests.web.planning import published

Browser = Callable[[str], Client]

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff01-\uff5e]+")
QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|〔〕|〈〉")
#: A list of parameters shows so much of a value.
_SHOWN = 160


def of_the_lists() -> Iterator[str]:
    """Parcels, streets, people, batches and files, as whoever sent a list wrote them; and the headers of the lists."""
    for one in standing().ledger.parcels:
        yield from (one.id, one.name, one.location, one.batch or "", one.unit or "", one.person or "")
        yield from (one.zone or "", one.industry or "", one.project or "", one.taker or "", *one.obstacles)
        yield one.source.file
    for source in standing().examined.sources:
        yield from (column.title for column in source.mapping.columns) if source.mapping else ()


def of_the_office() -> Iterator[str]:
    """What people are called, what they wrote when they published, what their maps and briefs are called."""
    yield from Account.objects.values_list("shown", flat=True)
    yield from PlanRow.objects.values_list("summary", flat=True)
    yield from (part for layer in layers() for part in (layer.name, *(one.label for one in layer.boundaries)))
    for row in BriefRow.objects.all():
        yield from row.text.splitlines()


def of_the_law() -> Iterator[str]:
    """Instruments by title, number, issuer and article."""
    for one in rulebook().instruments.values():
        yield from (one.id, one.title, one.number or "", one.issuer, *one.aliases, *one.issuer.split())
    for known in rulebook().parameters.values():
        yield from (cited(value.basis) for value in known.values)
    for card in rule_catalogue().values():
        yield from map(cited, card.basis)


def of_the_form() -> Iterator[str]:
    """What is said of a column of the ledger's form, where it tells what to write in it."""
    return (one.note_en for one in template())


def of_situations() -> Iterator[str]:
    """What a situation is called, and what its row, plan or text states in the words of whoever wrote it."""
    for several in situations_by_rule().values():
        for one in several:
            yield one["情形"]
            yield from (text for key, told in one.items() if key not in ("rule", "expect") for text in spoken(told))
    yield from spoken(usual_plan())


def spoken(value: object) -> Iterator[str]:
    """言 · Every text in a value, keys among them, whole and line by line."""
    if isinstance(value, Mapping):
        yield from (text for pair in value.items() for one in pair for text in spoken(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in spoken(one))
    elif value is not None:
        yield from (str(value), *str(value).splitlines())


#: What may stay Chinese wherever it stands, and why.
ALLOWED: tuple[tuple[str, Callable[[], Iterable[str]]], ...] = (
    ("the link that leads back to the Chinese pages", lambda: ("中文",)),
    ("what lists and their senders call their own", of_the_lists),
    ("what people of the office wrote", of_the_office),
    ("instruments are cited by their own names", of_the_law),
    ("words that are to be written into a cell stand as they are to be written", of_the_form),
)
#: A document in Chinese that a page shows as it is published.
DOCUMENT = re.compile(r"/(documents|files)/(?!en/)")


def of_law_pages() -> frozenset[str]:
    """On the pages of the law alone: values as the instrument words them, and what is noted of an instrument."""
    values = [value_text(one.value) for known in rulebook().parameters.values() for one in known.values]
    notes = (one.note for one in rulebook().instruments.values())
    return frozenset(one.strip() for one in (*values, *(truncatechars(one, _SHOWN) for one in values), *notes))


def own_words() -> frozenset[str]:
    """可留 · All that may stay; never a name that has its English."""
    return _chinese(name for _, names in ALLOWED for name in names())


def _chinese(names: Iterable[str]) -> frozenset[str]:
    listed = {fold(name) for name in english_names()}
    listed |= {fold(one.name) for one in rulebook().place.units}
    listed |= {fold(one.name) for one in rulebook().place.classes}
    return frozenset(name for name in names if CHINESE.search(name) and fold(name) not in listed)


def left(texts: Iterable[str], allowed: Iterable[str]) -> list[str]:
    """余下 · What is still Chinese once quotations and what may stay are taken away."""
    known = re.compile("|".join(map(re.escape, sorted(allowed, key=len, reverse=True))))
    plain = (QUOTED.sub("", known.sub("", text)) for text in texts if CHINESE.search(text))
    return list(dict.fromkeys(" ".join(text.split()) for text in plain if CHINESE.search(text)))


def chinese_of(found: Iterable[Page]) -> dict[str, str]:
    """余下各处 · What is still Chinese on some pages, with the first address on which it stands."""
    allowed, law = own_words(), of_law_pages()
    situations = _chinese(of_situations())
    told: dict[str, str] = {}
    for page in found:
        is_law = page.address.startswith("/law/")
        texts = [text for text in page.texts if not (is_law and text.strip() in law)]
        for text in (
            left(texts, allowed | situations if "/rules/" in page.address else allowed)
            if not DOCUMENT.search(page.address)
            else ()
        ):
            told.setdefault(text, page.address)
    return told


@pytest.mark.parametrize(("role", "start"), [("planner", "/"), ("leader", "/"), ("", "/public/")])
def test_nothing_is_left_in_chinese(as_role: Browser, role: str, start: str) -> None:
    published()
    client = as_role(role) if role else Client()
    client.get(start, {"lang": "en"})
    seen = list(pages(client, start))
    assert len({page.address.split("/")[1] for page in seen}) >= (8 if role else 1)
    assert chinese_of(seen) == {}


def test_a_name_that_stayed_chinese_would_be_seen() -> None:
    planted = Page("/x/", ["Supplied by 挂牌", "the use “城镇住宅用地”", "YZ24 白鹭小学", "2024（3）"])
    assert left(planted.texts, ["白鹭小学"]) == ["Supplied by 挂牌", "2024（3）"]


def test_no_name_of_a_list_is_somebodys_own(office: None) -> None:
    """However wide what may stay: modes, origins, uses, units and classes are never in it."""
    del office
    named = {*english_names(), *(fold(one.name) for one in rulebook().place.units)}
    assert len(named) > 350
    assert not {fold(name) for name in own_words()} & named
