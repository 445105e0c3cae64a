"""审读报表 · From the command line: a reporting form checked row by row; what is no form is refused with a sentence."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.journeys.office import command
from tests.proofread.invented_forms import RATIO, SMALL, TOTAL, Row, form

ROW = Row((5000, 2000, 3000, 1000, 0, 500), (400, 200, 600, 300, 500, 2000), 1200).cells()
LOW = {**ROW, SMALL: "7.00", RATIO: "67.50"}
OFF = {**ROW, TOTAL: "155.50"}


def _file(folder: Path, content: bytes, name: str = "form.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_form_is_read_row_by_row(tmp_path: Path) -> None:
    said = command("proofread", _file(tmp_path, form([ROW, LOW, OFF])), "--json")
    answer = json.loads(said.out)
    assert said.code == 1 and answer["format"] == "landsupply.proofread/1"
    assert (answer["figures"], answer["findings"], answer["year"]) == ([], [], 2015)
    assert [one["row"] for one in answer["readings"]] == [2, 3, 4]
    assert [[finding["rule"] for finding in one["findings"]] for one in answer["readings"]] == [
        [],
        ["HS-04"],
        ["PL-06"],
    ]
    low = answer["readings"][1]["findings"][0]
    assert (low["place"]["line"], low["severity"]) == (3, "warning") and "67.50%" in low["message"]
    assert {"item", "value", "unit", "place", "role", "bound", "raw", "low", "high"} == set(
        answer["readings"][0]["figures"][0]
    )


def test_the_answer_is_of_the_schema(tmp_path: Path) -> None:
    schema = json.loads(files("landsupply.schemas").joinpath("proofread-1.schema.json").read_text("utf-8"))
    answer = json.loads(command("proofread", _file(tmp_path, form([ROW, LOW])), "--json").out)
    reading = schema["$defs"]["reading"]
    assert set(answer) <= set(schema["properties"]) and set(schema["required"]) <= set(answer)
    assert all(set(one) == set(reading["required"]) for one in answer["readings"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_person_reads_a_table(tmp_path: Path, lang: str) -> None:
    said = command("proofread", _file(tmp_path, form([ROW, LOW])), "--lang", lang)
    assert said.code == 1 and "HS-04" in said.out and "云泽县2" in said.out
    clean = command("proofread", _file(tmp_path, form([ROW])), "--lang", lang)
    assert clean.code == 0 and "HS-04" not in clean.out


def test_another_day_is_another_law(tmp_path: Path) -> None:
    path = _file(tmp_path, form([LOW]))
    for day, codes in (("2012-01-01", 1), ("2024-01-01", 0), ("2009-01-01", 0)):
        assert command("proofread", path, "--day", day).code == codes


def test_a_workbook_and_another_encoding(tmp_path: Path) -> None:
    text = form([ROW, LOW]).decode()
    book = Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "form.xlsx")
    for path in (
        tmp_path / "form.xlsx",
        _file(tmp_path, text.encode("gb18030")),
        _file(tmp_path, text.encode(), "x.txt"),
    ):
        answer = json.loads(command("proofread", path, "--json").out)
        assert [len(one["findings"]) for one in answer["readings"]] == [0, 1]


def test_a_percentage_that_a_workbook_keeps_as_a_fraction(tmp_path: Path) -> None:
    book = Workbook()
    for line in form([ROW, LOW]).decode().splitlines():
        book.active.append(line.split(","))
    for row, value in ((2, 0.8), (3, 0.675)):
        cell = book.active.cell(row, len(ROW) + 2)
        cell.value, cell.number_format = value, "0.00%"
    book.save(tmp_path / "form.xlsx")
    answer = json.loads(command("proofread", tmp_path / "form.xlsx", "--json").out)
    assert [[one["code"] for one in reading["findings"]] for reading in answer["readings"]] == [[], ["A071"]]


BAD = {
    "no columns of a plan": ("x.csv", "甲,乙,丙\n1,2,3\n".encode(), "A079"),
    "a list of parcels": ("x.csv", "宗地编号,位置,面积（公顷）,土地用途\nA-1,青禾路东,3.2,教育用地\n".encode(), "A078"),
    "nothing": ("x.csv", b"", "F001"),
    "two encodings": ("x.csv", form([ROW]) + b"\xff\xfe\x80\n", "F021"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_inputs_are_a_sentence_with_a_remedy(tmp_path: Path, name: str) -> None:
    file, content, code = BAD[name]
    for lang in ("zh", "en"):
        said = command("proofread", _file(tmp_path, content, file), "--lang", lang)
        assert said.code == 3 and said.err.startswith(code) and "→" in said.err, said
        assert "Traceback" not in said.err and said.out == ""


def test_what_was_looked_for_is_said(tmp_path: Path) -> None:
    said = command("proofread", _file(tmp_path, "供应总量,商服用地,备注\n1,1,\n".encode()))
    assert said.code == 3 and "住房用地" in said.err and "商服用地" in said.err.partition("认出的只有")[2]


def test_a_text_is_still_read_as_a_text(tmp_path: Path) -> None:
    text = "云泽市2024年度国有建设用地供应计划\n供应总量为100公顷,其中住宅用地40公顷,商服用地60公顷,特殊用地0公顷。\n"
    answer = json.loads(command("proofread", _file(tmp_path, text.encode(), "draft.txt"), "--json").out)
    assert "readings" not in answer and len(answer["figures"]) == 4
