"""账户测试 · Second factors, passwords, lockout, sittings, administrators kept apart, accounts that nobody uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.checks import run_checks
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from landsupply.web import accounts, factor
from landsupply.web.acts import broken
from landsupply.web.checks import GUESSED
from landsupply.web.clock import now, today
from landsupply.web.models import Account, ActRow, Attempt, Membership, Sitting, Token
from landsupply.web.own_account import enrol
from landsupply.web.passwords import change, faults
from landsupply.web.people import doer_of
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import ADMINISTRATORS, Role, Verb
from landsupply.web.tokens import account_of, issue
from tests.web.office import signed_in

_STRONG = "Kestrel-over-7-fields"
SignedIn = Callable[[str], Client]


def _account(name: str = "someone") -> Account:
    account = Account(name=name, shown="某人")
    change(account, _STRONG, today())
    return account


def _code(number: str, ahead: int = 0) -> str:
    return factor.code_at(factor.key_of(number), int(now().timestamp()) // 30 + ahead)


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_t37_codes_are_those_of_the_standard(at: int, code: str) -> None:
    """RFC 6238, appendix B, the last six of its eight figures."""
    assert factor.code_at(b"12345678901234567890", at // 30) == code


def test_t37_a_code_is_taken_once_and_no_earlier_one_after_it(office: None) -> None:
    account = _account()
    number = factor.drawn()
    assert enrol(account, number, _code(number, -1))
    account.refresh_from_db()
    assert not factor.accepts(account, _code(number, -1), now())
    assert factor.accepts(account, _code(number), now())
    assert not factor.accepts(account, _code(number), now())
    assert factor.accepts(account, _code(number, 1), now())
    account.refresh_from_db()
    assert not factor.accepts(account, _code(number), now())


@pytest.mark.parametrize("ahead", [-3, -2, 2, 3])
def test_t37_a_clock_more_than_one_step_off_is_refused(office: None, ahead: int) -> None:
    number = factor.drawn()
    assert factor.step_of(number, _code(number, ahead), now()) is None


def test_t37_a_recovery_code_is_good_once_and_kept_as_a_digest(office: None) -> None:
    account = _account()
    number = factor.drawn()
    codes = enrol(account, number, _code(number))
    account.refresh_from_db()
    assert len(codes) == factor.RECOVERY_CODES and not set(codes) & set(account.recovery)
    assert factor.accepts(account, codes[3].lower(), now())
    account.refresh_from_db()
    assert not factor.accepts(account, codes[3], now()) and len(account.recovery) == 7
    assert not factor.accepts(account, "", now()) and not factor.accepts(account, "六位数字", now())


def test_t37_the_base_alone_does_not_give_the_key(office: None) -> None:
    number = factor.drawn()
    first = factor.key_of(number)
    with override_settings(SECRET_KEY="another"):
        assert factor.key_of(number) != first


def test_the_second_step_is_asked_and_wrong_codes_lock(office: None) -> None:
    account = _account()
    number = factor.drawn()
    enrol(account, number, _code(number, -1))
    client = Client()
    answer = client.post("/sign-in/", {"name": "someone", "password": _STRONG, "next": "/settings/"})
    assert answer["Location"] == "/sign-in/code/"
    assert client.get("/settings/").status_code == 302  # half a sign-in is none
    for _ in range(5):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 401
    assert client.post("/sign-in/code/", {"code": _code(number)}).status_code == 429
    Attempt.objects.all().delete()
    assert client.post("/sign-in/code/", {"code": _code(number)})["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200


@override_settings(SECOND_FACTOR="required")
@pytest.mark.parametrize("role", ["system", "security", "audit", "leader"])
def test_administrators_and_publishers_set_up_a_second_factor_first(as_role: SignedIn, role: str) -> None:
    client = as_role(role)
    for path in ("/", "/plans/", "/settings/accounts/", "/settings/", "/acts/"):
        assert client.get(path)["Location"] == "/settings/factor/"
    assert client.get("/", headers={"X-Requested-With": "landsupply"}).status_code == 403
    page = client.get("/settings/factor/")
    assert page.status_code == 200 and "<svg" in page.content.decode()
    number = client.session["factor"]
    assert client.post("/settings/factor/", {"ask": "begin", "code": "000000"}).status_code == 422
    assert client.post("/settings/factor/", {"ask": "begin", "code": _code(number)}).status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/settings/factor/", {"ask": "drop", "code": _code(number, 1)}).status_code == 409


@override_settings(SECOND_FACTOR="required")
def test_others_are_offered_it(as_role: SignedIn) -> None:
    assert as_role("planner").get("/").status_code == 200


def test_t36_both_profiles_say_what_they_ask(office: None) -> None:
    account = Account(name="wang.wu", shown="王五")
    weak = {"djbh3": ["Short-7", "alllowercaseletters", "Zhengzhou2024!!", "wang.wu-Ab1"], "asvs": ["Kestrel-7-fold"]}
    fine = {
        "djbh3": [_STRONG, "长" * 20 + "aA1", "with spaces And 7 more", "x" * 63 + "A1-"],
        "asvs": ["correct horse battery staple", "平安是福平安是福平安是福平安是福", "q" * 70],
    }
    for name, words in weak.items():
        with override_settings(PASSWORDS=name):
            assert [word for word in words if not list(faults(word, account))] == []
    for name, words in fine.items():
        with override_settings(PASSWORDS=name):
            assert [word for word in words if list(faults(word, account))] == []


def test_a_password_that_must_change_lets_nothing_else_be_reached(office: None) -> None:
    account = _account()
    Account.objects.filter(pk=account.pk).update(must_change=True)
    client = Client()
    answer = client.post("/sign-in/", {"name": "someone", "password": _STRONG})
    assert answer["Location"] == "/settings/password/"
    assert client.get("/settings/tokens/")["Location"] == "/settings/password/"
    form = {"old": _STRONG, "new": _STRONG + "9", "again": _STRONG + "9"}
    assert client.post("/settings/password/", {**form, "old": "wrong"}).status_code == 422
    assert client.post("/settings/password/", form)["Location"] == "/settings/"
    assert client.get("/settings/").status_code == 200
    back = {"old": _STRONG + "9", "new": _STRONG, "again": _STRONG}
    assert client.post("/settings/password/", back).status_code == 422  # one of the last five


def test_an_old_password_must_change(office: None) -> None:
    account = _account()
    Account.objects.filter(pk=account.pk).update(changed_on=today() - timedelta(days=91))
    form = {"name": "someone", "password": _STRONG}
    with override_settings(PASSWORDS="asvs"):
        assert Client().post("/sign-in/", form)["Location"] == "/"
    assert Client().post("/sign-in/", form)["Location"] == "/settings/password/"


@pytest.fixture
def hashings() -> Iterator[list[str]]:
    """每次散列 · Each time the slow function is run."""
    run: list[str] = []
    encode, verify = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify

    def encoding(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        run.append("encode")
        return encode(self, password, salt)

    def verifying(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        run.append("verify")
        return verify(self, password, encoded)

    with patch.multiple(Argon2PasswordHasher, encode=encoding, verify=verifying):
        yield run


def test_t35_every_failure_costs_one_hashing_and_says_the_same(office: None, hashings: list[str]) -> None:
    """Nobody learns from time or words which names there are, which are disabled, which are shut."""
    _account("active")
    _account("disabled")
    Account.objects.filter(name="disabled").update(is_active=False)
    hashings.clear()
    pages = set()
    for name in ("active", "disabled", "nobody"):
        page = Client().post("/sign-in/", {"name": name, "password": "wrong"})
        assert page.status_code == 401 and len(hashings) == 1
        text = page.content.decode().replace(name, "")
        pages.add(text[: text.index("csrfmiddlewaretoken")] + text[text.index('name="next"') :])
        hashings.clear()
    assert len(pages) == 1
    for _ in range(5):
        Client().post("/sign-in/", {"name": "active", "password": "wrong"})
    hashings.clear()
    assert Client().post("/sign-in/", {"name": "active", "password": _STRONG}).status_code == 429
    assert len(hashings) == 1


def test_t35_a_colleague_cannot_be_locked_out_from_elsewhere(office: None) -> None:
    _account()
    for _ in range(7):
        Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"name": "someone", "password": "wrong"})
    form = {"name": "someone", "password": _STRONG}
    assert Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", form).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.1").post("/sign-in/", form).status_code == 302
    assert ActRow.objects.filter(verb="lock_sign_in", about="someone").exists()


def test_t35_one_password_tried_on_many_names_shuts_the_source(office: None) -> None:
    _account()
    Attempt.objects.bulk_create(Attempt(name=f"name{one}", source="10.0.0.9") for one in range(50))
    form = {"name": "someone", "password": _STRONG}
    assert Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", form).status_code == 429


@pytest.mark.parametrize(("field", "seconds"), [("seen", 15 * 60 + 1), ("began", 8 * 3600 + 1)])
def test_a_sitting_ends(as_role: SignedIn, field: str, seconds: int) -> None:
    client = as_role("planner")
    assert client.get("/").status_code == 200
    Sitting.objects.filter(account__name="planner").update(**{field: now() - timedelta(seconds=seconds)})
    assert client.get("/").status_code == 302


def test_two_sittings_at_once_and_the_oldest_ends(office: None) -> None:
    _account()
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.post("/sign-in/", {"name": "someone", "password": _STRONG})
    assert [client.get("/settings/").status_code for client in clients] == [302, 200, 200]
    assert settings.SITTINGS == 2
    number = Sitting.objects.get(key=clients[1].session.session_key).pk
    clients[2].post("/settings/sittings/end/", {"sitting": number})
    assert clients[1].get("/settings/").status_code == 302


def test_anothers_sitting_and_token_are_out_of_reach(as_role: SignedIn) -> None:
    as_role("reviewer")
    other = Sitting.objects.filter(account__name="reviewer").first()
    assert other
    token = issue(other.account, "x")
    client = as_role("planner")
    client.post("/settings/sittings/end/", {"sitting": other.pk})
    client.post("/settings/tokens/end/", {"token": Token.objects.get(account=other.account).pk})
    assert Sitting.objects.filter(pk=other.pk).exists() and account_of(token) == other.account


def test_a_token_ends_with_its_days_and_its_account(office: None) -> None:
    account = _account()
    token = issue(account, "统计")
    assert not Token.objects.filter(digest__contains=token).exists()
    assert account_of(token) == account and account_of(token + "x") is None
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert account_of(token) is None
    Account.objects.filter(pk=account.pk).update(is_active=True)
    Token.objects.update(ends=today() - timedelta(days=1))
    assert account_of(token) is None


@pytest.mark.parametrize(("first", "second"), list(product(Role, Role)))
def test_t39_the_base_keeps_administrators_apart(office: None, first: Role, second: Role) -> None:
    """Every pair of roles on one account, straight into the table."""
    account = Account.objects.create(name="both", shown="兼任")
    Membership.objects.create(account=account, role=first.value, unit="a")
    may = first not in ADMINISTRATORS and second not in ADMINISTRATORS
    try:
        with transaction.atomic():
            Membership.objects.create(account=account, role=second.value, unit="b")
    except IntegrityError:
        assert not may
    else:
        assert may


def test_t39_nor_can_a_row_be_turned_into_another(office: None) -> None:
    account = Account.objects.create(name="both", shown="兼任")
    rows = [Membership.objects.create(account=account, role="planner", unit=unit) for unit in ("a", "b")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=rows[0].pk).update(role="audit")


def test_t39_the_security_administrator_gains_nothing_by_it(office: None) -> None:
    security = Account.objects.get(name="security")
    with pytest.raises(Unlawful):
        accounts.grant(doer_of(security), security.pk, "system", "")
    with pytest.raises(Unlawful):
        accounts.revoke(doer_of(security), security.memberships.get().pk)
    with pytest.raises(Forbidden):
        accounts.create(doer_of(security), "mine", "我的")


def test_accounts_are_made_disabled_and_given_back_by_act(office: None) -> None:
    system = doer_of(Account.objects.get(name="system"))
    password = accounts.create(system, "zhao.liu", "赵六")
    account = Account.objects.get(name="zhao.liu")
    assert account.must_change and account.check_password(password)
    for name in ("zhao.liu", "ZHAO.LIU", "admin", "Root", "x", "a b", ""):
        with pytest.raises(Unlawful):
            accounts.create(system, name, "某")
    accounts.disable(system, account.pk)
    assert Client().post("/sign-in/", {"name": "zhao.liu", "password": password}).status_code == 401
    accounts.enable(system, account.pk)
    assert accounts.reset_password(system, account.pk) != password
    with pytest.raises(Unlawful):
        accounts.disable(system, Account.objects.get(name="audit").pk)
    about = list(ActRow.objects.filter(about="zhao.liu").order_by("number").values_list("verb", flat=True))
    assert about == ["create_account", "disable_account", "enable_account", "reset_password"] and broken() == []


def test_an_account_nobody_uses_is_disabled(office: None) -> None:
    account = _account()
    Account.objects.filter(pk=account.pk).update(last_login=now() - timedelta(days=91))
    assert Client().post("/sign-in/", {"name": "someone", "password": _STRONG}).status_code == 401
    account.refresh_from_db()
    assert not account.is_active
    assert ActRow.objects.filter(verb="disable_account", about="someone", facts__contains="dormant").exists()


def test_t38_going_live_with_guessed_names_is_an_error(office: None) -> None:
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert {"landsupply.E001", "landsupply.E002"} <= found
    Account.objects.filter(name__in=GUESSED).update(is_active=False)
    with override_settings(SECOND_FACTOR="required"):
        found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert not {one for one in found if one and one.startswith("landsupply.")}


def test_every_verb_of_accounts_is_named_in_words(office: None) -> None:
    page = signed_in("audit").get("/acts/").content.decode()
    assert "收件入账" in page and "send_list</td>" not in page
    assert Verb.SEE_ACTS
