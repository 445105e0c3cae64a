"""办理时限 · From the notice of an open offer to its contract, in days and working days, by the rules of the day.

Notice, then at least the notice period, then the listing period, then the contract within so many working days after
the deal. Sources: 招标拍卖挂牌出让国有建设用地使用权规定 (notice, listing), 国土资发〔2010〕34号 (contract); the
values are dated parameters, and a wait that no rule yet asked for on the day is no wait.
"""

from __future__ import annotations

from datetime import date, timedelta

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import Mode
from landsupply.measure.days import CalendarDay, Precision, add_working_days
from landsupply.prepare.dated import in_force

NEVER = 13  # a month after the year's last


def contract_day(notice: date, rules: Rules) -> date:
    """签约日 · The day by which a parcel noticed on the given day is under contract."""
    deal = notice + _until_the_deal(rules)
    return add_working_days(deal, _wait("contract.working_days", rules), rules.calendar)


def _until_the_deal(rules: Rules) -> timedelta:
    return timedelta(days=_wait("notice.days", rules) + _wait("listing.days", rules))


def _wait(parameter: str, rules: Rules) -> int:
    value = in_force(rules, parameter)
    return value.whole() if value else 0


def latest_notice(contract: date, rules: Rules) -> date:
    """最迟公告日 · The last day on which a notice may go out for a contract by the given day."""
    notice = contract - _until_the_deal(rules)
    while contract_day(notice, rules) > contract:
        notice -= timedelta(days=1)
    return notice


def month_in(day: date, year: int) -> int:
    """年内月份 · The month 1..12 of a day in the year; 1 for earlier days, 13 for later ones."""
    if day.year < year:
        return 1
    return day.month if day.year == year else NEVER


def earliest_supply_month(day: date, year: int, mode: Mode, rules: Rules) -> int:
    """最早供应月 · The first month of the year in which land free on the day can be supplied by the mode.

    An open offer noticed on the day counts when its contract is signed, 划拨 and 协议 in the month of the decision.
    A day before the year is read as its first: what could have been noticed in the old year was not.
    """
    start = max(day, date(year, 1, 1))
    if not mode.open or start.year > year:
        return month_in(start, year)
    return month_in(contract_day(start, rules), year)


def notice_month(supply_month: int, year: int, rules: Rules) -> int:
    """公告月 · The month in which the notice must go out at the latest for a contract within the supply month.

    1 where that day lies in the year before, which only a supply already made can show.
    """
    end = CalendarDay(date(year, supply_month, 1), Precision.MONTH).last
    return month_in(latest_notice(end, rules), year)
