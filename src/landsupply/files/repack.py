"""重装 · A fresh zip container of given parts, so that no second parser sees the sender's own structure.

The standard library can only pack anew; a part that was read whole goes in as it came, for a large worksheet takes a
second to pack and much memory to hold. Written after PKWARE's APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from struct import Struct

from landsupply.files.guard import Packed

_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_VERSION = 20  # deflated members need 2.0
_UTF_8 = 0x800
_DAY = 1 << 5 | 1  # 1 January 1980, the first there is


def repack(members: Iterable[tuple[str, bytes | Packed]]) -> bytes:
    """重装 · An archive of the given parts, uncompressed where they are not packed already."""
    out, directory = bytearray(), bytearray()
    count = 0
    for name, content in members:
        count += 1
        part, title = content if isinstance(content, Packed) else _stored(content), name.encode("utf-8")
        told = (part.method, 0, _DAY, part.crc, len(part.data), part.size, len(title), 0)
        place = len(out)
        out += _LOCAL.pack(b"PK\3\4", _VERSION, _UTF_8, *told) + title
        out += part.data
        directory += _CENTRAL.pack(b"PK\1\2", _VERSION, _VERSION, _UTF_8, *told, 0, 0, 0, 0, place) + title
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0)
    return bytes(out + directory + end)


def _stored(content: bytes) -> Packed:
    return Packed(memoryview(content), zipfile.ZIP_STORED, len(content), zlib.crc32(content))
