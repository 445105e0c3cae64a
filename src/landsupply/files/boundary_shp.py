"""读 shapefile · The polygon sets of a zip, read in memory: nothing is unpacked to disk, no name is used as a path."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from landsupply.files.boundary_dbf import Table, read_dbf
from landsupply.files.boundary_rings import Meter, assembled, is_coordinate, label_of
from landsupply.files.csv_in import decode
from landsupply.files.guard import Archive
from landsupply.ledger.outline import Outline, Polygon, Remark, Ring, Survey
from landsupply.measure.fault import InputFault

#: The members that are read; every other one stays packed.
SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
MAGIC = b"\x00\x00\x27\x0a"

_HEAD, _RECORD_HEAD, _POLYGON_HEAD = 100, 8, 44
_NULL, _POLYGONS, _WITH_HEIGHT = 0, (5, 15, 25), (15, 25)
#: What the other shape types are called.
_KINDS = {1: "point", 3: "line", 8: "points", 31: "multipatch"}
_MARKED_UTF8 = 0x800


@dataclass(frozen=True, slots=True)
class _Shape:
    """图形 · One record: its polygons, and how many holes had no shell; another kind of shape has no polygons."""

    kind: int
    polygons: tuple[Polygon, ...] = ()
    orphans: int = 0


def read_shapefiles(archive: Archive, name: str, digest: str, encoding: str | None) -> tuple[Survey, ...]:
    """读图形集 · One survey for each .shp of the zip.

    InputFault F067 for damage, F068 where there is no .shp, F069 where none holds polygons, F070 for the encoding.
    """
    sets = _sets(archive)
    if not sets:
        raise InputFault("F068", names="、".join(sorted(shown_names(archive).values())[:5])[:80])
    read = [_survey(archive, stem, parts, encoding) for stem, parts in sorted(sets.items())]
    if not any(outline.polygons for survey in read for outline in survey.outlines):
        raise InputFault("F069", kinds=_kinds_told(read))
    return tuple(
        Survey(
            source=name,
            layer=one.layer,
            form=one.form,
            digest=digest,
            frame=one.frame,
            outlines=one.outlines,
            header=one.header,
            remarks=one.remarks,
        )
        for one in read
    )


def _kinds_told(surveys: list[Survey]) -> str:
    told = [str(remark.facts["kinds"]) for one in surveys for remark in one.remarks if remark.code == "F081"]
    return ", ".join(told) or "—"


def shown_names(archive: Archive) -> Mapping[str, str]:
    """成员名 · The member names as they read: UTF-8 where it is so marked or fits, else GB18030."""
    return {info.filename: _shown(info) for info in archive.container.infolist()}


def _shown(info: zipfile.ZipInfo) -> str:
    """A name without the UTF-8 mark reaches us through code page 437."""
    if info.flag_bits & _MARKED_UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _sets(archive: Archive) -> dict[str, dict[str, str]]:
    """The members by set and suffix; a set is a .shp and what shares its name, in whatever letters."""
    sets: dict[str, dict[str, str]] = {}
    for member, shown in shown_names(archive).items():
        path = PurePosixPath(shown.replace("\\", "/"))
        suffix = path.suffix.casefold()
        if suffix in SUFFIXES and not path.name.startswith("._"):
            parts = sets.setdefault(str(path.with_suffix("")).casefold(), {"": path.stem})
            if suffix in parts:
                raise InputFault("F015", part=shown[:120])
            parts[suffix] = member
    return {stem: parts for stem, parts in sets.items() if ".shp" in parts}


def _survey(archive: Archive, stem: str, parts: Mapping[str, str], encoding: str | None) -> Survey:
    shapes = list(_shapes(archive.read(parts[".shp"])))
    if ".shx" in parts:
        _agreeing(".shx", (len(archive.read(parts[".shx"])) - _HEAD) // 8, len(shapes))
    table = _table(archive, parts, encoding, len(shapes))
    outlines = tuple(_outlines(shapes, table))
    return Survey(
        source=stem,
        layer=parts[""],
        form="shp",
        digest="",
        frame=_text(archive, parts, ".prj"),
        outlines=outlines,
        header={"编码": table.encoding} if ".dbf" in parts else {},
        remarks=(*table.remarks, *_remarks(shapes, table)),
    )


def _text(archive: Archive, parts: Mapping[str, str], suffix: str) -> str | None:
    return decode(archive.read(parts[suffix])).strip("\0 \r\n\t\ufeff") or None if suffix in parts else None


def _table(archive: Archive, parts: Mapping[str, str], encoding: str | None, count: int) -> Table:
    """The attributes of every shape; empty ones, and a remark, where there is no .dbf."""
    if ".dbf" not in parts:
        return Table(({},) * count, "", (Remark(code="F092", position=None),))
    table = read_dbf(archive.read(parts[".dbf"]), _text(archive, parts, ".cpg"), encoding)
    _agreeing(".dbf", len(table.rows), count)
    return table


def _agreeing(part: str, found: int, shapes: int) -> None:
    if found != shapes:
        raise InputFault("F071", part=part, found=found, shapes=shapes)


def _outlines(shapes: list[_Shape], table: Table) -> Iterator[Outline]:
    for position, (shape, row) in enumerate(zip(shapes, table.rows, strict=True), 1):
        if row is None or shape.kind not in (_NULL, *_POLYGONS):
            continue
        facts = {"position": position, "count": shape.orphans}
        told = [Remark(code="F086", position=position, facts=facts)] if shape.orphans else []
        if not shape.polygons:
            told = [Remark(code="F089", position=position, facts={"position": position})]
        yield Outline(
            label=label_of(row, position),
            position=position,
            polygons=shape.polygons,
            attributes=row,
            remarks=tuple(told),
        )


def _remarks(shapes: list[_Shape], table: Table) -> Iterator[Remark]:
    """What of the file is not taken: records marked deleted, other kinds of shape, heights."""
    if deleted := sum(row is None for row in table.rows):
        yield Remark(code="F091", position=None, facts={"count": deleted})
    others = [shape.kind for shape in shapes if shape.kind not in (_NULL, *_POLYGONS)]
    if others:
        names = [_KINDS.get(kind % 10 if kind < 30 else kind, "?") for kind in others]
        told = ", ".join(f"{kind} × {names.count(kind)}" for kind in dict.fromkeys(names))
        yield Remark(code="F081", position=None, facts={"kinds": told})
    if any(shape.kind in _WITH_HEIGHT for shape in shapes):
        yield Remark(code="F090", position=None)


def _shapes(content: bytes) -> Iterator[_Shape]:
    """Every record of a .shp in its order; the lengths must lead exactly to the end."""
    if len(content) < _HEAD or not content.startswith(MAGIC):
        raise _damaged(0)
    (words,) = struct.unpack_from(">i", content, 24)
    end, place, meter = 2 * words, _HEAD, Meter()
    if not _HEAD <= end <= len(content):
        raise _damaged(24)
    while place < end:
        if place + _RECORD_HEAD + 4 > end:
            raise _damaged(place)
        (size,) = struct.unpack_from(">i", content, place + 4)
        if size < 2 or place + _RECORD_HEAD + 2 * size > end:
            raise _damaged(place)
        yield _shape(content, place + _RECORD_HEAD, 2 * size, meter)
        place += _RECORD_HEAD + 2 * size


def _damaged(offset: int) -> InputFault:
    return InputFault("F067", part=".shp", offset=offset)


def _shape(content: bytes, place: int, size: int, meter: Meter) -> _Shape:
    (kind,) = struct.unpack_from("<i", content, place)
    if kind not in _POLYGONS:
        meter.outline(0, 0)
        return _Shape(kind)
    if size < _POLYGON_HEAD:
        raise _damaged(place)
    parts, points = struct.unpack_from("<ii", content, place + 36)
    if parts < 0 or points < 0 or _POLYGON_HEAD + 4 * parts + 16 * points > size:
        raise _damaged(place)
    meter.outline(points, parts)
    starts = struct.unpack_from(f"<{parts}i", content, place + _POLYGON_HEAD)
    numbers = struct.unpack_from(f"<{2 * points}d", content, place + _POLYGON_HEAD + 4 * parts)
    if not all(map(is_coordinate, numbers)):
        raise InputFault("F072", position=meter.outlines)
    polygons, orphans = assembled(_rings(starts, numbers, place))
    return _Shape(kind, polygons, orphans)


def _rings(starts: tuple[int, ...], numbers: tuple[float, ...], place: int) -> list[Ring]:
    """The rings between the starts, which must begin at 0 and rise."""
    ends = (*starts[1:], len(numbers) // 2)
    if starts[:1] not in ((), (0,)) or any(start >= end for start, end in zip(starts, ends, strict=False)):
        raise _damaged(place)
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [tuple(points[start:end]) for start, end in zip(starts, ends, strict=False)]
