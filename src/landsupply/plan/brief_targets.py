"""编制要求各表 · The tables of `[targets]`: each with how it is read into targets and how they are written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.measure.fault import BriefFault
from landsupply.measure.interval import Interval, read_share, read_share_bound
from landsupply.options.rules.quota import Account
from landsupply.options.uses import HOUSING
from landsupply.plan import families
from landsupply.plan.brief_bounds import (
    area_or_count,
    at_most,
    bounds_text,
    class_names,
    mode_names,
    open_modes,
    public_kinds,
    read_bounds,
    unit_names,
)
from landsupply.plan.brief_values import in_order, known_name, measured, names_at, share_text, shown, table_at, text_at
from landsupply.plan.brief_where import WHERE, mode_members, read_term, read_where, term_form
from landsupply.plan.target import Axis, Measure, Target, Term, Unit, exact_figure
from landsupply.plan.windows import EACH, read_months, read_windows

MONTHS = tuple(str(month) for month in range(1, 13))
Found = Iterable[Target]


@dataclass(frozen=True, slots=True)
class TargetTable:
    """要求表 · A key of `[targets]`, the axis of its lines, and both ways between its value and targets."""

    key: str
    axis: Axis
    read: Callable[[Any, Rules, str], Found]
    write: Callable[[Sequence[Target]], Any]


def _total(value: Any, rules: Rules, where: str) -> Found:
    yield families.total(read_bounds(value, Measure.AREA, rules, where))


def _new_land(account: Account, value: Any, rules: Rules, where: str) -> Found:
    bounds = read_bounds(value, Measure.AREA, rules, where)
    yield families.new_land_quota(account, at_most(bounds))


def _named(make: Callable[[str, Interval], Target], known: Callable[[Rules], tuple[str, ...]]) -> Any:
    """A table of one line for each name."""

    def read(value: Any, rules: Rules, where: str) -> Found:
        table = _table(value, where)
        for name in in_order(table, known(rules), where):
            yield make(name, read_bounds(table[name], Measure.AREA, rules, f"{where}.{name}"))

    return read


def _table(value: Any, where: str) -> Mapping[str, Any]:
    within, _, key = where.rpartition(".")
    return table_at({key: value}, key, f"{within}.")


def _one(found: Sequence[Target]) -> Any:
    return bounds_text(found[0])


def _by_key(found: Sequence[Target]) -> dict[str, str]:
    return {one.line.key: bounds_text(one) for one in found}


def _district_classes(value: Any, rules: Rules, where: str) -> Found:
    table = _table(value, where)
    for district in in_order(table, unit_names(rules), where):
        make = partial(families.layout_by_class, district)
        yield from _named(make, class_names)(table[district], rules, f"{where}.{district}")


def _by_two_keys(found: Sequence[Target], text: Callable[[Target], str] = bounds_text) -> dict[str, dict[str, str]]:
    form: dict[str, dict[str, str]] = {}
    for one in found:
        first, _, second = one.line.key.rpartition("·")
        form.setdefault(first, {})[second] = text(one)
    return form


def _shares_by_month(make: Callable[[str, int, Fraction], Target], known: Callable[[Rules], tuple[str, ...]]) -> Any:
    """A table of milestones for each name."""

    def read(value: Any, rules: Rules, where: str) -> Found:
        table = _table(value, where)
        for name in in_order(table, known(rules), where):
            shares = _table(table[name], f"{where}.{name}")
            for month in in_order(shares, MONTHS, f"{where}.{name}"):
                yield make(name, int(month), measured(read_share, shares[month], f"{where}.{name}.{month}"))

    return read


def _mode_milestones(value: Any, rules: Rules, where: str) -> Found:
    def make(mode: str, month: int, share: Fraction) -> Target:
        return families.mode_milestone(mode, mode_members(mode, rules, where), month, share)

    yield from _shares_by_month(make, mode_names)(value, rules, where)


def _share_of(target: Target) -> str:
    return share_text(target.share)


def _modes(value: Any, rules: Rules, where: str) -> Found:
    """A share of everything where the text says so, an area otherwise."""
    table = _table(value, where)
    for mode in in_order(table, mode_names(rules), where):
        at, members = f"{where}.{mode}", mode_members(mode, rules, where)
        text = table[mode]
        if isinstance(text, str) and any(mark in text for mark in "%％/"):
            yield families.mode_share(mode, members, *measured(read_share_bound, text, at))
        else:
            yield families.mode_area(mode, members, read_bounds(text, Measure.AREA, rules, at))


def _share_or_area(target: Target) -> str:
    if not target.is_share:
        return bounds_text(target)
    return f"{'≥' if target.low == 0 else '≤'}{share_text(target.share)}"


def _affordable(value: Any, rules: Rules, where: str) -> Found:
    """The share alone, or with the kinds that count."""
    table = value if isinstance(value, Mapping) else {"share": value}
    for key in table:
        known_name(key, ("share", "kinds"), f"{where}.{key}")
    kinds = names_at(table, "kinds", f"{where}.") if "kinds" in table else public_kinds(rules)
    (housing, *_) = rules.vocabulary.use(HOUSING)
    plan_class = rules.place.class_of(housing)
    if not kinds or plan_class is None:
        raise BriefFault("B014", key=f"{where}.kinds", raw="、".join(kinds) or "—")
    bounds = measured(read_share_bound, table.get("share"), f"{where}.share")
    yield families.affordable_share(plan_class, kinds, *bounds)


def _affordable_form(found: Sequence[Target]) -> dict[str, Any]:
    return {"share": _share_or_area(found[0]), "kinds": list(found[0].terms[0].where.kinds)}


def _departments(value: Any, rules: Rules, where: str) -> Found:
    table = _table(value, where)
    for name in sorted(table):
        yield from _department(name, _table(table[name], f"{where}.{name}"), rules, f"{where}.{name}")


def _department(name: str, table: Mapping[str, Any], rules: Rules, where: str) -> Found:
    """Capacity of every month, or month by month; a month whose work no supply of the year follows is refused."""
    for key in table:
        known_name(key, ("lag", "capacity", "months", *WHERE), f"{where}.{key}")
    lag = table.get("lag", 0)
    if type(lag) is not int or not 0 <= lag <= 11:
        raise BriefFault("B014", key=f"{where}.lag", raw=shown(lag))
    land = read_where({key: table[key] for key in table if key in WHERE}, rules, where)
    months = table_at(table, "months", f"{where}.")
    stated = {month: table["capacity"] for month in MONTHS[: 12 - lag] if "capacity" in table}
    stated |= {month: months[month] for month in in_order(months, MONTHS, f"{where}.months")}
    for month in sorted(stated, key=int):
        at = f"{where}.months.{month}"
        if int(month) + lag > 12:
            raise BriefFault("B020", where=at[:80], raw=f"{month}+{lag}")
        term = Term(measure=area_or_count(stated[month]), where=land)
        bounds = read_bounds(stated[month], term.measure, rules, at)
        yield families.department_capacity(name, int(month), lag, term, bounds)


def _departments_form(found: Sequence[Target]) -> dict[str, Any]:
    form: dict[str, Any] = {}
    for one in found:
        name, _, work = one.line.key.rpartition("·")
        own = form.setdefault(name, {"lag": one.terms[0].months[0] - int(work), **one.terms[0].where.stated})
        own.setdefault("months", {})[work] = bounds_text(one)
    return form


def _windows(make: Callable[[tuple[int, ...], Rules, Any, str], Target]) -> Any:
    """A table of one line for each window of months."""

    def read(value: Any, rules: Rules, where: str) -> Found:
        table = _table(value, where)
        found = [(own, key) for key in table for own in read_windows(key, f"{where}.{key}")]
        for months, key in sorted(found):
            yield make(months, rules, table[key], f"{where}.{key}")

    return read


def _auction(months: tuple[int, ...], rules: Rules, value: Any, where: str) -> Target:
    measure = area_or_count(value)
    return families.auction_capacity(months, open_modes(rules), measure, read_bounds(value, measure, rules, where))


def _funds(months: tuple[int, ...], rules: Rules, value: Any, where: str) -> Target:
    return families.reserve_funds(months, read_bounds(value, Measure.COST, rules, where))


def _revenue(months: tuple[int, ...], rules: Rules, value: Any, where: str) -> Target:
    return families.grant_revenue(months, read_bounds(value, Measure.REVENUE, rules, where))


def _absorption(months: tuple[int, ...], rules: Rules, value: Any, where: str) -> Target:
    (housing, *_) = rules.vocabulary.use(HOUSING)
    bounds = read_bounds(value, Measure.AREA, rules, where)
    return families.absorption_cap(months, housing.bucket, open_modes(rules), public_kinds(rules), bounds)


def _smooth(value: Any, rules: Rules, where: str) -> Found:
    """Of each window the steps between its months; of a window of one month there are none."""
    table = _table(value, where)
    for key in table:
        at = f"{where}.{key}"
        months = read_months("全年" if key == EACH else key, at)
        steps = [month for month in months if month + 1 in months]
        bounds = at_most(read_bounds(table[key], Measure.AREA, rules, at))
        if not steps or bounds.high is None or bounds.low is not None:
            raise BriefFault("B020" if not steps else "B016", where=at[:80], raw=shown(table[key]), reason="M006")
        yield from (families.smoothness(month, bounds.high) for month in steps)


def _smooth_form(found: Sequence[Target]) -> dict[str, str]:
    return {one.line.key: f"≤{exact_figure(one.high or 0, Unit.HECTARE)}公顷" for one in found}


def _sentences(value: Any, rules: Rules, where: str) -> Found:
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        raise BriefFault("B014", key=where, raw=shown(value))
    found = [_sentence(one, rules, f"{where}.{i}") for i, one in enumerate(value, 1)]
    return sorted(found, key=lambda one: one.name)


def _sentence(table: Mapping[str, Any], rules: Rules, where: str) -> Target:
    for key in table:
        known_name(key, ("name", "clause", "bounds", "terms"), f"{where}.{key}")
    name, stated = text_at(table, "name", "", f"{where}."), table.get("terms", [{}])
    if not name or not isinstance(stated, list) or not stated or not all(isinstance(one, Mapping) for one in stated):
        raise BriefFault("B014", key=f"{where}.terms" if name else f"{where}.name", raw=shown(stated if name else name))
    terms = tuple(read_term(one, rules, f"{where}.terms.{i}") for i, one in enumerate(stated, 1))
    bounds = read_bounds(table.get("bounds"), terms[0].measure, rules, f"{where}.bounds")
    return families.sentence(name, terms, bounds, text_at(table, "clause", "", f"{where}."))


def _sentences_form(found: Sequence[Target]) -> list[dict[str, Any]]:
    form = []
    for one in found:
        own: dict[str, Any] = {"name": one.line.key, "bounds": bounds_text(one)}
        own |= {"clause": one.clause} if one.clause else {}
        form.append({**own, "terms": [term_form(term) for term in one.terms]})
    return form


def _batch(name: str, bounds: Interval) -> Target:
    return families.batch_balance(name, at_most(bounds))


def _month(name: str, bounds: Interval) -> Target:
    return families.monthly(int(name), bounds)


def _any_name(rules: Rules) -> tuple[str, ...]:
    del rules
    return ()


def _month_names(rules: Rules) -> tuple[str, ...]:
    del rules
    return MONTHS


#: Every table in its order; those with a line of the whole come first.
TABLES: tuple[TargetTable, ...] = (
    TargetTable("total", Axis.TOTAL, _total, _one),
    TargetTable("classes", Axis.CLASS, _named(families.structure, class_names), _by_key),
    TargetTable("districts", Axis.DISTRICT, _named(families.layout, unit_names), _by_key),
    TargetTable("months", Axis.MONTH, _named(_month, _month_names), _by_key),
    TargetTable("batches", Axis.BATCH, _named(_batch, _any_name), _by_key),
    TargetTable("district_classes", Axis.DISTRICT_CLASS, _district_classes, _by_two_keys),
    TargetTable("modes", Axis.MODE, _modes, lambda found: {one.line.key: _share_or_area(one) for one in found}),
    TargetTable("affordable", Axis.AFFORDABLE, _affordable, _affordable_form),
    TargetTable(
        "class_milestones",
        Axis.CLASS_MILESTONE,
        _shares_by_month(families.class_milestone, class_names),
        partial(_by_two_keys, text=_share_of),
    ),
    TargetTable(
        "district_milestones",
        Axis.DISTRICT_MILESTONE,
        _shares_by_month(families.district_milestone, unit_names),
        partial(_by_two_keys, text=_share_of),
    ),
    TargetTable("mode_milestones", Axis.MODE_MILESTONE, _mode_milestones, partial(_by_two_keys, text=_share_of)),
    TargetTable("departments", Axis.DEPARTMENT, _departments, _departments_form),
    TargetTable("auctions", Axis.AUCTION, _windows(_auction), _by_key),
    TargetTable("funds", Axis.FUNDS, _windows(_funds), _by_key),
    TargetTable("revenue", Axis.REVENUE, _windows(_revenue), _by_key),
    TargetTable("new_land", Axis.NEW_LAND, partial(_new_land, Account.YEAR), _one),
    TargetTable("new_land_key_projects", Axis.NEW_LAND, partial(_new_land, Account.KEY), _one),
    TargetTable("absorption", Axis.ABSORPTION, _windows(_absorption), _by_key),
    TargetTable("smooth", Axis.SMOOTH, _smooth, _smooth_form),
    TargetTable("sentences", Axis.SENTENCE, _sentences, _sentences_form),
)
#: Written even when they are empty.
_ALWAYS = ("classes", "districts", "months", "batches")


def read_targets(table: Mapping[str, Any], rules: Rules) -> tuple[Target, ...]:
    """读各表 · The targets of all tables, in the tuple's order and each table in the official one."""
    stated = [one for one in TABLES if one.key in table]
    return tuple(target for one in stated for target in one.read(table[one.key], rules, f"targets.{one.key}"))


def targets_form(targets: Sequence[Target]) -> dict[str, Any]:
    """写各表 · What `read_targets` reads as the same targets."""
    form: dict[str, Any] = {}
    for table in TABLES:
        found = [one for one in targets if one.line.axis is table.axis and _is_of(table, one)]
        if found or table.key in _ALWAYS:
            form[table.key] = table.write(found)
    return form


def _is_of(table: TargetTable, target: Target) -> bool:
    return table.axis is not Axis.NEW_LAND or (table.key == "new_land") == (target.line.key == "")
