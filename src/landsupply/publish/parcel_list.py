"""宗地表 · The list of parcels, one row each, in the official order of units and classes.

In the public edition no natural person is named, and land of uses that are never disclosed is left out; a
note says how many parcels and how much land, so that the list still closes with the indicators.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from landsupply.law.vocabulary import Origin
from landsupply.measure.area import Area
from landsupply.plan.plan import ItemState, PlanItem
from landsupply.publish.document import Cell, Column, Role, Table
from landsupply.publish.matter import MISSING, NOT_APPLICABLE, PARCEL_PLACES, Edition, Matter
from landsupply.publish.tables import make_table

_ORIGINS = {Origin.EXISTING: "P343", Origin.NEW: "P344", Origin.NEW_FROM_STOCK: "P345"}
_STATES = {ItemState.NOTICED: "P347", ItemState.SUPPLIED: "P348"}


@dataclass(frozen=True, slots=True)
class _Field:
    """One column of the list: the code of its heading, its width, its role, and what it shows of an item."""

    code: str
    width: int
    show: Callable[[Matter, PlanItem], Cell]
    role: Role = Role.TEXT


def _term(matter: Matter, item: PlanItem) -> str:
    if item.term is not None:
        return str(item.term)
    return MISSING if item.mode.paid else NOT_APPLICABLE


def _notice(matter: Matter, item: PlanItem) -> str:
    if item.notice_month is not None:
        return str(item.notice_month)
    return MISSING if item.mode.open else NOT_APPLICABLE


def _origin(matter: Matter, item: PlanItem) -> str:
    return matter.say(_ORIGINS[item.origin]) if item.origin else MISSING


def _remarks(matter: Matter, item: PlanItem) -> str:
    remarks = [matter.name(one) for one in (item.livelihood, item.housing, item.level) if one]
    if item.is_phased:
        remarks.insert(0, matter.say("P346", whole=matter.area(item.whole, PARCEL_PLACES)))
    if item.state in _STATES:
        remarks.insert(0, matter.say(_STATES[item.state]))
    return matter.listing(dict.fromkeys(remarks))


_BEFORE = (
    _Field("P313", 5, lambda matter, item: matter.district(item.district)),
    _Field("P332", 7, lambda matter, item: item.parcel),
    _Field("P333", 10, lambda matter, item: item.name or MISSING),
    _Field("P334", 10, lambda matter, item: item.location or MISSING),
    _Field("P304", 6, lambda matter, item: matter.uses(item)),
    _Field("P335", 5, lambda matter, item: matter.quantity(item.area, PARCEL_PLACES), Role.SUM),
    _Field("P327", 5, lambda matter, item: matter.mode(item.mode.name), Role.CENTRED),
    _Field("P336", 3, _term, Role.CENTRED),
    _Field("P337", 3, _notice, Role.CENTRED),
    _Field("P338", 3, lambda matter, item: str(item.supply_month), Role.CENTRED),
    _Field("P339", 4, _origin, Role.CENTRED),
    _Field("P340", 6, _remarks),
    _Field("P341", 6, lambda matter, item: item.unit or MISSING),
)
_PERSON = _Field("P342", 4, lambda matter, item: item.person or MISSING)


def by_parcel(matter: Matter) -> Table:
    """宗地表 · Every parcel that may be shown, with what is withheld or reserved said below."""
    fields = (*_BEFORE, _PERSON) if matter.edition is Edition.INTERNAL else _BEFORE
    items = [item for item in _in_order(matter) if not matter.is_withheld(item)]
    number = Column(heading=matter.say("P331"), width=3, role=Role.CENTRED)
    columns = (number, *(Column(heading=matter.say(f.code), width=f.width, role=f.role) for f in fields))
    rows = tuple((str(line), *(field.show(matter, item) for field in fields)) for line, item in enumerate(items, 1))
    shown = Area.total(item.area for item in items)
    total = (matter.say("P023"), *(_foot(matter, field, shown) for field in fields))
    return make_table(matter, ("P329", "P330"), columns, rows, total, _notes(matter, shown))


def _in_order(matter: Matter) -> list[PlanItem]:
    districts = {name: place for place, name in enumerate(matter.figures.districts)}
    classes = {name: place for place, name in enumerate(matter.class_names)}
    return sorted(
        matter.plan.items,
        key=lambda item: (districts[item.district], classes[item.plan_class], item.supply_month, item.parcel),
    )


def _foot(matter: Matter, field: _Field, shown: Area) -> Cell:
    return matter.quantity(shown, PARCEL_PLACES) if field.role is Role.SUM else ""


def _notes(matter: Matter, shown: Area) -> tuple[str, ...]:
    notes = [matter.say("P350")]
    withheld = [item for item in matter.plan.items if matter.is_withheld(item)]
    if withheld:
        notes.append(_withheld_note(matter, withheld, shown))
    if matter.figures.reserved_total:
        facts = {"reserved": matter.figures.reserved_total, "total": matter.figures.total}
        exact = {name: matter.exact(area) for name, area in facts.items()}
        notes.append(matter.say("P351", unit=matter.unit, **exact))
    return tuple(notes)


def _withheld_note(matter: Matter, withheld: list[PlanItem], shown: Area) -> str:
    return matter.say(
        "P349",
        count=len(withheld),
        withheld=matter.exact(Area.total(item.area for item in withheld)),
        shown=matter.exact(shown),
        listed=matter.exact(matter.figures.listed_total),
        unit=matter.unit,
    )
