"""改法 · One way of putting a file's coordinates right, applied only by somebody's choice and recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from landsupply.ledger.boundary.frame import Datum, Frame
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import require_geometry
from landsupply.ledger.boundary.plot import FixRecord
from landsupply.ledger.boundary.project import GEOGRAPHIC, Points, convert, to_degrees
from landsupply.ledger.boundary.readings import Way
from landsupply.ledger.outline import Axes, Outline, Ring, Survey
from landsupply.seal.canon import digest

_GCJ = Frame(datum=Datum.GCJ02)
#: No coordinate on earth, in metres with a zone number before it, is as large as this.
IMPOSSIBLE = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """改法 · A way to read the coordinates, what it sets right (message codes), and whether GCJ-02 is turned back."""

    way: Way
    kinds: tuple[str, ...]
    is_gcj: bool = False

    @property
    def frame(self) -> Frame:
        """改后坐标系 · The frame of the coordinates once the fix is applied."""
        return self.way.frame

    @property
    def name(self) -> str:
        """改法代号 · By which a person names the fix they choose, the same for the same file on every day."""
        parts = ["swap"] if self.way.is_swapped else []
        parts += [f"{self.way.prefix}>{self.frame.zone}"] if self.way.prefix not in (0, self.frame.zone) else []
        parts += ["gcj02"] if self.is_gcj else []
        return "+".join([*parts, self.frame.name])

    def points(self, points: Points) -> Points:
        """改后坐标 · East-first points as they are after the fix."""
        turned = self.way.points(points)
        if not self.is_gcj:
            return turned
        return convert(to_degrees(to_degrees(turned, self.frame), _GCJ), GEOGRAPHIC, self.frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """选定 · Who chose, on which day, and why."""

    by: str
    on: date
    why: str


def apply_fix(survey: Survey, fix: Fix, choice: Choice) -> tuple[Survey, FixRecord]:
    """改正 · The survey with the fix applied, and the record of it; nothing else calls this by itself."""
    require_geometry()
    mended = _rewritten(survey, fix.points)
    after = replace(mended, frame=fix.frame.name, header={}, digest=_digest(mended, fix))
    record = FixRecord(
        fix=fix.name, by=choice.by, on=choice.on, why=choice.why, before=survey.digest, after=after.digest
    )
    return after, record


def _digest(survey: Survey, fix: Fix) -> str:
    """The file's own digest and the fix determine all that is in the mended survey."""
    return digest([survey.digest, fix.name])


def is_north_first(survey: Survey) -> bool:
    """是否先北后东 · Whether the first number of a point is the northing by the format."""
    return survey.axes is Axes.NORTH_EAST


def rings(survey: Survey) -> Iterator[Ring]:
    """全部环 · Every ring of a survey in order."""
    return (ring for outline in survey.outlines for polygon in outline.polygons for ring in polygon)


def east_first(survey: Survey) -> Points:
    """先东后北 · All points of a survey in order, one row a point, whatever its form puts first."""
    flat = np.array([point for ring in rings(survey) for point in ring], dtype=np.float64).reshape(-1, 2)
    return flat[:, ::-1] if is_north_first(survey) else flat


def _rewritten(survey: Survey, change: Callable[[Points], Points]) -> Survey:
    changed = change(east_first(survey))
    own = changed[:, ::-1] if is_north_first(survey) else changed
    stream = iter([(east, north) for east, north in own.tolist()])

    def taken(ring: Ring) -> Ring:
        return tuple(next(stream) for _ in ring)

    def redrawn(outline: Outline) -> Outline:
        shapes = tuple(tuple(taken(ring) for ring in polygon) for polygon in outline.polygons)
        return replace(outline, polygons=shapes)

    return replace(survey, outlines=tuple(redrawn(outline) for outline in survey.outlines))


def middles(survey: Survey) -> tuple[Points, tuple[int, ...]]:
    """中点 · The mean corner of each outline, east first, and the outlines' positions; none for impossible numbers."""
    points = east_first(survey)
    counts = [sum(len(ring) for polygon in one.polygons for ring in polygon) for one in survey.outlines]
    held = [(one.position, count) for one, count in zip(survey.outlines, counts, strict=True) if count]
    if not held:
        return np.empty((0, 2)), ()
    sizes = np.array([count for _, count in held])
    with np.errstate(over="ignore", invalid="ignore"):
        sums = np.add.reduceat(points, np.concatenate(([0], np.cumsum(sizes)[:-1])), axis=0)
    is_possible = np.abs(sums).max(axis=1) < sizes * IMPOSSIBLE
    kept = tuple(position for (position, _), keep in zip(held, is_possible.tolist(), strict=True) if keep)
    return np.asarray((sums / sizes[:, None])[is_possible]), kept
