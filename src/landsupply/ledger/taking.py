"""取值 · Every field of every line, read once for each distinct content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from landsupply.ledger.desk import Desk, Glance, Line, Readable, Said
from landsupply.ledger.parcel import Parcel, Source
from landsupply.ledger.privacy import may_tell_of_person
from landsupply.ledger.readers import FIELDS, FieldReader, Parts
from landsupply.ledger.sheet import CellKind
from landsupply.ledger.table import FieldLane

#: No sheet has so many columns.
_MOST_COLUMNS = 1_000_000
#: Where more than one text in so many is new, remembering costs more than it saves.
_REPEATED = 2


def take(desk: Desk, lines: Sequence[Line], identities: Sequence[str]) -> Iterator[Parcel]:
    """取值 · One parcel for each line of a desk, in order, under its identity."""
    sheet = desk.table.sheet
    names = [reader.name for reader in FIELDS]
    lanes = [_values(desk, reader, lines) for reader in FIELDS]
    for line, identity, values in zip(lines, identities, zip(*lanes, strict=True), strict=True):
        source = Source(file=sheet.source, sheet=sheet.name, row=line.entry.rows[0], table=desk.table.number)
        fields: dict[str, object] = dict(zip(names, values, strict=True))
        yield _parcel(identity, source, fields)


def _parcel(identity: str, source: Source, fields: dict[str, object]) -> Parcel:
    build: Callable[..., Parcel] = Parcel
    return build(id=identity, source=source, **fields)


def _values(desk: Desk, reader: FieldReader, lines: Sequence[Line]) -> Sequence[object]:
    if reader.parts:
        return _in_parts(desk, reader.parts, lines)
    own = [readable for field in reader.fields if (readable := desk.readable.get(field))]
    if any(_REPEATED * readable.different > len(readable.texts) * len(CellKind) for readable in own):
        return (_copied(reader, own, lines) if reader.copied else None) or [reader.read(line) for line in lines]
    return _remembered(reader, lines, _contents(own, [line.entry.position for line in lines]))


def _in_parts(desk: Desk, parts: Parts, lines: Sequence[Line]) -> Sequence[object]:
    """One value for each line of what its columns say, made once for values that are the same."""
    present = [part for part in parts.readers if part.name in desk.readable]
    if not present:
        return [None] * len(lines)
    names = [part.name for part in present]
    rows = list(zip(*(_values(desk, part, lines) for part in present), strict=True))
    made = {values: parts.joined(names, values) for values in dict.fromkeys(rows)}
    return list(map(made.__getitem__, rows))


def _copied(reader: FieldReader, own: Sequence[Readable], lines: Sequence[Line]) -> Sequence[object] | None:
    """The texts of a lane in which no cell can tell of a person, as one search through all of them shows."""
    (readable,) = own
    texts = [readable.texts[line.entry.position] for line in lines]
    nothing = reader.copied.nothing if reader.copied else None
    return None if may_tell_of_person("\n".join(texts)) else [text or nothing for text in texts]


def _remembered(reader: FieldReader, lines: Sequence[Line], contents: Sequence[int]) -> Sequence[object]:
    """The value for each line, read once for each content; what a reading had to say is said for every line."""
    examples = dict(zip(contents, lines, strict=True))
    read = {content: _heard(reader, line) for content, line in examples.items()}
    if any(said for _, said in read.values()):
        for line, content in zip(lines, contents, strict=True):
            for said in read[content][1]:
                line.say(said)
    values = {content: value for content, (value, _) in read.items()}
    return list(map(values.__getitem__, contents))


def _heard(reader: FieldReader, line: Line) -> tuple[object, tuple[Said, ...]]:
    """The value, and what the reader had to say, not yet put on record."""
    desk = line.desk
    desk.heard = []
    try:
        value = reader.read(Glance(line, reader.fields))
        return value, tuple(desk.heard)
    finally:
        desk.heard = None


def _contents(own: Sequence[Readable], places: Sequence[int]) -> Sequence[int]:
    """A number for what each line says in some fields: texts as they stand, kinds, columns taken, contradictions."""
    total = [0] * len(places)
    for number, readable in enumerate(own):
        said: Iterable[int] = map(readable.contents.__getitem__, places)
        size, lane = readable.different, readable.lane
        total = [one * size + other for one, other in zip(total, said, strict=True)] if number else list(said)
        if lane.taken or lane.contested:
            total = [one * _MOST_COLUMNS + _column(lane, place) for one, place in zip(total, places, strict=True)]
    return total


def _column(lane: FieldLane, place: int) -> int:
    return 0 if place in lane.contested else lane.taken.get(place, lane.column).index + 1
