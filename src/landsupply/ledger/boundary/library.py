"""几何库 · The libraries of the extra `geometry`, and the refusal where they are not installed."""

from __future__ import annotations

import numpy as numpy

from landsupply.measure.fault import InputFault

try:
    import pyproj as pyproj
    import shapely as shapely
except ModuleNotFoundError:
    pyproj = shapely = None  # type: ignore[assignment]  # nothing of them is used once `require_geometry` has refused


def require_geometry() -> None:
    """须有几何库 · InputFault G001 where shapely or pyproj is not installed; asked first by every public function."""
    if pyproj is None or shapely is None:
        raise InputFault("G001", extra="landsupply[geometry]")
