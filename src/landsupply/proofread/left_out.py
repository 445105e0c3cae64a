"""漏列 · Parcels of a reserve plan that a published plan does not name: by number, by name, or by where they lie.

Only a list that is given is compared, and only what the text shows: where it names none of the parcels, it lists none,
and nothing can be told of any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import folded
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.position import Position
from landsupply.proofread.reading import Reading

_RULE = "RS-02"
#: Shorter names and numbers stand in any text by chance.
_SHORTEST = 4


def left_out(reading: Reading, reserve: Sequence[Parcel]) -> tuple[Finding, ...]:
    """漏列 · RS-02: the parcels of the list that the text does not name; A121 where it names none of them."""
    text = folded_text(reading)
    missing = [parcel for parcel in reserve if not any(sign in text for sign in _signs(parcel))]
    place = reading.totals[0].position if reading.totals else Position(line=1, column=1)
    if reserve and len(missing) == len(reserve):
        return (_finding("A121", Severity.ADVICE, place, count=len(reserve)),)
    return tuple(_each(missing, place))


def folded_text(reading: Reading) -> str:
    """折叠全文 · The text and the cells of its tables in narrow forms without spaces."""
    cells = (cell for table in reading.tables for row in table.rows for cell in row)
    return "\n".join(map(folded, (*(paragraph.text for paragraph in reading.paragraphs), *cells)))


def _each(missing: Sequence[Parcel], place: Position) -> Iterator[Finding]:
    for parcel in missing:
        area = parcel.area.hectares if parcel.area else "—"
        told = {"parcel": parcel.id, "name": parcel.name or parcel.location or "—", "area": area}
        yield _finding("A120", Severity.WARNING, place, **told)


def _signs(parcel: Parcel) -> tuple[str, ...]:
    stated = (parcel.id, parcel.reserve_number, parcel.name, parcel.location)
    return tuple(sign for text in stated if text and len(sign := folded(text)) >= _SHORTEST)


def _finding(code: str, severity: Severity, place: Position, **facts: object) -> Finding:
    return Finding(rule=_RULE, code=code, severity=severity, place=place, facts=facts)
