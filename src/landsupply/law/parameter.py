"""参数 · Numbers and lists of the law as dated, cited values: what held on a day, and on which basis.

Decimals are ``Fraction``; tables are read-only mappings; lists are tuples. Errors: LawFault W015 (asked
before its first value), W016 (asked after its last), W017 (two values for one day), W018 (a gap between two
values), W027 (value of another shape), W043 (a digest that is none).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from landsupply.law.citation import BasisKind, Citation
from landsupply.measure.fault import LawFault

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")

Value = int | str | bool | Fraction | date | None | tuple["Value", ...] | Mapping[str, "Value"]


class Level(StrEnum):
    """层级 · Who set a parameter; an advisory one never blocks anything."""

    NATIONAL = "national"
    PROVINCE = "province"
    PLACE = "place"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """确认 · A bureau's statement that it read a fact in the official text: who, when, the text's digest."""

    by: str
    on: date
    digest: str

    def __post_init__(self) -> None:
        """Refuse a digest of no text (W043)."""
        require_digest(self.digest)


def require_digest(text: str) -> None:
    """核对摘要 · A text's digest is sha256: and 64 small hexadecimal digits (W043 otherwise)."""
    if not _DIGEST.fullmatch(text):
        raise LawFault("W043", digest=text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """某日之值 · One value with the day it starts, the last day it holds if known, and its basis."""

    id: str
    since: date
    value: Value
    basis: Citation
    kind: BasisKind
    level: Level
    until: date | None = None
    confirmed: Confirmation | None = None

    @property
    def blocks(self) -> bool:
        """可否拦截 · True when a rule resting on it may refuse: read in a statute, or confirmed."""
        known = self.kind is BasisKind.STATUTE or self.confirmed is not None
        return known and self.level is not Level.ADVISORY

    @property
    def is_doubtful(self) -> bool:
        """未经核实 · Known from memory alone, and confirmed by nobody."""
        return self.kind is BasisKind.RECALLED and self.confirmed is None

    def as_of(self, day: date) -> "Dated":
        """当日所知 · The value as it was known on a day: what was confirmed only later is not confirmed yet."""
        if self.confirmed is None or self.confirmed.on <= day:
            return self
        return replace(self, confirmed=None)

    def whole(self) -> int:
        """整数值 · The value as a whole number (W027 otherwise)."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise LawFault("W027", id=self.id, wanted="int")
        return self.value

    def exact(self) -> Fraction:
        """精确值 · The value as an exact fraction, whole numbers included (W027 otherwise)."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | Fraction):
            raise LawFault("W027", id=self.id, wanted="number")
        return Fraction(self.value)

    def text(self) -> str:
        """文本值 · The value as text (W027 otherwise)."""
        if not isinstance(self.value, str):
            raise LawFault("W027", id=self.id, wanted="text")
        return self.value

    def names(self) -> tuple[str, ...]:
        """名录 · The value as a list of texts (W027 otherwise)."""
        if not isinstance(self.value, tuple) or not all(isinstance(one, str) for one in self.value):
            raise LawFault("W027", id=self.id, wanted="list")
        return tuple(str(one) for one in self.value)

    def table(self) -> Mapping[str, Value]:
        """表 · The value as a read-only table in the order of the file (W027 otherwise)."""
        if not isinstance(self.value, Mapping):
            raise LawFault("W027", id=self.id, wanted="table")
        return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """参数 · One quantity of the law through time."""

    id: str
    title: str
    unit: str
    level: Level
    checked_on: date
    values: tuple[Dated, ...]

    def __post_init__(self) -> None:
        """Refuse values that overlap (W017) or leave a gap (W018)."""
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            expected = earlier.until + timedelta(days=1) if earlier.until else None
            if later.since <= earlier.since or (expected and later.since < expected):
                raise LawFault("W017", id=self.id, day=later.since)
            if expected and later.since > expected:
                raise LawFault("W018", id=self.id, first=expected, last=later.since - timedelta(days=1))

    def on(self, day: date) -> Dated:
        """当日值 · The value that holds on ``day``, confirmed only where it was by then."""
        held = [value for value in self.values if value.since <= day]
        if not held:
            raise LawFault("W015", id=self.id, day=day, since=self.values[0].since)
        last = held[-1]
        if last.until and day > last.until:
            raise LawFault("W016", id=self.id, day=day, until=last.until)
        return last.as_of(day)

    def with_confirmation(self, since: date, confirmation: Confirmation) -> "Parameter":
        """加确认 · The parameter with one value confirmed by a bureau (W024 where it has no such value)."""
        if since not in {value.since for value in self.values}:
            raise LawFault("W024", id=self.id, since=since)
        marked = tuple(replace(v, confirmed=confirmation) if v.since == since else v for v in self.values)
        return replace(self, values=marked)
