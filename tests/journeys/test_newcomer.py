"""新手 · From the blank form to published files, as somebody does it on the first day."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.journeys.office import BRIEF, ROWS, command, fill


def test_the_blank_form_has_no_issue(tmp_path: Path) -> None:
    for name in ("form.xlsx", "form.csv"):
        assert command("examine", "--template", tmp_path / name).code == 0
        said = command("examine", tmp_path / name, "--json")
        answer = json.loads(said.out)
        assert (said.code, answer["parcels"], answer["issues"]) == (0, [], [])


def test_form_to_documents(tmp_path: Path) -> None:
    form, brief, plan = tmp_path / "台账.xlsx", tmp_path / "编制要求.toml", tmp_path / "计划" / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(BRIEF, encoding="utf-8")

    examined = command("examine", form)
    assert examined.code == 0, examined
    assert "宗地 12 宗" in examined.out and "60亩" in examined.out

    proposed = command("propose", form, "--brief", brief, "--out", plan)
    assert proposed.code == 0, proposed
    assert "总量" in proposed.out and "差距" in proposed.out
    assert proposed.err.count("…") >= 2

    checked = command("check", plan, "--ledger", form)
    assert (checked.code, "意见 0 条" in checked.out) == (0, True), checked

    published = command("publish", plan, "--out", tmp_path / "成果")
    assert published.code == 0, published
    written = sorted(path.name for path in (tmp_path / "成果").iterdir())
    assert written == ["annexes.xlsx", "plan.docx", "plan.html"]


def test_the_plan_is_what_programs_rely_on(tmp_path: Path) -> None:
    form, brief, plan = tmp_path / "f.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(BRIEF, encoding="utf-8")
    said = command("propose", form, "--brief", brief, "--out", plan, "--json", "--quiet")
    form_read = json.loads(plan.read_text("utf-8"))
    assert json.loads(said.out) == form_read
    assert said.err == ""
    figures = form_read["indicators"]
    assert next(iter(form_read)) == "format" and form_read["format"] == "landsupply.plan/1"
    assert list(figures["months"]) == [str(month) for month in range(1, 13)]
    assert sum(map(Decimal, figures["classes"].values())) == Decimal(figures["total"])
    assert Decimal(figures["months"]["12"]) == Decimal(figures["total"])
    assert sum(Decimal(item["area"]) for item in form_read["items"]) == Decimal(figures["listed"])
    proof = form_read["proof"]
    assert proof["gap"] == max(goal["gap"] for goal in proof["goals"])
    assert all({"name", "value", "bound", "gap", "slack"} <= set(goal) for goal in proof["goals"])
    names = {row[0] for row in ROWS}
    assert {item["name"] for item in form_read["items"]} <= names


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verb_answers_in_both_languages(tmp_path: Path, lang: str) -> None:
    form, brief, plan = tmp_path / "f.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(BRIEF, encoding="utf-8")
    text = tmp_path / "p.txt"
    text.write_text(
        "云泽市2024年度国有建设用地供应计划\n一、总量\n2024年计划供应国有建设用地100公顷。\n", encoding="utf-8"
    )
    lines = (
        ("examine", form),
        ("options", form, "--brief", brief),
        ("propose", form, "--brief", brief, "--out", plan),
        ("check", plan, "--ledger", form),
        ("publish", plan, "--out", tmp_path),
        ("proofread", text),
    )
    for words in lines:
        plainly = command(*words, "--lang", lang)
        assert plainly.code in (0, 1) and plainly.out, plainly
        assert "sha256" in plainly.out or words[0] != "propose"
        as_json = command("--lang", lang, *words, "--json", "--quiet")
        assert as_json.code == plainly.code
        assert json.loads(as_json.out)["format"].startswith("landsupply."), words


def test_the_annexes_add_up_to_the_plan(tmp_path: Path) -> None:
    form, brief, plan = tmp_path / "f.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(BRIEF, encoding="utf-8")
    command("propose", form, "--brief", brief, "--out", plan)
    command("publish", plan, "--out", tmp_path)
    total = Decimal(json.loads(plan.read_text("utf-8"))["indicators"]["total"])
    book = load_workbook(tmp_path / "annexes.xlsx")
    assert len(book.worksheets) >= 5
    for sheet in book.worksheets:
        numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
        assert any(abs(Decimal(repr(number)) - total) <= Decimal("0.005") for number in numbers), sheet.title
