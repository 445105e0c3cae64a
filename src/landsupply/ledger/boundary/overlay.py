"""叠加分析 · Boundaries laid over any number of named layers: hectares and share of each parcel in each layer.

Land that several features of one layer hold is counted once. Areas are plane areas in the projection of the place
(投影平面面积), summed and then rounded once to 0.01 m²; a parcel wholly inside counts with its own exact area. The
result does not depend on the order of parcels, layers or features.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from landsupply.ledger.boundary.coverage import Coverage, Target, covered
from landsupply.ledger.boundary.library import require_geometry
from landsupply.ledger.boundary.notes import boundary_issue, layer_issue
from landsupply.ledger.boundary.pieces import outline_of
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.take import Taken
from landsupply.ledger.boundary.wanted import Wanted as Wanted
from landsupply.ledger.issue import Issue
from landsupply.ledger.outline import Survey
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault, IntegrityFault
from landsupply.measure.rounding import half_up
from landsupply.seal.canon import digest, root


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """管控图层 · A named layer such as 永久基本农田 or 城镇开发边界; `left_out` are features that are no land."""

    name: str
    wanted: Wanted
    boundaries: tuple[Boundary, ...]
    left_out: tuple[int, ...] = ()

    @classmethod
    def of(cls, name: str, wanted: Wanted, taken: Taken) -> Layer:
        """成图层 · The boundaries taken from a survey as a layer; what could not be taken is on record."""
        return cls(name=name, wanted=wanted, boundaries=taken.boundaries, left_out=taken.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """占用 · The land of one parcel inside one layer; `features` are the positions of the layer's features it meets."""

    parcel: str
    layer: str
    area: Area
    whole: Area
    features: tuple[int, ...]

    @property
    def share(self) -> Fraction:
        """占比 · The share of the parcel that lies inside."""
        return Fraction(self.area.units, self.whole.units)

    @property
    def rest(self) -> Area:
        """其余 · What of the parcel lies outside."""
        return self.whole - self.area


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OverlayResult:
    """叠加结果 · What the overlay found, kept in columns; covers and pieces are made when they are asked for."""

    boundaries: Mapping[str, Boundary]
    layers: tuple[Layer, ...]
    _coverages: Mapping[str, Coverage] = field(repr=False)

    @property
    def is_complete(self) -> bool:
        """是否完整 · Whether every feature of every layer took part."""
        return not any(layer.left_out for layer in self.layers)

    def total(self, layer: str) -> Area:
        """图层合计 · The exact sum of the land of all parcels inside one layer."""
        return Area(sum(self._coverage(layer).units))

    def covers(self, layer: str) -> Iterator[Cover]:
        """占用 · A cover for every parcel that meets the layer, by parcel.

        A layer wanted inside has one for every parcel, of nothing where a parcel lies wholly outside.
        """
        met = {name: (area, features) for name, area, features in self._coverage(layer).areas()}
        is_inside = self._layer(layer).wanted is Wanted.INSIDE
        nothing: tuple[Area, tuple[int, ...]] = (Area.ZERO, ())
        for name in sorted(self.boundaries) if is_inside else met:
            area, features = met.get(name, nothing)
            whole = self.boundaries[name].area
            yield Cover(parcel=name, layer=layer, area=area, whole=whole, features=features)

    def by_feature(self, layer: str) -> Iterator[tuple[str, int, Area]]:
        """逐图斑面积 · Parcel, position of the feature and the land they share; land of two features stands twice."""
        return self._coverage(layer).by_feature()

    def _layer(self, name: str) -> Layer:
        found = next((one for one in self.layers if one.name == name), None)
        if found is None:
            raise InputFault("G083", layer=name, known=tuple(one.name for one in self.layers))
        return found

    def _coverage(self, layer: str) -> Coverage:
        return self._coverages[self._layer(layer).name]

    def offending(self, layer: str) -> Survey:
        """问题图斑 · The land of each parcel inside the layer, or outside it where it is wanted inside, as a layer."""
        found, coverage = self._layer(layer), self._coverage(layer)
        pieces = coverage.outside() if found.wanted is Wanted.INSIDE else coverage.inside()
        outlines = tuple(outline_of(name, number, piece) for number, (name, piece) in enumerate(pieces, 1))
        return Survey(
            source=layer,
            layer=layer,
            form="layer",
            digest=digest([layer, root(one.digest for one in self.boundaries.values())]),
            frame=f"EPSG:{coverage.epsg}",
            outlines=tuple(one for one in outlines if one.polygons),
        )

    def issues(self) -> tuple[Issue, ...]:
        """叠加问题 · G080 land in a layer to keep out of, G081 land outside one to lie in, G082 features left out."""
        return tuple(issue for layer in self.layers for issue in self._layer_issues(layer))

    def _layer_issues(self, layer: Layer) -> Iterator[Issue]:
        if layer.left_out:
            yield layer_issue("G082", layer.name, layer.left_out)
        for cover in self.covers(layer.name) if layer.wanted is not Wanted.TOLD else ():
            if layer.wanted is Wanted.OUTSIDE:
                yield _issue("G080", cover, cover.area, self.boundaries[cover.parcel])
            elif cover.rest:
                yield _issue("G081", cover, cover.rest, self.boundaries[cover.parcel])


def overlay(boundaries: Mapping[str, Boundary], layers: Sequence[Layer]) -> OverlayResult:
    """叠加分析 · The boundaries by parcel laid over every layer; all must lie in one frame (G091)."""
    require_geometry()
    names = [layer.name for layer in layers]
    if len(set(names)) < len(names):
        raise InputFault("G084", layers=tuple(names))
    _require_one_frame([*boundaries.values(), *(one for layer in layers for one in layer.boundaries)])
    target = Target.of(boundaries)
    coverages = {layer.name: covered(target, layer.boundaries) for layer in layers}
    return OverlayResult(boundaries=boundaries, layers=tuple(layers), _coverages=coverages)


def _require_one_frame(boundaries: Sequence[Boundary]) -> None:
    codes = sorted({boundary.epsg for boundary in boundaries})
    if len(codes) > 1:
        raise IntegrityFault("G091", codes=tuple(codes))


def _issue(code: str, cover: Cover, area: Area, boundary: Boundary) -> Issue:
    share = Fraction(area.units, cover.whole.units)
    percent = half_up(share.numerator * 100, share.denominator, 2)
    return boundary_issue(code, boundary, parcel=cover.parcel, layer=cover.layer, area=area.hectares, percent=percent)
