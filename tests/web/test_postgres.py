"""PostgreSQL 测试 · The store and every page on the other base, where its programs are on the machine."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web import postgres

pytestmark = pytest.mark.skipif(
    not postgres.is_here() or importlib.util.find_spec("psycopg") is None,
    reason="PostgreSQL's programs and psycopg are not on this machine",
)
#: One request of every page and operation by every role; administrators apart; the chain; the ledger's rows; plans.
ON_POSTGRESQL = (
    "tests/web/test_permissions.py::test_t40_every_address_answers_as_the_table_says",
    "tests/web/test_store.py::test_acts_are_never_changed",
    "tests/web/test_store.py::test_the_export_is_checked_without_the_application",
    "tests/web/test_accounts.py",
    "tests/web/test_ledger_rows.py",
    "tests/web/test_long_texts.py",
    "tests/web/test_publishing.py",
)


@pytest.fixture(scope="module")
def base() -> object:
    """库 · The address of a server that is there for these tests."""
    with postgres.served() as address:
        yield address


def test_many_writers_leave_no_gap(base: str, tmp_path: Path) -> None:
    environment = {**os.environ, "LANDSUPPLY_HOME": str(tmp_path), "LANDSUPPLY_DATABASE": _another(base, "writers")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.store_trials", "append"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def test_every_page_answers_there_too(base: str) -> None:
    environment = {**os.environ, "LANDSUPPLY_DATABASE": base}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *ON_POSTGRESQL]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=1200, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def _another(address: str, name: str) -> str:
    """Another empty base of the same server."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.rsplit("/", 1)[0] + f"/{name}"
