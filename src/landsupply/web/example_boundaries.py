"""示例界线 · The outlines of an example, where it has any: its parcels, its units, its constraint layers."""

from __future__ import annotations

from pathlib import Path

from landsupply.ledger.boundary.match import attach
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.wanted import Wanted
from landsupply.web.blobs import keep
from landsupply.web.layers import LINES, NewLayer, send_layer
from landsupply.web.outline_files import in_file, judged, named
from landsupply.web.outlines import Many, draw_all
from landsupply.web.people import Doer
from landsupply.web.standing import rules_now, standing

_PARCELS = "parcels.geojson"
#: The layers of an example by their files: the name it is laid under is the label of its first feature.
_LAYERS = {"units.geojson": LINES, "river.geojson": Wanted.OUTSIDE.name}


def settle_boundaries(doer: Doer, folder: Path) -> None:
    """安顿界线 · As a planner would upload them; nothing where the example has none."""
    home = folder / "boundaries"
    if (home / _PARCELS).exists():
        taken, blob = _taken(home / _PARCELS)
        found = attach(standing().ledger, taken).boundaries
        own = {identity: named([one], identity)[0] for identity, one in found.items()}
        draw_all(doer, Many(name=_PARCELS, boundaries=own, file=blob))
    for name, kind in _LAYERS.items():
        if (home / name).exists():
            taken, blob = _taken(home / name)
            title = rules_now().place.name if kind == LINES else taken[0].label
            send_layer(doer, NewLayer(name=title, kind=kind, boundaries=taken, file=name, blob=blob))


def _taken(path: Path) -> tuple[tuple[Boundary, ...], str]:
    content = path.read_bytes()
    surveys = in_file(content, path.name)
    return tuple(one for survey in surveys for one in judged(survey, rules_now()).boundaries), keep(content)
