"""分用途年限 · The terms of a mixed parcel, one for each of its uses: by their names, or in the order of the uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from landsupply.ledger.desk import Line
from landsupply.ledger.mixed_use import UseShare, read_use_shares
from landsupply.ledger.sheet_words import folded

_LONGEST = 200  # no list of terms is longer
_PARTS = re.compile(r"[;、/|+]|(?<=[0-9年)]),?(?=[^0-9年;、/|+:()])")
_BARE = re.compile(r"([0-9]{1,2})年?\Z")
_NAME_FIRST = re.compile(r"([^0-9]{1,40}?)[:(]?([0-9]{1,2})年?\)?\Z")
_YEARS_FIRST = re.compile(r"([0-9]{1,2})年?\(([^0-9()]{1,40})\)\Z")


def read_parts(line: Line) -> tuple[UseShare, ...]:
    """用途占比与年限 · The parts of a mixed parcel, each with its own term where the cell of terms states one a use."""
    shares = read_use_shares(line)
    terms = terms_by_use(line, shares)
    return tuple(replace(one, term=term) for one, term in zip(shares, terms, strict=True)) if terms else shares


def terms_by_use(line: Line, shares: Sequence[UseShare]) -> tuple[int, ...]:
    """逐用途年限 · One term for each of the uses, in their order; empty where the cell does not state just that."""
    text = folded(line.text("term").replace("\n", ";"))
    if not shares or not text or len(text) > _LONGEST:
        return ()
    pieces = [piece for piece in _PARTS.split(text) if piece]
    bare = [int(found[1]) for piece in pieces if (found := _BARE.match(piece))]
    terms = bare if len(bare) == len(pieces) == len(shares) > 1 else _by_name(line, pieces, shares)
    return tuple(terms) if all(terms) else ()


def _by_name(line: Line, pieces: Sequence[str], shares: Sequence[UseShare]) -> list[int]:
    """Each piece names a use or a class of uses; every use is named once."""
    stated: dict[int, int] = {}
    for piece in pieces:
        named = _named(piece)
        meant = _meant(line, named[0], shares) if named else []
        if named is None or not meant or any(place in stated for place in meant):
            return []
        stated |= dict.fromkeys(meant, named[1])
    return [stated[place] for place in range(len(shares))] if len(stated) == len(shares) else []


def _named(piece: str) -> tuple[str, int] | None:
    if found := _YEARS_FIRST.match(piece):
        return found[2], int(found[1])
    found = _NAME_FIRST.match(piece)
    return (found[1], int(found[2])) if found else None


def _meant(line: Line, name: str, shares: Sequence[UseShare]) -> list[int]:
    """The places of the uses that a name means: the very use, else those of its class."""
    readings = line.desk.uses(name)
    exact = [place for place, one in enumerate(shares) if one.use in readings]
    classes = {reading.bucket for reading in readings}
    return exact or [place for place, one in enumerate(shares) if len(classes) == 1 and one.use.bucket in classes]
