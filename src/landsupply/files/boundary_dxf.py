"""读 DXF · Closed polylines of an ASCII DXF as outlines; what is open, curved or of another kind is told.

Only the section ENTITIES is drawn from. A text inside an outline is kept as an attribute, a candidate for its name.
Extended data under the name `OWN_DATA` joins the rings and attributes of a file that this product wrote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from landsupply.files.boundary_rings import Meter, box, encloses, is_coordinate, label_of, plural_key
from landsupply.ledger.outline import Outline, Point, Polygon, Remark, Ring, Survey
from landsupply.measure.fault import InputFault

OWN_DATA = "LANDSUPPLY"
LAYER, HANDLE, TEXTS = "图层", "句柄", "图内文字"

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,17}\.?[0-9]{0,30}|\.[0-9]{1,30})(?:[eE][+-]?[0-9]{1,3})?")
_CODE = re.compile(r"-?[0-9]{1,4}")
_UNICODE = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_PLACE = re.compile(r"([0-9]{1,6})/([0-9]{1,6})/([0-9]{1,6})")
_FORMATS = re.compile(r"\\[ACFHQTWfp][^;\\{}]{0,80};|[{}]|\\[LlOoKk]")
_LINES, _NAMED = ("LWPOLYLINE", "POLYLINE"), ("TEXT", "MTEXT")
_CLOSED, _MESH = 1, 16 | 64
_SHOWN = 200
#: Beyond this many pairs of a text and an outline's frame, texts are not looked up.
_MOST_PAIRS = 1_000_000


@dataclass(slots=True)
class _Entity:
    """图元 · One entity: its kind, the line it begins on, its groups in order; a polyline's corners beside."""

    kind: str
    line: int
    groups: list[tuple[int, str, int]] = field(default_factory=list)
    corners: list[_Entity] = field(default_factory=list)

    def first(self, code: int, usual: str = "") -> str:
        """组值 · The first value of a group code."""
        return next((value for here, value, _ in self.groups if here == code), usual)

    @property
    def layer(self) -> str:
        """图层 · The name of its layer."""
        return self.first(8).strip()


def read_dxf(text: str, name: str, digest: str) -> tuple[Survey, ...]:
    """读 DXF · One survey.

    InputFault F069 where nothing is closed, F072 for impossible numbers, F078 for damage, F079 for arcs.
    """
    header, entities = _entities(text)
    lines = [entity for entity in entities if entity.kind in _LINES and not _is_mesh(entity)]
    meter = Meter()
    drawn = [(entity, _ring(entity, meter)) for entity in lines]
    closed = [(entity, ring) for entity, ring in drawn if _is_closed(entity, ring)]
    others = _kinds(entities, {id(entity) for entity in lines})
    if not closed:
        kinds = ", ".join(filter(None, [others, f"POLYLINE × {len(drawn)}" if drawn else ""]))
        raise InputFault("F069", kinds=kinds or "—")
    told = [Remark(code="F081", position=None, facts={"kinds": others})] if others else []
    told += [_open_line(entity) for entity, ring in drawn if not _is_closed(entity, ring)]
    if any(_has_height(entity) for entity, _ in closed):
        told.append(Remark(code="F090", position=None))
    outlines = _named(list(_joined(closed)), [entity for entity in entities if entity.kind in _NAMED])
    return (
        Survey(
            source=name,
            layer=None,
            form="dxf",
            digest=digest,
            frame=_own_frame(closed),
            outlines=outlines,
            header=header,
            remarks=tuple(told),
        ),
    )


def _open_line(entity: _Entity) -> Remark:
    facts = {"line": entity.line, "layer": entity.layer[:40]}
    return Remark(code="F082", position=entity.line, facts=facts)


def _pairs(text: str) -> Iterator[tuple[int, str, int]]:
    """Group code, value and line number, to the end mark; F078 where the pairs break off."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place in range(0, len(lines) - 1, 2):
        code = lines[place].strip()
        if not _CODE.fullmatch(code):
            raise InputFault("F078", line=place + 1, raw=code[:40])
        value = lines[place + 1]
        yield int(code), value, place + 1
        if code == "0" and value.strip() == "EOF":
            return
    raise InputFault("F078", line=len(lines), raw="EOF")


def _entities(text: str) -> tuple[dict[str, str], list[_Entity]]:
    """The version and code page of the header, and the entities with the corners of old polylines inside them."""
    header: dict[str, str] = {}
    found: list[_Entity] = []
    section = variable = ""
    group: _Entity | None = None
    for code, value, line in _pairs(text):
        told = value.strip()
        if code == 0:
            section = "" if told in ("SECTION", "ENDSEC") else section
            group = _begun(found, group, told, line) if section == "ENTITIES" else None
        elif code == 2 and not section and group is None:
            section = told
        elif section == "HEADER" and code == 9:
            variable = told
        elif section == "HEADER" and variable in ("$ACADVER", "$DWGCODEPAGE"):
            header.setdefault(variable, told)
        elif group is not None:
            group.groups.append((code, value, line))
    return header, found


def _begun(found: list[_Entity], group: _Entity | None, kind: str, line: int) -> _Entity:
    """A new entity, put where it belongs: a VERTEX within the polyline before it."""
    entity = _Entity(kind, line)
    is_within = bool(found) and found[-1].kind == "POLYLINE" and group is not None and group.kind != "SEQEND"
    if kind in ("VERTEX", "SEQEND") and is_within:
        found[-1].corners.append(entity)
    else:
        found.append(entity)
    return entity


def _number(told: str, line: int) -> float:
    text = told.strip()
    if not _NUMBER.fullmatch(text):
        raise InputFault("F078", line=line + 1, raw=text[:40])
    return float(text)


def _flags(entity: _Entity) -> int:
    told = entity.first(70, "0").strip()
    return int(told) if re.fullmatch(r"[0-9]{1,5}", told) else 0


def _is_mesh(entity: _Entity) -> bool:
    return entity.kind == "POLYLINE" and bool(_flags(entity) & _MESH)


def _ring(entity: _Entity, meter: Meter) -> Ring:
    """The corners in order; F079 where a side is an arc, or the drawing plane is turned."""
    groups = entity.groups
    if entity.kind == "POLYLINE":
        groups = [group for corner in entity.corners if corner.kind == "VERTEX" for group in corner.groups]
    arcs = [line for code, value, line in groups if code == 42 and _number(value, line) != 0]
    turned = [line for code, value, line in entity.groups if code == 230 and _number(value, line) <= 0]
    if arcs or turned:
        raise InputFault("F079", line=(arcs + turned)[0], entity=entity.kind, layer=entity.layer[:40])
    east = [_number(value, line) for code, value, line in groups if code == 10]
    north = [_number(value, line) for code, value, line in groups if code == 20]
    if len(east) != len(north):
        raise InputFault("F078", line=entity.line, raw=entity.kind)
    if not all(map(is_coordinate, east)) or not all(map(is_coordinate, north)):
        raise InputFault("F072", position=entity.line)
    meter.outline(len(east), 1)
    ring = tuple(zip(east, north, strict=True))
    is_open = bool(_flags(entity) & _CLOSED) and ring[:1] != ring[-1:]
    return (*ring, ring[0]) if is_open else ring


def _is_closed(entity: _Entity, ring: Ring) -> bool:
    return bool(ring) and (bool(_flags(entity) & _CLOSED) or (len(ring) > 3 and ring[0] == ring[-1]))


def _has_height(entity: _Entity) -> bool:
    groups = [group for corner in entity.corners for group in corner.groups if group[0] == 30]
    return any(_number(value, line) != 0 for _, value, line in groups)


def _kinds(entities: list[_Entity], lines: set[int]) -> str:
    kinds = [entity.kind for entity in entities if id(entity) not in lines and entity.kind not in _NAMED]
    told = [f"{kind[:30]} × {kinds.count(kind)}" for kind in list(dict.fromkeys(kinds))[:10]]
    return ", ".join(told)


def _joined(closed: list[tuple[_Entity, Ring]]) -> Iterator[Outline]:
    """One outline a polyline; rings that our own data says belong together make one."""
    groups: dict[tuple[str, ...], list[tuple[_Entity, Ring, tuple[int, ...]]]] = {}
    for entity, ring in closed:
        own = _own(entity)
        place = _PLACE.fullmatch(own[0]) if own else None
        key = ("own", place[1]) if place else ("line", str(entity.line))
        groups.setdefault(key, []).append((entity, ring, tuple(map(int, place.groups())) if place else (0, 0, 0)))
    for members in groups.values():
        entity = members[0][0]
        parts: dict[int, list[Ring]] = {}
        for _, ring, (_, part, _) in sorted(members, key=lambda member: member[2]):
            parts.setdefault(part, []).append(ring)
        polygons: tuple[Polygon, ...] = tuple(map(tuple, parts.values()))
        attributes = _attributes(entity)
        label = label_of(attributes, entity.line)
        yield Outline(label=label, position=entity.line, polygons=polygons, attributes=attributes)


def _own(entity: _Entity) -> list[str]:
    """The texts of our own extended data, a long one put together again; empty where there is none."""
    texts: list[str] = []
    is_ours = False
    for code, value, _ in entity.groups:
        if code == 1001:
            is_ours = value.strip() == OWN_DATA
        elif code == 1000 and is_ours:
            texts.append(_plain(value))
    return texts


def _own_frame(closed: list[tuple[_Entity, Ring]]) -> str | None:
    """The frame that a file of our own names."""
    return next((own[1] or None for entity, _ in closed if len(own := _own(entity)) > 1), None)


def _attributes(entity: _Entity) -> dict[str, str]:
    """Layer and handle, or the attributes that our own data holds: pairs of name and value, `+` carrying on."""
    own = _own(entity)
    if len(own) < 2:
        return {LAYER: _plain(entity.layer), **({HANDLE: entity.first(5).strip()} if entity.first(5) else {})}
    told: dict[str, str] = {}
    key = ""
    for text in own[2:]:
        if text[:1] == "=":
            key = plural_key(text[1:], told)
            told[key] = ""
        elif key:
            told[key] += text[1:]
    return told


def _plain(text: str) -> str:
    r"""The text with every \U+ spelling resolved; two halves of one character are put together."""
    units = _UNICODE.sub(lambda found: chr(int(found[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _named(outlines: list[Outline], entities: list[_Entity]) -> tuple[Outline, ...]:
    """The outlines with the texts that lie inside each, in the order of the file."""
    texts = sorted((point, entity.line, _said(entity)) for entity in entities if (point := _at(entity)) is not None)
    budget = _MOST_PAIRS
    done = []
    for outline in outlines:
        shell = outline.polygons[0][0]
        west, south, east, north = box(shell)
        start, end = bisect_left(texts, ((west,),)), bisect_left(texts, ((east, float("inf")),))
        budget -= end - start + len(shell)
        inside = [
            (line, said)
            for (x, y), line, said in (texts[start:end] if budget > 0 else ())
            if said and south <= y <= north and encloses(shell, (x, y))
        ]
        done.append(_with_texts(outline, [said for _, said in sorted(inside)]))
    return tuple(done)


def _with_texts(outline: Outline, texts: list[str]) -> Outline:
    if not texts or LAYER not in outline.attributes:
        return outline
    return replace(outline, attributes={**outline.attributes, TEXTS: "；".join(texts)[:_SHOWN]})


def _at(entity: _Entity) -> Point | None:
    told = [next(((value, line) for here, value, line in entity.groups if here == code), None) for code in (10, 20)]
    if told[0] is None or told[1] is None:
        return None
    return _number(*told[0]), _number(*told[1])


def _said(entity: _Entity) -> str:
    """The words of a text, those of a paragraph without its formatting."""
    told = "".join(value for code, value, _ in entity.groups if code in ((1, 3) if entity.kind == "MTEXT" else (1,)))
    plain = _plain(told)
    if entity.kind == "MTEXT":
        plain = _FORMATS.sub("", plain.replace("\\P", " ").replace("\\~", " "))
    return plain.strip()
