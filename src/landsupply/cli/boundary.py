"""界址 · Reads boundary files, judges, measures and overlays them, and writes them in another format."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from landsupply.cli.boundary_form import to_form
from landsupply.cli.boundary_land import Land, land_of
from landsupply.cli.boundary_lines import show
from landsupply.cli.boundary_reading import desk_of
from landsupply.cli.desk import json_bytes, today, within, write_all
from landsupply.cli.exits import Exit
from landsupply.cli.material import ledger_of, rulebook_of
from landsupply.cli.screen import note, out
from landsupply.files.boundary_out_dxf import to_dxf
from landsupply.files.boundary_out_gpkg import to_gpkg, unlike
from landsupply.files.boundary_out_shp import short_names, to_shapefile_zip
from landsupply.files.boundary_out_txt import to_boundary_txt, to_geojson, txt_leaves_out
from landsupply.law.words import say
from landsupply.ledger.boundary.fix import Choice
from landsupply.ledger.boundary.library import require_geometry
from landsupply.ledger.boundary.plot import survey_of
from landsupply.ledger.issue import Issue, IssuePlace, Severity, issue_at
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault

_WRITERS: Mapping[str, Callable[[Survey], bytes]] = {
    ".geojson": to_geojson,
    ".gpkg": lambda survey: to_gpkg((survey,)),
    ".txt": to_boundary_txt,
    ".zip": lambda survey: to_shapefile_zip((survey,)),
    ".dxf": to_dxf,
}
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
#: Beside the first file written, where a fix or a repair was chosen.
_RECORD = ".改正记录.json"


def run(arguments: argparse.Namespace) -> int:
    """界址 · 0 when nothing needs anybody's attention, 1 when something does."""
    require_geometry()
    choice = _choice(arguments)
    _require_writers(arguments.out)
    rules = rulebook_of(arguments.place).on(date((arguments.day or today()).year, 1, 1))
    ledger = ledger_of(arguments.ledger, rules, arguments.lang) if arguments.ledger else None
    land = land_of(desk_of(arguments, rules, choice), ledger)
    land, files = _written(land, arguments)
    _refuse_overwriting(files, arguments)
    write_all(files)
    if arguments.json:
        out(json_bytes(to_form(land, tuple(files), arguments.lang)).decode().rstrip())
    else:
        show(land, arguments.lang)
    for path in files:
        note(say("X078", arguments.lang, file=str(path)))
    needs = any(issue.severity is not Severity.ADVICE for issue in land.issues)
    return Exit.FINDINGS if needs else Exit.OK


def _choice(arguments: argparse.Namespace) -> Choice | None:
    """Who chose and why; X157 where one of them is missing."""
    if arguments.fix is None and not arguments.repair:
        return None
    by, why = (arguments.by or "").strip(), (arguments.why or "").strip()
    if not by or not why:
        raise InputFault("X157")
    return Choice(by=by, on=arguments.day or today(), why=why)


def _require_writers(paths: list[Path]) -> None:
    """X158 before anything is read: a format that is none, or one name twice."""
    for path in paths:
        if path.suffix.lower() not in _WRITERS or paths.count(path) > 1:
            raise InputFault("X158", file=str(path), known=tuple(_WRITERS))


def _written(land: Land, arguments: argparse.Namespace) -> tuple[Land, dict[Path, bytes]]:
    """The files to be written, and the issues with what a format has no room for; nothing where nothing was taken."""
    files: dict[Path, bytes] = {}
    lost: list[Issue] = []
    for path in arguments.out if land.boundaries else ():
        survey = survey_of(land.boundaries.values(), path.stem)
        with within(path):
            files[path] = _WRITERS[path.suffix.lower()](survey)
        lost += _lost(path, survey)
    land = replace(land, issues=(*land.issues, *lost))
    if files and any(one.records for one in land.desk.parcels):
        record = arguments.out[0].with_name(arguments.out[0].name + _RECORD)
        files[record] = json_bytes(to_form(land, (*files, record), arguments.lang))
    return land, files | (_pieces(land, arguments.offending) if arguments.offending else {})


def _refuse_overwriting(files: Mapping[Path, bytes], arguments: argparse.Namespace) -> None:
    """G094 where a file that was read would be written over, a layer by its own pieces above all."""
    layers = [path for _, path in (*arguments.layer, *arguments.inside, *arguments.told)]
    read = (*arguments.files, *arguments.ledger, *arguments.supplied, *arguments.reference, *layers)
    held = {path.resolve() for path in read}
    for path in files:
        if path.resolve() in held:
            raise InputFault("G094", file=str(path))


def _pieces(land: Land, folder: Path) -> dict[Path, bytes]:
    pieces = list(land.offending())
    names = unlike(_UNSAFE.sub("_", survey.layer or "") for survey in pieces)
    return {folder / f"{name}.geojson": to_geojson(survey) for name, survey in zip(names, pieces, strict=True)}


def _lost(path: Path, survey: Survey) -> Iterator[Issue]:
    """What the format has no room for: G092 for a txt, G093 for a shapefile."""
    suffix = path.suffix.lower()
    if suffix == ".txt" and (fields := txt_leaves_out(survey)):
        yield issue_at("G092", IssuePlace(path.name), fields=fields)
    if suffix == ".zip":
        cut = tuple(f"{key} > {name}" for key, name in short_names(survey).items() if key != name)
        yield from (issue_at("G093", IssuePlace(path.name), fields=cut),) if cut else ()
