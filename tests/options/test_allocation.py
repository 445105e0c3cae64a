"""划拨目录项目 · The item stated, the items a use may mean, and an item that the catalogue does not have."""

from __future__ import annotations

from datetime import date

from landsupply.files.reading import read_sheets
from landsupply.law.rulebook import Rules, open_rulebook
from landsupply.law.ruling import Ruling
from landsupply.ledger.examine import examine
from landsupply.options.lawful import Options, lawful_options
from landsupply.prepare.readiness import readiness_of

RULES = open_rulebook("410100").on(date(2024, 1, 2))
HEAD = "宗地编号,行政区,位置,面积（公顷）,土地用途,供应方式,划拨目录项,最早可供月份\n"


def options_of(row: str, rules: Rules = RULES) -> Options:
    ledger = examine(read_sheets((HEAD + row + "\n").encode(), "台账.csv"), rules)
    return lawful_options(ledger, readiness_of(ledger), rules)


def items(row: str) -> tuple[str, ...]:
    return next((one.items for one in options_of(row).options if one.mode.name == "划拨"), ())


def test_the_items_that_a_use_may_mean() -> None:
    assert items("A-1,中原区,甲路,3,教育用地,划拨,,2024-03") == ("非营利性教育设施用地",)
    assert items("A-1,中原区,甲路,3,公用设施用地,划拨,,2024-03") == (
        "城市基础设施用地",
        "非营利性邮政设施用地",
        "电力设施用地",
    )


def test_the_item_that_the_list_states() -> None:
    assert items("A-1,中原区,甲路,3,公用设施用地,划拨,13,2024-03") == ("电力设施用地",)


def test_an_item_that_is_none_is_asked_about() -> None:
    found = options_of("A-1,中原区,甲路,3,教育用地,划拨,25,2024-03")
    said = [one for one in found.refused if one.code == "O125"] + [
        warning for one in found.options for warning in one.warnings if warning.code == "O125"
    ]
    assert [one.ruling for one in said] == [Ruling.CANNOT_TELL]


def test_other_modes_have_no_item() -> None:
    assert all(not one.items for one in options_of("A-1,中原区,甲路,3,教育用地,,5,2024-03").options if one.mode.paid)
