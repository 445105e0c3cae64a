"""久读者 · A program of its own: one reads the whole record for long, others write, the log is folded back meanwhile.

`python -m tests.web.long_reader DELETE|WAL`, with LANDSUPPLY_HOME naming an empty folder. Whoever is told that the base
is locked is an AssertionError; a line of figures is printed at the end.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.http import HttpRequest  # noqa: E402

from landsupply.web.acts import Done, append, broken  # noqa: E402
from landsupply.web.models import ActRow  # noqa: E402
from landsupply.web.pages.acts import export  # noqa: E402
from landsupply.web.people import Doer  # noqa: E402
from landsupply.web.routes import Asked  # noqa: E402

STANDING, WRITERS, EACH, SECONDS = 1_200, 4, 25, 6
#: Seconds that a writer waits here; a reader that holds the base longer is found at once.
PATIENCE = 1.5


def _write(who: int, number: int) -> None:
    with transaction.atomic():
        append(Done(who=f"writer{who}", role="", verb="try", about="x", facts={"number": number}))


def _chosen(journal: str) -> None:
    """Every connection of this program in one journal, and less patient than they are elsewhere."""
    options = connections.databases["default"]["OPTIONS"]
    synchronous = "FULL" if journal == "WAL" else "EXTRA"
    options["init_command"] = f"PRAGMA journal_mode={journal};PRAGMA synchronous={synchronous};"
    options["timeout"] = PATIENCE


def main(journal: str) -> str:
    """试验 · A slow taker of the export, a check of the chain, four writers, a checkpoint ten times a second."""
    _chosen(journal)
    call_command("migrate", verbosity=0)
    for number in range(STANDING):
        _write(0, number)
    wrong: list[BaseException] = []
    waits: list[float] = []
    taken: list[int] = []
    done = threading.Event()

    def running(act: Callable[[], None]) -> threading.Thread:
        def run() -> None:
            try:
                act()
            except BaseException as error:
                wrong.append(error)
            finally:
                connection.close()

        return threading.Thread(target=run)

    def take_slowly() -> None:
        stream = export(Asked(HttpRequest(), Doer("", ()), "zh"))
        for count, _ in enumerate(stream.streaming_content, 1):  # type: ignore[arg-type]
            taken.append(count)
            time.sleep(SECONDS / STANDING)

    def write() -> None:
        for number in range(EACH):
            began = time.monotonic()
            _write(1, number)
            waits.append(time.monotonic() - began)
            time.sleep(SECONDS / EACH / 2)

    def check() -> None:
        while not done.is_set():
            assert broken() == []

    def fold_back() -> None:
        while not done.wait(0.1):
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    writers = [running(write) for _ in range(WRITERS)]
    others = [running(take_slowly), running(check), running(fold_back)]
    for one in (*others, *writers):
        one.start()
    for one in (*writers, others[0]):
        one.join()
    done.set()
    for one in others:
        one.join()
    assert not wrong, wrong
    assert ActRow.objects.count() == STANDING + WRITERS * EACH and broken() == []
    assert len(taken) >= STANDING
    waits.sort()
    p95 = waits[int(len(waits) * 0.95)]
    return (
        f"{journal}: {len(waits)} saved, {len(taken)} read, 0 locked, p95 {p95 * 1000:.0f} ms, worst {waits[-1]:.2f} s"
    )


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]) + "\n")
