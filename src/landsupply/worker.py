"""工作进程 · Parses untrusted bytes in a fresh process with bounds on memory, processor time and wall time.

The process is started with the interpreter alone, is given bytes, gives back values in a wire form that can only hold
values (files/wire.py), and ends. On POSIX the system itself bounds its memory, its processor time and what it may write
(nothing); on Windows only the wall time is bounded. On every system it may open no connection, start no process and
write no file: an attempt is a fault.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import BinaryIO

from landsupply.files.wire import read_sheets_wire, read_surveys_wire, write_sheets, write_surveys
from landsupply.ledger.outline import Survey
from landsupply.ledger.sheet import Sheet
from landsupply.measure.fault import InputFault
from landsupply.proofread.manuscript import Manuscript, from_wire

_COMMAND = ("-I", "-B", "-X", "utf8", "-m", "landsupply.worker")
_MEGABYTE = 1_000_000
_OPEN_FILES = 256
#: What the interpreter announces before it does it, and is then not let do.
_FORBIDDEN = (
    "socket.", "subprocess.", "shutil.", "os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.system",
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: What a reader in native code says when it is refused memory, before it ends itself.
_NO_MEMORY = (b"memory allocation of", b"MemoryError", b"bad_alloc", b"Cannot allocate memory")
#: Forms that are tables whatever they hold, those that may be a text too, and names that say they are tables.
_WORKBOOKS, _MAYBE_TABLES = ("xlsx", "xlsb", "ods"), ("csv", "json", "jsonl")
_NAMED_TABLES = (".csv", ".tsv")
#: How a process ends that used up its processor time.
_CPU_SIGNALS = (-24, -9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """上限 · What one reading may use: memory in megabytes, processor and wall time in seconds."""

    memory: int = 3_000
    cpu: int = 120
    wall: int = 300


DEFAULT = Limits()


def read_sheets_bounded(content: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Sheet, ...]:
    """受限读表格 · `read_sheets` in a process of its own; InputFault F033–F036 beside its own faults."""
    return read_sheets_wire(bounded("sheets", content, name, limits))


def read_surveys_bounded(
    content: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None
) -> tuple[Survey, ...]:
    """受限读界址 · `read_surveys` in a process of its own; InputFault F033–F036 beside its own faults."""
    return read_surveys_wire(bounded("surveys", content, name, limits, encoding))


def read_manuscript_bounded(content: bytes, name: str, limits: Limits = DEFAULT) -> Manuscript:
    """受限读文稿 · `read_manuscript` in a process of its own; InputFault F033–F036 beside its own faults."""
    return from_wire(json.loads(bounded("manuscript", content, name, limits)))


def read_forms_bounded(content: bytes, name: str, limits: Limits = DEFAULT) -> tuple[Sheet, ...] | None:
    """受限读报表 · The sheets of a file that is a table of plans; None for a text, to be read as one.

    A file that may be either is a text unless it has the columns of a form, or its name says csv.
    """
    from landsupply.files.forms import form_of
    from landsupply.proofread.forms import is_form

    form, is_named = form_of(content), name.casefold().endswith(_NAMED_TABLES)
    if form in _WORKBOOKS or (form == "empty" and is_named):
        return read_sheets_bounded(content, name, limits)
    if form not in _MAYBE_TABLES:
        return None
    try:
        sheets = read_sheets_bounded(content, name, limits)
    except InputFault:
        if is_named:
            raise
        return None
    return sheets if is_named or is_form(sheets) else None


def with_comments_bounded(request: bytes, name: str, limits: Limits = DEFAULT) -> bytes:
    """受限加批注 · The commented document of a request (files/docx_comments.py), made in a process of its own."""
    return bounded("comments", request, name, limits)


def bounded(task: str, content: bytes, name: str, limits: Limits = DEFAULT, encoding: str | None = None) -> bytes:
    """受限执行 · The wire form of what a task makes of some bytes; an encoding is for the task that takes one.

    InputFault F033 beyond the memory allowed, F034 beyond the processor time, F035 beyond the wall time, F036 where the
    process broke down; otherwise the fault of the task itself.
    """
    form = {"task": task, "name": name, "limits": asdict(limits), "encoding": encoding}
    request = json.dumps(form).encode("ascii") + b"\n"
    with subprocess.Popen(
        (sys.executable, *_COMMAND), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            answer, complaint = process.communicate(request + content, timeout=limits.wall)
        except subprocess.TimeoutExpired:
            process.kill()
            raise InputFault("F035", limit=limits.wall) from None
    return _answer(process.returncode, answer, complaint, limits)


def _answer(code: int, answer: bytes, complaint: bytes, limits: Limits) -> bytes:
    kind, rest = answer[:1], answer[1:]
    if code == 0 and kind == b"V":
        return rest
    if code == 0 and kind == b"F":
        fault = json.loads(rest)
        raise InputFault(fault["code"], **fault["facts"])
    if kind == b"M" or any(words in complaint for words in _NO_MEMORY):
        raise InputFault("F033", limit=limits.memory)
    if code in _CPU_SIGNALS:
        raise InputFault("F034", limit=limits.cpu)
    raise InputFault("F036", reason=f"{code}")


def main() -> None:
    """工作进程 · Serves one request on the standard streams."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    request = json.loads(requests.readline(100_000))
    work = _TASKS[request["task"]]()
    _confine(Limits(**request["limits"]))
    gc.disable()
    try:
        _reply(answers, b"V", work(requests.read(), request["name"], request["encoding"]))
    except InputFault as fault:
        _reply(answers, b"F", json.dumps({"code": fault.code, "facts": _plain(fault.facts)}).encode())
    except MemoryError:
        _reply(answers, b"M", b"")
    os._exit(0)  # millions of values need not be taken apart one by one


def _reply(answers: BinaryIO, kind: bytes, content: bytes) -> None:
    answers.write(kind)
    answers.write(content)
    answers.flush()


def _plain(facts: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, int | str) else str(value) for name, value in facts.items()}


def _sheets() -> Callable[[bytes, str, str | None], bytes]:
    from landsupply.files.reading import read_sheets

    return lambda content, name, encoding: write_sheets(read_sheets(content, name))


def _surveys() -> Callable[[bytes, str, str | None], bytes]:
    from landsupply.files.boundary_in import read_surveys

    return lambda content, name, encoding: write_surveys(read_surveys(content, name, encoding))


def _manuscript() -> Callable[[bytes, str, str | None], bytes]:
    from landsupply.files.text_reading import manuscript_bytes

    return lambda content, name, encoding: manuscript_bytes(content, name)


def _comments() -> Callable[[bytes, str, str | None], bytes]:
    from landsupply.files.docx_comments import answer

    return lambda content, name, encoding: answer(content)


#: What may be asked for; the libraries of one task are not loaded for another.
_TASKS = {"sheets": _sheets, "surveys": _surveys, "manuscript": _manuscript, "comments": _comments}


def _confine(limits: Limits) -> None:
    """From here on: no writing, no connection, no process, and no more than the limits."""
    sys.addaudithook(_refuse)
    if sys.platform != "win32":
        import resource

        memory = limits.memory * _MEGABYTE
        for kind, soft, hard in (
            (resource.RLIMIT_AS, memory, memory),
            (resource.RLIMIT_CPU, limits.cpu, limits.cpu + 1),
            (resource.RLIMIT_FSIZE, 0, 0),
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
        ):
            _lower(kind, soft, hard)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Sets a limit, or keeps a lower one that is there already."""
    import resource

    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    is_writing = event == "open" and isinstance(flags := arguments[-1], int) and flags & _WRITING
    if is_writing or event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
