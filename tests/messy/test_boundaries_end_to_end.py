"""界址全程 · A thousand invented txt files from bytes to measured land, each compared with its truth.

Where the zone number is missing from the eastings but stands in the header (`no_prefix`), the file is read as it says:
the header names the zone, only one reading lands in the place, and the land is the true one. It is said (G025) and is
no fault to be mended. A list of points without any statement is read only by a fix that somebody chooses (G018).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from landsupply.files.boundary_in import read_surveys
from landsupply.files.boundary_txt import FIELDS
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary.diagnose import Diagnosis, Verdict, diagnose
from landsupply.ledger.boundary.fix import Choice, apply_fix
from landsupply.ledger.boundary.match import stated_issues
from landsupply.ledger.boundary.plot import GRID, Boundary
from landsupply.ledger.boundary.take import Taken, accept, take
from landsupply.ledger.issue import Issue
from tests.messy.boundaries import Sample, samples

RULES = open_rulebook("410100").on(date(2024, 1, 1))
CHOICE = Choice(by="虚构测绘员", on=date(2024, 3, 1), why="与现场一致")
COUNT = 1_000
LOCAL = ("xian80", "beijing54")
#: What the fix of each planted fault sets right.
KINDS = {"swapped": "G010", "wrong_prefix": "G011", "zone_mismatch": "G014", "wrong_width": "G015"}
#: What is said of each planted fault of a plot; none of them is said of any other.
SAID = {
    "duplicate_point": "G031",
    "clockwise": "G032",
    "self_cross": "G037",
    "mark_gap": "G036",
    "count_mismatch": "F080",
}
MILLIMETRE = GRID // 1_000


@dataclass(frozen=True)
class Done:
    """走完 · One file with all that was found of it."""

    sample: Sample
    found: Diagnosis
    taken: Taken
    issues: tuple[Issue, ...]
    remarks: tuple[tuple[int, str], ...]

    @property
    def fault(self) -> str | None:
        return next(iter(self.sample.truth["faults"]), None)

    @property
    def plots(self) -> list[dict]:
        return list(self.sample.truth["plots"])

    def codes(self, place: int) -> Counter[str]:
        """What was said of one plot, by its place in the file."""
        position = self.positions[place]
        said = [issue.code for issue in self.issues if position in issue.rows]
        return Counter([*said, *(code for at, code in self.remarks if at == position)])

    positions: tuple[int, ...]

    def boundary(self, place: int) -> Boundary | None:
        return next((one for one in self.taken.boundaries if one.source.position == self.positions[place]), None)


def _done(sample: Sample) -> Done:
    (survey,) = read_surveys(sample.content, sample.name)
    found = diagnose(survey, RULES)
    remarks = tuple((one.position, remark.code) for one in survey.outlines for remark in one.remarks)
    if found.offered is None:
        taken = take(survey, RULES)
    else:
        mended, record = apply_fix(survey, found.offered, CHOICE)
        taken = take(mended, RULES, (record,))
    issues = (*taken.issues, *stated_issues(taken.boundaries, FIELDS[1], RULES))
    positions = tuple(one.position for one in survey.outlines)
    return Done(sample, found, taken, issues, remarks, positions)


@pytest.fixture(scope="module")
def done() -> list[Done]:
    return [_done(sample) for sample in samples(COUNT)]


def test_t53_every_file_gets_the_verdict_that_its_truth_asks_for(done: list[Done]) -> None:
    for one in done:
        untold = not one.sample.truth["stated"]
        if one.fault in LOCAL:
            assert (one.found.verdict, one.found.reason) == (Verdict.REFUSED, "G003"), one.sample.name
        elif one.fault in (None, "no_prefix") and not untold:
            assert one.found.verdict is Verdict.AS_STATED, one.sample.name
        else:
            assert one.found.verdict is Verdict.ONE_FIX and one.found.offered is not None, one.sample.name
            wanted = {KINDS.get(one.fault or "", "G018"), *(["G018"] if untold else [])}
            assert wanted == set(one.found.offered.kinds) - {"G025"}, (one.sample.name, one.found.offered)


def test_t53_a_missing_zone_number_is_said(done: list[Done]) -> None:
    for one in done:
        if one.fault in (None, "no_prefix") and one.sample.truth["stated"]:
            is_bare = one.fault == "no_prefix" or not one.sample.truth["frame"]["prefixed"]
            assert ("G025" in {issue.code for issue in one.issues}) == is_bare, one.sample.name


def test_t53_after_the_fix_every_corner_lies_where_it_truly_lies(done: list[Done]) -> None:
    corners = 0
    for one in done:
        for place, plot in enumerate(one.plots):
            boundary = one.boundary(place)
            if boundary is None:
                continue
            true = [(round(east * GRID), round(north * GRID)) for ring in plot["plane"] for east, north in ring]
            assert len(list(boundary.corners)) == len(true), (one.sample.name, place)
            assert all(_is_near(corner, true) for corner in boundary.corners), (one.sample.name, place)
            corners += len(true)
    assert corners > 10_000


def _is_near(corner: tuple[int, int], true: list[tuple[int, int]]) -> bool:
    return any(max(abs(corner[0] - east), abs(corner[1] - north)) <= MILLIMETRE for east, north in true)


def test_every_plot_is_taken_or_left_out_for_a_planted_reason(done: list[Done]) -> None:
    for one in done:
        for place, plot in enumerate(one.plots):
            is_out = one.fault in LOCAL or "self_cross" in plot["faults"]
            assert (one.boundary(place) is None) == is_out, (one.sample.name, place)


def test_t54_every_fault_of_a_ring_is_said_and_no_other(done: list[Done]) -> None:
    for one in done:
        for place, plot in enumerate(one.plots):
            said = one.codes(place)
            for fault, code in SAID.items():
                wanted = fault in plot["faults"] and (one.fault not in LOCAL or code == "F080")
                assert (said[code] > 0) == wanted, (one.sample.name, place, fault, said)


def test_t54_what_is_not_closed_is_closed_and_said(done: list[Done]) -> None:
    for one in (each for each in done if each.fault not in LOCAL):
        for place, plot in enumerate(one.plots):
            (survey,) = read_surveys(one.sample.content, one.sample.name)
            rings = [ring for polygon in survey.outlines[place].polygons for ring in polygon]
            is_open = any(ring[0] != ring[-1] for ring in rings)
            assert (one.codes(place)["G030"] > 0) == is_open, (one.sample.name, place)
            assert is_open or "unclosed" not in plot["faults"]


def test_t54_a_crossing_is_repaired_only_by_choice(done: list[Done]) -> None:
    repairs = 0
    for one in (each for each in done if each.fault not in LOCAL):
        crossed = [one.positions[place] for place, plot in enumerate(one.plots) if "self_cross" in plot["faults"]]
        assert [repair.boundary.source.position for repair in one.taken.repairs] == crossed, one.sample.name
        for repair in one.taken.repairs:
            assert accept(repair, CHOICE).source.fixes[-1].by == CHOICE.by
            repairs += 1
    assert repairs > 50


def test_t55_areas_are_exact_and_every_difference_is_said(done: list[Done]) -> None:
    told: Counter[str] = Counter()
    for one in done:
        for place, plot in enumerate(one.plots):
            boundary = one.boundary(place)
            if boundary is None:
                continue
            apart = abs(boundary.area.units / 100 - plot["area_m2"])
            assert apart <= (0.01 if one.sample.truth["frame"]["width"] == 3 else 1), (one.sample.name, apart)
            wanted = set(_area_codes(plot))
            assert {code for code in one.codes(place) if code in ("G050", "G051", "G052")} == wanted, one.sample.name
            told.update(wanted)
    assert min(told["G050"], told["G051"]) > 50, told


def _area_codes(plot: dict) -> Iterator[str]:
    """The form means hectares: another unit's number is told as such, three per cent more as a difference."""
    if plot["stated"] is None:
        return
    if "area_mismatch" in plot["faults"]:
        yield "G050"
    elif plot["stated"]["unit"] != "公顷":
        yield "G051"


def test_every_issue_is_said_in_both_languages(done: list[Done]) -> None:
    for issue in (issue for one in done[:200] for issue in one.issues):
        assert issue.message("zh") and issue.message("en") and issue.remedy("zh") and issue.remedy("en")
