"""延期概率列 · Taken whole as it is written, written out again; an issue with its place where it is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landsupply.files.reading import read_sheets
from landsupply.ledger.clean import clean_columns, clean_rows, stated_columns
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.ledger.parcel_fields import field_named
from landsupply.measure.lateness import read_lateness
from landsupply.optimise.propose import propose
from landsupply.plan.delays import Delays
from tests.plan import case

HEAD = "宗地编号,宗地名称,行政区,面积（公顷）,土地用途,最早可供月份,{title}\n"
ROW = 'A1,一号,中原区,3.2000,城镇住宅用地,2024-09,"{text}"\n'


def ledger(text: str, title: str = "延期概率") -> Ledger:
    page = HEAD.format(title=title) + ROW.format(text=text)
    return examine(read_sheets(page.encode(), "ledger.csv"), case.rules())


@pytest.mark.parametrize("title", ["延期概率", "延期分布", "可能延期月数及概率"])
def test_a_distribution_is_taken_and_written_out_again(title: str) -> None:
    found = ledger("2：10%；0：70%；1：20%", title)
    (parcel,) = found.parcels
    assert parcel.lateness == read_lateness("0:70%,1:20%,2:10%")
    assert parcel.stated()["lateness"] == "0:70%,1:20%,2:10%"
    (row,) = clean_rows(found)
    place = [column.field for column in clean_columns()].index("lateness")
    assert row[place] == "0:70%,1:20%,2:10%" and place in stated_columns((row,))


def test_what_says_nothing_changes_nothing() -> None:
    found = ledger("")
    assert found.parcels[0].lateness is None and "lateness" not in found.parcels[0].stated()
    assert [column.field for column in clean_columns()].index("lateness") not in stated_columns(clean_rows(found))
    assert field_named("延期概率") == "lateness"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("可能延期", "L176"),
        ("70%,20%,10%", "L176"),
        ("0:70%,1:20%", "L177"),
        ("0:50%,0:50%", "L178"),
        ("99:100%", "L178"),
    ],
)
def test_a_bad_text_is_an_issue_with_a_place(text: str, code: str) -> None:
    found = ledger(text)
    (issue,) = [one for one in found.issues if one.code in ("L176", "L177", "L178")]
    assert (issue.code, issue.field, issue.raw) == (code, "延期概率", text)
    assert found.parcels[0].lateness is None


def test_the_ledger_alone_makes_a_plan_tell_its_odds() -> None:
    land = replace(case.parcel("P01|中原区|0701|8.00|9"), lateness=read_lateness("0:50%,4:50%"))
    brief = replace(case.brief(), targets=(), locks=replace(case.brief().locks, must=(), never=(), months=()))
    brief = replace(brief, milestones=brief.milestones[-1:], reserves=())
    plan = propose(case.options(case.ledger_of(land)), brief, date(2024, 3, 5)).plan
    assert plan.delays is not None and plan.delays.exposed == len(plan.items)
    never = replace(brief, delays=Delays(parcels=(("P01", read_lateness("0:100%")),)))
    assert propose(case.options(case.ledger_of(land)), never, date(2024, 3, 5)).plan.delays.exposed == 0
