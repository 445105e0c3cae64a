"""读 GeoPackage · Layers and frames of a package, and packages that would run something."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable

from landsupply.files.boundary_out_gpkg import to_gpkg
from tests.files.boundary_readings import read, refused, told
from tests.files.boundary_samples import (
    plain,
)


def base_of(change: Callable[[sqlite3.Connection], object]) -> bytes:
    base = sqlite3.connect(":memory:")
    base.deserialize(to_gpkg([plain()]))
    change(base)
    base.commit()
    content = base.serialize()
    base.close()
    return content


def test_a_package_tells_its_frame_layers_and_other_geometries() -> None:
    one = read(to_gpkg([plain()]))
    assert (one.form, one.layer, one.frame) == ("gpkg", "地块", "EPSG:4526")
    point = b"GP\x00\x01" + bytes(4) + struct.pack("<BI2d", 1, 1, 0.0, 0.0)
    more = read(base_of(lambda base: base.execute('INSERT INTO "地块" (geom) VALUES (?)', (point,))))
    assert told(more) == ["F081"] and len(more.outlines) == 2
    refused(base_of(lambda base: base.execute('UPDATE "地块" SET geom = ?', (point,))), "F069")
    empty = read(base_of(lambda base: base.execute('UPDATE "地块" SET geom = NULL WHERE fid = 2')))
    assert told(empty) == ["F089"]


def test_a_package_in_write_ahead_mode_is_read_and_told() -> None:
    content = to_gpkg([plain()])
    assert told(read(content[:18] + b"\x02\x02" + content[20:])) == ["F093"]


def test_a_hostile_package_runs_nothing() -> None:
    refused(b"SQLite format 3\0" + bytes(5_000), "F075")
    refused(base_of(lambda base: base.execute("DROP TABLE gpkg_contents")), "F075")
    refused(base_of(lambda base: base.execute("UPDATE \"地块\" SET geom = X'4750000100000000FFFF'")), "F075")
    view = "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS geom FROM c"
    moved = ("UPDATE gpkg_contents SET table_name = 'v'", "UPDATE gpkg_geometry_columns SET table_name = 'v'")
    refused(base_of(lambda base: [base.execute(line) for line in (view, *moved)]), "F069")
    swapped = (
        "ALTER TABLE gpkg_contents RENAME TO kept",
        "CREATE VIEW gpkg_contents AS SELECT *, load_extension('x') FROM kept",
    )
    refused(base_of(lambda base: [base.execute(line) for line in swapped]), "F075")
