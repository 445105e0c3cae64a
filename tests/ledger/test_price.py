"""价款 · Sums with the unit of their header or cell; a range, a unit price or a sum without unit is never taken."""

from __future__ import annotations

import pytest

from landsupply.ledger.examine import examine

from .conftest import planted


def price(rules, header, written):
    ledger = examine(planted({header: written}), rules)
    found = ledger.parcel("ZZ-002").prices
    sums = [one for one in found.stated().values() if one is not None] if found else []
    return sums, [issue.code for issue in ledger.issues]


@pytest.mark.parametrize(
    ("header", "written", "wanted"),
    [
        ("起始价（万元）", "5000", "5000.00"),
        ("挂牌起始价（人民币、万元）", "5,000.5", "5000.50"),
        ("起始价(元)", "50000000", "5000.00"),
        ("起始价（亿元）", "0.5", "5000.00"),
        ("成交价:万元", "5000", "5000.00"),
        ("评估价/万元", "5000", "5000.00"),
        ("成交价", "44523万元", "44523.00"),
        ("成交价", "15.08万", "15.08"),
        ("成交总价", "1.2亿元", "12000.00"),
        ("收储成本（万元）", "0.000001", "0.000001"),
        ("Transaction price (ten thousand yuan)", "284.5022", "284.5022"),
    ],
)
def test_a_sum_with_its_unit(rules, header, written, wanted):
    assert price(rules, header, written) == ([wanted], [])


@pytest.mark.parametrize(
    ("header", "written", "code"),
    [
        ("成交价格", "5000", "L154"),
        ("起始价（万元）", "面议", "L155"),
        ("起始价（万元）", "-5", "L155"),
        ("起始价（万元）", "1e5", "L155"),
        ("起始价（万元）", "0.0000001", "L155"),
        ("起始价（万元）", "5000-6000", "L156"),
        ("起始价（万元）", "约5000万元", "L156"),
        ("起始价（万元）", "5000万元以上", "L156"),
        ("起始价（万元/亩）", "300", "L157"),
        ("起始价（元/㎡）", "300", "L157"),
        ("起始价（万元）", "300万元/亩", "L157"),
        ("起始价（万元）", "每亩300万元", "L155"),
    ],
)
def test_what_is_no_sum_is_said_and_not_taken(rules, header, written, code):
    assert price(rules, header, written) == ([], [code])


def test_the_unit_of_the_cell_wins_and_is_said(rules):
    assert price(rules, "起始价（万元）", "1.2亿元") == (["12000.00"], ["L028"])
