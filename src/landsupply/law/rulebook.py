"""规则库 · Everything of the law for one place; ``on(day)`` gives what held on a day.

A city lies over its province, a province over the nation. The shipped texts are read once per process; a bureau's
own texts enter as values: ``open_rulebook(place, *sources)``. The digest covers every text the rulebook was built
from, in whatever order they came.
"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from landsupply.law.calendar import WorkingDays, build_calendar
from landsupply.law.citation import Instrument, Standing
from landsupply.law.layer_text import (
    Layer,
    PlaceText,
    add_instruments,
    claims,
    code_of,
    overlay,
    read_place,
    read_province,
    refuse_claims,
    require_buckets,
)
from landsupply.law.parameter import Dated, Parameter
from landsupply.law.place import Place
from landsupply.law.place_facts import require_known_names, require_sayable
from landsupply.law.relations import Link, links, require_coherent
from landsupply.law.rulebook_text import by_id, read_instruments, read_parameters, require_known
from landsupply.law.shipped import shipped_names, shipped_text
from landsupply.law.spelling import fold_number, fold_title, title_forms
from landsupply.law.vocabulary import Vocabulary
from landsupply.law.vocabulary_text import build_vocabulary
from landsupply.measure.fault import LawFault
from landsupply.seal.canon import digest, root

_FOLDERS = ("calendars", "instruments", "parameters", "vocabularies")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """规则库 · Instruments, parameters, vocabulary, calendar and place, with the digest of their texts."""

    place: Place
    vocabulary: Vocabulary
    calendar: WorkingDays
    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]
    numbers: Mapping[str, Instrument]
    titles: Mapping[str, tuple[Instrument, ...]]
    links: tuple[Link, ...]
    digest: str
    opened_as: tuple[str, ...]

    def on(self, day: date) -> "Rules":
        """当日规则 · The rules that held on a day."""
        return Rules(rulebook=self, day=day)

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        """传递 · Sent to another process as the texts it was opened from, and opened there again."""
        return open_rulebook, self.opened_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """当日有效规则 · A rulebook seen on one day."""

    rulebook: Rulebook
    day: date

    @property
    def place(self) -> Place:
        """地方 · The place the rules are for."""
        return self.rulebook.place

    @property
    def vocabulary(self) -> Vocabulary:
        """词表 · Uses, modes and origins with their names."""
        return self.rulebook.vocabulary

    @property
    def calendar(self) -> WorkingDays:
        """工作日历 · Working days."""
        return self.rulebook.calendar

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """文件 · Every instrument on record, by id, whatever its standing on the day."""
        return self.rulebook.instruments

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """参数 · Every parameter on record, by id, whether or not it has a value on the day."""
        return self.rulebook.parameters

    @property
    def digest(self) -> str:
        """摘要 · The digest of the rulebook's texts."""
        return self.rulebook.digest

    def parameter(self, id: str) -> Dated:
        """参数值 · The value on the day; W014 unknown id, W015 before its first, W016 after its last."""
        found = self.parameters.get(id)
        if found is None:
            near = difflib.get_close_matches(id, self.parameters, n=3, cutoff=0.0)
            raise LawFault("W014", id=id, suggestions=tuple(near))
        return found.on(self.day)

    def instrument(self, id: str) -> Instrument:
        """文件 · One instrument by id; W013 where it is not on record."""
        found = self.instruments.get(id)
        if found is None:
            raise LawFault("W013", id="", instrument=id)
        return found

    def standing(self, id: str) -> Standing:
        """当日效力 · The standing of an instrument on the day."""
        return self.instrument(id).standing_on(self.day)

    def relations_of(self, id: str) -> tuple[Link, ...]:
        """文件关系 · Every link an instrument stands in, as source or as target; W013 where it is not on record."""
        known = self.instrument(id).id
        return tuple(link for link in self.rulebook.links if known in (link.source, link.target))

    def find_number(self, number: str) -> Instrument | None:
        """按文号查 · The instrument with that number, now or formerly, however its signs and spaces are typed."""
        return self.rulebook.numbers.get(fold_number(number))

    def find_title(self, title: str) -> tuple[Instrument, ...]:
        """按标题查 · Every instrument cited under that title, the oldest first."""
        return self.rulebook.titles.get(fold_title(title), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _National:
    """全国部分 · What every place shares, read once."""

    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]
    vocabulary: Vocabulary
    calendar: WorkingDays
    digests: tuple[str, ...]


def _texts(folder: str) -> dict[str, str]:
    return {name: shipped_text(f"{folder}/{name}") for name in shipped_names(folder)}


@lru_cache(maxsize=1)
def _national() -> _National:
    texts = {folder: _texts(folder) for folder in _FOLDERS}
    digests = [digest([f"{folder}/{name}", t]) for folder in _FOLDERS for name, t in texts[folder].items()]
    return _National(
        instruments=MappingProxyType(by_id(read_instruments(texts["instruments"]))),
        parameters=MappingProxyType(by_id(read_parameters(texts["parameters"]))),
        vocabulary=build_vocabulary(texts["vocabularies"]),
        calendar=build_calendar(texts["calendars"]),
        digests=tuple(digests),
    )


def _place_texts(place: str, sources: tuple[str, ...]) -> dict[str, str]:
    """地方文本 · The shipped text of the place, if any, and the bureau's own after it."""
    shipped = shipped_names("places")
    if place not in shipped and not sources:
        raise LawFault("W019", place=place, known=shipped)
    own = {f"source {n}": text for n, text in enumerate(sources, 1)}
    given = {f"{place}/place.yaml": shipped_text(f"places/{place}/place.yaml")} if place in shipped else {}
    known = frozenset(one for name, text in given.items() for one in claims(name, text))
    for name, text in own.items():
        refuse_claims(name, text, known)
    return {**given, **own}


def _numbers(instruments: Mapping[str, Instrument]) -> Mapping[str, Instrument]:
    found: dict[str, Instrument] = {}
    for one in instruments.values():
        for number in (one.number, *(former.number for former in one.formerly)):
            if number and found.setdefault(fold_number(number), one) is not one:
                raise LawFault("W012", id=number)
    return MappingProxyType(found)


def _titles(instruments: Mapping[str, Instrument]) -> Mapping[str, tuple[Instrument, ...]]:
    found: dict[str, list[Instrument]] = {}
    for one in sorted(instruments.values(), key=lambda one: (one.begun or date.min, one.id)):
        for form in title_forms(one):
            found.setdefault(form, []).append(one)
    return MappingProxyType({form: tuple(ones) for form, ones in found.items()})


def _layers(place: str, sources: tuple[str, ...]) -> tuple[PlaceText, Layer | None, list[str]]:
    """各层 · The city, its province if it names one, and every text both were read from."""
    given = _place_texts(place, sources)
    codes = {name: code_of(name, text) for name, text in given.items()}
    texts = {name: text for name, text in given.items() if codes[name] in ("", place)}
    local = read_place(texts) if texts else None
    province = local.place.province if local else ""
    others = {name: text for name, text in given.items() if name not in texts}
    for name in others:
        if codes[name] != province:
            raise LawFault("W020", source=name, code_found=codes[name], code_wanted=place)
    if local is None or not province:
        return read_place(texts), None, list(texts.values())
    above = {**_province_text(place, province, others), **others}
    return local, read_province(above), [*above.values(), *texts.values()]


def _province_text(place: str, province: str, own: Mapping[str, str]) -> dict[str, str]:
    """The shipped text of a province; none is needed where the bureau gives its own (W033 otherwise)."""
    name, shipped = f"{province}.yaml", shipped_names("provinces")
    if name in shipped:
        return {f"provinces/{name}": shipped_text(f"provinces/{name}")}
    if own:
        return {}
    raise LawFault("W033", place=place, province=province, known=tuple(one.removesuffix(".yaml") for one in shipped))


@lru_cache(maxsize=32)
def open_rulebook(place: str = "410100", *sources: str) -> Rulebook:
    """开规则库 · The rulebook of a shipped place, or of a bureau's own place given as YAML texts.

    ``sources`` add to or replace what the shipped place and its province say, and may confirm facts; the ``code`` of a
    text tells whose it is. LawFault W019 where the place is not known, W033 where its province is not.
    """
    national = _national()
    local, province, texts = _layers(place, sources)
    instruments, parameters = national.instruments, national.parameters
    for layer in (province, local):
        if layer:
            require_known_names(layer.parameters, national.parameters)
            require_sayable(layer.parameters)
            instruments, parameters = add_instruments(instruments, layer), overlay(parameters, layer)
    found = links(instruments)
    require_coherent(instruments, found)
    require_known(instruments, parameters)
    require_buckets(local.place, (bucket.name for bucket in national.vocabulary.buckets))
    return Rulebook(
        place=local.place,
        vocabulary=national.vocabulary,
        calendar=national.calendar,
        instruments=instruments,
        parameters=parameters,
        numbers=_numbers(instruments),
        titles=_titles(instruments),
        links=found,
        digest=root([*national.digests, *map(digest, texts)]),
        opened_as=(place, *sources),
    )
