"""更正读值 · What a text means in a field of a parcel, read as in a list; many texts are read in one table.

Each text is read beside what its reader may look at, and nothing else of the parcel, so that what was read once holds
for every parcel that agrees in these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from landsupply.law.rulebook import Rules
from landsupply.ledger.examine import examine
from landsupply.ledger.issue import Severity
from landsupply.ledger.parcel import Parcel
from landsupply.ledger.parcel_fields import form_field, is_stated, nothing, title_of, value_of, with_values
from landsupply.ledger.readers import FIELDS
from landsupply.ledger.sheet import BLANK, Cell, CellKind, Sheet, sheet_of_rows
from landsupply.ledger.shown import shown
from landsupply.ledger.template import official_header
from landsupply.measure.fault import IntegrityFault

#: Every table states these, since without them it would be none; in the row of a text they say nothing of the parcel
#: where its reader may not look at them.
_PLACE, _AREA = "x", "1"
_MOST_KNOWN = 50_000
#: What a reader may look at beside its own text.
_LOOKED_AT = ("area", "use")

#: A value, and whether the text could be read.
Value = tuple[object, bool]


class Reading(NamedTuple):
    """一读 · A text in a field, and what stands beside it, as far as its reader may look there."""

    path: str
    text: str
    area: str
    use: str


class Step(NamedTuple):
    """一步 · A field of a record, the text that is to stand there and the one that stood there."""

    record: str
    path: str
    new: str
    old: str


class Readings:
    """读值簿 · What texts mean in the fields of parcels under the rules of a day, each read once."""

    __slots__ = ("_known", "rules")

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._known: dict[Reading, Value] = {}

    def value(self, path: str, text: str, parcel: Parcel) -> Value:
        """读值 · The value of a text in a field of a parcel, and whether it could be read."""
        if not text.strip():
            return nothing(path), True
        asked = _asked(path, text, parcel)
        known = self._known.get(asked)
        if known is None:
            known = self._known[asked] = _read_one(asked, self.rules)
        return known

    def foresee(self, texts: Iterable[tuple[str, str, Parcel]]) -> None:
        """预读 · Many texts at once, at a twentieth of the cost; what is doubtful there is left to `value`."""
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        wanted: dict[str, dict[Reading, None]] = {}
        for path, text, parcel in texts:
            if text.strip() and (asked := _asked(path, text, parcel)) not in self._known:
                wanted.setdefault(path, {})[asked] = None
        for path, several in wanted.items():
            if len(several) > 1:
                self._known.update(_read_many(path, list(several), self.rules))

    def foresee_steps(self, parcels: Mapping[str, Parcel], steps: Iterable[Step]) -> None:
        """预读各步 · The texts of many steps, each read as its record stands after the steps before it."""
        now = dict(parcels)
        said: dict[tuple[str, str], str] = {}
        for turn in _turns(one for one in steps if one.record in now):
            self.foresee((one.path, text, now[one.record]) for one in turn for text in _unknown(one, now, said))
            for one in turn:
                said[one.record, one.path] = one.new
                if one.path in _LOOKED_AT:
                    now[one.record] = self._after(now[one.record], one)

    def _after(self, parcel: Parcel, step: Step) -> Parcel:
        value, is_read = self.value(step.path, step.new, parcel)
        try:
            return with_values(parcel, {step.path: value}) if is_read else parcel
        except IntegrityFault:
            return parcel


def _unknown(step: Step, now: Mapping[str, Parcel], said: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """The texts of a step that have to be read: what stood there only where that is not what stands there."""
    yield step.new
    stands = said.get((step.record, step.path))
    if step.old != (as_typed(value_of(now[step.record], step.path)) if stands is None else stands):
        yield step.old


def as_typed(value: object) -> str:
    """值的写法 · A value as it is typed and compared: nothing is empty."""
    if type(value) is str:
        return value
    return "" if value in (None, ()) else shown(value)


def _turns(steps: Iterable[Step]) -> list[list[Step]]:
    """The first step of every record, the second of every one that has a second, and so on."""
    turns: list[list[Step]] = []
    met: Counter[str] = Counter()
    for one in steps:
        if met[one.record] == len(turns):
            turns.append([])
        turns[met[one.record]].append(one)
        met[one.record] += 1
    return turns


def read_value(path: str, text: str, parcel: Parcel, rules: Rules) -> Value:
    """读一值 · What a text means in a field of a parcel, read as in a list, and whether it could be read."""
    return Readings(rules).value(path, text, parcel)


def _asked(path: str, text: str, parcel: Parcel) -> Reading:
    beside = _beside(path)
    area = (parcel.area.hectares if parcel.area else "") if "area" in beside else _AREA
    use = parcel.use.name if parcel.use and "use" in beside else ""
    return Reading(path, text, area, use)


@lru_cache(maxsize=256)
def _beside(path: str) -> frozenset[str]:
    """Which of the area and the use the reader of a field may look at."""
    name, field = path.partition(".")[0], form_field(path)
    looked_at = (reader.fields for reader in FIELDS if reader.name == name or field in reader.fields)
    return frozenset(_LOOKED_AT).intersection(*(frozenset().union(*looked_at),))


def _read_one(asked: Reading, rules: Rules) -> Value:
    """A table of one row; a text that makes the row a total, a note or a header again is no value."""
    ledger = examine(_table(asked.path, [asked]), rules)
    title = title_of(asked.path)
    if not ledger.parcels:
        return nothing(asked.path), False
    value = value_of(ledger.parcels[0], asked.path)
    wrong = [one for one in ledger.issues if one.field == title and one.severity is Severity.ERROR]
    return value, is_stated(value) and not wrong


def _read_many(path: str, asked: Sequence[Reading], rules: Rules) -> dict[Reading, Value]:
    """The texts that a table of them all reads without an error, each in a row of its own."""
    ledger = examine(_table(path, asked), rules)
    if len(ledger.sources) != 1:
        return {}
    title = title_of(path)
    wrong = {
        row
        for one in ledger.issues
        if one.severity is Severity.ERROR and one.field in (title, None)
        for row in one.rows
    }
    values = {one.source.row: value_of(one, path) for one in ledger.parcels if one.source.row not in wrong}
    return {one: (values[row], is_stated(values[row])) for row, one in enumerate(asked, 2) if row in values}


def _table(path: str, asked: Sequence[Reading]) -> Sheet:
    """A table of some texts under the header of a field, and what every reader needs beside them."""
    fields = tuple(dict.fromkeys(("location", "area", "use", form_field(path))))
    rows = [[Cell(official_header(one), CellKind.TEXT) for one in fields]]
    for number, one in enumerate(asked):
        stated = {"location": f"{_PLACE}{number}", "area": one.area, "use": one.use, form_field(path): one.text}
        rows.append([_cell(stated[field]) for field in fields])
    return sheet_of_rows("—", None, rows, 1, "—")


def _cell(text: str) -> Cell:
    return Cell(text, CellKind.TEXT) if text.strip() else BLANK
