"""锁定 · The locks pin every dependency by hash, agree with each other, and name no server."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

from tests.architecture.source import ROOT

PIN = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ \\;]+)[^\n]*(?P<hashes>(?:\n +--hash=sha256:\w{64}[^\n]*)*)",
    re.MULTILINE,
)


def pins(lock: str) -> dict[str, str]:
    """版本 · The version of each distribution in a lock."""
    return {pin["name"]: pin["version"] for pin in PIN.finditer(lock)}


def lock_faults(lock: str) -> Iterator[str]:
    """锁定之误 · Lines that are neither a pin nor a hash, and pins without hashes."""
    for pin in PIN.finditer(lock):
        if not pin["hashes"]:
            yield f"{pin['name']} has no hash"
    for line in lock.splitlines():
        if not re.match(r"[a-z0-9-]+==|    --hash=sha256:[0-9a-f]{64}|$", line):
            yield f"unexpected line: {line}"


def unlocked(asked: list[str], locked: Mapping[str, str]) -> list[str]:
    """未锁定 · The direct dependencies that a lock lacks."""
    names = (re.split(r"[\[<>=!~; ]", requirement)[0] for requirement in asked)
    return sorted(name for name in names if re.sub(r"[-_.]+", "-", name).lower() not in locked)


def _lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def test_the_locks_are_whole() -> None:
    assert [fault for name in ("base", "dev", "peers") for fault in lock_faults(_lock(name))] == []


def test_the_locks_agree() -> None:
    base, dev = pins(_lock("base")), pins(_lock("dev"))
    assert base.items() <= dev.items()


def test_every_direct_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    assert unlocked(project["project"]["dependencies"], pins(_lock("base"))) == []
    peers = groups.pop("peers")
    extras = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    asked = [line for group in groups.values() for line in group if isinstance(line, str)]
    assert unlocked([*asked, *extras], pins(_lock("dev"))) == []
    assert unlocked(peers, pins(_lock("peers"))) == []


def test_a_planted_lock_fault_is_seen() -> None:
    digest = "0" * 64
    good = f"numpy==2.0 \\\n    --hash=sha256:{digest}\n"
    assert list(lock_faults(good)) == []
    assert list(lock_faults("numpy==2.0\n"))
    assert list(lock_faults("--extra-something https://example.org\n" + good))
    assert list(lock_faults("numpy>=2.0\n"))
    assert unlocked(["PyYAML>=6"], pins(good)) == ["PyYAML"]
