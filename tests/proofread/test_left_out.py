"""漏列 · Invented reserve parcels beside an invented plan text that names some of them."""

from __future__ import annotations

from landsupply.ledger.parcel import Parcel, Source
from landsupply.measure.area import Area
from landsupply.proofread.left_out import left_out
from landsupply.proofread.reading import read

TEXT = """示例市2024年度国有建设用地供应计划
2024年计划供应总量为 12.00 公顷。
宗地：ZZ-0001 青松路以南地块 5.00 公顷；望岫街 东侧地块 7.00 公顷。
"""


def parcel(number: str, name: str = "", location: str = "") -> Parcel:
    source = Source(file="储备.csv", sheet=None, row=2)
    return Parcel(id=number, name=name, district=None, location=location, area=Area(1_000_000), use=None, source=source)


def test_a_parcel_named_by_number_name_or_place_is_not_missing() -> None:
    held = (parcel("ZZ-0001"), parcel("CB-1", "青松路以南地块"), parcel("CB-2", location="望岫街东侧地块"))
    assert left_out(read(TEXT), held) == ()


def test_what_the_plan_leaves_out_is_said_one_by_one() -> None:
    found = left_out(read(TEXT), (parcel("ZZ-0001"), parcel("CB-9", "云岭小学"), parcel("CB-10")))
    assert [(one.rule, one.code, one.facts["parcel"], one.facts["area"]) for one in found] == [
        ("RS-02", "A120", "CB-9", "1.00"),
        ("RS-02", "A120", "CB-10", "1.00"),
    ]
    assert all("CB" in one.message() and "CB" in one.message("en") for one in found)


def test_a_text_that_lists_no_parcel_is_not_accused() -> None:
    (found,) = left_out(read("示例市2024年度计划\n总量 12 公顷。"), (parcel("CB-9"), parcel("CB-10")))
    assert (found.code, found.severity.value) == ("A121", "advice")


def test_short_names_prove_nothing() -> None:
    assert left_out(read(TEXT), (parcel("ZZ-0001"), parcel("1", "甲")))[0].code == "A120"
