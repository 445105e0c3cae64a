"""并账界线 · Boundary files given beside the lists: whose outlines lie on the same land, and by how much."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from landsupply.cli.boundary_reading import Judged, judged_of
from landsupply.cli.match_material import list_files
from landsupply.law.rulebook import Rules
from landsupply.ledger.boundary.match import Attached, attach
from landsupply.ledger.boundary.plot import Boundary
from landsupply.ledger.boundary.topology import overlaps
from landsupply.ledger.issue import Issue
from landsupply.ledger.match import SourceList, record_key
from landsupply.measure.fault import InputFault

_UNNAMED = "G060"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """图形重合 · For pairs of records whose outlines meet, the share of the smaller one; and what was found wrong."""

    shares: Mapping[tuple[str, str], Fraction]
    issues: tuple[Issue, ...]


def drawn_of(arguments: argparse.Namespace, lists: Sequence[SourceList], rules: Rules) -> Drawn:
    """图形重合 · From the boundaries that --boundary names for a list; X197 for a file that is none of the lists."""
    held: dict[str, Boundary] = {}
    issues: list[Issue] = []
    for file, path in arguments.boundary:
        name = _list_file(arguments, file)
        own = [one for one in lists if any(source.file == name for source in one.ledger.sources)]
        judged = judged_of(path, rules)
        issues += [issue for one in judged for issue in one.issues(rules)]
        found = [(one, attach(one.ledger, _certain(judged))) for one in own]
        held.update(_keyed(found))
        issues += _told(found)
    shares = {(one.first, one.second): one.share for one in overlaps(held, rules)} if held else {}
    return Drawn(shares=shares, issues=tuple(issues))


def _list_file(arguments: argparse.Namespace, file: str) -> str:
    files = list_files(arguments.files)
    named = [name for path, name in files if file in (str(path), path.name)]
    if len(named) != 1:
        raise InputFault("X197", raw=file, known=tuple(str(path) for path, _ in files))
    return named[0]


def _certain(judged: Sequence[Judged]) -> list[Boundary]:
    """Nothing of a file of which nobody knows yet how its coordinates are to be read."""
    return [boundary for one in judged if not one.is_in_doubt for boundary in one.boundaries]


def _keyed(found: Sequence[tuple[SourceList, Attached]]) -> Iterator[tuple[str, Boundary]]:
    for one, attached in found:
        yield from ((record_key(one.name, identity), held) for identity, held in attached.boundaries.items())


def _told(found: Sequence[tuple[SourceList, Attached]]) -> Iterator[Issue]:
    """A boundary that one list of the file has no parcel for may belong to another list of the same file."""
    taken = {_spot(held) for _, attached in found for held in attached.boundaries.values()}
    said: dict[tuple[object, ...], Issue] = {}
    for _, attached in found:
        for issue in attached.issues:
            if issue.code != _UNNAMED or (issue.file, issue.sheet, issue.row) not in taken:
                said.setdefault((issue.code, issue.file, issue.sheet, issue.rows, issue.raw), issue)
    yield from said.values()


def _spot(boundary: Boundary) -> tuple[str, str | None, int | None]:
    source = boundary.source
    return source.file, source.layer, source.position
