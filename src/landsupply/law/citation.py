"""文件与引用 · Instruments of law with their standing on a day, and the citations that point at them.

Nothing here judges a plan. An instrument knows when it began, when it stopped, by what it was followed, what it does
to others (``relations``) and how well we know all that (``basis``); ``standing_on`` answers for any day. Errors:
LawFault W028 where its dates contradict each other, W030 where it is related to itself or twice alike.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from landsupply.measure.fault import LawFault


class BasisKind(StrEnum):
    """依据来源 · How a fact of law is known: official text read, secondary report, or recalled."""

    STATUTE = "statute"
    REPORTED = "reported"
    RECALLED = "recalled"


class Standing(StrEnum):
    """效力状态 · What an instrument is worth on a given day."""

    NOT_YET = "not_yet"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    SPENT = "spent"
    UNVERIFIED = "unverified"


_GONE = (Standing.SUPERSEDED, Standing.REPEALED, Standing.SPENT)


class RelationKind(StrEnum):
    """关系种类 · What one instrument is to another; 覆盖 is in substance only, without a word that says so."""

    AMENDS = "修改"
    REPLACES = "替代"
    REPEALS = "废止"
    OVERTAKES = "覆盖"
    IMPLEMENTS = "实施"
    RESTS_ON = "依据"
    READ_WITH = "并读"
    CITES = "引用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """文件关系 · What the instrument that states it is to another, by id."""

    kind: RelationKind
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerNumber:
    """原文号 · The number of an earlier edition; ``until`` is the first day of the edition that followed."""

    number: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """条款引用 · A pointer to an instrument by id, and to an article of it where one is meant."""

    instrument: str
    article: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """文件 · One law, regulation, notice, standard or plan that may be cited.

    ``standing`` is today's, as of ``checked_on``. ``ended`` is the first day on which it no longer holds;
    ``amended`` are the days on which its amendments took effect; ``period`` is the first and last year of
    those spent by their own period; ``doubted_since`` is the day from which its standing is not
    established, ``overtaken_by`` what is said to replace it in substance. ``number`` is that of the edition of today,
    ``formerly`` are the numbers of earlier editions.
    """

    id: str
    title: str
    number: str | None
    issuer: str
    issued: date | None
    effective: date | None
    ended: date | None
    standing: Standing
    successor: str | None
    basis: BasisKind
    checked_on: date
    aliases: tuple[str, ...] = ()
    period: tuple[int, int] | None = None
    note: str = ""
    amended: tuple[date, ...] = ()
    doubted_since: date | None = None
    overtaken_by: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    formerly: tuple[FormerNumber, ...] = ()

    def __post_init__(self) -> None:
        """Refuse dates that contradict each other (W028) and relations to itself or twice alike (W030)."""
        begun = self.begun
        turns = (self.ended, *self.amended, *(one.until for one in self.formerly))
        late = [day for day in turns if begun and day and day < begun]
        backwards = self.period is not None and self.period[0] > self.period[1]
        if late or backwards or not self._is_shown():
            raise LawFault("W028", id=self.id)
        others = [*(one.to for one in self.relations), *self.overtaken_by, self.successor]
        if self.id in others or len(set(self.relations)) < len(self.relations):
            raise LawFault("W030", id=self.id)

    def _is_shown(self) -> bool:
        """有据 · True when the dates bear out today's standing: an end for what ended, and so on."""
        has_end = self.standing in (Standing.SUPERSEDED, Standing.REPEALED)
        shown = {Standing.AMENDED: bool(self.amended), Standing.SPENT: self.period is not None}
        return has_end == (self.ended is not None) and shown.get(self.standing, True)

    @property
    def begun(self) -> date | None:
        """施行日 · The day it took effect, or was issued where only that is known; None where neither is."""
        return self.effective or self.issued

    def standing_on(self, day: date) -> Standing:
        """当日效力 · Its standing on a day: by its dates, by today's standing only where they are silent."""
        if self.begun and day < self.begun:
            return Standing.NOT_YET
        if self.ended and day >= self.ended:
            return self.standing
        if self.doubted_since and day >= self.doubted_since:
            return Standing.UNVERIFIED
        if self.period and day.year > self.period[1]:
            return Standing.SPENT
        if self.standing is Standing.UNVERIFIED and not self.doubted_since:
            return Standing.UNVERIFIED
        amended = any(day >= turn for turn in self.amended)
        return Standing.AMENDED if amended else Standing.IN_FORCE

    def is_good_on(self, day: date) -> bool:
        """当日有效 · True when it is known to be in force on the day (amended counts, unverified not)."""
        return self.standing_on(day) in (Standing.IN_FORCE, Standing.AMENDED)

    def is_gone_on(self, day: date) -> bool:
        """当日失效 · True when it is known to have stopped before or on ``day``."""
        return self.standing_on(day) in _GONE
