"""界线与宗地 · Boundaries given to parcels, areas compared, overlaps, slivers and land outside the place."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from landsupply.ledger.boundary.match import area_issue, attach, compare_areas, unit_mistaken
from landsupply.ledger.boundary.topology import overlap_issues, overlaps, overlaps_with, place_issues, size_issues
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area, AreaUnit
from tests.ledger.boundary_samples import RULES, boundary, somewhere, square

HECTARE = Area(1_000_000)


def _parcel(identity: str, name: str, row: int, area: Area | None = HECTARE) -> Parcel:
    source = Source(file="台账.xlsx", sheet="表", row=row)
    return Parcel(id=identity, name=name, district=None, location="", area=area, use=None, source=source)


def _ledger(*parcels: Parcel) -> Ledger:
    return Ledger(parcels=parcels, issues=(), sources=())


LEDGER = _ledger(_parcel("ZZ-1", "一号地", 2), _parcel("ZZ-2", "二号地", 3), _parcel("ZZ-3", "二号地", 4))


def test_by_number_then_by_name_folded_and_otherwise_exact() -> None:
    drawn = [boundary(square(), label="ｚｚ－1"), boundary(square(east=457_000), label="别名")]
    numbered = [drawn[0], replace(drawn[1], attributes={"地块编号": "ZZ-2", "界址点数": "ZZ-3"})]
    found = attach(LEDGER, numbered)
    assert dict(found.boundaries) == {"ZZ-1": drawn[0], "ZZ-2": numbered[1]}
    assert [(issue.code, issue.rows) for issue in found.issues] == [("G061", (4,))]
    assert attach(LEDGER, [boundary(square(), label="一号地 ")]).boundaries.keys() == {"ZZ-1"}


def test_what_finds_no_partner_or_several_is_said_both_ways() -> None:
    drawn = [
        boundary(square(), label="ZZ-1"),
        boundary(square(east=457_000), label="ZZ-1", position=2),
        boundary(square(east=458_000), label="二号地", position=3),
        boundary(square(east=459_000), label="ZZ-9", position=4),
    ]
    found = attach(LEDGER, drawn)
    assert found.boundaries == {}
    assert sorted((issue.code, issue.rows) for issue in found.issues) == [
        ("G060", (4,)),
        ("G061", (3, 4)),
        ("G062", (1,)),
        ("G062", (2,)),
        ("G063", (3,)),
    ]
    assert all(issue.message(lang) and issue.remedy(lang) for issue in found.issues for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        (Area(1_000_000), None),
        (Area(1_000_100), None),
        (Area(999_900), None),
        (Area(1_000_101), "G050"),
        (Area(999_899), "G050"),
        (Area(15_000_000), "G051"),
        (Area(66_667), "G051"),
        (Area(100), "G051"),
        (Area(1_500_000), "G050"),
    ],
)
def test_t55_declared_against_measured(declared: Area, code: str | None) -> None:
    """One hectare: 0.01 % and 1 m² are the same here, so the edge of both is seen."""
    issue = area_issue(declared, boundary(square()), RULES)
    assert (issue.code if issue else None) == code
    if issue:
        assert "投影平面面积 1.00 公顷" in issue.message()
        assert f"{declared.hectares} ha" in issue.message("en")


def test_t55_the_larger_of_share_and_square_metre_is_allowed() -> None:
    ten_by_ten = boundary(square(side=10))
    assert area_issue(Area(10_100), ten_by_ten, RULES) is None
    assert area_issue(Area(10_101), ten_by_ten, RULES).code == "G050"
    square_kilometre = boundary(square(side=1000))
    assert area_issue(Area(100_010_000), square_kilometre, RULES) is None
    assert area_issue(Area(100_010_001), square_kilometre, RULES).code == "G050"


def test_t50_the_unit_that_explains_a_difference_is_named() -> None:
    near = Fraction(1, 200)
    assert unit_mistaken(Area(15_000_000), HECTARE, near) == (AreaUnit.HECTARE, AreaUnit.MU)
    assert unit_mistaken(Area(15_070_000), HECTARE, near) == (AreaUnit.HECTARE, AreaUnit.MU)
    assert unit_mistaken(Area(15_080_000), HECTARE, near) is None
    assert unit_mistaken(Area(100), HECTARE, near)[1] in (AreaUnit.HECTARE, AreaUnit.TEN_THOUSAND_SQUARE_METRES)
    assert unit_mistaken(Area(10_000_000_000), HECTARE, near) == (AreaUnit.HECTARE, AreaUnit.SQUARE_METRE)
    assert unit_mistaken(Area(1_500), HECTARE, near) == (AreaUnit.SQUARE_METRE, AreaUnit.MU)
    assert unit_mistaken(Area(2_000_000), HECTARE, near) is None


def test_boundaries_are_part_of_the_ledgers_digest() -> None:
    drawn = replace(LEDGER, boundaries={"ZZ-1": boundary(square())})
    moved = replace(LEDGER, boundaries={"ZZ-2": boundary(square())})
    assert len({LEDGER.digest, drawn.digest, moved.digest}) == 3
    assert replace(LEDGER, boundaries={}).digest == LEDGER.digest


def test_only_parcels_with_both_areas_are_compared() -> None:
    parcels = [_parcel("A", "甲", 2, None), _parcel("B", "乙", 3, Area(2_000_000)), _parcel("C", "丙", 4)]
    drawn = {"A": boundary(square()), "B": boundary(square())}
    assert [issue.code for issue in compare_areas(parcels, drawn, RULES)] == ["G050"]


def test_t56_overlaps_with_area_and_share() -> None:
    drawn = {
        "甲": boundary(square()),
        "乙": boundary(square(east=456_050)),
        "丙": boundary(square(east=456_150)),
        "丁": boundary(square(east=456_100, north=3_847_100)),
    }
    found = overlaps(drawn, RULES)
    assert [(one.first, one.second) for one in found] == [("乙", "甲")]
    assert (found[0].area, found[0].share, found[0].is_duplicate) == (Area(500_000), Fraction(1, 2), False)
    (issue,) = overlap_issues(found, drawn)
    assert issue.code == "G070"
    assert "0.50 公顷" in issue.message() and "50.00%" in issue.message("en")
    assert len(found[0].piece.polygons[0][0]) == 5


def test_t56_supplied_land_and_duplicates() -> None:
    drawn = {"甲": boundary(square())}
    ring = square()
    supplied = {"2019-7": boundary([*ring[2:], *ring[:2]]), "2019-8": boundary(square(east=456_099))}
    found = overlaps_with(drawn, supplied, RULES)
    assert [(one.second, one.is_duplicate, one.area) for one in found] == [
        ("2019-7", True, HECTARE),
        ("2019-8", False, Area(10_000)),
    ]
    assert [issue.code for issue in overlap_issues(found, drawn, supplied)] == ["G072", "G071"]


@pytest.mark.parametrize(
    ("shift", "is_told"),
    [(99.9999, False), (99.97, True), (99.9, True), (100, False), (99.96, True)],
)
def test_a_thin_and_small_overlap_is_let_pass(shift: float, is_told: bool) -> None:
    """Along a side of 100 m: 0.1 mm is 0.01 m² and passes; from 1 m² or 5 cm of width on it is told."""
    drawn = {"甲": boundary(square()), "乙": boundary(square(east=456_000 + shift))}
    assert bool(overlaps(drawn, RULES)) is is_told


def test_t56_slivers_and_land_outside_the_place() -> None:
    drawn = {
        "小": boundary(square(side=3)),
        "界": boundary(square(side=3.1623)),
        "外": boundary(square(north=4_000_000)),
        "内": boundary(square()),
    }
    (sliver,) = size_issues(drawn, RULES)
    assert (sliver.code, sliver.facts["parcel"], sliver.facts["area"]) == ("G073", "小", "9.00")
    assert [issue.facts["parcel"] for issue in place_issues(drawn, RULES)] == ["外"]
    district = [boundary(square(side=50))]
    left = place_issues({"内": drawn["内"]}, RULES, district)
    assert [(issue.code, issue.facts["area"]) for issue in left] == [("G074", "0.75")]


def test_overlaps_do_not_depend_on_the_order() -> None:
    chance = random.Random(7)
    rings = [[(e % 1000 + 456_000, n % 1000 + 3_847_000) for e, n in somewhere(chance)] for _ in range(40)]
    drawn = {f"{number:02}": boundary(square(ring[0][0], ring[0][1], 150)) for number, ring in enumerate(rings)}
    names = list(drawn)
    chance.shuffle(names)
    assert overlaps({name: drawn[name] for name in names}, RULES) == overlaps(drawn, RULES)
