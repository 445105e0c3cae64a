"""开账 · A year opens from the list of the year before: what was carried or is in process goes on as the same record.

Every record of the old list has one fate, stated as data. Nothing stands in two years, and nothing is dropped unsaid.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, place_of
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.stated_rows import StatedRow, form_of, header_of, lacking, stated_rows
from landsupply.measure.area import Area


class Fate(StrEnum):
    """去向 · How an item of a year ends."""

    SUPPLIED = "已供应"
    CARRIED = "结转"
    DROPPED = "退出"
    IN_PROCESS = "在办"


#: What goes on into the next year.
GOES_ON = frozenset((Fate.CARRIED, Fate.IN_PROCESS))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFate:
    """去向记录 · The fate of one record of the old list, and why."""

    record: str
    fate: Fate
    why: str = ""

    def stated(self) -> dict[str, object]:
        """所载 · The fate as plain values."""
        return {"record": self.record, "fate": self.fate.value, "why": self.why}


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """开账结果 · The ledger a year opens with, the fate of every record of the year before, those without any."""

    year: int
    ledger: Ledger
    fates: Mapping[str, Fate]
    unsettled: tuple[str, ...]
    areas: Mapping[Fate, Area]

    def count(self, fate: Fate) -> int:
        """宗数 · How many records ended so."""
        return sum(one is fate for one in self.fates.values())


def read_fates(given: Mapping[str, object] | Sheet) -> tuple[tuple[ItemFate, ...], tuple[Issue, ...]]:
    """读去向 · The fates of a stored form or a table; L253 lacks something, L254 names no fate."""
    read = [_read(row) for row in stated_rows("fates", given)]
    fates = tuple(one for one in read if isinstance(one, ItemFate))
    return fates, tuple(one for one in read if isinstance(one, Issue))


def fates_form(fates: Iterable[ItemFate]) -> dict[str, object]:
    """存去向 · Fates as `landsupply.fates/1`."""
    return form_of("fates", [one.stated() for one in fates])


def supplied_fates(last_year: Ledger, supplied: Collection[str], others: Fate) -> tuple[ItemFate, ...]:
    """按供应结果定去向 · Those named are supplied, all others end as the caller says."""
    taken = frozenset(supplied)
    return tuple(
        ItemFate(record=parcel.id, fate=Fate.SUPPLIED if parcel.id in taken else others) for parcel in last_year.parcels
    )


def opening(last_year: Ledger, fates: Sequence[ItemFate], year: int) -> Opening:
    """开账 · The ledger of a year out of the one before.

    A record without fate is supplied where its own contract says so, and otherwise an error (L285) and in neither
    year; so is one whose fate contradicts its contract (L287) or comes in two ways (L288).
    """
    stated, issues = _stated(last_year, fates)
    settled: dict[str, Fate] = {}
    for parcel in last_year.parcels:
        fate, issue = _fate(parcel, stated.get(parcel.id), year)
        if fate is not None:
            settled[parcel.id] = fate
        if issue is not None:
            issues.append(issue)
    going = tuple(parcel for parcel in last_year.parcels if settled.get(parcel.id) in GOES_ON)
    return Opening(
        year=year,
        ledger=replace(last_year, parcels=tuple(carried(one) for one in going), issues=tuple(issues)),
        fates=settled,
        unsettled=tuple(parcel.id for parcel in last_year.parcels if parcel.id not in settled),
        areas={fate: _area(last_year.parcels, settled, fate) for fate in Fate},
    )


def carried(parcel: Parcel) -> Parcel:
    """结转宗地 · The same record in the next year, which says under what number last year's plan had it."""
    return replace(parcel, carried_from=parcel.carried_from or parcel.id)


def _read(row: StatedRow) -> ItemFate | Issue:
    missing = lacking("fates", row)
    if missing:
        return missing
    known = tuple(one.value for one in Fate)
    if row.texts["fate"] not in known:
        return row.issue("L254", header_of("fates", "fate"), row.texts["fate"], known=known)
    return ItemFate(record=row.texts["record"], fate=Fate(row.texts["fate"]), why=row.texts["why"])


def _stated(last_year: Ledger, fates: Sequence[ItemFate]) -> tuple[dict[str, tuple[Fate, ...]], list[Issue]]:
    """The fates stated of each record; L286 for one that the old list does not have."""
    known = {parcel.id for parcel in last_year.parcels}
    stated: dict[str, tuple[Fate, ...]] = {}
    for one in fates:
        stated[one.record] = tuple(dict.fromkeys((*stated.get(one.record, ()), one.fate)))
    return stated, [_issue("L286", None, record=record) for record in sorted(stated) if record not in known]


def _fate(parcel: Parcel, stated: tuple[Fate, ...] | None, year: int) -> tuple[Fate | None, Issue | None]:
    was_supplied = parcel.supplied is not None and parcel.supplied.year < year
    if not stated:
        return (Fate.SUPPLIED, None) if was_supplied else (None, _issue("L285", parcel))
    if len(stated) > 1:
        return None, _issue("L288", parcel, fates=tuple(one.value for one in stated))
    if was_supplied and stated[0] is not Fate.SUPPLIED:
        return None, _issue("L287", parcel, fate=stated[0].value, day=parcel.supplied)
    return stated[0], None


def _area(parcels: Sequence[Parcel], settled: Mapping[str, Fate], fate: Fate) -> Area:
    return Area.total(one.area for one in parcels if one.area and settled.get(one.id) is fate)


def _issue(code: str, parcel: Parcel | None, **facts: object) -> Issue:
    area = parcel.area.hectares if parcel and parcel.area else "—"
    source, raw = (parcel.source, parcel.id) if parcel else (None, None)
    return issue_at(code, place_of(source), raw, area=area, **facts)
