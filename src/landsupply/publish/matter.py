"""材料 · A plan with all that its documents need, and the one path by which a number is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from landsupply.law.naming import name_in
from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import Origin
from landsupply.law.words import say
from landsupply.measure.area import Area, AreaUnit
from landsupply.measure.fault import IntegrityFault
from landsupply.measure.rounding import exact_decimal, half_up
from landsupply.measure.shares import shares
from landsupply.plan.finding import Finding
from landsupply.plan.indicators import Indicators, MilestoneLine
from landsupply.plan.plan import Plan, PlanItem
from landsupply.publish.document import Quantity

MISSING = "—"
NOT_APPLICABLE = "/"
PARCEL_PLACES = 4

_UNIT_WORDS = {
    AreaUnit.HECTARE: "P010",
    AreaUnit.MU: "P011",
    AreaUnit.SQUARE_METRE: "P012",
    AreaUnit.TEN_THOUSAND_SQUARE_METRES: "P013",
}
#: An area in each unit is exactly units × factor / 10**scale, for a mu is 200 000/3 units.
_EXACTLY = {
    AreaUnit.HECTARE: (1, 6),
    AreaUnit.MU: (15, 6),
    AreaUnit.SQUARE_METRE: (1, 2),
    AreaUnit.TEN_THOUSAND_SQUARE_METRES: (1, 6),
}


class Edition(StrEnum):
    """版本 · For whom a document is made: the public, or the office itself."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """材料 · A plan, its figures and the rules of its place, in a language and for a readership."""

    plan: Plan
    figures: Indicators
    rules: Rules
    lang: str
    edition: Edition
    findings: tuple[Finding, ...]

    @classmethod
    def of(
        cls,
        plan: Plan,
        rules: Rules,
        *,
        lang: str = "zh",
        edition: Edition = Edition.PUBLIC,
        findings: Iterable[Finding] = (),
    ) -> Matter:
        """备料 · The material of a plan; IntegrityFault P904 where the rules are another place's."""
        if plan.place != rules.place.code:
            raise IntegrityFault("P904", plan=plan.place, rules=rules.place.code)
        figures = Indicators.of(plan, rules)
        return cls(plan=plan, figures=figures, rules=rules, lang=lang, edition=edition, findings=tuple(findings))

    def say(self, code: str, **facts: object) -> str:
        """说 · The words of a code in the document's language."""
        return say(code, self.lang, **facts)

    def listing(self, parts: Iterable[str]) -> str:
        """并列 · Several parts of a sentence, one behind the other."""
        return self.say("P005").join(parts)

    # --- numbers -------------------------------------------------------------------------------

    @property
    def unit(self) -> str:
        """面积单位 · The word for the place's unit of area."""
        return self.say(_UNIT_WORDS[self.rules.place.area_unit])

    @property
    def unit_line(self) -> str:
        """单位行 · The line above a table that names the unit."""
        return self.say("P024", unit=self.unit)

    @property
    def places(self) -> int:
        """小数位数 · The decimals of areas in text and summary tables."""
        return self.rules.parameter("area.places").whole()

    def area(self, area: Area, places: int | None = None) -> str:
        """印面积 · An area in the place's unit, half up."""
        return area.print(self.rules.place.area_unit, self.places if places is None else places)

    def exact(self, area: Area) -> str:
        """精确面积 · An area in the place's unit as the exact decimal."""
        factor, scale = _EXACTLY[self.rules.place.area_unit]
        return exact_decimal(area.units * factor, scale, least=self.places)

    def quantity(self, area: Area, places: int | None = None) -> Quantity:
        """面积数量 · An area as a table holds it: printed, with the exact decimal behind."""
        return Quantity(self.area(area, places), self.exact(area))

    def shares(self, areas: Sequence[Area]) -> tuple[Quantity | str, ...]:
        """占比数量 · Each area's share of their sum in per cent, half up each."""
        texts = shares([area.units for area in areas]).texts
        return tuple(text if text == MISSING else Quantity(text, text) for text in texts)

    @staticmethod
    def percent(share: Fraction, places: int = 2) -> str:
        """百分数 · A share in per cent, without zeros that say nothing."""
        text = half_up(100 * share.numerator, share.denominator, places)
        return text.rstrip("0").rstrip(".") if "." in text else text

    # --- names ---------------------------------------------------------------

    def day(self, day: date) -> str:
        """日期 · A day in words."""
        return self.say("P007", year=day.year, month=self.month(day.month), day=day.day)

    def month(self, month: int) -> str:
        """月份 · The name of a month."""
        return self.say("P020").split(" ")[month - 1]

    def quarter(self, quarter: int) -> str:
        """季度 · The name of a quarter."""
        return self.say("P021").split(" ")[quarter - 1]

    def name(self, name: str) -> str:
        """名称 · A name of a list (use, kind of housing) in the document's language; others as they are."""
        return name_in(self.lang, name, self.rules.place)

    def uses(self, item: PlanItem) -> str:
        """用途 · The use of an item, or each use of a mixed one with its area."""
        parts = (f"{self.name(part.use.name)} {self.area(part.area, PARCEL_PLACES)}" for part in item.parts)
        return self.listing(parts) if item.parts else self.name(item.use.name)

    def plan_class(self, name: str) -> str:
        """用途类 · A printed class in the document's language."""
        return self.name(name)

    def bucket(self, name: str) -> str:
        """计划类别 · A ministry class in the document's language."""
        return self.name(name)

    def district(self, name: str | None) -> str:
        """单元 · A planning unit in the document's language, or the words for none."""
        return self.say("P022") if name is None else self.name(name)

    def mode(self, name: str) -> str:
        """供应方式 · A mode as the forms print it, in the document's language."""
        found = self.rules.vocabulary.mode(name)
        return self._either((found.label if found else "") or name, found.en if found else "")

    @property
    def place(self) -> str:
        """地区 · The place's name in the document's language."""
        return self._either(self.rules.place.name, self.rules.place.en)

    @property
    def title(self) -> str:
        """标题 · The plan's own title, or the place's English wording of it."""
        return self._either(self.plan.title, self._wording("plan.title.en"))

    def wording(self, key: str) -> str:
        """地方用语 · A word of the place's own, in the document's language; empty where it has none."""
        return self._either(self._wording(key), self._wording(f"{key}.en"))

    def _wording(self, key: str) -> str:
        return self.rules.place.wording.get(key, "").format(year=self.plan.year)

    def _either(self, chinese: str, english: str) -> str:
        return english if self.lang == "en" and english else chinese

    # --- what several documents ask ------------------------------------------------------------

    @property
    def class_names(self) -> tuple[str, ...]:
        """用途类次序 · The printed classes in the official order."""
        return tuple(self.figures.classes)

    def threshold(self, line: MilestoneLine) -> Quantity:
        """节点应达 · What a milestone asks for, never rounded: verdicts stand on its last digit."""
        exact = self.exact(line.required)
        return Quantity(exact, exact)

    def verdict(self, line: MilestoneLine) -> str:
        """节点结果 · Met, or not met and by exactly how much."""
        if line.is_met:
            return self.say("P018")
        return self.say("P019", short=self.exact(line.required - line.reached), unit=self.unit)

    def stock(self) -> Area:
        """存量 · Listed land read as stock when speaking of putting land to use (盘活口径)."""
        return self._of_origin(Origin.EXISTING, Origin.NEW_FROM_STOCK)

    def new(self) -> Area:
        """新增 · Listed land read as new in the statistics (统计口径)."""
        return self._of_origin(Origin.NEW, Origin.NEW_FROM_STOCK)

    def _of_origin(self, *origins: Origin) -> Area:
        return Area.total(item.area for item in self.plan.items if item.origin in origins)

    def is_withheld(self, item: PlanItem) -> bool:
        """不予公开 · Whether an item of this use may not stand in a list made for the public."""
        if self.edition is Edition.INTERNAL:
            return False
        never = self.rules.parameter("publish.uses.never").names()
        return f"{item.use.scheme.value} {item.use.code}" in never
