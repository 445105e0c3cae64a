"""登录测试 · Who may come in, who is kept out, and what everybody finds at home."""

from __future__ import annotations

import pytest
from django.test import Client

from landsupply.web.roles import Role


def test_anybody_is_asked_to_sign_in(office: None) -> None:
    answer = Client().get("/")
    assert answer.status_code == 302 and answer["Location"] == "/sign-in/?next=/"


def test_the_right_password_lets_in_and_leads_on(office: None, passwords: dict[str, str]) -> None:
    client = Client()
    form = {"name": "planner", "password": passwords["planner"], "next": "/ledger/"}
    answer = client.post("/sign-in/", form)
    assert answer.status_code == 302 and answer["Location"] == "/ledger/"
    assert client.get("/").status_code == 200


def test_another_place_is_never_gone_to(office: None, passwords: dict[str, str]) -> None:
    form = {"name": "planner", "password": passwords["planner"], "next": "https://elsewhere.example/"}
    assert Client().post("/sign-in/", form)["Location"] == "/"


def test_five_failures_lock_the_account_from_there(office: None, passwords: dict[str, str]) -> None:
    client = Client()
    for _ in range(5):
        assert client.post("/sign-in/", {"name": "planner", "password": "wrong"}).status_code == 401
    right = {"name": "planner", "password": passwords["planner"]}
    assert client.post("/sign-in/", right).status_code == 429


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_has_a_home(as_role, role: str) -> None:
    answer = as_role(role).get("/")
    assert answer.status_code == 200
    assert "您好" in answer.content.decode()
