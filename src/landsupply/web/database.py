"""数据库 · The embedded database by default, PostgreSQL by one setting; the journal the version can be trusted with."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from landsupply.seal.journal import journal_of


def database_of(home: Path, address: str) -> dict[str, Any]:
    """数据库设置 · The settings for a postgresql:// address, or for the one file in the home folder."""
    return _postgresql(address) if address else _embedded(home)


def _embedded(home: Path) -> dict[str, Any]:
    home.mkdir(parents=True, exist_ok=True)
    journal, synchronous = journal_of(sqlite3.sqlite_version_info)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / "landsupply.sqlite3"),
        "OPTIONS": {
            # A transaction that reads first and writes later would else fail under another writer's lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal};PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON;",
        },
        # Each thread keeps its connection: opening the file anew costs more than a page.
        "CONN_MAX_AGE": None,
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
