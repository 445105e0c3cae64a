"""读界址 · Reads, refuses and tells for the tests of boundary files, and texts that several of them read."""

from __future__ import annotations

import pytest

from landsupply.files.boundary_in import read_surveys
from landsupply.law.words import remedy, say
from landsupply.ledger.issue import SEVERITIES
from landsupply.ledger.outline import Survey
from landsupply.measure.fault import InputFault
from tests.files.boundary_samples import (
    HOLE,
    SQUARE,
    zipped,
)

CLOCKWISE = SQUARE[::-1]
INNER = HOLE[::-1]
KML = (
    '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}'
    "<Placemark><name>某地块</name><ExtendedData><Data name='面积'><value>1.2</value></Data></ExtendedData>"
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs>"
    "<innerBoundaryIs><LinearRing><coordinates>113.61,34.71 113.62,34.71 113.61,34.72 113.61,34.71</coordinates>"
    "</LinearRing></innerBoundaryIs></Polygon></Placemark></Document></kml>"
)
RING = "113.6,34.7,0 113.7,34.7,0\n113.7,34.8,0 113.6,34.7,0"
TXT = "[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n4,1.0,1,某地块,面,,,,@\n{}\n"
POINTS = "J1,1,3845123.1,38462123.4\nJ2,1,3845223.1,38462123.4\nJ3,1,3845223.1,38462223.4\nJ1,1,3845123.1,38462123.4"


def read(content: bytes | str, encoding: str | None = None) -> Survey:
    raw = content.encode("utf-8") if isinstance(content, str) else content
    return read_surveys(raw, "样本", encoding)[0]


def refused(content: bytes | str, code: str) -> InputFault:
    with pytest.raises(InputFault) as found:
        read(content)
    assert found.value.code == code, found.value
    for language in ("zh", "en"):
        assert say(code, language, **found.value.facts) and remedy(code, language, **found.value.facts)
    return found.value


def told(one: Survey) -> list[str]:
    """The codes of all remarks; each can be said, and has its severity."""
    remarks = [*one.remarks, *(remark for outline in one.outlines for remark in outline.remarks)]
    for remark in remarks:
        assert remark.code in SEVERITIES
        assert say(remark.code, "zh", **remark.facts) and remedy(remark.code, "en", **remark.facts)
    return [remark.code for remark in remarks]


def a_zip(name: str = "地块", **parts: bytes) -> bytes:
    return zipped({f"{name}.{suffix}": content for suffix, content in parts.items()})
