"""成果文件 · The files of a plan: the bytes that the command writes, in both languages, and the open data beside them.

What was published is kept with its act and handed out as it was; of any other plan the files are made when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from landsupply.files.bundle import DOCX, HTML, XLSX, bundle
from landsupply.files.list_out import Listing, to_list
from landsupply.law.rulebook import Rules
from landsupply.plan.plan import Plan
from landsupply.publish.disclosure import FIELDS, Disclosure
from landsupply.publish.matter import Edition, Matter
from landsupply.publish.publication import publication

CSV, LIST, OPEN, DICTIONARY, FORM = "parcels.csv", "parcels.xlsx", "parcels.json", "fields.csv", "plan.json"
#: In the order in which they are offered; those of the second language stand under its name.
NAMES = (DOCX, XLSX, HTML, CSV, LIST, OPEN, DICTIONARY)
LANGUAGES = ("zh", "en")
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
}


#: What any of them may be, without the encoding.
KINDS = tuple(dict.fromkeys(one.partition(";")[0] for one in TYPES.values()))


def type_of(name: str) -> str:
    """类型 · What a browser is told a file is."""
    return TYPES[name.rpartition(".")[2]]


def quiet(lang: str) -> None:
    """不报进度 · For whoever does not want to know how far it is."""
    del lang


def documents(plan: Plan, rules: Rules, digest: str, begins: Callable[[str], None] = quiet) -> dict[str, bytes]:
    """成果文件 · All public files by name, those in English under `en/`; the same plan gives the same bytes.

    `begins` is told each language before its files are made; what it raises ends the making.
    """
    found: dict[str, bytes] = {}
    for lang in LANGUAGES:
        begins(lang)
        for name, content in in_language(plan, rules, digest, lang).items():
            found[name if lang == "zh" else f"{lang}/{name}"] = content
    return found


def in_language(plan: Plan, rules: Rules, digest: str, lang: str) -> Mapping[str, bytes]:
    """一种语言 · The public files in a language."""
    return {
        **bundle(publication(plan, rules, lang=lang)),
        **open_data(Disclosure.of(Matter.of(plan, rules, lang=lang)), digest),
    }


def open_data(disclosure: Disclosure, digest: str) -> Mapping[str, bytes]:
    """开放数据 · The public parcels as csv, as a workbook and as JSON, and what their fields mean."""
    listing = listing_of(disclosure, disclosure.rows())
    form = json.dumps(dict(disclosure.form(digest)), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    matter = disclosure.matter
    told = Listing(
        name=matter.say("P329"),
        headers=matter.say("P517").split("|"),
        figures=frozenset(),
        rows=[list(row) for row in disclosure.dictionary()],
    )
    return {
        CSV: to_list(listing, ".csv"),
        LIST: to_list(listing, ".xlsx"),
        OPEN: form.encode("utf-8"),
        DICTIONARY: to_list(told, ".csv"),
    }


def listing_of(disclosure: Disclosure, rows: Iterable[list[str]]) -> Listing:
    """清单 · Public rows under their headings; areas are figures."""
    places = frozenset(place for place, field in enumerate(FIELDS) if field.name == "area")
    name = disclosure.matter.say("P329")
    return Listing(name=name, headers=disclosure.headings(), figures=places, rows=list(rows))


def internal(plan: Plan, rules: Rules, lang: str) -> Mapping[str, bytes]:
    """内部版 · The files of the edition for the office itself."""
    return bundle(publication(plan, rules, lang=lang, edition=Edition.INTERNAL))
