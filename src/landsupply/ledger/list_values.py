"""清单取值 · What is said of values that only the whole list, or another column, can judge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.suspect import suspect_unit
from landsupply.measure.area import UNITS_PER_HECTARE, Area, AreaUnit, split_unit
from landsupply.measure.fault import MeasureFault
from landsupply.measure.rounding import nearest_integer

Pair = tuple[Line, Parcel]

#: Columns that are recognised, looked at, and not taken into a parcel.
LOOKED_AT = ("holder", "holder_class", "remarks", "approved_area", "supplied_area", "unsupplied_area")
_COLUMN = "ledger.area.column"  # hectares: the middle one of a list of parcels is hardly ever this large
_SMALL = "ledger.area.small"
_TOLERANCE = "ledger.unit.tolerance"
_FEWEST = 5  # fewer areas make no list that could be judged as a whole
_FIRST_THOUSANDS = re.compile(r"[0-9]{1,3}")
_AFTER_COMMA = re.compile(r"[0-9]{3}(\.[0-9]+)?")
_METRE_IN_HECTARES = Fraction(1, 10_000)
#: How much smaller the same figure is in the unit it fits.
_FACTORS = {
    (AreaUnit.HECTARE, AreaUnit.MU): Fraction(15),
    (AreaUnit.HECTARE, AreaUnit.SQUARE_METRE): Fraction(10_000),
    (AreaUnit.TEN_THOUSAND_SQUARE_METRES, AreaUnit.MU): Fraction(15),
    (AreaUnit.TEN_THOUSAND_SQUARE_METRES, AreaUnit.SQUARE_METRE): Fraction(10_000),
    (AreaUnit.MU, AreaUnit.SQUARE_METRE): Fraction(2_000, 3),
    (AreaUnit.SQUARE_METRE, AreaUnit.HECTARE): _METRE_IN_HECTARES,
}


def note_values(desk: Desk, pairs: Sequence[Pair]) -> None:
    """清单取值 · Columns only looked at (L164), areas in a doubtful unit (L165), areas against floor space (L167)."""
    header = desk.table.header
    beside = ("approved",) if header.of("supplied") else ()
    titles = tuple(column.title for field in (*beside, *LOOKED_AT) for column in header.of(field))
    if titles:
        desk.note("L164", (desk.table.header_row,), None, None, columns=titles)
    if desk.table.sheet.name is None:  # delimited text, in which one separator too many moves a row's cells
        _note_surplus(desk)
    if header.of("area"):
        _note_column(desk, pairs)
    if header.of("building_area"):
        for line, parcel in pairs:
            _note_floor_space(line, parcel)


def _note_surplus(desk: Desk) -> None:
    """L296 and L297: rows that go on beyond the header's last title, where not every row does."""
    table = desk.table
    titled = (column.index for column in table.header.columns if _has_title(desk, column.index))
    beyond = range(max(titled, default=-1) + 1, table.header.right)
    surplus = {entry: said for entry in table.entries if (said := _texts(desk, beyond, entry.position))}
    is_untitled = 2 * len(surplus) > len(table.entries) > 1  # rather a column without a title
    first = next(iter(table.header.of("area")), None)
    looked_at = range(table.header.left, beyond.start)
    if is_untitled:
        looked_at = range(first.index, min(first.index + 2, beyond.start)) if first else range(0)
    for entry, said in surplus.items():
        if split := next(_split_numbers(_texts(desk, looked_at, entry.position)), ""):
            desk.note("L296", entry.rows, None, None, surplus="、".join(said), split=split)
        elif not is_untitled:
            desk.note("L297", entry.rows, None, None, surplus="、".join(said))


def _has_title(desk: Desk, column: int) -> bool:
    return any(desk.table.sheet.lanes[column].texts[row].strip() for row in desk.table.header.heading)


def _texts(desk: Desk, columns: range, position: int) -> list[str]:
    lanes = (desk.table.sheet.lanes[column] for column in columns)
    return [text for lane in lanes if (text := lane.texts[position].strip())]


def _split_numbers(texts: Sequence[str]) -> Iterator[str]:
    """Neighbours such as 1 and 234.5, of which a comma between the thousands has made two."""
    for one, other in pairwise(texts):
        if _FIRST_THOUSANDS.fullmatch(one) and _AFTER_COMMA.fullmatch(other):
            yield f"{one},{other}"


def _note_column(desk: Desk, pairs: Sequence[Pair]) -> None:
    unit = _unit(desk)
    stated = [(line, area) for line, parcel in pairs if (area := parcel.area or _refused(line, unit))]
    if len(stated) < _FEWEST and not _are_all_small(desk, unit, [area for _, area in stated]):
        return
    middle = Area(sorted(area.units for _, area in stated)[len(stated) // 2])
    fits = _fitting(desk, unit, middle)
    if fits is None:
        return
    rows = sorted(row for line, _ in stated for row in line.entry.rows)
    proposed = Area(nearest_integer(middle.units / _FACTORS[unit, fits]))
    said = {"unit": unit.value, "fits": fits.value, "median": middle.hectares, "proposed": proposed.hectares}
    desk.note("L165", rows, "area", None, **said)


def _are_all_small(desk: Desk, unit: AreaUnit, areas: Sequence[Area]) -> bool:
    """Whether even a short list can be judged: several areas, all of a few square metres."""
    fewest, limit = 2, desk.rules.parameter(_SMALL).exact() * 100
    return unit is AreaUnit.SQUARE_METRE and len(areas) >= fewest and all(area.units < limit for area in areas)


def _refused(line: Line, unit: AreaUnit) -> Area | None:
    """What a bare number would be that was too large to be taken."""
    try:
        digits, written = split_unit(line.text("area"))
        return None if written else max(Area.nearest(digits, unit), Area.ZERO) or None
    except MeasureFault:
        return None


def _unit(desk: Desk) -> AreaUnit:
    header = desk.table.header
    named = next((column.unit for column in header.of("area") if column.unit), None)
    return named or header.unit_above or desk.rules.place.area_unit


def _fitting(desk: Desk, unit: AreaUnit, middle: Area) -> AreaUnit | None:
    """The unit in which the middle area would be that of a parcel, None where it is one as it stands."""
    limit = desk.rules.parameter(_COLUMN).exact()
    hectares = Fraction(middle.units, UNITS_PER_HECTARE)
    if unit is AreaUnit.SQUARE_METRE:
        is_small = hectares < desk.rules.parameter(_SMALL).exact() * _METRE_IN_HECTARES
        return AreaUnit.HECTARE if is_small else None
    if hectares < limit:
        return None
    if unit is not AreaUnit.MU and hectares / _FACTORS[unit, AreaUnit.MU] < limit:
        return AreaUnit.MU
    return AreaUnit.SQUARE_METRE


def _note_floor_space(line: Line, parcel: Parcel) -> None:
    """Floor space over plot ratio is the land; where it differs by the factor of two units, that is proposed."""
    conditions = parcel.conditions
    if parcel.area is None or conditions is None or not conditions.building_area or not conditions.plot_ratio:
        return
    bounds = conditions.plot_ratio.bounds
    if bounds is None or not bounds.high:
        return
    reference = Area(nearest_integer(conditions.building_area.units / Fraction(bounds.high)))
    found = suspect_unit(parcel.area, reference, line.desk.rules.parameter(_TOLERANCE).exact())
    if found is None:
        return
    said = {"hectares": parcel.area.hectares, "reference": reference.hectares, "proposed": found.proposed.hectares}
    line.note("L167", "area", ratio=found.ratio, unit=found.read_in.value, fits=found.fits.value, **said)
