"""用地颜色 · The colours in which maps show the classes of use on a day, with where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from landsupply.law.citation import BasisKind
from landsupply.law.place import Place
from landsupply.law.shipped import shipped_text
from landsupply.law.vocabulary_text import read_table
from landsupply.measure.fault import LawFault

_FILE = "vocabularies/use_colours.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class UseColour:
    """用地颜色 · The colour of a class of the plan since a day, the class of the guide it is taken from, its source."""

    bucket: str
    code: str
    rgb: tuple[int, int, int]
    label: str
    since: date
    checked_on: date
    basis: BasisKind
    source: str

    def __post_init__(self) -> None:
        """Refuse what no screen can show (W009)."""
        if any(not 0 <= one <= 255 for one in self.rgb):
            raise LawFault("W009", source=_FILE, entry=self.bucket, field="rgb")

    @property
    def hex(self) -> str:
        """十六进制 · As style sheets write it."""
        return "#" + "".join(f"{one:02x}" for one in self.rgb)


def use_colours(day: date) -> dict[str, UseColour]:
    """当日颜色 · By class of the plan, the colour in use on a day; a class without one is left out."""
    return {one.bucket: one for one in sorted(_all(), key=lambda one: one.since) if one.since <= day}


def class_colours(place: Place, day: date) -> dict[str, UseColour]:
    """类别颜色 · By printed class of a place: the colour of the first of the plan's classes in it."""
    known = use_colours(day)
    return {one.name: known[one.buckets[0]] for one in place.classes if one.buckets and one.buckets[0] in known}


@lru_cache(maxsize=1)
def _all() -> tuple[UseColour, ...]:
    return tuple(
        UseColour(
            bucket=row["bucket"],
            code=row["code"],
            rgb=(int(row["red"]), int(row["green"]), int(row["blue"])),
            label=row["label"],
            since=date.fromisoformat(row["since"]),
            checked_on=date.fromisoformat(row["checked_on"]),
            basis=BasisKind(row["basis"]),
            source=row["source"],
        )
        for row in read_table(shipped_text(_FILE))
    )
