"""文件与屏幕 · Where the command line touches the disk, the clock and the terminal."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from unicodedata import east_asian_width

from landsupply.law.words import remedy, say
from landsupply.measure.fault import Fault, InputFault, IntegrityFault

_LIMIT = 64 << 20  # no input of this product is larger; what is, is refused before it is read


def read_bytes(path: Path) -> bytes:
    """读文件 · The bytes of a file; X001 where it cannot be read, X004 where it is too large."""
    try:
        if path.stat().st_size > _LIMIT:
            raise InputFault("X004", file=str(path), most=_LIMIT >> 20)
        return path.read_bytes()
    except OSError as error:
        raise InputFault("X001", file=str(path), reason=error.strerror or type(error).__name__) from None


def read_text(path: Path) -> str:
    """读文本 · The text of a UTF-8 file; X003 where it is not UTF-8."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputFault("X003", file=str(path), offset=error.start) from None


def read_json(path: Path) -> Mapping[str, object]:
    """读 JSON · The object in a JSON file; X005 where it holds none."""
    try:
        value = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputFault("X005", file=str(path), reason=str(error)) from None
    if not isinstance(value, dict):
        raise InputFault("X005", file=str(path), reason=type(value).__name__)
    return value


def json_bytes(value: object) -> bytes:
    """写 JSON · Indented, keys in their own order, one newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def write_all(files: Mapping[Path, bytes]) -> None:
    """写文件 · All files or none: each is written beside its place first, then moved into it; X002 where it fails."""
    moved: list[tuple[str, Path]] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            moved.append((name, path))
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            os.chmod(name, 0o644)
        for name, path in moved:
            os.replace(name, path)
    except OSError as error:
        raise IntegrityFault("X002", file=str(error.filename or ""), reason=error.strerror or "") from None
    finally:
        for name, _ in moved:
            with suppress(OSError):
                os.unlink(name)


def today() -> date:
    """今天 · The day by this machine's clock, asked only where neither the command nor the brief names one."""
    return date.today()


def out(text: str = "") -> None:
    """输出 · A line on standard output."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """提示 · A line on standard error: progress and errors, never results."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def tell(fault: Fault, lang: str) -> None:
    """报错 · A fault in words: its code, what was found, what to do."""
    facts = fault.facts
    note(f"{fault.code} {say(fault.code, lang, **facts)}")
    if hint := remedy(fault.code, lang, **facts):
        note(f"  → {hint}")


def width(text: str) -> int:
    """显示宽度 · How many terminal cells a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def visible(text: str) -> str:
    """可见文字 · The text without characters that would steer a terminal."""
    return "".join(character if character.isprintable() else "�" for character in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """表格 · Columns aligned for a terminal; the last column runs free."""
    lines = [[visible(cell) for cell in row] for row in (header, *rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(header) - 1)]
    for line in lines:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=False)]
        out("  ".join([*cells, line[-1]]).rstrip())
