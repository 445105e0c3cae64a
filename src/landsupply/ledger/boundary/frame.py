"""坐标系 · The coordinate systems that boundary files are written in, and what a file states of its own.

Axes are always told east first, north second, whatever order an authority prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Datum(StrEnum):
    """大地基准 · What the coordinates hang on; the last two have no public parameters, GCJ-02 is an approximation."""

    CGCS2000 = "2000国家大地坐标系"
    WGS84 = "WGS84"
    GCJ02 = "GCJ-02"
    XIAN80 = "1980西安坐标系"
    BEIJING54 = "1954北京坐标系"


#: No public parameters lead from these to CGCS2000: a library asked for it returns the same numbers in silence.
LOCAL = (Datum.XIAN80, Datum.BEIJING54)

#: EPSG of zone 0, had there been one: (width in degrees, zone number in the easting) to the code's offset.
_OFFSETS = {(3, True): 4488, (3, False): 4509, (6, True): 4478, (6, False): 4489}
_ZONES = {3: range(25, 46), 6: range(13, 24)}
_GEOGRAPHIC = {Datum.CGCS2000: 4490, Datum.WGS84: 4326}
#: Other systems on WGS84 that files come in: the web's Mercator and the UTM zones of China.
WEB_MERCATOR = 3857
OTHER_CODES = (WEB_MERCATOR, *range(32643, 32654))
#: Xian 80 and Beijing 54, geographic and projected.
_XIAN_CODES = (4610, *range(2327, 2391))
_BEIJING_CODES = (4214, *range(2401, 2443), *range(21413, 21424), *range(21473, 21484))
#: Metres that one zone number takes in an easting.
PREFIX = 1_000_000
FALSE_EASTING = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """坐标系 · A datum, and for a Gauss-Krüger projection its width, zone and whether eastings begin with the zone.

    `width` None is longitude and latitude in degrees; `code` names one of `OTHER_CODES`.
    """

    datum: Datum
    width: int | None = None
    zone: int | None = None
    is_prefixed: bool = False
    code: int | None = None

    @property
    def epsg(self) -> int | None:
        """编号 · The EPSG code; None for GCJ-02 and the local systems, which have none that would help."""
        if self.code is not None:
            return self.code
        if self.width is None or self.zone is None:
            return _GEOGRAPHIC.get(self.datum)
        return _OFFSETS[self.width, self.is_prefixed] + self.zone if self.datum is Datum.CGCS2000 else None

    @property
    def meridian(self) -> int | None:
        """中央子午线 · The central meridian in degrees, None where there is no zone."""
        return None if self.width is None or self.zone is None else meridian_of(self.width, self.zone)

    @property
    def is_geographic(self) -> bool:
        """是否经纬度 · Whether the numbers are degrees."""
        return self.width is None and self.code is None

    @property
    def prefix(self) -> int:
        """带号前缀 · The metres that an easting carries for its zone."""
        return (self.zone or 0) * PREFIX if self.is_prefixed else 0

    @property
    def name(self) -> str:
        """称呼 · The EPSG code where there is one, else the datum's name."""
        return f"EPSG:{self.epsg}" if self.epsg is not None else self.datum.value


def meridian_of(width: int, zone: int) -> int:
    """中央子午线 · Of a 3° zone 3·n, of a 6° zone 6·n − 3."""
    return 3 * zone if width == 3 else 6 * zone - 3


def zone_of(width: int, meridian: int) -> int | None:
    """带号 · The zone with that central meridian, None where there is none in China."""
    zone, rest = divmod(meridian if width == 3 else meridian + 3, width)
    return zone if not rest and zone in _ZONES[width] else None


def zone_frame(meridian: int, width: int = 3) -> Frame | None:
    """分带坐标系 · The CGCS2000 frame of a central meridian, eastings without prefix; None where there is none."""
    zone = zone_of(width, meridian)
    return None if zone is None else Frame(datum=Datum.CGCS2000, width=width, zone=zone)


def frame_of_code(code: int) -> Frame | None:
    """按编号取 · The frame of an EPSG code, None for a code that is not read here."""
    for (width, is_prefixed), offset in _OFFSETS.items():
        if code - offset in _ZONES[width]:
            return Frame(datum=Datum.CGCS2000, width=width, zone=code - offset, is_prefixed=is_prefixed)
    if code in _XIAN_CODES or code in _BEIJING_CODES:
        return Frame(datum=Datum.XIAN80 if code in _XIAN_CODES else Datum.BEIJING54)
    datum = next((datum for datum, known in _GEOGRAPHIC.items() if known == code), None)
    if datum is not None:
        return Frame(datum=datum)
    return Frame(datum=Datum.WGS84, code=code) if code in OTHER_CODES else None


def all_zone_codes() -> tuple[int, ...]:
    """全部分带编号 · Every EPSG code of a CGCS2000 zone."""
    return tuple(sorted(offset + zone for (width, _), offset in _OFFSETS.items() for zone in _ZONES[width]))
