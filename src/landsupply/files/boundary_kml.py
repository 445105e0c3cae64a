"""读 KML · Polygons of a KML text or of the KML members of a KMZ; only tags of geometry and naming are looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from landsupply.files.boundary_rings import Meter, is_coordinate, label_of, plural_key
from landsupply.files.markup import local, walk
from landsupply.ledger.outline import Outline, Point, Polygon, Remark, Ring, Survey
from landsupply.measure.fault import InputFault

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,30})?(?:[eE][+-]?[0-9]{1,3})?")
_OTHERS = ("Point", "LineString", "Model", "Track", "MultiTrack")
_FETCHED = ("NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay")
_TOLD = ("name", "coordinates", "value", "SimpleData")
_DEEPEST = 100
_FRAME = "EPSG:4326"  # the format has no other


@dataclass(slots=True)
class _Mark:
    """地标 · A Placemark while it is read."""

    attributes: dict[str, str] = field(default_factory=dict)
    polygons: list[list[Ring]] = field(default_factory=list)
    is_other: bool = False


def read_kml(text: str, name: str, digest: str, layer: str | None = None) -> tuple[Survey, ...]:
    """读 KML · One survey.

    InputFault F016 for a document type or entities, F060 for other XML, F069 without polygons, F076 for damage.
    """
    reading = _Reading()
    try:
        walk(_DECLARATION.sub("", text, count=1).encode("utf-8"), reading.start, reading.end, reading.text)
    except InputFault as fault:
        if fault.code != "F019":
            raise
        raise InputFault("F076", reason=str(fault.facts.get("part", ""))) from None
    if not any(outline.polygons for outline in reading.outlines):
        raise InputFault("F069", kinds=reading.kinds() or "—")
    return (
        Survey(
            source=name,
            layer=layer,
            form="kml",
            digest=digest,
            frame=_FRAME,
            outlines=tuple(reading.outlines),
            remarks=reading.remarks(),
        ),
    )


class _Reading:
    """走读 · The handlers of the walk, and what they have gathered."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.mark: _Mark | None = None
        self.outlines: list[Outline] = []
        self.others: dict[str, int] = {}
        self.fetched = 0
        self.has_height = False
        self.meter = Meter()
        self._said: list[str] = []
        self._key = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """开标记 · An element opens."""
        here = local(tag)
        if not self.path and here != "kml":
            raise InputFault("F060", kind="XML")
        if len(self.path) >= _DEEPEST:
            raise InputFault("F076", reason="nesting")
        self.path.append(here)
        self._said = []
        if here == "Placemark":
            self.mark = _Mark()
        elif here in ("Data", "SimpleData"):
            self._key = attributes.get("name", "")[:80]
        elif here == "Polygon" and self.mark is not None:
            self.mark.polygons.append([])
        elif here in _OTHERS:
            self.others[here] = self.others.get(here, 0) + 1
            self._note_other()
        elif here in _FETCHED:
            self.fetched += 1

    def _note_other(self) -> None:
        if self.mark is not None:
            self.mark.is_other = True

    def text(self, said: str) -> None:
        """文字 · Characters; kept only inside the tags that are looked at."""
        if self.path[-1] in _TOLD:
            self._said.append(said)

    def end(self, tag: str) -> None:
        """闭标记 · An element closes."""
        here = self.path.pop()
        if self.mark is not None:
            self._close(here, "".join(self._said), self.mark)
        self._said = []
        if here == "Placemark":
            self.mark = None

    def _close(self, here: str, said: str, mark: _Mark) -> None:
        if here == "name" and self.path[-1] == "Placemark":
            mark.attributes[plural_key("name", mark.attributes)] = said.strip()
        elif here == "SimpleData" or (here == "value" and self.path[-1] == "Data"):
            mark.attributes[plural_key(self._key, mark.attributes)] = said.strip()
        elif here == "coordinates" and self.path[-1] == "LinearRing" and "Polygon" in self.path:
            self._ring(self._points(said), mark)
        elif here == "Placemark" and (mark.polygons or not mark.is_other):
            self._outline(mark)

    def _ring(self, ring: Ring, mark: _Mark) -> None:
        """The outer ring of a polygon stands first, wherever the file has it."""
        if not mark.polygons:
            raise InputFault("F076", reason="Polygon")
        if "outerBoundaryIs" in self.path:
            mark.polygons[-1].insert(0, ring)
        else:
            mark.polygons[-1].append(ring)

    def _points(self, said: str) -> Ring:
        return tuple(map(self._point, re.sub(r",\s+", ",", said).split()))

    def _point(self, word: str) -> Point:
        numbers = word.split(",")
        if not 2 <= len(numbers) <= 3 or not all(map(_NUMBER.fullmatch, numbers)):
            raise InputFault("F077", position=len(self.outlines) + 1, raw=word[:40])
        east, north = float(numbers[0]), float(numbers[1])
        if not (is_coordinate(east) and is_coordinate(north)):
            raise InputFault("F072", position=len(self.outlines) + 1)
        self.has_height |= len(numbers) > 2 and float(numbers[2]) != 0
        return east, north

    def _outline(self, mark: _Mark) -> None:
        position = self.meter.outlines + 1
        polygons: tuple[Polygon, ...] = tuple(tuple(rings) for rings in mark.polygons if rings)
        self.meter.outline(sum(len(ring) for part in polygons for ring in part), sum(map(len, polygons)))
        empty = () if polygons else (Remark(code="F089", position=position, facts={"position": position}),)
        label = label_of(mark.attributes, position)
        self.outlines.append(
            Outline(label=label, position=position, polygons=polygons, attributes=mark.attributes, remarks=empty)
        )

    def kinds(self) -> str:
        """他类 · The other geometries and how many of each."""
        return ", ".join(f"{kind} × {count}" for kind, count in self.others.items())

    def remarks(self) -> tuple[Remark, ...]:
        """附记 · What of the file was not taken."""
        told = []
        if self.others:
            told.append(Remark(code="F081", position=None, facts={"kinds": self.kinds()}))
        if self.has_height:
            told.append(Remark(code="F090", position=None))
        if self.fetched:
            told.append(Remark(code="F095", position=None, facts={"target": f"NetworkLink × {self.fetched}"}))
        return tuple(told)
