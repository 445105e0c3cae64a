"""坐标诊断 · A thousand files written wrongly on purpose: the one fix that lands inside is offered, and is right."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import numpy as np
import pytest

from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.boundary.diagnose import Verdict, diagnose
from landsupply.ledger.boundary.fix import Choice, apply_fix, east_first
from landsupply.ledger.boundary.frame import frame_of_code, zone_frame
from landsupply.ledger.boundary.gcj import to_gcj
from landsupply.ledger.boundary.project import GEOGRAPHIC, Points, convert, to_degrees
from landsupply.ledger.boundary.take import take
from landsupply.ledger.outline import Axes, Survey
from tests.ledger.boundary_samples import HOME, NATIONAL, RULES, boundary, closed, somewhere, square, survey

CHOICE = Choice(by="测绘科", on=date(2024, 3, 1), why="与原图核对")
HEADER = {"几度分带": "3", "带号": "38"}
Wrong = Callable[[Points, random.Random], Survey]


def _written(points: Points, frame: str | None, header: dict[str, str] | None = None) -> Survey:
    return survey([closed([tuple(point) for point in points.tolist()])], frame=frame, header=header)


def _text(points: Points, header: dict[str, str]) -> Survey:
    ring = closed([tuple(point) for point in points.tolist()])
    return survey([ring], frame=NATIONAL, header=header, axes=Axes.NORTH_EAST)


def _in(points: Points, code: int) -> Points:
    return convert(points, HOME, frame_of_code(code))


def _swapped(points: Points, chance: random.Random) -> Survey:
    code = chance.choice([4526, 4547, 4525, 4508])
    drawn = _in(points, code)[:, ::-1]
    return chance.choice([_written(drawn, f"EPSG:{code}"), _text(_in(points, 4526)[:, ::-1], HEADER)])


def _no_prefix(points: Points, chance: random.Random) -> Survey:
    return _written(points, "EPSG:4526")


def _stray_prefix(points: Points, chance: random.Random) -> Survey:
    return _written(_in(points, 4526), "EPSG:4547")


def _wrong_prefix(points: Points, chance: random.Random) -> Survey:
    wrong = chance.choice([20, 36, 37, 39, 40])
    return _text(points + np.array([wrong * 1_000_000, 0]), HEADER)


def _wrong_zone(points: Points, chance: random.Random) -> Survey:
    wrong = chance.choice([35, 36, 37, 39, 40])
    drawn = chance.choice([points, _in(points, 4526)])
    return _text(drawn, {"几度分带": "3", "带号": str(wrong)})


def _three_told_six(points: Points, chance: random.Random) -> Survey:
    drawn = chance.choice([points, _in(points, 4526)])
    return _text(drawn, {"几度分带": "6", "带号": chance.choice(["19", "20"])})


def _six_told_three(points: Points, chance: random.Random) -> Survey:
    return _text(_in(points, chance.choice([4497, 4508])), HEADER)


def _neighbour(points: Points, chance: random.Random) -> Survey:
    return _written(_in(points, chance.choice([4546, 4548])), "EPSG:4547")


def _metres_told_degrees(points: Points, chance: random.Random) -> Survey:
    return _written(_in(points, chance.choice([4526, 4547])), "EPSG:4490")


def _untold(points: Points, chance: random.Random) -> Survey:
    return _written(_in(points, chance.choice([4526, 4547, 4508, 4497])), None)


def _two_at_once(points: Points, chance: random.Random) -> Survey:
    wrong = chance.choice([37, 39])
    return _text((points + np.array([wrong * 1_000_000, 0]))[:, ::-1], HEADER)


WRONG: tuple[tuple[str, Wrong], ...] = (
    ("G010", _swapped),
    ("G012", _no_prefix),
    ("G013", _stray_prefix),
    ("G011", _wrong_prefix),
    ("G014", _wrong_zone),
    ("G015", _three_told_six),
    ("G015", _six_told_three),
    ("G014", _neighbour),
    ("G017", _metres_told_degrees),
    ("G018", _untold),
    ("G010", _two_at_once),
)


@pytest.mark.parametrize(("code", "write"), WRONG, ids=[write.__name__.strip("_") for _, write in WRONG])
def test_t53_the_one_fix_that_lands_inside_is_offered_and_right(code: str, write: Wrong) -> None:
    chance = random.Random(53)
    for _ in range(100):
        truth = np.array(somewhere(chance))
        wrong = write(truth, chance)
        found = diagnose(wrong, RULES)
        assert found.verdict is Verdict.ONE_FIX, (write.__name__, found)
        assert set(found.offered.kinds) & {code, "G014", "G015"}, found.offered
        mended, record = apply_fix(wrong, found.offered, CHOICE)
        again = diagnose(mended, RULES)
        assert again.verdict is Verdict.AS_STATED
        home = convert(again.reading.points(east_first(mended)), again.reading.frame, HOME)
        assert np.abs(home[:-1] - truth).max() < 5e-5
        assert (record.by, record.on, record.before) == (CHOICE.by, CHOICE.on, wrong.digest)


@pytest.mark.parametrize("code", [4526, 4547, 4490, 4508, 4497, 4525, 4548])
def test_t53_what_is_right_as_stated_gets_no_fix(code: int) -> None:
    chance = random.Random(code)
    for _ in range(30):
        right = _written(_in(np.array(somewhere(chance)), code), f"EPSG:{code}")
        found = diagnose(right, RULES)
        assert (found.verdict, found.candidates) == (Verdict.AS_STATED, ())


@pytest.mark.parametrize("is_prefixed", [True, False])
def test_a_points_file_may_leave_the_zone_number_to_its_header(is_prefixed: bool) -> None:
    drawn = _in(np.array(square()), 4526 if is_prefixed else 4547)
    found = diagnose(_text(drawn, HEADER), RULES)
    assert found.verdict is Verdict.AS_STATED
    assert found.reading.kinds == (() if is_prefixed else ("G025",))


@pytest.mark.parametrize("frame", ["EPSG:4547", None, "EPSG:4326"])
def test_degrees_without_reference_cannot_be_decided_and_both_are_offered(frame: str | None) -> None:
    found = diagnose(_written(to_degrees(np.array(square()), HOME), frame), RULES)
    assert found.verdict is Verdict.UNDECIDED
    assert [fix.name for fix in found.candidates] == ["EPSG:4490", "gcj02+EPSG:4490"]
    assert found.offered is None


@pytest.mark.parametrize("is_shifted", [True, False])
@pytest.mark.parametrize("code", [4490, 4326, 4547])
def test_t56_a_reference_tells_a_paste_from_a_web_map(code: int, is_shifted: bool) -> None:
    """The same parcel, then a neighbour that shares a side, then a red line around it."""
    truth = np.array(square())
    degrees = to_degrees(truth, HOME)
    drawn = to_gcj(degrees) if is_shifted else degrees
    told = _written(convert(drawn, GEOGRAPHIC, frame_of_code(code)), f"EPSG:{code}")
    references = (
        boundary(square(), label="ZZ-1"),
        boundary(square(east=456_100), label="邻宗"),
        boundary(square(east=455_900, north=3_846_900, side=300), label="批次"),
    )
    for known in references:
        found = diagnose(told, RULES, [known])
        if is_shifted:
            assert found.verdict is Verdict.ONE_FIX, known.label
            assert found.offered.is_gcj
            mended, _ = apply_fix(told, found.offered, CHOICE)
            home = convert(east_first(mended), frame_of_code(code if code != 4326 else 4490), HOME)
            assert np.abs(home[:-1] - truth).max() < 1e-3
        else:
            assert found.verdict is Verdict.AS_STATED, known.label


def test_a_file_that_says_gcj_is_taken_at_its_word() -> None:
    found = diagnose(_written(to_gcj(to_degrees(np.array(square()), HOME)), "GCJ-02"), RULES)
    assert found.offered.kinds == ("G028",)


@pytest.mark.parametrize("text", ["1980西安坐标系", "1954年北京坐标系", "EPSG:2362", "郑州城建坐标系"])
def test_local_and_foreign_frames_are_refused(text: str) -> None:
    found = diagnose(_written(np.array(square()), text), RULES)
    assert found.verdict is Verdict.REFUSED
    assert take(_written(np.array(square()), text), RULES).boundaries == ()


def test_another_citys_land_lands_nowhere() -> None:
    assert diagnose(_written(np.array(square(north=4_400_000)), "EPSG:4547"), RULES).verdict is Verdict.NONE


def test_several_fixes_are_listed_and_none_offered() -> None:
    """A place wider than a zone: 3° apart, the same eastings lie in both."""
    extent = RULES.place.extent
    assert extent is not None
    wide = replace(RULES.place, extent=replace(extent, west=Fraction(111), east=Fraction(117)))
    rules = open_rulebook("410100").on(date(2024, 1, 1))
    rules = replace(rules, rulebook=replace(rules.rulebook, place=wide))
    found = diagnose(_written(np.array(square()), None), rules)
    assert found.verdict is Verdict.SEVERAL
    assert len(found.candidates) > 1
    assert found.offered is None


def test_outlines_written_in_two_ways_get_no_fix() -> None:
    rings = [closed(square(east=456_000 + 200 * number)) for number in range(5)]
    mixed = survey(*([ring] for ring in rings), [[(n, e) for e, n in rings[0]]], frame="EPSG:4526")
    found = diagnose(mixed, RULES)
    assert (found.verdict, found.strays) == (Verdict.MIXED, (6,))


def test_a_stray_parcel_is_named_and_the_others_are_taken() -> None:
    rings = [closed(square(east=456_000 + 200 * number)) for number in range(5)]
    taken = take(survey(*([ring] for ring in rings), [closed(square(north=4_400_000))]), RULES)
    assert taken.diagnosis.verdict is Verdict.AS_STATED
    assert [(issue.code, issue.rows) for issue in taken.issues] == [("G024", (6,))]


def test_the_second_city_has_its_own_zone() -> None:
    rules = open_rulebook("990100").on(date(2024, 1, 1))
    points = to_degrees(np.array([[500_000.0, 3_320_000.0]]), zone_frame(105))
    assert rules.place.extent.west < points[0, 0] < rules.place.extent.east
    drawn = _written(np.array(square(east=500_000, north=3_320_000)), "EPSG:4523")
    assert diagnose(drawn, rules).offered.name == "EPSG:4544"


def test_every_issue_is_said_in_both_languages() -> None:
    chance = random.Random(1)
    for _, write in WRONG:
        wrong = write(np.array(square()), chance)
        issues = take(wrong, RULES).issues
        assert issues
        assert all(issue.message(lang) and issue.remedy(lang) for issue in issues for lang in ("zh", "en"))
