"""所载坐标系 · What a boundary file says of its coordinate system, read without looking at its coordinates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from landsupply.ledger.boundary.frame import FALSE_EASTING, PREFIX, Datum, Frame, frame_of_code, meridian_of, zone_of
from landsupply.ledger.outline import Survey
from landsupply.ledger.sheet_words import folded, table_of

_DATUMS = {
    "xian80": Datum.XIAN80,
    "beijing54": Datum.BEIJING54,
    "gcj02": Datum.GCJ02,
    "cgcs2000": Datum.CGCS2000,
    "wgs84": Datum.WGS84,
}
_CODE = re.compile(r"(?i)\s*(?:EPSG|urn:ogc:def:crs:EPSG:[0-9.]*):+([0-9]{4,6})\s*\Z")
_WKT_CODE = re.compile(r'(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?([0-9]+)"?\s*\]\s*\]\s*\Z')
_PARAMETER = re.compile(r'PARAMETER\s*\[\s*"([^"]+)"\s*,\s*(-?[0-9]+)(?:\.([0-9]+))?')
_WKT = re.compile(r"(?i)\s*(PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS|BOUNDCRS|COMPD_CS|COMPOUNDCRS)\s*\[")
_UTM = re.compile(r"utmzone(4[3-9]|5[0-3])n")
_NUMBER = re.compile(r"([0-9]{1,3})(?:\.0+)?")
_MERIDIAN = ("centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin")
_EASTING = ("falseeasting",)
_NEUTRAL = {
    "scalefactor": 1,
    "scalefactoratnaturalorigin": 1,
    "latitudeoforigin": 0,
    "latitudeofnaturalorigin": 0,
    "falsenorthing": 0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """所载坐标系 · The statement in parts, each None where the file is silent.

    `is_foreign` is a statement that was seen and cannot be read: a city's own system, a projection not met here.
    """

    text: str
    datum: Datum | None = None
    is_projected: bool | None = None
    width: int | None = None
    zone: int | None = None
    meridian: int | None = None
    is_prefixed: bool | None = None
    code: int | None = None
    is_foreign: bool = False


def stated_frame(survey: Survey) -> Stated:
    """读所载坐标系 · From the frame's text and from 几度分带, 带号 and 中央子午线 of the file's header."""
    header = {folded(key): value for key, value in survey.header.items()}
    text = (survey.frame or _headed(header, "frame_key")).strip()
    stated = _of_text(text)
    if stated.code is not None or stated.is_foreign or stated.is_projected is False:
        return stated
    width, zone, meridian = (_number(_headed(header, key)) for key in ("width_key", "zone_key", "meridian_key"))
    return _completed(stated, width if width in (3, 6) else None, zone, meridian)


def _completed(stated: Stated, width: int | None, zone: int | None, meridian: int | None) -> Stated:
    """What the text leaves open is taken from the header; a zone number tells the width, and both the meridian."""
    zone = stated.zone or zone
    width = stated.width or width or _width_of(zone)
    meridian = stated.meridian or meridian
    if meridian is None and width and zone:
        meridian = meridian_of(width, zone)
    if zone is None and width and meridian:
        zone = zone_of(width, meridian)
    is_projected = stated.is_projected or (True if zone or meridian or width else None)
    return replace(stated, width=width, zone=zone, meridian=meridian, is_projected=is_projected)


def _width_of(zone: int | None) -> int | None:
    """6° zones of China are 13 to 23, 3° zones 25 to 45."""
    return None if zone is None else 6 if zone < 25 else 3


def _of_text(text: str) -> Stated:
    if not text:
        return Stated(text="")
    if code := _CODE.match(text) or _WKT_CODE.search(text):
        return _of_code(text, int(code[1]))
    if _WKT.match(text):
        return _of_wkt(text)
    datum = _datum(text)
    is_projected = False if datum in (Datum.WGS84, Datum.GCJ02) else None
    return Stated(text=text, datum=datum, is_projected=is_projected, is_foreign=datum is None)


def _of_code(text: str, code: int) -> Stated:
    frame = frame_of_code(code)
    return Stated(text=text, is_foreign=True) if frame is None else of_frame(frame, text)


def of_frame(frame: Frame, text: str) -> Stated:
    """由坐标系 · The statement that names exactly this frame."""
    return Stated(
        text=text,
        datum=frame.datum,
        is_projected=not frame.is_geographic,
        width=frame.width,
        zone=frame.zone,
        meridian=frame.meridian,
        is_prefixed=frame.is_prefixed if frame.width else None,
        code=frame.code,
    )


def _of_wkt(text: str) -> Stated:
    plain = folded(text).replace("_", "").replace("-", "")
    if "webmercator" in plain or "pseudomercator" in plain:
        return _of_code(text, 3857)
    if utm := _UTM.search(plain):
        return _of_code(text, 32600 + int(utm[1]))
    datum = _datum(text)
    if datum is None:
        return Stated(text=text, is_foreign=True)
    if "PROJ" not in text.upper():
        return Stated(text=text, datum=datum, is_projected=False)
    return _projected(text, datum, plain)


def _projected(text: str, datum: Datum, plain: str) -> Stated:
    """A Gauss-Krüger zone by its parameters, whatever its name; anything out of the ordinary makes it foreign."""
    found = {folded(name).replace("_", "").replace(" ", ""): _whole(one, two) for name, one, two in _parameters(text)}
    meridian = next((found[name] for name in _MERIDIAN if name in found), None)
    easting = next((found[name] for name in _EASTING if name in found), None)
    prefix, rest = divmod(easting, PREFIX) if easting is not None else (0, None)
    odd = [name for name, usual in _NEUTRAL.items() if found.get(name, usual) != usual]
    if datum in (Datum.XIAN80, Datum.BEIJING54):
        return Stated(text=text, datum=datum, is_projected=True)
    if odd or meridian is None or meridian % 3 or rest != FALSE_EASTING or datum is not Datum.CGCS2000:
        return Stated(text=text, datum=datum, is_projected=True, is_foreign=True)
    width = _width_of(prefix or None) or (3 if "3degree" in plain else 6 if meridian % 6 == 3 else 3)
    zone = zone_of(width, meridian)
    is_foreign = zone is None or (prefix != 0 and prefix != zone)
    return Stated(
        text=text,
        datum=datum,
        is_projected=True,
        width=width,
        zone=zone,
        meridian=meridian,
        is_prefixed=prefix != 0,
        is_foreign=is_foreign,
    )


def _parameters(text: str) -> list[tuple[str, str, str]]:
    return [(found[1], found[2], found[3] or "") for found in _PARAMETER.finditer(text)]


def _whole(number: str, decimals: str) -> int | None:
    """A parameter that is no whole number is told from all that are."""
    return None if decimals.strip("0") else int(number)


def _datum(text: str) -> Datum | None:
    plain = folded(text).replace("_", "")
    return next((datum for word, datum in _words() if word in plain), None)


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, Datum], ...]:
    rows = table_of("frame_words")
    return tuple((folded(row["word"]), _DATUMS[row["role"]]) for row in rows if row["role"] in _DATUMS)


@lru_cache(maxsize=1)
def _keys() -> Mapping[str, tuple[str, ...]]:
    rows = table_of("frame_words")
    roles = dict.fromkeys(row["role"] for row in rows if row["role"] not in _DATUMS)
    return {role: tuple(folded(row["word"]) for row in rows if row["role"] == role) for role in roles}


def _headed(header: Mapping[str, str], role: str) -> str:
    return next((header[key] for key in _keys()[role] if header.get(key, "").strip()), "")


def _number(text: str) -> int | None:
    found = _NUMBER.search(folded(text))
    return int(found[1]) if found else None
