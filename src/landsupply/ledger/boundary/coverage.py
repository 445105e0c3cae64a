"""覆盖 · How much of each parcel the features of one layer cover: the quick part of the overlay, all in arrays.

The features are prepared and ask the tree of parcels; a parcel strictly inside a feature needs no cutting,
which spares most of the work. Only where features of the layer overlap one another are the pieces of a parcel united.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from landsupply.ledger.boundary.library import numpy as np
from landsupply.ledger.boundary.library import shapely
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.project import Points
from landsupply.ledger.boundary.shapes import Shapes, rounded, shapes_of
from landsupply.measure.area import Area

_Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
_Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Target:
    """被叠加者 · Boundaries in the order of their identities, as shapes, with their own areas and their tree."""

    names: tuple[str, ...]
    shapes: Shapes
    own: tuple[int, ...]
    tree: shapely.STRtree
    epsg: int

    @classmethod
    def of(cls, boundaries: Mapping[str, Boundary]) -> Target:
        """备叠加 · Sorted, so that the order they came in plays no role."""
        names = tuple(sorted(boundaries))
        held = tuple(boundaries[name] for name in names)
        shapes = shapes_of(held)
        epsg = held[0].epsg if held else 0
        own = tuple(one.area.units for one in held)
        return cls(names=names, shapes=shapes, own=own, tree=shapely.STRtree(shapes), epsg=epsg)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coverage:
    """覆盖 · The pieces of parcels inside one layer: `places` in the target, one piece each, `units` of 0.01 m².

    `hits` are the pairs (place of the parcel, position of the feature), sorted, with the `hit_units` of each: the sum
    over all is the land counted once for every feature that holds it. `is_whole` marks parcels wholly inside a feature.
    """

    target: Target
    places: _Whole
    pieces: Shapes
    units: tuple[int, ...]
    is_whole: _Flags
    hits: _Whole
    hit_units: tuple[int, ...]

    @property
    def epsg(self) -> int:
        """编号 · The frame of the pieces."""
        return self.target.epsg

    def areas(self) -> Iterator[tuple[str, Area, tuple[int, ...]]]:
        """覆盖面积 · Parcel by parcel: the land inside the layer, and the positions of the features that hold it."""
        starts = np.searchsorted(self.hits[:, 0], self.places).tolist()
        ends = np.searchsorted(self.hits[:, 0], self.places, side="right").tolist()
        positions = self.hits[:, 1].tolist()
        for place, count, start, end in zip(self.places.tolist(), self.units, starts, ends, strict=True):
            if count:
                yield self.target.names[place], Area(count), tuple(positions[start:end])

    def by_feature(self) -> Iterator[tuple[str, int, Area]]:
        """逐图斑面积 · For each parcel and feature that meet, its position and the land they share."""
        for (place, position), count in zip(self.hits.tolist(), self.hit_units, strict=True):
            yield self.target.names[place], position, Area(count)

    def inside(self) -> Iterator[tuple[str, shapely.Geometry]]:
        """其内图斑 · What of each parcel lies inside the layer."""
        for place, piece in zip(self.places.tolist(), self.pieces, strict=True):
            yield self.target.names[place], piece

    def outside(self) -> Iterator[tuple[str, shapely.Geometry]]:
        """其外图斑 · What of each parcel lies outside the layer; parcels wholly inside are left out."""
        rest = self.target.shapes.copy()
        rest[self.places] = shapely.difference(rest[self.places], one_land(self.pieces))
        rest[self.places[self.is_whole]] = shapely.Polygon()
        for place in np.flatnonzero(~shapely.is_empty(rest)).tolist():
            yield self.target.names[place], rest[place]


def covered(target: Target, features: Sequence[Boundary]) -> Coverage:
    """求覆盖 · The pieces of the target's parcels inside the features of one layer."""
    parts, owner = shapely.get_parts(shapes_of(features), return_index=True)
    shapely.prepare(parts)
    part, place = target.tree.query(parts, predicate="intersects")
    cut = _cut(part, place, parts, target.shapes)
    positions = np.array([one.source.position for one in features], dtype=np.int64)
    return _united(target, cut, parts, positions[owner])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cut:
    """What was cut: for each piece its parcel, its part of a feature, and whether it is the whole parcel."""

    part: _Whole
    place: _Whole
    pieces: Shapes
    area: Points
    is_whole: _Flags


def _cut(part: _Whole, place: _Whole, parts: Shapes, parcels: Shapes) -> _Cut:
    """The pieces that hold land, sorted by parcel, then the smallest first: the order of features plays no role."""
    is_whole = shapely.contains_properly(parts[part], parcels[place])
    pieces = parcels[place]
    pieces[~is_whole] = shapely.intersection(pieces[~is_whole], parts[part[~is_whole]])
    area = shapely.area(pieces)
    order = np.lexsort((part, area, place))
    order = order[area[order] > 0]
    return _Cut(part=part[order], place=place[order], pieces=pieces[order], area=area[order], is_whole=is_whole[order])


def _united(target: Target, cut: _Cut, parts: Shapes, positions: _Whole) -> Coverage:
    """One piece for each parcel out of all that were cut from it."""
    places, first, number = np.unique(cut.place, return_index=True, return_inverse=True)
    is_whole = np.zeros(len(places), dtype=np.bool_)
    is_whole[number[cut.is_whole]] = True
    pieces = cut.pieces[first]
    several = np.bincount(number, minlength=len(places)) > 1
    is_joined = several[number]
    if is_joined.any():
        made = shapely.geometrycollections(cut.pieces[is_joined], indices=np.cumsum(several)[number[is_joined]] - 1)
        pieces[several] = made
    lapping = np.isin(places, _lapping(cut, parts)) & ~is_whole
    pieces[lapping] = one_land(pieces[lapping])
    pieces[is_whole] = target.shapes[places[is_whole]]
    hits, hit_units = _hits(target, cut, positions)
    return Coverage(
        target=target,
        places=places,
        pieces=pieces,
        units=tuple(_units(target, places, rounded(shapely.area(pieces)), is_whole)),
        is_whole=is_whole,
        hits=hits,
        hit_units=hit_units,
    )


def _hits(target: Target, cut: _Cut, positions: _Whole) -> tuple[_Whole, tuple[int, ...]]:
    """The pairs of parcel and feature with their land: the parts of a feature are summed before they are rounded."""
    position = positions[cut.part]
    keys, first, number = np.unique(
        cut.place * (positions.max(initial=0) + 1) + position, return_index=True, return_inverse=True
    )
    is_whole = np.zeros(len(keys), dtype=np.bool_)
    is_whole[number[cut.is_whole]] = True
    sums = rounded(np.asarray(np.bincount(number, weights=cut.area, minlength=len(keys)), dtype=np.float64))
    places = cut.place[first]
    return np.column_stack((places, position[first])), tuple(_units(target, places, sums, is_whole))


def _units(target: Target, places: _Whole, counts: Sequence[int], is_whole: _Flags) -> Iterator[int]:
    """Rounded once; a parcel wholly inside has its own exact area, and none has more than that."""
    for place, count, is_all in zip(places.tolist(), counts, is_whole.tolist(), strict=True):
        own = target.own[place]
        yield own if is_all or count > own else count


def one_land(collections: Shapes) -> Shapes:
    """并为一片 · The union of the members of each collection."""
    return np.asarray(shapely.union_all(collections[:, None], axis=1), dtype=object)


def _lapping(cut: _Cut, parts: Shapes) -> _Whole:
    """The parcels from which two features that overlap one another were cut."""
    pairs = _overlapping(parts, np.unique(cut.part))
    found = [np.empty(0, dtype=np.int64)]
    for apart in range(1, int(np.bincount(cut.place).max(initial=1))):
        is_same = cut.place[apart:] == cut.place[:-apart]
        one, other = cut.part[apart:][is_same], cut.part[:-apart][is_same]
        keys = np.minimum(one, other) * len(parts) + np.maximum(one, other)
        found.append(cut.place[apart:][is_same][np.isin(keys, pairs)])
    return np.unique(np.concatenate(found))


def _overlapping(parts: Shapes, used: _Whole) -> _Whole:
    """The pairs of parts whose insides meet, each as one number; parts that only touch are no such pair."""
    held = parts[used]
    one, other = shapely.STRtree(held).query(held, predicate="intersects")
    one, other = one[one < other], other[one < other]
    is_lapping = shapely.relate_pattern(held[one], held[other], "T********")
    return np.asarray(used[one[is_lapping]] * len(parts) + used[other[is_lapping]])
