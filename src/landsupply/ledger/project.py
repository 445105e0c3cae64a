"""项目 · One key project may own parcels in several districts, needs them by a day, and has a task force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.named_record import NamedRecord
from landsupply.ledger.parcel import hectares
from landsupply.ledger.record_sheet import (
    RecordLine,
    every_district,
    every_part,
    grouped,
    one_text,
    open_records,
    whole_area,
)
from landsupply.ledger.sheet import Sheet
from landsupply.measure.days import CalendarDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(NamedRecord):
    """项目 · What a list of key projects states about one project; `area` is the land it asks for."""

    level: str | None = None
    task_force: str | None = None
    needed_by: CalendarDay | None = None
    documents: tuple[str, ...] = ()
    unit: str | None = None
    person: str | None = None

    def stated(self) -> dict[str, object]:
        """所载 · Everything but the source, as plain values."""
        return {
            "number": self.number,
            "name": self.name,
            "level": self.level,
            "task_force": self.task_force,
            "needed_by": str(self.needed_by) if self.needed_by else None,
            "documents": list(self.documents),
            "districts": list(self.districts),
            "parcels": list(self.parcels),
            "area": hectares(self.area),
            "unit": self.unit,
            "person": self.person,
        }


def projects_of(sheet: Sheet, rules: Rules) -> tuple[tuple[Project, ...], tuple[Issue, ...]]:
    """读重大项目清单 · The projects of a sheet, one for all rows with its number or name, and every issue found."""
    desk, lines = open_records(sheet, "project", rules)
    projects = tuple(_project(rows) for rows in grouped(desk, lines, ("number", "name")))
    return tuple(sorted(projects, key=lambda one: one.id)), tuple(desk.issues)


def _project(lines: Sequence[RecordLine]) -> Project:
    first = lines[0]
    needed = [day for line in lines if (day := line.when("needed_by"))]
    return Project(
        number=one_text(lines, "number") or None,
        name=one_text(lines, "name"),
        source=first.source,
        level=one_text(lines, "level") or None,
        task_force=one_text(lines, "task_force") or None,
        needed_by=min(needed, key=lambda day: (day.last, str(day))) if needed else None,
        documents=every_part(lines, "documents"),
        districts=every_district(lines, "districts"),
        parcels=every_part(lines, "parcels"),
        area=whole_area(lines, "area"),
        unit=one_text(lines, "unit") or None,
        person=one_text(lines, "person") or None,
    )
