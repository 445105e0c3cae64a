"""情景比较 · Briefs compared from the command line: files written, answers by the schema, mistakes said plainly."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from tests.journeys.office import BRIEF, Said, command, csv_of, desk_of

jsonschema = pytest.importorskip("jsonschema")

EXISTING = BRIEF.replace('"民生优先", ', '"存量优先", ')
IMPOSSIBLE = BRIEF.replace('"其他用地" = "不低于15公顷"', '"其他用地" = "不低于39公顷"')


def _desk(folder: Path, **briefs: str) -> list[object]:
    """The words of a comparison of these briefs, by the names of their files."""
    ledger, _ = desk_of(folder)
    words: list[object] = ["compare", ledger]
    for name, text in briefs.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        words += ["--brief", folder / f"{name}.toml"]
    return words


def _compared(folder: Path, *more: object, **briefs: str) -> Said:
    return command(*_desk(folder, **briefs), *more)


def test_two_briefs_side_by_side(tmp_path: Path) -> None:
    out, book, plans = tmp_path / "c.html", tmp_path / "c.xlsx", tmp_path / "plans"
    said = _compared(tmp_path, "--out", out, "--xlsx", book, "--plans", plans, "--quiet", 民生=BRIEF, 存量=EXISTING)
    assert said.code == 0, said
    assert "以“民生”为基准" in said.out and "存量与民生之差" in said.out
    assert b"<svg" in out.read_bytes() or "不一样的指标" not in out.read_text("utf-8")
    assert book.read_bytes()[:2] == b"PK"
    for name in ("民生", "存量"):
        alone = command("propose", tmp_path / "ledger.csv", "--brief", tmp_path / f"{name}.toml", "--json", "--quiet",
                        "--out", tmp_path / "alone.json")  # fmt: skip
        assert json.loads(alone.out) == json.loads((plans / f"{name}.json").read_text("utf-8")), name


def test_the_answer_follows_its_schema(tmp_path: Path) -> None:
    said = _compared(tmp_path, "--json", "--quiet", 民生=BRIEF, 存量=EXISTING, 过高=IMPOSSIBLE)
    assert said.code == 4, said
    form = json.loads(said.out)
    text = files("landsupply").joinpath("schemas", "comparison-1.schema.json").read_text("utf-8")
    assert list(jsonschema.Draft202012Validator(json.loads(text)).iter_errors(form)) == []
    assert [one["meets_brief"] for one in form["scenarios"]] == [True, True, False]
    assert [one["name"] for one in form["scenarios"]] == ["民生", "存量", "过高"]
    assert form["scenarios"][2]["misses"] and len(form["pairs"]) == 3
    everywhere = form["parcels"]
    some = [one["parcel"] for one in everywhere["in_some"]]
    assert sorted([*everywhere["in_all"], *some, *everywhere["in_none"]]) == [f"A-{n:02d}" for n in range(1, 13)]


def test_the_same_comparison_twice_is_the_same_and_so_from_a_shuffled_ledger(tmp_path: Path) -> None:
    words = [*_desk(tmp_path, 民生=BRIEF, 存量=EXISTING), "--json", "--quiet"]
    first = command(*words)
    assert first.code == 0 and command(*words) == first
    head, *rows = csv_of().splitlines()
    (tmp_path / "ledger.csv").write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert json.loads(command(*words).out) == json.loads(first.out)


def test_progress_names_the_scenario(tmp_path: Path) -> None:
    said = _compared(tmp_path, 民生=BRIEF, 存量=EXISTING)
    assert "… 民生：" in said.err and "… 存量：" in said.err
    assert "… " not in _compared(tmp_path, "--quiet", 民生=BRIEF, 存量=EXISTING).err


def test_mistakes_are_said_plainly(tmp_path: Path) -> None:
    assert "X385" in _compared(tmp_path, 一=BRIEF).err
    words = _desk(tmp_path, 一=BRIEF)
    other = tmp_path / "别处" / "一.toml"
    other.parent.mkdir()
    other.write_text(EXISTING, encoding="utf-8")
    assert "X386" in command(*words, "--brief", other).err
    later, day = BRIEF.replace("2024-01-02", "2024-02-02"), "--day"
    assert "X388" in _compared(tmp_path, 一=BRIEF, 二=later).err
    assert _compared(tmp_path, day, "2024-01-02", "--quiet", 一=BRIEF, 二=later).code == 0
    assert "X387" in _compared(tmp_path, 一=BRIEF, 二=BRIEF.replace("2024", "2025")).err
    wrong = _compared(tmp_path, 一=BRIEF, 二=BRIEF + '\n[locks]\nmust = ["A-99"]\n')
    assert wrong.code == 3 and "二.toml" in wrong.err and "B008" in wrong.err


def test_a_mistake_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "c.html"
    said = _compared(tmp_path, "--out", out, 一=BRIEF, 二=BRIEF + '\n[locks]\nmust = ["A-99"]\n')
    assert said.code == 3 and not out.exists()
