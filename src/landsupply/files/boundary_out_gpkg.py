"""写 GeoPackage · The least that the standard asks for, by SQLite in memory; the same survey gives the same bytes."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from landsupply.files.boundary_gpkg import KEY, quoted
from landsupply.files.boundary_out import eastward, epsg_of, frame_words, wound
from landsupply.files.boundary_rings import box
from landsupply.files.boundary_wkb import to_blob
from landsupply.files.characters import printable
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault

_APPLICATION, _VERSION = 0x47504B47, 10300
_MOMENT = "1970-01-01T00:00:00.000Z"
_UNKNOWN, _FIRST_OWN = -1, 100_000
_SHAPE = "geom"
_RESERVED = ("gpkg", "sqlite", "rtree")
_MOST_COLUMNS = 900
#: Where a database file notes which SQLite wrote it: a fixed number, so that the bytes depend on the survey alone.
_WRITER, _WRITER_NUMBER = 96, 3_040_000

_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT
  NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY
  (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY
  (table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES
  gpkg_spatial_ref_sys (srs_id));
"""
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433]]'
)
_UNDEFINED = "undefined"
_FRAMES = (
    ("Undefined cartesian SRS", -1, "NONE", -1, _UNDEFINED),
    ("Undefined geographic SRS", 0, "NONE", 0, _UNDEFINED),
    ("WGS 84", 4326, "EPSG", 4326, _WGS84),
)


def to_gpkg(surveys: Sequence[Survey]) -> bytes:
    """写 GeoPackage · One layer a survey, coordinates in full, every attribute a text under its own name."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {_VERSION}")
        base.executescript(_SCHEMA)
        for frame in _FRAMES:
            base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", frame)
        names = unlike(_title(survey) for survey in surveys)
        for name, survey in zip(names, surveys, strict=True):
            _layer(base, name, eastward(survey))
        base.commit()
        return _steady(base.serialize())


def _steady(content: bytes) -> bytes:
    return content[:_WRITER] + struct.pack(">I", _WRITER_NUMBER) + content[_WRITER + 4 :]


def unlike(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """互异之名 · The names with a number behind those that an earlier one equals, whatever the size of its letters."""
    names: list[str] = []
    seen = set(taken)
    for name in wanted:
        number, unused = 1, name
        while unused.casefold() in seen:
            number += 1
            unused = f"{name}({number})"
        seen.add(unused.casefold())
        names.append(unused)
    return names


def _title(survey: Survey) -> str:
    """A table's name; those that the format keeps for itself, and none at all, are led by a word."""
    name = printable(survey.layer or survey.source).strip()
    return f"layer {name}".strip() if not name or name.casefold().startswith(_RESERVED) else name


def _layer(base: sqlite3.Connection, name: str, survey: Survey) -> None:
    keys = list(dict.fromkeys(key for outline in survey.outlines for key in outline.attributes))
    columns = unlike((key or "-" for key in keys), (KEY, _SHAPE))
    if len(columns) > _MOST_COLUMNS:
        raise InputFault("F099", count=len(columns), limit=_MOST_COLUMNS)
    srs = _frame(base, survey)
    declared = "".join(f", {quoted(column)} TEXT" for column in columns)
    base.execute(
        f"CREATE TABLE {quoted(name)} ({KEY} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
        f"{_SHAPE} MULTIPOLYGON{declared})"
    )
    extent = _extent(survey)
    base.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)",
        (name, name, _MOMENT, *extent, srs),
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'MULTIPOLYGON', ?, 0, 0)", (name, _SHAPE, srs))
    holes = ", ".join("?" * (len(columns) + 2))
    base.executemany(f"INSERT INTO {quoted(name)} VALUES ({holes})", _rows(survey, keys, srs))


def _rows(survey: Survey, keys: Sequence[str], srs: int) -> Iterator[tuple[object, ...]]:
    for number, outline in enumerate(survey.outlines, 1):
        parts = [wound(part, 1) for part in outline.polygons]
        texts = (outline.attributes.get(key) for key in keys)
        yield (number, to_blob(parts, srs) if parts else None, *texts)


def _frame(base: sqlite3.Connection, survey: Survey) -> int:
    """The number of the survey's frame, listed in the package; -1 where the survey names none."""
    code, words = epsg_of(survey), frame_words(survey)
    told = words or (survey.frame or "").strip()
    if not told:
        return _UNKNOWN
    if code is None:
        known = base.execute("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE definition = ?", (told,)).fetchone()
        (last,) = base.execute("SELECT max(srs_id) FROM gpkg_spatial_ref_sys").fetchone()
        number = known[0] if known else max(_FIRST_OWN, last + 1)
        row = (told[:80], number, "NONE", number, told)
    else:
        row = (told[:80] if words is None else told.split('"')[1], code, "EPSG", code, words or _UNDEFINED)
    base.execute("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", row)
    return int(row[1])


def _extent(survey: Survey) -> tuple[float | None, float | None, float | None, float | None]:
    boxes = [box(ring) for outline in survey.outlines for part in outline.polygons for ring in part]
    if not boxes:
        return None, None, None, None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
