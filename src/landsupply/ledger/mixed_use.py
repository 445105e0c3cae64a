"""混合用途 · Several uses in one cell, with their shares or without; parts of a parcel that sum to it exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

from landsupply.law.vocabulary import LandUse, agreed
from landsupply.ledger.desk import Line
from landsupply.ledger.sheet_words import means
from landsupply.measure.area import Area
from landsupply.measure.fault import IntegrityFault, MeasureFault
from landsupply.measure.number import plain, read_number
from landsupply.measure.rounding import half_up

_LONGEST = 200  # no list of uses is longer; what is, is no list of uses
_PARTS = re.compile(r"[;；、，,+＋/\n|]")
_GLUED = re.compile(r"[^0-9%％]{1,40}[0-9.]{1,10}[%％]")
_SHARE_BEHIND = re.compile(r"(.{1,40}?)[:：占约]{0,2} *[(（]?占?([0-9.]{1,10}) *[%％][)）]?\Z")
_SHARE_BEFORE = re.compile(r"([0-9.]{1,10}) *[%％] *(?:的)?(.{1,40})\Z")
_RATIO = re.compile(r"(.{1,90}?)[=＝为 (（] *([0-9.]{1,6}(?:[:：][0-9.]{1,6}){1,5})[)）]?\Z")
_CODED = re.compile(r"(.{1,40}?)[(（]([A-Za-z]{1,2}[0-9]{0,6})[)）]\Z")
_LABELLED = re.compile(r"([^(（]{1,20})[(（](.{1,150})[)）]\Z")
_COLON = re.compile(r"[:：]")
_RATIO_PARTS = re.compile(r"[、，,/]")
_WHOLE = Fraction(1)
_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class UseShare:
    """用途占比 · One use of a mixed parcel, its share of the land, and the term that is stated for it alone."""

    use: LandUse
    share: Fraction
    term: int | None = None


def part_areas(area: Area, shares: Sequence[UseShare]) -> tuple[Area, ...]:
    """分用途面积 · The area of each part on the grid of 0.01 m²; they sum to the parcel exactly.

    What is left over goes to the parts that lost most by rounding down, the earlier first. IntegrityFault L900 where
    the shares are no whole.
    """
    if sum((one.share for one in shares), Fraction(0)) != _WHOLE:
        raise IntegrityFault("L900", id=str([str(one.share) for one in shares]))
    exact = [area.units * one.share for one in shares]
    floors = [part.numerator // part.denominator for part in exact]
    order = sorted(range(len(exact)), key=lambda place: (floors[place] - exact[place], place))
    for place in order[: area.units - sum(floors)]:
        floors[place] += 1
    return tuple(map(Area, floors))


@dataclass(frozen=True, slots=True)
class MixedUse:
    """混合用途 · The names of a mixed use and, where stated, the share of each."""

    names: tuple[str, ...]
    shares: tuple[Fraction, ...]


def split_uses(line: Line, text: str) -> MixedUse | None:
    """拆混合用途 · The parts of a text that names several known uses, None where it does not."""
    if len(text) > _LONGEST:
        return None
    inner = _LABELLED.match(text)
    bare = inner[2] if inner and means("mixed_use", inner[1]) else text
    found = _by_ratio(bare) or _by_parts(line, bare)
    found = replace(found, names=tuple(_without_code(line, name) for name in found.names)) if found else None
    is_known = found is not None and len(found.names) > 1 and all(line.desk.uses(name) for name in found.names)
    return found if is_known else None


def _without_code(line: Line, name: str) -> str:
    """城镇住宅用地(R2) is the use itself where name and code are of one class; else it stays as written."""
    found = None if line.desk.uses(name) else _CODED.match(name)
    classes = [{use.bucket for use in line.desk.uses(part)} for part in found.groups()] if found else []
    return found[1] if found and len(classes[0]) == 1 and classes[0] == classes[1] else name


def _by_ratio(text: str) -> MixedUse | None:
    """住宅:商业=7:3."""
    found = _RATIO.match(text)
    if found is None:
        return None
    joint = _COLON if _COLON.search(found[1]) else _RATIO_PARTS
    names = tuple(part.strip() for part in joint.split(found[1].strip()))
    parts = [_figure(part) for part in _COLON.split(found[2])]
    figures = [Fraction(part) for part in parts if part is not None]
    total = sum(figures, Fraction(0))
    if len(figures) != len(names) or len(figures) != len(parts) or not total:
        return None
    return MixedUse(names, tuple(figure / total for figure in figures))


def _by_parts(line: Line, text: str) -> MixedUse | None:
    """住宅70%、商服30%, or names alone; neighbours that make one known name stay together."""
    pieces = [part for piece in _PARTS.split(text) if piece.strip() for part in _unglued(piece.strip())]
    if any(_shared(piece)[1] is not None for piece in pieces):
        return _with_shares(line, pieces)
    names: list[str] = []
    while pieces:
        size = next((n for n in range(len(pieces), 1, -1) if line.desk.uses("、".join(pieces[:n]))), 1)
        names.append("、".join(pieces[:size]))
        pieces = pieces[size:]
    return MixedUse(tuple(names), ())


def _unglued(piece: str) -> list[str]:
    """住宅70%商服30%, written without a sign between them."""
    found = _GLUED.findall(piece)
    return found if "".join(found) == piece else [piece]


def _with_shares(line: Line, pieces: Sequence[str]) -> MixedUse:
    names: list[str] = []
    shares: list[Fraction] = []
    begun = ""
    for piece in pieces:
        name, share = _shared(piece)
        whole = f"{begun}、{name}" if begun else name
        if share is None and not line.desk.uses(whole):
            begun = whole
            continue
        names.append(whole)
        shares += [] if share is None else [share]
        begun = ""
    return MixedUse((*names, begun) if begun else tuple(names), tuple(shares))


def _shared(piece: str) -> tuple[str, Fraction | None]:
    behind, before = _SHARE_BEHIND.match(piece), _SHARE_BEFORE.match(piece)
    name, figure = (behind[1], behind[2]) if behind else (before[2], before[1]) if before else (piece, "")
    share = _figure(figure)
    return name.strip(), None if share is None else Fraction(share) / 100


def _figure(text: str) -> Decimal | None:
    try:
        return read_number(plain(text))
    except MeasureFault:
        return None


def read_use_shares(line: Line) -> tuple[UseShare, ...]:
    """用途占比 · The uses of a mixed parcel with their shares; nothing where one share is missing or they do not sum.

    L159 several uses without shares, L160 shares that are no whole, L161 shares kept.
    """
    text = line.text("use")
    if not text or agreed(line.desk.uses(text)):
        return ()
    mixed = split_uses(line, text)
    if mixed is None or not mixed.shares:
        return ()
    uses = [agreed(line.desk.uses(name)) for name in mixed.names]
    known = [use for use in uses if use is not None]
    is_whole = len(mixed.shares) == len(uses) and sum(mixed.shares, Fraction(0)) == _WHOLE
    if not is_whole or len(known) != len(uses) or min(mixed.shares) <= 0:
        return ()
    return tuple(UseShare(use, share) for use, share in zip(known, mixed.shares, strict=True))


def note_mixed(line: Line, name: str, text: str) -> bool:
    """说混合用途 · Note that a text names several uses; False where it does not."""
    mixed = split_uses(line, text)
    if mixed is None and not means("mixed_use", text):
        return False
    if mixed is None or not mixed.shares:
        line.note("L159", name)
    elif name == "use" and (shares := read_use_shares(line)):
        said = tuple(f"{one.use.name} {share_text(one.share)}" for one in shares)
        line.note("L161", name, shares=said)
    else:
        line.note("L160", name)
    return True


def share_text(share: Fraction) -> str:
    """比例 · A share as a percentage, rounded to six decimals where it is none exactly."""
    percent = share * 100
    exact = (places for places in range(_MOST_PLACES) if (percent * 10**places).denominator == 1)
    return half_up(percent.numerator, percent.denominator, next(exact, _MOST_PLACES)) + "%"


def mixed_text(names: Sequence[str], shares: Sequence[Fraction]) -> str:
    """混合用途文字 · Names and shares in a form that is read as the same shares: percentages, else a ratio."""
    if all((share * 100 * 10**_MOST_PLACES).denominator == 1 for share in shares):
        return "；".join(name + share_text(share) for name, share in zip(names, shares, strict=True))
    whole = lcm(*(share.denominator for share in shares))
    return f"{':'.join(names)}={':'.join(str(share * whole) for share in shares)}"
