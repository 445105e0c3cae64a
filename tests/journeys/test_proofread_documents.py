"""审读文稿 · A docx or a pdf given, findings by cell and line, and the sender's own file back with comments."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document as open_word

from landsupply.files.text_docx import read_docx_text
from tests.files.pdf_texts import broken, locked, pdf, set_lines
from tests.files.word_texts import NUMBERING, docx, members, numbered, para, run, table
from tests.journeys.office import command

FACED = run("，其中:", "<w:b/>")
CLASSES = "住宅用地40.00公顷，占40.00%；商服用地25.00公顷，占26.00%；其他用地35.00公顷，占35.00%。"
TABLE = (("用途", "计划面积"), ("住宅用地", "40.00"), ("商服用地", "26.00"), ("其他用地", "35.00"), ("合计", "100.00"))


def draft() -> bytes:
    """An invented plan with faults in text and table."""
    return docx(
        para("云泽市2024年度国有建设用地供应计划（虚构）"),
        numbered(1, 0, "编制依据"),
        numbered(1, 2, "《土地储备管理办法》", "（国土资发〔2007〕277号）", "。"),
        numbered(1, 0, "计划指标"),
        para("2024年度国有建设用地供应总量为100.00公顷", FACED, CLASSES),
        para("附表1 2024年度分用途表"),
        para("单位：公顷"),
        table(*TABLE),
        numbering=NUMBERING,
    )


def place(finding):
    spot = finding["place"].get("table")
    return (finding["rule"], finding["code"], (spot["row"], spot["column"]) if spot else finding["place"]["line"])


def test_a_docx_is_read_with_its_tables(tmp_path: Path):
    file = tmp_path / "草案.docx"
    file.write_bytes(draft())
    said = command("proofread", file, "--place", "990100", "--json")
    assert said.code == 1
    form = json.loads(said.out)
    assert (form["year"], form["title"]) == (2024, "云泽市2024年度国有建设用地供应计划")
    marked = [place(one) for one in form["findings"] if one["severity"] != "advice"]
    assert marked == [
        ("CT-01", "A010", 3),
        ("TX-02", "A041", 5),
        ("PL-06", "A065", 5),
        ("PL-06", "A084", (3, 2)),
        ("PL-06", "A080", (5, 2)),
    ]
    (cited,) = [one for one in form["findings"] if one["rule"] == "CT-01"]
    assert (cited["place"]["section"], cited["place"]["item"]) == ("一", "1")


def test_the_senders_own_file_comes_back_with_comments(tmp_path: Path):
    file, back = tmp_path / "草案.docx", tmp_path / "审读.docx"
    file.write_bytes(draft())
    said = command("proofread", file, "--place", "990100", "--out", back)
    assert (said.code, "批注" in said.err) == (1, True)
    assert file.read_bytes() == draft()
    then, now = members(draft()), members(back.read_bytes())
    assert now["word/numbering.xml"] == then["word/numbering.xml"]
    words = [one.text for one in open_word(io.BytesIO(back.read_bytes())).comments]
    assert any(one.startswith("规则 CT-01 · 警告") and "建议：请核实，改引" in one for one in words)
    assert any("表1 第3行第2列" in one for one in words)
    part = now["word/document.xml"].decode()
    number = next(n for n, one in enumerate(words) if "A041" in one or "TX-02" in one)
    inner = re.search(rf'RangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"', part)
    assert inner
    assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inner[1])) == ":"
    assert (
        command("proofread", back, "--place", "990100", "--json").out
        == command("proofread", file, "--place", "990100", "--json").out
    )


@pytest.mark.parametrize("name", ["草案.txt", "草案.pdf"])
def test_a_text_or_pdf_comes_back_as_a_docx(tmp_path: Path, name: str):
    lines = ["云泽市2024年度国有建设用地供应计划", f"2024年度国有建设用地供应总量为100.00公顷，其中：{CLASSES}"]
    text = "\n".join(lines).encode()
    laid = pdf(set_lines([line for one in lines for line in broken(one)]))
    file, back = tmp_path / name, tmp_path / "审读.docx"
    file.write_bytes(text if name.endswith("txt") else laid)
    said = command("proofread", file, "--place", "990100", "--out", back, "--json")
    assert "A065" in [one["code"] for one in json.loads(said.out)["findings"]]
    word = open_word(io.BytesIO(back.read_bytes()))
    assert [one.text for one in word.paragraphs] == lines
    assert len(list(word.comments)) == len(json.loads(said.out)["findings"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04 broken", "F010"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "F133"),
        (pdf([]), "F135"),
        (pdf(*[[]] * 600), "F136"),
        (b"%PDF-1.7\nnothing", "F137"),
        (locked(pdf(set_lines(["甲" * 30])), "secret"), "F134"),
        (b"\x89PNG\r\n\x1a\n", "F130"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, content: bytes, code: str):
    file = tmp_path / "来件.docx"
    file.write_bytes(content)
    said = command("proofread", file)
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith(code)
    assert "→" in said.err
    assert "Traceback" not in said.err


def test_the_original_is_never_written_over(tmp_path: Path):
    file = tmp_path / "草案.docx"
    file.write_bytes(draft())
    assert command("proofread", file, "--out", file).err.startswith("X247")
    assert command("proofread", file, "--out", tmp_path / "a.pdf").err.startswith("X246")
    assert file.read_bytes() == draft()


def test_a_table_is_not_commented(tmp_path: Path):
    file = tmp_path / "表.csv"
    file.write_text("行政区,计划年份,总量\n甲市,2024,100\n", encoding="utf-8")
    said = command("proofread", file, "--out", tmp_path / "b.docx")
    assert said.code == 3
    assert not (tmp_path / "b.docx").exists()


def test_our_own_document_is_found_as_its_text_is(tmp_path: Path):
    made = command("demo", "--example", "yunze-2024", "--out", tmp_path)
    assert made.code == 0, made
    plan = tmp_path / "plan.docx"
    text = tmp_path / "plan.txt"
    text.write_text(read_docx_text(plan.read_bytes()).text, encoding="utf-8")
    said, plain = (command("proofread", one, "--place", "990100", "--json") for one in (plan, text))
    assert (said.code, said.out) == (0, plain.out)
    assert {one["severity"] for one in json.loads(said.out)["findings"]} <= {"advice"}
