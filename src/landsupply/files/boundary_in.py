"""读界址文件 · Bytes to surveys, the format told by the content and never by the file's name."""

from __future__ import annotations

import re

from landsupply.files.boundary_dxf import read_dxf
from landsupply.files.boundary_geojson import read_geojson
from landsupply.files.boundary_gpkg import MAGIC as GPKG
from landsupply.files.boundary_gpkg import read_gpkg
from landsupply.files.boundary_kml import read_kml
from landsupply.files.boundary_shp import MAGIC as SHP
from landsupply.files.boundary_shp import read_shapefiles, shown_names
from landsupply.files.boundary_txt import read_txt
from landsupply.files.csv_in import decode
from landsupply.files.guard import Archive, check_packed, open_archive
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault
from landsupply.seal.canon import digest_bytes

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_DWG = re.compile(rb"AC[0-9]{4}")
_DXF = re.compile(r"\s*(?:999[ \t]*\n[^\n]*\n\s*){0,50}0[ \t]*\n[ \t]*SECTION\b")
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s{1,8}3\s{1,8}ANSI_936\b", re.IGNORECASE)
_UNICODE_RELEASE = re.compile(rb"\bAC10(?:2[1-9]|3[0-9])\b")
_DXF_HEADER = 50_000
#: First bytes of formats that hold no boundary that is read, and what they are called.
_FOREIGN = (
    (b"AutoCAD Binary DXF", "DXF (binary)"),
    (SHP, "shp"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0", "Office (.xls, .doc)"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)


def read_surveys(content: bytes, name: str, encoding: str | None = None) -> tuple[Survey, ...]:
    """读界址文件 · Every layer of outlines in a file: 界址点 txt, shapefile zip, GeoPackage, GeoJSON, KML, KMZ, DXF.

    `encoding` is a person's choice for a shapefile's table whose own bytes leave it open. InputFault F0xx, and nothing
    else, for any other bytes.
    """
    check_packed(content)
    if not content.strip():
        raise InputFault("F001")
    digest = digest_bytes(content)
    if content.startswith(_ZIP):
        return _packed(open_archive(content), name, digest, encoding)
    if content.startswith(GPKG):
        return read_gpkg(content, name, digest)
    if _DWG.match(content):
        raise InputFault("F060", kind="DWG")
    for magic, kind in _FOREIGN:
        if content.startswith(magic):
            raise InputFault("F060", kind=kind)
    return _told(_text(content), name, digest)


def _text(content: bytes) -> str:
    """The text; a drawing of before 2007 that names the Chinese code page is in it, and newer ones are in UTF-8."""
    opening = content[:_DXF_HEADER]
    if _CODE_PAGE.search(opening) and not _UNICODE_RELEASE.search(opening):
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            return decode(content)
    return decode(content)


def _told(text: str, name: str, digest: str) -> tuple[Survey, ...]:
    if "\x00" in text:
        raise InputFault("F060", kind="binary")
    opening = text.lstrip("\ufeff \t\r\n")[:1]
    if opening == "{":
        return read_geojson(text, name, digest)
    if opening == "<":
        return read_kml(text, name, digest)
    if _DXF.match(text[:20_000].replace("\r\n", "\n").replace("\r", "\n")):
        return read_dxf(text, name, digest)
    return read_txt(text, name, digest)


def _packed(archive: Archive, name: str, digest: str, encoding: str | None) -> tuple[Survey, ...]:
    """A shapefile zip, or a KMZ; other members are never unpacked."""
    shown = shown_names(archive)
    drawings = sorted(
        member for member, told in shown.items() if told.casefold().endswith(".kml") and "/._" not in "/" + told
    )
    if drawings and not any(told.casefold().endswith(".shp") for told in shown.values()):
        return tuple(
            survey
            for member in drawings
            for survey in read_kml(decode(archive.read(member)), name, digest, shown[member][-80:])
        )
    return read_shapefiles(archive, name, digest, encoding)
