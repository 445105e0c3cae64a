"""错误 · The one small tree of errors; each carries a message code and facts, never words.

Doors turn the class into an exit code and the code into Chinese or English words.
"""

from __future__ import annotations


class Fault(Exception):
    """错误 · Something the product refuses, said as a message code with its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"


class InputFault(Fault):
    """输入错误 · A file or a value in it cannot be taken as it is."""


class MeasureFault(InputFault):
    """计量错误 · A quantity, an interval or a date is not written so that it can be read exactly."""


class BriefFault(InputFault):
    """编制要求错误 · A brief contradicts itself or names something that does not exist."""


class LawFault(Fault):
    """法规库错误 · The law's own records are incomplete or contradict each other."""


class SolveFault(Fault):
    """求解错误 · The optimiser could not produce a plan."""


class IntegrityFault(Fault):
    """完整性错误 · Two figures that must agree do not."""
