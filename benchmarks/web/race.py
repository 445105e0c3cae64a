"""网页赛跑 · List, plan page and save of one large ledger under many users, beside Datasette and an admin site.

    ./dev bench web [--parcels 20000] [--users 50] [--json]

Bounded in count and time: each kind so many times, each user once in two seconds. CPU is what the server's
process used, by the system's own account; the users are a process of their own. The journal is the one that
`landsupply doctor` names.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.ledgers import write_workbook
from benchmarks.web.grid import opened
from landsupply.seal.journal import journal_of

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-peers" / "bin" / "python"
TIMES = {"list": 1_000, "plan": 400, "save": 400}
#: Somebody who works at a list asks for something once in so many seconds.
PACE = 2.0
_PORT = 18_700
_TICKS = os.sysconf("SC_CLK_TCK")
_COLUMNS = "identity,name,unit,use,group,area,origin,mode,month,obstacles,issues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """所测 · One kind of request at one program: how often, p50 and p95 in ms of the wall, CPU-ms each, failures."""

    program: str
    kind: str
    times: int
    p50: float
    p95: float
    cpu: float
    failed: int
    said: str = ""


def main(words: Sequence[str]) -> None:
    """入口 · Settles the office, measures ours and the peers one after another, prints a table or JSON lines."""
    parsed = _arguments(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        book = write_workbook(Path(folder) / "ledger.xlsx", parsed.parcels)
        office = _settled(home, book, parsed.users)
        found = list(_ours(home, office, parsed.users))
        found += _peers(home, Path(folder), parsed.users)
    for one in found:
        print(json.dumps(asdict(one), ensure_ascii=False) if parsed.json else _line(one))
    if not parsed.json:
        journal = "+".join(journal_of(sqlite3.sqlite_version_info))
        print(f"SQLite {sqlite3.sqlite_version}: {journal}; {parsed.users} users")


def _arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench web", description="Many users at one large ledger.")
    parser.add_argument("--parcels", type=int, default=20_000, metavar="N")
    parser.add_argument("--users", type=int, default=50, metavar="N")
    parser.add_argument("--json", action="store_true", help="one JSON object per measured thing")
    return parser.parse_args(words)


def _settled(home: Path, book: Path, users: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.web.office", str(home), str(book), str(users)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _ours(home: Path, office: dict[str, Any], users: int) -> Iterator[Measured]:
    command = [sys.executable, "-m", "landsupply.web", "--home", str(home), "serve", "--port", str(_PORT)]
    with _served([*command, "--workers", "0"], "/healthz") as process:
        for kind, lines in (("list", _lists(office)), ("plan", _plans(office)), ("save", _saves(office))):
            _asked(process.pid, "landsupply", kind, lines[: users * 2], users)  # warm
            yield _asked(process.pid, "landsupply", kind, lines, users)
        grid = opened(_PORT, office["sessions"][0])
        told = f"{grid.seconds:.2f} s to the first rows of all, {grid.bare:.0f} bare pixels while scrolling"
        yield Measured(
            program="landsupply", kind="grid", times=1, p50=0, p95=1000 * grid.seconds, cpu=0, failed=0, said=told
        )


def _lists(office: dict[str, Any]) -> list[dict[str, Any]]:
    pages = max(1, len(office["parcels"]) // 50)
    paths = [f"/ledger/rows/?limit=50&offset={50 * (7 * number % pages)}" for number in range(TIMES["list"])]
    return _with_sessions(office, [{"method": "GET", "path": path} for path in paths])


def _plans(office: dict[str, Any]) -> list[dict[str, Any]]:
    return _with_sessions(office, [{"method": "GET", "path": f"/plans/{office['plan']}/"}] * TIMES["plan"])


def _saves(office: dict[str, Any]) -> list[dict[str, Any]]:
    lines = []
    for number in range(TIMES["save"]):
        identity, name = office["parcels"][number]
        edit = {"identity": identity, "field": "name", "old": name, "new": f"{name}甲"}
        lines.append({"method": "POST", "path": "/ledger/edits/", "body": json.dumps({"edits": [edit]})})
    return _with_sessions(office, lines)


def _with_sessions(office: dict[str, Any], lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    sessions = office["sessions"]
    token = "b" * 32  # the cookie and the header agree, as a browser's do
    made = []
    for number, line in enumerate(lines):
        cookies = f"sessionid={sessions[number % len(sessions)]}; csrftoken={token}"
        headers = {"Cookie": cookies, "X-CSRFToken": token, "X-Requested-With": "landsupply"}
        made.append({**line, "headers": {**headers, "Content-Type": "application/json"}})
    return made


def _peers(home: Path, folder: Path, users: int) -> Iterator[Measured]:
    """The same fifty rows of a page: Django's admin over the same base, Datasette over a copy of its table."""
    admin = [sys.executable, "-m", "benchmarks.web.admin", str(home), str(_PORT + 1)]
    with _served(admin, "/admin/web/parcelrow/", _PORT + 1) as process:
        lines = [{"method": "GET", "path": f"/admin/web/parcelrow/?p={1 + number % 300}"} for number in range(300)]
        _asked(process.pid, "django-admin", "list", lines[:50], users, _PORT + 1)
        yield _asked(process.pid, "django-admin", "list", lines, users, _PORT + 1)
    copy = _copied(home, folder)
    datasette = [
        str(PEERS),
        "-m",
        "datasette",
        "serve",
        str(copy),
        "--port",
        str(_PORT + 2),
        "--setting",
        "num_sql_threads",
        "2",
    ]
    with _served(datasette, "/copy/web_parcel", _PORT + 2) as process:
        lines = [{"method": "GET", "path": f"/copy/web_parcel?_size=50&_sort=pinyin&_nofacet={n}"} for n in range(300)]
        _asked(process.pid, "datasette", "list", lines[:50], users, _PORT + 2)
        yield _asked(process.pid, "datasette", "list", lines, users, _PORT + 2)


def _copied(home: Path, folder: Path) -> Path:
    """The list's columns and no others: what a peer shows of it is what we show."""
    copy = folder / "copy.db"
    with sqlite3.connect(copy) as base:
        base.execute("ATTACH ? AS ours", (str(home / "landsupply.sqlite3"),))
        columns = ",".join(f'"{name}"' for name in [*_COLUMNS.split(","), "pinyin", "place"])
        base.execute(f"CREATE TABLE web_parcel AS SELECT {columns} FROM ours.web_parcel")
        base.execute("CREATE INDEX by_sound ON web_parcel (pinyin)")
    return copy


@contextmanager
def _served(command: Sequence[str], ready: str, port: int = _PORT) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{ready}", timeout=5).read()
                break
            except OSError:
                time.sleep(0.2)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _asked(pid: int, program: str, kind: str, lines: list[dict[str, Any]], users: int, port: int = _PORT) -> Measured:
    before = _cpu(pid)
    command = [sys.executable, "-m", "benchmarks.web.load", str(port), str(users), str(PACE)]
    text = "\n".join(json.dumps(line) for line in lines)
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    seconds = sorted(told["seconds"])
    return Measured(
        program=program,
        kind=kind,
        times=len(seconds),
        p50=1000 * seconds[len(seconds) // 2],
        p95=1000 * seconds[int(len(seconds) * 0.95)],
        cpu=1000 * (_cpu(pid) - before) / len(seconds),
        failed=told["failed"],
        said=told["said"],
    )


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _line(one: Measured) -> str:
    figures = f"p50 {one.p50:7.1f} ms  p95 {one.p95:7.1f} ms  CPU {one.cpu:6.2f} ms/request  failed {one.failed}"
    return f"{one.program:13} {one.kind:5} ×{one.times:5}  {figures} {one.said[:80]}"
