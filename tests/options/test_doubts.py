"""台账存疑 · A plot is not supplied twice, and a use that is written is not called missing."""

from __future__ import annotations

from datetime import date

import pytest

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import open_rulebook
from landsupply.ledger.examine import examine
from landsupply.ledger.ledger import Ledger
from landsupply.options.lawful import Options, lawful_options
from landsupply.options.rulings import rulings
from landsupply.prepare.readiness import readiness_of

RULES = open_rulebook("410100").on(date(2024, 3, 1))
HEAD = "宗地编号,行政区,位置,面积（公顷）,土地用途,住房类型,供应方式,最早可供月份,合同签订日期\n"


def ledger_of(*lists: str) -> Ledger:
    sheets = [sheet for n, rows in enumerate(lists) for sheet in read_sheets((HEAD + rows).encode(), f"台账{n}.csv")]
    return examine(tuple(sheets), RULES)


def options_of(*lists: str) -> Options:
    ledger = ledger_of(*lists)
    return lawful_options(ledger, readiness_of(ledger), RULES)


ONE = "郑政出[2024]3号,中原区,甲路,4,工业用地,,挂牌,2024-04,\n"
OTHER = "郑政出〔2024〕3号,中原区,甲路,4,工业用地,,挂牌,2024-04,\n"
APART = "郑政出〔2024〕4号,中原区,乙路,5,工业用地,,挂牌,2024-04,\n"


@pytest.mark.parametrize("lists", [(ONE + OTHER + APART,), (ONE + APART, OTHER), (OTHER, APART, ONE)])
def test_t57_a_plot_under_one_number_is_not_supplied_twice(lists: tuple[str, ...]) -> None:
    options = options_of(*lists)
    assert {one.parcel for one in options.options} == {"郑政出〔2024〕4号"}
    against = {one.parcel: (one.code, one.rule) for one in options.refused if not one.mode}
    assert against == {"郑政出[2024]3号": ("O129", ""), "郑政出〔2024〕3号": ("O129", "")}


def test_t57_what_was_supplied_under_the_number_stands() -> None:
    supplied = OTHER.replace("2024-04,\n", "2024-01,2024-02-20\n")
    options = options_of(ONE + supplied)
    assert [(one.parcel, one.state) for one in options.options] == [("郑政出〔2024〕3号", "supplied")]


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("城镇住宅用地、零售商业用地", "O258"),
        ("住宅60%、商业30%", "O258"),
        ("商住", "O258"),
        ("某某用地", "O259"),
        ("", "O002"),
    ],
)
def test_a_use_that_is_written_is_not_called_missing(use: str, code: str) -> None:
    rows = f"A-1,中原区,甲路,4,{use},商品住房,挂牌,2024-04,\n" + APART
    (refused,) = [one for one in options_of(rows).refused if one.parcel == "A-1"]
    assert (refused.code, refused.rule) == (code, "PL-08")
    asked = [one for one in rulings(ledger_of(rows), RULES) if one.parcel == "A-1" and "use" in one.missing]
    assert asked
    assert {one.code for one in asked} == {code} if use else code not in {one.code for one in asked}
    assert all(use in one.message() and use in one.message("en") for one in asked)
