"""并账屏幕 · What putting lists together came to, as a person reads it in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from landsupply.cli.issue_table import sheet_of, show_counts, show_issues
from landsupply.cli.screen import out, table
from landsupply.law.words import say
from landsupply.ledger.accounts import batch_accounts, land_of, origin_lines, origin_split
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.list_reading import ReadList
from landsupply.ledger.match import SourceList
from landsupply.ledger.match_form import Matched, parcels_digest
from landsupply.ledger.opening import Fate
from landsupply.ledger.origin_reading import OriginReading
from landsupply.ledger.parcel_fields import title_of
from landsupply.ledger.queue import Band, Progress
from landsupply.ledger.trace import Spot, Trace


def show(matched: Matched, lists: Sequence[ReadList], lang: str) -> None:
    """显示 · Lists, queue, accounts, issues, traces, and the digests."""
    ledger = matched.compiled.ledger
    _show_table("X126", (_list(one, lang) for one in matched.review.lists), lang)
    for one, read in zip(matched.review.lists, lists, strict=True):
        if read.records_only:
            out(say("X127", lang, name=one.name))
    _show_opening(matched, lang)
    _show_queue(matched.progress, lang)
    _show_land(ledger, lang)
    _show_table("X130", _batches(ledger, lang), lang)
    _show_issues(ledger, lang)
    for traced in matched.traces:
        _show_trace(traced, lang)
    out()
    out(say("X139", lang, digest=ledger.digest, parcels=parcels_digest(ledger)))


def _show_table(code: str, rows: Iterator[tuple[str, ...]], lang: str) -> None:
    lines = list(rows)
    if lines:
        out()
        table(say(code, lang).split("|"), lines)


def _list(one: SourceList, lang: str) -> tuple[str, ...]:
    ledger = one.ledger
    rows = sum(source.rows for source in ledger.sources)
    records = len(ledger.projects) + len(ledger.batches) + len(ledger.reserves)
    kind = one.kind.value if one.kind else say("X125", lang)
    return kind, str(rows), str(len(ledger.parcels)), str(records), one.name


def _show_opening(matched: Matched, lang: str) -> None:
    opened = matched.opening
    if opened is None:
        return
    fates = tuple(f"{fate.value} {opened.count(fate)} ({opened.areas[fate].hectares})" for fate in Fate)
    out(say("X124", lang, year=opened.year, fates=fates, unsettled=len(opened.unsettled)))


def _show_queue(progress: Progress, lang: str) -> None:
    out()
    facts = {"pairs": progress.pairs, "undecided": progress.undecided, "stake": progress.stake.hectares}
    out(say("X128", lang, **facts))
    if progress.pairs:
        table(say("X129", lang).split("|"), [_band(band) for band in progress.bands])


def _band(band: Band) -> tuple[str, ...]:
    scores = f"{band.least}–{band.most}" if band.most is not None else f"≥ {band.least}"
    return scores, str(band.pairs), str(band.undecided)


def _show_land(ledger: Ledger, lang: str) -> None:
    parcels = ledger.parcels
    counts = {"projects": len(ledger.projects), "batches": len(ledger.batches), "reserves": len(ledger.reserves)}
    blank = sum(parcel.area is None for parcel in parcels)
    out()
    out(say("X131", lang, parcels=len(parcels), land=land_of(parcels).hectares, blank=blank, **counts))
    unstated = say("X125", lang)
    for line in origin_lines(parcels):
        name = line.origin.value if line.origin else unstated
        out(say("X132", lang, origin=name, parcels=line.parcels, area=line.area.hectares))
    for reading in OriginReading if parcels else ():
        split = origin_split(parcels, reading)
        areas = {"stock": split.stock.hectares, "new": split.new.hectares, "unstated": split.unstated.hectares}
        out(say("X133", lang, reading=split.reading.value, **areas))


def _batches(ledger: Ledger, lang: str) -> Iterator[tuple[str, ...]]:
    for account in batch_accounts(ledger):
        batch, rest = account.batch, account.rest
        parts = (batch.area, batch.supplied, batch.withdrawn, batch.lapsed, batch.balance, account.drawn)
        left = rest.hectares if rest is not None else say("X134", lang)
        origins = " · ".join(
            f"{part.origin.value if part.origin else say('X125', lang)} {part.area.hectares}" for part in batch.areas
        )
        yield batch.number, *(area.hectares for area in parts), left, origins


def _show_issues(ledger: Ledger, lang: str) -> None:
    out()
    show_counts(len(ledger.parcels), ledger.issues, lang)
    show_issues(ledger.issues, sheet_of, lang)


def _show_trace(one: Trace, lang: str) -> None:
    out()
    steps = tuple(step.value for step in one.steps)
    out(say("X135", lang, record=one.record, title=title_of(one.field), value=one.value, steps=steps))
    if one.chosen_from:
        out(say("X136", lang, **_spot(one.chosen_from)))
    for spot in one.rejected:
        out(say("X137", lang, **_spot(spot)))
    for mend in one.corrections:
        out(say("X138", lang, **{**mend.stated(), "on": mend.when}))


def _spot(spot: Spot) -> dict[str, object]:
    place = ":".join(filter(None, (spot.file, spot.sheet)))
    return {
        "value": spot.value,
        "name": spot.list_name,
        "place": place,
        "cell": spot.cell or spot.row,
        "digest": spot.digest,
    }
