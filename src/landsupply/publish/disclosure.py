"""信息公开清单 · The parcels of a plan as open data: a list of fields that may be shown, and nothing else.

No natural person, no obstacle, no internal remark; land of uses that are never disclosed is left out and counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from landsupply.law.vocabulary import Origin
from landsupply.measure.area import Area
from landsupply.plan.plan import PlanItem
from landsupply.publish.matter import PARCEL_PLACES, Edition, Matter

FORMAT = "landsupply.disclosure/1"
#: The code of an origin's word.
ORIGINS = {Origin.EXISTING: "P343", Origin.NEW: "P344", Origin.NEW_FROM_STOCK: "P345"}


@dataclass(frozen=True, slots=True)
class PublicField:
    """公开字段 · A field's name in open data, the code of its heading, what it shows of an item."""

    name: str
    code: str
    show: Callable[[Matter, PlanItem], str]


#: The allow-list: what does not stand here is not public.
FIELDS: tuple[PublicField, ...] = (
    PublicField("parcel", "P332", lambda matter, item: item.parcel),
    PublicField("name", "P333", lambda matter, item: item.name),
    PublicField("location", "P334", lambda matter, item: item.location),
    PublicField("unit", "P313", lambda matter, item: matter.district(item.district)),
    PublicField("class", "P304", lambda matter, item: matter.plan_class(item.plan_class)),
    PublicField("use", "P510", lambda matter, item: matter.uses(item)),
    PublicField("area", "P335", lambda matter, item: matter.area(item.area, PARCEL_PLACES)),
    PublicField("mode", "P327", lambda matter, item: matter.mode(item.mode.name)),
    PublicField("term", "P336", lambda matter, item: str(item.term or "")),
    PublicField("notice_month", "P337", lambda matter, item: str(item.notice_month or "")),
    PublicField("supply_month", "P338", lambda matter, item: str(item.supply_month)),
    PublicField("quarter", "P511", lambda matter, item: matter.quarter(item.quarter)),
    PublicField("origin", "P339", lambda matter, item: matter.say(ORIGINS[item.origin]) if item.origin else ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """信息公开清单 · The public parcels of a plan, in the order of their units; how much is withheld."""

    matter: Matter
    items: tuple[PlanItem, ...]

    @classmethod
    def of(cls, matter: Matter) -> Disclosure:
        """公开清单 · Of a plan, in the public edition, whatever edition the material is of."""
        public = Matter.of(matter.plan, matter.rules, lang=matter.lang, edition=Edition.PUBLIC)
        shown = [item for item in public.plan.items if not public.is_withheld(item)]
        places = {name: place for place, name in enumerate(public.figures.districts)}
        shown.sort(key=lambda item: (places[item.district], item.supply_month, item.parcel))
        return cls(matter=public, items=tuple(shown))

    @property
    def withheld(self) -> tuple[int, Area]:
        """不予公开 · How many parcels are left out, and how much land."""
        count = len(self.matter.plan.items) - len(self.items)
        return count, self.matter.figures.listed_total - Area.total(item.area for item in self.items)

    @staticmethod
    def names() -> list[str]:
        """字段名 · As open data call the fields, whatever the language."""
        return [field.name for field in FIELDS]

    def dictionary(self) -> list[tuple[str, str, str, str]]:
        """数据字典 · Of every public field its name, heading, meaning and unit."""
        told = [one.split("/") for one in self.matter.say("P515", unit=self.matter.unit).split("|")]
        rows = zip(self.names(), self.headings(), told, strict=True)
        return [(name, heading, meaning, unit) for name, heading, (meaning, unit) in rows]

    def headings(self) -> list[str]:
        """表头 · In the language of the material."""
        return [self.matter.say(field.code) for field in FIELDS]

    def record(self, item: PlanItem) -> dict[str, str]:
        """一宗 · A parcel's public fields by name."""
        return {field.name: field.show(self.matter, item) for field in FIELDS}

    def rows(self) -> Iterator[list[str]]:
        """各宗 · What each public parcel shows, field by field."""
        return (list(self.record(item).values()) for item in self.items)

    def form(self, digest: str) -> Mapping[str, object]:
        """公开形式 · Open data as JSON: the plan's digest and figures, the dictionary of fields, the parcels."""
        figures, (count, area) = self.matter.figures, self.withheld
        return {
            "format": FORMAT,
            "title": self.matter.title,
            "place": self.matter.plan.place,
            "year": self.matter.plan.year,
            "version": self.matter.plan.version,
            "plan": digest,
            "unit": self.matter.unit,
            "indicators": {
                "total": self.matter.exact(figures.total),
                "listed": self.matter.exact(figures.listed_total),
                "reserved": self.matter.exact(figures.reserved_total),
                "classes": {self.matter.plan_class(n): self.matter.exact(a) for n, a in figures.classes.items()},
                "units": {self.matter.district(n): self.matter.exact(a) for n, a in figures.districts.items()},
                "months": {str(month): self.matter.exact(a) for month, a in figures.months.items()},
            },
            "withheld": {"parcels": count, "area": self.matter.exact(area)},
            "fields": {field.name: self.matter.say(field.code) for field in FIELDS},
            "parcels": [self.record(item) for item in self.items],
        }
