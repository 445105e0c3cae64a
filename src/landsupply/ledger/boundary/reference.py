"""参照界线 · Whether a reading of a file meets boundaries that are known: the same parcels, neighbours, a red line."""

from __future__ import annotations

from collections.abc import Sequence

from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.fix import Fix, east_first
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import shapely
from landsupply.ledger.boundary.plot import GRID, Boundary
from landsupply.ledger.boundary.project import Points, convert
from landsupply.ledger.boundary.shapes import shapes_of
from landsupply.ledger.outline import Survey
from landsupply.ledger.sheet_words import folded


def agreeing(survey: Survey, fixes: Sequence[Fix], known: Sequence[Boundary], rules: Rules) -> tuple[Fix, ...]:
    """相符读法 · The fixes under which the survey meets the known boundaries, by the first test that tells them apart.

    The middle of a parcel of the same name; corners shared with a neighbour; lying wholly inside a red line.
    """
    near = float(rules.parameter("boundary.reference.metres").exact())
    frame = known[0].frame
    points = [convert(fix.points(east_first(survey)), fix.frame, frame) for fix in fixes]
    for test in (_same_parcels, _shared_corners, _inside):
        met = tuple(fix for fix, drawn in zip(fixes, points, strict=True) if test(survey, drawn, known, near))
        if len(met) == 1:
            return met
    return ()


def _same_parcels(survey: Survey, drawn: Points, known: Sequence[Boundary], near: float) -> bool:
    """Half of the parcels that stand in both lie where they are known to lie."""
    places = {folded(one.label): _corners([one]).mean(axis=0) for one in known}
    apart, start = [], 0
    for outline in survey.outlines:
        count = sum(len(ring) for polygon in outline.polygons for ring in polygon)
        place = places.get(folded(outline.label))
        if place is not None and count:
            distinct = np.unique(drawn[start : start + count], axis=0)
            apart.append(np.hypot(*(distinct.mean(axis=0) - place)))
        start += count
    return bool(apart) and float(np.median(apart)) <= near


def _shared_corners(survey: Survey, drawn: Points, known: Sequence[Boundary], near: float) -> bool:
    """At least two corners are corners of known boundaries."""
    tree = shapely.STRtree(np.asarray(shapely.points(_corners(known)), dtype=object))
    distinct = shapely.points(np.unique(drawn, axis=0))
    met = tree.query(distinct, predicate="dwithin", distance=near)
    return len(np.unique(met[0])) >= 2


def _inside(survey: Survey, drawn: Points, known: Sequence[Boundary], near: float) -> bool:
    """All corners lie inside the known boundaries together, but for what is near their edge."""
    whole = shapely.buffer(shapely.union_all(shapes_of(known)), near)
    return bool(shapely.covers(whole, shapely.multipoints(drawn)))


def _corners(known: Sequence[Boundary]) -> Points:
    return np.array([corner for one in known for corner in one.corners], dtype=np.float64) / GRID
