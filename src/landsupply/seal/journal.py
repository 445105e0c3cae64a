"""日志方式 · Which journal an embedded database may be kept with, so that nothing that was acknowledged is lost.

Versions of SQLite up to 3.51.2, but for the branches that were mended, could lose a transaction when the write-ahead
log was reset under two connections.
"""

from __future__ import annotations

#: Versions from which the write-ahead log is sound, and the mended versions of older branches.
_SOUND_SINCE = (3, 51, 3)
_SOUND_BRANCHES = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}


def journal_of(version: tuple[int, ...]) -> tuple[str, str]:
    """日志方式 · Journal mode and synchronous for a version: WAL and FULL where sound, else DELETE and EXTRA."""
    sound_from = _SOUND_BRANCHES.get((version[0], version[1]), _SOUND_SINCE)
    return ("WAL", "FULL") if version >= sound_from else ("DELETE", "EXTRA")
