"""怪文本 · What text that is made to stall a reader costs, at one length and at twice that length.

The patterns of `proofread` are measured one by one, since any of them may meet a whole document. Those of `measure`
stand behind a guard of length, so its readers are measured as they are called.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from time import process_time

import landsupply.proofread
from benchmarks.cost import DETAIL, Reading
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.area import AreaUnit, read_area
from landsupply.measure.days import read_day
from landsupply.measure.fault import MeasureFault
from landsupply.measure.interval import read_interval, read_percent
from landsupply.measure.number import read_number
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from tests.proofread.hostile import BITS

LENGTHS = (100_000, 200_000)
#: A whole reading runs every pattern and every rule, so it is measured on less.
WHOLE_LENGTHS = (25_000, 50_000)
HECTARE = AreaUnit.HECTARE
READERS: tuple[Callable[[str], object], ...] = (
    read_number,
    read_percent,
    read_day,
    partial(read_area, default=HECTARE),
    partial(read_interval, unit=HECTARE),
)
YEAR = date(2024, 1, 1)
ONE_BY_ONE = re.compile(".", re.DOTALL)


def readings() -> Iterator[Reading]:
    """怪文本耗时 · The peer, every pattern, all of them together, the readers, and whole readings."""
    for length in LENGTHS:
        texts = [long(bit, length) for bit in BITS]
        yield Reading("peer: one pattern, each character once", length, _search(ONE_BY_ONE, texts))
        each = [Reading(f"{DETAIL}{name}", length, _search(one, texts)) for name, one in patterns()]
        yield from each
        yield Reading("proofread: all patterns", length, sum(one.seconds for one in each))
        yield Reading("measure: all readers", length, _clocked(partial(_read_all, texts)))
    for length in WHOLE_LENGTHS:
        texts = [long(bit, length) for bit in BITS]
        yield Reading("proofread: read and find, each text", length, _clocked(partial(_proofread, texts)))


def long(bit: str, length: int) -> str:
    """长文本 · The bit over and over, to the very length."""
    return (bit * (length // len(bit) + 1))[:length]


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """模式 · Every pattern that a module of proofread holds, by its name there."""
    modules = [one.name for one in pkgutil.iter_modules(landsupply.proofread.__path__)]
    held = [
        (f"{module}.{name}", one)
        for module in modules
        for name, one in vars(importlib.import_module(f"landsupply.proofread.{module}")).items()
    ]
    return [(name, one) for name, one in held if isinstance(one, re.Pattern)]


def _search(pattern: re.Pattern[str], texts: list[str]) -> float:
    """Looks for the pattern everywhere in each text, and for a match of the whole."""
    return _clocked(lambda: [(sum(1 for _ in pattern.finditer(text)), pattern.fullmatch(text)) for text in texts])


def _read_all(texts: list[str]) -> None:
    for reader in READERS:
        for text in texts:
            with suppress(MeasureFault):
                reader(text)


def _proofread(texts: list[str]) -> None:
    rules = open_rulebook("990100").on(YEAR)
    for text in texts:
        findings(read(text), rules)


def _clocked(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
