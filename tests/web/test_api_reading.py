"""法规与审读接口测试 · The law in the same forms as the command line's, and what it must not take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.changes import changes
from landsupply.options.law_form import card_form, instrument_whole, parameter_form
from landsupply.options.rulings_form import diff_form
from landsupply.web.standing import rulebook

Browser = Callable[[str], Client]
DAY = date(2020, 6, 1)


def test_the_law_stands_in_the_forms_of_the_command_line(as_role: Browser) -> None:
    client, rules = as_role("reviewer"), rulebook().on(DAY)
    for id, one in list(rules.instruments.items())[:10]:
        assert client.get(f"/api/law/instruments/{id}?on={DAY}").json()["entry"] == instrument_whole(one, rules)
    for id in list(rules.parameters)[:10]:
        assert client.get(f"/api/law/parameters/{id}?on={DAY}").json()["entry"] == parameter_form(id, rules)
    told = client.get(f"/api/law/rules?on={DAY}").json()
    assert told["entries"] == [card_form(card, rules) for _, card in sorted(rule_catalogue().items())]


def test_differences_are_the_rulebooks_own(as_role: Browser) -> None:
    first, last = date(2015, 1, 1), DAY
    wanted = diff_form(rulebook(), changes(rulebook(), first, last), None, ())
    told = as_role("planner").get(f"/api/law/changes?first={first}&last={last}").json()
    assert told["changes"] == wanted


@pytest.mark.parametrize("path", ["instruments/x", "parameters/x", "rules/XX-9"])
def test_what_is_not_on_record_is_not_there(as_role: Browser, path: str) -> None:
    assert as_role("planner").get(f"/api/law/{path}").status_code == 404


@pytest.mark.parametrize("query", ["on=yesterday", "on=0001-01-01", "on=9999-01-01", "day=2020-01-01"])
def test_a_day_that_is_none_is_refused(as_role: Browser, query: str) -> None:
    assert as_role("planner").get(f"/api/law/rules?{query}").status_code == 422


def test_nothing_to_read_is_said(as_role: Browser) -> None:
    answer = as_role("planner").post("/api/proofread", {"text": " "})
    assert answer.status_code == 422 and answer.json()["code"] == "F001"


@pytest.mark.parametrize("path", ["/api/proofread", "/api/lists/preview"])
def test_a_form_without_its_boundary_is_a_bad_request_and_no_fault_of_ours(as_role: Browser, path: str) -> None:
    answer = as_role("planner").post(path, b"x", content_type="multipart/form-data")
    assert answer.status_code == 400 and answer.json()["code"] == "U604"
