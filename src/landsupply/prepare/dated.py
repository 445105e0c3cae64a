"""当日参数 · A parameter as it stood on the day, where a rule may not yet or no longer hold.

A rule whose value did not hold on the day does not apply. A misspelt name is no such case: it raises.
"""

from __future__ import annotations

from landsupply.law.parameter import Dated
from landsupply.law.rulebook import Rules
from landsupply.measure.fault import LawFault

_BEFORE_OR_AFTER = ("W015", "W016")  # asked before the first value, or after the last


def in_force(rules: Rules, parameter: str) -> Dated | None:
    """当日参数 · The parameter's value on the day, or None where none held; LawFault W014 for an unknown name."""
    try:
        return rules.parameter(parameter)
    except LawFault as fault:
        if fault.code not in _BEFORE_OR_AFTER:
            raise
        return None
