"""当日参数 · A parameter as it stood on the day, where a rule may not yet or no longer hold.

A rule whose value did not hold on the day does not apply. A misspelt name is no such case: it raises.
"""

from __future__ import annotations

from functools import lru_cache

from landsupply.law.parameter import Dated
from landsupply.law.place_facts import place_facts
from landsupply.law.rulebook import Rules
from landsupply.measure.fault import LawFault

_BEFORE_OR_AFTER = ("W015", "W016")  # asked before the first value, or after the last


@lru_cache(maxsize=4096)
def in_force(rules: Rules, parameter: str) -> Dated | None:
    """当日参数 · The parameter's value on the day, or None where none held; LawFault W014 for an unknown name.

    Looked up once for a rulebook and a day: rules ask it of every parcel and every way of supply.
    """
    try:
        return rules.parameter(parameter)
    except LawFault as fault:
        if fault.code not in _BEFORE_OR_AFTER:
            raise
        return None


def place_fact(rules: Rules, parameter: str) -> Dated | None:
    """地方事实 · What the place states of itself on the day, None where it says nothing; W014 for an unknown name."""
    if parameter not in rules.parameters and parameter in place_facts():
        return None
    return in_force(rules, parameter)
