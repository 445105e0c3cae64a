"""答复形式 · Every form that a verb answers in has a schema, and the answers without a test of their own fit theirs."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from landsupply.law.catalogue import rule_catalogue
from landsupply.law.rulebook import open_rulebook
from tests.architecture.source import ROOT, package, texts
from tests.journeys.office import ROWS, command, csv_of, proposed

jsonschema = pytest.importorskip("jsonschema")

FORM = re.compile(r"landsupply\.([a-z-]+)/([0-9]+)")
DAY = ("--day", "2024-07-15")


def without_schema(named: set[tuple[str, str]]) -> list[str]:
    """The forms for which no schema is shipped that calls itself by their name."""
    shipped = files("landsupply").joinpath("schemas")
    found = []
    for name, version in sorted(named):
        file = shipped.joinpath(f"{name}-{version}.schema.json")
        if not file.is_file() or json.loads(file.read_text("utf-8"))["$id"] != f"landsupply.{name}/{version}":
            found.append(f"{name}/{version}")
    return found


def named_in_code() -> set[tuple[str, str]]:
    """The forms whose name stands as a text of its own somewhere in the package."""
    written = (text for module in package() for _, text in texts(module))
    return {(found[1], found[2]) for text in written if (found := FORM.fullmatch(text))}


def faults(name: str, form: object) -> list[str]:
    """What the schema of a form holds against an answer."""
    schema = json.loads(files("landsupply").joinpath("schemas", f"{name}-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    found = jsonschema.Draft202012Validator(schema).iter_errors(form)
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


def asked(*words: object, code: int = 0) -> Any:
    """An answer as a form."""
    said = command(*words, "--json")
    assert said.code == code, said
    return json.loads(said.out)


def test_every_form_of_the_code_has_a_schema() -> None:
    assert len(named_in_code()) > 15
    assert without_schema(named_in_code()) == []


def test_every_form_that_the_documentation_names_has_a_schema() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {found for page in pages for found in FORM.findall(page.read_text("utf-8"))}
    assert without_schema({one for one in named if one[0] != "bench"}) == []  # `./dev bench` is not in the package


def test_a_planted_form_is_seen() -> None:
    assert without_schema({("plan", "1"), ("plan", "9"), ("tides", "1")}) == ["plan/9", "tides/1"]


# --- plans -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of the small ledger, which lies beside it."""
    return proposed(tmp_path_factory.mktemp("plan"))


def test_a_check_answers_by_its_schema(plan: Path) -> None:
    ledger = plan.parent / "ledger.csv"
    form = json.loads(command("check", plan, "--ledger", ledger, "--json").out)
    assert form["rulings"] and faults("check", form) == []
    ledger.write_text(csv_of([(*row[:3], "1.5", *row[4:]) for row in ROWS]), encoding="utf-8")
    form = asked("check", plan, "--ledger", ledger, code=1)
    assert form["findings"] and faults("check", form) == []
    assert faults("check", {**form, "findings": [{**form["findings"][0], "severity": "bad"}]})
    assert faults("check", {**form, "rulings": [{**form["rulings"][0], "ruling": "也许"}]})


def test_a_publication_answers_by_its_schema(plan: Path, tmp_path: Path) -> None:
    form = asked("publish", plan, "--out", tmp_path)
    assert len(form["files"]) == 3 and faults("publication", form) == []
    assert faults("publication", {**form, "files": [{"file": "plan.docx", "digest": "md5:1"}]})


# --- the law ---------------------------------------------------------------------------------------------------------


def test_lists_of_the_law_answer_by_their_schemas() -> None:
    listed, rules = asked("law", "list", *DAY), asked("law", "rules", *DAY)
    assert listed["instruments"] and faults("law-list", listed) == []
    assert rules["rules"] and faults("law-rules", rules) == []
    assert faults("law-rules", {**rules, "rules": [{**rules["rules"][0], "subject": "天气"}]})


def test_everything_that_can_be_shown_answers_by_its_schema() -> None:
    book = open_rulebook("410100").on(date(2024, 7, 15))
    for what in (*rule_catalogue(), "mode.open.buckets", "milestone.completion", "city.size"):
        assert faults("law-show", asked("law", "show", what, *DAY)) == [], what
    for what in [*book.instruments][::7]:
        form = asked("law", "show", what, *DAY)
        assert form["instruments"] and faults("law-show", form) == [], what


def test_a_confirmation_answers_by_its_schema(tmp_path: Path) -> None:
    text, place = tmp_path / "notice.txt", tmp_path / "990100"
    text.write_text("（示例：正式文件的全文。）", encoding="utf-8")
    place.mkdir()
    provision = ("housing.clearance.pause", "--since", "2024-04-29", "--by", "法规科", "--on", "2024-07-11")
    form = asked("law", "confirm", *provision, "--text", text, "--place", place)
    assert (form["before"]["confirmed"], form["after"]["confirmed"]["by"]) == (None, "法规科")
    assert faults("law-confirm", form) == []
    assert faults("law-confirm", {**form, "after": None})
