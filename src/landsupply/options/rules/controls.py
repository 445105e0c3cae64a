"""规划管控规则 · PL-12: a parcel and the constraint layers it was laid over, each by the layer's own rule."""

from __future__ import annotations

from landsupply.law.ruling import Ruling
from landsupply.ledger.boundary.wanted import Wanted
from landsupply.options.judgement import Case, Control, Judged, ParcelRule, broken, kept, lacks, not_applicable
from landsupply.prepare.dated import in_force


def layers_are_respected(case: Case) -> Judged:
    """规划管控 · Out of every layer to be avoided, inside every layer that must hold it; other layers are only told.

    Without layers, or without a boundary to lay over them, it cannot be told.
    """
    basis, layers = in_force(case.rules, "planning.control"), case.around.controls
    if basis is None:
        return not_applicable()
    if layers is None:
        return lacks("O240", basis, "controls")
    found = layers.get(case.parcel.id)
    if found is None:
        return lacks("O241", basis, "boundary")
    against = [one for one in found if one.breaks]
    if against:
        return broken("O242", basis, layers=_told(against))
    told = [one for one in found if one.wanted == Wanted.TOLD]
    if not told:
        return kept(basis)
    return Judged(ruling=Ruling.KEPT, code="O243", basis=basis, facts=(("layers", _told(told)),))


def _told(controls: list[Control]) -> str:
    return "；".join(f"{one.layer}（{one.wanted}）{one.hectares}、{one.share}" for one in controls)


RULES: tuple[ParcelRule, ...] = (ParcelRule("PL-12", layers_are_respected),)
