"""图层 · Layers that the bureau lays under its map: units, land to keep out of or lie in; and who is on them.

A layer is what the last act about its name says; none is ever changed, a new one takes its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from landsupply.ledger.boundary.overlay import Cover, Layer, overlay
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.wanted import Wanted
from landsupply.web.acts import Done, act_of, append
from landsupply.web.blobs import content_of, keep
from landsupply.web.models import ActRow, ParcelRow
from landsupply.web.outline_acts import OUTLINE_VERBS
from landsupply.web.outlines import boundary_of, form_of, outline_of
from landsupply.web.people import Doer
from landsupply.web.refused import Forbidden, Unlawful
from landsupply.web.roles import Verb

SEND_LAYER, WITHDRAW_LAYER = "send_layer", "withdraw_layer"
#: Lines alone, such as the outlines of units; the others are what a constraint layer asks of land.
LINES = "lines"
KINDS = (Wanted.OUTSIDE.name, Wanted.INSIDE.name, Wanted.TOLD.name, LINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidLayer:
    """已铺图层 · A layer by its name: what it is for, its boundaries, what of its file could not be taken, the act."""

    name: str
    kind: str
    boundaries: tuple[Boundary, ...]
    left_out: tuple[int, ...]
    file: str
    act: int

    @property
    def wanted(self) -> Wanted | None:
        """管控方向 · What it asks of land; None for lines."""
        return None if self.kind == LINES else Wanted[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLayer:
    """新图层 · A name, a kind, the boundaries and the positions left out, the file's name and digest."""

    name: str
    kind: str
    boundaries: Sequence[Boundary]
    left_out: Sequence[int] = ()
    file: str = ""
    blob: str = ""


def send_layer(doer: Doer, new: NewLayer) -> None:
    """铺图层 · It counts from now on, in place of one of that name; Unlawful U802 without name, kind or land."""
    _require_all(doer)
    if not new.name.strip() or new.kind not in KINDS or not new.boundaries:
        raise Unlawful("U802")
    shapes = json.dumps([form_of(one) for one in new.boundaries], ensure_ascii=False, separators=(",", ":"))
    with transaction.atomic():
        facts: dict[str, object] = {
            "kind": new.kind,
            "shapes": keep(shapes.encode()),
            "left_out": list(new.left_out),
            "file": new.file,
            "blob": new.blob,
        }
        role = doer.role(Verb.DRAW)
        append(Done(who=doer.name, role=role, verb=SEND_LAYER, about=new.name.strip()[:80], facts=facts))


def withdraw_layer(doer: Doer, name: str) -> None:
    """撤图层 · It does not count any more; it stays on record."""
    _require_all(doer)
    with transaction.atomic():
        if any(one.name == name for one in layers()):
            role = doer.role(Verb.DRAW)
            append(Done(who=doer.name, role=role, verb=WITHDRAW_LAYER, about=name, facts={}))


def layers() -> tuple[LaidLayer, ...]:
    """现有图层 · As the acts leave them, by name."""
    held: dict[str, LaidLayer] = {}
    for row in ActRow.objects.filter(verb__in=(SEND_LAYER, WITHDRAW_LAYER)).order_by("number"):
        if row.verb == WITHDRAW_LAYER:
            held.pop(row.about, None)
        else:
            held[row.about] = _layer(row)
    return tuple(held[name] for name in sorted(held))


def _layer(row: ActRow) -> LaidLayer:
    act = act_of(row)
    left_out = act.facts["left_out"]
    return LaidLayer(
        name=act.about,
        kind=str(act.facts["kind"]),
        boundaries=_boundaries(str(act.facts["shapes"])),
        left_out=tuple(left_out) if isinstance(left_out, list) else (),
        file=str(act.facts["file"]),
        act=act.number,
    )


@lru_cache(maxsize=32)
def _boundaries(shapes: str) -> tuple[Boundary, ...]:
    return tuple(boundary_of(form) for form in json.loads(content_of(shapes)))


def covers() -> Mapping[str, tuple[Cover, ...]]:
    """占用 · By constraint layer, every parcel with an outline that lies on it; kept until either changes."""
    constraints = [one for one in layers() if one.wanted]
    last = ActRow.objects.filter(verb__in=OUTLINE_VERBS).order_by("-number").values_list("digest", flat=True).first()
    rows = ActRow.objects.filter(number__in=[one.act for one in constraints]).values_list("digest", flat=True)
    return _covers((last or "", *sorted(rows)))


@lru_cache(maxsize=2)
def _covers(key: tuple[str, ...]) -> Mapping[str, tuple[Cover, ...]]:
    del key  # what it was reckoned from: the acts' digests
    rows = ParcelRow.objects.exclude(outline=None)
    boundaries = {row.identity: held.boundary for row in rows if (held := outline_of(row))}
    laid = [
        Layer(name=one.name, wanted=one.wanted, boundaries=one.boundaries, left_out=one.left_out)
        for one in layers()
        if one.wanted
    ]
    if not boundaries or not laid:
        return {}
    result = overlay(boundaries, laid)
    return {one.name: tuple(result.covers(one.name)) for one in laid}


def _require_all(doer: Doer) -> None:
    """Layers lie under everybody's map: only who may draw anywhere lays them."""
    if not doer.may(Verb.DRAW).everything:
        raise Forbidden(Verb.DRAW.value)
