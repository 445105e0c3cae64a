"""规划管控 · Boundaries and constraint layers given beside a ledger, as what each parcel has on each layer."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Set
from dataclasses import dataclass

from landsupply.cli.boundary_form import percent
from landsupply.cli.boundary_land import Land, land_of
from landsupply.cli.boundary_reading import desk_of
from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.overlay import Cover, Layer, Wanted
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.options.judgement import Control


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """规划管控 · By parcel, None where no boundaries were given; what was found of the files stands in `issues`."""

    by_parcel: Mapping[str, tuple[Control, ...]] | None
    issues: tuple[Issue, ...]


def controls_of(arguments: argparse.Namespace, ledger: Ledger, rules: Rules) -> Controls:
    """规划管控 · The parcels with a boundary, each with the layers that it meets or must lie in.

    A file or layer whose coordinates are in doubt takes no part, and is said; nothing is mended here.
    """
    if not arguments.boundary:
        return Controls(by_parcel=None, issues=())
    asked = argparse.Namespace(
        files=arguments.boundary,
        layer=arguments.layer,
        inside=arguments.inside,
        told=arguments.told,
        supplied=[],
        reference=[],
        encoding=None,
    )
    land = land_of(desk_of(asked, rules, None), ledger)
    held = _by_parcel(land, {parcel.id for parcel in ledger.parcels})
    return Controls(by_parcel=held if land.overlaid.layers else None, issues=land.issues)


def _by_parcel(land: Land, known: Set[str]) -> Mapping[str, tuple[Control, ...]]:
    """Every parcel with a boundary, those that meet no layer with nothing."""
    held: dict[str, list[Control]] = {parcel: [] for parcel in land.boundaries if parcel in known}
    for layer in land.overlaid.layers:
        for cover in land.overlaid.covers(layer.name):
            if cover.parcel in held:
                held[cover.parcel].append(_control(layer, cover))
    return {parcel: tuple(found) for parcel, found in held.items()}


def _control(layer: Layer, cover: Cover) -> Control:
    breaks = {Wanted.OUTSIDE: bool(cover.area), Wanted.INSIDE: bool(cover.rest), Wanted.TOLD: False}
    return Control(
        layer=layer.name,
        wanted=layer.wanted.value,
        share=f"{percent(cover)}%",
        hectares=cover.area.hectares,
        breaks=breaks[layer.wanted],
    )
