"""字符 · What a written file may hold: a character no markup can carry is shown as a sign, never dropped."""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile("\r\n?")


def printable(text: str) -> str:
    """可写字符 · The text with U+FFFD for each character that XML 1.0 forbids, and one kind of line end."""
    return _ILLEGAL.sub(_REPLACEMENT, _LINE_ENDS.sub("\n", text))
