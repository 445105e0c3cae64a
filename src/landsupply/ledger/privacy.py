"""隐去 · Identity and telephone numbers: hidden wherever a text is kept or repeated."""

from __future__ import annotations

import re

#: Eighteen digits with a day of birth in the middle (the last may be X), or the fifteen of the older form.
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]"
    r"|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}"
    r")(?![0-9A-Za-z])"
)
_TELEPHONE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}|0[0-9]{2,3}[- ][0-9]{7,8})(?![0-9A-Za-z.])"
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ－", "0123456789Xx-")
_FEWEST_DIGITS = re.compile(r"[0-9０-９](?:[- －]?[0-9０-９]){9}")
_HIDDEN = "*"


def may_tell_of_person(text: str) -> bool:
    """疑含个人号码 · Whether so many digits stand together on one line of the text that they may be such a number."""
    return _FEWEST_DIGITS.search(text) is not None


def holds_identity(text: str) -> bool:
    """含身份证号 · Whether an identity number stands in the text."""
    return may_tell_of_person(text) and _IDENTITY.search(text.translate(_FULL_WIDTH)) is not None


def hidden(text: str) -> str:
    """隐去 · The text with every identity and telephone number replaced by *, itself where it holds none."""
    if not may_tell_of_person(text):
        return text
    narrow = text.translate(_FULL_WIDTH)
    found = _TELEPHONE.sub(_HIDDEN, _IDENTITY.sub(_HIDDEN, narrow))
    return text if found == narrow else found
