"""区里经办人 · A district sends a messy workbook, gets it back marked, mends it, sends it again: all invented."""

from __future__ import annotations

import hashlib
import io
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys.office import command

HEAD = ("序号", "宗地编号", "项目名称", "行政区", "位置", "面积", None, "土地用途", "供应方式", "最早可供月份", "备注")
UNDER = (None, None, None, None, None, "拟供", "首期", None, None, None, None)
SENDER = "金水区"
YELLOW = PatternFill("solid", start_color="FFFF00")


def row(nth: int, **changes: object) -> list[object]:
    """一行 · A sound row with something changed."""
    sound: dict[str, object] = {
        "serial": nth,
        "number": f"JS-{nth:03d}",
        "name": f"示例项目{nth}",
        "district": SENDER,
        "location": f"示例路{nth}号",
        "area": 3.2 + nth,
        "phase": None,
        "use": "工业用地",
        "mode": "挂牌",
        "ready": "2024年3月",
        "remarks": None,
    }
    return list({**sound, **changes}.values())


#: What is wrong, and the cell that mends it: row by row as the clerk left them.
ROWS = [
    row(1),
    row(2, area="52.5亩"),
    row(3, area="31.2亩", ready="２０２４年３月"),
    row(4, area="100亩"),
    row(5, name='=HYPERLINK("http://example.invalid","看图")'),
    row(6, area="=2*3.1"),
    row(7, use="住宅楼"),
    row(8, district="惠济区"),
    row(9),
    row(9, number=None, serial=10),
    row(11, ready="2024-02-30"),
    row(12, area="约3.2"),
    row(13),
]
TOTAL = ["合计", None, None, None, None, 999.99, None, None, None, None, None]
#: What the clerk writes over the marked cells, in one round.
MENDED: dict[str, str | float] = {
    "C9": "示例项目5",
    "F10": 6.2,
    "H11": "工业用地",
    "D12": SENDER,
    "J15": "2024年3月",
    "F16": 3.2,
}
#: Findings that need somebody: code and rows.
WANTED = {
    ("L090", (9,)),
    ("L090", (10,)),
    ("L030", (11,)),
    ("L291", (12,)),
    ("L011", (13, 14)),
    ("L070", (15,)),
    ("L145", (16,)),
    ("L115", (17,)),
}


def messy() -> bytes:
    """乱台账 · Title, unit line, a header of two rows, a hidden row, colours, widths, a note of the clerk's own."""
    book = openpyxl.Workbook()
    leaf = book.active
    assert isinstance(leaf, Worksheet)
    leaf.title = "供地台账"
    leaf.append(["金水区2024年拟供应地块台账（示例，虚构）"])
    leaf.append(["单位：公顷"])
    leaf.append(HEAD)
    leaf.append(UNDER)
    for values in ROWS:
        leaf.append(values)
    leaf.append(TOTAL)
    leaf.row_dimensions[17].hidden = True
    leaf.merge_cells("A1:K1")
    leaf.merge_cells("F3:G3")
    for letter in "ABCDEHIJK":
        leaf.merge_cells(f"{letter}3:{letter}4")
    leaf["A1"].font = Font(size=16, bold=True)
    leaf["E5"].fill = YELLOW
    leaf["E5"].comment = Comment("请核四至", "区里")
    leaf.column_dimensions["E"].width = 31
    leaf.row_dimensions[5].height = 40
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """来件 · The clerk's workbook on the disk."""
    path = tmp_path / "金水区台账.xlsx"
    path.write_bytes(messy())
    return path


def examined(path: Path, folder: Path, *more: str) -> tuple[int, dict[str, Any]]:
    """审核 · Exit code and form of one upload, with everything remembered."""
    done = command("examine", path, "--sender", SENDER, "--arrivals", folder / "报送.json", "--json", *more)
    return done.code, json.loads(done.out)


def test_p1_the_findings_are_grouped_and_nothing_is_written(sent, tmp_path):
    code, form = examined(sent, tmp_path)
    assert code == 1
    found = {(issue["code"], tuple(issue["rows"])) for issue in form["issues"] if issue["severity"] != "advice"}
    assert found == WANTED
    assert {path.name for path in tmp_path.iterdir()} == {sent.name, "报送.json"}


def test_p3_areas_in_mu_are_told_and_the_mapping_is_shown(sent):
    said = command("examine", sent, "--sender", SENDER, "--mapping")
    assert "52.5亩" in said.out and "100亩" in said.out
    assert "面积（公顷）（area）" in said.out


def test_p2_the_workbook_comes_back_as_the_clerk_made_it(sent, tmp_path):
    back = tmp_path / "回填"
    said = command("examine", sent, "--sender", SENDER, "--back", back)
    assert "标色" in said.err
    (path,) = back.iterdir()
    leaf = openpyxl.load_workbook(path)["供地台账"]
    assert leaf["E5"].fill.start_color.rgb == "00FFFF00" and "请核四至" in leaf["E5"].comment.text
    assert (leaf.column_dimensions["E"].width, leaf.row_dimensions[5].height) == (31, 40)
    assert leaf["H11"].fill.start_color.rgb != leaf["H5"].fill.start_color.rgb
    assert "L030" in leaf["H11"].comment.text
    listed = openpyxl.load_workbook(path)["错误清单"]
    assert any(cell.hyperlink for line in listed for cell in line)


def test_p4_mended_once_it_is_clean_and_sent_again_it_has_not_changed(sent, tmp_path):
    back = tmp_path / "回填"
    examined(sent, tmp_path, "--back", back)
    (path,) = back.iterdir()
    book = openpyxl.load_workbook(path)
    leaf = book["供地台账"]
    for place, value in MENDED.items():
        leaf[place] = value
    for cell in leaf[14]:
        cell.value = None
    leaf.row_dimensions[17].hidden = False
    mended = tmp_path / "二次" / sent.name
    mended.parent.mkdir()
    leaf["F18"] = str(sum_of(leaf))
    book.save(mended)
    code, form = examined(mended, tmp_path)
    assert [issue for issue in form["issues"] if issue["severity"] != "advice"] == []
    assert (code, len(form["parcels"])) == (0, 12)
    again = command("examine", mended, "--sender", SENDER, "--arrivals", tmp_path / "报送.json")
    assert "无变化" in again.out


def test_p5_a_row_of_another_district_is_refused_by_name(sent):
    said = command("examine", sent, "--sender", SENDER)
    assert "惠济区" in said.out and "示例项目8" in said.out


def test_p6_the_record_holds_the_digest_of_the_file(sent, tmp_path):
    examined(sent, tmp_path)
    (arrival,) = json.loads((tmp_path / "报送.json").read_text("utf-8"))["arrivals"]
    assert (arrival["sender"], list(arrival["files"])) == (SENDER, [sent.name])
    assert arrival["files"][sent.name] == "sha256:" + hashlib.sha256(sent.read_bytes()).hexdigest()


def sum_of(leaf: Worksheet) -> Decimal:
    """合计 · The hectares of the mended rows, 亩 among them, at the four decimals the clerk prints."""
    total = Fraction(0)
    for cell in leaf["F"][4:17]:
        text = str(cell.value or 0)
        total += Fraction(text.removesuffix("亩")) / (15 if text.endswith("亩") else 1)
    return Decimal(round(total * 10000)) / 10000
