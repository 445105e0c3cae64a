"""界址形式 · What was found of boundaries as plain values for programs: `landsupply.boundaries/1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from landsupply.cli.boundary_land import PIECES, Land
from landsupply.cli.boundary_reading import Judged
from landsupply.ledger.boundary.notes import said
from landsupply.ledger.boundary.overlay import Cover, Layer
from landsupply.ledger.boundary.plot import Boundary, FixRecord
from landsupply.ledger.boundary.take import Repair
from landsupply.ledger.boundary.topology import Overlap
from landsupply.ledger.issue import Issue
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.rounding import half_up

FORMAT = "landsupply.boundaries/1"


def to_form(land: Land, written: Sequence[Path], lang: str = "zh") -> dict[str, object]:
    """界址形式 · Files, parcels, overlaps, layers and issues; areas are decimal strings, words in `zh` or `en`."""
    desk = land.desk
    roles = {"parcels": desk.parcels, "supplied": desk.supplied, "layer": desk.layers, "reference": desk.reference}
    return {
        "format": FORMAT,
        "place": desk.rules.place.code,
        "files": [_file(role, one) for role, several in roles.items() for one in several],
        "parcels": [_parcel(name, one, land.declared.get(name)) for name, one in land.boundaries.items()],
        "total": _area(Area.total(one.area for one in land.boundaries.values())),
        "left_out": land.left_out,
        "overlaps": [*_overlaps(PIECES[0], land.shared), *_overlaps(PIECES[1], land.taken)],
        "layers": [_layer(layer, land) for layer in land.overlaid.layers],
        "issues": [_issue(issue, lang) for issue in land.issues],
        "written": [str(path) for path in written],
    }


def _file(role: str, one: Judged) -> dict[str, object]:
    offered, reading = one.found.offered, one.found.reading
    return {
        "role": role,
        "file": one.survey.source,
        "layer": one.survey.layer,
        "form": one.survey.form,
        "digest": one.survey.digest,
        "outlines": len(one.survey.outlines),
        "stated": said(one.found.stated),
        "verdict": one.found.verdict.value,
        "reading": reading.name if reading else None,
        "fixes": [fix.name for fix in one.found.candidates],
        "offered": offered.name if offered else None,
        "chosen": [_record(record) for record in one.records],
        "repairs": [_repair(repair) for repair in one.repairs],
        "left_out": list(one.left_out),
    }


def _record(record: FixRecord) -> dict[str, object]:
    return {
        "fix": record.fix,
        "by": record.by,
        "on": record.on.isoformat(),
        "why": record.why,
        "before": record.before,
        "after": record.after,
    }


def _repair(repair: Repair) -> dict[str, object]:
    boundary = repair.boundary
    return {
        "code": repair.code,
        "label": boundary.label,
        "position": boundary.source.position,
        "before": _area(repair.before),
        "after": _area(boundary.area),
    }


def _parcel(name: str, boundary: Boundary, declared: Area | None) -> dict[str, object]:
    return {
        "name": name,
        "label": boundary.label,
        "file": boundary.source.file,
        "layer": boundary.source.layer,
        "position": boundary.source.position,
        "frame": boundary.frame.name,
        "area": _area(boundary.area),
        "ellipsoidal": _area(boundary.ellipsoidal),
        "declared": _area(declared) if declared is not None else None,
        "digest": boundary.digest,
    }


def _area(area: Area) -> dict[str, str]:
    return {"hectares": area.hectares, "square_metres": area.print(AreaUnit.SQUARE_METRE)}


def _overlaps(kind: str, found: Sequence[Overlap]) -> Iterator[dict[str, object]]:
    for one in found:
        share = half_up(one.share.numerator * 100, one.share.denominator, 2)
        yield {
            "kind": kind,
            "first": one.first,
            "second": one.second,
            "hectares": one.area.hectares,
            "percent": share,
            "duplicate": one.is_duplicate,
        }


def _layer(layer: Layer, land: Land) -> dict[str, object]:
    covers = land.overlaid.covers(layer.name)
    return {
        "name": layer.name,
        "wanted": layer.wanted.value,
        "complete": not layer.left_out,
        "left_out": list(layer.left_out),
        "total": _area(land.overlaid.total(layer.name)),
        "covers": [_cover(cover) for cover in covers],
    }


def _cover(cover: Cover) -> dict[str, object]:
    return {
        "parcel": cover.parcel,
        "hectares": cover.area.hectares,
        "rest": cover.rest.hectares,
        "percent": percent(cover),
        "features": list(cover.features),
    }


def percent(cover: Cover) -> str:
    """占比 · The share of the parcel inside the layer, in per cent, halves up."""
    return half_up(cover.share.numerator * 100, cover.share.denominator, 2)


def _issue(issue: Issue, lang: str) -> dict[str, object]:
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "file": issue.file,
        "layer": issue.sheet,
        "rows": list(issue.rows),
        "label": issue.raw,
        "message": issue.message(lang),
        "remedy": issue.remedy(lang),
    }
