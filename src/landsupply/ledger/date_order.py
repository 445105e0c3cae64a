"""日期先后 · Days that cannot both be right: a contract before its notice, or a day that lies far ahead."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.ledger.desk import Desk, Line
from landsupply.ledger.parcel import Parcel


def note_dates(desk: Desk, pairs: Sequence[tuple[Line, Parcel]]) -> None:
    """日期先后 · L138 for a contract before its notice, L139 for a day after the year that the rules are of."""
    for line, parcel in pairs:
        if parcel.noticed and parcel.supplied and parcel.supplied < parcel.noticed:
            line.note("L138", "supplied", noticed=parcel.noticed.isoformat(), supplied=parcel.supplied.isoformat())
        for name, day in (("noticed", parcel.noticed), ("supplied", parcel.supplied)):
            if day and day.year > desk.rules.day.year:
                line.note("L139", name, day=day.isoformat(), year=desk.rules.day.year)
