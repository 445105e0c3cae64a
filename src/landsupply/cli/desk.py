"""文件 · Where the command line touches the disk and the clock."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from landsupply.measure.fault import Fault, InputFault

_LIMIT = 64 << 20  # no input of this product is larger; what is, is refused before it is read


def read_bytes(path: Path) -> bytes:
    """读文件 · The bytes of a file; X008 where there is none, X009 a folder, X001 unreadable, X004 too large."""
    try:
        if path.is_dir():
            raise InputFault("X009", file=str(path))
        if path.stat().st_size > _LIMIT:
            raise InputFault("X004", file=str(path), most=_LIMIT >> 20)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputFault("X008", file=str(path)) from None
    except (OSError, ValueError) as error:  # ValueError: a name no system takes, such as one with a NUL
        raise InputFault("X001", file=str(path), reason=_reason(error)) from None


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
    except (ValueError, RecursionError) as error:
        raise InputFault("X005", file=str(path), reason=str(error)[:80]) from None
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
            moved.append((_written_beside(path, content), path))
        for name, path in moved:
            os.replace(name, path)
    except (OSError, ValueError) as error:
        at = getattr(error, "filename2", None) or getattr(error, "filename", None) or next(iter(files))
        raise InputFault("X002", file=str(at), reason=_reason(error)) from None
    finally:
        for name, _ in moved:
            with suppress(OSError):
                os.unlink(name)


def _written_beside(path: Path, content: bytes) -> str:
    """A file with the content in the folder of the path, and its name."""
    if path.is_dir():
        raise InputFault("X009", file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
    os.chmod(name, 0o644)
    return name


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__


@contextmanager
def within(path: Path) -> Iterator[None]:
    """所在文件 · Whatever fault arises while a file is being read is told with the file's path in front."""
    try:
        yield
    except Fault as fault:
        fault.add_note(str(path))
        raise


def today() -> date:
    """今天 · The day by this machine's clock, asked only where neither the command nor the brief names one."""
    return date.today()
