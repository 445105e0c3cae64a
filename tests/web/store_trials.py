"""存储试验 · A program of its own: an office under many writers at once, and one whose processes are killed.

`python -m tests.web.store_trials append|save|send|publish`, with LANDSUPPLY_HOME naming an empty folder. What does not
hold is an AssertionError; a line of figures is printed at the end.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from landsupply.example import LEDGER, folder_of  # noqa: E402
from landsupply.web.actions import Edit, NewList, correct, send_list  # noqa: E402
from landsupply.web.acts import Done, append, broken  # noqa: E402
from landsupply.web.blobs import content_of, keep  # noqa: E402
from landsupply.web.clock import now  # noqa: E402
from landsupply.web.compiling import propose_plan  # noqa: E402
from landsupply.web.example import settle  # noqa: E402
from landsupply.web.jobs import SILENT, Report, State, ask, do, take  # noqa: E402
from landsupply.web.models import (  # noqa: E402
    Account,
    ActRow,
    Blob,
    BriefRow,
    Head,
    IssueRow,
    JobRow,
    ListRow,
    ParcelRow,
    PlanRow,
)
from landsupply.web.people import doer_of  # noqa: E402
from landsupply.web.plans import APPROVE, PUBLISH, SUBMIT, Happening, happen  # noqa: E402
from landsupply.web.publishing import Pressed, press  # noqa: E402
from landsupply.web.rebuild import rebuild  # noqa: E402
from landsupply.web.standing import forget  # noqa: E402
from landsupply.web.works import WORKS  # noqa: E402

KILLS, WRITERS, EACH, SAVES = 20, 8, 40, 12
BASE = Path(os.environ["LANDSUPPLY_HOME"]) / "landsupply.sqlite3"


def rows() -> dict[str, list[tuple[object, ...]]]:
    """各行 · Everything that lists show, in one order, without the numbers that the base gives rows."""
    found = {}
    for table in (ParcelRow, IssueRow, ListRow, BriefRow, PlanRow):
        names = [one.attname for one in table._meta.concrete_fields if not isinstance(one, models.AutoField)]
        found[table.__name__] = sorted(map(repr, table.objects.values_list(*names)))
    return found  # type: ignore[return-value]


def append_at_once() -> str:
    """同时追加 · Eight writers, a reader that never rests: no number missing, nobody told that the base is locked."""
    wrong: list[BaseException] = []
    done = threading.Event()

    def write(who: int) -> None:
        try:
            for number in range(EACH):
                with transaction.atomic():
                    facts = {"number": number}
                    append(Done(who=f"writer{who}", role="", verb="try", about="x", facts=facts))
        except BaseException as error:
            wrong.append(error)
        finally:
            connection.close()

    def read() -> None:
        while not done.is_set():
            list(ActRow.objects.all())
        connection.close()

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(one,)) for one in range(WRITERS)]
    began = time.monotonic()
    for one in (reader, *writers):
        one.start()
    for one in writers:
        one.join()
    done.set()
    reader.join()
    assert not wrong, wrong
    assert broken() == []
    assert list(ActRow.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, WRITERS * EACH + 1)
    )
    head = Head.objects.get()
    assert (head.number, head.digest) == ActRow.objects.order_by("-number").values_list("number", "digest")[0]
    return f"{WRITERS * EACH} acts by {WRITERS} writers in {time.monotonic() - began:.1f} s, 0 gaps, 0 refused"


def save_at_once() -> str:
    """同时保存 · Eight people save while lists are taken in: all stands, as if one after another."""
    list(settle("yunze-2024"))
    planner = doer_of(Account.objects.get(name="planner"))
    names = list(ParcelRow.objects.order_by("pk").values_list("identity", flat=True)[: WRITERS * 2])
    text = (folder_of("yunze-2024") / LEDGER).read_text(encoding="utf-8")
    lists = [
        NewList(sender="", name=f"{one}.csv", blob=keep(text.replace("YZ24-", one).encode())) for one in ("甲", "乙")
    ]
    wrong: list[BaseException] = []

    def in_thread(act: Callable[[], object]) -> threading.Thread:
        def run() -> None:
            try:
                act()
            except BaseException as error:
                wrong.append(error)
            finally:
                connection.close()

        return threading.Thread(target=run)

    def save(who: int) -> None:
        old = [ParcelRow.objects.get(identity=name).name for name in names[2 * who : 2 * who + 2]]
        for number in range(SAVES):
            new = [f"第{who}人{number}次{place}" for place in range(2)]
            correct(planner, [_named(names[2 * who + place], old[place], new[place]) for place in range(2)])
            old = new

    began = time.monotonic()
    acts = ActRow.objects.count()
    children = [_in_child(lambda one=one: send_list(planner, one)) for one in lists]  # type: ignore[misc]
    writers = [in_thread(lambda who=who: save(who)) for who in range(WRITERS)]  # type: ignore[misc]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert not wrong, wrong
    assert broken() == []
    assert ActRow.objects.count() == acts + len(lists) + WRITERS * SAVES * 2
    assert ListRow.objects.count() == 1 + len(lists)
    last = [f"第{who}人{SAVES - 1}次{place}" for who in range(WRITERS) for place in range(2)]
    assert [ParcelRow.objects.get(identity=name).name for name in names] == last
    shown = rows()
    rebuild()
    assert rows() == shown
    return f"{WRITERS * SAVES} saves by {WRITERS} people beside {len(lists)} lists in {time.monotonic() - began:.1f} s"


def _named(identity: str, old: str, new: str) -> Edit:
    return Edit(identity=identity, field="name", old=old, new=new)


def _in_child(act: Callable[[], object]) -> int:
    """The act in a process of its own, which shares nothing open with this one."""
    connection.close()
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        act()
        connection.close()
        code = 0
    finally:
        os._exit(code)


def _written(child: int, before: int) -> float:
    """When the act of a process was there for others, as seen from outside; nought where it was not seen in time."""
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if ActRow.objects.count() > before:
            return time.monotonic()
        time.sleep(0.002)
    return 0.0


def killed(act: Callable[[], object], holds: Callable[[bool], None]) -> str:
    """击杀 · The act begun twenty times and killed later each time: done whole or not at all, whenever it is cut."""
    connection.close()
    saved = BASE.with_suffix(".saved")
    shutil.copy(BASE, saved)
    forget()
    began = time.monotonic()
    child = _in_child(act)
    wrote = _written(child, ActRow.objects.count())
    assert os.waitpid(child, 0)[1] == 0
    whole = time.monotonic() - began
    wrote = wrote - began if wrote else whole
    before = 0
    outcomes: list[bool] = []
    for trial in range(KILLS):
        connection.close()
        for path in BASE.parent.glob(f"{BASE.name}*"):
            path.unlink()
        shutil.copy(saved, BASE)
        forget()
        before = ActRow.objects.count()
        child = _in_child(act)
        # Most of the time goes by before anything is written: every second kill falls near the writing.
        share = (trial + 0.5) / KILLS
        time.sleep(whole * share if trial % 2 else wrote * (0.9 + share / 5))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        is_done = ActRow.objects.count() == before + 1
        assert is_done or ActRow.objects.count() == before
        assert broken() == []
        holds(is_done)
        shown = rows()
        rebuild()
        differing = [
            (name, set(was) ^ set(now)) for (name, was), now in zip(shown.items(), rows().values(), strict=True)
        ]
        assert not any(diff for _, diff in differing), str([(n, sorted(map(str, d))[:2]) for n, d in differing])[:3000]
        outcomes.append(is_done)
    assert os.waitpid(_in_child(act), 0)[1] == 0
    holds(True)
    return f"{KILLS} kills within {whole:.2f} s: {outcomes.count(False)} undone, {outcomes.count(True)} done, 0 half"


def send_killed() -> str:
    """收件时击杀 · A list is being taken in."""
    list(settle("yunze-2024"))
    planner = doer_of(Account.objects.get(name="planner"))
    text = (folder_of("yunze-2024") / LEDGER).read_text(encoding="utf-8").replace("YZ24-", "YZ25-")

    def act() -> None:
        send_list(planner, NewList(sender="", name="second.csv", blob=keep(text.encode())))

    parcels = ParcelRow.objects.count()

    def holds(is_done: bool) -> None:
        assert ListRow.objects.filter(name="second.csv").exists() == is_done
        assert (ParcelRow.objects.count() > parcels) == is_done

    return killed(act, holds)


def publish_killed() -> str:
    """公布时击杀 · The worker that publishes; another takes the job up, and there is one act, however it was cut."""
    list(settle("yunze-2024"))
    planner, leader = (Account.objects.get(name=name) for name in ("planner", "leader"))
    brief = BriefRow.objects.get().pk
    asked = ask(planner, "propose", {"brief": brief})
    plan = str(propose_plan(asked, {"brief": brief}, Report(asked.pk))["plan"])
    asked.delete()
    happen(doer_of(planner), plan, SUBMIT, "")
    happen(doer_of(leader), plan, APPROVE, "")

    happening = Happening(digest=plan, verb=PUBLISH, summary="首次公布", once="k", against="")
    job = press(leader, Pressed(happening=happening, is_known=True))
    assert job is not None

    def act() -> None:
        while one := take():
            do(one, WORKS)

    def holds(is_done: bool) -> None:
        assert PlanRow.objects.get(pk=plan).state == ("published" if is_done else "approved")
        JobRow.objects.filter(state=State.RUNNING).update(beat=now() - 2 * SILENT)
        act()
        assert JobRow.objects.get(pk=job.pk).state == State.DONE and PlanRow.objects.get(pk=plan).state == "published"
        files = json.loads(ActRow.objects.get(verb=PUBLISH).facts)["documents"].values()
        assert files and all(content_of(name) for name in files)
        assert Blob.objects.filter(pk__in=files).count() == len(set(files))

    return killed(act, holds)


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    trials = {"append": append_at_once, "save": save_at_once, "send": send_killed, "publish": publish_killed}
    sys.stdout.write(trials[sys.argv[1]]() + "\n")
