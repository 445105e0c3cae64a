"""落笔 · Invented data: which writer states which field of a parcel."""

from __future__ import annotations

from dataclasses import replace

from tests.messy import words
from tests.messy.amounts import AMOUNTS
from tests.messy.cells import Bench, Meant, Planted, Writer, clean, is_writable
from tests.messy.days import DAYS
from tests.messy.headers import Heading
from tests.messy.wordings import WORDINGS


def write(truth: Meant, head: Heading, bench: Bench) -> Planted:
    """落笔 · The cell of one column for one parcel."""
    name = head.field or head.key
    writer = WRITERS.get(name)
    if writer is None:
        return _unknown(truth, head, bench)
    planted = writer(truth, head, bench)
    return (
        planted
        if is_writable(planted.raw.content, bench)
        else writer(truth, head, replace(bench, rate=0, favourites=()))
    )


def _unknown(truth: Meant, head: Heading, bench: Bench) -> Planted:
    rng = bench.rng
    texts = {
        "note": rng.choice(words.NOTES),
        "holder": truth.failed or rng.choice(words.HOLDERS),
        "phone": f"0371-{rng.randint(10**7, 10**8 - 1)}",
        "grade": rng.choice("一二三四五") + "级",
        "stage": rng.choice(("五通一平", "是", "否", "净地")),
        "index": f"SYS{rng.randint(1000, 9999)}",
    }
    return clean(texts.get(head.key) or None, None)


WRITERS: dict[str, Writer] = AMOUNTS | DAYS | WORDINGS
