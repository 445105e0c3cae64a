"""漏列 · Parcels of a reserve plan that a published plan does not name: by number, by name, or by where they lie.

Only a list that is given is compared, and only with a text that lists parcels: where it names none of them by number or
name for its own year, nothing can be told of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from landsupply.ledger.parcel import Parcel
from landsupply.ledger.sheet_words import folded
from landsupply.proofread.finding import Finding, Severity
from landsupply.proofread.outline import Paragraph
from landsupply.proofread.position import Position
from landsupply.proofread.reading import Reading

_RULE = "RS-02"
#: Shorter names and numbers stand in any text by chance.
_SHORTEST = 4
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?= {0,2}年)")
#: A number made for a row that has none.
_MADE = re.compile(r"L-[0-9a-f]{12}")
_BACK = re.compile(r"上一?年|去年|往年|执行情况|完成情况|回顾")


def left_out(reading: Reading, reserve: Sequence[Parcel]) -> tuple[Finding, ...]:
    """漏列 · RS-02: the parcels of the list that the text does not name; A121 where it lists no parcels."""
    text = folded_text(reading)
    missing = [parcel for parcel in reserve if not any(sign in text for sign in _signs(parcel))]
    place = reading.totals[0].position if reading.totals else Position(line=1, column=1)
    own = _own_text(reading)
    if missing and not any(
        sign in own for parcel in reserve for sign in _signs_of((parcel.id, parcel.reserve_number, parcel.name))
    ):
        return (_finding("A121", Severity.ADVICE, place, count=len(reserve)),)
    return tuple(_each(missing, place))


def folded_text(reading: Reading) -> str:
    """折叠全文 · The text and the cells of its tables in narrow forms without spaces."""
    return _joined(reading, reading.paragraphs)


def _joined(reading: Reading, paragraphs: Sequence[Paragraph]) -> str:
    cells = (cell for table in reading.tables for row in table.rows for cell in row)
    return "\n".join(map(folded, (*(paragraph.text for paragraph in paragraphs), *cells)))


def _own_text(reading: Reading) -> str:
    """The text without the paragraphs and sections that are about another year."""
    return _joined(reading, [one for one in reading.paragraphs if not _is_of_another_year(one, reading)])


def _is_of_another_year(paragraph: Paragraph, reading: Reading) -> bool:
    above = (reading.paragraphs[one].text for one in paragraph.path)
    return any(_looks_back(words, reading.year) for words in (*above, paragraph.text))


def _looks_back(words: str, year: int | None) -> bool:
    years = {int(one) for one in _YEAR.findall(words)}
    return bool(_BACK.search(words)) or bool(years and year and year not in years)


def _each(missing: Sequence[Parcel], place: Position) -> Iterator[Finding]:
    for parcel in missing:
        area = parcel.area.hectares if parcel.area else "—"
        told = {"parcel": _number(parcel), "name": parcel.name or parcel.location or "—", "area": area}
        yield _finding("A120", Severity.WARNING, place, **told)


def _number(parcel: Parcel) -> str:
    """The number a list gives a parcel; the reserve's own where it gives no other and one was made for the row."""
    return parcel.reserve_number if parcel.reserve_number and _MADE.fullmatch(parcel.id) else parcel.id


def _signs(parcel: Parcel) -> tuple[str, ...]:
    return _signs_of((parcel.id, parcel.reserve_number, parcel.name, parcel.location))


def _signs_of(stated: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(sign for text in stated if text and len(sign := folded(text)) >= _SHORTEST)


def _finding(code: str, severity: Severity, place: Position, **facts: object) -> Finding:
    return Finding(rule=_RULE, code=code, severity=severity, place=place, facts=facts)
