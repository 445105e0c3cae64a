"""对照方法 · One function per method that a planner could use instead, each in its own documented idiom.

Each is handed the same full model and as many seconds as are left; a gap is asked of all alike. What a method says of
itself is kept as words only: the plan is judged elsewhere, and a bound stands only where the method gives one.
"""

from __future__ import annotations

import importlib
import math
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from benchmarks.optimise.full import POINT, Full, full
from benchmarks.optimise.greedy import by_hand
from landsupply.plan.problem import Choice, Floats, Mask, Problem

#: Threads where the method must be told; the others take what there is by themselves.
THREADS = 2
WORKERS = 8
#: From here on a solver means that it has no bound; and what part of a figure floats may be wrong by.
INFINITE, TRUST = 1e19, 1e-9
#: Nearer to a whole number than this is whole.
FRACTION = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """要求 · The seconds from the arrays to the plan, building included, and the relative gap at which to stop."""

    seconds: float
    gap: float
    began: float = field(default_factory=perf_counter)

    @property
    def left(self) -> float:
        """所余秒数 · What is left for the solver, at least one second."""
        return max(1.0, self.seconds - (perf_counter() - self.began))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """答复 · The plan and the bound in points where there is one, the method's own words, the options it was given."""

    choice: Choice | None
    points: float | None = None
    said: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    #: Prices of the rows, for a method that proves its bound by them.
    prices: Floats | None = None


Method = Callable[[Problem, Ask], Answer]


def greedy(problem: Problem, ask: Ask) -> Answer:
    """表格做法 · No solver and no bound."""
    del ask
    return Answer(choice=by_hand(problem), said="sorted and filled")


def highs(problem: Problem, ask: Ask) -> Answer:
    """HiGHS 直接 · Arrays handed to HiGHS by `passModel`, rows first."""
    library: Any = importlib.import_module("highspy")
    model = full(problem)
    programme = _programme(library, model)
    solver = library.Highs()
    options = {"output_flag": False, "mip_rel_gap": ask.gap, "time_limit": ask.left}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(programme)
    solver.run()
    info = solver.getInfo()
    found = info.primal_solution_status == library.SolutionStatus.kSolutionStatusFeasible
    taken = np.array(solver.getSolution().col_value) > 0.5 if found else None
    said = solver.modelStatusToString(solver.getModelStatus())
    return _answer(model, taken, info.mip_dual_bound, said, options)


def _programme(library: Any, model: Full) -> Any:
    programme = library.HighsLp()
    programme.num_col_, programme.num_row_ = model.columns, len(model.low)
    programme.sense_ = library.ObjSense.kMaximize
    programme.col_cost_ = model.points
    programme.col_lower_, programme.col_upper_ = np.zeros(model.columns), np.ones(model.columns)
    programme.row_lower_, programme.row_upper_ = model.lows, model.highs
    programme.a_matrix_.format_ = library.MatrixFormat.kRowwise
    programme.a_matrix_.start_, programme.a_matrix_.index_ = model.start, model.column
    programme.a_matrix_.value_ = model.weights
    programme.integrality_ = [library.HighsVarType.kInteger] * model.columns
    return programme


def scipy(problem: Problem, ask: Ask) -> Answer:
    """scipy.milp · A sparse matrix, one LinearConstraint, Bounds, integrality."""
    optimize: Any = importlib.import_module("scipy.optimize")
    sparse: Any = importlib.import_module("scipy.sparse")
    model = full(problem)
    shape = (len(model.low), model.columns)
    matrix = sparse.csr_array((model.weights, model.column, model.start), shape=shape)
    options = {"mip_rel_gap": ask.gap, "time_limit": ask.left}
    result = optimize.milp(
        -model.points,
        integrality=np.ones(model.columns),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(matrix, model.lows, model.highs),
        options=options,
    )
    bound = None if result.mip_dual_bound is None else -result.mip_dual_bound
    return _answer(model, None if result.x is None else result.x > 0.5, bound, result.message, options)


def linopy(problem: Problem, ask: Ask) -> Answer:
    """linopy + HiGHS · Labelled arrays: each target over its columns, blocks and pairs together by `groupby`."""
    library: Any = importlib.import_module("linopy")
    pandas: Any = importlib.import_module("pandas")
    xarray: Any = importlib.import_module("xarray")
    model = full(problem)
    labelled = library.Model()
    columns = pandas.RangeIndex(model.columns, name="column")
    x = labelled.add_variables(binary=True, coords=[columns], name="x")
    for number, row in enumerate(islice(model.rows(), model.targets)):
        if len(row.columns):
            total = (xarray.DataArray(row.weights, dims="column") * x.isel(column=row.columns)).sum()
            _between(labelled, total, row.low, row.high, f"target{number}")
    _held(labelled, x, model)
    labelled.add_objective((xarray.DataArray(model.points, coords=[columns]) * x).sum(), sense="max")
    options = {"mip_rel_gap": ask.gap, "time_limit": ask.left, "output_flag": False}
    said = labelled.solve(solver_name="highs", io_api="direct", **options)
    info = labelled.solver_model.getInfo()
    highspy: Any = importlib.import_module("highspy")
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    taken = labelled.solution["x"].values > 0.5 if found else None
    return _answer(model, taken, info.mip_dual_bound, " ".join(said), {"io_api": "direct", **options})


def _held(labelled: Any, x: Any, model: Full) -> None:
    """All rows after the targets as one labelled expression, closed on the side or sides where they are bounded."""
    pandas: Any = importlib.import_module("pandas")
    xarray: Any = importlib.import_module("xarray")
    own = slice(model.start[model.targets], None)
    rows = pandas.RangeIndex(len(model.low) - model.targets, name="row")
    row = np.repeat(rows.to_numpy(), np.diff(model.start[model.targets :]))
    term = pandas.RangeIndex(len(row), name="term")
    picked = x.isel(column=xarray.DataArray(model.column[own], dims="term"))
    weighted = xarray.DataArray(model.weights[own], dims="term") * picked
    sums = weighted.groupby(pandas.Series(row, index=term, name="row")).sum()
    lows, highs_ = (xarray.DataArray(one[model.targets :], coords=[rows]) for one in (model.lows, model.highs))
    _between(labelled, sums, lows, highs_, "held")


def _between(labelled: Any, total: Any, low: Any, high: Any, name: str) -> None:
    numpy_low, numpy_high = np.isfinite(np.asarray(low)), np.isfinite(np.asarray(high))
    if numpy_low.any():
        labelled.add_constraints(total >= low, name=f"{name}-low", mask=_mask(numpy_low))
    if numpy_high.any():
        labelled.add_constraints(total <= high, name=f"{name}-high", mask=_mask(numpy_high))


def _mask(closed: Any) -> Any:
    """Which rows of an expression are bounded on this side; nothing for a single one."""
    return closed if closed.ndim else None


def cpsat(problem: Problem, ask: Ask) -> Answer:
    """CP-SAT · Whole numbers throughout: `add_at_most_one`, `add_exactly_one`, weighted sums within bounds."""
    library: Any = importlib.import_module("ortools.sat.python.cp_model")
    model = full(problem)
    built = library.CpModel()
    x = [built.new_bool_var("") for _ in range(model.columns)]
    largest = 10**18  # sums beyond this are refused, and none is ever near it
    for number in range(len(model.low)):
        own = slice(model.start[number], model.start[number + 1])
        picked = [x[column] for column in model.column[own].tolist()]
        low, high = int(model.low[number]), int(model.high[number])
        if number >= model.targets and high == 1:
            (built.add_exactly_one if low == 1 else built.add_at_most_one)(picked)
            continue
        total = library.LinearExpr.weighted_sum(picked, model.weight[own].tolist())
        built.add_linear_constraint(total, max(low, -largest), min(high, largest))
    built.maximize(library.LinearExpr.weighted_sum(x, model.worth.tolist()))
    solver = library.CpSolver()
    options = {"max_time_in_seconds": ask.left, "relative_gap_limit": ask.gap, "num_workers": WORKERS}
    for name, value in options.items():
        setattr(solver.parameters, name, value)
    status = solver.solve(built)
    found = status in (library.OPTIMAL, library.FEASIBLE)
    taken = np.array([solver.boolean_value(one) for one in x]) if found else None
    proven = solver.best_objective_bound / POINT if found else None
    return _answer(model, taken, proven, solver.status_name(status), options)


def scip(problem: Problem, ask: Ask) -> Answer:
    """SCIP · Binary variables and `quicksum` by PySCIPOpt."""
    library: Any = importlib.import_module("pyscipopt")
    model = full(problem)
    built = library.Model()
    built.hideOutput()
    x = [built.addVar(vtype="B", obj=worth) for worth in model.points.tolist()]
    built.setMaximize()
    for row in model.rows():
        if not len(row.columns) and row.low <= 0 <= row.high:
            continue
        terms = zip(row.weights.tolist(), row.columns.tolist(), strict=True)
        total = library.quicksum(weight * x[column] for weight, column in terms)
        if math.isfinite(row.low):
            built.addCons(total >= row.low)
        if math.isfinite(row.high):
            built.addCons(total <= row.high)
    options = {"limits/gap": ask.gap, "limits/time": ask.left}
    built.setParams(options)
    built.optimize()
    taken = np.array([built.getVal(one) for one in x]) > 0.5 if built.getNSols() else None
    return _answer(model, taken, built.getDualbound(), built.getStatus(), options)


def pulp(problem: Problem, ask: Ask) -> Answer:
    """PuLP + CBC · Variables by key, `lpSum` per row, the CBC that comes with PuLP; the bound is in its log."""
    library: Any = importlib.import_module("pulp")
    model = full(problem)
    built = library.LpProblem("plan", library.LpMaximize)
    keys = list(zip(model.parcel.tolist(), model.option.tolist(), model.month.tolist(), strict=True))
    x = library.LpVariable.dicts("x", keys, cat="Binary")
    built += library.lpSum(worth * x[key] for worth, key in zip(model.points.tolist(), keys, strict=True))
    for row in model.rows():
        terms = zip(row.weights.tolist(), row.columns.tolist(), strict=True)
        total = library.lpSum(weight * x[keys[column]] for weight, column in terms)
        if math.isfinite(row.low):
            built += total >= row.low
        if math.isfinite(row.high):
            built += total <= row.high
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "cbc.log"
        options = {"timeLimit": math.ceil(ask.left), "gapRel": ask.gap, "threads": THREADS}
        built.solve(library.PULP_CBC_CMD(msg=False, logPath=str(log), **options))
        text = log.read_text("utf-8")
    values = np.array([x[key].value() or 0.0 for key in keys])
    said = f"{library.LpStatus[built.status]}; {library.LpSolution[built.sol_status]}"
    # Out of time it hands back fractions as if they were a plan.
    whole = values.any() and np.abs(values - values.round()).max() < FRACTION
    return _answer(model, values > 0.5 if whole else None, told_by_cbc(text, ask.gap), said, options)


def told_by_cbc(log: str, gap: float) -> float | None:
    """CBC 日志之界 · The bound at its end; where it stopped content without one, its objective and the gap asked.

    None where it did not even come to the end of its relaxation, whatever it prints then.
    """
    if "Continuous objective value is" not in log:
        return None
    told = re.findall(r"^(?:Upper|Lower) bound: +(\S+)", log, re.MULTILINE)
    if told:
        return float(told[-1]) + 1 / POINT  # three decimals
    reached = re.findall(r"^Result - Optimal solution found.*\n+Objective value: +(\S+)", log, re.MULTILINE)
    return float(reached[-1]) * (1 + gap) if reached else None


def _answer(model: Full, taken: Mask | None, points: float | None, said: str, options: Mapping[str, object]) -> Answer:
    """The plan of these columns, if there is one."""
    return Answer(choice=None if taken is None else model.choice(taken), points=points, said=said, options=options)


def proven(points: float | None) -> int | None:
    """所证上界 · A bound in points as 0.001 point, a little up as floats may be wrong; None for infinity."""
    if points is None or not math.isfinite(points) or abs(points) >= INFINITE:
        return None
    return math.ceil(points * POINT + TRUST * abs(points) * POINT)


class Peer(NamedTuple):
    """对照方法 · What to run, the packages whose versions are told, and the modules to load before the clock starts."""

    run: Method
    packages: tuple[str, ...]
    modules: tuple[str, ...]


#: By the names they are asked for.
METHODS: dict[str, Peer] = {
    "pulp-cbc": Peer(pulp, ("PuLP",), ("pulp",)),
    "scipy-milp": Peer(scipy, ("scipy",), ("scipy.optimize", "scipy.sparse")),
    "linopy-highs": Peer(linopy, ("linopy", "highspy"), ("linopy", "pandas", "xarray", "highspy")),
    "cp-sat": Peer(cpsat, ("ortools",), ("ortools.sat.python.cp_model",)),
    "scip": Peer(scip, ("PySCIPOpt",), ("pyscipopt",)),
    "highspy": Peer(highs, ("highspy",), ("highspy",)),
    "greedy": Peer(greedy, ("numpy",), ()),
}
