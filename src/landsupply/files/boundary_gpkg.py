"""读 GeoPackage · The polygon layers of a GeoPackage, by the standard library's SQLite on bytes in memory.

A database from outside is not trusted: it may select from plain tables and nothing else (no function, view, trigger,
virtual table, attached file), within a budget of steps, and its own schema is not believed to be harmless.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

from landsupply.files.boundary_rings import Meter, label_of, plural_key
from landsupply.files.boundary_wkb import Geometry, read_blob
from landsupply.files.guard import ROW_LIMIT
from landsupply.ledger.outline import Outline, Remark, Survey
from landsupply.measure.fault import InputFault

MAGIC = b"SQLite format 3\0"
#: The usual name of the column that numbers the rows.
KEY = "fid"

_HEAD = 100
_JOURNAL, _WITH_LOG, _WITHOUT_LOG = slice(18, 20), b"\x02\x02", b"\x01\x01"
_STEPS, _STEPS_AT_ONCE = 200_000_000, 1_000_000
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 100_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 1_000),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 10),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
    (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
)
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
_GUARDS = ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "temp_store=MEMORY", "mmap_size=0")
_DAMAGE = (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError, MemoryError, UnicodeDecodeError)

_LAYERS = (
    "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c "
    "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY c.table_name"
)
_FRAMES = "SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"


@dataclass(frozen=True, slots=True)
class _Layer:
    """图层 · A table of the package with its geometry column and frame."""

    table: str
    column: str
    srs: int


def read_gpkg(content: bytes, name: str, digest: str) -> tuple[Survey, ...]:
    """读 GeoPackage · One survey for each layer that holds polygons.

    InputFault F075 for damage, F069 where no layer holds polygons.
    """
    if _is_cut(content):
        raise InputFault("F075", reason=f"{len(content)} bytes")
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            return _surveys(_opened(base, content), name, digest, _journal(content))
        except _DAMAGE as error:
            raise InputFault("F075", reason=str(error)[:80]) from None


def _is_cut(content: bytes) -> bool:
    """Whether bytes are missing that the head counts; SQLite itself notices only on reaching them."""
    if len(content) < _HEAD:
        return True
    size, pages = int.from_bytes(content[16:18], "big"), int.from_bytes(content[28:32], "big")
    is_counted = content[24:28] == content[92:96]
    return is_counted and len(content) < pages * (size if size > 1 else 65_536)


def _journal(content: bytes) -> tuple[Remark, ...]:
    """A package left in write-ahead mode may lack what stood in its log."""
    return (Remark(code="F093", position=None),) if content[_JOURNAL] == _WITH_LOG else ()


def _opened(base: sqlite3.Connection, content: bytes) -> sqlite3.Connection:
    """The content as a database in memory, every guard set before the first look at it."""
    for limit, value in _LIMITS:
        base.setlimit(limit, value)
    for guard in _GUARDS:
        base.execute(f"PRAGMA {guard}")
    plain = content[:18] + _WITHOUT_LOG + content[20:] if content[_JOURNAL] == _WITH_LOG else content
    base.deserialize(plain)
    budget = iter(range(_STEPS // _STEPS_AT_ONCE))
    base.set_progress_handler(lambda: next(budget, None) is None, _STEPS_AT_ONCE)
    base.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
    return base


def _surveys(base: sqlite3.Connection, name: str, digest: str, told: tuple[Remark, ...]) -> tuple[Survey, ...]:
    tables = {str(row[0]) for row in base.execute(_TABLES)}
    frames = {int(row[0]): _frame(row[1], row[2], row[3]) for row in base.execute(_FRAMES)}
    meter, held, skipped = Meter(), [], []
    for layer in [_Layer(str(row[0]), str(row[1]), int(row[2])) for row in base.execute(_LAYERS)]:
        if layer.table not in tables:
            skipped.append(layer.table)
            continue
        outlines, remarks = _read(base, layer, meter)
        if not any(outline.polygons for outline in outlines):
            skipped.append(layer.table)
            continue
        survey = Survey(
            source=name,
            layer=layer.table,
            form="gpkg",
            digest=digest,
            frame=frames.get(layer.srs),
            outlines=outlines,
            remarks=(*told, *remarks),
        )
        held.append(survey)
    if not held:
        raise InputFault("F069", kinds=", ".join(skipped)[:80] or "—")
    left = (Remark(code="F094", position=None, facts={"layers": ", ".join(skipped)[:200]}),) if skipped else ()
    return tuple(replace(survey, remarks=(*survey.remarks, *left)) for survey in held)


def _frame(organization: object, code: object, definition: object) -> str | None:
    """EPSG:4526, or the definition in words; None for the undefined frames that every package lists."""
    if str(organization).casefold() == "epsg":
        return f"EPSG:{code}"
    words = str(definition or "").strip()
    return None if words.casefold() in ("", "undefined") else words


def _read(base: sqlite3.Connection, layer: _Layer, meter: Meter) -> tuple[tuple[Outline, ...], tuple[Remark, ...]]:
    """The polygons of a layer, and what else is in it."""
    rows = base.execute(f"SELECT * FROM {quoted(layer.table)}")
    names = [str(column[0]) for column in rows.description]
    place = names.index(layer.column)
    outlines: list[Outline] = []
    others: list[str] = []
    has_height = False
    for position, row in enumerate(rows, 1):
        if position > ROW_LIMIT:
            raise InputFault("F065", position=position, count=position, limit=ROW_LIMIT)
        shape = Geometry("polygon") if row[place] is None else read_blob(bytes(row[place]), meter)
        has_height |= shape.has_height
        if shape.kind != "polygon":
            others.append(shape.kind)
        else:
            attributes = _attributes(names, row, place)
            if attributes.get(KEY) == str(position):
                del attributes[KEY]  # the row's own number says nothing that the position does not
            outlines.append(_outline(position, shape, attributes))
    return tuple(outlines), tuple(_remarks(others, has_height))


def _outline(position: int, shape: Geometry, attributes: dict[str, str]) -> Outline:
    told = () if shape.polygons else (Remark(code="F089", position=position, facts={"position": position}),)
    label = label_of(attributes, position)
    return Outline(label=label, position=position, polygons=shape.polygons, attributes=attributes, remarks=told)


def _attributes(names: list[str], row: tuple[object, ...], geometry: int) -> dict[str, str]:
    """The other columns as texts; an empty cell is left out, of bytes only their number is told."""
    told: dict[str, str] = {}
    for place, (name, value) in enumerate(zip(names, row, strict=True)):
        if place != geometry and value is not None:
            told[plural_key(name, told)] = f"bytes:{len(value)}" if isinstance(value, bytes) else str(value)
    return told


def _remarks(others: list[str], has_height: bool) -> Iterator[Remark]:
    if others:
        kinds = ", ".join(f"{kind} × {others.count(kind)}" for kind in dict.fromkeys(others))
        yield Remark(code="F081", position=None, facts={"kinds": kinds})
    if has_height:
        yield Remark(code="F090", position=None)


def quoted(name: str) -> str:
    """引名 · A table's or column's name as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'
