"""火星坐标 · GCJ-02, the shifted longitudes and latitudes of Chinese web maps, by its published formula.

Approximate by nature: there is no official inverse, and what a map shows may have been shifted by other means. What is
turned back with this agrees with itself to better than a centimetre, not with a survey.
"""

from __future__ import annotations

from landsupply.ledger.boundary.library import numpy as np

#: The formula's own ellipsoid (Krasovsky's) and the square of its eccentricity.
_AXIS = 6_378_245.0
_ECCENTRICITY = 0.006693421622965943
#: Where the formula is centred.
_CENTRE = (105.0, 35.0)
#: The two ripples that both directions share, see `_waves`.
_SHORT = ((20, 1 / 6), (20, 1 / 2))
#: Each round of the inverse gains about four digits.
_ROUNDS = 6

Degrees = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def to_gcj(degrees: Degrees) -> Degrees:
    """转火星坐标 · WGS84 longitudes and latitudes (n × 2) as GCJ-02 shows them."""
    return np.asarray(degrees + _shift(degrees))


def from_gcj(degrees: Degrees) -> Degrees:
    """转回 · The WGS84 point whose GCJ-02 is given, by iteration; approximate."""
    found = degrees
    for _ in range(_ROUNDS):
        found = degrees - _shift(found)
    return np.asarray(found)


def _shift(degrees: Degrees) -> Degrees:
    x, y = degrees[:, 0] - _CENTRE[0], degrees[:, 1] - _CENTRE[1]
    latitude = np.radians(degrees[:, 1])
    factor = 1 - _ECCENTRICITY * np.sin(latitude) ** 2
    meridian_radius = _AXIS * (1 - _ECCENTRICITY) / (factor * np.sqrt(factor))
    parallel_radius = _AXIS / np.sqrt(factor) * np.cos(latitude)
    east = np.degrees(_east(x, y) / parallel_radius)
    north = np.degrees(_north(x, y) / meridian_radius)
    return np.column_stack((east, north))


def _east(x: Degrees, y: Degrees) -> Degrees:
    """Metres eastward."""
    base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    return np.asarray(base + _waves(x, _SHORT) + _waves(x, ((20, 1), (40, 3), (150, 12), (300, 30))))


def _north(x: Degrees, y: Degrees) -> Degrees:
    """Metres northward."""
    base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    return np.asarray(base + _waves(x, _SHORT) + _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30))))


def _waves(degrees: Degrees, waves: tuple[tuple[float, float], ...]) -> Degrees:
    """Two thirds of a sum of sines, each given as height in metres and half its length in degrees."""
    return np.asarray(2 / 3 * sum(height * np.sin(np.pi * degrees / half) for height, half in waves))
