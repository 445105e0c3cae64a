"""规则库装配 · Builds instruments, parameters and the place out of their YAML texts, or says why not.

Errors, all LawFault: W012 (an id twice), W013 (an instrument that is not on record), W019–W024 (places,
overlays and confirmations), and the field errors of ``record``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from landsupply.law.citation import BasisKind, Citation, Instrument, Standing
from landsupply.law.parameter import Confirmation, Dated, Level, Parameter
from landsupply.law.place import Confirmed, Extent, Place, PlanClass, Unit
from landsupply.law.record import Record
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import LawFault

Entry = TypeVar("Entry", Instrument, Parameter)


def _instrument(record: Record) -> Instrument:
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
    )
    record.close()
    return built


def _citation(record: Record) -> Citation:
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
                basis=_citation(Record(owner.source, f"{record.entry} basis", record.get("basis"))),
                kind=record.kind("kind", BasisKind),
                level=level,
                confirmed=_confirmation(Record(owner.source, record.entry, record.get("confirmed") or {})),
            )
        )
        record.close()
    return tuple(values)


def _parameter(record: Record) -> Parameter:
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


def _entries(name: str, text: str) -> tuple[Record, ...]:
    raw = read_yaml(text, name)
    if not isinstance(raw, list):
        raise LawFault("W006", source=name, line=1, detail="list")
    return Record(name, name, {"entries": raw}).children("entries")


def read_instruments(texts: Mapping[str, str]) -> tuple[Instrument, ...]:
    """读文件目录 · The instruments of several YAML lists, by file name."""
    return tuple(_instrument(one) for name, text in texts.items() for one in _entries(name, text))


def read_parameters(texts: Mapping[str, str]) -> tuple[Parameter, ...]:
    """读参数 · The parameters of several YAML lists, by file name."""
    return tuple(_parameter(one) for name, text in texts.items() for one in _entries(name, text))


def by_id(entries: Iterable[Entry]) -> dict[str, Entry]:
    """编目 · Entries by id; the same id twice is W012."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in found:
            raise LawFault("W012", id=entry.id)
        found[entry.id] = entry
    return found


def require_known(instruments: Mapping[str, Instrument], parameters: Mapping[str, Parameter]) -> None:
    """核对引用 · Every successor and every basis points at an instrument on record (W013)."""
    pointers = [(one.id, one.successor) for one in instruments.values() if one.successor]
    pointers += [(one.id, other) for one in instruments.values() for other in one.overtaken_by]
    pointers += [(one.id, value.basis.instrument) for one in parameters.values() for value in one.values]
    for owner, pointer in pointers:
        if pointer not in instruments:
            raise LawFault("W013", id=owner, instrument=pointer)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceText:
    """地方文本 · What a place's texts say together: the place, its own instruments and parameters."""

    place: Place
    instruments: tuple[Instrument, ...]
    parameters: tuple[Parameter, ...]


def _unit(order: int, record: Record) -> Unit:
    built = Unit(
        name=record.text("name"),
        title=record.maybe_text("title") or record.text("name"),
        aliases=record.texts("aliases"),
        order=order,
        code=record.maybe_text("code"),
        group=record.maybe_text("group") or "",
        en=record.maybe_text("en") or "",
    )
    record.close()
    return built


def _class(record: Record) -> PlanClass:
    built = PlanClass(name=record.text("name"), buckets=record.texts("buckets"), en=record.maybe_text("en") or "")
    record.close()
    return built


def _confirmed(record: Record) -> Confirmed:
    built = Confirmed(
        parameter=record.text("parameter"),
        since=record.day("since"),
        by=record.text("by"),
        on=record.day("on"),
        digest=record.text("digest"),
    )
    record.close()
    return built


def read_place(texts: Mapping[str, str]) -> PlaceText:
    """读地方 · One place out of its texts; a later one adds to or replaces what an earlier one says."""
    merged: dict[str, object] = {}
    for name, text in texts.items():
        raw = read_yaml(text, name)
        if not isinstance(raw, Mapping):
            raise LawFault("W006", source=name, line=1, detail="mapping")
        _merge(merged, raw, name)
    return _place(Record(" + ".join(texts), str(merged.get("code", "")), merged))


def _merge(merged: dict[str, object], raw: Mapping[str, object], name: str) -> None:
    code = str(raw.get("code", merged.get("code")))
    if str(merged.get("code", code)) != code:
        raise LawFault("W020", source=name, code_found=code, code_wanted=merged["code"])
    for field, value in raw.items():
        before = merged.get(field)
        if field in ("instruments", "parameters", "confirm") and isinstance(value, list):
            merged[field] = [*_without(before, value), *value]
        elif field == "wording" and isinstance(value, Mapping) and isinstance(before, Mapping):
            merged[field] = {**before, **value}
        else:
            merged[field] = value


def _without(before: object, value: list[object]) -> list[object]:
    """去旧 · The earlier entries of a list that no later entry of the same id replaces."""
    replaced = [one["id"] for one in value if isinstance(one, Mapping) and "id" in one]
    earlier = before if isinstance(before, list) else []
    return [one for one in earlier if not (isinstance(one, Mapping) and one.get("id") in replaced)]


def _extent(record: Record) -> Extent | None:
    if record.get("extent") is None:
        return None
    inner = Record(record.source, f"{record.entry}.extent", record.get("extent"))
    built = Extent(
        west=inner.exact("west"),
        south=inner.exact("south"),
        east=inner.exact("east"),
        north=inner.exact("north"),
        meridian=inner.whole("meridian"),
        basis=inner.kind("basis", BasisKind),
    )
    inner.close()
    return built


def _place(record: Record) -> PlaceText:
    place = Place(
        code=record.text("code"),
        name=record.text("name"),
        en=record.maybe_text("en") or "",
        area_unit=record.kind("area_unit", AreaUnit),
        units=tuple(_unit(order, one) for order, one in enumerate(record.children("units"), 1)),
        classes=tuple(_class(one) for one in record.children("classes")),
        wording=record.words("wording"),
        livelihoods=record.texts("livelihoods"),
        confirmed=tuple(_confirmed(one) for one in record.children("confirm")),
        extent=_extent(record),
    )
    instruments = tuple(_instrument(one) for one in record.children("instruments"))
    parameters = tuple(_parameter(one) for one in record.children("parameters"))
    record.close()
    return PlaceText(place=place, instruments=instruments, parameters=parameters)


def add_instruments(national: Mapping[str, Instrument], local: PlaceText) -> Mapping[str, Instrument]:
    """添文件 · National instruments and a place's own; no place rewrites a statute that was read (W023)."""
    for own in local.instruments:
        before = national.get(own.id)
        if before and before.basis is BasisKind.STATUTE:
            raise LawFault("W023", id=own.id, place=local.place.code)
    return MappingProxyType({**national, **by_id(local.instruments)})


def overlay(national: Mapping[str, Parameter], local: PlaceText) -> Mapping[str, Parameter]:
    """叠加 · National parameters with a place's own laid over them and its confirmations entered.

    A place may add and may replace, but not what stands in a statute (W023): no place loosens the law by a
    file.
    """
    laid = dict(national)
    for own in by_id(local.parameters).values():
        before = laid.get(own.id)
        if before and any(value.kind is BasisKind.STATUTE for value in before.values):
            raise LawFault("W023", id=own.id, place=local.place.code)
        laid[own.id] = own
    for fact in local.place.confirmed:
        if fact.parameter not in laid:
            raise LawFault("W024", id=fact.parameter, since=fact.since)
        confirmation = Confirmation(by=fact.by, on=fact.on, digest=fact.digest)
        laid[fact.parameter] = laid[fact.parameter].with_confirmation(fact.since, confirmation)
    return MappingProxyType({id: laid[id] for id in sorted(laid)})


def require_buckets(place: Place, buckets: Iterable[str]) -> None:
    """核对类别 · Every ministry class stands in one printed class of the place, and nothing else (W021)."""
    printed = [bucket for one in place.classes for bucket in one.buckets]
    known = tuple(buckets)
    for bucket in (*known, *printed):
        if bucket not in known or bucket not in printed:
            raise LawFault("W021", place=place.code, bucket=bucket)
