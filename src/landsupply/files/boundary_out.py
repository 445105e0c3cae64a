"""写界址文件 · What all written formats share: east first, rings closed, few enough decimals, frames in words.

Nothing is lost by writing: coordinates stand at a twentieth of a millimetre or better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from landsupply.files.boundary_rings import doubled, label_of
from landsupply.files.boundary_txt import FIELDS
from landsupply.files.characters import printable
from landsupply.ledger.boundary.frame import FALSE_EASTING, Datum, Frame, frame_of_code
from landsupply.ledger.outline import Axes, Outline, Polygon, Ring, Survey

#: Decimals written, such that nothing moves by 0.1 mm: of metres, and of degrees.
METRE_PLACES, DEGREE_PLACES = 4, 10
#: The attribute that carries a plot's name where no other attribute does.
NAME = FIELDS[3]

_CIRCLE = 360
_EPSG = "EPSG:"
_WKT_OPENINGS = ("PROJCS", "GEOGCS", "PROJCRS", "GEOGCRS", "GEODCRS", "COMPD_CS", "COMPOUNDCRS", "BOUNDCRS")
_SPHEROIDS = {
    Datum.CGCS2000: ("GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000", "298.257222101"),
    Datum.WGS84: ("GCS_WGS_1984", "D_WGS_1984", "WGS_1984", "298.257223563"),
}


def eastward(survey: Survey) -> Survey:
    """先东后北 · The survey with the easting first and every ring closed, each plot named by an attribute."""
    is_turned = survey.axes is Axes.NORTH_EAST
    outlines = tuple(_prepared(outline, is_turned) for outline in survey.outlines)
    return replace(survey, outlines=outlines, axes=Axes.EAST_NORTH)


def northward(survey: Survey) -> Survey:
    """先北后东 · The same with the northing first."""
    ready = eastward(survey)
    outlines = tuple(
        replace(outline, polygons=tuple(tuple(map(_turned, part)) for part in outline.polygons))
        for outline in ready.outlines
    )
    return replace(ready, outlines=outlines, axes=Axes.NORTH_EAST)


def _prepared(outline: Outline, is_turned: bool) -> Outline:
    parts = (part for part in outline.polygons if part and part[0])
    polygons = tuple(tuple(_closed(_turned(ring) if is_turned else ring) for ring in part if ring) for part in parts)
    attributes = {printable(key): printable(value) for key, value in outline.attributes.items()}
    if label_of(attributes, outline.position) != outline.label and not attributes.get(NAME):
        attributes[NAME] = printable(outline.label)
    return replace(outline, polygons=polygons, attributes=attributes)


def _turned(ring: Ring) -> Ring:
    return tuple((second, first) for first, second in ring)


def _closed(ring: Ring) -> Ring:
    return ring if ring[0] == ring[-1] else (*ring, ring[0])


def wound(polygon: Polygon, shell: int) -> Polygon:
    """定向 · The rings with the shell turning one way (1 counter-clockwise, -1 clockwise) and holes the other."""
    return tuple(
        ring[::-1] if doubled(ring) * (shell if place == 0 else -shell) < 0 else ring
        for place, ring in enumerate(polygon)
    )


def places(survey: Survey) -> int:
    """小数位 · The decimals of a survey's coordinates: those of degrees where all of them could be degrees."""
    return DEGREE_PLACES if all(abs(number) <= _CIRCLE for number in _numbers(survey)) else METRE_PLACES


def _numbers(survey: Survey) -> Iterator[float]:
    return (
        number
        for outline in survey.outlines
        for part in outline.polygons
        for ring in part
        for point in ring
        for number in point
    )


def fixed(value: float, decimals: int) -> Decimal:
    """定位小数 · The coordinate at that many decimals, halves away from zero."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def stated_frame(survey: Survey) -> Frame | None:
    """所载坐标系 · The frame that an EPSG code of the survey names; None for words and for codes not known here."""
    code = (survey.frame or "").removeprefix(_EPSG)
    return frame_of_code(int(code)) if survey.frame != code and code.isdecimal() and len(code) < 7 else None


def epsg_of(survey: Survey) -> int | None:
    """坐标系编号 · The EPSG code that the survey states."""
    code = (survey.frame or "").removeprefix(_EPSG)
    return int(code) if survey.frame != code and code.isdecimal() and len(code) < 7 else None


def frame_words(survey: Survey) -> str | None:
    """坐标系文本 · The frame as the words of a .prj: those the survey has, or those of a code known here."""
    text = (survey.frame or "").strip()
    if text.upper().startswith(_WKT_OPENINGS):
        return text
    frame = stated_frame(survey)
    if frame is None or frame.datum not in _SPHEROIDS or frame.code is not None:
        return None
    return _geographic(frame) if frame.is_geographic else _projected(frame)


def _geographic(frame: Frame) -> str:
    name, datum, spheroid, flattening = _SPHEROIDS[frame.datum]
    return (
        f'GEOGCS["{name}",DATUM["{datum}",SPHEROID["{spheroid}",6378137.0,{flattening}]],'
        'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    )


def _projected(frame: Frame) -> str:
    """A Gauss-Krüger zone; its name is that of the trade's programs."""
    width = "3_Degree_GK" if frame.width == 3 else "GK"
    zone = f"Zone_{frame.zone}" if frame.is_prefixed else f"CM_{frame.meridian}E"
    values: Mapping[str, int] = {
        "False_Easting": frame.prefix + FALSE_EASTING,
        "False_Northing": 0,
        "Central_Meridian": frame.meridian or 0,
        "Scale_Factor": 1,
        "Latitude_Of_Origin": 0,
    }
    parameters = ",".join(f'PARAMETER["{name}",{value}.0]' for name, value in values.items())
    return (
        f'PROJCS["CGCS2000_{width}_{zone}",{_geographic(frame)},PROJECTION["Gauss_Kruger"],'
        f'{parameters},UNIT["Meter",1.0]]'
    )
