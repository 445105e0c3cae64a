"""坐标诊断 · Whether a boundary file's coordinates mean what it says, and if not, by which fix they land in the place.

A fix is offered only where it is the one that lands; where several do, all are listed and none is offered. WGS84 and
GCJ-02 lie some 570 m apart, too near for the place to tell: only a boundary that is known tells them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from landsupply.law.place import Extent
from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.fix import Fix, middles
from landsupply.ledger.boundary.frame import LOCAL, WEB_MERCATOR, Datum
from landsupply.ledger.boundary.library import require_geometry
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.readings import Landed, Way, ways
from landsupply.ledger.boundary.reference import agreeing
from landsupply.ledger.boundary.stated import Stated, stated_frame
from landsupply.ledger.outline import Survey

#: Said of a reading that is right as stated: worth knowing, no fault.
ADVICE = ("G025",)


class Verdict(StrEnum):
    """诊断结论 · What is found of a file's coordinates."""

    AS_STATED = "与所载一致"
    ONE_FIX = "有唯一改法"
    SEVERAL = "有多种读法"
    UNDECIDED = "不能判定"
    MIXED = "写法不一"
    NONE = "都不落入"
    REFUSED = "无法换算"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """坐标诊断 · What a file states, the ways in which its land would lie in the place, and the verdict.

    `reading` is how the coordinates are taken where they are right as stated, None otherwise. `strays` are the
    positions of outlines that lie elsewhere. `reason` is the message of a verdict without a fix.
    """

    stated: Stated
    verdict: Verdict
    candidates: tuple[Fix, ...] = ()
    reading: Fix | None = None
    strays: tuple[int, ...] = ()
    reason: str | None = None

    @property
    def offered(self) -> Fix | None:
        """建议改法 · The one fix that lands inside, None where there is none or more than one."""
        return self.candidates[0] if self.verdict is Verdict.ONE_FIX else None


def diagnose(survey: Survey, rules: Rules, reference: Sequence[Boundary] = ()) -> Diagnosis:
    """坐标诊断 · Ranges first, then what lands inside the place, then what meets the known boundaries, if any.

    `reference` are known boundaries of the same parcels, of their neighbours, or a red line around them.
    """
    require_geometry()
    stated = stated_frame(survey)
    extent = rules.place.extent
    if reason := _refusal(stated, extent):
        verdict = Verdict.UNDECIDED if extent is None else Verdict.REFUSED
        return Diagnosis(stated=stated, verdict=verdict, reason=reason)
    points, positions = middles(survey)
    found = ways(points, extent, stated) if extent and positions else ()
    fixes = tuple(_fix(way, stated) for way, _ in found)
    shifted = tuple(replace(fix, kinds=(*fix.kinds, "G019"), is_gcj=True) for fix in fixes)
    met = agreeing(survey, (*fixes, *shifted), reference, rules) if reference and fixes else ()
    strays = {way: _strays(positions, inside) for way, inside in found}
    return _judged(stated, met or (*fixes, *(one for one in shifted if _may_be_shifted(one, stated))), strays)


def _refusal(stated: Stated, extent: Extent | None) -> str | None:
    if stated.datum in LOCAL:
        return "G003"
    if stated.is_foreign:
        return "G002"
    return "G027" if extent is None else None


def _strays(positions: Sequence[int], inside: Landed) -> tuple[int, ...]:
    return tuple(position for position, is_inside in zip(positions, inside.tolist(), strict=True) if not is_inside)


def _may_be_shifted(fix: Fix, stated: Stated) -> bool:
    """Degrees may have been copied from a web map, unless the file vouches for CGCS2000."""
    is_web = fix.frame.is_geographic or fix.frame.code == WEB_MERCATOR
    return is_web and not (stated.datum is Datum.CGCS2000 and not stated.is_projected)


def _judged(stated: Stated, fixes: Sequence[Fix], strays: Mapping[Way, tuple[int, ...]]) -> Diagnosis:
    """The verdict on the fixes that land: one right as stated, one to offer, or several to choose from."""
    if not fixes:
        return Diagnosis(stated=stated, verdict=Verdict.NONE, reason="G022")
    right = next((fix for fix in fixes if set(fix.kinds) <= set(ADVICE)), None)
    chosen = right or fixes[0]
    missed = strays[chosen.way]
    if missed and right is None:
        return Diagnosis(stated=stated, verdict=Verdict.MIXED, candidates=tuple(fixes), strays=missed, reason="G023")
    if any(fix.is_gcj for fix in fixes) and len(fixes) > 1:
        is_told = stated.datum is Datum.GCJ02
        return _told_gcj(stated, fixes, missed) if is_told else _undecided(stated, fixes, missed)
    if right is not None:
        return Diagnosis(stated=stated, verdict=Verdict.AS_STATED, reading=right, strays=missed)
    verdict, reason = (Verdict.ONE_FIX, None) if len(fixes) == 1 else (Verdict.SEVERAL, "G020")
    return Diagnosis(stated=stated, verdict=verdict, candidates=tuple(fixes), reason=reason)


def _undecided(stated: Stated, fixes: Sequence[Fix], missed: tuple[int, ...]) -> Diagnosis:
    return Diagnosis(stated=stated, verdict=Verdict.UNDECIDED, candidates=tuple(fixes), strays=missed, reason="G021")


def _told_gcj(stated: Stated, fixes: Sequence[Fix], missed: tuple[int, ...]) -> Diagnosis:
    """A file that says it is GCJ-02 is taken at its word: turning it back is the one fix."""
    shifted = tuple(replace(fix, kinds=(*fix.kinds[:-1], "G028")) for fix in fixes if fix.is_gcj)
    return Diagnosis(stated=stated, verdict=Verdict.ONE_FIX, candidates=shifted, strays=missed)


def _fix(way: Way, stated: Stated) -> Fix:
    return Fix(way=way, kinds=tuple(_kinds(way, stated)))


def _kinds(way: Way, stated: Stated) -> Iterator[str]:
    """In what a way departs from the statement, as message codes; none where it does not."""
    frame = way.frame
    if way.is_swapped:
        yield "G010"
    if stated.is_projected is None:
        yield from () if stated.datum is Datum.CGCS2000 and _tells_itself(way) else ("G018",)
    elif stated.is_projected and frame.is_geographic:
        yield "G016"
    elif not stated.is_projected and not frame.is_geographic:
        yield "G017"
    elif frame.zone is not None:
        yield from _prefix_kinds(way, stated)
        yield from _zone_kinds(way, stated)


def _tells_itself(way: Way) -> bool:
    """Degrees, or eastings that carry their zone number: with the datum named there is nothing left to state."""
    return way.frame.is_geographic or way.prefix == way.frame.zone


def _prefix_kinds(way: Way, stated: Stated) -> Iterator[str]:
    if way.prefix not in (0, way.frame.zone):
        yield "G011"
    elif stated.is_prefixed and not way.prefix:
        yield "G012"
    elif stated.is_prefixed is False and way.prefix:
        yield "G013"
    elif not way.prefix and stated.is_prefixed is None and stated.meridian == way.frame.meridian:
        yield "G025"


def _zone_kinds(way: Way, stated: Stated) -> Iterator[str]:
    frame = way.frame
    if stated.meridian is None and way.prefix != frame.zone:
        yield "G018"
    elif stated.width is not None and stated.meridian not in (None, frame.meridian):
        yield "G014" if stated.width == frame.width else "G015"
    elif stated.meridian is None and stated.width not in (None, frame.width):
        yield "G015"
    elif stated.width is None and stated.meridian not in (None, frame.meridian):
        yield "G014"
