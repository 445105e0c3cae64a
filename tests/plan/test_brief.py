"""编制要求 · Every way in which a brief may be wrong is said with its place; what is right comes back the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.words import remedy, say
from landsupply.measure.fault import BriefFault, Fault
from landsupply.measure.interval import Interval
from landsupply.plan.brief import Brief, Locks
from landsupply.plan.brief_form import brief_to_form, parse_brief, read_brief
from landsupply.plan.families import figure_target
from landsupply.plan.goal import Goal
from landsupply.plan.target import Axis, Line
from tests.plan import case

HEAD = 'format = "landsupply.brief/1"\nplace = "410100"\nyear = 2024\n'
FULL = f"""{HEAD}
title = "样例"
day = 2024-03-01
goals = ["民生优先", "存量优先"]
slack = "0.05%"
gap = "1/3"

[targets]
total = "１００–200公顷"

[targets.classes]
"其他用地" = "60公顷左右"
"住宅用地" = "不低于30公顷"

[targets.districts]
"航空港区" = "20公顷以内"
"中原区" = "15亩"

[targets.months]
12 = "不超过50"
3 = "≤ 40.123456公顷"

[targets.batches]
"批次二" = "30公顷"
"批次一" = "10公顷"

[milestones]
9 = "75%"
6 = "33.333%"

[reserves]
"其他用地" = "5公顷"
"住宅用地" = "1.5公顷"

[locks]
must = ["P01"]
never = ["P05"]
months = {{ "P08" = 9, "P01" = 4 }}

[assumed]
ready = "2024年3月"
past_results_are_candidates = "往年结果"
"""


def read(text: str) -> Brief:
    return read_brief(parse_brief(text), case.rules())


def test_a_full_brief_is_read() -> None:
    brief = read(FULL)
    ha = 1_000_000
    assert [(target.line.name, target.bounds) for target in brief.targets] == [
        ("总量", Interval(100 * ha, 200 * ha)),
        ("结构/住宅用地", Interval(30 * ha, None)),
        ("结构/其他用地", Interval(57 * ha, 63 * ha)),
        ("布局/中原区", Interval(ha, ha)),
        ("布局/航空港区", Interval(None, 20 * ha)),
        ("月度/3", Interval(None, 40_123_456)),
        ("月度/12", Interval(None, 50 * ha)),
        ("批次/批次一", Interval(None, 10 * ha)),
        ("批次/批次二", Interval(None, 30 * ha)),
    ]
    assert [(one.month, one.share) for one in brief.milestones] == [(6, Fraction(33333, 100000)), (9, Fraction(3, 4))]
    assert (brief.slack, brief.gap) == (Fraction(1, 2000), Fraction(1, 3))
    assert brief.goals == (Goal.LIVELIHOOD, Goal.EXISTING_LAND)
    assert brief.reserves == (("住宅用地", case.hectares("1.5")), ("其他用地", case.hectares("5")))
    assert brief.locks == Locks(must=("P01",), never=("P05",), months=(("P01", 4), ("P08", 9)))
    assert (brief.day, str(brief.assumed.ready)) == (date(2024, 3, 1), "2024-03")


def test_what_is_not_said_is_the_places_or_the_usual() -> None:
    brief = read(HEAD)
    assert brief.title == "郑州市市本级2024年度国有建设用地供应计划"
    assert [(one.month, one.share) for one in brief.milestones] == [(6, Fraction(1, 2)), (9, Fraction(3, 4)), (12, 1)]
    assert (brief.goals, brief.slack, brief.gap) == ((Goal.LIVELIHOOD,), Fraction(1, 2000), Fraction(1, 1000))
    assert read(HEAD + "[milestones]\n").milestones == ()


def test_a_year_without_published_milestones_has_none() -> None:
    text = HEAD.replace("2024", "2020")
    assert read_brief(parse_brief(text), case.rules(date(2020, 1, 1))).milestones == ()


#: What is planted, the code, and facts that must say where it stands and what was meant.
PLANTED: dict[str, tuple[str, str, dict[str, object]]] = {
    "misspelt class": (
        '[targets.classes]\n"住宅用"="1公顷"',
        "B001",
        {"where": "targets.classes.住宅用", "raw": "住宅用", "known": "住宅用地"},
    ),
    "misspelt unit": ('[targets.districts]\n"管城区"="1"', "B001", {"where": "targets.districts.管城区"}),
    "month 13": ('[targets.months]\n13="1公顷"', "B001", {"where": "targets.months.13"}),
    "milestone in month 0": ('[milestones]\n0="10%"', "B001", {"where": "milestones.0"}),
    "unknown key": ("[target]\ntotal='1'", "B001", {"where": "target", "known": "targets、year"}),
    "unknown key in a table": ("[locks]\nmusts=[]", "B001", {"where": "locks.musts", "known": "must、months"}),
    "unknown axis": (
        "[targets.class]",
        "B001",
        {"where": "targets.class", "known": "classes、district_classes、class_milestones"},
    ),
    "unknown goal": ('goals=["民生优先","快"]', "B001", {"where": "goals.2", "raw": "快"}),
    "unknown reserve": ('[reserves]\n"绿地"="1公顷"', "B001", {"where": "reserves.绿地"}),
    "must twice": ('[locks]\nmust=["A","A"]', "B003", {"line": "A"}),
    "four goals": ('goals=["民生优先","存量优先","重点与早供","民生优先"]', "B004", {"count": 4, "most": 3}),
    "a goal twice": ('goals=["民生优先","民生优先"]', "B004", {"count": 2}),
    "no goals": ("goals=[]", "B004", {"count": 0}),
    "classes above the total": (
        '[targets]\ntotal="10公顷"\n[targets.classes]\n"住宅用地"="6公顷"\n"商服用地"="5公顷"',
        "B005",
        {"axis": "结构", "sum": "11.00", "total": "10.00"},
    ),
    "units above the total": (
        '[targets]\ntotal="10公顷以内"\n[targets.districts]\n"中原区"="≥10.000001公顷"',
        "B005",
        {"axis": "布局", "sum": "10.000001"},
    ),
    "falling milestones": ('[milestones]\n6="75%"\n9="50%"', "B006", {"month": 9}),
    "in and out": ('[locks]\nmust=["A"]\nnever=["A"]', "B007", {"parcel": "A"}),
    "pinned and out": ('[locks]\nnever=["A"]\nmonths={A=3}', "B007", {"parcel": "A"}),
    "no TOML": ("\ntotal = = 1", "B012", {"line": "5", "column": "9"}),
    "TOML cut short": ('title = "样例', "B012", {"line": "4", "column": "12"}),
    "a key twice": ("slack='1%'\nslack='1%'", "B026", {"line": "5", "key": "slack"}),
    "an endless number": (f"slack={'9' * 5000}", "B012", {}),
    "endless nesting": (f"slack={'[' * 50_000}", "B012", {}),
    "lock in month 13": ("[locks]\nmonths={A=13}", "B014", {"key": "locks.months.A", "raw": "13"}),
    "lock in month true": ("[locks]\nmonths={A=true}", "B014", {"key": "locks.months.A"}),
    "table is text": ('targets="1公顷"', "B014", {"key": "targets"}),
    "inner table is text": ('[targets]\nclasses="1公顷"', "B014", {"key": "targets.classes"}),
    "locks are text": ('[locks]\nmust="A"', "B014", {"key": "locks.must", "raw": "A"}),
    "title is a number": ("title=1", "B014", {"key": "title"}),
    "reason is a number": ("[assumed]\npast_results_are_candidates=1", "B014", {}),
    "number without quotes": ("[targets]\ntotal=3927.94", "B015", {"where": "targets.total", "raw": "3927.94"}),
    "share without quotes": ("slack=0.01", "B015", {"where": "slack", "raw": "0.01"}),
    "a number too long to print": (f"slack=0x{'f' * 9000}", "B015", {"where": "slack", "raw": "int"}),
    "unreadable area": ('[targets]\ntotal="很多"', "B016", {"where": "targets.total", "raw": "很多", "reason": "M001"}),
    "unknown unit": ('[targets]\ntotal="3斤"', "B016", {"reason": "M004"}),
    "falling interval": ('[targets]\ntotal="200–100公顷"', "B016", {"reason": "M006"}),
    "land below zero": ('[targets]\ntotal="-5公顷"', "B016", {"where": "targets.total", "reason": "M005"}),
    "reserve below zero": ('[reserves]\n"住宅用地"="-5公顷"', "B016", {"where": "reserves.住宅用地"}),
    "share above one": ('[milestones]\n6="101%"', "B016", {"where": "milestones.6", "reason": "M006"}),
    "ratio above one": ('gap="3/2"', "B016", {"where": "gap", "reason": "M006"}),
    "ratio of nothing": ('gap="1/0"', "B016", {"where": "gap", "reason": "M006"}),
    "day that is none": ('day="2024-02-30"', "B016", {"where": "day", "reason": "M008"}),
    "day that is a month": ('day="2024年3月"', "B016", {"where": "day"}),
    "classes below the total": (
        '[targets]\ntotal="10公顷"\n[targets.classes]\n"住宅用地"="2公顷"\n"商服用地"="2公顷"\n'
        '"工矿仓储用地"="2公顷"\n"其他用地"="3公顷以内"',
        "B017",
        {"sum": "9.00", "total": "10.00"},
    ),
    "day after the year": ("day=2025-01-01", "B018", {"day": "2025-01-01", "year": 2024}),
    "day long before the year": ("day=2022-12-31", "B018", {"day": "2022-12-31"}),
}


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_fault_is_said_with_its_place(what: str) -> None:
    text, code, facts = PLANTED[what]
    with pytest.raises(BriefFault) as caught:
        read(HEAD + text)
    found = caught.value
    assert found.code == code
    assert {name: found.facts[name] for name in facts} == facts
    for lang in ("zh", "en"):
        assert say(found.code, lang, **found.facts) and remedy(found.code, lang, **found.facts)


@pytest.mark.parametrize(
    ("text", "code", "fact"),
    [
        (HEAD.replace("brief/1", "plan/1"), "B013", ("found", "landsupply.plan/1")),
        ("", "B013", ("found", "None")),
        (HEAD.replace('"410100"', "410100"), "B014", ("key", "place")),
        (HEAD.replace("2024", '"2024"'), "B014", ("key", "year")),
        (HEAD.replace("2024", "20240"), "B014", ("key", "year")),
        (HEAD.replace("410100", "990100"), "B019", ("found", "410100 2024")),
        (HEAD.replace("2024", "2025"), "B019", ("year", 2025)),
    ],
)
def test_a_page_that_is_no_brief_of_these_rules_is_refused(text: str, code: str, fact: tuple[str, object]) -> None:
    with pytest.raises(BriefFault) as caught:
        read(text)
    assert (caught.value.code, caught.value.facts[fact[0]]) == (code, fact[1])


@pytest.mark.parametrize("bad", [Interval(None, None), Interval(-1, None), Interval(None, -1)])
def test_a_target_bounds_land(bad: Interval) -> None:
    with pytest.raises(BriefFault):
        figure_target(Line(Axis.TOTAL), bad)


def test_a_line_twice_is_refused() -> None:
    once = case.brief()
    with pytest.raises(BriefFault) as caught:
        Brief(
            year=2024,
            place="410100",
            title="",
            targets=(once.targets[0], once.targets[0]),
            milestones=(),
            goals=once.goals,
        )
    assert (caught.value.code, caught.value.facts["line"]) == ("B003", "总量")


def test_the_ten_lines_of_python_build_the_same_brief() -> None:
    built = case.brief().first(Goal.LIVELIHOOD).then(Goal.KEY_AND_EARLY).lock("P07")
    assert built.goals == (Goal.LIVELIHOOD, Goal.KEY_AND_EARLY)
    assert built.locks.must == ("P01", "P08", "P07")


def test_a_brief_comes_back_from_its_form() -> None:
    for brief in (read(FULL), read(HEAD), case.brief()):
        assert read_brief(brief_to_form(brief), case.rules()) == brief


def test_the_order_of_the_page_says_nothing() -> None:
    lines = FULL.replace('"其他用地" = "60公顷左右"\n"住宅用地" = "不低于30公顷"', "", 1)
    turned = lines.replace(
        "[targets.classes]\n", '[targets.classes]\n"住宅用地" = "不低于30公顷"\n"其他用地" = "60公顷左右"\n'
    )
    assert turned != FULL
    assert read(turned) == read(FULL)


units = st.integers(0, 10**12)


@given(st.one_of(st.tuples(units, units).map(sorted), st.tuples(units, st.none()), st.tuples(st.none(), units)))
def test_bounds_written_are_read_back_equal(pair) -> None:
    bounds = Interval(*pair)
    brief = Brief(
        year=2024,
        place="410100",
        title="",
        targets=(figure_target(Line(Axis.DISTRICT, "中原区"), bounds),),
        milestones=(),
        goals=(Goal.LIVELIHOOD,),
    )
    assert read_brief(brief_to_form(brief), case.rules()).targets[0].bounds == bounds


@given(st.fractions(0, 1), st.decimals(0, 1, places=9))
def test_slack_and_gap_are_exact(slack, gap) -> None:
    brief = Brief(
        year=2024,
        place="410100",
        title="",
        targets=(),
        milestones=(),
        goals=(Goal.LIVELIHOOD,),
        slack=slack,
        gap=Fraction(gap),
    )
    again = read_brief(brief_to_form(brief), case.rules())
    assert (again.slack, again.gap) == (slack, Fraction(gap))


_WORDS = ("1公顷", "-1", "50%", "１２", "0", "住宅用地", "民生优先", "P01", "2024-03-01", "≥3", "3–2", "", "\\u0000")
_VALUES = (*(f'"{word}"' for word in _WORDS), "1", "1.5", "nan", "true", "[]", "{}", '["P01"]', "2024-03-01", "[1]")
_KEYS = ("slack", "gap", "goals", "title", "day", "targets.total", "targets.classes.住宅用地", "milestones.6", "year")
_NEW: tuple[str, ...] = (
    "district_classes.中原区.住宅用地",
    "modes.划拨",
    "affordable",
    "class_milestones.住宅用地.6",
    "funds.1–3",
)
_NEW += ("departments.甲科.lag", "departments.甲科.capacity", "auctions.每月", "new_land", "smooth.4–6", "absorption.3")
_MORE: tuple[str, ...] = (
    *(f"targets.{key}" for key in (*_NEW, "sentences")),
    "weights.总量",
    "goals.民生优先",
    "locks.one_of",
)
_MORE += (
    "locks.after",
    "locks.must",
    "locks.months.P01",
    "reserves.其他用地",
    "assumed.ready",
    "targets.months.3",
    "x",
    "targets",
)


def _quoted(key: str) -> str:
    return ".".join(f'"{part}"' for part in key.split("."))


@given(st.lists(st.tuples(st.sampled_from(_KEYS + _MORE), st.sampled_from(_VALUES)), max_size=6))
def test_any_page_of_known_keys_gives_a_brief_or_a_fault(lines) -> None:
    _brief_or_fault(HEAD + "\n".join(f"{_quoted(key)} = {value}" for key, value in lines))


@given(st.text(max_size=200))
def test_any_text_gives_a_brief_or_a_fault(text: str) -> None:
    _brief_or_fault(text)
    _brief_or_fault(HEAD + text)


def _brief_or_fault(text: str) -> None:
    try:
        brief = read(text)
    except Fault as fault:
        assert say(fault.code, "zh", **fault.facts)
    else:
        assert read_brief(brief_to_form(brief), case.rules()) == brief
