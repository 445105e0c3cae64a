"""读 GeoJSON · Polygons of a GeoJSON text; every number finite, every key once, nothing named in it fetched."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from landsupply.files.boundary_rings import Meter, is_coordinate, label_of
from landsupply.ledger.outline import Outline, Polygon, Remark, Ring, Survey
from landsupply.measure.fault import InputFault

_POLYGONS = ("Polygon", "MultiPolygon")
_OTHERS = ("Point", "MultiPoint", "LineString", "MultiLineString", "GeometryCollection")
_EPSG = re.compile(r"(?:urn:ogc:def:crs:)?EPSG:[0-9.]*:?([0-9]{4,6})\Z", re.IGNORECASE)
_LONGEST_INTEGER = 300


class _Written(float):
    """原样小数 · A number whose shortest form is not how the file writes it."""

    text = ""


def read_geojson(text: str, name: str, digest: str) -> tuple[Survey, ...]:
    """读 GeoJSON · One survey.

    InputFault F065 and F072 for what no land has, F069 where there are no polygons, F073 for what is no GeoJSON.
    """
    whole = _parsed(text)
    reading = _Reading()
    outlines = tuple(reading.outlines(_features(whole)))
    if not any(outline.polygons for outline in outlines):
        raise InputFault("F069", kinds=reading.kinds() or "—")
    frame, told = _frame(whole)
    return (
        Survey(
            source=name,
            layer=str(whole["name"])[:80] if isinstance(whole.get("name"), str) else None,
            form="geojson",
            digest=digest,
            frame=frame,
            outlines=outlines,
            remarks=(*told, *reading.remarks()),
        ),
    )


def _parsed(text: str) -> dict[str, Any]:
    """The text as one JSON object, or F073 with line and column."""
    try:
        whole = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_once,
            parse_constant=_infinite,
            parse_float=_decimal,
            parse_int=_integer,
        )
    except json.JSONDecodeError as error:
        raise InputFault("F073", place=f"{error.lineno}:{error.colno}", reason=error.msg[:60]) from None
    except RecursionError:
        raise InputFault("F073", place="1:1", reason="nesting") from None
    if not isinstance(whole, dict):
        raise InputFault("F073", place="1:1", reason="object")
    return whole


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (key, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        raise InputFault("F074", key=key[:40])
    return found


def _infinite(text: str) -> float:
    raise InputFault("F073", place=text[:30], reason="number")


def _decimal(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        return _infinite(text)
    if repr(value) == text:
        return value
    written = _Written(value)
    written.text = text
    return written


def _integer(text: str) -> int:
    return int(text) if len(text) < _LONGEST_INTEGER else int(_infinite(text))


def _features(whole: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each geometry with its properties."""
    kind = whole.get("type")
    if kind == "FeatureCollection":
        features = whole.get("features")
        if not isinstance(features, list):
            raise InputFault("F073", place="features", reason="list")
        for number, feature in enumerate(features, 1):
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise InputFault("F073", place=f"features {number}", reason="Feature")
            yield feature.get("geometry"), _properties(feature)
    elif kind == "Feature":
        yield whole.get("geometry"), _properties(whole)
    else:
        yield whole, None


def _properties(feature: dict[str, Any]) -> Any:
    """The properties, and the feature's own id where they do not name one."""
    told = feature.get("properties")
    if "id" in feature and (told is None or (isinstance(told, dict) and "id" not in told)):
        return {"id": feature["id"], **(told or {})}
    return told


class _Reading:
    """读取 · What has been met so far beside the outlines."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.others: dict[str, int] = {}
        self.has_height = False

    def outlines(self, features: Iterator[tuple[Any, Any]]) -> Iterator[Outline]:
        """各宗 · The polygons, with those features that have no geometry."""
        for position, (geometry, properties) in enumerate(features, 1):
            kind = geometry.get("type") if isinstance(geometry, dict) else None
            if geometry is not None and kind not in _POLYGONS + _OTHERS:
                raise InputFault("F073", place=f"features {position}", reason="geometry")
            if kind in _OTHERS:
                self.others[kind] = self.others.get(kind, 0) + 1
                continue
            yield self._outline(position, geometry, _texts(properties, position))

    def _outline(self, position: int, geometry: Any, attributes: dict[str, str]) -> Outline:
        polygons: tuple[Polygon, ...] = ()
        if geometry is not None:
            told = _list(geometry.get("coordinates"), position)
            parts = [told] if geometry["type"] == "Polygon" else told
            polygons = tuple(polygon for part in parts if (polygon := self._polygon(part, position)))
        self.meter.outline(sum(len(ring) for part in polygons for ring in part), sum(map(len, polygons)))
        empty = () if polygons else (Remark(code="F089", position=position, facts={"position": position}),)
        label = label_of(attributes, position)
        return Outline(label=label, position=position, polygons=polygons, attributes=attributes, remarks=empty)

    def _polygon(self, part: Any, position: int) -> Polygon:
        return tuple(self._ring(_list(ring, position), position) for ring in _list(part, position))

    def _ring(self, points: list[Any], position: int) -> Ring:
        return tuple(self._point(point, position) for point in points)

    def _point(self, point: Any, position: int) -> tuple[float, float]:
        numbers = _list(point, position)
        if len(numbers) < 2 or any(type(number) not in (int, float, _Written) for number in numbers):
            raise InputFault("F073", place=f"features {position}", reason="coordinates")
        self.has_height |= len(numbers) > 2
        if not all(map(is_coordinate, numbers)):
            raise InputFault("F072", position=position)
        return float(numbers[0]), float(numbers[1])

    def kinds(self) -> str:
        """他类 · The other geometries and how many of each."""
        return ", ".join(f"{kind} × {count}" for kind, count in self.others.items())

    def remarks(self) -> Iterator[Remark]:
        """附记 · What of the file was not taken."""
        if self.others:
            yield Remark(code="F081", position=None, facts={"kinds": self.kinds()})
        if self.has_height:
            yield Remark(code="F090", position=None)


def _list(value: Any, position: int) -> list[Any]:
    if not isinstance(value, list):
        raise InputFault("F073", place=f"features {position}", reason="coordinates")
    return value


def _texts(properties: Any, position: int) -> dict[str, str]:
    """Properties as texts: those without value left out, numbers as the file writes them, lists as JSON."""
    if properties is None:
        return {}
    if not isinstance(properties, dict):
        raise InputFault("F073", place=f"features {position}", reason="properties")
    return {key: _text(value) for key, value in properties.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return value.text if isinstance(value, _Written) else json.dumps(value, ensure_ascii=False)


def _frame(whole: dict[str, Any]) -> tuple[str | None, tuple[Remark, ...]]:
    """What the crs member names, as a statement only; one that points elsewhere is not followed, and told.

    Without it, the member `frame` of a file of our own.
    """
    crs = whole.get("crs")
    if crs is None:
        told = whole.get("frame")
        return told if isinstance(told, str) else None, ()
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(named, str):
        return None, (Remark(code="F095", position=None, facts={"target": "crs"}),)
    found = _EPSG.match(named.strip())
    return f"EPSG:{found[1]}" if found else named.strip()[:200], ()
