"""验真 · An auditor with two files and no solver: what is true stands, what was changed and sealed again is found."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from landsupply.plan.proof import gap_between
from landsupply.seal.canon import digest
from tests.journeys.office import BRIEF, Said, command, desk_of

jsonschema = pytest.importorskip("jsonschema")

TOO_MUCH = BRIEF.replace("10–16公顷", "不低于30公顷")
Form = dict[str, Any]


def _planned(folder: Path, brief: str = BRIEF) -> Path:
    ledger, asked = desk_of(folder, brief=brief)
    assert command("propose", ledger, "--brief", asked, "--out", folder / "plan.json", "--quiet").code in (0, 4)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _planned(tmp_path_factory.mktemp("verified"))


def verify(folder: Path, *words: object, plan: str = "plan.json") -> Said:
    return command("verify", folder / plan, "--ledger", folder / "ledger.csv", *words)


def test_a_plan_is_true_in_both_languages_and_as_a_form(desk: Path) -> None:
    for lang, word in (("zh", "属实"), ("en", "true: items")):
        said = verify(desk, "--lang", lang)
        assert (said.code, said.err) == (0, "") and word in said.out
    form = json.loads(verify(desk, "--json").out)
    schema = json.loads(files("landsupply").joinpath("schemas", "verification-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(form)
    assert form["holds"] and form["findings"] == [] and all(goal["certified"] for goal in form["goals"])


def test_misses_are_verified_too(tmp_path: Path) -> None:
    folder = _planned(tmp_path, TOO_MUCH)
    proof = json.loads((folder / "plan.json").read_text("utf-8"))["proof"]["misses"]
    assert 0 < int(proof["least"]) <= int(proof["missed"])
    assert verify(folder).code == 0


def test_another_ledger_is_said_and_nothing_else(desk: Path, tmp_path: Path) -> None:
    other = tmp_path / "ledger.csv"
    other.write_text((desk / "ledger.csv").read_text("utf-8-sig").replace("A-01", "A-99"), "utf-8-sig")
    said = command("verify", desk / "plan.json", "--ledger", other)
    assert said.code == 70 and "C115" in said.out and "C101" not in said.out


def _other(goal: Form) -> None:
    """A bound one unit from what the certificate proves, in it and beside it."""
    certificate = goal["certificate"]
    units = int(certificate["bound"]) + 1
    certificate["bound"] = str(units)
    goal["certified"] = goal["bound"] = units / 1_000_000
    goal["gap"] = float(gap_between(round(goal["value"] * 1_000_000), units))
    goal.pop("solver", None)
    _seal(certificate)


def _cheaper(goal: Form) -> None:
    """Prices that prove less, with the bound as it was."""
    certificate = goal["certificate"]
    for leaf in certificate["leaves"]:
        leaf["prices"] = {name: str(2 * int(price)) for name, price in leaf["prices"].items()}
    _seal(certificate)


def _foreign(goal: Form) -> None:
    """A price for a target that nobody asked for."""
    goal["certificate"]["leaves"][0]["prices"]["没有的要求"] = "1"
    _seal(goal["certificate"])


def _seal(form: Form) -> None:
    form.pop("digest", None)
    form["digest"] = digest(form)


@pytest.mark.parametrize(("change", "code"), [(_other, "C113"), (_cheaper, "C113"), (_foreign, "C098")])
def test_a_plan_changed_and_sealed_again_is_found(desk: Path, change: Callable[[Form], None], code: str) -> None:
    form = json.loads((desk / "plan.json").read_text("utf-8"))
    goals = form["proof"]["goals"]
    goal = next(one for one in goals if any(leaf["prices"] for leaf in one["certificate"]["leaves"]))
    change(goal)
    form["proof"]["gap"] = max(one["gap"] for one in goals)
    _seal(form)
    (desk / "changed.json").write_text(json.dumps(form, ensure_ascii=False), "utf-8")
    said = verify(desk, plan="changed.json")
    assert said.code == 70 and code in said.out, said


def test_a_plan_without_a_certificate_is_not_called_proven(desk: Path) -> None:
    form = json.loads((desk / "plan.json").read_text("utf-8"))
    for goal in form["proof"]["goals"]:
        for key in ("certificate", "certified", "solver", "floor"):
            goal.pop(key, None)
    _seal(form)
    (desk / "bare.json").write_text(json.dumps(form, ensure_ascii=False), "utf-8")
    said = verify(desk, plan="bare.json")
    assert said.code == 70 and "C112" in said.out
