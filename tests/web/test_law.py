"""法规页测试 · The law of any day, each piece with its basis, and the same as the command line says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.situations import situations_by_rule
from landsupply.law.telling import fact_titles, standing_word
from landsupply.options.situation_lines import situation_line
from landsupply.web.standing import rulebook

Browser = Callable[[str], Client]


def test_the_list_shows_every_instrument_with_its_standing_on_the_day(as_role: Browser) -> None:
    client = as_role("planner")
    for day in (date(2005, 1, 1), date(2026, 1, 1)):
        page = client.get(f"/law/?on={day}").content.decode()
        for one in rulebook().instruments.values():
            assert one.title in page
            assert standing_word(one.standing_on(day), "zh") in page


def test_every_instrument_parameter_and_rule_has_its_page(as_role: Browser) -> None:
    client = as_role("reviewer")
    for id in rulebook().instruments:
        assert client.get(f"/law/instruments/{id}/").status_code == 200, id
    for id in {*rulebook().parameters, *fact_titles()}:
        assert client.get(f"/law/parameters/{id}/").status_code == 200, id
    for number in rule_catalogue():
        assert client.get(f"/law/rules/{number}/?lang=en").status_code == 200, number


def test_what_is_not_on_record_is_not_there(as_role: Browser) -> None:
    client = as_role("planner")
    for path in ("/law/instruments/x/", "/law/parameters/x/", "/law/rules/XX-99/"):
        assert client.get(path).status_code == 404


def test_words_find_by_number_title_and_alias(as_role: Browser) -> None:
    client = as_role("planner")
    one = next(one for one in rulebook().instruments.values() if one.aliases)
    for words in (one.aliases[0], one.id, one.title[:12]):
        assert one.title in client.get("/law/", {"q": words}).content.decode()
    assert "没有相符" in client.get("/law/", {"q": "量子纠缠"}).content.decode()


@pytest.mark.parametrize("raw", ["昨天", "2026-02-30", "0001-01-01", "9999-12-31", "%00"])
def test_a_day_that_is_none_is_said(as_role: Browser, raw: str) -> None:
    answer = as_role("planner").get("/law/", {"on": raw})
    assert answer.status_code == 200 and "不是日期" in answer.content.decode()


def test_differences_between_two_days_are_those_of_the_rulebook(as_role: Browser) -> None:
    from landsupply.law.changes import changes

    first, last = date(2015, 1, 1), date(2026, 1, 1)
    moved = changes(rulebook(), first, last)
    page = as_role("planner").get(f"/law/changes/?from={first}&to={last}").content.decode()
    assert f"共 {moved.count} 处变动" in page
    for one in moved.instruments:
        assert one.instrument.title in page


def test_a_rule_shows_its_sentence_its_basis_and_what_it_reads(as_role: Browser) -> None:
    card = rule_catalogue()["MT-01"]
    page = as_role("planner").get("/law/rules/MT-01/?on=2026-01-01").content.decode()
    assert card.title in page and "国土资源部令第39号 第四条" in page and "/law/parameters/mode.open.buckets/" in page


def test_a_rule_shows_every_situation_given_and_ruled(as_role: Browser) -> None:
    """Each rule that has situations shows all of them, in the words of the manual; in English with English names."""
    client = as_role("planner")
    for number in rule_catalogue():
        several = situations_by_rule().get(number, ())
        page = unescape(client.get(f"/law/rules/{number}/?lang=zh").content.decode())
        assert page.count('<th scope="row" lang="zh">') == len(several), number
        for one in several:
            line = situation_line(one, number, "zh")
            assert f">{line.title}<" in page and f">{line.ruling}<" in page, (number, line.title)
    page = unescape(client.get("/law/rules/MT-01/?lang=en").content.decode())
    assert ">Mode of supply: Listing<" in page and ">broken (may block)<" in page and ">住宅用地挂牌<" in page
    assert "What is not stated is as in the usual plan" in client.get("/law/rules/PL-03/?lang=en").content.decode()
