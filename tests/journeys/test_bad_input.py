"""坏输入 · Every bad input is one clear sentence with a remedy and the right exit code; nothing is half written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.journeys.office import BRIEF, command, fill

HEADER = "位置,面积（公顷）,土地用途,最早可供月份\n"


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(620):
                member.write(b" " * (1 << 20))
    return out.getvalue()


UNREADABLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "legacy": ("ledger.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "encrypted": (
        "ledger.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
    ),
    "bomb": ("ledger.xlsx", _bomb),
    "encoding": ("ledger.csv", lambda: (HEADER + "青禾路东,3.2,教育用地,2024-01\n").encode() + b"\xff\xfe\x80\n"),
    "no header": ("ledger.csv", lambda: "甲,乙,丙\n一,二,三\n".encode()),
    "empty": ("ledger.csv", lambda: b""),
    "pdf": ("ledger.xlsx", lambda: b"%PDF-1.7\n"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_ledger(tmp_path: Path, name: str) -> None:
    suffix, content = UNREADABLE[name]
    (tmp_path / suffix).write_bytes(content())
    (tmp_path / "brief.toml").write_text(BRIEF, encoding="utf-8")
    plan = tmp_path / "plan.json"
    for words in (
        ("examine", tmp_path / suffix),
        ("propose", tmp_path / suffix, "--brief", tmp_path / "brief.toml", "--out", plan),
    ):
        said = command(*words)
        assert said.code == 3, said
        assert "Traceback" not in said.err and "→" in said.err, said
    assert not plan.exists()


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        said = command("examine", path)
        assert said.code == 3 and "→" in said.err, said


def test_cells_that_cannot_be_taken_are_named(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["项目名称", "位置", "面积（公顷）", "土地用途", "最早可供月份"],
        ["=1+1|cmd", "甲路", "3.2", "教育用地", "2024-01"],
        ["乙", "乙路", "=1+2", "教育用地", "2024-01"],
        ["丙", "丙路", "2.0", "太空用地", "2024-01"],
    ):
        sheet.append(row)
    sheet["A2"].data_type = "s"
    book.save(tmp_path / "ledger.xlsx")
    said = command("examine", tmp_path / "ledger.xlsx", "--json")
    answer = json.loads(said.out)
    assert said.code == 1
    assert {(issue["row"], issue["field"]) for issue in answer["issues"] if issue["severity"] == "error"} >= {
        (3, "面积（公顷）"),
        (4, "土地用途"),
    }
    assert all(issue["remedy"] for issue in answer["issues"])
    assert len(answer["parcels"]) == 3
    assert "=1+1|cmd" in {parcel["name"] for parcel in answer["parcels"]}


BAD_BRIEFS = {
    "misspelt": (BRIEF.replace("住宅用地", "住宅用土", 1), "B001"),
    "contradictory": (BRIEF.replace("[targets]", '[targets]\ntotal = "1公顷"', 1), "B005"),
    "not toml": (BRIEF + "\nx = = 1\n", "B012"),
    "other format": (BRIEF.replace("landsupply.brief/1", "landsupply.brief/9"), "B013"),
}


@pytest.mark.parametrize("name", BAD_BRIEFS)
def test_a_bad_brief(tmp_path: Path, name: str) -> None:
    text, code = BAD_BRIEFS[name]
    if name == "contradictory":
        text = "\n".join(
            line for line in text.splitlines() if not (line.startswith("total") and "1公顷" not in line[:14])
        )
    form, brief, plan = tmp_path / "l.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(text, encoding="utf-8")
    said = command("propose", form, "--brief", brief, "--out", plan)
    assert said.code == 3 and code in said.err and "→" in said.err, (said, text)
    assert not plan.exists()


def _planned(tmp_path: Path, brief_text: str = BRIEF) -> tuple[Path, Path, int]:
    form, brief, plan = tmp_path / "l.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    brief.write_text(brief_text, encoding="utf-8")
    return form, plan, command("propose", form, "--brief", brief, "--out", plan).code


def test_a_brief_that_cannot_be_met_names_the_lines(tmp_path: Path) -> None:
    asked = 'format = "landsupply.brief/1"\nplace = "410100"\nyear = 2024\nday = 2024-01-02\ngoals = ["民生优先"]\n'
    form, plan, code = _planned(tmp_path, asked + '[targets]\ntotal = "不低于900公顷"\n')
    stored = json.loads(plan.read_text(encoding="utf-8"))
    assert code == 4
    assert [(miss["axis"], miss["area"].startswith("-")) for miss in stored["misses"]] == [("总量", True)]
    assert command("check", plan, "--ledger", form).code == 1


def test_a_tampered_plan_is_a_fault(tmp_path: Path) -> None:
    form, plan, code = _planned(tmp_path)
    assert code == 0
    plan.write_text(
        plan.read_text(encoding="utf-8").replace('"supply_month": 1', '"supply_month": 2'), encoding="utf-8"
    )
    assert command("check", plan, "--ledger", form).code == 70
    plan.write_text("[]", encoding="utf-8")
    said = command("publish", plan, "--out", tmp_path / "out")
    assert said.code == 3 and not (tmp_path / "out").exists()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    form, brief, plan = tmp_path / "l.xlsx", tmp_path / "b.toml", tmp_path / "plan.json"
    command("examine", "--template", form)
    fill(form)
    book = load_workbook(form)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "项目名称")
    sheet.cell(2, column).value = '=HYPERLINK("x")'
    sheet.cell(2, column).data_type = "s"
    book.save(form)
    brief.write_text(BRIEF, encoding="utf-8")
    assert command("propose", form, "--brief", brief, "--out", plan).code == 0
    command("publish", plan, "--out", tmp_path)
    cells = [cell for one in load_workbook(tmp_path / "annexes.xlsx") for row in one.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("x")' and cell.data_type == "s" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_usage_is_said_in_words() -> None:
    said = command("propose")
    assert said.code == 2 and "Traceback" not in said.err
