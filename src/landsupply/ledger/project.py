"""项目 · One key project may own parcels in several districts, needs them by a day, and has a task force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landsupply.law.rulebook import Rules
from landsupply.ledger.issue import Issue
from landsupply.ledger.parcel import Source, hectares
from landsupply.ledger.record_sheet import RecordLine, grouped, one_text, open_records
from landsupply.ledger.sheet import Sheet
from landsupply.measure.area import Area
from landsupply.measure.days import CalendarDay
from landsupply.measure.fault import IntegrityFault
from landsupply.seal.canon import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """项目 · What a list of key projects states about one project.

    `parcels` are the numbers of its parcels as written; `area` is the land it asks for, over all its rows.
    """

    number: str | None
    name: str
    source: Source
    level: str | None = None
    task_force: str | None = None
    needed_by: CalendarDay | None = None
    documents: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    parcels: tuple[str, ...] = ()
    area: Area | None = None
    unit: str | None = None
    person: str | None = None

    def __post_init__(self) -> None:
        """Refuse a project that nothing names, or land that is none (L267)."""
        if not (self.number or self.name) or (self.area is not None and self.area.units <= 0):
            raise IntegrityFault("L267", id=self.id)

    @property
    def id(self) -> str:
        """标识 · The number, or the name where there is none."""
        return self.number or self.name

    @property
    def digest(self) -> str:
        """摘要 · The digest of what is stated, whatever file and row it came from."""
        return digest(self.stated())

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
    areas = [area for line in lines if (area := line.area("area"))]
    needed = [day for line in lines if (day := line.when("needed_by"))]
    return Project(
        number=one_text(lines, "number") or None,
        name=one_text(lines, "name"),
        source=first.source,
        level=one_text(lines, "level") or None,
        task_force=one_text(lines, "task_force") or None,
        needed_by=min(needed, key=lambda day: (day.last, str(day))) if needed else None,
        documents=_every(lines, "documents"),
        districts=tuple(dict.fromkeys(unit for line in lines for unit in line.district("districts"))),
        parcels=_every(lines, "parcels"),
        area=Area.total(areas) if areas else None,
        unit=one_text(lines, "unit") or None,
        person=one_text(lines, "person") or None,
    )


def _every(lines: Sequence[RecordLine], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for line in lines for part in line.parts(name)))
