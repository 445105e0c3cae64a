"""延期要求 · The tables of delays and of caution: read, written again, refused with a place where they are wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from landsupply.measure.fault import BriefFault
from landsupply.measure.lateness import NEVER_LATE, read_lateness
from landsupply.plan.brief import Brief
from landsupply.plan.brief_form import brief_to_form, parse_brief, read_brief
from landsupply.plan.case import case_of
from landsupply.plan.delays import Delays, Heed
from landsupply.plan.exposure import exposure_of
from tests.plan import case

HEAD = """
format = "landsupply.brief/1"
place = "410100"
year = 2024
[milestones]
6 = "50%"
9 = "75%"
12 = "100%"
"""
WHOLE = """
[delays]
default = "0:70%,1:20%,2:10%"
shock = "0:90%,2:10%"
[delays.modes]
"招拍挂" = "0:50%,1:50%"
"划拨" = "0:100%"
"拍卖" = "1:100%"
[delays.districts]
"中原区" = "0:60%,3:40%"
[delays.parcels]
P01 = "2:100%"
[delays.shocks]
"二七区" = "0:100%"
[robust]
mode = "cvar"
level = "95%"
margin = "1%"
guards = ["时序/6"]
seed = 7
"""


def brief(text: str) -> Brief:
    return read_brief(parse_brief(HEAD + text), case.rules())


def test_a_whole_page_is_read_and_written_again() -> None:
    found = brief(WHOLE)
    assert found.caution is not None and found.delays is not None
    assert (found.caution.heed, found.caution.level, found.caution.seed) == (Heed.CVAR, Fraction(95, 100), 7)
    (guard,) = found.guards
    assert (guard.line.name, guard.target.share, guard.month) == ("稳妥/时序/6", Fraction(51, 100), 6)
    assert read_brief(brief_to_form(found), case.rules()) == found


def test_the_nearest_statement_holds() -> None:
    delays = brief(WHOLE).delays
    assert delays is not None
    assert delays.own("P01", "中原区", "拍卖", None).text == "2:100%"
    assert delays.own("P02", "中原区", "拍卖", None).text == "0:60%,3:40%"
    assert delays.own("P02", "中原区", "拍卖", read_lateness("4:100%")).text == "4:100%"
    assert delays.own("P02", "金水区", "拍卖", None).text == "1:100%"
    assert delays.own("P02", "金水区", "挂牌", None).text == "0:50%,1:50%"
    assert delays.own("P02", None, "协议", None).text == "0:70%,1:20%,2:10%"
    assert delays.shared("二七区") == NEVER_LATE and delays.shared(None).text == "0:90%,2:10%"


def test_with_delays_alone_the_average_is_guarded_below_a_hundred_per_cent() -> None:
    found = brief('[delays]\ndefault = "0:50%,1:50%"\n')
    assert found.caution is None
    assert [(one.line.name, one.target.share) for one in found.guards] == [
        ("稳妥/时序/6", Fraction(52, 100)),
        ("稳妥/时序/9", Fraction(77, 100)),
    ]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('[delays]\ndefault = "0:70%,1:20%"', "B028", "delays.default"),
        ('[delays]\ndefault = "一般不延期"', "B028", "delays.default"),
        ("[delays]\n", "B028", "delays"),
        ("[delays]\ndefault = 0.7", "B015", "delays.default"),
        ('delays = "0:100%"', "B014", "delays"),
        ('[delays]\nusual = "0:100%"', "B001", "delays.usual"),
        ('[delays.districts]\n"某区" = "0:100%"', "B001", "delays.districts.某区"),
        ('[delays.modes]\n"白送" = "0:100%"', "B001", "delays.modes.白送"),
        ('[delays.parcels]\nP01 = "1:200%"', "B028", "delays.parcels.P01"),
        ('[robust]\nmode = "brave"', "B001", "robust.mode"),
        ('[robust]\nlevel = "100%"', "B031", "1"),
        ('[robust]\nlevel = "10%"', "B031", "1/10"),
        ('[robust]\nmargin = "30%"', "B032", "时序/9"),
        ('[robust]\nmargin = "-1%"', "B016", "robust.margin"),
        ('[robust]\nguards = ["6月"]', "B030", "6月"),
        ('[robust]\nguards = ["时序/12"]\nmargin = "1%"', "B032", "时序/12"),
        ("[robust]\nseed = -1", "B033", "-1"),
        ("[robust]\nseed = true", "B033", "True"),
        ('[robust]\ncourage = "1"', "B001", "robust.courage"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    page = HEAD.replace("[milestones]", f"{text}\n[milestones]") if text.startswith("delays") else HEAD + text
    with pytest.raises(BriefFault) as caught:
        read_brief(parse_brief(page), case.rules())
    assert caught.value.code == code
    assert place in [str(fact) for fact in caught.value.facts.values()]


def test_delays_of_an_unknown_parcel_and_caution_without_delays_are_refused() -> None:
    options = case.options()
    for text, code in (('[delays.parcels]\nX99 = "0:100%"', "B029"), ('[robust]\nmode = "cvar"', "B034")):
        with pytest.raises(BriefFault, match=code):
            exposure_of(options, case_of(options, brief(text), case.DAY), case.DAY)
    asked = brief('[robust]\nmode = "none"')
    assert not exposure_of(options, case_of(options, asked, case.DAY), case.DAY).is_stated


def test_nothing_stated_is_never_late() -> None:
    assert Delays().own("P01", None, "挂牌", None) == NEVER_LATE
