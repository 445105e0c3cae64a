"""存储测试 · The chain under many writers, rows made anew, processes killed, the journal that a version can bear."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from landsupply.seal.chain_lines import breaks_of, lines_of
from landsupply.seal.journal import journal_of
from landsupply.web.acts import Done, act_of, append, broken
from landsupply.web.models import ActRow


@pytest.mark.parametrize("trial", ["append", "save", "send", "publish"])
def test_t20_a_store_under_many_writers_and_one_that_is_killed(
    trial: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {**os.environ, "LANDSUPPLY_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "tests.web.store_trials", trial]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    with capsys.disabled():
        sys.stdout.write(f"\n{trial}: {done.stdout}")


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 60, 0), "WAL"),
    ],
)
def test_the_journal_is_what_the_version_can_be_trusted_with(version: tuple[int, ...], journal: str) -> None:
    assert journal_of(version) == (journal, "FULL" if journal == "WAL" else "EXTRA")


def test_an_act_outside_a_transaction_is_refused() -> None:
    done = Done(who="x", role="", verb="try", about="x", facts={})
    if not connection.in_atomic_block:
        with pytest.raises(RuntimeError):
            append(done)


def test_acts_are_never_changed(office: None) -> None:
    for change in (lambda rows: rows.update(who="other"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(ActRow.objects.filter(number=1))
    assert broken() == []


def _stored() -> list[str]:
    return list(lines_of((act_of(row), row.digest) for row in ActRow.objects.order_by("number")))


def test_the_export_is_checked_without_the_application(office: None) -> None:
    lines = _stored()
    assert list(breaks_of(lines)) == []
    assert [one.number for one in breaks_of([lines[0].replace('"who": "', '"who": "x'), *lines[1:]])] == [1]
    assert [one.how for one in breaks_of([lines[0], *lines[2:]])] == ["number", "previous"]


def test_the_export_is_checked_with_a_dozen_lines_of_plain_python(office: None) -> None:
    """What an auditor writes who trusts nothing of ours."""
    import hashlib
    import json

    previous = "sha256:" + "0" * 64
    for number, line in enumerate(_stored(), 1):
        act = json.loads(line)
        digest = act.pop("digest")
        plain = json.dumps(act, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        assert digest == "sha256:" + hashlib.sha256(plain).hexdigest()
        assert act["number"] == number and act["previous"] == previous
        previous = digest
