"""前期与履约情况 · What a list states of a parcel beside the plan's own columns, and the rules of law ask about.

Every field is what the list says and nothing else: None where it says nothing, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction

from landsupply.measure.money import Money


class Done(StrEnum):
    """办理情况 · Whether something that may be needed is done, is not done, or does not concern the parcel."""

    DONE = "已完成"
    NOT_DONE = "未完成"
    NOT_NEEDED = "不涉及"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """前期与履约情况 · Days, shares and statements as the list has them.

    Prices by the square metre are in yuan, investment in 万元 a hectare, shares are fractions of one.
    """

    # 供应方式
    applicants: int | None = None
    allocation_item: int | None = None
    # 工业
    grade: int | None = None
    price_exception: str | None = None
    accepted_on: date | None = None
    office_share: Fraction | None = None
    investment: Fraction | None = None
    # 交易
    base_price: Fraction | None = None
    deposit: Money | None = None
    listing_from: date | None = None
    listing_to: date | None = None
    sold_on: date | None = None
    first_payment_on: date | None = None
    first_payment: Money | None = None
    paid_on: date | None = None
    offer_listed_on: date | None = None
    # 报批与征收
    approved_on: date | None = None
    compensation_begun: bool | None = None
    pre_notice_on: date | None = None
    compensation_notice_on: date | None = None
    approval_received_on: date | None = None
    acquisition_notice_on: date | None = None
    # 净地与储备
    title_clear: bool | None = None
    compensated: bool | None = None
    undisputed: bool | None = None
    conditions_clear: bool | None = None
    ready_to_build: bool | None = None
    in_reserve_plan: bool | None = None
    in_rolling_plan: bool | None = None
    # 前置条件
    conditions_number: str | None = None
    archaeology: Done | None = None
    soil: Done | None = None
    soil_listed: bool | None = None
    # 动工
    start_by: date | None = None
    started_on: date | None = None
    stopped_on: date | None = None
    developed_share: Fraction | None = None
    invested_share: Fraction | None = None

    def stated(self) -> dict[str, str | None]:
        """所载 · Every field as text, exact; None where nothing is stated."""
        return {one.name: _text(getattr(self, one.name)) for one in fields(self)}


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Money):
        return value.ten_thousands
    return value.isoformat() if isinstance(value, date) else str(value)
