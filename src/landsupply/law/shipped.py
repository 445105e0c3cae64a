"""随附资料 · The one reader of packaged data: every rung that needs a shipped text asks here.

Names are relative to ``landsupply/law``; a name that climbs out of the folder, or that is not there, is a
``LawFault`` (W005).
"""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from landsupply.measure.fault import LawFault

_PACKAGE = "landsupply.law"


def _find(path: str) -> Traversable:
    found = files(_PACKAGE)
    for part in path.split("/"):
        if not part or part.startswith(".") or "\\" in part:
            raise LawFault("W005", path=path)
        found = found.joinpath(part)
    return found


@cache
def shipped_text(path: str) -> str:
    """随附文本 · The text of a shipped file, e.g. ``places/410100/place.yaml``; W005 where there is none."""
    found = _find(path)
    if not found.is_file():
        raise LawFault("W005", path=path)
    return found.read_text(encoding="utf-8")


@cache
def shipped_names(folder: str) -> tuple[str, ...]:
    """随附目录 · The sorted names (files and folders) inside one shipped folder; W005 where there is none."""
    found = _find(folder)
    if not found.is_dir():
        raise LawFault("W005", path=folder)
    return tuple(sorted(entry.name for entry in found.iterdir() if entry.name[0] not in "._"))
