"""占比 · Percentages of a whole, half up each or by largest remainder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.measure.fault import MeasureFault
from landsupply.measure.rounding import exact_decimal, half_up

NO_SHARE = "—"


@dataclass(frozen=True, slots=True)
class Shares:
    """占比 · Printed percentages, and whether they close to 100.

    Where they do not close, the table says so in a footnote: a share that a calculator contradicts is a mistake.
    """

    texts: tuple[str, ...]
    closes: bool


def _refuse_negative(parts: Sequence[int]) -> None:
    for part in parts:
        if part < 0:
            raise MeasureFault("M005", raw=str(part))


def _closes(texts: Sequence[str], places: int) -> bool:
    whole: int = 100 * 10**places
    return sum(int(text.replace(".", "")) for text in texts) == whole


def shares(parts: Sequence[int], places: int = 2) -> Shares:
    """占比 · Each part's percentage, half up on its own; a zero total prints — for every part."""
    _refuse_negative(parts)
    total = sum(parts)
    if total == 0:
        return Shares((NO_SHARE,) * len(parts), True)
    texts = tuple(half_up(100 * part, total, places) for part in parts)
    return Shares(texts, _closes(texts, places))


def largest_remainder(parts: Sequence[int], places: int = 2) -> Shares:
    """最大余额法占比 · Percentages that always close; ties go to the earlier part."""
    _refuse_negative(parts)
    total = sum(parts)
    if total == 0:
        return Shares((NO_SHARE,) * len(parts), True)
    whole = 100 * 10**places
    floors = [part * whole // total for part in parts]
    order = sorted(range(len(parts)), key=lambda i: (-(parts[i] * whole % total), i))
    for i in order[: whole - sum(floors)]:
        floors[i] += 1
    return Shares(tuple(exact_decimal(floor, places, least=places) for floor in floors), True)
