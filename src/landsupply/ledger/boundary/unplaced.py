"""位置未定 · What can be said of a survey's shapes while nobody knows yet where on earth they lie."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.ledger.boundary.fix import IMPOSSIBLE
from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import require_geometry, shapely
from landsupply.ledger.boundary.notes import gathered
from landsupply.ledger.boundary.rings import Note
from landsupply.ledger.boundary.shapes import faults_of
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Outline, Point, Survey

#: Different corners that hold land.
_LEAST = 3


def unplaced_issues(survey: Survey) -> tuple[Issue, ...]:
    """无效图形 · What makes a shape invalid wherever it lies, in the numbers as they stand.

    G035 a ring of too few corners, G038 numbers that are no coordinates, G040 an outline that crosses itself, whose
    parts overlap or whose hole lies outside.
    """
    require_geometry()
    return tuple(gathered(survey, [*_numbers(survey), *_shapes(survey)]))


def _numbers(survey: Survey) -> Iterator[tuple[Outline, Note]]:
    for outline in survey.outlines:
        rings = [ring for polygon in outline.polygons for ring in polygon]
        if wrong := sum(not _is_possible(point) for ring in rings for point in ring):
            yield outline, Note(code="G038", facts={"corners": wrong})
        elif rings and min(_corners(outline)) < _LEAST:
            yield outline, Note(code="G035", facts={"corners": min(_corners(outline))})


def _shapes(survey: Survey) -> Iterator[tuple[Outline, Note]]:
    held = [one for one in survey.outlines if one.polygons and _is_drawable(one)]
    faults = faults_of(np.array([_shape(one) for one in held], dtype=object)) if held else {}
    return ((held[place], Note(code="G040", facts={"where": where})) for place, (_, where) in faults.items())


def _corners(outline: Outline) -> list[int]:
    return [len(set(ring)) for polygon in outline.polygons for ring in polygon]


def _is_possible(point: Point) -> bool:
    return all(abs(number) < IMPOSSIBLE for number in point)


def _is_drawable(outline: Outline) -> bool:
    is_possible = all(_is_possible(point) for polygon in outline.polygons for ring in polygon for point in ring)
    return is_possible and min(_corners(outline), default=0) >= _LEAST


def _shape(outline: Outline) -> shapely.Geometry:
    parts = [shapely.Polygon(polygon[0], polygon[1:]) for polygon in outline.polygons if polygon]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
