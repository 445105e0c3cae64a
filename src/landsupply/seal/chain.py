"""留痕链 · Acts in a row, each naming the digest of the one before: what was taken out, put in or altered shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from landsupply.seal.act import NOTHING, Act


class Break(StrEnum):
    """断裂 · How a chain is broken: a number left out or twice, another act before, other content than its digest."""

    NUMBER = "number"
    PREVIOUS = "previous"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Broken:
    """断点 · The number at which a chain is broken, and how."""

    number: int
    how: Break


def breaks(acts: Iterable[tuple[Act, str]]) -> Iterator[Broken]:
    """断点 · Every break of a chain of acts beside the digests that were stored with them, in their order."""
    previous, number = NOTHING, 0
    for act, stored in acts:
        number += 1
        if act.number != number:
            yield Broken(act.number, Break.NUMBER)
            number = act.number
        if act.previous != previous:
            yield Broken(act.number, Break.PREVIOUS)
        if act.digest != stored:
            yield Broken(act.number, Break.DIGEST)
        previous = stored
