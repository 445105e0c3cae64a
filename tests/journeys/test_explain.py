"""说明 · A planner asks why: of a plan, of its parcels, of a brief that cannot be met; in words and as a form."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.office import BRIEF, ROWS, Said, command, csv_of, desk_of

jsonschema = pytest.importorskip("jsonschema")

#: More homes than there are.
TOO_MUCH = BRIEF.replace("10–16公顷", "不低于30公顷")
#: Room for a plan to be a little worse, so that there are others.
ROOMY = BRIEF.replace("\n[targets]", '\nslack = "10%"\n\n[targets]', 1)
#: A school that must be supplied in March, after a road that is ready in May.
STUCK = BRIEF + '\n[locks]\nmust = ["A-01"]\nmonths = { "A-01" = 3 }\nafter = [["A-10", "A-01"]]\n'


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planned")
    ledger, brief = desk_of(folder, brief=ROOMY)
    assert command("propose", ledger, "--brief", brief, "--out", folder / "plan.json", "--quiet").code == 0
    return folder


@pytest.fixture(scope="module")
def unmet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    folder = tmp_path_factory.mktemp("unmet")
    ledger, brief = desk_of(folder, brief=TOO_MUCH)
    said = command("propose", ledger, "--brief", brief, "--out", folder / "plan.json", "--quiet")
    return folder, said


def explain(folder: Path, *words: object) -> Said:
    return command("explain", folder / "plan.json", "--ledger", folder / "ledger.csv", *words)


def form(folder: Path, *words: object) -> dict[str, Any]:
    said = explain(folder, "--json", *words)
    assert said.code == 0, said.err
    return dict(json.loads(said.out))


def test_one_screen_says_what_binds_and_how_sure_it_is(planned: Path) -> None:
    said = explain(planned)
    assert said.code == 0 and len(said.out.splitlines()) <= 24
    assert "已证上界" in said.out and "候选 12 宗" in said.out and "多 1" in said.out


def test_why_a_parcel_is_in_or_out(planned: Path) -> None:
    listed = {one["parcel"] for one in json.loads((planned / "plan.json").read_text("utf-8"))["items"]}
    out = next(f"A-{number:02d}" for number in range(1, 13) if f"A-{number:02d}" not in listed)
    said = explain(planned, "--parcel", min(listed), out)
    assert f"{min(listed)} " in said.out and "：列入" in said.out
    assert f"{out} " in said.out and "：没有列入" in said.out
    assert said.out.count("最好的别的做法") + said.out.count("单看价格") + said.out.count("没有别的做法") == 2


def test_english_shows_chinese_in_quotes_alone(planned: Path, unmet: tuple[Path, Said]) -> None:
    texts = [explain(planned, "--lang", "en").out, explain(unmet[0], "--lang", "en").out]
    texts.append(explain(planned, "--parcel", "A-01", "A-08", "--lang", "en").out)
    for text in texts:
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"“[^”]*”|\([^)]*\)", "", text)), text


def test_the_form_is_as_its_schema_says(planned: Path, unmet: tuple[Path, Said]) -> None:
    text = files("landsupply").joinpath("schemas", "explanation-1.schema.json").read_text("utf-8")
    judge = jsonschema.Draft202012Validator(json.loads(text))
    judge.check_schema(json.loads(text))
    whole = form(planned, "--parcel", "A-01", "A-12", "--wishes", "--alternatives", "2")
    for one in (whole, form(planned), form(unmet[0])):
        assert [error.message for error in judge.iter_errors(one)] == []
    assert whole["parcels"] and whole["wishes"] and whole["prices"] and whole["alternatives"]["plans"]
    assert form(unmet[0])["conflict"]["clashes"] and form(planned)["conflict"] is None
    for key in whole:
        assert list(judge.iter_errors({name: value for name, value in whole.items() if name != key})), key


def test_every_candidate_has_a_standing(planned: Path) -> None:
    found = form(planned)["standings"]
    assert sorted(parcel for parcels in found.values() for parcel in parcels) == [f"A-{n:02d}" for n in range(1, 13)]


def test_wishes_and_other_plans(planned: Path) -> None:
    said = explain(planned, "--wishes", "--alternatives")
    assert "单独最多" in said.out and "民生优先" in said.out and "备选" in said.out
    assert explain(planned, "--alternatives", "4").code == 2


def test_another_ledger_is_refused(planned: Path, tmp_path: Path) -> None:
    other = tmp_path / "ledger.csv"
    other.write_text(csv_of(ROWS[:-1]), encoding="utf-8")
    said = command("explain", planned / "plan.json", "--ledger", other)
    assert said.code == 3 and said.err.startswith("X310") and "→" in said.err


def test_a_parcel_that_nobody_knows_is_named(planned: Path) -> None:
    said = explain(planned, "--parcel", "Z-99")
    assert said.code == 3 and said.err.startswith("X337") and "Z-99" in said.err


def test_a_parcel_that_is_no_candidate_says_by_which_rule(tmp_path: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[11][8] = "2025-03"
    ledger, brief = desk_of(tmp_path, csv_of(rows), BRIEF + '\n[locks]\nnever = ["A-02"]\n')
    assert command("propose", ledger, "--brief", brief, "--out", tmp_path / "plan.json", "--quiet").code == 0
    said = explain(tmp_path, "--parcel", "A-12", "A-02")
    assert "不是候选" in said.out and "2025-03" in said.out and "locks.never" in said.out


# --- a brief that cannot be met --------------------------------------------------------------------------------------


def test_a_brief_that_cannot_be_met_is_explained_at_once(unmet: tuple[Path, Said]) -> None:
    """18.6 ha of homes in the ledger, 30 asked: 11.4 short, of the class alone."""
    folder, said = unmet
    assert said.code == 4 and "为什么排不出" in said.out
    assert "达不到：“住宅用地” 不低于 30.00 公顷" in said.out
    assert "最少要让这些：“住宅用地”下限再低 11.40 公顷" in said.out
    assert "为什么排不出" in explain(folder).out
    (clash,) = form(folder)["conflict"]["clashes"]
    assert [one["row"] for one in clash["rows"]] == ["结构/住宅用地"]
    assert clash["remedies"] == [{"row": "结构/住宅用地", "lower_by": "11.40", "raise_by": "0.00", "unit": "公顷"}]
    assert clash["ranges"][0]["high"] == "18.60"


def test_an_obstacle_that_stands_in_the_way_is_named(tmp_path: Path) -> None:
    """Nine tenths by June, and one large road that is ready in November."""
    rows = [list(row) for row in ROWS]
    rows[10][3], rows[10][8] = "30", "2024-11"
    brief = BRIEF.replace("30–50公顷", "不低于80公顷").replace('6 = "50%"', '6 = "65%"')
    ledger, page = desk_of(tmp_path, csv_of(rows), brief)
    said = command("propose", ledger, "--brief", page, "--out", tmp_path / "plan.json", "--quiet")
    assert said.code == 4 and "排除障碍：A-11 知行路现在最早11月，提前到1月供应就都能满足" in said.out, said.out


def test_parcels_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    ledger, page = desk_of(tmp_path, brief=STUCK)
    for lang, word in (("zh", "5月至12月可供"), ("en", "open from May to December")):
        said = command("propose", ledger, "--brief", page, "--out", tmp_path / "plan.json", "--quiet", "--lang", lang)
        assert said.code == 4 and "S002" in said.err, said
        assert "A-10" in said.out and "A-01" in said.out and word in said.out
    assert not (tmp_path / "plan.json").exists()


def test_no_solver_speaks(unmet: tuple[Path, Said]) -> None:
    folder, said = unmet
    for text in (said.out, said.err, explain(folder).out):
        assert not re.search(r"infeasible|unbounded|optimal|HiGHS|status", text, re.IGNORECASE)
