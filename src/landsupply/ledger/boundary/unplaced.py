"""位置未定 · What can be said of a survey's shapes while nobody knows yet where on earth they lie."""

from __future__ import annotations

from collections.abc import Iterator

from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import require_geometry, shapely
from landsupply.ledger.boundary.notes import gathered
from landsupply.ledger.boundary.rings import Note
from landsupply.ledger.boundary.shapes import faults_of
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Outline, Survey


def unplaced_issues(survey: Survey) -> tuple[Issue, ...]:
    """无效图形 · G040 for every outline that crosses itself or has a hole outside, in the numbers as they stand."""
    require_geometry()
    held = [(outline, shape) for outline in survey.outlines if (shape := _shape(outline)) is not None]
    shapes = np.array([shape for _, shape in held], dtype=object)
    return tuple(gathered(survey, _notes([outline for outline, _ in held], faults_of(shapes))))


def _notes(outlines: list[Outline], faults: dict[int, tuple[str, str]]) -> Iterator[tuple[Outline, Note]]:
    return ((outlines[place], Note(code="G040", facts={"where": where})) for place, (_, where) in faults.items())


def _shape(outline: Outline) -> shapely.Geometry | None:
    """None where the numbers make no shape at all."""
    rings = [ring for polygon in outline.polygons for ring in polygon]
    if not rings or any(len(set(ring)) < 3 for ring in rings) or not np.isfinite(np.concatenate(rings)).all():
        return None
    parts = [shapely.Polygon(polygon[0], polygon[1:]) for polygon in outline.polygons if polygon]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
