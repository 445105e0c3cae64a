"""求解 · Hands a programme to HiGHS and brings back values, a bound, and how it stopped.

Fixed seed, one thread, node and gap limits: the same programme gives the same answer. Only a limit in seconds may break
that, and an answer so stopped says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import highspy
import numpy as np

from landsupply.measure.fault import SolveFault
from landsupply.optimise.ending import WATCHED_BY_NONE, Watch
from landsupply.optimise.programme import Programme
from landsupply.optimise.solver import Setting, offer, solver, told_to_stop
from landsupply.plan.brief import Brief
from landsupply.plan.problem import Floats


class Stop(StrEnum):
    """停止原因 · Why the solver stopped."""

    PROVEN = "proven"
    NODES = "nodes"
    TIME = "time"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """求解限度 · Relative gap, nodes, and optionally seconds; only seconds make an answer irreproducible.

    A goal's search first gets `nodes`; while its gap is above `enough` its plan is polished part by part, then it
    begins again from there with four times as many nodes, at most `rounds` times.
    """

    gap: float = 1e-3
    enough: float = 1.25e-3
    nodes: int = 150
    rounds: int = 4
    seconds: float | None = None
    watch: Watch = WATCHED_BY_NONE

    @classmethod
    def of_brief(cls, brief: Brief, seconds: float | None = None, watch: Watch = WATCHED_BY_NONE) -> Limits:
        """限度 · What the brief asks of the gap, and the caller of the seconds; `watch` is the caller's."""
        return cls(gap=float(brief.gap), enough=1.25 * float(brief.gap), seconds=seconds, watch=watch)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """解 · Values of the variables (empty when there is none), the objective, its bound, and the stop."""

    values: Floats
    value: float
    bound: float
    stop: Stop

    @property
    def gap(self) -> float:
        """差距 · What the bound leaves above the value, relative to the bound."""
        return (self.bound - self.value) / abs(self.bound) if self.bound else 0.0

    @property
    def is_plan(self) -> bool:
        """有解 · Whether there is a solution to use."""
        return len(self.values) > 0


def solve(programme: Programme, cost: Floats, limits: Limits, start: Floats | None = None) -> Solution:
    """求解 · Maximise cost · x over the programme; `start` is a solution to begin from.

    SolveFault S013 where the caller has called it off.
    """
    limits.watch.refuse_cancelled()
    highs = _settled(limits)
    highs.passModel(_model(programme, cost))
    if start is not None:
        offer(highs, start.tolist())
    highs.run()
    return _answer(highs)


def _settled(limits: Limits) -> highspy.Highs:
    settings: dict[str, Setting] = {"mip_rel_gap": limits.gap, "mip_abs_gap": 0.0, "mip_max_nodes": limits.nodes}
    if limits.seconds is not None:
        settings["time_limit"] = limits.seconds
    highs = solver(**settings)
    if limits.watch.is_watched:
        told_to_stop(highs, limits.watch.is_cancelled)
    return highs


def _model(programme: Programme, cost: Floats) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = programme.width, len(programme.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = programme.lower, programme.upper
    lp.row_lower_ = np.array([row.low for row in programme.rows])
    lp.row_upper_ = np.array([row.high for row in programme.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    sizes = [len(row.index) for row in programme.rows]
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    lp.a_matrix_.index_ = _joined([row.index.astype(float) for row in programme.rows]).astype(np.int32)
    lp.a_matrix_.value_ = _joined([row.value for row in programme.rows])
    whole, free = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole if integral else free for integral in programme.integral]
    return lp


def _joined(parts: list[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)


_STOPS = {
    highspy.HighsModelStatus.kOptimal: Stop.PROVEN,
    highspy.HighsModelStatus.kSolutionLimit: Stop.NODES,
    highspy.HighsModelStatus.kTimeLimit: Stop.TIME,
    highspy.HighsModelStatus.kInfeasible: Stop.INFEASIBLE,
    highspy.HighsModelStatus.kUnboundedOrInfeasible: Stop.INFEASIBLE,  # every programme here is bounded
}


def _answer(highs: highspy.Highs) -> Solution:
    """A status the product does not know is a fault, never a plan."""
    status = highs.getModelStatus()
    if status == highspy.HighsModelStatus.kInterrupt:
        raise SolveFault("S013")
    stop = _STOPS.get(status)
    if stop is None:
        raise SolveFault("S001", status=highs.modelStatusToString(status))
    information = highs.getInfo()
    found = information.primal_solution_status == 2
    values = np.array(highs.getSolution().col_value) if found else np.zeros(0)
    return Solution(
        values=values,
        value=information.objective_function_value if found else float("-inf"),
        bound=_bound(highs, information),
        stop=stop,
    )


def _bound(highs: highspy.Highs, information: highspy.HighsInfo) -> float:
    """The dual bound; a programme without whole numbers is its own bound once proven."""
    if any(kind == highspy.HighsVarType.kInteger for kind in highs.getLp().integrality_):
        return float(information.mip_dual_bound)
    return float(information.objective_function_value)
