"""取界线 · Rings with every fault: what is safe is mended and said, what is not is only proposed; bombs are refused."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary.fix import Choice
from landsupply.ledger.boundary.shapes import shapes_of
from landsupply.ledger.boundary.take import accept, take
from landsupply.measure.area import Area
from landsupply.measure.fault import InputFault, IntegrityFault
from tests.ledger.boundary_samples import RULES, boundary, closed, somewhere, square, survey

HECTARE = Area(1_000_000)
BOW_TIE = [(456_000, 3_847_000), (456_100, 3_847_000), (456_000, 3_847_100), (456_100, 3_847_100)]
CHOICE = Choice(by="测绘科", on=date(2024, 3, 1), why="与原图核对")


def _codes(issues) -> list[str]:
    return [issue.code for issue in issues]


def test_a_sound_square_is_one_hectare_and_says_nothing() -> None:
    taken = take(survey([closed(square())]), RULES)
    (one,) = taken.boundaries
    assert (one.area, one.epsg, taken.issues, taken.left_out) == (HECTARE, 4547, (), ())
    assert one.ellipsoidal == Area(999_952)
    assert one.source.position == 1


def test_t54_unclosed_doubled_and_clockwise_rings_are_mended_and_said_once() -> None:
    doubled = [square()[0], *square()]
    taken = take(survey([square()], [closed(doubled)], [closed(square()[::-1])], [square()]), RULES)
    assert [one.area for one in taken.boundaries] == [HECTARE] * 4
    assert len({one.digest for one in taken.boundaries}) == 1
    assert [(issue.code, issue.rows) for issue in taken.issues] == [("G030", (1, 4)), ("G031", (2,)), ("G032", (3,))]


def test_t54_a_second_ring_inside_is_a_hole_whatever_its_direction() -> None:
    hole = square(456_020, 3_847_020, 10)
    for ring in (hole, hole[::-1]):
        (one,) = take(survey([closed(square()), closed(ring)]), RULES).boundaries
        assert one.area == HECTARE - Area(10_000)


def test_t54_a_hole_outside_its_shell_is_proposed_as_land_of_its_own() -> None:
    taken = take(survey([closed(square()), closed(square(456_200, 3_847_000, 10))]), RULES)
    assert taken.boundaries == ()
    assert taken.left_out == (1,)
    (repair,) = taken.repairs
    assert "G034" in _codes(taken.issues)
    assert (repair.before, repair.boundary.area) == (HECTARE - Area(10_000), HECTARE + Area(10_000))


def test_t54_a_ring_that_crosses_itself_is_not_taken_until_somebody_accepts() -> None:
    taken = take(survey([closed(BOW_TIE)], [closed(square())]), RULES)
    assert [one.source.position for one in taken.boundaries] == [2]
    (issue,) = taken.issues
    assert (issue.code, issue.facts["where"]) == ("G037", "456050, 3847050")
    assert "0.00" in issue.message() and "0.50" in issue.message()
    (repair,) = taken.repairs
    assert repair.boundary.area == Area(500_000)
    taken_over = accept(repair, CHOICE)
    assert taken_over.source.fixes[0].fix == "G037"
    assert taken_over.digest == repair.boundary.digest


def test_t54_spikes_are_listed() -> None:
    spike = [*square()[:2], (456_100, 3_847_050), (456_300, 3_847_050), (456_100, 3_847_050), *square()[2:]]
    taken = take(survey([closed(spike)]), RULES)
    assert set(_codes(taken.issues)) == {"G033", "G037"}
    assert taken.repairs[0].boundary.area == HECTARE
    thin = [*square()[:2], (456_100, 3_847_049), (456_300, 3_847_050), (456_100, 3_847_050), *square()[2:]]
    taken = take(survey([closed(thin)]), RULES)
    assert _codes(taken.issues) == ["G033"]
    assert taken.boundaries[0].area > HECTARE


@pytest.mark.parametrize(
    "ring",
    [
        [],
        [(456_000, 3_847_000)],
        square()[:2],
        [*square()[:2], *square()[:2]],
        [(456_000 + n, 3_847_000) for n in range(5)],
    ],
)
def test_t32_a_ring_without_area_is_refused(ring) -> None:
    taken = take(survey([ring], [closed(square())]), RULES)
    assert [one.source.position for one in taken.boundaries] == [2]
    assert "G035" in _codes(taken.issues)
    assert taken.left_out == (1,)


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (("J1", "J2", "J3", "J4", "J1"), None),
        (("J5", "J6", "J7", "J8", "J5"), None),
        (("J1", "J2", "J4", "J5", "J1"), "J3"),
        (("J1", "J2", "J2", "J3", "J1"), "J2"),
        (("J1", "J3", "J2", "J4", "J1"), "—"),
        (("西北角", "", "", "", ""), None),
    ],
)
def test_t54_gaps_in_the_point_numbers_are_listed(marks: tuple[str, ...], said: str | None) -> None:
    drawn = survey([closed(square())])
    marked = replace(drawn, outlines=(replace(drawn.outlines[0], marks=(marks,)),))
    issues = take(marked, RULES).issues
    assert _codes(issues) == ([] if said is None else ["G036"])
    assert said is None or said in issues[0].message()


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 1e308, -1e308, 1e30, 1e12])
def test_t32_impossible_numbers_are_refused_and_the_rest_is_taken(bad: float) -> None:
    broken = [(bad, 3_847_000), *square()[1:]]
    taken = take(survey([closed(broken)], [closed(square())], [closed(square(east=457_000))]), RULES)
    assert [one.source.position for one in taken.boundaries] == [2, 3]
    assert _codes(taken.issues) == ["G038"]


def test_t32_nothing_but_impossible_numbers() -> None:
    assert take(survey([[(1e308, 1e308)] * 4]), RULES).boundaries == ()
    assert take(survey(), RULES).boundaries == ()


def test_t32_too_many_points_are_refused() -> None:
    ring = [(456_000 + (n % 1000) / 10, 3_847_000 + n / 10_000) for n in range(200_001)]
    taken = take(survey([ring], [closed(square())]), RULES)
    assert _codes(taken.issues) == ["G039"]
    assert len(taken.boundaries) == 1
    with pytest.raises(InputFault) as caught:
        take(survey(*([ring] for _ in range(10))), RULES)
    assert caught.value.code == "G005"


def test_t32_a_tangle_is_refused_without_a_repair() -> None:
    chance = random.Random(1)
    ring = [(456_000 + chance.uniform(0, 999), 3_847_000 + chance.uniform(0, 999)) for _ in range(5_000)]
    taken = take(survey([closed(ring)], [closed(square())]), RULES)
    assert (taken.left_out, taken.repairs) == ((1,), ())
    assert "G037" in _codes(taken.issues)


def test_a_boundary_is_the_same_wherever_its_ring_begins() -> None:
    ring = square()
    shapes = {take(survey([closed(ring[n:] + ring[:n])]), RULES).boundaries[0].digest for n in range(4)}
    assert len(shapes) == 1


def test_coordinates_come_back_to_a_tenth_of_a_millimetre() -> None:
    chance = random.Random(4)
    for _ in range(50):
        ring = somewhere(chance)
        (one,) = take(survey([closed(ring)]), RULES).boundaries
        (again,) = take(survey([list(one.outline.polygons[0][0])]), RULES).boundaries
        assert again.polygons == one.polygons
        assert np.abs(np.array(one.outline.polygons[0][0][:-1]) - np.array(ring)).max() <= 5.1e-5


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=0, max_size=14), st.randoms())
def test_any_ring_is_taken_or_refused_in_words(corners: list[tuple[int, int]], chance: random.Random) -> None:
    """Never an error of the library; what is taken is valid and has the library's area; repairs are valid too."""
    ring = [(456_000 + east, 3_847_000 + north) for east, north in corners]
    taken = take(survey([ring if chance.random() < 0.5 or not ring else closed(ring)], [closed(square())]), RULES)
    assert len(taken.boundaries) + len(taken.left_out) == 2
    for one in (*taken.boundaries, *(repair.boundary for repair in taken.repairs)):
        (shape,) = shapes_of([one])
        assert shapely.is_valid(shape)
        assert abs(shape.area * 100 - one.area.units) <= 0.51
    assert all(issue.message(lang) and issue.remedy(lang) for issue in taken.issues for lang in ("zh", "en"))


def test_the_exact_area_rounds_half_up_once() -> None:
    """A triangle of legs 0.1 m and 0.1 m is 0.005 m², which is one hundredth."""
    assert boundary([(0, 0), (0.1, 0), (0, 0.1)]).area == Area(1)
    with pytest.raises(IntegrityFault) as caught:
        boundary([(0, 0), (0.1, 0), (0, 0.0999)])
    assert caught.value.code == "G090"
    tiny = [(456_000, 3_847_000), (456_000.1, 3_847_000), (456_000, 3_847_000.0999)]
    assert _codes(take(survey([closed(tiny)]), RULES).issues) == ["G035"]


def test_a_place_without_extent_is_not_judged() -> None:
    bare = replace(RULES.rulebook, place=replace(RULES.place, extent=None))
    taken = take(survey([closed(square())]), replace(RULES, rulebook=bare))
    assert _codes(taken.issues) == ["G027"]
    assert open_rulebook("990100").place.extent is not None
