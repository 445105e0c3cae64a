"""私用区残字 · Characters that older converters put into the private use area, given back their standard place.

GB 18030-2005 still placed 24 characters there; GB 18030-2022 places them all in the standard. The table is what the
GNU C library makes of the same bytes, which follows the 2022 edition; CPython follows the older one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from landsupply.ledger.sheet import Lane, Sheet

_TABLE = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15,
    0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE816: 0x20087, 0xE817: 0x20089,
    0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7,
    0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
_REMNANT = re.compile("[" + "".join(map(chr, _TABLE)) + "]")
#: Their first byte in UTF-8, and how a character reference begins.
_TRACES = (b"\xee", b"&#")


def standard(text: str) -> tuple[str, int]:
    """归位 · The text with its remnants in their standard place, and how many there were."""
    count = len(_REMNANT.findall(text))
    return (text.translate(_TABLE), count) if count else (text, 0)


def may_hold_remnants(markup: bytes) -> bool:
    """可有残字 · Whether UTF-8 markup is worth a closer look."""
    return any(trace[:1] in markup and trace in markup for trace in _TRACES)


def without_remnants(sheet: Sheet) -> Sheet:
    """整表归位 · The sheet with its remnants in their standard place, counted in `mapped`."""
    lanes, mapped = [], 0
    for lane in sheet.lanes:
        texts, count = _standard_texts(lane.texts)
        lanes.append(Lane(texts, lane.kinds) if count else lane)
        mapped += count
    return replace(sheet, lanes=tuple(lanes), mapped=sheet.mapped + mapped) if mapped else sheet


def _standard_texts(texts: Sequence[str]) -> tuple[tuple[str, ...], int]:
    count = len(_REMNANT.findall("".join(texts)))
    return (tuple(text.translate(_TABLE) for text in texts), count) if count else ((), 0)
