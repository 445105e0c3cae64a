"""界址窗口 · Invented layers, files of them, and the answers of `boundary` as forms, for its journeys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_out import frame_words
from landsupply.ledger.outline import Outline, Point, Survey
from tests.files.boundary_samples import dbf, shp, zipped
from tests.journeys.office import command
from tests.messy.boundaries import Sample, samples

jsonschema = pytest.importorskip("jsonschema")
SCHEMA = json.loads(files("landsupply").joinpath("schemas", "boundaries-1.schema.json").read_text("utf-8"))
CHOSEN = ("--by", "虚构测绘员", "--why", "与现场一致", "--day", "2024-03-01")


def square(east: float = 456_000, north: float = 3_847_000, side: float = 100) -> list[Point]:
    """Closed, counter-clockwise, metres of the 3° zone of meridian 114."""
    return [(east, north), (east + side, north), (east + side, north + side), (east, north + side), (east, north)]


def layer(*rings: Sequence[Point], labels: Sequence[str] = (), name: str = "地块") -> Survey:
    names = labels or [f"ZZ-{number}" for number in range(1, len(rings) + 1)]
    outlines = tuple(
        Outline(label=label, position=number, polygons=((tuple(ring),),), attributes={"地块名称": label})
        for number, (label, ring) in enumerate(zip(names, rings, strict=True), 1)
    )
    return Survey(source=name, layer=name, form="layer", digest="", frame="EPSG:4547", outlines=outlines)


def asked(*words: object, code: int = 0) -> dict[str, Any]:
    """The answer as a form that the schema holds nothing against."""
    said = command("boundary", *words, "--json")
    assert said.code == code, said
    form: dict[str, Any] = json.loads(said.out)
    assert [one.message for one in jsonschema.Draft202012Validator(SCHEMA).iter_errors(form)] == []
    return form


def codes(form: dict[str, Any]) -> list[str]:
    return sorted(issue["code"] for issue in form["issues"])


def sample(fault: str | None, *plots: str) -> Sample:
    """The first invented points file of the national form with this fault, and these of its plots."""
    return next(
        one
        for one in samples()
        if one.truth["faults"] == ([fault] if fault else [])
        and one.truth["stated"]
        and sorted({name for plot in one.truth["plots"] for name in plot["faults"]}) == sorted(plots)
        and all(plot["stated"]["unit"] == "公顷" for plot in one.truth["plots"])
    )


def kept(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    "<Placemark><name>某地块</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon></Placemark></Document></kml>"
)
RING = "113.52,34.75 113.53,34.75 113.53,34.76 113.52,34.75"


def shapefile(*records: bytes) -> bytes:
    table = dbf({"地块名称".encode("gbk"): 20}, *[["龙湖里".encode("gbk")]] * max(len(records), 1))
    members = {"甲.shp": shp(*records), "甲.dbf": table, "甲.prj": (frame_words(GOOD) or "").encode()}
    return zipped(members)


GOOD = layer(square())


def unbounded(content: bytes, name: str, encoding: str | None = None) -> tuple[Survey, ...]:
    return read_surveys(content, name, encoding)
