"""所说明 · A plan with all that its explanation asks, each part made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from landsupply.optimise.explain.certainty import standings
from landsupply.optimise.explain.not_met import NotMet, why_not_met
from landsupply.optimise.explain.one_more import OneMore, one_more
from landsupply.optimise.explain.question import Question, question_of
from landsupply.optimise.explain.reasons import Standing
from landsupply.options.lawful import Options
from landsupply.plan.case import case_of
from landsupply.plan.plan import Plan
from landsupply.publish.explain_words import Names
from landsupply.publish.matter import Matter


@dataclass(frozen=True, kw_only=True, eq=False)
class Explained:
    """所说明 · A plan, the options of its ledger, and the words of its place."""

    plan: Plan
    options: Options
    matter: Matter

    @cached_property
    def question(self) -> Question:
        """设问 · The plan put back into the question of its last goal."""
        return question_of(self.plan, case_of(self.options, self.plan.brief, self.plan.compiled_on))

    @cached_property
    def prices(self) -> tuple[OneMore, ...]:
        """价格 · What one unit more and one less of each requirement is worth."""
        return one_more(self.question.problem, self.question.meanings)

    @cached_property
    def not_met(self) -> NotMet | None:
        """为何排不出 · Why the brief cannot be met, where it cannot."""
        return why_not_met(self.options, self.plan.brief, self.plan.compiled_on)

    @property
    def names(self) -> Names:
        """称谓 · How things are called."""
        return Names(self.matter.rules, self.matter.lang)

    @property
    def standings(self) -> dict[str, Standing]:
        """确定程度 · How sure the place of each candidate parcel is; the largest month is no parcel."""
        found = zip(self.question.parcels, standings(self.question.problem, self.question), strict=True)
        return {parcel: one for parcel, one in found if parcel}
