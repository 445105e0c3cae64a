"""定序压缩包 · The same parts always packed to the same bytes: one order, one timestamp, one compression."""

from __future__ import annotations

import io
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_MADE_ON_UNIX = 3
_READABLE = 0o644 << 16


def steady(packed: bytes) -> bytes:
    """重新打包 · The archive again, without clock, system or order of creation in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in sorted(source.namelist(), key=_order):
            archive.writestr(_entry(name), source.read(name), zipfile.ZIP_DEFLATED, 6)
    return target.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = _MADE_ON_UNIX
    entry.external_attr = _READABLE
    return entry
