"""篡改 · Forty ways to tamper with a good plan, each sealed anew with a true digest: only the checks can find them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from landsupply.law.vocabulary import Origin, Scheme
from landsupply.ledger.issue import Severity
from landsupply.measure.fault import Fault, IntegrityFault
from landsupply.plan.checks import CHECKS, check
from landsupply.plan.form import from_form, to_form
from landsupply.plan.plan import ItemState, Miss, Plan, ReserveLine
from landsupply.plan.proof import ProvenGoal
from landsupply.plan.target import Axis, Line
from tests.plan import case

Mutation = Callable[[Plan], Plan]


def _use(code: str):
    return case.rules().vocabulary.use(code, Scheme.GB2017)[0]


def _mode(name: str):
    return case.rules().vocabulary.mode(name)


def _item(plan: Plan, name: str):
    return next(item for item in plan.items if item.parcel == name)


def _without(plan: Plan, name: str) -> Plan:
    return replace(plan, items=tuple(item for item in plan.items if item.parcel != name))


def _with_another(plan: Plan, name: str, month: int) -> Plan:
    option = next(one for one in case.options().preferred if one.parcel == name)
    return replace(plan, items=(*plan.items, case.item(case.ledger().parcel(name), option, month)))


def _reserve(plan: Plan, **changes: object) -> Plan:
    return replace(plan, reserves=(replace(plan.reserves[0], **changes),))


def _goals(plan: Plan, *goals: ProvenGoal) -> Plan:
    return replace(plan, proof=replace(plan.proof, goals=goals))


def _brief(plan: Plan, **changes: object) -> Plan:
    return replace(plan, brief=replace(plan.brief, **changes))


def _made(plan: Plan, **changes: object) -> Plan:
    return replace(plan, made_from=replace(plan.made_from, **changes))


NEW_CLASS = ReserveLine(plan_class="无此类", district=None, month=12, area=case.hectares("1"))

#: What was done, the code that must name it, and how it was done. Everything that can be recomputed is brought into
#: agreement again: an honest-looking plan with one lie in it.
MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "area changed": ("C005", lambda p: case.with_item(p, "P01", area=case.hectares("5.1233"))),
    "whole changed": ("C004", lambda p: case.with_item(p, "P06", whole=case.hectares("9"))),
    "month before it is ready": ("C006", lambda p: case.with_item(p, "P10", supply_month=7, notice_month=6)),
    "month in the past": ("C006", lambda p: case.with_item(p, "P04", supply_month=2)),
    "day of compiling later": ("C006", lambda p: _made(p, compiled_on=date(2024, 5, 6))),
    "item doubled": ("C003", lambda p: replace(p, items=(*p.items, _item(p, "P08")))),
    "parcel unknown": ("C002", lambda p: case.with_item(p, "P10", parcel="P77")),
    "name changed": ("C004", lambda p: case.with_item(p, "P07", name="某甲")),
    "district changed": ("C004", lambda p: case.with_item(p, "P04", district="中原区")),
    "origin changed": ("C004", lambda p: case.with_item(p, "P04", origin=Origin.NEW)),
    "livelihood invented": ("C004", lambda p: case.with_item(p, "P04", livelihood="教育")),
    "batch dropped": ("C004", lambda p: case.with_item(p, "P04", batch=None)),
    "class changed": ("C004", lambda p: case.with_item(p, "P07", plan_class=case.COMMERCE)),
    "class invented": ("C004", lambda p: case.with_item(p, "P07", plan_class="无此类")),
    "use changed": ("C004", lambda p: case.with_item(p, "P07", use=_use("1003"))),
    "mode unlawful": ("C007", lambda p: case.with_item(p, "P10", mode=_mode("划拨"), notice_month=None, term=None)),
    "term over the cap": ("C007", lambda p: case.with_item(p, "P01", term=71)),
    "term not the ledger's": ("C004", lambda p: case.with_item(p, "P10", term=39)),
    "term where nothing is paid": ("C004", lambda p: case.with_item(p, "P07", term=50)),
    "notice month wrong": ("C017", lambda p: case.with_item(p, "P10", notice_month=9)),
    "notice month dropped": ("C017", lambda p: case.with_item(p, "P10", notice_month=None)),
    "notice month of the past wrong": ("C017", lambda p: case.with_item(p, "P03", notice_month=2)),
    "reserve raised": ("C020", lambda p: _reserve(p, area=case.hectares("3"))),
    "reserve lowered": ("C020", lambda p: _reserve(p, area=case.hectares("2"))),
    "reserve of no class": ("C019", lambda p: replace(p, reserves=(*p.reserves, NEW_CLASS))),
    "reserve of no unit": ("C019", lambda p: _reserve(p, district="无此区")),
    "phase below the least": ("C005", lambda p: case.with_item(p, "P06", area=case.hectares("3.9999"))),
    "phase where not permitted": ("C005", lambda p: case.with_item(p, "P10", area=case.hectares("7.5"))),
    "locked parcel dropped": ("C010", lambda p: _without(p, "P08")),
    "forbidden parcel added": ("C010", lambda p: _with_another(p, "P05", 8)),
    "pinned parcel moved": ("C010", lambda p: case.with_item(p, "P08", supply_month=10)),
    "supply dropped": ("C011", lambda p: _without(p, "P02")),
    "supply moved": ("C011", lambda p: case.with_item(p, "P02", supply_month=3)),
    "supply called a plan": ("C011", lambda p: case.with_item(p, "P02", state=ItemState.PLANNED, supply_month=4)),
    "plan called a supply": ("C018", lambda p: case.with_item(p, "P04", state=ItemState.SUPPLIED, supply_month=1)),
    "plan called a notice": ("C028", lambda p: case.with_item(p, "P10", state=ItemState.NOTICED, notice_month=7)),
    "notice moved": ("C027", lambda p: case.with_item(p, "P03", supply_month=4)),
    "goal order swapped": ("C016", lambda p: _goals(p, *reversed(p.proof.goals))),
    "goal dropped": ("C016", lambda p: _goals(p, p.proof.goals[0])),
    "slack widened": ("C025", lambda p: _goals(p, *(replace(g, slack=Fraction(1, 10)) for g in p.proof.goals))),
    "ledger digest changed": ("C014", lambda p: _made(p, ledger="sha256:" + "0" * 64)),
    "rulebook digest changed": ("C015", lambda p: _made(p, rulebook="sha256:" + "0" * 64)),
}

#: The same, but left unbalanced: what the plan says of itself no longer agrees with its own items.
UNBALANCED: dict[str, tuple[str, Mutation]] = {
    "approved indicator changed": (
        "C001",
        lambda p: replace(p, approved=((p.approved[0][0], case.hectares("9.14")), *p.approved[1:])),
    ),
    "approved indicator invented": (
        "C001",
        lambda p: replace(p, approved=(*p.approved, ("无此类", case.hectares("1")))),
    ),
    "miss hidden": (
        "C008",
        lambda p: replace(case.sealed(case.with_item(p, "P06", area=case.hectares("9"))), misses=()),
    ),
    "miss understated": (
        "C008",
        lambda p: replace(_short(p), misses=(Miss(line=Line(Axis.TOTAL), units=-1),)),
    ),
    "miss invented": ("C008", lambda p: replace(p, misses=(Miss(line=Line(Axis.TOTAL), units=-1),))),
    "proof value raised": (
        "C012",
        lambda p: _goals(p, *(replace(g, value=g.value + 1, bound=g.bound + 1) for g in p.proof.goals)),
    ),
}


def _short(plan: Plan) -> Plan:
    """The plan under a brief that asks for more than there is, its miss stated."""
    asked = case.target(Axis.TOTAL, "", "55", "60")
    return case.sealed(_brief(plan, targets=(asked, *plan.brief.targets[1:])))


def _stored(plan: Plan) -> Plan:
    """The plan as it comes back from a file."""
    return from_form(json.loads(json.dumps(to_form(plan, case.rules()), ensure_ascii=False)), case.rules())


def _errors(plan: Plan) -> set[str]:
    found = check(_stored(plan), case.ledger(), case.rules())
    return {finding.code for finding in found if finding.severity is Severity.ERROR}


def test_the_plan_itself_is_without_a_finding() -> None:
    assert check(_stored(case.plan()), case.ledger(), case.rules()) == ()


@pytest.mark.parametrize("what", MUTATIONS)
def test_a_tampered_plan_is_refused(what: str) -> None:
    code, mutation = MUTATIONS[what]
    assert code in _errors(_again_in_balance(mutation(case.plan())))


def _again_in_balance(plan: Plan) -> Plan:
    """Approved figures, values and misses recomputed, but the proof's own shape kept as the mutation left it."""
    balanced = case.sealed(plan)
    values = {goal.goal: goal for goal in balanced.proof.goals}
    goals = tuple(
        replace(goal, value=values[goal.goal].value, bound=values[goal.goal].bound) for goal in plan.proof.goals
    )
    return replace(balanced, proof=replace(balanced.proof, goals=goals))


@pytest.mark.parametrize("what", UNBALANCED)
def test_a_plan_that_contradicts_itself_is_refused(what: str) -> None:
    code, mutation = UNBALANCED[what]
    assert code in _errors(mutation(case.plan()))


def test_most_mutations_are_found_by_one_check_alone() -> None:
    """If a check were empty, something would slip through: every check is the only one to see some mutation."""
    alone = set()
    for code, mutation in (*MUTATIONS.values(), *UNBALANCED.values()):
        plan = mutation(case.plan())
        plan = _again_in_balance(plan) if (code, mutation) in MUTATIONS.values() else plan
        if _errors(plan) == {code}:
            alone.add(code)
    assert alone >= {"C001", "C004", "C005", "C006", "C007", "C008", "C010", "C011", "C012", "C014", "C015", "C016"}
    assert alone >= {"C017", "C019", "C020", "C025", "C027"}
    assert len(CHECKS) == 15  # ceilings of the law, alternatives and order have tests of their own


def test_a_stated_miss_is_only_a_warning() -> None:
    findings = check(_stored(_short(case.plan())), case.ledger(), case.rules())
    assert [(one.code, one.severity, one.place) for one in findings] == [("C009", Severity.WARNING, "总量")]
    assert findings[0].facts["found"] == "-5.5035"


@pytest.mark.parametrize("key", ["title", "items", "indicators", "approved", "proof", "reproducible"])
def test_a_form_changed_without_sealing_is_refused(key: str) -> None:
    form = to_form(case.plan(), case.rules())
    changed = {**form, key: [] if isinstance(form[key], list) else {} if isinstance(form[key], dict) else "x"}
    if key == "reproducible":
        changed[key] = False
    with pytest.raises(Fault) as caught:
        from_form(changed, case.rules())
    assert caught.value.code in ("C013", "C026")


def test_one_hundredth_of_a_square_metre_in_the_file_is_seen() -> None:
    form = json.loads(json.dumps(to_form(case.plan(), case.rules())))
    form["items"][2]["area"] = "5.123399"
    with pytest.raises(IntegrityFault) as caught:
        from_form(form, case.rules())
    assert (caught.value.code, caught.value.facts["what"]) == ("C013", "digest")


def test_a_value_above_its_bound_cannot_be() -> None:
    goal = case.plan().proof.goals[0]
    with pytest.raises(IntegrityFault) as caught:
        replace(goal, bound=goal.value - 1)
    assert caught.value.code == "C021"
