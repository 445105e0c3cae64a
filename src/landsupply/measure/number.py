"""数字 · The one number grammar of the product.

Accepted: digits (half or full width), one decimal point, a leading sign, thousands separated by commas in groups of
three.
Refused: exponents, NaN, underscores, digits of other scripts, bare points, anything else. Nothing is guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

from landsupply.measure.fault import MeasureFault

_FOLD = str.maketrans("０１２３４５６７８９．，＋－−\u3000\u00a0", "0123456789.,+--  ")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?\Z")
_LONGEST = 40  # no quantity of land or money needs more; longer text is refused before it costs time


def plain(text: str) -> str:
    """折半角 · The text with full-width digits, points, signs and spaces folded, for numbers only."""
    if text.isascii():
        return text.strip()
    return text.translate(_FOLD).replace("\u200b", "").replace("\ufeff", "").strip()


def read_number(text: str) -> Decimal:
    """读数 · The exact decimal that the text states; MeasureFault M001 for anything outside the grammar."""
    folded = plain(text)
    if len(folded) > _LONGEST or not _NUMBER.match(folded):
        raise MeasureFault("M001", raw=text[:60])
    return Decimal(folded.replace(",", ""))
