"""报批批次 · An approval of conversion is an account: land supplied is drawn from it, and it never goes negative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import Origin
from landsupply.ledger.issue import Issue, issue_at
from landsupply.ledger.parcel import Parcel, Source, place_of
from landsupply.ledger.record_sheet import RecordDesk, RecordLine, every_district, grouped, one_text, open_records
from landsupply.ledger.sheet import Sheet
from landsupply.ledger.sheet_words import means
from landsupply.ledger.template import official_header
from landsupply.ledger.traits import fold_identifier
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault, IntegrityFault
from landsupply.seal.canon import digest

_ORIGINS = {"existing": Origin.EXISTING, "new": Origin.NEW, "from_stock": Origin.NEW_FROM_STOCK}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginArea:
    """分来源面积 · An area and the origin it is of; None where the list does not divide."""

    origin: Origin | None
    area: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """报批批次 · The land approved by one document, by origin, and what became of it."""

    number: str
    areas: tuple[OriginArea, ...]
    source: Source
    approved: date | None = None
    name: str | None = None
    districts: tuple[str, ...] = ()
    supplied: Area = Area.ZERO
    withdrawn: Area = Area.ZERO
    lapsed: Area = Area.ZERO

    def __post_init__(self) -> None:
        """Refuse a batch without number (L267), a negative figure (L267), a negative balance (L211)."""
        parts = (*(part.area for part in self.areas), self.supplied, self.withdrawn, self.lapsed)
        if not self.number or any(area < Area.ZERO for area in parts):
            raise IntegrityFault("L267", id=self.number)
        if self.balance < Area.ZERO:
            short = (Area.ZERO - self.balance).hectares
            raise InputFault("L211", batch=self.number, area=self.area.hectares, short=short)

    @property
    def area(self) -> Area:
        """批准面积 · All land of the approval."""
        return Area.total(part.area for part in self.areas)

    @property
    def balance(self) -> Area:
        """余额 · What was approved less what was supplied, withdrawn and lapsed."""
        return self.area - self.supplied - self.withdrawn - self.lapsed

    @property
    def digest(self) -> str:
        """摘要 · The digest of what is stated, whatever file and row it came from."""
        return digest(self.stated())

    def draw(self, area: Area) -> Batch:
        """供地扣减 · The batch after land is supplied from it; refused with L210 and the exact shortfall."""
        if area > self.balance:
            short = (area - self.balance).hectares
            facts = {"batch": self.number, "balance": self.balance.hectares, "wanted": area.hectares, "short": short}
            raise InputFault("L210", **facts)
        return replace(self, supplied=self.supplied + area)

    def stated(self) -> dict[str, object]:
        """所载 · Everything but the source, as plain values."""
        return {
            "number": self.number,
            "name": self.name,
            "approved": self.approved.isoformat() if self.approved else None,
            "districts": list(self.districts),
            "areas": [
                {"origin": part.origin.value if part.origin else None, "area": part.area.hectares}
                for part in self.areas
            ],
            "supplied": self.supplied.hectares,
            "withdrawn": self.withdrawn.hectares,
            "lapsed": self.lapsed.hectares,
        }


def batches_of(sheet: Sheet, rules: Rules) -> tuple[tuple[Batch, ...], tuple[Issue, ...]]:
    """读批而未供台账 · The batches of a sheet, rows of one number added up, and every issue found.

    A batch whose balance would be negative is not taken (L211).
    """
    desk, lines = open_records(sheet, "batch", rules)
    read = [_batch(desk, rows) for rows in grouped(desk, lines, ("number", "name"))]
    return tuple(sorted((one for one in read if one), key=lambda one: one.number)), tuple(desk.issues)


def _batch(desk: RecordDesk, lines: Sequence[RecordLine]) -> Batch | None:
    rows = tuple(line.number for line in lines)
    areas = _areas(desk, lines)
    spent = [_sum(lines, name) for name in ("supplied", "withdrawn", "lapsed")]
    unread = [issue for issue in desk.issues if issue.code == "L204" and issue.row in rows]
    if not areas or unread:
        desk.note("L208", rows, None, lines[0].text("number") or lines[0].text("name"))
        return None
    try:
        batch = Batch(
            number=one_text(lines, "number") or lines[0].text("name"),
            name=one_text(lines, "name") or None,
            areas=areas,
            approved=min((day for line in lines if (day := line.day("approved"))), default=None),
            districts=every_district(lines, "district"),
            supplied=spent[0],
            withdrawn=spent[1],
            lapsed=spent[2],
            source=lines[0].source,
        )
    except InputFault as fault:
        desk.note(fault.code, rows, None, None, **fault.facts)
        return None
    _note_balance(desk, lines, batch)
    return batch


def _areas(desk: RecordDesk, lines: Sequence[RecordLine]) -> tuple[OriginArea, ...]:
    """By origin where the list divides; what the divided parts leave of the whole has no origin stated."""
    parts = {origin: _sum(lines, name) for name, origin in _ORIGINS.items() if name in desk.columns}
    whole = _sum(lines, "area") if "area" in desk.columns else Area.total(parts.values())
    rest = whole - Area.total(parts.values())
    if rest < Area.ZERO:
        rows = tuple(line.number for line in lines)
        desk.note("L209", rows, None, None, whole=whole.hectares, parts=Area.total(parts.values()).hectares)
        return ()
    divided = tuple(OriginArea(origin=origin, area=area) for origin, area in parts.items() if area)
    return (*divided, OriginArea(origin=None, area=rest)) if rest else divided


def _sum(lines: Sequence[RecordLine], name: str) -> Area:
    return Area.total(area for line in lines if (area := line.area(name)))


def _note_balance(desk: RecordDesk, lines: Sequence[RecordLine], batch: Batch) -> None:
    """L216 where the list states another balance than its own figures make."""
    stated = [area for line in lines if (area := line.area("balance")) is not None]
    if stated and Area.total(stated) != batch.balance:
        rows = tuple(line.number for line in lines)
        title = desk.columns["balance"].title
        desk.note("L216", rows, title, Area.total(stated).hectares, balance=batch.balance.hectares)


def awaits_approval(batch: str | None) -> bool:
    """尚未报批 · Whether the column of batches says that the land is still to be approved, and names none."""
    return batch is not None and means("unapproved", batch)


def batch_issues(batches: Iterable[Batch], parcels: Iterable[Parcel]) -> tuple[Issue, ...]:
    """批次核对 · L212 for a batch that the parcels not yet supplied overdraw, L213 for a batch not on record."""
    found = (_drawing(batch, members) for batch, members in drawn_on(batches, parcels))
    return tuple(issue for issue in found if issue)


def drawn_on(
    batches: Iterable[Batch], parcels: Iterable[Parcel]
) -> tuple[tuple[Batch | None, tuple[Parcel, ...]], ...]:
    """批次扣减 · The parcels not yet supplied, by the batch they name; None for a batch not on record.

    Some name a batch by its number and others by its name: they draw on one account.
    """
    known = _by_name(tuple(batches))
    drawn: dict[str, list[Parcel]] = {}
    for parcel in parcels:
        if parcel.batch and parcel.area and parcel.supplied is None and not awaits_approval(parcel.batch):
            key = fold_identifier(parcel.batch)[1]
            home = fold_identifier(known[key].number)[1] if key in known else key
            drawn.setdefault(home, []).append(parcel)
    return tuple((known.get(key), tuple(members)) for key, members in sorted(drawn.items()))


def _by_name(batches: Sequence[Batch]) -> Mapping[str, Batch]:
    """Under the number; under the name too where no other batch is called so."""
    names = Counter(fold_identifier(one.name)[1] for one in batches if one.name)
    named = {key: one for one in batches if one.name and names[key := fold_identifier(one.name)[1]] == 1}
    return {**named, **{fold_identifier(one.number)[1]: one for one in batches}}


def _drawing(batch: Batch | None, members: Sequence[Parcel]) -> Issue | None:
    wanted = Area.total(parcel.area for parcel in members if parcel.area)
    facts: dict[str, object] = {"parcels": tuple(parcel.id for parcel in members), "wanted": wanted.hectares}
    place = place_of(members[0].source, official_header("batch"))
    if batch is None:
        return issue_at("L213", place, members[0].batch, **facts)
    try:
        batch.draw(wanted)
    except InputFault as fault:
        return issue_at("L212", place, members[0].batch, **{**facts, **fault.facts})
    return None
