"""网页测试的办公室 · The application with the invented city of Yunze in a home folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="landsupply-web-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["LANDSUPPLY_HOME"] = str(HOME)
os.environ["LANDSUPPLY_PLACE"] = "990100"
os.environ["LANDSUPPLY_SECOND_FACTOR"] = "offered"
os.environ["LANDSUPPLY_HOSTS"] = "testserver,localhost,127.0.0.1"
# Tests of pages drive a browser from the same thread, and its loop must not keep these from the base.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["DJANGO_SETTINGS_MODULE"] = "landsupply.web.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from landsupply.web.example import settle  # noqa: E402
from landsupply.web.models import Account  # noqa: E402

EXAMPLE = "yunze-2024"


def opened() -> dict[str, str]:
    """开张 · Tables, the example, accounts: the password of each role."""
    call_command("migrate", verbosity=0)
    lines = [line.split() for line in settle(EXAMPLE)]
    return {line[-2]: line[-1] for line in lines}


def signed_in(role: str) -> Client:
    """已登录 · A browser without pages, signed in as the example's person in a role; CSRF is not asked of it."""
    from landsupply.web.clock import now
    from landsupply.web.models import Sitting

    client = Client()
    account = Account.objects.get(name=role)
    client.force_login(account)
    Sitting.objects.create(account=account, key=client.session.session_key or "", seen=now(), source="test")
    return client
