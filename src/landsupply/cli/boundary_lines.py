"""界址屏幕 · What a person sees of boundaries: files with their diagnosis, issues, parcels, layers, totals."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from landsupply.cli.boundary_form import percent
from landsupply.cli.boundary_land import Land
from landsupply.cli.boundary_reading import Judged, reading_of
from landsupply.cli.issue_table import ROWS_SHOWN, rows_of, sheet_of, show_counts, show_first, words_of, worst_first
from landsupply.cli.screen import out, severity
from landsupply.law.words import say
from landsupply.ledger.boundary.diagnose import Verdict
from landsupply.ledger.boundary.notes import said
from landsupply.ledger.boundary.overlay import Layer, Wanted
from landsupply.ledger.issue import Issue
from landsupply.measure.area import Area, AreaUnit

_BY, _OUT = "--by … --why …", "--out ….gpkg"


def show(land: Land, lang: str) -> None:
    """打印 · Everything found, the worst issues first."""
    for one in land.desk.all:
        _show_file(one, lang)
        for choice in _choices(one):
            _offer(choice, lang, None if one in land.desk.parcels else one.path)
    _show_issues(land, lang)
    if land.boundaries:
        show_first("X164", list(_parcels(land)), lang)
    if land.overlaid.layers:
        _show_layers(land, lang)
    out()
    out(_total(land, lang))


def _show_file(one: Judged, lang: str) -> None:
    survey = one.survey
    file = (f"{one.layer} = " if one.layer else "") + survey.source + (f"/{survey.layer}" if survey.layer else "")
    out(say("X160", lang, file=file, form=survey.form, count=len(survey.outlines), stated=said(one.found.stated)))
    verdict = say("X161", lang).split("|")[list(Verdict).index(one.found.verdict)]
    out(say("X162", lang, verdict=verdict, fixes=tuple(reading_of(one)) or "—"))
    for record in one.records:
        out(say("X169", lang, by=record.by, on=record.on, fix=record.fix, why=record.why))


def _offer(choice: str, lang: str, path: Path | None) -> None:
    """The words to be added to the command, or for a file beside the parcels' a command of its own."""
    command = f"{choice} {_BY}"
    out(say("X163", lang, command=command if path is None else f"landsupply boundary {path} {command} {_OUT}"))


def _choices(one: Judged) -> Iterator[str]:
    """What can be chosen: the one fix offered, the repairs proposed."""
    if one.found.offered is not None and not one.records:
        yield f'--fix "{one.found.offered.name}"'
    if one.repairs:
        yield " ".join(f'--repair "{repair.boundary.label}"' for repair in one.repairs[:ROWS_SHOWN])


def _show_issues(land: Land, lang: str) -> None:
    show_counts(len(land.boundaries), land.issues, lang)
    if land.issues:
        show_first("X064", [_issue(issue, lang) for issue in worst_first(land.issues)], lang)


def _issue(issue: Issue, lang: str) -> tuple[str, ...]:
    rows = f":{rows_of(issue.rows, lang)}" if issue.rows else ""
    where = [sheet_of(issue) + rows, *([issue.raw] if issue.raw else [])]
    return issue.code, severity(issue.severity.value, lang), " ".join(where), words_of(issue, lang)


def _parcels(land: Land) -> Iterator[tuple[str, ...]]:
    for name, one in land.boundaries.items():
        declared = land.declared.get(name)
        metres = [area.print(AreaUnit.SQUARE_METRE) for area in (one.area, one.ellipsoidal)]
        told = declared.hectares if declared is not None else "—"
        yield name, told, one.area.hectares, *metres, f"{one.source.file}:{one.source.position}"


def _show_layers(land: Land, lang: str) -> None:
    rows = [row for layer in land.overlaid.layers for row in _covers(layer, land, lang)]
    if rows:
        show_first("X165", rows, lang)
    for layer in land.overlaid.layers:
        covers = [cover for cover in land.overlaid.covers(layer.name) if cover.area]
        area = land.overlaid.total(layer.name)
        out(say("X168", lang, layer=layer.name, count=len(covers), area=area.hectares))


def _covers(layer: Layer, land: Land, lang: str) -> Iterator[tuple[str, ...]]:
    wanted = say("X167", lang).split("|")[list(Wanted).index(layer.wanted)]
    for cover in land.overlaid.covers(layer.name):
        features = rows_of(cover.features, lang) or "—"
        yield cover.parcel, layer.name, wanted, cover.area.hectares, percent(cover), features


def _total(land: Land, lang: str) -> str:
    held = list(land.boundaries.values())
    return say(
        "X166",
        lang,
        count=len(held),
        area=Area.total(one.area for one in held).hectares,
        ellipsoidal=Area.total(one.ellipsoidal for one in held).hectares,
        frame=held[0].frame.name if held else "—",
        left=land.left_out,
    )
