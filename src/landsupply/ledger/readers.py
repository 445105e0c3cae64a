"""读法 · Which function reads which field of a parcel, from which fields of the row: the list to extend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from landsupply.ledger.circumstances_reading import CIRCUMSTANCE_READERS, circumstances_of, read_circumstances
from landsupply.ledger.dates import read_date, read_month, read_supplied
from landsupply.ledger.desk import Line
from landsupply.ledger.fields import (
    read_district,
    read_housing,
    read_mode,
    read_obstacles,
    read_origin,
    read_other_uses,
    read_term,
    read_use,
)
from landsupply.ledger.identity import official_number
from landsupply.ledger.land import read_first_phase, read_parcel_area
from landsupply.ledger.lateness import read_delay
from landsupply.ledger.outcome import WITNESSES, read_outcome
from landsupply.ledger.planning import CONDITION_FIELDS, read_conditions
from landsupply.ledger.price import PRICE_FIELDS, read_prices
from landsupply.ledger.texts import read_person, read_plain, read_taker, read_text
from landsupply.ledger.use_terms import read_parts
from landsupply.measure.area import Area


class Copied(NamedTuple):
    """照录 · What a field that is taken as it stands has where the row says nothing."""

    nothing: str | None


class Parts(NamedTuple):
    """分读 · Readers of one column each, and what makes one value of theirs; only the columns at hand are read."""

    readers: tuple[FieldReader, ...]
    joined: Callable[[Sequence[str], Sequence[object]], object]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """读法 · A field of the parcel, the fields of the row that its reading may look at, and the function.

    The function runs once for each distinct content of those fields, and what it notes is noted for every row that
    has the content; so it must look at nothing else of the row. Asking for another field is refused. `copied` says that
    the value is the text of the one field as it stands, where it tells of no person. `parts` read the same column by
    column, so that each column is read once for each of its own contents.
    """

    name: str
    fields: tuple[str, ...]
    read: Callable[[Line], object]
    copied: Copied | None = None
    parts: Parts | None = None


def _text(name: str) -> FieldReader:
    return FieldReader(name, (name,), lambda line: read_text(line, name), Copied(None))


def _date(name: str) -> FieldReader:
    return FieldReader(name, (name,), lambda line: read_date(line, name))


def _month(name: str) -> FieldReader:
    return FieldReader(name, (name,), lambda line: read_month(line, name))


def _first_phase(line: Line) -> Area | None:
    return read_first_phase(line, read_parcel_area(line)) if line.text("phase_from") else None


def _part(name: str, read: Callable[[Line, str], object]) -> FieldReader:
    return FieldReader(name, (name,), lambda line: read(line, name))


_CIRCUMSTANCES = Parts(
    tuple(_part(name, read) for name, read in CIRCUMSTANCE_READERS.items()),
    circumstances_of,
)


#: Every field of a parcel besides its identity and its source.
FIELDS = (
    FieldReader("name", ("name",), lambda line: read_plain(line, "name"), Copied("")),
    FieldReader("district", ("district",), read_district),
    FieldReader("location", ("location",), lambda line: read_plain(line, "location"), Copied("")),
    FieldReader("area", ("area", "area_unit"), read_parcel_area),
    FieldReader("use", ("use", "use_detail"), read_use),
    FieldReader("other_uses", ("other_uses",), read_other_uses),
    FieldReader("origin", ("origin", "area"), read_origin),
    FieldReader("mode", ("mode",), read_mode),
    _text("grounds"),
    FieldReader("term", ("term", "use"), read_term),
    _month("ready"),
    FieldReader("obstacles", ("obstacles",), read_obstacles),
    _text("livelihood"),
    FieldReader("housing", ("housing", "use", "use_detail"), read_housing),
    _text("level"),
    _text("batch"),
    FieldReader("phase_from", ("phase_from", "area", "area_unit"), _first_phase),
    _date("noticed"),
    FieldReader(
        "supplied",
        ("approved", "unsupplied_area", "supplied_area", "outcome", "name", *WITNESSES),
        read_supplied,
    ),
    _text("unit"),
    FieldReader("person", ("person",), read_person),
    FieldReader("supervision", ("supervision",), lambda line: official_number(line, "supervision") or None),
    _text("project"),
    _text("zone"),
    _text("industry"),
    _text("reserve_number"),
    _text("carried_from"),
    FieldReader("taker", ("taker",), read_taker),
    FieldReader("use_shares", ("use", "term"), read_parts),
    FieldReader("conditions", CONDITION_FIELDS, read_conditions),
    FieldReader("prices", PRICE_FIELDS, read_prices),
    _month("notice_month"),
    _month("supply_month"),
    FieldReader("outcome", ("outcome", *WITNESSES), read_outcome),
    FieldReader("lateness", ("lateness",), read_delay),
    FieldReader("circumstances", tuple(CIRCUMSTANCE_READERS), read_circumstances, parts=_CIRCUMSTANCES),
)
