"""测试文稿 · Invented Word documents written part by part, with what offices leave in them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, marks: str = "") -> str:
    """一段文字 · A run."""
    own = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*content: str, marks: str = "") -> str:
    """段落 · A paragraph of runs or plain texts."""
    inner = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p>{f'<w:pPr>{marks}</w:pPr>' if marks else ''}{inner}</w:p>"


def numbered(key: int, depth: int, *content: str) -> str:
    """自动编号段 · A paragraph that Word numbers."""
    return para(*content, marks=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    """表格 · A table of texts; a cell that begins with < is markup of its own."""
    made = "".join(f"<w:tr>{''.join(cell(one) for one in row)}</w:tr>" for row in rows)
    grid = "<w:gridCol/>" * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def cell(text: str, marks: str = "") -> str:
    """单元格 · A cell."""
    if text.startswith("<w:tc"):
        return text
    own = f"<w:tcPr>{marks}</w:tcPr>" if marks else ""
    return f"<w:tc>{own}{text if text.startswith('<') else para(text)}</w:tc>"


def box(text: str) -> str:
    """文本框 · A run with a text box, drawn twice as Word does for old readers."""
    inner = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    new = f"<w:drawing><wp:inline><a:graphic><wps:txbx>{inner}</wps:txbx></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:textbox>{inner}</v:textbox></w:pict>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    return f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"


def field(code: str, result: str) -> str:
    """域 · A complex field with its result."""
    parts = [f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "separate", "end")]
    return f'{parts[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{parts[1]}{result}{parts[2]}'


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def notes(**texts: str) -> str:
    """脚注部件 · Footnotes by their id (n1 → 1)."""
    made = "".join(f'<w:footnote w:id="{key[1:]}">{para(text)}</w:footnote>' for key, text in texts.items())
    return f'<w:footnotes xmlns:w="{W}">{made}</w:footnotes>'


def docx(*body: str, **parts: str) -> bytes:
    """文稿 · A document of the given blocks; further parts (numbering, footnotes, comments) by their names."""
    inner = f"<w:body>{''.join(body)}<w:sectPr/></w:body>"
    return package(f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {_SPACES}>{inner}</w:document>', **parts)


def package(document: str, **parts: str) -> bytes:
    """装包 · A document part with the others it refers to."""
    names = {"document": document, **parts}
    kinds = {name: name if name != "document" else "document.main" for name in names}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 1)
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_LINKS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_LINKS}">{links}</Relationships>',
        **{f"word/{name}.xml": text for name, text in names.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    """成员 · The parts of a document by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
