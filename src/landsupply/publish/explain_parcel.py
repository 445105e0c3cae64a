"""宗地说明 · Why a parcel is in the plan or is not, in sentences for the screen and as a form for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from landsupply.law.telling import cited
from landsupply.measure.area import Area
from landsupply.measure.rounding import nearest_integer
from landsupply.optimise.explain.parcel_reason import ParcelReason
from landsupply.optimise.explain.question import Question
from landsupply.optimise.explain.reasons import OtherWay, Reason, Standing
from landsupply.options.lawful import Options
from landsupply.publish.explain_words import Names
from landsupply.publish.goal_words import goal_figure, goal_unit, goal_word
from landsupply.publish.matter import Matter

_STANDING = {Standing.PROVEN_IN: 0, Standing.PROVEN_OUT: 1, Standing.INTERCHANGEABLE: 2}
#: Requirements named for and against; lighter ones change nothing that is said.
_NAMED = 4


class ParcelWords:
    """宗地用语 · Sentences about parcels of one plan."""

    def __init__(self, matter: Matter, question: Question, options: Options) -> None:
        self.matter, self.question, self.options = matter, question, options
        self.names = Names(matter.rules, matter.lang)

    def lines(self, told: ParcelReason) -> Iterator[str]:
        """宗地说明 · Where the parcel stands, against what, what speaks for it, how sure that is."""
        if told.reason is None:
            yield from self._kept_out(told)
            return
        yield self._place(told)
        yield from self._compared(told, told.reason)
        yield from self._sure(told.reason)

    def _place(self, told: ParcelReason) -> str:
        land = self.options.parcel(told.parcel)
        named = self.names.parcel(land)
        item = next((one for one in self.question.plan.items if one.parcel == told.parcel), None)
        if item is None:
            return self.names.say("X325", parcel=named)
        return self.names.say(
            "X324",
            parcel=named,
            month=self.names.month(item.supply_month),
            mode=self.names.mode(item.mode.name),
            plan_class=self.names.plan_class(item.plan_class),
            area=self.matter.area(item.area, 4),
            unit=self.matter.unit,
        )

    def _compared(self, told: ParcelReason, reason: Reason) -> Iterator[str]:
        other = told.best_other
        if other is None:
            yield self.names.say("X328")
            return
        code = "X400" if told.margin > 0.5 else "X401" if told.margin < -0.5 else "X402"
        yield self.names.say(
            code,
            other=self._way(other, reason),
            goal=goal_word(self.question.asked.goal, self.names.lang),
            size=self._worth(abs(told.margin)),
        )
        for code, parts in zip(("X403", "X404"), self._weighed(reason), strict=True):
            if parts:
                yield self.names.say(code, parts=self.names.say("P005").join(parts))

    def _weighed(self, reason: Reason) -> tuple[list[str], list[str]]:
        """What speaks for the place, and what against it."""
        sides: tuple[list[str], list[str]] = ([], [])
        own = [(self.names.say("X332"), reason.own)] if abs(reason.own) > 0.5 else []
        rows = [(self.names.row(self.question.meanings[one.row]), one.worth) for one in reason.weights[:_NAMED]]
        for name, worth in (*own, *rows):
            sides[worth < 0].append(f"{name} {self._worth(abs(worth))}")
        return sides

    def _sure(self, reason: Reason) -> Iterator[str]:
        yield self.names.part("X333", _STANDING[reason.standing])
        if reason.standing is Standing.PROVEN_IN and not reason.is_fixed:
            yield self.names.part("X333", 3)

    def _way(self, other: OtherWay, reason: Reason) -> str:
        if other.option < 0:
            return self.names.say("X409")
        candidate = self.question.candidate(other.option)
        is_same = reason.option >= 0 and candidate is self.question.candidate(reason.option)
        month, mode = self.names.month(other.month), self.names.mode(candidate.option.mode.name)
        words = self.names.say("X410", month=month) if is_same else self.names.say("X411", month=month, mode=mode)
        if candidate.least < candidate.whole:
            area = self.matter.area(Area(int(self.question.posed.units[other.option])), 4)
            words += self.names.say("X412", area=area, unit=self.matter.unit)
        return words

    def _worth(self, worth: float) -> str:
        goal = self.question.asked.goal
        return f"{goal_figure(self.matter, goal, nearest_integer(Decimal(worth))).text} {goal_unit(self.matter, goal)}"

    def _kept_out(self, told: ParcelReason) -> Iterator[str]:
        land = self.options.parcel(told.parcel)
        yield self.names.say("X334", parcel=self.names.parcel(land))
        if told.shut_out:
            yield self.names.part("X335", 0 if told.shut_out == "locked" else 1)
        for one in told.refusals:
            yield self.names.say(
                "X336",
                mode=f"{self.names.name(one.mode)}: " if one.mode else "",
                why=one.message(self.names.lang),
                todo=one.remedy(self.names.lang),
                basis=f" ({cited(one.basis)})" if one.basis else "",
            )

    def form(self, told: ParcelReason) -> dict[str, Any]:
        """宗地存储形式 · The same figures, whole, in the goal's smallest units; and the sentences."""
        reason = told.reason
        return {
            "parcel": told.parcel,
            "standing": reason.standing.value if reason else "no_candidate",
            "settled": bool(reason and reason.is_fixed),
            "margin": nearest_integer(Decimal(told.margin)),
            "regret": nearest_integer(Decimal(reason.regret)) if reason else 0,
            "own": nearest_integer(Decimal(reason.own)) if reason else 0,
            "weights": [
                {"row": self.question.meanings[one.row].name, "worth": nearest_integer(Decimal(one.worth))}
                for one in reason.weights
            ]
            if reason
            else [],
            "others": [self._other_form(one) for one in reason.others] if reason else [],
            "refusals": [
                {"rule": one.rule, "code": one.code, "mode": one.mode, "message": one.message(self.names.lang)}
                for one in told.refusals
            ],
            "words": list(self.lines(told)),
        }

    def _other_form(self, one: OtherWay) -> dict[str, Any]:
        mode = self.question.candidate(one.option).option.mode.name if one.option >= 0 else None
        return {
            "mode": mode,
            "month": one.month or None,
            "loss": nearest_integer(Decimal(one.loss)),
            "ruled_out": one.is_ruled_out,
        }
