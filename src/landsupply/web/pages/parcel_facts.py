"""宗地事实 · What the ledger states of a parcel, each with the cell it was read from and every correction of it."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.ledger.correction import Correction
from landsupply.ledger.origin_cell import origin_cells
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import LISTED_FIELDS, field_named, form_field, is_stated, title_of, value_of
from landsupply.ledger.shown import shown
from landsupply.measure.area import Area
from landsupply.web.field_help import FieldHelp, help_of, in_one_line
from landsupply.web.routes import Asked
from landsupply.web.standing import Standing

#: Fields whose text is a name of a list.
_NAMED = frozenset(("district", "livelihood", "housing", "level", "outcome"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """事实 · A field with its meaning, its value with its unit, the cell, and the corrections, newest last."""

    path: str
    title: str
    value: str
    cell: str
    header: str
    help: str
    corrections: tuple[Correction, ...]


def facts_of(asked: Asked, parcel: Parcel, state: Standing) -> list[Fact]:
    """宗地事实 · Every field that says something, or that somebody has corrected, in the order of the form."""
    own, told = state.corrections.get(parcel.id, []), help_of(asked)
    paths = {path for one in own if (path := field_named(one.field))}
    return [
        _fact(asked, parcel, told[path], state)
        for path in LISTED_FIELDS
        if path in paths or is_stated(value_of(parcel, path))
    ]


def _fact(asked: Asked, parcel: Parcel, told: FieldHelp, state: Standing) -> Fact:
    path = told.path
    value = value_of(parcel, path)
    cells = origin_cells(state.examined.sources, parcel.source, form_field(path))
    corrections = [one for one in state.corrections.get(parcel.id, []) if field_named(one.field) == path]
    unit = f" {asked.say('U227')}" if isinstance(value, Area) else ""
    return Fact(
        path=path,
        title=asked.named(title_of(path)),
        value=(asked.named(shown(value)) if path in _NAMED else shown(value, asked.lang)) + unit,
        cell="、".join(one.cell for one in cells),
        header="” “".join(one.title for one in cells),
        help=in_one_line(asked, told),
        corrections=tuple(corrections),
    )
