"""账目 · What a ledger adds up to: all its land counted once, land by origin, batches with what is drawn on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landsupply.law.vocabulary import Origin
from landsupply.ledger.batch import Batch, drawn_on
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.origin_reading import OriginReading, is_stock
from landsupply.ledger.parcel import Parcel
from landsupply.measure.area import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """分来源一行 · An origin, None where the list states none, with its parcels and their land."""

    origin: Origin | None
    parcels: int
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSplit:
    """存量与新增 · The land of a ledger as stock, as new, and as neither, under the reading named."""

    reading: OriginReading
    stock: Area
    new: Area
    unstated: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAccount:
    """批次账目 · A batch and the land that parcels not yet supplied would draw on it."""

    batch: Batch
    drawn: Area
    parcels: tuple[str, ...]

    @property
    def rest(self) -> Area | None:
        """供后余额 · The balance after all of them; None where it does not suffice."""
        left = self.batch.balance - self.drawn
        return None if left < Area.ZERO else left


def land_of(parcels: Iterable[Parcel]) -> Area:
    """土地总量 · The land of the parcels whose area is stated, each once."""
    return Area.total(parcel.area for parcel in parcels if parcel.area)


def origin_lines(parcels: Sequence[Parcel]) -> tuple[OriginLine, ...]:
    """分来源 · One line for every origin that is met, unstated last."""
    met = [(origin, [one for one in parcels if one.origin is origin]) for origin in (*Origin, None)]
    return tuple(
        OriginLine(origin=origin, parcels=len(members), area=land_of(members)) for origin, members in met if members
    )


def origin_split(parcels: Sequence[Parcel], reading: OriginReading) -> OriginSplit:
    """存量与新增 · Stock and new under a reading, which is named because the third origin moves between them."""
    stock = [one for one in parcels if one.origin and is_stock(one.origin, reading)]
    new = [one for one in parcels if one.origin and not is_stock(one.origin, reading)]
    unstated = [one for one in parcels if one.origin is None]
    return OriginSplit(reading=reading, stock=land_of(stock), new=land_of(new), unstated=land_of(unstated))


def batch_accounts(ledger: Ledger) -> tuple[BatchAccount, ...]:
    """批次账目 · Every batch of the ledger with what its parcels draw on it."""
    members = {batch.number: found for batch, found in drawn_on(ledger.batches, ledger.parcels) if batch}
    return tuple(_account(batch, members.get(batch.number, ())) for batch in ledger.batches)


def _account(batch: Batch, members: Sequence[Parcel]) -> BatchAccount:
    return BatchAccount(batch=batch, drawn=land_of(members), parcels=tuple(one.id for one in members))
