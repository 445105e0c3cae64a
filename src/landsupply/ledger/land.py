"""读面积 · The area an entry states, in which unit, and whether it can be that much land."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from landsupply.ledger.columns import read_unit
from landsupply.ledger.desk import Line
from landsupply.ledger.sheet_words import means
from landsupply.measure.area import UNITS_PER_HECTARE, Area, AreaUnit, split_unit
from landsupply.measure.bounds import read_limits
from landsupply.measure.fault import MeasureFault
from landsupply.measure.interval import read_interval
from landsupply.measure.number import plain, read_number

_IMPLAUSIBLE = "ledger.area.implausible"  # hectares: one parcel is hardly ever this large
_DOUBTFUL = "ledger.area.doubtful"  # hectares: looked at, and said
_SMALL = "ledger.area.small"  # square metres: a parcel is hardly ever this small
_STRANGE_UNIT = re.compile(r"[+-]?[0-9.,]{1,40} *[^0-9_]{1,20}\Z")


def read_parcel_area(line: Line) -> Area | None:
    """宗地面积 · The area, or None with an issue.

    L020 missing, L021 no number, L022 not positive, L023 looks like m², L145 about or from–to.
    """
    if line.lacks("area"):
        line.note("L020", "area")
    return _read(line, "area")


def read_first_phase(line: Line, area: Area | None) -> Area | None:
    """首期面积 · The least area of a first phase.

    None where the parcel is supplied whole or the cell says less than that.
    """
    text = line.text("phase_from")
    if not text or means("no", text):
        return None
    if means("phase_ok", text):
        line.note("L100", "phase_from")
        return None
    least = _read(line, "phase_from")
    if least is None:
        return None
    if area is None:
        line.note("L133", "phase_from", phase=least.hectares)
        return None
    if least > area:
        line.note("L101", "phase_from", area=area.hectares, phase=least.hectares)
        return None
    return least


@dataclass(frozen=True, slots=True)
class _Stated:
    """所写面积 · The number, its unit, and whether the unit stands in the cell itself."""

    number: Decimal
    unit: AreaUnit
    is_in_cell: bool


def _read(line: Line, name: str) -> Area | None:
    if not line.text(name):
        return None
    try:
        stated = _stated(line, name)
    except MeasureFault as fault:
        line.note(_why(line.text(name), fault.code), name)
        return None
    area = Area.nearest(stated.number, stated.unit)
    if area <= Area.ZERO:
        line.note("L022", name)
        return None
    _note_rounding(line, name, stated)
    return _judged(line, name, stated, area)


def _why(text: str, fault: str) -> str:
    """L145 a figure with 约 or two figures, L027 a strange unit, L021 anything else."""
    try:
        is_limit = not read_interval(text, AreaUnit.HECTARE).is_exact
    except MeasureFault:
        is_limit = _is_limit(text)
    if is_limit:
        return "L145"
    return "L027" if fault == "M004" and _STRANGE_UNIT.match(plain(text)) else "L021"


def _is_limit(text: str) -> bool:
    try:
        read_limits(text)
    except MeasureFault:
        return False
    return True


def _stated(line: Line, name: str) -> _Stated:
    digits, written = split_unit(line.text(name))
    number = read_number(digits)
    around = _unit_around(line, name)
    if written is None:
        if around is None:
            _note_no_unit(line, name)
        return _Stated(number, around or line.desk.rules.place.area_unit, False)
    if around not in (None, written):
        line.note("L028", name, unit=written.value, around=around.value if around else "")
    return _Stated(number, written, True)


def _note_no_unit(line: Line, name: str) -> None:
    """L026, or L295 where a title or note speaks of a unit that was not understood."""
    unit, unread = line.desk.rules.place.area_unit.value, line.desk.table.header.unit_unread
    if unread:
        line.note("L295", name, unit=unit, text=unread)
    else:
        line.note("L026", name, unit=unit)


def _unit_around(line: Line, name: str) -> AreaUnit | None:
    """The unit of a bare number: its row's own, its column's, the area column's, the one above the table."""
    own = read_unit(line.text("area_unit"))
    if own is None and line.text("area_unit"):
        line.note("L027", "area_unit")
    columns = (line.column(name), line.column("area"))
    named = next((column.unit for column in columns if column and column.unit), None)
    return own or named or line.desk.table.header.unit_above


def _note_rounding(line: Line, name: str, stated: _Stated) -> None:
    try:
        Area.exactly(stated.number, stated.unit)
    except MeasureFault:
        line.note("L025", name)


def _judged(line: Line, name: str, stated: _Stated, area: Area) -> Area | None:
    """Land beyond the doubtful size is said.

    Beyond the implausible size a number whose unit may be wrong is not taken.
    """
    hectares = Fraction(area.units, UNITS_PER_HECTARE)
    rules = line.desk.rules
    if hectares < rules.parameter(_DOUBTFUL).exact():
        _note_small(line, name, stated, area)
        return area
    as_metres = Area.nearest(stated.number, AreaUnit.SQUARE_METRE).hectares
    facts = {"unit": stated.unit.value, "hectares": area.hectares, "as_metres": as_metres}
    limit = rules.parameter(_IMPLAUSIBLE).exact()
    if hectares >= limit and not stated.is_in_cell and stated.unit is not AreaUnit.SQUARE_METRE:
        line.note("L023", name, limit=limit, **facts)
        return None
    line.note("L024", name, as_mu=Area.nearest(stated.number, AreaUnit.MU).hectares, **facts)
    return area


def _note_small(line: Line, name: str, stated: _Stated, area: Area) -> None:
    """A column of square metres may hold hectares: a bare number of a few square metres is said (L166)."""
    if stated.is_in_cell or stated.unit is not AreaUnit.SQUARE_METRE:
        return
    metres = Fraction(area.units, 100)
    if metres < line.desk.rules.parameter(_SMALL).exact():
        as_hectares = Area.nearest(stated.number, AreaUnit.HECTARE).hectares
        line.note(
            "L166", name, unit=stated.unit.value, metres=area.print(AreaUnit.SQUARE_METRE), as_hectares=as_hectares
        )
