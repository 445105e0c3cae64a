"""叠加分析 · Hectares and shares per parcel and layer, against counting cells one by one and against plain geometry."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from landsupply.ledger.boundary.overlay import Layer, Wanted, overlay
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.shapes import shapes_of
from landsupply.ledger.boundary.take import take
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault
from tests.ledger.boundary_samples import RULES, boundary, closed, somewhere, square, survey

EAST, NORTH = 456_000, 3_847_000


def _layer(*drawn: Boundary, name: str = "永久基本农田", wanted: Wanted = Wanted.OUTSIDE) -> Layer:
    return Layer(name=name, wanted=wanted, boundaries=drawn)


def test_hectares_and_share_of_each_layer() -> None:
    drawn = {"甲": boundary(square()), "乙": boundary(square(east=456_300))}
    farmland = _layer(boundary(square(east=456_075, side=200)))
    growth = _layer(boundary(square(side=1000)), name="城镇开发边界", wanted=Wanted.INSIDE)
    heritage = _layer(boundary(square(side=5)), name="文物", wanted=Wanted.TOLD)
    found = overlay(drawn, [farmland, growth, heritage])
    (cover,) = found.covers("永久基本农田")
    assert (cover.parcel, cover.area, cover.share, cover.features) == ("甲", Area(250_000), Fraction(1, 4), (1,))
    assert [(one.parcel, one.rest) for one in found.covers("城镇开发边界")] == [("乙", Area(0)), ("甲", Area(0))]
    assert found.total("文物") == Area(2_500)
    (issue,) = found.issues()
    assert issue.code == "G080"
    assert "0.25 公顷（25.00%）" in issue.message()
    assert found.is_complete


def test_land_outside_a_layer_to_lie_in() -> None:
    drawn = {"甲": boundary(square()), "乙": boundary(square(east=457_000))}
    growth = _layer(boundary(square(side=50)), name="城镇开发边界", wanted=Wanted.INSIDE)
    found = overlay(drawn, [growth])
    assert [(one.parcel, one.area, one.rest) for one in found.covers("城镇开发边界")] == [
        ("乙", Area(0), Area(1_000_000)),
        ("甲", Area(250_000), Area(750_000)),
    ]
    assert [issue.code for issue in found.issues()] == ["G081", "G081"]
    outside = found.offending("城镇开发边界")
    assert outside.frame == "EPSG:4547"
    taken = take(outside, RULES)
    assert {one.label: one.area for one in taken.boundaries} == {"甲": Area(750_000), "乙": Area(1_000_000)}


def test_features_that_overlap_are_counted_once_and_each_is_named() -> None:
    drawn = {"甲": boundary(square())}
    twice = _layer(boundary(square(side=60), position=7), boundary(square(side=80), position=3))
    found = overlay(drawn, [twice])
    (cover,) = found.covers("永久基本农田")
    assert (cover.area, cover.features) == (Area(640_000), (3, 7))
    assert list(found.by_feature("永久基本农田")) == [("甲", 3, Area(640_000)), ("甲", 7, Area(360_000))]


def test_features_that_touch_are_added() -> None:
    drawn = {"甲": boundary(square())}
    halves = _layer(boundary(square(east=455_950, north=3_847_000)), boundary(square(east=456_050), position=2))
    found = overlay(drawn, [halves])
    (cover,) = found.covers("永久基本农田")
    assert cover.area == Area(1_000_000)
    assert cover.share == 1
    assert found.offending("永久基本农田").outlines[0].label == "甲"


def test_nothing_met_nothing_said() -> None:
    found = overlay({"甲": boundary(square())}, [_layer(boundary(square(east=457_000))), _layer(name="空")])
    assert (list(found.covers("永久基本农田")), list(found.covers("空")), found.issues()) == ([], [], ())
    assert found.offending("空").outlines == ()
    assert overlay({}, [_layer(boundary(square()))]).total("永久基本农田") == Area(0)


def test_an_invalid_feature_leaves_the_result_incomplete_and_is_said() -> None:
    bow_tie = [(EAST, NORTH), (EAST + 100, NORTH), (EAST, NORTH + 100), (EAST + 100, NORTH + 100)]
    layer = Layer.of("保护地", Wanted.OUTSIDE, take(survey([closed(bow_tie)], [closed(square())]), RULES))
    found = overlay({"甲": boundary(square())}, [layer])
    assert not found.is_complete
    assert [(issue.code, issue.rows) for issue in found.issues()] == [("G082", (1,)), ("G080", (1,))]


def test_an_unknown_layer_and_two_of_one_name_are_refused() -> None:
    found = overlay({"甲": boundary(square())}, [_layer()])
    for code, ask in (("G083", lambda: found.total("生态")), ("G084", lambda: overlay({}, [_layer(), _layer()]))):
        with pytest.raises(InputFault) as caught:
            ask()
        assert caught.value.code == code


def _cells(east: int, north: int, width: int, height: int) -> frozenset[tuple[int, int]]:
    return frozenset((x, y) for x in range(east, east + width) for y in range(north, north + height))


def _drawn(cells: tuple[int, int, int, int], position: int = 1) -> Boundary:
    east, north, width, height = cells
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    return boundary([(EAST + east + x, NORTH + north + y) for x, y in corners], position=position)


BOXES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 8), st.integers(1, 8)), min_size=1, max_size=7
)


@settings(max_examples=200)
@given(parcels=BOXES, features=BOXES)
def test_it_is_what_counting_square_metres_gives(parcels, features) -> None:
    drawn = {f"{number}": _drawn(box) for number, box in enumerate(parcels)}
    layer = _layer(*(_drawn(box, position) for position, box in enumerate(features, 1)))
    found = {cover.parcel: cover for cover in overlay(drawn, [layer]).covers("永久基本农田")}
    held = frozenset().union(*(_cells(*box) for box in features))
    for number, box in enumerate(parcels):
        area = 100 * len(_cells(*box) & held)
        told = found.get(str(number))
        assert (told.area.units if told else 0) == area
        if told:
            met = [place for place, one in enumerate(features, 1) if _cells(*one) & _cells(*box)]
            assert list(told.features) == met


def test_it_is_what_plain_geometry_gives_whatever_the_order() -> None:
    """Invented parcels over invented overlapping lines, some with two parts; every order gives the very same result."""
    chance = random.Random(15)

    def near(position: int = 1) -> Boundary:
        east, north = chance.uniform(0, 900), chance.uniform(0, 900)
        ring = somewhere(chance)
        base = ring[0]
        return boundary([(EAST + east + x - base[0], NORTH + north + y - base[1]) for x, y in ring], position=position)

    drawn = {f"{number:03}": near() for number in range(150)}
    lines = [near(position) for position in range(1, 41)]
    kept = {name: one for name, one in drawn.items() if shapes_of([one])[0].is_valid}
    lines = [one for one in lines if shapes_of([one])[0].is_valid]
    found = overlay(kept, [_layer(*lines)])
    covers = list(found.covers("永久基本农田"))
    whole = shapely.union_all(shapes_of(lines))
    plain = {name: shapely.intersection(shapes_of([one])[0], whole).area for name, one in kept.items()}
    told = {cover.parcel: cover.area.units for cover in covers}
    assert max(abs(plain[name] * 100 - told.get(name, 0)) for name in kept) < 0.51
    assert len(told) > 50
    for seed in range(5):
        order = random.Random(seed)
        shuffled = order.sample(lines, len(lines))
        names = order.sample(list(kept), len(kept))
        again = overlay({name: kept[name] for name in names}, [_layer(*shuffled)])
        assert list(again.covers("永久基本农田")) == covers
    pieces = take(found.offending("永久基本农田"), RULES)
    assert max(abs(one.area.units - told[one.label]) for one in pieces.boundaries) < 200


def test_a_parcel_is_never_covered_by_more_than_itself() -> None:
    chance = random.Random(2)
    for _ in range(50):
        ring = somewhere(chance)
        one = boundary(ring)
        if not shapes_of([one])[0].is_valid:
            continue
        found = overlay({"甲": one}, [_layer(one, boundary(square(east=380_000, north=3_780_000, side=200_000)))])
        (cover,) = found.covers("永久基本农田")
        assert cover.area == one.area
