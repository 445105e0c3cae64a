"""界线记录 · The outlines that the acts leave, for rows that are made anew."""

from __future__ import annotations

import json
from typing import Any

from landsupply.web.acts import act_of
from landsupply.web.blobs import content_of
from landsupply.web.models import ActRow

DRAW, DRAW_FILE, ERASE = "draw", "draw_file", "erase_outline"
OUTLINE_VERBS = (DRAW, DRAW_FILE, ERASE)


def outlines_of_acts() -> dict[str, bytes]:
    """界线重建 · By parcel, what its row holds: the outline drawn last, unless it was taken back."""
    held: dict[str, dict[str, Any]] = {}
    for row in ActRow.objects.filter(verb__in=OUTLINE_VERBS).order_by("number"):
        act = act_of(row)
        if act.verb == ERASE:
            held.pop(act.about, None)
            continue
        shapes = json.loads(content_of(str(act.facts["outlines"])))
        held.update({identity: {"act": act.number, **form} for identity, form in shapes.items()})
    return {
        identity: json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()
        for identity, form in held.items()
    }
