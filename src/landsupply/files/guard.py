"""文件防护 · A zip container is judged before anything in it is unpacked.

The limits are those of intake: they keep a hostile or broken workbook from costing more than a refusal. What
passes is handed to the spreadsheet reader as a fresh archive of the needed parts only, so that no second
parser sees the sender's own structure.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from struct import Struct
from typing import NamedTuple

from landsupply.measure.fault import InputFault

#: How the member of a workbook is called that holds its programs.
_MACROS = "vbaProject.bin"
PACKED_LIMIT = 60_000_000
UNPACKED_LIMIT = 600_000_000
RATIO_LIMIT = 200
RATIO_APPLIES_FROM = 10_000_000
MEMBER_LIMIT = 2_000
ROW_LIMIT = 200_000
COLUMN_LIMIT = 200
MERGE_LIMIT = 100_000

_LOCAL_HEADER = 30  # the fixed part of a member's own header; its name and data follow
_NAME_AND_EXTRA = Struct("<HH")  # the lengths of name and extra field, the last of the fixed part
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODED_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")


class Packed(NamedTuple):
    """成员原件 · A member's packed bytes, how they are packed, and the size and check sum of what they hold."""

    data: memoryview
    method: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """压缩包 · A zip whose directory has passed the guards; members are read whole and checked."""

    container: zipfile.ZipFile
    names: frozenset[str]
    content: bytes

    def read(self, name: str) -> bytes:
        """读成员 · The member's bytes; InputFault F010 when they do not agree with the directory."""
        if name not in self.names:
            raise InputFault("F019", part=name)
        try:
            return _unpacked(self.packed(name))
        except _DAMAGE as error:
            raise InputFault("F010", reason=str(error)[:120]) from None

    def packed(self, name: str) -> Packed:
        """成员原件 · The member as it is packed; what the standard library raises where its header is damaged."""
        info = self.container.getinfo(name)
        self.container.open(info).close()  # the member's own header agrees with the directory
        lengths = _NAME_AND_EXTRA.unpack_from(self.content, info.header_offset + _LOCAL_HEADER - _NAME_AND_EXTRA.size)
        start = info.header_offset + _LOCAL_HEADER + sum(lengths)
        data = memoryview(self.content)[start : start + info.compress_size]
        return Packed(data, info.compress_type, info.file_size, info.CRC)

    def read_markup(self, name: str) -> bytes:
        """读标记 · The bytes of an XML member.

        InputFault F016 when it declares a document type or entities.
        """
        content = self.read(name)
        if content.startswith(_ENCODED_MARKS) or (b"!" in content and _DECLARATION.search(content)):
            raise InputFault("F016", part=name)
        return content


def _unpacked(member: Packed) -> bytes:
    """The whole content and nothing behind it, so that no other reader can find more in the same bytes."""
    content, is_whole = bytes(member.data), True
    if member.method == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        content = stream.decompress(member.data, member.size + 1)
        is_whole = stream.eof and not stream.unused_data
    if not is_whole or len(content) != member.size or zlib.crc32(content) != member.crc:
        raise zipfile.BadZipFile("Bad CRC-32 or size")
    return content


#: Everything the standard library raises on a broken container or member.
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    MemoryError,
)


def open_archive(content: bytes) -> Archive:
    """开包 · The archive, or an InputFault naming the limit that it breaks; nothing is unpacked yet."""
    check_packed(content)
    try:
        container = zipfile.ZipFile(io.BytesIO(content))
        members = container.infolist()
    except _DAMAGE as error:
        raise InputFault("F010", reason=str(error)[:120]) from None
    _few_enough(members)
    _small_enough(members)
    _apart(members, container.start_dir)
    _plainly_stored(members)
    return Archive(container=container, names=frozenset(member.filename for member in members), content=content)


def has_macros(content: bytes) -> bool:
    """含宏 · Whether a workbook brings a program along; what cannot be opened brings none."""
    try:
        return any(name.endswith(_MACROS) for name in zipfile.ZipFile(io.BytesIO(content)).namelist())
    except _DAMAGE:
        return False


def check_packed(content: bytes) -> None:
    """查大小 · InputFault F011 when the file as sent is over the limit."""
    if len(content) > PACKED_LIMIT:
        raise InputFault("F011", size=len(content), limit=PACKED_LIMIT)


def _few_enough(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBER_LIMIT:
        raise InputFault("F014", count=len(members), limit=MEMBER_LIMIT)


def _small_enough(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > UNPACKED_LIMIT:
        raise InputFault("F012", size=total, limit=UNPACKED_LIMIT)
    for member in members:
        if member.file_size > RATIO_APPLIES_FROM and member.file_size > RATIO_LIMIT * member.compress_size:
            raise InputFault("F013", part=member.filename[:120], limit=RATIO_LIMIT)


def _apart(members: list[zipfile.ZipInfo], directory: int) -> None:
    """No byte of the file may belong to two members, and no name may stand twice."""
    ordered = sorted(members, key=lambda member: member.header_offset)
    ends = [member.header_offset for member in ordered[1:]] + [directory]
    for member, end in zip(ordered, ends, strict=False):
        if member.header_offset < 0 or member.header_offset + _LOCAL_HEADER + member.compress_size > end:
            raise InputFault("F015", part=member.filename[:120])
    if len({member.filename.casefold() for member in members}) != len(members):
        raise InputFault("F015", part=members[0].filename[:120])


def _plainly_stored(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        plain = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if member.flag_bits & 1 or not plain:
            raise InputFault("F020", part=member.filename[:120])
