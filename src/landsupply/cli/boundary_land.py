"""界址成果 · What the boundaries of a command amount to: parcels named, overlaps, layers, and every issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from landsupply.cli.boundary_reading import Desk, Judged
from landsupply.ledger.boundary.match import Attached, attach, compare_areas
from landsupply.ledger.boundary.notes import layer_issue
from landsupply.ledger.boundary.overlay import Layer, OverlayResult, overlay
from landsupply.ledger.boundary.plot import Boundary, survey_of
from landsupply.ledger.boundary.topology import (
    Overlap,
    overlap_issues,
    overlaps,
    overlaps_with,
    place_issues,
    size_issues,
)
from landsupply.ledger.issue import Issue
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.outline import Survey
from landsupply.measure.area import Area

_Key = tuple[str, str | None, int]
#: What the pieces of overlapping parcels are called, among themselves and with supplied land.
PIECES = ("相互重叠", "与已供重叠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """界址成果 · Boundaries by name: the parcel's number where a ledger has it, else what the file calls them."""

    desk: Desk
    boundaries: Mapping[str, Boundary]
    declared: Mapping[str, Area]
    shared: tuple[Overlap, ...]
    taken: tuple[Overlap, ...]
    overlaid: OverlayResult
    issues: tuple[Issue, ...]

    @property
    def left_out(self) -> int:
        """没有取用 · How many outlines of the parcels' files are no boundary."""
        return sum(len(one.left_out) for one in self.desk.parcels)

    def offending(self) -> Iterator[Survey]:
        """问题图斑 · The pieces, a layer for each constraint layer and kind of overlap that has any."""
        every = [self.overlaid.offending(layer.name) for layer in self.overlaid.layers]
        every += [
            _pieces(name, found, self.boundaries) for name, found in zip(PIECES, (self.shared, self.taken), strict=True)
        ]
        return (one for one in every if one.outlines)


def land_of(desk: Desk, ledger: Ledger | None) -> Land:
    """成果 · Everything that is asked of the boundaries, with all issues in the order of the work."""
    held = [boundary for one in desk.parcels for boundary in one.boundaries]
    attached = attach(ledger, held) if ledger is not None else Attached(boundaries={}, issues=())
    boundaries = _named(held, attached.boundaries)
    supplied = _named([boundary for one in desk.supplied for boundary in one.boundaries], {})
    shared = overlaps(boundaries, desk.rules)
    taken = overlaps_with(boundaries, supplied, desk.rules) if supplied else ()
    overlaid = overlay(boundaries, [_layer(one) for one in desk.layers if not one.is_in_doubt])
    parcels = ledger.parcels if ledger is not None else ()
    issues = (
        *(issue for one in desk.all for issue in one.issues(desk.rules)),
        *attached.issues,
        *compare_areas(parcels, attached.boundaries, desk.rules),
        *size_issues(boundaries, desk.rules),
        *place_issues(boundaries, desk.rules),
        *overlap_issues(shared, boundaries),
        *overlap_issues(taken, boundaries, supplied),
        *overlaid.issues(),
        *(layer_issue("G082", one.layer, one.left_out) for one in desk.layers if one.is_in_doubt),
    )
    return Land(
        desk=desk,
        boundaries=boundaries,
        declared={one.id: one.area for one in parcels if one.area is not None},
        shared=shared,
        taken=taken,
        overlaid=overlaid,
        issues=issues,
    )


def _layer(one: Judged) -> Layer:
    return Layer.of(one.layer, one.wanted, one.taken)


def _named(held: Sequence[Boundary], attached: Mapping[str, Boundary]) -> Mapping[str, Boundary]:
    """By the parcel's number, else by the label, with its place in the file where the label alone is not one name."""
    numbers = {_key(boundary): name for name, boundary in attached.items()}
    counts = Counter([*attached, *(one.label for one in held if _key(one) not in numbers)])
    return {numbers.get(_key(one)) or _name(one, counts[one.label]): one for one in held}


def _key(boundary: Boundary) -> _Key:
    source = boundary.source
    return source.file, source.layer, source.position


def _name(boundary: Boundary, count: int) -> str:
    if boundary.label and count == 1:
        return boundary.label
    source = boundary.source
    where = source.file + (f"/{source.layer}" if source.layer else "")
    return f"{boundary.label} ({where}:{source.position})".strip()


def _pieces(name: str, found: Sequence[Overlap], boundaries: Mapping[str, Boundary]) -> Survey:
    """The land of each pair, named by both."""
    outlines = tuple(
        replace(one.piece, label=f"{one.first} × {one.second}", position=number) for number, one in enumerate(found, 1)
    )
    return replace(survey_of(boundaries.values(), name), outlines=outlines)
