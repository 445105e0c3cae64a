"""并账形式 · What putting lists together came to, as plain values: `landsupply.match/1`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.ledger.accounts import BatchAccount, batch_accounts, land_of, origin_lines, origin_split
from landsupply.ledger.compile import Compiled
from landsupply.ledger.form import to_form as ledger_form
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.match import Review, SourceList
from landsupply.ledger.opening import Fate, Opening
from landsupply.ledger.origin_reading import OriginReading
from landsupply.ledger.parcel import Parcel, hectares
from landsupply.ledger.queue import Progress
from landsupply.ledger.trace import Spot, Trace
from landsupply.seal.canon import root

FORMAT = "landsupply.match/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """并账结果 · The lists compared, the ledger they made, how far the review is, the traces asked for."""

    place: str
    year: int
    review: Review
    compiled: Compiled
    progress: Progress
    opening: Opening | None
    traces: tuple[Trace, ...]


def parcels_digest(ledger: Ledger) -> str:
    """宗地摘要 · The digest of the parcels alone, as the ledger's own is when it is read again from a clean one."""
    return root(parcel.digest for parcel in ledger.parcels)


def to_form(matched: Matched, lang: str = "zh") -> dict[str, object]:
    """并账形式 · Lists, queue, accounts, records, opening, traces, and the ledger as an examination gives it."""
    ledger = matched.compiled.ledger
    return {
        "format": FORMAT,
        "place": matched.place,
        "year": matched.year,
        "digest": ledger.digest,
        "parcels_digest": parcels_digest(ledger),
        "lists": [_list(one) for one in matched.review.lists],
        "queue": _queue(matched.progress),
        "corrections": len(matched.compiled.applied),
        "ended": [parcel.id for parcel in matched.compiled.ended],
        "land": land_of(ledger.parcels).hectares,
        "origins": _origins(ledger.parcels),
        "batches": [_batch(account) for account in batch_accounts(ledger)],
        "projects": [
            {**one.stated(), **_where(one.source.file, one.source.sheet, one.source.row)} for one in ledger.projects
        ],
        "reserves": [
            {**one.stated(), **_where(one.source.file, one.source.sheet, one.source.row)} for one in ledger.reserves
        ],
        "opening": _opening(matched.opening) if matched.opening else None,
        "traces": [_trace(one) for one in matched.traces],
        "ledger": ledger_form(ledger, lang),
    }


def _where(file: str, sheet: str | None, row: int) -> dict[str, object]:
    return {"file": file, "sheet": sheet, "row": row}


def _list(one: SourceList) -> dict[str, object]:
    ledger = one.ledger
    return {
        "name": one.name,
        "kind": one.kind.value if one.kind else None,
        "rows": sum(source.rows for source in ledger.sources),
        "parcels": len(ledger.parcels),
        "projects": len(ledger.projects),
        "batches": len(ledger.batches),
        "reserves": len(ledger.reserves),
    }


def _queue(progress: Progress) -> dict[str, object]:
    return {
        "pairs": progress.pairs,
        "undecided": progress.undecided,
        "stake": progress.stake.hectares,
        "bands": [
            {"least": band.least, "most": band.most, "pairs": band.pairs, "undecided": band.undecided}
            for band in progress.bands
        ],
    }


def _origins(parcels: Sequence[Parcel]) -> dict[str, object]:
    splits = [origin_split(parcels, reading) for reading in OriginReading]
    return {
        "lines": [
            {
                "origin": line.origin.value if line.origin else None,
                "parcels": line.parcels,
                "area": line.area.hectares,
            }
            for line in origin_lines(parcels)
        ],
        "readings": [
            {
                "reading": split.reading.value,
                "stock": split.stock.hectares,
                "new": split.new.hectares,
                "unstated": split.unstated.hectares,
            }
            for split in splits
        ],
    }


def _batch(account: BatchAccount) -> dict[str, object]:
    batch = account.batch
    return {
        **batch.stated(),
        "area": batch.area.hectares,
        "balance": batch.balance.hectares,
        "drawn": account.drawn.hectares,
        "rest": hectares(account.rest),
        "parcels": list(account.parcels),
        **_where(batch.source.file, batch.source.sheet, batch.source.row),
    }


def _opening(opened: Opening) -> dict[str, object]:
    return {
        "year": opened.year,
        "fates": [
            {"fate": fate.value, "parcels": opened.count(fate), "area": opened.areas[fate].hectares} for fate in Fate
        ],
        "unsettled": list(opened.unsettled),
    }


def _trace(one: Trace) -> dict[str, object]:
    return {
        "record": one.record,
        "field": one.field,
        "value": one.value,
        "chosen_from": _spot(one.chosen_from) if one.chosen_from else None,
        "rejected": [_spot(spot) for spot in one.rejected],
        "steps": [step.value for step in one.steps],
        "corrections": [correction.stated() for correction in one.corrections],
    }


def _spot(spot: Spot) -> dict[str, object]:
    return {
        "value": spot.value,
        "list": spot.list_name,
        **_where(spot.file, spot.sheet, spot.row),
        "cell": spot.cell,
        "digest": spot.digest,
    }
