"""台账查询 · What the address of the ledger asks for: words, facets, order, columns; each over what one may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Sum, Value, When
from django.http import QueryDict

from landsupply.ledger.parcel_fields import LISTED_FIELDS
from landsupply.web.models import ParcelRow
from landsupply.web.people import Doer
from landsupply.web.roles import Allowed, Verb
from landsupply.web.standing import rulebook

#: Facets in their order, and the column of the row each counts.
FACETS: Mapping[str, str] = {"unit": "unit", "class": "group", "origin": "origin", "mode": "mode"}
#: Facets of which only is asked whether there are any.
COUNTED = ("issues", "obstacles")
SOME, NONE = "some", "none"
_NOTHING = ("", "—")
#: Every column of the grid that stands in the row itself, and the field of the parcel it is, where it can be edited.
BASE: Mapping[str, str | None] = {
    "name": "name",
    "unit": "district",
    "use": "use",
    "class": None,
    "area": "area",
    "origin": "origin",
    "mode": "mode",
    "month": "ready",
    "obstacles": None,
    "issues": None,
}
#: Further columns, by the field of the parcel; `obstacles` stands above as a number.
FURTHER = tuple(path for path in LISTED_FIELDS if path not in BASE.values())
_PREFIX = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerQuery:
    """台账查询 · Words searched, values picked of each facet, order, columns shown."""

    words: str = ""
    picked: Mapping[str, tuple[str, ...]]
    order: str = "unit"
    columns: tuple[str, ...] = tuple(BASE)

    @property
    def further(self) -> tuple[str, ...]:
        """另列 · The fields of parcels shown beside the columns of the row."""
        return tuple(one[len(_PREFIX) :] for one in self.columns if one.startswith(_PREFIX))


def query_of(given: QueryDict) -> LedgerQuery:
    """读查询 · What an address asks for; what it names that is none is left out."""
    known = {*BASE, *(_PREFIX + path for path in FURTHER)}
    columns = tuple(dict.fromkeys(one for one in given.get("show", "").split(",") if one in known))
    order = given.get("sort", "unit")
    return LedgerQuery(
        words=given.get("q", "").strip()[:100],
        picked={name: tuple(given.getlist(name)) for name in (*FACETS, *COUNTED) if given.getlist(name)},
        order=order if order.lstrip("-") in _orders() else "unit",
        columns=columns or tuple(BASE),
    )


def seen_by(doer: Doer) -> QuerySet[ParcelRow]:
    """可见宗地 · The rows of the units within somebody's reach."""
    reach = doer.require(Verb.SEE_LEDGER)
    return within(ParcelRow.objects.all(), reach)


def within(rows: QuerySet[ParcelRow], reach: Allowed) -> QuerySet[ParcelRow]:
    """范围之内 · Rows of the units of a reach."""
    return rows if reach.everything else rows.filter(unit__in=reach.units)


def asked_for(rows: QuerySet[ParcelRow], query: LedgerQuery, but: str = "") -> QuerySet[ParcelRow]:
    """筛选 · The rows a query asks for; one facet may be left out, whose counts are wanted."""
    for word in query.words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(identity__icontains=word) | Q(stated__icontains=word))
    for name, values in query.picked.items():
        if name != but:
            rows = rows.filter(_picked(name, values))
    return rows


def _picked(name: str, values: Sequence[str]) -> Q:
    if name in COUNTED:
        found = Q()
        for value in values:
            found |= Q(**{f"{name}__gt": 0}) if value == SOME else Q(**{name: 0})
        return found
    wanted = [one for value in values for one in (_NOTHING if value == NONE else (value,))]
    return Q(**{f"{FACETS[name]}__in": wanted})


def ordered(rows: QuerySet[ParcelRow], query: LedgerQuery) -> QuerySet[ParcelRow]:
    """排序 · By official order of units or classes, by sound, by size; ties always the same way."""
    name = query.order.lstrip("-")
    turned = "-" if query.order.startswith("-") else ""
    by = _orders()[name]
    if name == "class":
        rows = rows.annotate(class_place=_class_place())
    return rows.order_by(*(turned + one for one in by), "pinyin", "identity")


def _orders() -> Mapping[str, tuple[str, ...]]:
    plain = {one: (one,) for one in ("use", "area", "origin", "mode", "month", "obstacles", "issues")}
    return {
        "unit": ("place", "unit"),
        "name": ("pinyin",),
        "class": ("class_place",),
        "source": ("file", "row"),
        **plain,
    }


def _class_place() -> Case:
    names = [one.name for one in rulebook().place.classes]
    whens = [When(group=name, then=Value(number)) for number, name in enumerate(names)]
    return Case(*whens, default=Value(len(names)), output_field=IntegerField())


def facets_of(rows: QuerySet[ParcelRow], query: LedgerQuery) -> dict[str, list[list[object]]]:
    """分面 · For each facet its values with how many rows have them, its own choice left aside; in official order."""
    counted = {name: _counts(asked_for(rows, query, name), name) for name in FACETS}
    for name in COUNTED:
        own = asked_for(rows, query, name)
        some, whole = own.filter(**{f"{name}__gt": 0}).count(), own.count()
        counted[name] = [[SOME, some], [NONE, whole - some]]
    return counted


def _counts(rows: QuerySet[ParcelRow], name: str) -> list[list[object]]:
    column = FACETS[name]
    found = dict(rows.order_by().values_list(column).annotate(Count("pk")))
    blank = sum(found.pop(nothing, 0) for nothing in _NOTHING)
    place = rulebook().place
    official = [one.name for one in (place.units if name == "unit" else place.classes if name == "class" else ())]
    rank = {value: number for number, value in enumerate(official)}
    values = sorted(found, key=lambda value: (rank.get(value, len(rank)), -found[value], value))
    return [[value, found[value]] for value in values] + ([[NONE, blank]] if blank else [])


def totals_of(rows: QuerySet[ParcelRow]) -> tuple[int, int]:
    """合计 · How many rows, and their area in units of 0.01 m²."""
    found = rows.aggregate(count=Count("pk"), area=Sum("area"))
    return int(found["count"]), int(found["area"] or 0)
