"""成批写入 · Many rows by one statement, where a query for every forty of them would take most of the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

#: So many keys are asked for at once at most.
_MOST_KEYS = 5_000

Lines = Sequence[tuple[Any, ...]]


def columns_of(table: type[models.Model], *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """各列 · The columns of a table but its own key where the base gives that, and but some."""
    left = {one.attname for one in table._meta.concrete_fields if isinstance(one, models.AutoField)} | set(without)
    return tuple(one.attname for one in table._meta.concrete_fields if one.attname not in left)


def lines_of(rows: Iterable[models.Model], columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """成行 · What rows hold in some columns, as the base takes it."""
    lines: list[tuple[Any, ...]] = []
    fields: list[models.Field[Any, Any]] = []
    for row in rows:
        fields = fields or [row._meta.get_field(name) for name in columns]  # type: ignore[misc]  # a column is no relation
        lines.append(tuple(one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields))
    return lines


def insert(table: type[models.Model], columns: Sequence[str], lines: Lines) -> None:
    """插入 · New rows."""
    names, marks = ", ".join(map(_quoted, columns)), ", ".join(["%s"] * len(columns))
    _run(f"INSERT INTO {_quoted(table._meta.db_table)} ({names}) VALUES ({marks})", lines)


def update(table: type[models.Model], columns: Sequence[str], added: Sequence[str], key: str, lines: Lines) -> None:
    """改写 · Rows by a key: columns that take another value, then columns to which something is added, then the key."""
    changes = [f"{_quoted(one)} = %s" for one in columns]
    changes += [f"{_quoted(one)} = {_quoted(one)} + %s" for one in added]
    _run(f"UPDATE {_quoted(table._meta.db_table)} SET {', '.join(changes)} WHERE {_quoted(key)} = %s", lines)


def delete(table: type[models.Model], key: str, values: Iterable[object]) -> None:
    """删去 · Rows by a key."""
    _run(f"DELETE FROM {_quoted(table._meta.db_table)} WHERE {_quoted(key)} = %s", [(one,) for one in values])


def in_parts(keys: Iterable[str]) -> Iterable[list[str]]:
    """分批 · Keys in as many parts as one question can hold of them."""
    every = list(keys)
    return (every[start : start + _MOST_KEYS] for start in range(0, len(every), _MOST_KEYS))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str, lines: Lines) -> None:
    if lines:
        with connection.cursor() as cursor:
            cursor.executemany(statement, lines)
