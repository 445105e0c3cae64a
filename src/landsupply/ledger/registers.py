"""台账与批次 · Lists of parcels and 批而未供 registers given together: the parcels, and beside them the batches.

The rows of a register name no place and are no parcels; a list that names places is one of parcels, whatever its name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from landsupply.law.rulebook import Rules
from landsupply.ledger.batch import Batch, batch_issues, drawn_on
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.list_kind import ListKind, recognise_list
from landsupply.ledger.list_reading import names_places, read_lists
from landsupply.ledger.match import SourceList
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.united import unite


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """所读 · The ledger, what reading the registers brought up, and the files nothing was taken from."""

    ledger: Ledger
    issues: tuple[Issue, ...]
    unused: tuple[str, ...]

    @property
    def idle(self) -> tuple[Batch, ...]:
        """未占用批次 · The batches of the registers that no parcel still to be supplied draws on."""
        met = {batch.number for batch, _ in drawn_on(self.ledger.batches, self.ledger.parcels) if batch}
        return tuple(one for one in self.ledger.batches if one.number not in met)


def read_with_registers(sheets: Sequence[Sheet], rules: Rules) -> Read:
    """读台账和批次 · One ledger of all sheets; without a register the parcels alone, as the sheets give them."""
    told = [(_is_register(sheet, rules), sheet) for sheet in sheets]
    registers, lists = ([sheet for is_one, sheet in told if is_one is wanted] for wanted in (True, False))
    ledger = examine(lists, rules) if lists or not registers else Ledger(parcels=(), issues=(), sources=())
    files = dict.fromkeys(sheet.source for sheet in sheets)
    taken = {source.file for source in ledger.sources}
    if not registers:
        return Read(ledger=ledger, issues=(), unused=tuple(one for one in files if one not in taken))
    found = list(_read(registers, rules))
    beside = unite(found)
    said = (*(issue for one in found for issue in one.ledger.issues), *beside.issues)
    drawn = batch_issues(beside.batches, ledger.parcels)
    taken |= {batch.source.file for one in found for batch in one.ledger.batches}
    sources = (*ledger.sources, *(source for one in found for source in one.ledger.sources))
    whole = replace(ledger, batches=beside.batches, sources=sources, issues=(*ledger.issues, *said, *drawn))
    return Read(ledger=whole, issues=(*said, *drawn), unused=tuple(one for one in files if one not in taken))


def _read(registers: Sequence[Sheet], rules: Rules) -> Iterator[SourceList]:
    """Each sheet is a list of its own, so that two that contradict each other are told."""
    for number, sheet in enumerate(registers, 1):
        for one in read_lists([sheet], rules, ListKind.BATCH, rules.day.year):
            yield SourceList(name=f"{sheet.source} {number}", kind=one.kind, ledger=one.ledger)


def _is_register(sheet: Sheet, rules: Rules) -> bool:
    if sheet.is_hidden or not sheet.height:
        return False
    kind, _ = recognise_list(sheet, rules.day.year)
    return kind is ListKind.BATCH and not names_places(sheet)
