"""网页测试 · Every test in a transaction that is taken back; the example city stands in the base."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.web.office import opened, signed_in
from tests.web.provider import FakeProvider, provider_open


@pytest.fixture(scope="session")
def passwords() -> dict[str, str]:
    """口令 · Of the example's accounts, by role."""
    return opened()


@pytest.fixture
def office(passwords: dict[str, str]) -> Iterator[None]:
    """办公室 · The base as the example left it, and again after the test."""
    del passwords
    from landsupply.web.models import Attempt

    with transaction.atomic():
        Attempt.objects.all().delete()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def as_role(office: None) -> Callable[[str], Client]:
    """以角色 · A signed-in client of a role."""
    del office
    return signed_in


@pytest.fixture
def provider(office: None) -> Iterator[FakeProvider]:
    """认证方 · A provider that this office has set up, and the account `someone` linked to its person `u-001`."""
    del office
    from landsupply.web.subjects import link
    from tests.web.through import account_named, set_up

    with provider_open() as one, override_settings(OIDC=set_up(one)):
        link(account_named(), one.issuer, "u-001", "zhang.san")
        yield one
