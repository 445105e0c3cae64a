"""规则库装配 · Builds instruments and parameters out of their YAML texts, or says why not.

Errors, all LawFault: W012 (an id twice), W013 (an instrument that is not on record), W044 (confirmed before it was
made), and the field errors of ``record``.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from landsupply.law.citation import BasisKind, Citation, FormerNumber, Instrument, Relation, RelationKind, Standing
from landsupply.law.parameter import Confirmation, Dated, Level, Parameter
from landsupply.law.record import Record
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.fault import LawFault

Entry = TypeVar("Entry", Instrument, Parameter)


def _relation(record: Record) -> Relation:
    built = Relation(kind=record.kind("kind", RelationKind), to=record.text("to"))
    record.close()
    return built


def _former(record: Record) -> FormerNumber:
    built = FormerNumber(number=record.text("number"), until=record.day("until"))
    record.close()
    return built


def instrument_of(record: Record) -> Instrument:
    """读文件 · One instrument out of its entry."""
    period = record.many("period")
    years = tuple(year for year in period if isinstance(year, int))
    if len(years) != len(period) or len(years) not in (0, 2):
        raise LawFault("W010", source=record.source, entry=record.entry, field="period", raw=str(period))
    built = Instrument(
        id=record.text("id"),
        title=record.text("title"),
        number=record.maybe_text("number"),
        issuer=record.text("issuer"),
        issued=record.maybe_day("issued"),
        effective=record.maybe_day("effective"),
        ended=record.maybe_day("ended"),
        standing=record.kind("standing", Standing),
        successor=record.maybe_text("successor"),
        basis=record.kind("basis", BasisKind),
        checked_on=record.day("checked_on"),
        aliases=record.texts("aliases"),
        period=(years[0], years[1]) if years else None,
        note=record.maybe_text("note") or "",
        amended=record.days("amended"),
        doubted_since=record.maybe_day("doubted_since"),
        overtaken_by=record.texts("overtaken_by"),
        relations=tuple(map(_relation, record.children("relations"))),
        formerly=tuple(map(_former, record.children("formerly"))),
    )
    record.close()
    return built


def citation_of(record: Record) -> Citation:
    """读依据 · One citation out of its entry."""
    built = Citation(instrument=record.text("instrument"), article=record.maybe_text("article"))
    record.close()
    return built


def _confirmation(record: Record) -> Confirmation | None:
    """确认 · Who confirmed, when, which text; all three empty is no confirmation, one or two a fault."""
    given = [record.get(field) for field in ("by", "on", "digest")]
    record.close()
    if all(one is None for one in given):
        return None
    return Confirmation(by=record.text("by"), on=record.day("on"), digest=record.text("digest"))


def _dated(owner: Record, id: str, level: Level) -> tuple[Dated, ...]:
    raw = owner.get("values")
    if not isinstance(raw, Mapping) or not raw:
        raise LawFault("W009", source=owner.source, entry=id, field="values")
    values = []
    for since, fields in sorted(raw.items(), key=lambda item: str(item[0])):
        stated = {**fields, "since": since} if isinstance(fields, Mapping) else fields
        record = Record(owner.source, f"{id} {since}", stated)
        values.append(
            Dated(
                id=id,
                since=record.day("since"),
                until=record.maybe_day("until"),
                value=record.value("value"),
                basis=citation_of(Record(owner.source, f"{record.entry} basis", record.get("basis"))),
                kind=record.kind("kind", BasisKind),
                level=level,
                confirmed=_confirmation(Record(owner.source, record.entry, record.get("confirmed") or {})),
            )
        )
        record.close()
    return tuple(values)


def parameter_of(record: Record) -> Parameter:
    """读参数 · One parameter out of its entry."""
    id, level = record.text("id"), record.kind("level", Level)
    built = Parameter(
        id=id,
        title=record.text("title"),
        unit=record.text("unit"),
        level=level,
        checked_on=record.day("checked_on"),
        values=_dated(record, id, level),
    )
    record.close()
    return built


def entries_of(name: str, text: str) -> tuple[Record, ...]:
    """读列表 · The entries of a text that is a list of mappings (W006 where it is none)."""
    raw = read_yaml(text, name)
    if not isinstance(raw, list):
        raise LawFault("W006", source=name, line=1, detail="list")
    return Record(name, name, {"entries": raw}).children("entries")


def read_instruments(texts: Mapping[str, str]) -> tuple[Instrument, ...]:
    """读文件目录 · The instruments of several YAML lists, by file name."""
    return tuple(instrument_of(one) for name, text in texts.items() for one in entries_of(name, text))


def read_parameters(texts: Mapping[str, str]) -> tuple[Parameter, ...]:
    """读参数 · The parameters of several YAML lists, by file name."""
    return tuple(parameter_of(one) for name, text in texts.items() for one in entries_of(name, text))


def by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    """编目 · Entries by id; the same id twice is W012."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            raise LawFault("W012", id=entry.id)
        found[entry.id] = entry
    return found


def require_known(instruments: Mapping[str, Instrument], parameters: Mapping[str, Parameter]) -> None:
    """核对依据 · Every basis of a parameter is an instrument on record (W013), not read before it was made (W044)."""
    for one in parameters.values():
        for value in one.values:
            if value.basis.instrument not in instruments:
                raise LawFault("W013", id=one.id, instrument=value.basis.instrument)
            _require_read_after(instruments[value.basis.instrument], value)


def _require_read_after(instrument: Instrument, value: Dated) -> None:
    """Nobody reads a provision before it was issued, or last amended before its day, or else before that day (W044)."""
    if value.confirmed is None:
        return
    made = [day for day in (instrument.issued, *instrument.amended) if day and day <= value.since]
    first = max(made, default=value.since)
    if value.confirmed.on < first:
        raise LawFault("W044", id=value.id, since=value.since, on=value.confirmed.on, first=first)
