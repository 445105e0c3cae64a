"""台账行列 · Rows of the ledger as the grid takes them: compact arrays, texts as they are typed and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import QuerySet

from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import title_of, value_of
from landsupply.measure.area import Area
from landsupply.web.actions import written
from landsupply.web.models import ParcelRow
from landsupply.web.pages.ledger_query import BASE
from landsupply.web.routes import Asked
from landsupply.web.standing import standing

#: The columns of a row in the order in which they are sent, after its identity.
_SENT = ("name", "unit", "use", "group", "area", "origin", "mode", "month", "obstacles", "issues")
_DASH = "—"
#: Titles of columns that are no field of the parcel, or whose field is called otherwise.
_TITLES = {"class": "U101", "obstacles": "U102", "issues": "U103"}
#: Official headers are Chinese; an English page says what they mean.
_ENGLISH = {
    **_TITLES,
    "name": "U196",
    "unit": "U104",
    "use": "U197",
    "area": "U062",
    "origin": "U105",
    "mode": "U106",
    "month": "U198",
}


def rows_of(rows: QuerySet[ParcelRow], further: Sequence[str] = ()) -> list[list[object]]:
    """行 · Identity, the ten columns, then further fields as they are typed."""
    sent = rows.values_list("identity", *_SENT)
    lines: Iterator[list[object]] = (_line(one) for one in sent.iterator(chunk_size=5000))
    return list(_with_further(lines, further) if further else lines)


def _line(row: Sequence[object]) -> list[object]:
    identity, name, unit, use, group, area, origin, mode, *rest = row
    hectares = Area(area).hectares if isinstance(area, int) else ""
    return [identity, name, unit, _text(use), group, hectares, _text(origin), _text(mode), *rest]


def _text(value: object) -> object:
    return "" if value == _DASH else value


def _with_further(lines: Iterable[list[object]], further: Sequence[str]) -> Iterator[list[object]]:
    now = standing().now
    for line in lines:
        parcel = now.get(str(line[0]))
        yield [*line, *(_of(parcel, path) for path in further)]


def _of(parcel: Parcel | None, path: str) -> str:
    return "" if parcel is None else written(value_of(parcel, path))


def title(asked: Asked, column: str) -> str:
    """列名 · The official header of a column, its meaning in English, the word for what is no field."""
    codes = _ENGLISH if asked.lang == "en" else _TITLES
    if column in codes:
        return asked.say(codes[column])
    field = str(BASE.get(column, column.lstrip(".")))
    return asked.named(title_of(field))
