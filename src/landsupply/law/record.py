"""记录读取 · One entry of a YAML text, read field by field; what is missing or misspelt is said.

Errors, all LawFault with ``source``, ``entry`` and ``field``: W009 (field missing), W010 (value not
understood), W011 (field unknown).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from landsupply.law.parameter import Value
from landsupply.measure.fault import LawFault

Kind = TypeVar("Kind", bound=StrEnum)


class Record:
    """记录 · One YAML mapping and its source; the fields asked for are remembered, the rest refused."""

    def __init__(self, source: str, entry: str, fields: object) -> None:
        self.source, self.entry = source, entry
        if not isinstance(fields, Mapping):
            raise self._fault("W010", entry, fields)
        self._fields: Mapping[object, object] = fields
        self._asked: set[str] = set()

    def _fault(self, code: str, field: str, raw: object = "") -> LawFault:
        return LawFault(code, source=self.source, entry=self.entry, field=field, raw=str(raw)[:80])

    def get(self, field: str) -> object:
        """取值 · The raw value of a field, None where it is absent or empty."""
        self._asked.add(field)
        return self._fields.get(field)

    def has(self, field: str) -> bool:
        """有无 · True when the field stands in the text, even empty."""
        return field in self._fields

    def maybe_text(self, field: str) -> str | None:
        """文本（可空） · A text field; numbers written without quotes are taken as their digits."""
        raw = self.get(field)
        if raw is None:
            return None
        if isinstance(raw, bool) or not isinstance(raw, str | int):
            raise self._fault("W010", field, raw)
        return str(raw)

    def text(self, field: str) -> str:
        """文本 · A text field that must be there."""
        found = self.maybe_text(field)
        if not found:
            raise self._fault("W009", field)
        return found

    def whole(self, field: str) -> int:
        """整数 · A whole number that must be there."""
        raw = self.get(field)
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise self._fault("W009" if raw is None else "W010", field, raw)
        return raw

    def exact(self, field: str) -> Fraction:
        """精确数 · A whole number or an exact decimal that must be there."""
        raw = self.get(field)
        if isinstance(raw, bool) or not isinstance(raw, int | Fraction):
            raise self._fault("W009" if raw is None else "W010", field, raw)
        return Fraction(raw)

    def maybe_day(self, field: str) -> date | None:
        """日期（可空） · A date field written YYYY-MM-DD."""
        raw = self.get(field)
        if raw is None:
            return None
        if isinstance(raw, datetime) or not isinstance(raw, date):
            raise self._fault("W010", field, raw)
        return raw

    def day(self, field: str) -> date:
        """日期 · A date field that must be there."""
        found = self.maybe_day(field)
        if found is None:
            raise self._fault("W009", field)
        return found

    def kind(self, field: str, kinds: type[Kind]) -> Kind:
        """枚举 · One of a closed list of words."""
        raw = self.text(field)
        if raw not in {one.value for one in kinds}:
            raise self._fault("W010", field, raw)
        return kinds(raw)

    def many(self, field: str) -> Sequence[object]:
        """列表 · A list field, empty where it is absent."""
        raw = self.get(field)
        if raw is None:
            return ()
        if not isinstance(raw, list):
            raise self._fault("W010", field, raw)
        return raw

    def texts(self, field: str) -> tuple[str, ...]:
        """文本列表 · A list of texts, empty where it is absent."""
        found = self.many(field)
        if not all(isinstance(one, str) for one in found):
            raise self._fault("W010", field, found)
        return tuple(str(one) for one in found)

    def days(self, field: str) -> tuple[date, ...]:
        """日期列表 · A list of dates, empty where it is absent."""
        found = self.many(field)
        days = tuple(one for one in found if isinstance(one, date))
        if len(days) != len(found):
            raise self._fault("W010", field, found)
        return days

    def children(self, field: str) -> tuple["Record", ...]:
        """子记录 · The entries of a list of mappings, each named by its place in the list."""
        return tuple(
            Record(self.source, f"{self.entry}.{field}[{n}]", one) for n, one in enumerate(self.many(field), 1)
        )

    def words(self, field: str) -> Mapping[str, str]:
        """文字表 · A mapping of names to texts, empty where it is absent."""
        raw = self.get(field)
        if raw is None:
            return MappingProxyType({})
        if not isinstance(raw, Mapping) or not all(isinstance(one, str) for one in raw.values()):
            raise self._fault("W010", field, raw)
        return MappingProxyType({str(name): text for name, text in raw.items()})

    def value(self, field: str) -> Value:
        """值 · A field of any shape, frozen; null is a value and means that nothing is set."""
        if not self.has(field):
            raise self._fault("W009", field)
        return self._frozen(field, self.get(field))

    def _frozen(self, field: str, raw: object) -> Value:
        if isinstance(raw, Mapping):
            return MappingProxyType({str(name): self._frozen(field, one) for name, one in raw.items()})
        if isinstance(raw, list):
            return tuple(self._frozen(field, one) for one in raw)
        if raw is None or isinstance(raw, str | int | Fraction | date):
            return raw
        raise self._fault("W010", field, raw)

    def close(self) -> None:
        """收尾 · Refuse fields nobody asked for: a misspelt field must never be passed over in silence."""
        for field in self._fields:
            if field not in self._asked:
                raise self._fault("W011", str(field))
