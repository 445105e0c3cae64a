"""台账问题 · What was found wrong, doubtful or worth saying about a cell, a row or a whole list.

Error: something the list states could not be taken, or a parcel cannot be planned without it. Warning: it was
taken, or left out, and somebody should look. Advice: how it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landsupply.law import words


class Severity(StrEnum):
    """程度 · How much an issue matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    def word(self, lang: str) -> str:
        """程度之词 · How it is said."""
        return words.say(SEVERITY_WORDS[self.value], lang)


#: The code of the word for each severity.
SEVERITY_WORDS: Mapping[str, str] = {"error": "X060", "warning": "X061", "advice": "X062"}


_ERRORS = [
    "L004",
    "L005",
    "L020",
    "L021",
    "L022",
    "L023",
    "L027",
    "L030",
    "L031",
    "L032",
    "L040",
    "L050",
    "L052",
    "L070",
    "L073",
    "L075",
    "L080",
    "L090",
    "L091",
    "L095",
    "L101",
    "L110",
    "L133",
    "L140",
    "L141",
    "L145",
    "L148",
    "L149",
    "L150",
    "L155",
    "L159",
    "L160",
    "L169",
    "L180",
    "L181",
    "L185",
    "L186",
    "L187",
    "L202",
    "L203",
    "L204",
    "L205",
    "L208",
    "L209",
    "L211",
    "L212",
    "L214",
    "L253",
    "L254",
    "L261",
    "L264",
    "L273",
    "L274",
    "L276",
    "L285",
    "L287",
    "L288",
    "L291",
    "L296",
    "L292",
]
_WARNINGS = [
    "L002",
    "L011",
    "L013",
    "L041",
    "L060",
    "L072",
    "L077",
    "L085",
    "L094",
    "L100",
    "L113",
    "L115",
    "L118",
    "L123",
    "L124",
    "L126",
    "L128",
    "L129",
    "L134",
    "L135",
    "L137",
    "L138",
    "L139",
    "L143",
    "L144",
    "L147",
    "L153",
    "L154",
    "L156",
    "L157",
    "L161",
    "L165",
    "L295",
    "L297",
    "L167",
    "L172",
    "L173",
    "L174",
    "L175",
    "L176",
    "L177",
    "L178",
    "L182",
    "L183",
    "L184",
    "L215",
    "L216",
    "L257",
    "L258",
    "L259",
    "L260",
    "L263",
    "L270",
    "L272",
    "L282",
    "L283",
    "L284",
    "L286",
    "L293",
    "L298",
    "L299",
]
_ADVICE = [
    "L003",
    "L006",
    "L010",
    "L012",
    "L024",
    "L025",
    "L026",
    "L028",
    "L051",
    "L061",
    "L062",
    "L063",
    "L071",
    "L076",
    "L092",
    "L093",
    "L111",
    "L112",
    "L116",
    "L117",
    "L119",
    "L120",
    "L121",
    "L122",
    "L125",
    "L127",
    "L132",
    "L136",
    "L142",
    "L146",
    "L151",
    "L152",
    "L158",
    "L162",
    "L163",
    "L164",
    "L166",
    "L200",
    "L201",
    "L206",
    "L207",
    "L213",
    "L256",
    "L262",
    "L271",
    "L275",
]

#: The codes of boundaries.
_BOUNDARY = {
    Severity.ERROR: (
        "G002",
        "G003",
        "G010",
        "G011",
        "G012",
        "G013",
        "G014",
        "G015",
        "G016",
        "G017",
        "G018",
        "G019",
        "G020",
        "G021",
        "G022",
        "G023",
        "G028",
        "G034",
        "G035",
        "G037",
        "G038",
        "G039",
        "G040",
        "G062",
        "G063",
        "G080",
        "G082",
    ),
    Severity.WARNING: (
        "F080",
        "F081",
        "F082",
        "F083",
        "F086",
        "F087",
        "F088",
        "F089",
        "F091",
        "F093",
        "F094",
        "F095",
        "F096",
        "F097",
        "G024",
        "G027",
        "G033",
        "G036",
        "G050",
        "G051",
        "G052",
        "G060",
        "G061",
        "G070",
        "G071",
        "G072",
        "G073",
        "G074",
        "G081",
        "G092",
    ),
    Severity.ADVICE: (
        "F084",
        "F085",
        "F090",
        "F092",
        "G025",
        "G030",
        "G031",
        "G032",
        "G093",
    ),
}

#: Every issue code with its severity. L001 is a fault of the whole input and no issue.
SEVERITIES: Mapping[str, Severity] = {
    **dict.fromkeys(_ERRORS, Severity.ERROR),
    **dict.fromkeys(_WARNINGS, Severity.WARNING),
    **dict.fromkeys(_ADVICE, Severity.ADVICE),
    **{code: severity for severity, codes in _BOUNDARY.items() for code in codes},
}


@dataclass(frozen=True, slots=True)
class IssuePlace:
    """问题位置 · The file and sheet an issue is about, the rows it covers, the column by its title and its number."""

    file: str
    sheet: str | None = None
    rows: tuple[int, ...] = ()
    field: str | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """台账问题 · A code with its place.

    File, sheet, first row, every row covered, column as the file names it, raw text. `column` is that column counted
    from 0, None where the issue is about no one column of the file.
    """

    code: str
    severity: Severity
    file: str
    sheet: str | None
    row: int | None
    rows: tuple[int, ...]
    field: str | None
    raw: str | None
    facts: Mapping[str, object]
    column: int | None = None

    def message(self, lang: str = "zh") -> str:
        """说明 · What was found, in `zh` or `en`."""
        return words.say(self.code, lang, **self._all_facts())

    def remedy(self, lang: str = "zh") -> str:
        """处理办法 · What to do about it."""
        return words.remedy(self.code, lang, **self._all_facts())

    def _all_facts(self) -> dict[str, object]:
        return {"raw": self.raw or "", "rows": self.rows, "count": len(self.rows), **self.facts}


def issue_at(code: str, place: IssuePlace, raw: str | None = None, /, **facts: object) -> Issue:
    """开列问题 · An issue at a place, as severe as its code is; its row is the first of the rows."""
    return Issue(
        code=code,
        severity=SEVERITIES[code],
        file=place.file,
        sheet=place.sheet,
        row=place.rows[0] if place.rows else None,
        rows=place.rows,
        field=place.field,
        raw=raw,
        facts=facts,
        column=place.column,
    )
