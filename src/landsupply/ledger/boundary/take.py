"""取界线 · A survey's outlines as boundaries, in the zone of the place and mended where that is safe.

Where it is not, an outline is left out, with what is wrong and, if there is one, the repair proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.diagnose import ADVICE, Diagnosis, Verdict, diagnose
from landsupply.ledger.boundary.fix import IMPOSSIBLE, Choice, Fix, east_first
from landsupply.ledger.boundary.frame import Frame, zone_frame
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import require_geometry, shapely
from landsupply.ledger.boundary.notes import diagnosis_issues, gathered
from landsupply.ledger.boundary.plot import Boundary, Drawn, FixRecord, Polygon, Ring, doubled_area
from landsupply.ledger.boundary.project import Points, convert
from landsupply.ledger.boundary.rings import Note, cleaned, mark_notes
from landsupply.ledger.boundary.shapes import drawn, ellipsoidal_areas, faults_of, made_valid, on_grid
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Outline, Survey
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from landsupply.measure.rounding import nearest_integer


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """拟修复 · What an invalid outline would be once repaired; `before` is its area as drawn; see `accept`."""

    code: str
    before: Area
    boundary: Boundary


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """所取界线 · The boundaries of a survey, what was noted, the repairs proposed, and how its coordinates were read.

    `left_out` are the positions of the outlines that are no boundary as they stand.
    """

    boundaries: tuple[Boundary, ...]
    issues: tuple[Issue, ...]
    repairs: tuple[Repair, ...]
    diagnosis: Diagnosis
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An outline on the grid, before it is known to be valid."""

    outline: Outline
    polygons: tuple[Polygon, ...]
    notes: tuple[Note, ...]

    @property
    def has_land(self) -> bool:
        """Whether a shape can be made of it at all."""
        return bool(self.polygons) and not any(note.code in ("G035", "G038", "G039") for note in self.notes)


def take(survey: Survey, rules: Rules, records: Sequence[FixRecord] = (), reference: Sequence[Boundary] = ()) -> Taken:
    """取界线 · Every outline that is sound, in the 3° zone of the place; nothing where the coordinates are in doubt.

    `records` are the fixes already applied to the survey, `reference` known boundaries to judge it by. InputFault G005
    for more points than a file may have.
    """
    require_geometry()
    _refuse_giant(survey, rules)
    found = _settled(diagnose(survey, rules, reference), records)
    noted = list(diagnosis_issues(survey, found))
    if found.verdict is not Verdict.AS_STATED or found.reading is None:
        every = tuple(outline.position for outline in survey.outlines)
        return Taken(boundaries=(), issues=tuple(noted), repairs=(), diagnosis=found, left_out=every)
    frame = frame_of_place(rules)
    drafts = list(_drafts(survey, found.reading, frame, rules))
    maker = _Maker(survey=survey, frame=frame, records=tuple(records))
    sound, repairs, notes = _sorted_out(drafts, maker)
    noted += gathered(survey, [*((draft.outline, note) for draft in drafts for note in draft.notes), *notes])
    held = {boundary.source.position for boundary in sound}
    left_out = tuple(outline.position for outline in survey.outlines if outline.position not in held)
    return Taken(boundaries=sound, issues=tuple(noted), repairs=repairs, diagnosis=found, left_out=left_out)


def _settled(found: Diagnosis, records: Sequence[FixRecord]) -> Diagnosis:
    """What somebody has chosen is not asked again: degrees once told from GCJ-02 are as the mended file states them."""
    plain = [fix for fix in found.candidates if not fix.is_gcj and set(fix.kinds) <= set(ADVICE)]
    if not records or found.verdict is not Verdict.UNDECIDED or not plain:
        return found
    return replace(found, verdict=Verdict.AS_STATED, reading=plain[0], candidates=(), reason=None)


def accept(repair: Repair, choice: Choice) -> Boundary:
    """采纳修复 · The repaired boundary, with the record of who chose it."""
    source = repair.boundary.source
    record = FixRecord(
        fix=repair.code,
        by=choice.by,
        on=choice.on,
        why=choice.why,
        before=repair.before.hectares,
        after=repair.boundary.area.hectares,
    )
    return replace(repair.boundary, source=replace(source, fixes=(*source.fixes, record)))


def frame_of_place(rules: Rules) -> Frame:
    """地方坐标系 · The CGCS2000 3° zone, eastings without zone number, in which a place's boundaries are kept."""
    extent = rules.place.extent
    frame = None if extent is None else zone_frame(extent.meridian)
    if frame is None:
        raise InputFault("G004", place=rules.place.name)
    return frame


def _refuse_giant(survey: Survey, rules: Rules) -> None:
    most = rules.parameter("boundary.points.file").whole()
    count = sum(_count(outline) for outline in survey.outlines)
    if count > most:
        raise InputFault("G005", count=count, most=most)


def _count(outline: Outline) -> int:
    return sum(len(ring) for polygon in outline.polygons for ring in polygon)


def _drafts(survey: Survey, reading: Fix, frame: Frame, rules: Rules) -> Iterator[_Draft]:
    most = rules.parameter("boundary.points.outline").whole()
    points = east_first(survey)
    with np.errstate(invalid="ignore"):
        is_possible = np.asarray((np.abs(points) < IMPOSSIBLE).all(axis=1))
    placed = convert(reading.points(np.where(is_possible[:, None], points, 0)), reading.frame, frame)
    is_possible &= (np.abs(placed) < IMPOSSIBLE).all(axis=1)
    start = 0
    for outline in survey.outlines:
        end = start + _count(outline)
        yield _draft(outline, placed[start:end], is_possible[start:end].tolist(), most)
        start = end


def _draft(outline: Outline, points: Points, is_possible: Sequence[bool], most: int) -> _Draft:
    marks = tuple(mark_notes(outline.marks))
    if not all(is_possible):
        note = Note(code="G038", facts={"corners": is_possible.count(False)})
        return _Draft(outline=outline, polygons=(), notes=(note, *marks))
    if len(points) > most:
        note = Note(code="G039", facts={"corners": len(points), "most": most})
        return _Draft(outline=outline, polygons=(), notes=(note, *marks))
    if not len(points):
        note = Note(code="G035", facts={"corners": 0})
        return _Draft(outline=outline, polygons=(), notes=(note, *marks))
    polygons, notes = cleaned(_cut(outline, on_grid(points)))
    return _Draft(outline=outline, polygons=polygons, notes=(*notes, *marks))


def _cut(outline: Outline, corners: Ring) -> tuple[Polygon, ...]:
    """All corners of an outline dealt out to its rings again."""
    stream = iter(corners)
    return tuple(tuple(tuple(next(stream) for _ in ring) for ring in polygon if ring) for polygon in outline.polygons)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Maker:
    """What all boundaries of one survey share."""

    survey: Survey
    frame: Frame
    records: tuple[FixRecord, ...]

    def boundaries(self, drawn: Sequence[tuple[Outline, Sequence[Polygon]]]) -> tuple[Boundary, ...]:
        areas = ellipsoidal_areas([polygons for _, polygons in drawn], self.frame)
        return tuple(self._one(outline, polygons, area) for (outline, polygons), area in zip(drawn, areas, strict=True))

    def _one(self, outline: Outline, polygons: Sequence[Polygon], ellipsoidal: Area) -> Boundary:
        survey = self.survey
        source = Drawn(
            file=survey.source,
            digest=survey.digest,
            layer=survey.layer,
            position=outline.position,
            fixes=self.records,
        )
        return Boundary(
            label=outline.label,
            epsg=self.frame.epsg or 0,
            polygons=tuple(polygons),
            ellipsoidal=ellipsoidal,
            source=source,
            attributes=outline.attributes,
        )


#: Land that rounds to nothing is none.
_NOTHING = Note(code="G035", facts={"corners": 3})
_Noted = list[tuple[Outline, Note]]


def _sorted_out(drafts: Sequence[_Draft], maker: _Maker) -> tuple[tuple[Boundary, ...], tuple[Repair, ...], _Noted]:
    """The sound drafts as boundaries, and for the others the repair proposed and the note of what is wrong."""
    held = [draft for draft in drafts if draft.has_land]
    shapes = drawn([draft.polygons for draft in held])
    faults = faults_of(shapes)
    valid = [draft for place, draft in enumerate(held) if place not in faults]
    sound = [(draft.outline, draft.polygons) for draft in valid if _as_drawn(draft.polygons)]
    nothing = [(draft.outline, _NOTHING) for draft in valid if not _as_drawn(draft.polygons)]
    mended = {place: _valid(shapes[place], code) for place, (code, _) in faults.items()}
    repairs = _repairs(held, mended, faults, maker)
    notes = [_fault_note(held[place], faults[place], repairs.get(place)) for place in faults]
    return maker.boundaries(sound), tuple(repairs.values()), [*notes, *nothing]


def _valid(shape: shapely.Geometry, code: str) -> tuple[Polygon, ...]:
    """The repair on the grid, empty where rounding to the grid has spoilt it."""
    polygons = made_valid(shape, code)
    return polygons if polygons and _as_drawn(polygons) and not faults_of(drawn([polygons])) else ()


def _repairs(
    held: Sequence[_Draft],
    mended: Mapping[int, tuple[Polygon, ...]],
    faults: Mapping[int, tuple[str, str]],
    maker: _Maker,
) -> dict[int, Repair]:
    places = [place for place, polygons in mended.items() if polygons]
    made = maker.boundaries([(held[place].outline, mended[place]) for place in places])
    return {
        place: Repair(code=faults[place][0], before=_as_drawn(held[place].polygons), boundary=boundary)
        for place, boundary in zip(places, made, strict=True)
    }


def _as_drawn(polygons: Sequence[Polygon]) -> Area:
    """The area that the corners give by the shoelace, whatever they cross."""
    twice = sum(doubled_area(ring) for polygon in polygons for ring in polygon)
    return Area(abs(nearest_integer(Fraction(twice, 2_000_000))))


def _fault_note(draft: _Draft, fault: tuple[str, str], repair: Repair | None) -> tuple[Outline, Note]:
    code, where = fault
    before = _as_drawn(draft.polygons).hectares
    after = repair.boundary.area.hectares if repair else "—"
    return draft.outline, Note(code=code, facts={"where": where, "before": before, "after": after})
