"""编制要求成文 · A brief's page written as TOML; what is read of it is the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_COMMENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")


def brief_text(page: Mapping[str, Any], opening: str = "") -> str:
    """成文 · The page as text that `parse_brief` reads as the same page, behind the opening's own lines."""
    return opening + "\n".join(_table(page, ())) + "\n"


def opening_of(text: str) -> str:
    """开头注释 · The remarks and empty lines with which a text opens."""
    found = _COMMENT.match(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return found[0] if found else ""


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Plain values first, then tables, then lists of tables: a table's heading ends what stands before it."""
    for name, value in table.items():
        if not _is_table(value) and not _is_list_of_tables(value):
            yield f"{_name(name)} = {_value(value)}"
    for name, value in table.items():
        here = (*path, name)
        if _is_table(value):
            yield from ("", f"[{'.'.join(map(_name, here))}]", *_table(value, here))
        elif _is_list_of_tables(value):
            for one in value:
                yield from ("", f"[[{'.'.join(map(_name, here))}]]", *_table(one, here))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _name(name: str) -> str:
    return name if _BARE.match(name) else _quoted(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _quoted(text: str) -> str:
    """JSON's escapes are TOML's but for a few control characters, which are written out."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
