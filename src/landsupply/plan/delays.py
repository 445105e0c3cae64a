"""延期与稳妥 · What the bureau says of delays, and how a plan is to heed them: refused where it says nothing.

A delay is of readiness: what is planned for a month is supplied then, or as soon as it is ready, the later of the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from landsupply.measure.fault import BriefFault
from landsupply.measure.lateness import NEVER_LATE, Lateness
from landsupply.plan.target import Axis, Line, Target

Named = tuple[tuple[str, Lateness], ...]

#: The axes whose targets ask for a share by the end of a month.
MILESTONES = (Axis.MILESTONE, Axis.CLASS_MILESTONE, Axis.DISTRICT_MILESTONE, Axis.MODE_MILESTONE)
_MARGIN, _LEVEL, _SEED = Fraction(2, 100), Fraction(9, 10), 1
_LEAST_LEVEL, _MOST_LEVEL = Fraction(1, 2), Fraction(99, 100)
_LARGEST_SEED = 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """延期 · Distributions by parcel, by district, by mode and for all others, in this order of precedence.

    `shock` comes on top in every district, `shocks` in those named: all of a district are late together by it.
    """

    default: Lateness | None = None
    modes: Named = ()
    districts: Named = ()
    parcels: Named = ()
    shock: Lateness | None = None
    shocks: Named = ()

    def own(self, parcel: str, district: str | None, mode: str, stated: Lateness | None) -> Lateness:
        """自身延期 · The distribution of a parcel supplied in a mode; `stated` is what the ledger says of it."""
        named = dict(self.parcels).get(parcel) or stated or dict(self.districts).get(district or "")
        return named or dict(self.modes).get(mode) or self.default or NEVER_LATE

    def shared(self, district: str | None) -> Lateness:
        """共同延期 · The distribution that all of a district share."""
        return dict(self.shocks).get(district or "") or self.shock or NEVER_LATE


class Heed(StrEnum):
    """稳妥办法 · How milestones are guarded: not at all, on average, or in the mean of the worst scenarios."""

    NONE = "none"
    EXPECTED = "expected"
    CVAR = "cvar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """稳妥要求 · How milestones are to hold in spite of delays; what is left out is the usual.

    `level` is the part of the scenarios that are better than the worst ones looked at, `margin` what is added to a
    milestone's share, `guards` the names of the milestones (none: those of the whole below 100 %), `seed` of all draws.
    """

    heed: Heed = Heed.EXPECTED
    level: Fraction = _LEVEL
    margin: Fraction | None = None
    guards: tuple[str, ...] = ()
    seed: int = _SEED

    def __post_init__(self) -> None:
        """Refuse a level (B031), a margin (B032) or a seed (B033) that is none."""
        if not _LEAST_LEVEL <= self.level <= _MOST_LEVEL:
            raise BriefFault("B031", raw=str(self.level)[:40])
        if self.margin is not None and not 0 <= self.margin < 1:
            raise BriefFault("B032", raw=str(self.margin)[:40], line="—")
        if type(self.seed) is not int or not 0 <= self.seed < _LARGEST_SEED:
            raise BriefFault("B033", raw=str(self.seed)[:40])


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """稳妥线 · A milestone that is to hold in spite of delays, with the margin added to its share."""

    line: Line
    target: Target

    @property
    def month(self) -> int:
        """节点月 · The month by whose end the share is to be supplied."""
        return month_of(self.target)


def guarded_line(line: Line) -> Line:
    """原节点 · The line of the milestone that a line of caution guards."""
    axis, _, key = line.key.partition("/")
    return Line(Axis(axis), key)


def month_of(target: Target) -> int:
    """节点月 · The last month of a milestone's first term."""
    return target.terms[0].months[-1]


def guards_of(sentences: tuple[Target, ...], caution: Caution) -> tuple[Guard, ...]:
    """稳妥线 · The milestones that are guarded, in the order of the brief; none where nothing is heeded.

    B030 for a name that is no milestone of the brief, B032 where the margin asks for more than everything.
    """
    asked = {one.name: one for one in sentences if one.line.axis in MILESTONES}
    for name in caution.guards:
        if name not in asked:
            raise BriefFault("B030", raw=name[:60], known="、".join(asked) or "—")
    if caution.heed is Heed.NONE:
        return ()
    usual = [one for one in asked.values() if one.line.axis is Axis.MILESTONE and one.share < 1]
    return tuple(_guard(one, caution) for one in asked.values() if _is_guarded(one, caution, usual))


def _is_guarded(target: Target, caution: Caution, usual: list[Target]) -> bool:
    return target.name in caution.guards if caution.guards else target in usual


def _guard(target: Target, caution: Caution) -> Guard:
    done, whole = target.terms
    share = target.share + _margin(target, caution)
    line = Line(Axis.CAUTION, target.name)
    return Guard(line=line, target=replace(target, line=line, terms=(done, replace(whole, coefficient=-share))))


def _margin(target: Target, caution: Caution) -> Fraction:
    """The usual margin never asks for more than everything; a stated one that does is refused."""
    if caution.margin is None:
        return min(_MARGIN, 1 - target.share) if caution.heed is Heed.EXPECTED else Fraction(0)
    if target.share + caution.margin > 1:
        raise BriefFault("B032", raw=str(caution.margin)[:40], line=target.name)
    return caution.margin
