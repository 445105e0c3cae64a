"""退出码 · One table from the class of a failure to the exit code."""

from __future__ import annotations

from enum import IntEnum

from landsupply.measure.fault import Fault, InputFault, IntegrityFault, LawFault, SolveFault


class Exit(IntEnum):
    """退出码 · What a command's end means to the program that called it."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BAD_INPUT = 3
    INFEASIBLE = 4
    STOPPED_BY_TIME = 5
    FAULT = 70


#: First match wins; a bureau's own place file is input, so a fault of the law's records in it is bad input.
EXITS: tuple[tuple[type[Fault], Exit], ...] = (
    (InputFault, Exit.BAD_INPUT),
    (LawFault, Exit.BAD_INPUT),
    (SolveFault, Exit.INFEASIBLE),
    (IntegrityFault, Exit.FAULT),
    (Fault, Exit.FAULT),
)

#: What a shell expects of a command that was interrupted: 128 and the signal's number.
INTERRUPTED = 130

#: Solver states that are our own fault, not the brief's.
_OURS = ("S001",)
#: The search was told to end by the person who began it.
_CALLED_OFF = "S013"


def exit_of(fault: Fault) -> int:
    """退出码 · The exit code of a fault."""
    if fault.code == _CALLED_OFF:
        return INTERRUPTED
    if fault.code in _OURS:
        return Exit.FAULT
    return next(code for kind, code in EXITS if isinstance(fault, kind))
