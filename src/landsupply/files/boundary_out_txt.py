"""写文本界址 · Surveys as 界址点 txt and as GeoJSON; the same survey gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from landsupply.files.boundary_out import NAME, eastward, epsg_of, fixed, northward, places, stated_frame, wound
from landsupply.files.boundary_rings import label_of
from landsupply.files.boundary_txt import FIELDS, PLOTS, STATEMENTS, is_mark
from landsupply.ledger.outline import Outline, Polygon, Survey

_BREAKS = re.compile(r"[\n\t]+")
_COUNT, _SHAPE = FIELDS[0], FIELDS[4]
_CRS = "urn:ogc:def:crs:EPSG::"
_AREA_SHAPE = "面"


def to_boundary_txt(survey: Survey) -> bytes:
    """写界址点文本 · One section of statements, one line a plot, one a point; northing first, GB18030, CRLF.

    A plot keeps the cells of `FIELDS`; what has no cell there is named by `txt_leaves_out`. A narrow comma or @ inside
    a cell becomes a wide one, for the form knows no quotation.
    """
    ready = northward(survey)
    lines = [f"[{STATEMENTS}]", *(f"{key}={value}" for key, value in _statements(survey).items()), f"[{PLOTS}]"]
    decimals = places(ready)
    for outline in ready.outlines:
        lines += _plot(outline, decimals)
    return "".join(f"{line}\r\n" for line in lines).encode("gb18030")


def txt_leaves_out(survey: Survey) -> tuple[str, ...]:
    """文本不载 · The attributes that 界址点 txt has no cell for, in the order of the survey."""
    return tuple(dict.fromkeys(key for one in survey.outlines for key in one.attributes if key not in FIELDS))


def _statements(survey: Survey) -> Mapping[str, str]:
    """The statements of a file of this form, else those that follow from the frame."""
    if survey.form == "txt" and survey.header:
        return {_line(key).replace("=", "＝"): _line(value) for key, value in survey.header.items()}
    frame = stated_frame(survey)
    said = {"格式版本号": "1.01版本", "坐标系": frame.datum.value if frame else _line(survey.frame or "")}
    if frame is not None and frame.width is not None:
        said |= {"几度分带": str(frame.width), "投影类型": "高斯克吕格", "带号": str(frame.zone)}
    is_metres = frame is not None and not frame.is_geographic
    return said | ({"计量单位": "米" if is_metres else "度"} if frame else {})


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _plot(outline: Outline, decimals: int) -> Iterator[str]:
    points = [line for part in outline.polygons for line in _part(part, decimals)]
    told = {**outline.attributes, _COUNT: str(len(points)), _SHAPE: outline.attributes.get(_SHAPE) or _AREA_SHAPE}
    told.setdefault(NAME, label_of(told, outline.position))
    cells = [_line(told.get(key, "")).replace(",", "，").replace("@", "＠") for key in FIELDS]
    yield ",".join([*cells, "@"])
    marks = _marks(outline)
    yield from (f"{mark},{line}" for mark, line in zip(marks, points, strict=True))


def _part(part: Polygon, decimals: int) -> Iterator[str]:
    for number, ring in enumerate(part, 1):
        yield from (f"{number},{fixed(north, decimals)},{fixed(east, decimals)}" for north, east in ring)


def _marks(outline: Outline) -> Iterator[str]:
    """The outline's own point names where every point has a sound one, else J1, J2 … through the plot."""
    rings = [ring for part in outline.polygons for ring in part]
    own = [
        marks if len(marks) == len(ring) else (*marks, *marks[:1])
        for marks, ring in zip(outline.marks, rings, strict=False)
    ]
    if [len(marks) for marks in own] == [len(ring) for ring in rings] and all(is_mark(m) for ms in own for m in ms):
        yield from (mark for marks in own for mark in marks)
        return
    first = 1
    for ring in rings:
        yield from (f"J{number}" for number in range(first, first + len(ring) - 1))
        yield f"J{first}"
        first += len(ring) - 1


def to_geojson(survey: Survey) -> bytes:
    """写 GeoJSON · One feature a plot, easting or longitude first, shells counter-clockwise.

    An EPSG code stands in a crs member, as programs still read it; other words of the frame stand under `frame`.
    """
    ready = eastward(survey)
    decimals = places(ready)
    code = epsg_of(survey)
    whole: dict[str, Any] = {"type": "FeatureCollection"}
    if survey.layer:
        whole["name"] = survey.layer
    if code is not None:
        whole["crs"] = {"type": "name", "properties": {"name": f"{_CRS}{code}"}}
    elif survey.frame:
        whole["frame"] = survey.frame
    features = [json.dumps(_feature(outline, decimals), ensure_ascii=False) for outline in ready.outlines]
    opening = json.dumps(whole, ensure_ascii=False)[:-1]
    return (opening + ', "features": [\n' + ",\n".join(features) + "\n]}\n").encode("utf-8")


def _feature(outline: Outline, decimals: int) -> dict[str, Any]:
    parts = [
        [
            [[float(fixed(east, decimals)), float(fixed(north, decimals))] for east, north in ring]
            for ring in wound(part, 1)
        ]
        for part in outline.polygons
    ]
    geometry: dict[str, Any] | None = {"type": "MultiPolygon", "coordinates": parts}
    if len(parts) == 1:
        geometry = {"type": "Polygon", "coordinates": parts[0]}
    return {
        "type": "Feature",
        "properties": dict(outline.attributes),
        "geometry": geometry if parts else None,
    }
