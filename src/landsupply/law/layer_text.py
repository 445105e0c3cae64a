"""分层资料 · The texts of a province and of a city, laid over the nation: city over province over nation.

A layer may add, and may replace what is not a statute that was read. A city names its province by code; the
province's text is a shipped one (``provinces/410000.yaml``), a bureau's own, or both. Errors, all LawFault: W006,
W020 (a text of another place), W021, W023 (a statute touched), W024 (nothing to confirm), and the field errors of
``record``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from landsupply.law.citation import BasisKind, Instrument
from landsupply.law.parameter import Confirmation, Parameter
from landsupply.law.place import Confirmed, Extent, Place, PlanClass, Unit
from landsupply.law.record import Record
from landsupply.law.rulebook_text import by_id, instrument_of, parameter_of
from landsupply.law.yaml_text import read_yaml
from landsupply.measure.area import AreaUnit
from landsupply.measure.fault import LawFault


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """资料层 · What one province or city says: its own instruments and parameters, and what it has confirmed."""

    code: str
    instruments: tuple[Instrument, ...]
    parameters: tuple[Parameter, ...]
    confirmed: tuple[Confirmed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceText(Layer):
    """地方文本 · What a city's texts say together: a layer, and the place itself."""

    place: Place


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


def _mapping(name: str, text: str) -> Mapping[str, object]:
    raw = read_yaml(text, name)
    if not isinstance(raw, Mapping):
        raise LawFault("W006", source=name, line=1, detail="mapping")
    return raw


def claims(name: str, text: str) -> frozenset[tuple[str, str]]:
    """称为法条者 · The values, by parameter and day, that a text says were read in a statute."""
    found = _mapping(name, text).get("parameters")
    entries = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return frozenset(
        (str(entry.get("id")), str(since))
        for entry in entries
        for since, value in _values(entry)
        if value.get("kind") == BasisKind.STATUTE.value
    )


def _values(entry: Mapping[str, object]) -> Iterator[tuple[object, Mapping[str, object]]]:
    values = entry.get("values")
    return ((k, v) for k, v in (values.items() if isinstance(values, Mapping) else ()) if isinstance(v, Mapping))


def refuse_claims(name: str, text: str, shipped: Collection[tuple[str, str]]) -> None:
    """不得自称 · A bureau's own text confirms what was read, and calls nothing a statute that is not shipped as one.

    W035 for what it does.
    """
    for id, since in sorted(claims(name, text) - frozenset(shipped)):
        raise LawFault("W035", source=name, id=id, since=since)


def code_of(name: str, text: str) -> str:
    """所属代码 · The code of the place or province that a text says it is for, "" where it names none."""
    return str(_mapping(name, text).get("code", ""))


def _together(texts: Mapping[str, str]) -> Record:
    """One record out of several texts; a later one adds to or replaces what an earlier one says."""
    merged: dict[str, object] = {}
    for name, text in texts.items():
        _merge(merged, _mapping(name, text), name)
    return Record(" + ".join(texts), str(merged.get("code", "")), merged)


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


def _layer(record: Record) -> Layer:
    return Layer(
        code=record.text("code"),
        instruments=tuple(map(instrument_of, record.children("instruments"))),
        parameters=tuple(map(parameter_of, record.children("parameters"))),
        confirmed=tuple(map(_confirmed, record.children("confirm"))),
    )


def read_province(texts: Mapping[str, str]) -> Layer:
    """读省 · One province out of its texts: code, name, and the layer it lays over the nation."""
    record = _together(texts)
    record.text("name"), record.maybe_text("en")
    layer = _layer(record)
    record.close()
    return layer


def read_place(texts: Mapping[str, str]) -> PlaceText:
    """读地方 · One place out of its texts; a later one adds to or replaces what an earlier one says."""
    record = _together(texts)
    layer = _layer(record)
    place = Place(
        code=layer.code,
        name=record.text("name"),
        en=record.maybe_text("en") or "",
        province=record.maybe_text("province") or "",
        area_unit=record.kind("area_unit", AreaUnit),
        units=tuple(_unit(order, one) for order, one in enumerate(record.children("units"), 1)),
        classes=tuple(_class(one) for one in record.children("classes")),
        wording=record.words("wording"),
        livelihoods=record.texts("livelihoods"),
        confirmed=layer.confirmed,
        extent=_extent(record),
    )
    record.close()
    return PlaceText(
        code=layer.code,
        instruments=layer.instruments,
        parameters=layer.parameters,
        confirmed=layer.confirmed,
        place=place,
    )


def add_instruments(below: Mapping[str, Instrument], local: Layer) -> Mapping[str, Instrument]:
    """添文件 · The instruments below and a layer's own; no layer rewrites a statute that was read (W023)."""
    for own in local.instruments:
        before = below.get(own.id)
        if before and before.basis is BasisKind.STATUTE:
            raise LawFault("W023", id=own.id, place=local.code)
    return MappingProxyType({**below, **by_id(local.instruments)})


def overlay(below: Mapping[str, Parameter], local: Layer) -> Mapping[str, Parameter]:
    """叠加 · The parameters below with a layer's own laid over them and its confirmations entered.

    A layer may add and may replace, but not what stands in a statute (W023): no place loosens the law by a
    file.
    """
    laid = dict(below)
    for own in by_id(local.parameters).values():
        before = laid.get(own.id)
        if before and any(value.kind is BasisKind.STATUTE for value in before.values):
            raise LawFault("W023", id=own.id, place=local.code)
        laid[own.id] = own
    confirmed: set[tuple[str, date]] = set()
    for fact in local.confirmed:
        if (fact.parameter, fact.since) in confirmed:
            raise LawFault("W036", id=fact.parameter, since=fact.since)
        confirmed.add((fact.parameter, fact.since))
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
