"""位置未定 · What is said of shapes whose place is not known, and of areas that a boundary file states itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from landsupply.ledger.boundary.match import stated_issues
from landsupply.ledger.boundary.unplaced import unplaced_issues
from landsupply.ledger.outline import Outline
from tests.ledger.boundary_samples import RULES, boundary, closed, square, survey

FIELD = "地块面积"


def test_every_kind_of_invalid_shape_is_named_and_a_sound_one_is_not() -> None:
    bow = [(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]
    drawn = survey(
        [closed(square())],
        [closed(bow)],
        [[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0)]],
        [[(float("nan"), 0.0), (1.0, 0.0), (1.0, 1.0)]],
        [closed(square()), closed(square(east=0))],
        frame=None,
    )
    found = [(issue.rows, issue.code) for issue in unplaced_issues(drawn)]
    assert found == [((2,), "G040"), ((3,), "G035"), ((4,), "G038"), ((5,), "G040")]
    for issue in unplaced_issues(drawn):
        assert issue.message("zh") and issue.message("en") and issue.remedy("zh") and issue.remedy("en")


def test_parts_that_overlap_and_outlines_without_land() -> None:
    ring = tuple(closed(square()))
    parts = Outline(label="甲", position=1, polygons=((ring,), (ring,)))
    empty = Outline(label="乙", position=2, polygons=())
    drawn = replace(survey([ring]), outlines=(parts, empty))
    assert [(issue.rows, issue.code) for issue in unplaced_issues(drawn)] == [((1,), "G040")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.0000", None), ("１．０", None), ("", None), ("15", "G051"), ("10000.00", "G051"), ("1.03", "G050"),
     ("约1公顷", "G052"), ("1,0", "G052"), ("-1", "G052")],
)  # fmt: skip
def test_t55_the_hectares_that_a_file_states(text: str, code: str | None) -> None:
    one = replace(boundary(square()), attributes={FIELD: text})
    assert [issue.code for issue in stated_issues([one], FIELD, RULES)] == ([code] if code else [])
