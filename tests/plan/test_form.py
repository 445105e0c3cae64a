"""存储形式 · A plan comes back from its JSON as it was; anything else that calls itself a plan is refused in words."""

from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landsupply.law.words import say
from landsupply.measure.fault import Fault, InputFault, IntegrityFault
from landsupply.plan.form import from_form, plan_digest, to_form
from landsupply.plan.plan import Assumption
from landsupply.seal.canon import digest
from tests.plan import case

JSON = json.dumps(to_form(case.plan(), case.rules()), ensure_ascii=False)


def stored() -> dict:
    return dict(json.loads(JSON))


def sealed(form: dict) -> dict:
    """The form with a true digest, whatever stands in it."""
    return {**form, "digest": digest({name: value for name, value in form.items() if name != "digest"})}


def refusal(form: object) -> Fault:
    with pytest.raises(Fault) as caught:
        from_form(form, case.rules())
    assert say(caught.value.code, "zh", **caught.value.facts)
    return caught.value


def test_a_plan_comes_back_equal_and_with_its_digest() -> None:
    again = from_form(stored(), case.rules())
    assert again == case.plan()
    assert plan_digest(again, case.rules()) == stored()["digest"]


def test_slack_assumptions_and_history_come_back() -> None:
    plan = replace(
        case.plan(),
        brief=replace(case.brief(), slack=Fraction(1, 3)),
        proof=replace(
            case.plan().proof, goals=tuple(replace(goal, slack=Fraction(1, 3)) for goal in case.plan().proof.goals)
        ),
        assumptions=(Assumption(code="S111", facts=(("reason", "实测"),)),),
        version=2,
        parent="sha256:" + "1" * 64,
        reason="局务会纪要",
        reproducible=False,
    )
    assert from_form(json.loads(json.dumps(to_form(plan, case.rules()))), case.rules()) == plan


def test_the_order_of_keys_says_nothing() -> None:
    turned = json.loads(JSON, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert list(turned) != list(stored())
    assert from_form(turned, case.rules()) == case.plan()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "landsupply.plan/2"),
        (("format",), None),
        (("title",), None),
        (("version",), True),
        (("version",), 10**30),
        (("reproducible",), 1),
        (("parent",), 3),
        (("made_from",), []),
        (("made_from", "compiled_on"), "2024-3-5"),
        (("made_from", "compiled_on"), "20240305"),
        (("approved",), [["住宅用地", "1"]]),
        (("approved", "住宅用地"), 9.13),
        (("approved", "住宅用地"), "1e5"),
        (("approved", "住宅用地"), "９.1300000001"),
        (("items",), {}),
        (("items", 0), "P01"),
        (("items", 0, "area"), None),
        (("items", 0, "area"), "NaN"),
        (("items", 0, "supply_month"), 2.0),
        (("items", 0, "supply_month"), "2"),
        (("items", 0, "notice_month"), False),
        (("items", 0, "term"), 0),
        (("items", 0, "term"), -70),
        (("items", 0, "district"), ""),
        (("items", 0, "state"), "done"),
        (("items", 0, "origin"), "某地"),
        (("items", 0, "mode"), "白送"),
        (("items", 0, "mode"), "划拨供地"),
        (("items", 0, "use", "scheme"), "GB"),
        (("items", 0, "use", "name"), "科研用地"),
        (("items", 0, "use"), "0803"),
        (("reserves", 0, "month"), None),
        (("brief",), None),
        (("brief", "year"), 2023),
        (("brief", "goals"), ["快"]),
        (("brief", "targets", "total"), 5),
        (("brief", "locks", "must"), ["P01", "P01"]),
        (("proof", "goals"), None),
        (("proof", "goals", 0, "name"), "快"),
        (("proof", "goals", 0, "value"), "1"),
        (("proof", "goals", 0, "value"), True),
        (("proof", "goals", 0, "value"), -1),
        (("proof", "goals", 0, "value"), float("inf")),
        (("proof", "goals", 0, "bound"), float("nan")),
        (("proof", "goals", 0, "bound"), 10**400),
        (("proof", "goals", 0, "bound"), 1e-9),
        (("proof", "method"), None),
        (("misses",), [{"axis": "无", "key": "", "area": "1"}]),
        (("misses",), [{"axis": "总量", "key": None, "area": "1"}]),
        (("assumptions",), [{"code": "S111", "facts": {"reason": 1}}]),
    ],
)
def test_a_value_of_another_kind_is_named_by_its_path(path: tuple, value: object) -> None:
    form = stored()
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    fault = refusal(form)
    assert isinstance(fault, InputFault)
    assert fault.code == "C026"
    if path != ("format",):
        assert str(path[0]) in str(fault.facts["where"])


@pytest.mark.parametrize("form", [None, [], "x", 3, {}, {"format": "landsupply.plan/1"}])
def test_what_is_no_plan_at_all_is_refused(form: object) -> None:
    assert refusal(form).code == "C026"


def test_each_missing_key_is_named() -> None:
    for key in stored():
        if key not in ("digest", "indicators", "place", "year", "format"):
            form = stored()
            del form[key]
            fault = refusal(form)
            assert (fault.code, fault.facts["where"]) == ("C026", f"plan.{key}")


@pytest.mark.parametrize(
    ("path", "value", "what"),
    [
        (("indicators", "total"), "1.00", "indicators.total"),
        (("indicators", "months", "6"), "1.00", "indicators.months.6"),
        (("indicators", "milestones", "6", "met"), False, "indicators.milestones.6.met"),
        (("proof", "gap"), 0.0, "proof.gap"),
        (("proof", "goals", 0, "gap"), 0.0, "proof.goals.0.gap"),
        (("place",), "990100", "place"),
        (("year",), 2023, "year"),
        (("extra",), 1, "extra"),
        (("items", 0, "extra"), "=1+1", "items.0.extra"),
        (("items", 0, "area"), "3.333300", "items.0.area"),
        (("brief", "slack"), "0.050%", "brief.slack"),
    ],
)
def test_what_can_be_recomputed_is_not_believed_even_under_a_true_digest(path, value, what) -> None:
    form = stored()
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    fault = refusal(sealed(form))
    assert isinstance(fault, IntegrityFault)
    assert (fault.code, fault.facts["what"]) == ("C013", what)


@pytest.mark.parametrize("key", ["indicators", "place", "year", "digest"])
def test_what_is_left_out_is_missed(key: str) -> None:
    form = stored()
    del form[key]
    assert refusal(form if key == "digest" else sealed(form)).code == "C013"


@pytest.mark.parametrize("value", ["\ud800", float("nan"), {1: 2}, {"a": {1, 2}}])
def test_what_is_no_json_is_refused(value: object) -> None:
    assert refusal({**stored(), "more": value}).code in ("C026", "C013")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("items", 0, "supply_month"), 13, "C022"),
        (("items", 2, "notice_month"), 0, "C022"),
        (("items", 2, "notice_month"), 12, "C022"),
        (("items", 0, "area"), "99", "C023"),
        (("items", 0, "area"), "-1", "C023"),
        (("reserves", 0, "area"), "-1", "C024"),
        (("proof", "goals", 0, "value"), 1e9, "C021"),
    ],
)
def test_values_that_cannot_be_are_refused_by_the_plan_itself(path, value, code) -> None:
    form = stored()
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert refusal(sealed(form)).code == code


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def _places(form: object, path: tuple = ()):
    yield path
    inner = form.items() if isinstance(form, dict) else enumerate(form) if isinstance(form, list) else ()
    for key, value in inner:
        yield from _places(value, (*path, key))


_PATHS = sorted((path for path in _places(stored()) if path), key=str)


@given(st.sampled_from(_PATHS), _JUNK)
def test_junk_anywhere_gives_a_plan_or_a_fault(path: tuple, junk: object) -> None:
    form = copy.deepcopy(stored())
    place = form
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = junk
    try:
        from_form(form, case.rules())
    except Fault as fault:
        assert fault.code in ("C013", "C021", "C022", "C023", "C024", "C026")
    else:
        assert form == stored()


_PRINT_DIGEST = """
from landsupply.plan.form import plan_digest
from tests.plan import case
print(plan_digest(case.plan(), case.rules()))
"""


def test_two_processes_give_the_same_digest(root: Path) -> None:
    seen = set()
    for seed, zone in (("0", "UTC"), ("4242", "Asia/Shanghai")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": f"{root / 'src'}:{root}"}
        done = subprocess.run(
            [sys.executable, "-c", _PRINT_DIGEST], env=environment, cwd=root, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout.strip())
    assert seen == {plan_digest(case.plan(), case.rules())}


def test_a_shuffled_ledger_is_the_same_ledger() -> None:
    parcels = list(case.ledger().parcels)
    random.Random(7).shuffle(parcels)
    assert case.ledger_of(*parcels).digest == case.ledger().digest
