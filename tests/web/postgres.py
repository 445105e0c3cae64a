"""临时 PostgreSQL · A server of its own in a temporary folder, run by a user without rights, gone with the test."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/nonexistent"))


def is_here() -> bool:
    """可用 · Whether the server's programs are on this machine."""
    return (PROGRAMS / "initdb").exists() and (os.getuid() != 0 or shutil.which("setpriv") is not None)


@contextmanager
def served() -> Iterator[str]:
    """所服务 · The address of an empty base."""
    home = Path(tempfile.mkdtemp(prefix="landsupply-pg-", dir="/tmp"))
    user = pwd.getpwnam("postgres" if _has("postgres") else "nobody") if os.getuid() == 0 else None
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
    as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"] if user else []
    port, data = _free_port(), str(home / "data")
    run = {"check": True, "capture_output": True, "timeout": 60, "cwd": str(home)}
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    init = [str(PROGRAMS / "initdb"), "-D", data, "-U", "landsupply", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    control = [*as_user, str(PROGRAMS / "pg_ctl"), "-D", data, "-w"]
    try:
        subprocess.run([*as_user, *init], **run)  # type: ignore[call-overload]
        subprocess.run([*control, "-l", str(home / "log"), "-o", options, "start"], **run)  # type: ignore[call-overload]
        create = [str(PROGRAMS / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "landsupply", "landsupply"]
        subprocess.run(create, **run)  # type: ignore[call-overload]
        yield f"postgresql://landsupply@127.0.0.1:{port}/landsupply"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=False, timeout=60)
        shutil.rmtree(home, ignore_errors=True)


def _has(name: str) -> bool:
    return any(one.pw_name == name for one in pwd.getpwall())


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
