"""异样工作簿 · What programs put into workbooks is kept or named; odd, bare and damaged ones are met."""

from __future__ import annotations

import random
import re

from landsupply.files.reading import read_sheets
from landsupply.files.xlsx_back import write_back
from landsupply.files.xlsx_back_markup import parse
from landsupply.files.xlsx_back_styles import INKS, shade
from landsupply.ledger.errata import ERRATA_NAME
from landsupply.ledger.issue import Severity
from landsupply.measure.fault import InputFault
from tests.files.workbook_looks import members, sheet_parts, unlike
from tests.files.workbooks import NAME, TITLE, changed, issue, ledger, rich
from tests.files.writebacks import ISSUES, MARKED, back, book_of


def test_nothing_that_a_library_would_lose_is_lost() -> None:
    sent = rich()
    written = back(
        sent, issue("L020", (5,), 1), issue("L020", (20,), None), issue("L022", (3,), 3), issue("L020", (12,), 2)
    )
    old, new = members(sent), members(written.content)
    assert (written.dropped, written.suffix) == ((), ".xlsm")
    assert unlike(sent, written.content, {TITLE: frozenset(("B5", "D3", "C12"))}) == []
    differing = {name for name in old if old[name] != new[name]}
    sheet = sheet_parts(sent)[TITLE]
    comments = {name for name in differing if "omments" in name or "vmlDrawing" in name}
    assert differing - comments == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        sheet,
    }
    assert len(comments) == 2, "the drawing of the header's picture is another one"
    kept = ("chart", "media", "drawing", "table", "vbaProject", "printerSettings", "ctrlProp")
    assert sum(any(word in name for word in kept) for name in old) >= 8
    assert b"x14:sparkline" in new[sheet] and b"<rPr>" in new["xl/sharedStrings.xml"]
    vml = next(new[name] for name in comments if "vml" in name)
    assert vml.count(b'ObjectType="Note"') == 3 and b'ObjectType="Button"' in vml


def test_prefixed_markup_is_marked_too(sent: bytes) -> None:
    """Some programs write `x:row` for `row`: it means the same."""

    def prefixed(name: str, content: bytes) -> bytes:
        if not name.startswith(("xl/worksheets/sheet", "xl/styles", "xl/workbook.xml")):
            return content
        text = re.sub(rb"<(/?)(?![?!])([A-Za-z])", rb"<\1x:\2", content)
        return text.replace(
            b'xmlns="http://schemas.openxmlformats.org/spread', b'xmlns:x="http://schemas.openxmlformats.org/spread'
        )

    odd = changed(sent, prefixed)
    written = back(odd).content
    assert unlike(odd, written, {TITLE: MARKED}) == []
    for name, content in members(written).items():
        if name.endswith((".xml", ".rels")):
            parse(content)
    assert {row.name: row.height for row in read_sheets(written, NAME)}[ERRATA_NAME] == 9
    assert unlike(odd, back(written, ISSUES[4]).content, {}) == []


def tie_to(kind: str, target: str) -> bytes:
    return f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"/></Relationships>'.encode()


def test_a_cell_that_holds_a_conversation_keeps_it(sent: bytes) -> None:
    names = b"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = b'<ThreadedComments xmlns="%s"><threadedComment ref="D5"/></ThreadedComments>' % names
    kind = tie_to(
        "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment", "../threadedComments/t1.xml"
    )

    def tied(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", kind) if name == "xl/worksheets/_rels/sheet1.xml.rels" else content

    written = back(changed(sent, tied, {"xl/threadedComments/t1.xml": thread}))
    assert any("D5" in told and "会话" in told for told in written.dropped)
    assert book_of(written.content)[TITLE]["D5"].comment is None


def test_a_signature_and_a_log_of_revisions_are_named(sent: bytes) -> None:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = tie_to(f"{kinds}/revisionHeaders", "revisions/revisionHeaders.xml")

    def tied(name: str, content: bytes) -> bytes:
        return content.replace(b"</Relationships>", kind) if name == "xl/_rels/workbook.xml.rels" else content

    added = {"xl/revisions/revisionHeaders.xml": b"<headers/>", "_xmlsignatures/sig1.xml": b"<Signature/>"}
    written = back(changed(sent, tied, added))
    assert len(written.dropped) == 2
    assert "xl/revisions/revisionHeaders.xml" not in members(written.content)


def test_rows_of_a_csv_come_back_as_a_workbook() -> None:
    content = "编号,面积\nA-1,=1+1\n-2,3.2万\n".encode()
    one = issue("L027", (3,), 1, sheet=None, raw="3.2万")
    written = write_back(content, NAME, ledger(one))
    assert "不是 Excel 工作簿" in written.dropped[0]
    sheet = book_of(written.content).worksheets[0]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [["编号", "面积"], ["A-1", "=1+1"], ["-2", "3.2万"]]
    assert {c.data_type for row in sheet.iter_rows() for c in row} == {"s"}
    assert sheet["B3"].comment and sheet["B3"].font.color.rgb == INKS[Severity.ERROR]


def test_a_workbook_without_styles_gets_some(sent: bytes) -> None:
    def bare(name: str, content: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", content)
        if name == "[Content_Types].xml":
            return re.sub(rb"<Override [^>]*styles[^>]*/>", b"", content)
        return re.sub(rb' s="\d+"', b"", content) if name.startswith("xl/worksheets/") else content

    written = back(changed(sent, bare, dropped="xl/styles.xml")).content
    assert book_of(written)[TITLE]["D5"].fill.fgColor.rgb == shade(Severity.ERROR, 0)


def test_damage_is_refused_with_a_typed_fault(sent: bytes) -> None:
    chance = random.Random(7)
    for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"):
        for _ in range(12):

            def torn(name: str, content: bytes, part: str = part) -> bytes:
                if name != part:
                    return content
                at = chance.randrange(len(content))
                return content[:at] + content[at + chance.randrange(1, 40) :]

            try:
                back(changed(sent, torn))
            except InputFault as fault:
                assert fault.code.startswith("F0")
