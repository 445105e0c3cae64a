"""地方 · A city as data: its planning units, the classes its plan prints, its unit of area, its wording.

Errors: LawFault W021 (a ministry class in no printed class or in two), W022 (one name for two units),
W029 (an extent that is no box), W043 (a confirmation whose digest is none).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from landsupply.law.citation import BasisKind
from landsupply.law.parameter import require_digest
from landsupply.law.vocabulary import LandUse, fold
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import LawFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """计划单元 · A district or zone of the plan; ``name`` as the plan prints it, ``title`` its full name."""

    name: str
    title: str
    aliases: tuple[str, ...]
    order: int
    code: str | None
    group: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClass:
    """计划用途类 · A class of land as the plan prints it, and the ministry classes it sums."""

    name: str
    buckets: tuple[str, ...]
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """已确认事实 · One value of a parameter that the bureau states it has read in the official text."""

    parameter: str
    since: date
    by: str
    on: date
    digest: str

    def __post_init__(self) -> None:
        """Refuse a digest of no text (W043)."""
        require_digest(self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """范围 · The box of longitudes and latitudes that holds a place, and the central meridian its surveys use.

    In degrees; W029 where the box is none or the meridian is not one of a 3° zone.
    """

    west: Fraction
    south: Fraction
    east: Fraction
    north: Fraction
    meridian: int
    basis: BasisKind

    def __post_init__(self) -> None:
        """Refuse an empty box and one that is not on the globe (W029)."""
        is_box = -180 <= self.west < self.east <= 180 and -90 <= self.south < self.north <= 90
        if not is_box or self.meridian % 3 or not 75 <= self.meridian <= 135:
            raise LawFault("W029", west=self.west, south=self.south, meridian=self.meridian)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """地方 · One city's planning units, classes and wording; ``province`` is the code of its province."""

    code: str
    name: str
    units: tuple[Unit, ...]
    classes: tuple[PlanClass, ...]
    area_unit: AreaUnit
    wording: Mapping[str, str]
    livelihoods: tuple[str, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    en: str = ""
    extent: Extent | None = None
    province: str = ""

    def __post_init__(self) -> None:
        """Refuse a class counted twice (W021) and a name two units share (W022)."""
        buckets = [bucket for one in self.classes for bucket in one.buckets]
        for bucket in buckets:
            if buckets.count(bucket) > 1:
                raise LawFault("W021", place=self.code, bucket=bucket)
        owner: dict[str, Unit] = {}
        for unit in self.units:
            for name in _names(unit):
                if owner.setdefault(name, unit) is not unit:
                    raise LawFault("W022", place=self.code, name=name)

    def unit(self, text: str) -> Unit | None:
        """计划单元 · The unit a text names by any of its names or its code, or None."""
        wanted = fold(text)
        return next((unit for unit in self.units if wanted in _names(unit)), None)

    def group(self, text: str) -> tuple[Unit, ...]:
        """单元组 · The units of a named group such as 市内五区, in order; empty where there is none."""
        wanted = fold(text)
        return tuple(unit for unit in self.units if wanted and fold(unit.group) == wanted)

    def class_of(self, use: LandUse) -> str | None:
        """所属类别 · The printed class a use belongs to, or None where it is not suppliable."""
        return next((one.name for one in self.classes if use.bucket in one.buckets), None)

    def plan_class(self, name: str) -> PlanClass | None:
        """计划用途类 · The printed class of that name, or None."""
        wanted = fold(name)
        return next((one for one in self.classes if fold(one.name) == wanted), None)


@lru_cache(maxsize=4096)
def _names(unit: Unit) -> tuple[str, ...]:
    names = (unit.name, unit.title, *unit.aliases, unit.code or "")
    return tuple(dict.fromkeys(fold(name) for name in names if name))
