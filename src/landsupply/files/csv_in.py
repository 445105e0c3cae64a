"""读 csv · Delimited text to one sheet: the encoding is proved, never guessed.

Every cell stays the text that it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import zip_longest

from landsupply.files.guard import COLUMN_LIMIT, ROW_LIMIT, check_packed
from landsupply.files.lanes import text_lane
from landsupply.files.private_use import standard
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.uncollected import uncollected
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_SEPARATORS = (",", "\t", ";")
_SAMPLE_LINES = 30
#: What remains of Chinese text once it was decoded wrongly and saved again; it cannot be brought back.
_MOJIBAKE = re.compile("\ufffd|锟斤拷|锘挎|烫烫烫|屯屯屯")
_HAN_IN_UTF8 = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
_ASCII = bytes(range(128))
#: Characters in UTF-8 that stand alone. GB18030 gives three in a row less than once in a billion words; two in a row,
#: both of the everyday ones, about once in ten million, so that two different pairs are proof.
_RUN_IN_UTF8 = re.compile(rb"(?<![\x80-\xff])(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){2,}(?![\x80-\xff])")
_PAIR, _PAIRS = 6, 2
_EVERYDAY = range(0xB0, 0xD8)  # the first bytes of the first level of GB 2312
#: The way to keep the zeros of a number in a spreadsheet: ="001".
_AS_TEXT = re.compile('="([^"]*)"')
#: Of so many bytes one at least must be the empty half of a separator, digit or line end to prove UTF-16.
_HALVES = 20
#: No text is written with NUL: so many, and one of so many signs, mean a program or a picture.
_NULS, _SIGNS = 16, 50


def read_csv(content: bytes, name: str) -> tuple[Sheet, ...]:
    """读分隔文本 · One sheet without a name.

    InputFault F011, F017, F018, F021–F023 and F037 for what cannot be read exactly.
    """
    check_packed(content)
    text, mapped = standard(decode(content))
    with uncollected():
        rows = list(_rows(text, _separator(text)))
        lanes = tuple(map(text_lane, zip_longest(*rows, fillvalue="")))
    return (Sheet(name, None, lanes, len(rows), 1, digest_bytes(content), mapped=mapped),)


def decode(content: bytes) -> str:
    """解码 · UTF-8 or UTF-16 by mark, UTF-16 by proof, then strict UTF-8, then strict GB18030.

    F021 names the first byte that fits none, or where a second encoding begins; F037 where it is no text at all.
    """
    text = _decode(content)
    nuls = text.count("\0")
    if nuls >= _NULS and nuls * _SIGNS > len(text):
        raise InputFault("F037")
    if found := _MOJIBAKE.search(text):
        raise InputFault("F022", raw=found[0], line=text.count("\n", 0, found.start()) + 1)
    return text


def _decode(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16")
    if text := _unmarked_utf16(content):
        return text
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8) or _is_mostly_utf8(content):
            raise InputFault("F021", offset=error.start) from None
    text = _strictly(content, "gb18030")
    if (mixed := _utf8_within(content)) is not None:
        raise InputFault("F021", offset=mixed)
    return text


def _utf8_within(content: bytes) -> int | None:
    """Where UTF-8 stands in text of another encoding; None where nothing proves it."""
    pairs: dict[bytes, int] = {}
    for run in _RUN_IN_UTF8.finditer(content):
        if len(run[0]) > _PAIR:
            return run.start()
        if _is_everyday(run[0]):
            pairs.setdefault(run[0], run.start())
            if len(pairs) == _PAIRS:
                return min(pairs.values())
    return None


def _is_everyday(run: bytes) -> bool:
    try:
        return all(code in _EVERYDAY for code in run.decode("utf-8").encode("gb2312")[::2])
    except UnicodeError:
        return False


def _unmarked_utf16(content: bytes) -> str:
    """The text where every zero byte is the upper half of a character and there are enough of them; else nothing."""
    zeros = content.count(0)
    if zeros * _HALVES < len(content) or len(content) % 2:
        return ""
    for encoding, upper in (("utf-16-le", 1), ("utf-16-be", 0)):
        if content[upper::2].count(0) == zeros:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                return ""
    return ""


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputFault("F021", offset=error.start) from None


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8 with damage in it: read as GB18030 they would give plausible nonsense."""
    return 2 * 3 * len(_HAN_IN_UTF8.findall(content)) > len(content.translate(None, _ASCII))


def _separator(text: str) -> str:
    """The mark that makes the widest row among the first lines; the comma where they tie."""
    lines = [line for line, _ in zip(io.StringIO(text), range(_SAMPLE_LINES), strict=False)]
    return max(_SEPARATORS, key=lambda mark: max((line.count(mark) for line in lines), default=0))


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for count, values in enumerate(reader, 1):
            if count > ROW_LIMIT:
                raise InputFault("F017", count=count, limit=ROW_LIMIT)
            if len(values) > COLUMN_LIMIT:
                raise InputFault("F018", count=len(values), limit=COLUMN_LIMIT)
            yield [found[1] if (found := _AS_TEXT.fullmatch(value)) else value for value in values]
    except csv.Error as error:
        raise InputFault("F023", line=reader.line_num, reason=str(error)[:80]) from None
