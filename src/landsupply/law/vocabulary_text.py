"""词表装配 · Builds the vocabulary out of the shipped CSV tables, or says which row contradicts.

Errors, all LawFault with ``source`` and ``row``: W025 (a row that cannot be), W026 (a name or code that is
not in the lists).
"""

import csv
from collections.abc import Mapping
from types import MappingProxyType

from landsupply.law.vocabulary import Bucket, LandUse, Match, Mode, Origin, Scheme, Vocabulary, fold
from landsupply.measure.fault import LawFault

Row = Mapping[str, str]
SCHEME_TABLES = ("gb2017.csv", "gb2007.csv", "guide2023.csv")
OTHER_TABLES = ("buckets.csv", "crosswalk.csv", "modes.csv", "origins.csv", "use_aliases.csv")
_YES_NO = {"yes": True, "no": False}


def read_table(text: str) -> tuple[Row, ...]:
    """读表 · The rows of a CSV text; lines beginning with # are its head and say where it comes from."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


def _fault(code: str, source: str, row: Row) -> LawFault:
    return LawFault(code, source=source, row=",".join(str(cell) for cell in row.values()))


def _flag(source: str, row: Row, field: str) -> bool:
    if row[field] not in _YES_NO:
        raise _fault("W025", source, row)
    return _YES_NO[row[field]]


def _uses(source: str, rows: tuple[Row, ...], buckets: tuple[Bucket, ...]) -> list[LandUse]:
    known = {"", *(bucket.name for bucket in buckets)}
    for row in rows:
        if row["scheme"] not in {scheme.value for scheme in Scheme} or row["bucket"] not in known:
            raise _fault("W025", source, row)
    return [
        LandUse(scheme=Scheme(row["scheme"]), code=row["code"], name=row["name"], bucket=row["bucket"]) for row in rows
    ]


def _once(uses: list[LandUse]) -> tuple[LandUse, ...]:
    """不重 · The uses in order; the same code twice in one scheme, or the same name twice, is W025."""
    seen: set[tuple[Scheme, str]] = set()
    for use in uses:
        for mark in ((use.scheme, use.code), (use.scheme, fold(use.name))):
            if mark in seen:
                raise LawFault("W025", source=use.scheme.value, row=f"{use.code},{use.name}")
            seen.add(mark)
    return tuple(sorted(uses, key=lambda use: use.key))


def _grouped(pairs: list[tuple[str, LandUse]]) -> Mapping[str, tuple[LandUse, ...]]:
    groups: dict[str, list[LandUse]] = {}
    for name, use in pairs:
        groups.setdefault(name, []).append(use)
    return MappingProxyType({name: tuple(sorted(g, key=lambda use: use.key)) for name, g in groups.items()})


def _aliases(source: str, rows: tuple[Row, ...], uses: tuple[LandUse, ...]) -> list[tuple[str, LandUse]]:
    by_code = {(use.scheme.value, use.code): use for use in uses}
    taken = {(use.scheme.value, fold(use.name)) for use in uses}
    pairs = []
    for row in rows:
        mark = (row["scheme"], fold(row["alias"]))
        if (row["scheme"], row["code"]) not in by_code or mark in taken:
            raise _fault("W026", source, row)
        taken.add(mark)
        pairs.append((mark[1], by_code[row["scheme"], row["code"]]))
    return pairs


def _mode(source: str, row: Row) -> Mode:
    flags = {field: _flag(source, row, field) for field in ("open", "paid")}
    is_group = _flag(source, row, "group")
    return Mode(code=row["code"], name=row["name"], label=row["label"], en=row["en"], is_group=is_group, **flags)


def _mode_names(source: str, rows: tuple[Row, ...], modes: tuple[Mode, ...]) -> Mapping[str, Mode]:
    names: dict[str, Mode] = {}
    for row, mode in zip(rows, modes, strict=True):
        for name in dict.fromkeys(map(fold, (mode.code, mode.name, mode.label, *row["aliases"].split("|")))):
            if name and names.setdefault(name, mode) != mode:
                raise _fault("W025", source, row)
    return MappingProxyType(names)


def _origin_names(source: str, rows: tuple[Row, ...]) -> Mapping[str, Origin]:
    names = {fold(origin.value): origin for origin in Origin}
    for row in rows:
        if row["origin"] not in {origin.value for origin in Origin}:
            raise _fault("W026", source, row)
        if names.setdefault(fold(row["alias"]), Origin(row["origin"])) != row["origin"]:
            raise _fault("W025", source, row)
    return MappingProxyType(names)


def _crosswalk(source: str, rows: tuple[Row, ...], uses: tuple[LandUse, ...]) -> tuple[Match, ...]:
    by_code = {(use.scheme, use.code): use for use in uses}
    matches = []
    for row in rows:
        gb, guide = (
            by_code.get((Scheme.GB2017, row["gb2017"])),
            by_code.get((Scheme.GUIDE2023, row["guide2023"])),
        )
        if gb is None or guide is None:
            raise _fault("W026", source, row)
        matches.append(Match(gb=gb, guide=guide, certain=_flag(source, row, "certain"), note=row["note"]))
    return tuple(matches)


def build_vocabulary(texts: Mapping[str, str]) -> Vocabulary:
    """装配 · The vocabulary out of its tables, by file name."""
    rows = {name: read_table(texts[name]) for name in (*SCHEME_TABLES, *OTHER_TABLES)}
    buckets = tuple(
        Bucket(name=row["name"], order=order, en=row["en"]) for order, row in enumerate(rows["buckets.csv"], 1)
    )
    uses = _once([use for name in SCHEME_TABLES for use in _uses(name, rows[name], buckets)])
    modes = tuple(_mode("modes.csv", row) for row in rows["modes.csv"])
    aliases = _aliases("use_aliases.csv", rows["use_aliases.csv"], uses)
    return Vocabulary(
        uses=uses,
        buckets=buckets,
        modes=tuple(mode for mode in modes if not mode.is_group),
        mode_groups=tuple(mode for mode in modes if mode.is_group),
        crosswalk=_crosswalk("crosswalk.csv", rows["crosswalk.csv"], uses),
        use_names=_grouped([*((fold(use.name), use) for use in uses), *aliases]),
        use_codes=_grouped([(use.code, use) for use in uses]),
        mode_names=_mode_names("modes.csv", rows["modes.csv"], modes),
        origin_names=_origin_names("origins.csv", rows["origins.csv"]),
    )
