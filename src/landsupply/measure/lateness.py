"""延期分布 · How many months late something may be, each number with its probability: exact, and nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from landsupply.measure.fault import MeasureFault
from landsupply.measure.interval import read_share
from landsupply.measure.number import plain
from landsupply.measure.rounding import decimal_text

#: Nobody foretells more; a year late is beyond the year in any case.
MOST_MONTHS = 60
_LONGEST = 400
_COMMAS = re.compile(r"[,，、;；]")
_PART = re.compile(r"([0-9]{1,3}) *(?:个月|月)? *[:：] *([0-9./%]{1,40})\Z")


@dataclass(frozen=True, slots=True)
class Lateness:
    """延期分布 · Months late in ascending order, each with a probability above nought; they sum to one."""

    chances: tuple[tuple[int, Fraction], ...]

    def __post_init__(self) -> None:
        """Refuse months that are none or stand twice (M012), and what does not sum to one (M011)."""
        months = [month for month, _ in self.chances]
        if months != sorted(set(months)) or not all(0 <= month <= MOST_MONTHS for month in months):
            raise MeasureFault("M012", raw="、".join(map(str, months))[:60], most=MOST_MONTHS)
        total = sum((chance for _, chance in self.chances), Fraction(0))
        if total != 1 or not all(chance > 0 for _, chance in self.chances):
            raise MeasureFault("M011", raw=share_said(total)[:40])

    @property
    def is_certain(self) -> bool:
        """必不延期 · Whether it is never late."""
        return self.chances == ((0, Fraction(1)),)

    def within(self, months: int) -> Fraction:
        """至多延期 · The probability of being at most so many months late."""
        return sum((chance for late, chance in self.chances if late <= months), Fraction(0))

    def and_then(self, other: Lateness) -> Lateness:
        """相加 · Both delays one after the other, each by its own chance."""
        sums: dict[int, Fraction] = {}
        for late, chance in self.chances:
            for more, its in other.chances:
                months = min(late + more, MOST_MONTHS)
                sums[months] = sums.get(months, Fraction(0)) + chance * its
        return Lateness(tuple(sorted(sums.items())))

    @property
    def text(self) -> str:
        """写法 · What `read_lateness` reads as the same."""
        return ",".join(f"{months}:{share_said(chance)}" for months, chance in self.chances)


NEVER_LATE = Lateness(((0, Fraction(1)),))


def read_lateness(text: str) -> Lateness:
    """读延期分布 · `0:70%,1:20%,2:10%`: months late and probabilities, which sum to one exactly.

    M010 where it is not written so, M011 where the probabilities do not sum to one, M012 for a month that is none or
    stands twice.
    """
    folded = plain(text).replace("％", "%")
    found = [_PART.match(part.strip()) for part in _COMMAS.split(folded)] if len(folded) <= _LONGEST else []
    parts = [(int(one[1]), _chance(one[2], text)) for one in found if one]
    if not parts or len(parts) != len(found):
        raise MeasureFault("M010", raw=text[:60])
    if len({months for months, _ in parts}) != len(parts):
        raise MeasureFault("M012", raw=text[:60], most=MOST_MONTHS)
    return Lateness(tuple(sorted((months, chance) for months, chance in parts if chance)))


def _chance(text: str, whole: str) -> Fraction:
    try:
        return read_share(text)
    except MeasureFault:
        raise MeasureFault("M010", raw=whole[:60]) from None


def share_said(share: Fraction) -> str:
    """概率写法 · The exact percentage, or the ratio where no decimal is exact."""
    percent = decimal_text(share * 100)
    return str(share) if "/" in percent else f"{percent}%"
