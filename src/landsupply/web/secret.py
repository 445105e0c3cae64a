"""家目录 · What is kept in the home folder beside the base: the key that signs cookies, the place that is served."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

_NAME = "secret.key"


def secret_of(home: Path) -> str:
    """密钥 · The key of this home; made where there is none."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / _NAME
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def place_of(home: Path, chosen: str) -> str:
    """服务地方 · The place chosen when a home is first served, and ever after: one base is one city's."""
    path = home / "place.txt"
    if not path.exists():
        path.write_text(chosen or "410100", encoding="ascii")
    return path.read_text(encoding="ascii").strip()
