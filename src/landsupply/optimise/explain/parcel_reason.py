"""宗地理由 · Why a parcel is in the plan or is not: its place, the best other one, what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass

from landsupply.optimise.explain.question import Question
from landsupply.optimise.explain.reasons import OtherWay, Reason, reasons
from landsupply.options.lawful import Options
from landsupply.options.option import Refusal
from landsupply.plan.candidate import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReason:
    """宗地理由 · Of a parcel among the candidates, the reason; of any other, what keeps it out.

    `margin` is by how much its place is better than the best other one at the prices, below nought where it is worse:
    then it fills up what whole parcels need. `shut_out`: "locked" by the brief, "late" for the year's open months.
    """

    parcel: str
    reason: Reason | None = None
    refusals: tuple[Refusal, ...] = ()
    shut_out: str = ""

    @property
    def best_other(self) -> OtherWay | None:
        """最好的别的做法 · The best other way, if there is one."""
        return self.reason.others[0] if self.reason and self.reason.others else None

    @property
    def margin(self) -> float:
        """优势 · What the place it has is better than the best other."""
        if self.reason is None or self.best_other is None:
            return 0.0
        return self.best_other.loss - self.reason.regret


def parcel_reason(question: Question, options: Options, parcel: str) -> ParcelReason:
    """宗地理由 · Why this parcel stands where it does; KeyError for one that the ledger does not hold."""
    options.parcel(parcel)
    if parcel in question.parcels:
        reason = reasons(question.problem, question, question.parcels.index(parcel))
        return ParcelReason(parcel=parcel, reason=reason)
    refused = tuple(one for one in options.refused if one.parcel == parcel and one.blocks)
    if parcel in question.case.brief.locks.never:
        return ParcelReason(parcel=parcel, shut_out="locked")
    ways = {one.parcel for one in options.preferred}
    return ParcelReason(parcel=parcel, refusals=refused, shut_out="late" if parcel in ways else "")


def way_of(question: Question, option: int) -> Candidate | None:
    """做法 · The way of supply that an option is; None for not being supplied."""
    return None if option < 0 else question.candidate(option)
