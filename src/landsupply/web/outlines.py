"""宗地界线 · Where parcels lie: drawn or taken from a file, kept by acts, shown in a column of the parcel's row.

The shape is kept once under its digest; the act names it, and the row holds it with the number of the act.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from landsupply.ledger.boundary.plot import Boundary, Drawn, FixRecord
from landsupply.measure.area import Area
from landsupply.web.actions import require_parcel
from landsupply.web.acts import Done, append, done_before
from landsupply.web.blobs import keep
from landsupply.web.models import ParcelRow
from landsupply.web.outline_acts import DRAW, DRAW_FILE, ERASE
from landsupply.web.people import Doer
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb
from landsupply.web.standing import standing

#: So many parcels are asked of the base at once.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlined:
    """已有界线 · The boundary of a parcel and the number of the act that drew it."""

    boundary: Boundary
    act: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """所绘 · A boundary for a parcel, the act whose outline it replaces (0 for none), the file's digest, why."""

    identity: str
    boundary: Boundary
    was: int
    file: str = ""
    why: str = ""


def draw(doer: Doer, drawing: Drawing, once: str = "") -> ParcelRow:
    """绘界线 · The parcel lies there from now on; Unlawful U201 where somebody has drawn it since it was opened."""
    with transaction.atomic():
        row = _row(doer, drawing.identity)
        if done_before(once):
            return row
        _compare(row, drawing.was)
        shapes = keep(_bytes({drawing.identity: form_of(drawing.boundary)}))
        facts = _facts(shapes, [drawing.boundary], drawing.file, drawing.why)
        act = append(_done(doer, DRAW, drawing.identity, facts, once))
        return _write(row, drawing.boundary, act.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Many:
    """多宗界线 · Boundaries by parcel, the act whose outline each replaces (0: none), the file's name and digest.

    A parcel of which no act is named is drawn whatever stands there.
    """

    name: str
    boundaries: Mapping[str, Boundary]
    was: Mapping[str, int] = field(default_factory=dict)
    file: str = ""


def draw_all(doer: Doer, drawn: Many, once: str = "") -> int:
    """取一份界线 · All boundaries of a file in one act; how many differ from what stood there; no act for none.

    Unlawful U201 where somebody has drawn one of them since it was looked at: then nothing is taken.
    """
    with transaction.atomic():
        if done_before(once):
            return 0
        rows = _rows(doer, drawn.boundaries)
        for identity, was in drawn.was.items():
            _compare(rows[identity], was)
        fresh = {identity: one for identity, one in drawn.boundaries.items() if differs(rows[identity], one)}
        if not fresh:
            return 0
        shapes = keep(_bytes({identity: form_of(one) for identity, one in fresh.items()}))
        facts = _facts(shapes, list(fresh.values()), drawn.file, "")
        act = append(_done(doer, DRAW_FILE, drawn.name[:160], facts, once))
        for identity, one in fresh.items():
            rows[identity].outline, rows[identity].stamp = bytes_of(one, act.number), act.number
        ParcelRow.objects.bulk_update([rows[identity] for identity in fresh], ["outline", "stamp"], batch_size=200)
        return len(fresh)


def erase(doer: Doer, identity: str, was: int, why: str) -> ParcelRow:
    """撤界线 · The parcel has no outline from now on; what was drawn stays on record. U202 without a reason."""
    with transaction.atomic():
        row = _row(doer, identity)
        _compare(row, was)
        if not why.strip():
            raise Unlawful("U202")
        act = append(_done(doer, ERASE, identity, {"why": why.strip()}, ""))
        row.outline, row.stamp = None, act.number
        row.save(update_fields=["outline", "stamp"])
        return row


def outline_of(row: ParcelRow) -> Outlined | None:
    """取界线 · The boundary in a parcel's row, if there is one."""
    if row.outline is None:
        return None
    form = json.loads(bytes(row.outline))
    return Outlined(boundary=boundary_of(form), act=form["act"])


def form_of(boundary: Boundary) -> dict[str, object]:
    """界线形式 · Corners in whole tenths of a millimetre, the ellipsoidal area, where it came from."""
    source = boundary.source
    return {
        "label": boundary.label,
        "epsg": boundary.epsg,
        "polygons": boundary.polygons,
        "ellipsoidal": boundary.ellipsoidal.units,
        "file": source.file,
        "digest": source.digest,
        "layer": source.layer,
        "position": source.position,
        "fixes": [_fix_form(one) for one in source.fixes],
    }


def boundary_of(form: Mapping[str, Any]) -> Boundary:
    """读界线形式 · The boundary of a form."""
    polygons = tuple(tuple(tuple((e, n) for e, n in ring) for ring in polygon) for polygon in form["polygons"])
    fixes = tuple(FixRecord(**{**one, "on": date.fromisoformat(one["on"])}) for one in form["fixes"])
    source = Drawn(
        file=form["file"], digest=form["digest"], layer=form["layer"], position=form["position"], fixes=fixes
    )
    return Boundary(
        label=form["label"],
        epsg=form["epsg"],
        polygons=polygons,
        ellipsoidal=Area(form["ellipsoidal"]),
        source=source,
    )


def bytes_of(boundary: Boundary, act: int) -> bytes:
    """行内界线 · What the parcel's row holds of a boundary."""
    return _bytes({"act": act, **form_of(boundary)})


def _row(doer: Doer, identity: str) -> ParcelRow:
    """The parcel's row, where this person may draw it."""
    return _rows(doer, (identity,))[identity]


def _rows(doer: Doer, identities: Iterable[str]) -> dict[str, ParcelRow]:
    """The rows of parcels, where this person may draw them all."""
    now, wanted = standing().now, list(identities)
    for identity in wanted:
        parcel = now.get(identity)
        if parcel is None:
            raise Forbidden(identity)
        require_parcel(doer, Verb.DRAW, parcel)
    return rows_of(wanted)


def rows_of(identities: Sequence[str]) -> dict[str, ParcelRow]:
    """取行 · The rows of parcels by their identity."""
    parts = [identities[start : start + _AT_ONCE] for start in range(0, len(identities), _AT_ONCE)]
    return {row.identity: row for part in parts for row in ParcelRow.objects.filter(identity__in=part)}


def _compare(row: ParcelRow, was: int) -> None:
    held = outline_of(row)
    if (held.act if held else 0) != was:
        raise Unlawful("U201", parcel=row.identity)


def differs(row: ParcelRow, boundary: Boundary) -> bool:
    """有无不同 · Whether a boundary is another than the one that stands in a parcel's row."""
    held = outline_of(row)
    return held is None or held.boundary.digest != boundary.digest


def _write(row: ParcelRow, boundary: Boundary, act: int) -> ParcelRow:
    row.outline, row.stamp = bytes_of(boundary, act), act
    row.save(update_fields=["outline", "stamp"])
    return row


def _facts(shapes: str, boundaries: list[Boundary], file: str, why: str) -> dict[str, object]:
    facts: dict[str, object] = {
        "outlines": shapes,
        "count": len(boundaries),
        "area": sum(one.area.units for one in boundaries),
    }
    return {**facts, **({"file": file} if file else {}), **({"why": why} if why else {})}


def _fix_form(one: FixRecord) -> dict[str, str]:
    return {
        "fix": one.fix,
        "by": one.by,
        "on": one.on.isoformat(),
        "why": one.why,
        "before": one.before,
        "after": one.after,
    }


def _done(doer: Doer, verb: str, about: str, facts: dict[str, object], once: str) -> Done:
    role = doer.role(Verb.DRAW)
    return Done(who=doer.name, role=role, verb=verb, about=about, facts=facts, once=once or None)


def _bytes(form: object) -> bytes:
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
