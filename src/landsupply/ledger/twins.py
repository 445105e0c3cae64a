"""疑似重复 · The same parcel met twice: said with every row, never merged."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence

from landsupply.ledger.desk import Line
from landsupply.ledger.identity import OFFICIAL, Numbers
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import folded
from landsupply.ledger.suspect import suspect_unit

_DASHES = str.maketrans("—–―－−‐", "------")
_BRACKETS = str.maketrans("[{<〔【「『《〈]}>〕】」』》〉", "(" * 9 + ")" * 9)
#: The letter O among digits or at their head, I and L between digits: a slip of the pen for 0 and 1.
_SLIPS = re.compile(r"(?<=[0-9])[OIL]+(?=[0-9])|(?<=[-0-9])O+(?=[0-9])|(?<=[0-9])O+(?![0-9A-Z])")
_MEANT = str.maketrans("OIL", "011")
#: A line, its parcel and its official numbers.
Pair = tuple[Line, Parcel, Numbers]


def note_twins(pairs: Sequence[Pair]) -> None:
    """疑似重复 · L013 for one number on two rows, with L135; L011 for one place, area, use, mode and date."""
    numbered = _note_numbers(pairs)
    rest = [pair for pair in pairs if id(pair[0]) not in numbered] if numbered else pairs
    for near in _groups((_measure(pair[1]), pair) for pair in rest):
        for group in _groups((_likeness(pair[1]), pair) for pair in near):
            if not _told_apart(group):
                _report("L011", "location", group)


def _note_numbers(pairs: Sequence[Pair]) -> set[int]:
    """Groups that share an official number; returns the lines already spoken of."""
    spoken: set[int] = set()
    for place, name in enumerate(OFFICIAL):
        keys = [_comparable(numbers[place]) for _, _, numbers in pairs]
        if len(set(keys)) == len(pairs):
            continue
        for group in _groups(zip(keys, pairs, strict=True)):
            _report("L013", name, group)
            _compare_units(group)
            spoken.update(id(line) for line, _, _ in group)
    return spoken


def _comparable(number: str) -> str:
    """A number for comparison: capitals, narrow signs, one kind of dash and of bracket, O among digits as 0."""
    plain = number if number.isascii() else folded(number).translate(_DASHES)
    return _SLIPS.sub(lambda found: found[0].translate(_MEANT), plain.translate(_BRACKETS).upper())


def _compare_units(group: Sequence[Pair]) -> None:
    """Areas under one number that are apart by just the factor of two units: L135 at each, for either may be wrong."""
    for line, parcel, _ in group:
        for other, twin, _ in group:
            if other is line or not (parcel.area and twin.area):
                continue
            suspicion = suspect_unit(parcel.area, twin.area)
            if suspicion:
                figures = {"hectares": parcel.area.hectares, "reference": twin.area.hectares, "ratio": suspicion.ratio}
                units = {"read_in": suspicion.read_in.value, "fits": suspicion.fits.value}
                line.note("L135", "area", place=_place(other), **figures, **units)
                break


def _groups(keyed: Iterable[tuple[Hashable, Pair]]) -> list[list[Pair]]:
    groups: dict[Hashable, list[Pair]] = {}
    for key, pair in keyed:
        if key:
            groups.setdefault(key, []).append(pair)
    return [group for group in groups.values() if len(group) > 1]


def _measure(parcel: Parcel) -> Hashable:
    """The area and the day: few parcels agree even in these; nothing where place or area is missing."""
    return (parcel.area.units, parcel.supplied) if parcel.location and parcel.area else None


def _likeness(parcel: Parcel) -> Hashable:
    """What two notices of one parcel have in common."""
    if parcel.area is None:
        return None
    use = (parcel.use.scheme, parcel.use.code) if parcel.use else None
    mode = parcel.mode.code if parcel.mode else None
    return folded(parcel.location), parcel.area.units, use, mode, parcel.supplied


def _told_apart(group: Sequence[Pair]) -> bool:
    """Whether each row has an official number of its own, so that likeness is chance."""
    numbers = [number for _, _, own in group for number in own if number]
    return len(numbers) >= len(group) and len(set(numbers)) == len(numbers)


def _report(code: str, name: str, group: Sequence[Pair]) -> None:
    """One issue at the group's first row, with the rows of the same table.

    Rows of other tables are named in words.
    """
    first = group[0][0]
    here = [row for line, _, _ in group if line.desk is first.desk for row in line.entry.rows]
    elsewhere = tuple(_place(line) for line, _, _ in group if line.desk is not first.desk)
    first.desk.note(code, sorted(here), name, first.text(name), others=elsewhere or "—")


def _place(line: Line) -> str:
    sheet = line.desk.table.sheet
    rows = ",".join(map(str, line.entry.rows))
    return ":".join(filter(None, (sheet.source, sheet.name, rows)))
