"""图块 · Pieces of land cut out of boundaries, as outlines to be written."""

from __future__ import annotations

from landsupply.ledger.boundary.library import shapely
from landsupply.ledger.boundary.plot import GRID
from landsupply.ledger.boundary.shapes import polygons_of
from landsupply.ledger.outline import Outline


def outline_of(label: str, position: int, shape: shapely.Geometry) -> Outline:
    """成界线 · The polygons of a shape on the grid of 0.1 mm, in metres, east first, rings closed."""
    polygons = tuple(
        tuple(tuple((east / GRID, north / GRID) for east, north in (*ring, ring[0])) for ring in polygon)
        for polygon in polygons_of(shape)
    )
    return Outline(label=label, position=position, polygons=polygons)
