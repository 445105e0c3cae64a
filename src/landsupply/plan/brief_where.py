"""编制要求范围 · Terms and their scope as a brief writes them, every name resolved; and the same written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from landsupply.law.rulebook import Rules
from landsupply.law.vocabulary import Origin
from landsupply.measure.fault import BriefFault, MeasureFault
from landsupply.measure.number import read_number
from landsupply.plan.brief_values import known_name, measured, names_at, shown, table_at
from landsupply.plan.families import months_text
from landsupply.plan.target import ANY, YEAR, By, Measure, Term, Where
from landsupply.plan.windows import read_months

Names = Callable[[Rules], tuple[str, ...]]

#: The lists of a scope, each with the names it may hold; None where the ledger's own names are meant.
WHERE: Mapping[str, Names | None] = {
    "classes": lambda rules: tuple(one.name for one in rules.place.classes),
    "buckets": lambda rules: tuple(one.name for one in rules.vocabulary.buckets),
    "kinds": None,
    "districts": lambda rules: tuple(one.name for one in rules.place.units),
    "modes": lambda rules: tuple(one.name for one in (*rules.vocabulary.modes, *rules.vocabulary.mode_groups)),
    "origins": lambda rules: tuple(one.value for one in Origin),
    "batches": None,
    "states": lambda rules: ("planned", "noticed", "supplied"),
    "livelihoods": None,
    "levels": None,
    "zones": None,
    "industries": None,
}
_TERM = ("coefficient", "measure", "where", "months", "by")


def mode_members(name: str, rules: Rules, where: str) -> tuple[str, ...]:
    """方式成员 · The mode itself, or the members of a group such as 招拍挂: every way open to competition."""
    groups = {group.name for group in rules.vocabulary.mode_groups}
    if name in groups:
        return tuple(mode.name for mode in rules.vocabulary.modes if mode.open)
    return (known_name(name, [mode.name for mode in rules.vocabulary.modes], where),)


def read_where(table: Mapping[str, Any], rules: Rules, where: str) -> Where:
    """读范围 · The scope that a table's lists state; B001 for a list or a name that is not known."""
    lists = {}
    for key in table:
        known_name(key, WHERE, f"{where}.{key}")
        names, known = names_at(table, key, f"{where}."), WHERE[key]
        for name in names if known else ():
            known_name(name, (*(known(rules) if known else ()), ANY), f"{where}.{key}")
        found = [one for name in names for one in _members(key, name, rules, f"{where}.{key}")]
        lists[key] = tuple(sorted(set(found)))
    return Where(**lists)


def _members(key: str, name: str, rules: Rules, where: str) -> tuple[str, ...]:
    return mode_members(name, rules, where) if key == "modes" and name != ANY else (name,)


def read_term(table: Mapping[str, Any], rules: Rules, where: str) -> Term:
    """读指标项 · A term; what it leaves out is 1, the area, everything, the whole year, by supply month."""
    for key in table:
        known_name(key, _TERM, f"{where}.{key}")
    return Term(
        coefficient=measured(_coefficient, table.get("coefficient", "1"), f"{where}.coefficient"),
        measure=Measure(_word(table, "measure", Measure.AREA, [one.value for one in Measure], where)),
        where=read_where(table_at(table, "where", f"{where}."), rules, f"{where}.where"),
        months=read_months(table["months"], f"{where}.months") if "months" in table else YEAR,
        by=By(_word(table, "by", By.SUPPLY, [one.value for one in By], where)),
    )


def _word(table: Mapping[str, Any], key: str, otherwise: str, known: list[str], where: str) -> str:
    word = table.get(key, otherwise)
    if not isinstance(word, str):
        raise BriefFault("B014", key=f"{where}.{key}", raw=shown(word))
    return known_name(word, known, f"{where}.{key}")


def _coefficient(text: str) -> Fraction:
    """A number, a percentage or a ratio, with a sign; never zero."""
    number, _, below = text.removesuffix("%").partition("/")
    found = Fraction(read_number(number)) / (Fraction(read_number(below)) if below else 1)
    found /= 100 if text.endswith("%") else 1
    if not found:
        raise MeasureFault("M006", raw=text[:60])
    return found


def term_form(term: Term) -> dict[str, Any]:
    """指标项写法 · What `read_term` reads as the same term."""
    form: dict[str, Any] = {"coefficient": str(term.coefficient), "measure": term.measure.value}
    if term.where.stated:
        form["where"] = term.where.stated
    if term.months != YEAR:
        form["months"] = months_text(term.months)
    return form if term.by is By.SUPPLY else {**form, "by": term.by.value}
