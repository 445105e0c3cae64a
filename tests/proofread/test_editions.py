"""版次 · A document that had several numbers is held to the one of the plan's day; all texts are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from landsupply.law.citation import FormerNumber
from landsupply.law.rulebook import open_rulebook
from landsupply.measure.fault import LawFault
from landsupply.proofread.findings import findings
from landsupply.proofread.reading import read
from tests.proofread.invented import RULES

TEXT = "云泽市{year}年度国有建设用地供应计划\n根据{cited}，编制本计划。\n"
LAND = "《中华人民共和国土地管理法实施条例》（国务院令第{}号）"
OPEN = "《政府信息公开条例》（国务院令第{}号）"
EDITION = {"A010", "A013", "A015", "A023", "A025", "A122", "A123"}


def of_editions(year: int, cited: str) -> list[str]:
    text = TEXT.format(year=year, cited=cited)
    return [one.code for one in findings(read(text), RULES) if one.code in EDITION]


@pytest.mark.parametrize(
    ("cited", "year", "codes"),
    [
        (LAND.format(256), 2009, []),
        (LAND.format(256), 2021, []),
        (LAND.format(256), 2022, ["A122"]),
        (LAND.format(743), 2022, []),
        (LAND.format(743), 2021, []),
        (LAND.format(743), 2019, ["A025"]),
        (LAND.format(265), 2019, ["A015"]),
        (OPEN.format(492), 2019, []),
        (OPEN.format(492), 2020, ["A122"]),
        (OPEN.format(711), 2020, []),
        (OPEN.format(711), 2017, ["A025"]),
        ("《中华人民共和国土地管理法实施条例》", 2024, []),
        ("《城市规划编制办法》（国务院令第256号）", 2024, ["A122", "A013"]),
    ],
)
def test_a_number_is_judged_by_the_edition_of_the_day(cited: str, year: int, codes: list[str]) -> None:
    assert of_editions(year, cited) == codes


def test_an_earlier_number_is_named_once_with_every_place() -> None:
    twice = LAND.format(256) + "、" + LAND.format(256)
    (one,) = (one for one in findings(read(TEXT.format(year=2024, cited=twice)), RULES) if one.code == "A122")
    assert len(one.also) == 1 and one.rule == "CT-01"
    for lang in ("zh", "en"):
        assert "国务院令第743号" in one.message(lang) and "2021-09-01" in one.message(lang)


def test_without_a_year_the_edition_cannot_be_told() -> None:
    text = "工作要点\n根据" + LAND.format(256) + "，做好供地。\n"
    assert [(one.code, one.severity) for one in findings(read(text), RULES) if one.code in EDITION] == [
        ("A123", "advice")
    ]


def test_former_numbers_are_of_one_document_and_within_its_life() -> None:
    book = open_rulebook("990100")
    known = book.instruments["土地管理法实施条例"]
    assert book.on(date(2024, 1, 1)).find_number("国务院令256号") is known
    with pytest.raises(LawFault, match="W028"):
        replace(known, formerly=(FormerNumber(number="国务院令第1号", until=date(1990, 1, 1)),))
